"""How allauth behaves here: nobody signs themselves up, and a visit remembers when the last one was."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from people.models import User

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

    def is_safe_url(self, url: str) -> bool:
        """Whether `next` may lead there: to an address of this site alone, which begins with a slash."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def login(self, request: HttpRequest, user: User) -> None:
        """Keep when this person signed in before, for "What changed since you were last here"."""
        before = user.last_login
        super().login(request, user)
        if before is not None:
            request.session[LAST_HERE] = before.isoformat()
