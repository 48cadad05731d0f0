"""The applications at Microsoft and Google that settings name, as allauth takes them. Settings import it."""

import re
from typing import Any

from django.core.exceptions import ImproperlyConfigured

Given = tuple[str, str, list[str]]
_TENANT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def sign_in_providers(*, microsoft: Given, google: Given) -> list[dict[str, Any]]:
    """One application for each provider that is named: (client id, secret, tenants or domains).

    Raises ImproperlyConfigured, with a sentence, for one that is named by half.
    """
    found = []
    if _is_whole("MICROSOFT", "MICROSOFT_TENANTS", microsoft):
        tenants = [tenant.strip().lower() for tenant in microsoft[2]]
        if not all(_TENANT.fullmatch(tenant) for tenant in tenants):
            raise ImproperlyConfigured("Set MICROSOFT_TENANTS to the directory IDs, with commas between them.")
        where = tenants[0] if len(tenants) == 1 else "organizations"
        issuers = [f"https://login.microsoftonline.com/{tenant}/v2.0" for tenant in tenants]
        server = f"https://login.microsoftonline.com/{where}/v2.0"
        found.append(provider("microsoft", "Microsoft", microsoft, server, issuers, {"tid": tenants}))
    if _is_whole("GOOGLE", "GOOGLE_DOMAINS", google):
        domains = [domain.strip().lower() for domain in google[2]]
        server = "https://accounts.google.com"
        found.append(provider("google", "Google", google, server, [server], {"hd": domains}))
    return found


def provider(
    key: str, name: str, given: Given, server: str, issuers: list[str], claims: dict[str, list[str]]
) -> dict[str, Any]:
    """One application, as allauth takes it. claims: what a token must say, and one of which it must be."""
    return {
        "provider_id": key,
        "name": name,
        "client_id": given[0],
        "secret": given[1],
        "settings": {
            "server_url": server,
            "issuers": issuers,
            "claims": claims,
            "fetch_userinfo": False,
            "oauth_pkce_enabled": True,
            "scope": ["openid"],
        },
    }


def _is_whole(name: str, whose: str, given: Given) -> bool:
    if not any(given):
        return False
    if not all(given):
        raise ImproperlyConfigured(f"Set {name}_CLIENT_ID, {name}_CLIENT_SECRET and {whose} together, or none of them.")
    return True
