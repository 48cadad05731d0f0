"""How allauth behaves here.

Nobody signs themselves up. A password opens the door, and the second step is asked for by the pages that need it
(people.access.proof). Letters go out from the queue. Wrong guesses are counted for an account and for an address.
"""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.encoding import force_bytes
from django.utils.http import url_has_allowed_host_and_scheme

from core import mail
from people.access.guards import must_have_second_step
from people.access.proof import is_fresh
from people.accounts import guesses
from people.accounts.single_sign_on import methods_of
from people.models import User

LAST_HERE = "last_here"
_SIGN_IN_TOO_OFTEN = "That was tried too often. Wait five minutes, then try again."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People are given an account by their school or council."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or the password is not right. Check both and try again.",
        "enter_current_password": "This is not the password you use now. Check it and try again.",
        "incorrect_password": "This is not your password. Check it and try again.",
        "too_many_login_attempts": _SIGN_IN_TOO_OFTEN,
        "rate_limited": _SIGN_IN_TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (allauth's signature)
        """Never."""
        return False

    def get_login_stages(self) -> list[str]:
        """None after the password: the pages that need more ask for it."""
        return []

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:  # noqa: ARG002 (allauth's signature)
        """A sign-in is as fresh a proof as any asked for since."""
        return not is_fresh(context.request)

    def is_safe_url(self, url: str) -> bool:
        """Whether `next` may lead there: to an address of this site alone, which begins with a slash."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def login(self, request: HttpRequest, user: User) -> None:
        """Keep when this person signed in before, for "What changed since you were last here"."""
        before = user.last_login
        super().login(request, user)
        guesses.remember(request, user.email)
        request.session.begin()  # type: ignore[attr-defined]  # core.sessions.SessionStore
        if before is not None:
            request.session[LAST_HERE] = before.isoformat()

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """A password or a code; for whoever has neither, the provider they sign in with."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return found or (methods_of(user) if user.is_authenticated else [])

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether this is the person's password. Wrong ones count as they do at sign-in."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a guess before it is looked at. Raises ValidationError, in a sentence, where there were too many."""
        self._guess = guesses.counted_for(request, str(credentials.get("email", "")))
        if not guesses.may_guess(self._guess):
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        """What allauth does after a password that was right."""
        guesses.was_right(self._guess)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is sent from a page: `core.mail.post` asks for a letter."""
        del email, context
        raise RuntimeError(f"{template_prefix} would be sent from a page, and is no letter of the product")

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Ask for a letter that tells a person what was done to their account."""
        del context, email
        what = template_prefix.rsplit("/", 1)[-1]
        with transaction.atomic():
            mail.post(kind="people.account-changed", about=f"{user.pk}:{what}")


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second step: codes of an app, and recovery codes. Their secrets are kept encrypted."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right, or was used before. Wait for the next one and type that.",
        "cannot_delete_authenticator": "Your role needs the second step, so it cannot be switched off.",
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not for those whose role needs it."""
        return not must_have_second_step(authenticator.user)

    def encrypt(self, text: str) -> str:
        """The secret as the database keeps it."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    """Keys made of SECRET_KEY, and of those before it that SECRET_KEY_FALLBACKS still names."""
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"second step:" + force_bytes(secret)).digest())
