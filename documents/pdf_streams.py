"""How much the streams of a PDF would unpack to, told from its bytes, before any parser of PDFs is let near them.

A PDF is a heap of packed streams, and opening one unpacks some of them at once. Here each is unpacked in pieces that
are counted and thrown away, so that a small file which is meant to fill the memory is known for what it is.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import Final

MOST_UNPACKED: Final = 128 * 1024 * 1024
MOST_OF_ONE: Final = 48 * 1024 * 1024
"""What one stream may unpack to: a picture of a page at 400 dots an inch."""
_MOST_LAYERS: Final = 3
_MOST_SPELT: Final = 4 * 1024 * 1024  # bytes spelt out in letters, which unpack slowly
_PIECE: Final = 64 * 1024
_PACKED_PIECE: Final = 16 * 1024
_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_SPELT: Final = re.compile(rb"ASCII85Decode|A85|ASCIIHexDecode|AHx")
_NO_85: Final = re.compile(rb"[^!-uz]")
_NO_HEX: Final = re.compile(rb"[^0-9A-Fa-f]")
_DICTIONARY: Final = 1024  # bytes before a stream in which its filters are named


class TooLarge(Exception):
    """The file would unpack to more than is let in."""


def plain_names(content: bytes) -> bytes:
    """The bytes with the letters of names that were written as their numbers, as `#4a` for J."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content) if b"#" in content else content


def check(content: bytes) -> None:
    """Unpack every stream, piece by piece. Raises TooLarge."""
    total = spelt = 0
    view = memoryview(content)
    for found in _STREAM.finditer(content):
        packed: Iterator[bytes] = _pieces(view[found.end() :])
        named = plain_names(content[max(found.start() - _DICTIONARY, 0) : found.start()])
        if _SPELT.search(named[named.rfind(b"obj") + 1 :]):
            end = content.find(b"endstream", found.end())
            data = content[found.end() : end if end >= 0 else len(content)]
            spelt += len(data)
            if spelt > _MOST_SPELT and b"DCT" not in named:
                raise TooLarge
            packed = iter([_unspelt(data)] if spelt <= _MOST_SPELT else [])
        for piece in _layers(packed):
            total += piece
            if total > MOST_UNPACKED:
                raise TooLarge


def _pieces(data: memoryview) -> Iterator[bytes]:
    for at in range(0, len(data), _PACKED_PIECE):
        yield bytes(data[at : at + _PACKED_PIECE])


def _unspelt(data: bytes) -> bytes:
    """The bytes that letters or digits spell; nothing where they spell none."""
    text = data.partition(b"~>")[0]
    try:
        if b">" in data and not _NO_HEX.search(b"".join(data.partition(b">")[0].split())):
            return binascii.unhexlify(b"".join(data.partition(b">")[0].split()))
        return base64.a85decode(_NO_85.sub(b"", text))
    except ValueError:
        return b""


def _layers(packed: Iterator[bytes]) -> Iterator[int]:
    """The lengths of what a stream unpacks to, also where what is unpacked is packed again."""
    for layer in range(_MOST_LAYERS + 1):
        first = next(packed, b"")
        if not _is_packed(first):
            # What was unpacked last is counted to its end, whatever it is.
            if layer:
                yield len(first)
                yield from map(len, packed)
            return
        packed = _inflated(first, packed)
    raise TooLarge


def _is_packed(start: bytes) -> bool:
    """Whether the bytes begin as zlib's do."""
    return len(start) > 2 and start[0] & 0x0F == 8 and (start[0] << 8 | start[1]) % 31 == 0


def _inflated(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    """What the pieces unpack to, in pieces; it ends where they end or are broken. Raises TooLarge."""
    unpacker = zlib.decompressobj()
    total = 0
    for piece in chain([first], others):
        rest = piece
        while rest and not unpacker.eof:
            try:
                out = unpacker.decompress(rest, _PIECE)
            except zlib.error:
                return
            total += len(out)
            if total > MOST_OF_ONE:
                raise TooLarge
            if out:
                yield out
            rest = unpacker.unconsumed_tail
        if unpacker.eof:
            return
