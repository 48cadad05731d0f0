"""What is kept of a person's second step: the secret of their app, and their recovery codes."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db.models import QuerySet

from people.models import User


def steps_of(user: User) -> "QuerySet[Authenticator]":
    """All that this person's codes may open, always in one order."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user_id=user.pk).order_by("type")
    return found


def app_of(user: User) -> Authenticator | None:
    """The app that makes codes for this person."""
    return steps_of(user).filter(type=Authenticator.Type.TOTP).first()


def recovery_codes_of(user: User) -> RecoveryCodes | None:
    """The recovery codes of this person."""
    found = steps_of(user).filter(type=Authenticator.Type.RECOVERY_CODES).first()
    return found.wrap() if found else None
