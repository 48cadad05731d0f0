"""The identity providers whose accounts open this installation, from its settings. Pure.

A provider is one issuer: a Microsoft Entra tenant, or Google for the domains of its Workspace. Whoever the issuer
vouches for is known by the issuer and the subject it names, never by an email address, which can pass to somebody else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PROVIDER = "work_account"
_MICROSOFT = "https://login.microsoftonline.com"
_GOOGLE = "https://accounts.google.com"
_TENANT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


class Refused(Exception):
    """Settings that cannot stand. Its text says what to set."""


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """One issuer whose accounts may be joined to accounts here.

    domains: for Google, the Workspace domains an account must belong to; empty where the issuer is one organisation's.
    """

    key: str
    name: str
    issuer: str
    client_id: str
    secret: str = field(repr=False)
    scope: tuple[str, ...] = ("openid",)
    domains: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """Where its pages are, for the content security policy."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def app(self) -> dict[str, object]:
        """As allauth's setting `APPS` has it."""
        return {
            "provider_id": self.key,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {
                "server_url": self.issuer,
                "scope": list(self.scope),
                "domains": list(self.domains),
            },
        }


def identity_providers(given: Mapping[str, str]) -> list[IdentityProvider]:
    """The providers that the environment names.

    MICROSOFT_TENANTS: `Wexmoor Council=<tenant id>`, several with commas; GOOGLE_DOMAINS: domains with commas.
    Raises Refused where a part is missing or is not what it should be.
    """
    return [*_microsoft(given), *_google(given)]


def _microsoft(given: Mapping[str, str]) -> list[IdentityProvider]:
    found = _asked(given, "MICROSOFT_CLIENT_ID", "MICROSOFT_CLIENT_SECRET", "MICROSOFT_TENANTS")
    if found is None:
        return []
    client_id, secret, tenants = found
    providers = []
    for written in _parts(tenants):
        name, _, tenant = (part.strip() for part in written.rpartition("="))
        if not name or not _TENANT.fullmatch(tenant.lower()):
            raise Refused("Write MICROSOFT_TENANTS as `Name of the organisation=tenant id`, several with commas.")
        issuer = f"{_MICROSOFT}/{tenant.lower()}/v2.0"
        providers.append(
            IdentityProvider(f"microsoft-{tenant.lower()}", f"Microsoft ({name})", issuer, client_id, secret)
        )
    return providers


def _google(given: Mapping[str, str]) -> list[IdentityProvider]:
    found = _asked(given, "GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET", "GOOGLE_DOMAINS")
    if found is None:
        return []
    client_id, secret, written = found
    domains = tuple(domain.lower() for domain in _parts(written))
    if not all(map(_DOMAIN.fullmatch, domains)):
        raise Refused("Write GOOGLE_DOMAINS as the domains of your Google Workspace, like larkfield.example.sch.uk.")
    scope = ("openid", "email")  # without the second Google does not say which domain an account belongs to
    return [IdentityProvider("google", "Google", _GOOGLE, client_id, secret, scope, domains)]


def _asked(given: Mapping[str, str], *names: str) -> tuple[str, ...] | None:
    """The values of settings that go together; None where none is set."""
    values = tuple(given.get(name, "").strip() for name in names)
    if not any(values):
        return None
    for name, value in zip(names, values, strict=True):
        if not value:
            raise Refused(f"Set {name} as well: {', '.join(names)} go together.")
    return values


def _parts(written: str) -> list[str]:
    return [part.strip() for part in written.split(",") if part.strip()]
