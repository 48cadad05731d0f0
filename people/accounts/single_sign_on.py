"""Signing in with Microsoft or Google, where settings name the tenants or domains whose people may.

Somebody is known by the issuer and the subject of a token, never by an email address, which its owner may change. The
first link is made by a person who is signed in, from their account page. Every token's signature, issuer, audience,
times, nonce and tenant are checked before anybody is looked for, so that nothing of a token that is refused is kept.
The second step is asked for as ever, unless settings trust the provider's.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core import mail
from people.models import User

NOT_LINKED = (
    "This account of yours is not linked to one here. Sign in with your email address and password, then link it on"
    " your account page."
)
NOT_TAKEN = "Your sign-in there could not be used here, so nothing was opened. Try again from the sign-in page."
OF_ANOTHER = "This account of yours is linked to another account here. Sign in with that one, or end that link first."


@dataclass(frozen=True, slots=True)
class Offer:
    """A provider that people may sign in with."""

    key: str
    name: str


def offers() -> list[Offer]:
    """The providers that settings name."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return [Offer(app["provider_id"], app["name"]) for app in apps]


def offered(key: str) -> Offer | None:
    """The provider of this key."""
    return next((offer for offer in offers() if offer.key == key), None)


def links_of(user: User) -> dict[str, int]:
    """Which providers a person has linked, each with the key of its link."""
    return dict(SocialAccount.objects.filter(user_id=user.pk).values_list("provider", "pk"))


def unlink(user: User, key: str) -> None:
    """End the link to a provider."""
    SocialAccount.objects.filter(user_id=user.pk, provider=key).delete()


class CheckedAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Reads a token with every check: its signature too, though it came over TLS from the issuer itself."""

    nonce = ""
    """What the token has to repeat. `CheckedCallback` sets it."""

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """What the token says. Raises OAuth2Error where anything about it is not as settings say."""
        try:
            found: dict[str, Any] = jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=app.settings["issuers"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("a token that cannot be read") from error
        # allauth checks an end where there is one, and takes a token that is for others as well.
        if not (found.get("sub") and found.get("exp")) or found.get("aud") not in (app.client_id, [app.client_id]):
            raise OAuth2Error("a token of nobody, without an end, or for others as well")
        if not _answers(found, self.nonce, app.settings):
            raise OAuth2Error("a token that was not asked for, or from a place that is not listed")
        return found

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """The sign-in of the token that came with the answer; without one there is none."""
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("no token")
        return super().complete_login(request, app, token, **kwargs)


class CheckedCallback(OAuth2CallbackView):  # type: ignore[misc]
    """The way back from a provider."""

    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        """The sign-in that is answered, whose nonce the token has to repeat; or the refusal, where there is none."""
        state, refused = super()._get_state(request, provider)
        self.adapter.nonce = str((state or {}).get("nonce") or "")
        return state, refused


class CheckedProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """A provider whose people are known by issuer and subject, and whose tokens answer to what was asked."""

    oauth2_adapter_class = CheckedAdapter

    def redirect(self, request: HttpRequest, process: str, next_url: str | None = None, **_given: Any) -> Any:
        """To the provider, with a nonce that its token has to repeat. The request has no say in what is asked."""
        nonce = secrets.token_urlsafe(24)
        asked = self.get_auth_params() | {"nonce": nonce}
        return super().redirect(request, process, next_url, auth_params=asked, nonce=nonce)

    def get_default_scope(self) -> list[str]:
        """Who they are, and nothing about them."""
        return ["openid"]

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Issuer and subject."""
        token = data["id_token"]
        return f"{token['iss']} {token['sub']}"

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 (allauth's signature)
        """Nothing: what people are called here is not the provider's to say."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:  # noqa: ARG002 (as above)
        """None, as above."""
        return []

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """What is asked about a token once it is read, and kept with the link: no name and no address."""
        token = data["id_token"]
        return {
            "id_token": {name: token[name] for name in ("iss", "sub", "nonce", "tid", "hd", "amr") if name in token}
        }


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Lets a token in, or says why not."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {"connected_other": OF_ANOTHER}

    def list_apps(self, request: Any, provider: Any = None, client_id: Any = None) -> list[Any]:  # noqa: ARG002
        """Those of the settings; there are none in the database."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002 (allauth's signature)
        """Never: whoever has no account is given one by their school or council."""
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:  # noqa: ARG002 (as above)
        """Back to the account page."""
        return reverse("people:account")

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_about: Any) -> None:  # noqa: ARG002
        """One sentence for whatever was wrong."""
        raise ImmediateHttpResponse(_refused(request, NOT_TAKEN))

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Check that somebody here is linked to it, or nobody else where it is to be linked."""
        token = sociallogin.account.extra_data["id_token"]
        if sociallogin.state.get("process") == "connect":
            if sociallogin.is_existing and sociallogin.user != request.user:
                raise ImmediateHttpResponse(_refused(request, OF_ANOTHER))
            return
        if not sociallogin.is_existing or not sociallogin.user.is_active:
            raise ImmediateHttpResponse(_refused(request, NOT_LINKED))
        if settings.TRUST_SECOND_STEP_OF_PROVIDERS and "mfa" in token.get("amr", []):
            record_authentication(request, sociallogin.user, "mfa", type=sociallogin.account.provider)

    def send_notification_mail(self, template_prefix: str, user: User, *_args: Any, **_about: Any) -> None:
        """Tell a person by letter that their account was linked."""
        if template_prefix.endswith("account_connected"):
            with transaction.atomic():
                mail.post(kind="people.account-changed", about=f"{user.pk}:linked")


def _answers(token: dict[str, Any], nonce: str, wanted: dict[str, Any]) -> bool:
    """Whether a token repeats what was asked with, and comes from a tenant or domain of the settings."""
    if not nonce or not secrets.compare_digest(str(token.get("nonce", "")).encode(), nonce.encode()):
        return False
    return all(token.get(claim) in values for claim, values in wanted.get("claims", {}).items())


def _refused(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "people/single_sign_on_refused.html", {"sentence": sentence}, status=403)


def methods_of(user: User) -> list[dict[str, str]]:
    """How somebody without a password or an app shows again who they are."""
    linked = links_of(user)
    return [
        {"id": offer.key, "description": offer.name, "url": reverse("people:single-sign-on", args=[offer.key])}
        for offer in offers()
        if offer.key in linked
    ]
