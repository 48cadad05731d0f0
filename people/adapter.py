"""How allauth behaves here: nobody signs themselves up, and a visit remembers when the last one was."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from people.models import User

LAST_HERE = "last_here"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People are given an account by their school or council."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (allauth's signature)
        """Never."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Keep when this person signed in before, for "What changed since you were last here"."""
        before = user.last_login
        super().login(request, user)
        if before is not None:
            request.session[LAST_HERE] = before.isoformat()
