"""Signing in by email and password, and finding again on every page who has."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from core.prepared import prepared
from people.models import User


class EmailBackend(AuthenticationBackend):  # type: ignore[misc]
    """The sign-in that comes with allauth, with a query for the person that is written once."""

    def get_user(self, user_id: int) -> User | None:
        """The person of a session, while their account is open."""
        found = next(iter(_users(key=user_id)), None)
        return found if found is not None and self.user_can_authenticate(found) else None


@prepared()
def _users(key: int) -> QuerySet[User]:
    return User.objects.filter(pk=key).order_by("pk")
