"""Where a person is signed in: one row for each session, found by its secret key."""

import datetime
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from people.accounts import devices
from people.models import User


@dataclass(frozen=True, slots=True)
class Place:
    """One session, as its person sees it."""

    key: int
    device: str
    since: datetime.datetime
    is_here: bool


def places_of(user: User, session_key: str) -> list[Place]:
    """Where this person is signed in, here first. Sessions that ended by themselves are forgotten on the way."""
    rows = sorted(UserSession.objects.purge_and_list(user), key=lambda row: row.created_at, reverse=True)
    rows.sort(key=lambda row: row.session_key != session_key)
    return [
        Place(row.pk, devices.in_words(row.user_agent), row.created_at, row.session_key == session_key) for row in rows
    ]


def end(user: User, key: int) -> None:
    """End one of this person's sessions, at once and for good."""
    for session in UserSession.objects.filter(user_id=user.pk, pk=key):
        session.end()


def end_all(user: User, *, but: str = "") -> None:
    """Sign somebody out everywhere, but for one session."""
    for session in UserSession.objects.filter(user_id=user.pk).exclude(session_key=but):
        session.end()


def renew(request: HttpRequest) -> None:
    """Give the session another key, as at sign-in, and keep its row."""
    before = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)
