"""Which identity providers the settings name."""

import pytest

from people.identity_providers import Refused, identity_providers

TENANT = "8f1c0f3e-2f7a-4a51-9d53-0a6f3c5b1d20"
MICROSOFT = {
    "MICROSOFT_CLIENT_ID": "app",
    "MICROSOFT_CLIENT_SECRET": "secret",
    "MICROSOFT_TENANTS": f"Wexmoor Council={TENANT}",
}
GOOGLE = {"GOOGLE_CLIENT_ID": "app", "GOOGLE_CLIENT_SECRET": "secret", "GOOGLE_DOMAINS": "Larkfield.example.sch.uk"}


def test_none_is_named_by_nothing() -> None:
    assert identity_providers({}) == []


def test_each_tenant_is_an_issuer_of_its_own() -> None:
    other = TENANT.replace("8", "9")
    found = identity_providers(
        {**MICROSOFT, "MICROSOFT_TENANTS": f"Wexmoor Council={TENANT.upper()}, A = B Trust={other}"}
    )
    assert [(provider.key, provider.name, provider.issuer) for provider in found] == [
        (f"microsoft-{TENANT}", "Microsoft (Wexmoor Council)", f"https://login.microsoftonline.com/{TENANT}/v2.0"),
        (f"microsoft-{other}", "Microsoft (A = B Trust)", f"https://login.microsoftonline.com/{other}/v2.0"),
    ]
    assert {provider.origin for provider in found} == {"https://login.microsoftonline.com"}


def test_google_is_asked_for_the_domains_named() -> None:
    (found,) = identity_providers(GOOGLE)
    assert (found.issuer, found.domains) == ("https://accounts.google.com", ("larkfield.example.sch.uk",))


def test_a_secret_is_never_shown() -> None:
    assert "secret" not in repr(identity_providers(GOOGLE)[0]).replace("secret=", "")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (MICROSOFT | {"MICROSOFT_TENANTS": ""}, "Set MICROSOFT_TENANTS as well"),
        (MICROSOFT | {"MICROSOFT_CLIENT_SECRET": " "}, "Set MICROSOFT_CLIENT_SECRET as well"),
        (MICROSOFT | {"MICROSOFT_TENANTS": TENANT}, "Write MICROSOFT_TENANTS as"),
        (MICROSOFT | {"MICROSOFT_TENANTS": "Wexmoor=common"}, "Write MICROSOFT_TENANTS as"),
        (GOOGLE | {"GOOGLE_DOMAINS": ""}, "Set GOOGLE_DOMAINS as well"),
        (GOOGLE | {"GOOGLE_DOMAINS": "https://larkfield.example"}, "Write GOOGLE_DOMAINS as"),
    ],
)
def test_settings_that_cannot_stand_say_what_to_set(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        identity_providers(given)
