"""Whose request it is, when proxies stand between the person and this server."""

import ipaddress
import re

_WITH_PORT = re.compile(r"\[(?P<six>[^\]]+)\](?::\d+)?|(?P<four>[\d.]+):\d+")


def client_address(*, peer: str, forwarded: str, proxies: int) -> str:
    """The address a request came from.

    peer: who opened the connection. forwarded: `X-Forwarded-For`, to whose right end each proxy adds whom it hears.
    proxies: how many of our own stand before this server; what stands further left anybody may have written.

    Where the header is shorter than that or says no address there, the peer's own: nobody gets away from a limit so.
    """
    said = forwarded.split(",")
    if proxies < 1 or len(said) < proxies:
        return peer
    return _address(said[-proxies].strip()) or peer


def _address(words: str) -> str:
    """An address without its port, and in the shortest of its spellings; empty where the words are none."""
    bracketed = _WITH_PORT.fullmatch(words)
    try:
        address = ipaddress.ip_address((bracketed["six"] or bracketed["four"]) if bracketed else words)
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)
