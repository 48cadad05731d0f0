"""Signing in as the tests need it: with the second step taken, or by the password alone."""

import time
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client

_RECORDS_OF = "account_authentication_methods_user"


class QuickHasher(PBKDF2PasswordHasher):
    """The product's own, which reads what this made, with a thousandth of its rounds: nobody attacks these accounts."""

    iterations = 1000


def records_of(user: Any, at: float | None = None) -> dict[str, Any]:
    """What a session holds of somebody who has given their password and their code."""
    moment = time.time() if at is None else at
    return {
        RECORDS: [{"method": "password", "at": moment}, {"method": "mfa", "at": moment, "type": "totp"}],
        _RECORDS_OF: str(user.pk),
    }


def note_second_step(client: Client, user: Any, at: float | None = None) -> None:
    """The client's session has seen the second step."""
    session = client.session
    session.update(records_of(user, at))
    session.save()


def by_password_alone(client: Client, user: Any, at: float | None = None) -> Client:
    """Sign in somebody who has given their password and nothing more, now or `at` seconds since 1970."""
    client.force_login(user)
    session = client.session
    session[RECORDS] = [{"method": "password", "at": time.time() if at is None else at}]
    session.save()
    return client
