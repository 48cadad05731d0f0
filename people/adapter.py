"""How allauth behaves here: nobody signs themselves up, and a visit remembers when the last one was."""

import logging
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from requests import RequestException

from people.models import User
from people.provider import NONCE, WorkAccountProvider
from people.work_accounts import ANOTHERS, NOT_BELIEVED, STOPPED, UNKNOWN, UNREACHED, WRONG_DOMAIN

logger = logging.getLogger(__name__)

LAST_HERE = "last_here"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People are given an account by their school or council."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask whoever looks after accounts at your school or council.",
        "email_password_mismatch": "The email address or the password is not right. Check both and try again.",
        "enter_current_password": "This is not the password you use now. Check it and try again.",
        "too_many_login_attempts": "That was tried too often. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (allauth's signature)
        """Never."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Keep when this person signed in before, for "What changed since you were last here"."""
        before = user.last_login
        super().login(request, user)
        if before is not None:
            request.session[LAST_HERE] = before.isoformat()


class WorkAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A work account opens the account that its person joined it to, signed in, and no other. It makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Go on with whoever the provider named, or back with a sentence."""
        claims, state = sociallogin.claims, sociallogin.state
        asked, answered = str(state.get(NONCE) or ""), str(claims.get(NONCE) or "")
        if not asked or not secrets.compare_digest(asked, answered):
            raise _back(request, state, NOT_BELIEVED)
        domains = sociallogin.provider.app.settings["domains"]
        if domains and str(claims.get("hd", "")).lower() not in domains:
            raise _back(request, state, WRONG_DOMAIN)
        if state.get("process") == AuthProcess.CONNECT:
            if sociallogin.is_existing and sociallogin.user != request.user:
                raise _back(request, state, ANOTHERS)
        elif not sociallogin.is_existing or not sociallogin.user.is_active:
            raise _back(request, state, UNKNOWN)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: WorkAccountProvider,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Say what happened above the page to go on from. What exactly it was stands in the log."""
        logger.warning("a work account was not believed provider=%s: %s", provider, type(exception).__name__)
        sentence = NOT_BELIEVED
        if error == AuthError.CANCELLED:
            sentence = STOPPED
        elif isinstance(exception, RequestException):
            sentence = UNREACHED
        raise _back(request, (extra_context or {}).get("state") or {}, sentence)

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:  # noqa: ARG002
        """The person's list of work accounts."""
        return reverse("people:work-accounts")


def _back(request: HttpRequest, state: dict[str, Any], sentence: str) -> ImmediateHttpResponse:
    """The way back: to one's own list where one was joining, else to sign-in."""
    messages.error(request, sentence)
    is_joining = state.get("process") == AuthProcess.CONNECT and request.user.is_authenticated
    return ImmediateHttpResponse(redirect("people:work-accounts" if is_joining else "account_login"))
