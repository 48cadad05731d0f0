"""The letters about accounts. Each says that something happened, and where to look: never a name but the reader's own.

A writer is given what the letter is about, and answers with nobody (None) where nobody should have it any more.
"""

from django.conf import settings
from django.urls import reverse

from core.mailing import Written
from people.models import User

_CHANGES = {
    "totp_activated": (
        "A second step was set up for your account",
        "From now on, pages that need it ask for a code from your authenticator app.",
    ),
    "totp_deactivated": (
        "The second step of your account was switched off",
        "Your password alone now opens your account.",
    ),
    "recovery_codes_generated": (
        "New recovery codes were made for your account",
        "The recovery codes you had before open nothing any more.",
    ),
    "password_changed": (
        "The password of your account was changed",
        "Everywhere else you were signed in, you are signed out.",
    ),
    "password_reset": (
        "The password of your account was changed",
        "It was changed with a letter like this one. Everywhere you were signed in, you are signed out.",
    ),
}
_NOT_YOU = (
    "If it was not you, ask for a new password at {address} at once, and tell whoever looks after accounts at your"
    " school or council."
)


def account_changed(about: str) -> Written | None:
    """To a person, that something was done to their account. about: the key of the person, a colon, and what."""
    key, what = about.split(":")
    user = _open_account(key)
    if user is None:
        return None
    subject, words = _CHANGES[what]
    address = settings.PUBLIC_ADDRESS + reverse("account_reset_password")
    return _written(
        user.email, subject, words, f"If it was you, there is nothing to do. {_NOT_YOU.format(address=address)}"
    )


def _open_account(key: str) -> User | None:
    return User.objects.filter(pk=int(key), is_active=True).first()


def _written(to: str, subject: str, *paragraphs: str) -> Written:
    return Written(to, subject, "\n\n".join([*paragraphs, f"Succession, {settings.PUBLIC_ADDRESS}\n"]))
