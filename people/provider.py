"""Signing in with an account of one's school or council, by OpenID Connect: allauth's own, made stricter.

What allauth leaves open is closed here: the signature of the token is always checked, the token must answer the very
request it was asked by (nonce), its issuer must be the one in the settings, and of what it says only the issuer and the
subject are kept. allauth finds this module by its name.
"""

import secrets
from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.http import HttpRequest, HttpResponseBase

from core.addresses import address
from people.identity_providers import PROVIDER

NONCE = "nonce"


class WorkAccountOAuth2Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """What is asked of the provider, and what is believed."""

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:  # noqa: ARG002 (allauth's signature)
        """Where the provider sends people back to, as its own settings must have it."""
        where: str = build_absolute_uri(request, address("work_account_callback", provider_id=self.provider_id))
        return where

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:  # noqa: ARG002
        """Who the provider says it is. Raises OAuth2Error where its word cannot be believed."""
        claims = self._decode_id_token(app, kwargs["response"].get("id_token") or "")
        if not {"sub", "iss", "exp", "iat"} <= claims.keys():
            raise OAuth2Error("the token lacks a claim")
        login = self.get_provider().sociallogin_from_response(request, claims)
        login.claims = claims
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        issuer = app.settings["server_url"]
        if self.openid_config["issuer"] != issuer:
            raise OAuth2Error("the provider names another issuer")
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=issuer,
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return claims


class WorkAccountProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """Microsoft Entra and Google, as the settings name them."""

    id = PROVIDER
    name = "Work account"
    oauth2_adapter_class = WorkAccountOAuth2Adapter
    pkce_enabled_default = True
    supports_token_authentication = False

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:  # noqa: ARG002 (a request asks for no more)
        """What is asked of the provider: who it is, and nothing more."""
        scope: list[str] = self.get_scope()
        return scope

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:  # noqa: ARG002
        """Nothing that a request says."""
        params: dict[str, str] = self.get_auth_params()
        return params

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponseBase:
        """Send the person to the provider, with a word that its answer must hold."""
        nonce = secrets.token_urlsafe(32)
        params = (kwargs.pop("auth_params", None) or self.get_auth_params()) | {NONCE: nonce}
        answer: HttpResponseBase = super().redirect(
            request, process, next_url, data, auth_params=params, nonce=nonce, **kwargs
        )
        return answer

    def extract_uid(self, data: dict[str, Any]) -> str:
        """The subject; with the provider's key, which stands for the issuer, it is who the person is."""
        return str(data["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 (nothing of it is kept)
        """Nothing."""
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 (as above)
        """Nothing: no account is made from what a provider says."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:  # noqa: ARG002 (as above)
        """None: nobody is known by an address."""
        return []


provider_classes = [WorkAccountProvider]
