"""The secret parts of links that letters carry. Nothing of them is kept: each is worked out of what it may change.

A link therefore works once, for one person, for an hour: what it changes is part of what it is made of.
"""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int, int_to_base36

from people.models import EmailChange, User


class _EmailChangeTokens(PasswordResetTokenGenerator):
    """Bound to the change, its person, the address and the password they have now."""

    key_salt = "people.tokens.email_change"

    def _make_hash_value(self, user: object, timestamp: int) -> str:
        change = user
        assert isinstance(change, EmailChange)  # noqa: S101 (Django's types know users alone)
        own = change.user
        return f"{change.pk}{own.pk}{own.email}{own.password}{change.new}{change.done_at}{timestamp}"


_passwords = PasswordResetTokenGenerator()
_emails = _EmailChangeTokens()


def password_key(user: User) -> str:
    """The secret part of the link to a new password: who, and a token."""
    return f"{int_to_base36(user.pk)}-{_passwords.make_token(user)}"


def password_owner(key: str) -> int | None:
    """The key of whom a link claims to be for; None where it claims nothing."""
    who, _, _ = key.partition("-")
    try:
        return base36_to_int(who)
    except ValueError:
        return None


def opens_password(user: User, key: str) -> bool:
    """Whether this link is this person's, was not used and is not older than an hour."""
    return _passwords.check_token(user, key.partition("-")[2])


def email_key(change: EmailChange) -> str:
    """The secret part of the link that confirms another address."""
    return _emails.make_token(change)  # type: ignore[arg-type]


def opens_email(change: EmailChange, key: str) -> bool:
    """Whether this link confirms this change, was not used and is not older than an hour."""
    return _emails.check_token(change, key)  # type: ignore[arg-type]
