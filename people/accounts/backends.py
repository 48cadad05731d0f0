"""Signing in by email and password, and finding again on every page who has."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from core.prepared import prepared
from people.models import User
from people.queries import person_of


class EmailBackend(AuthenticationBackend):  # type: ignore[misc]
    """The sign-in that comes with allauth, with a query for the person that is written once.

    A closed account, a wrong password and an account that never was are one answer in one time: each hashes once.
    """

    def get_user(self, user_id: int) -> User | None:
        """The person of a session, while their account is open, with the roles they hold today."""
        found = person_of(user_id)
        return found if found is not None and self.user_can_authenticate(found) else None

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        """The person with this email in any case, if the password is theirs and the account is open."""
        user = next(iter(_users_named(email=email.strip().lower())), None)
        if user is None:
            return None
        self._did_check_password = True
        return user if user.check_password(password) and self.user_can_authenticate(user) else None


@prepared()
def _users_named(email: str) -> QuerySet[User]:
    return User.objects.filter(email=email).order_by("pk")
