"""What a password must be: long enough, and not one that is tried first. Nothing is asked of its characters."""

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from people.accounts import rules
from people.models import User

_SERVICE = ("Succession", "Succession planning", "Leadership", "Headteacher", "Governor", "Password", "Welcome")


class LongEnough:
    """Twelve characters."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002 (Django's signature)
        """Raises ValidationError with a sentence."""
        length = len(rules.normalised(password))
        if length < rules.SHORTEST_PASSWORD:
            raise ValidationError(rules.TOO_SHORT, code="password_too_short")
        if length > rules.LONGEST_PASSWORD:
            raise ValidationError(rules.TOO_LONG, code="password_too_long")

    def get_help_text(self) -> str:
        """For the forms of the admin."""
        return rules.TOO_SHORT


class NotCommon(CommonPasswordValidator):
    """None of Django's list of 20,000, nor one of them with digits or said twice, nor the names that lie nearest."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError with a sentence."""
        if rules.is_like_a_common_one(password, self.passwords):
            raise ValidationError(rules.TOO_COMMON, code="password_too_common")
        if rules.is_little_more_than(password, [*_SERVICE, *_names_near(user)]):
            raise ValidationError(rules.TOO_NEAR, code="password_too_near")

    def get_help_text(self) -> str:
        """For the forms of the admin."""
        return "Three or four words that do not belong together are easy to remember and hard to guess."


def _names_near(user: User | None) -> list[str]:
    """The names that a stranger would try for this person."""
    if user is None:
        return []
    names = [str(user.name or ""), *str(user.email or "").replace("@", ".").split(".")]
    return names if user.pk is None else [*names, *(held.organisation.name for held in user.memberships_today)]
