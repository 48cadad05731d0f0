"""What somebody sends from a page whose session has ended: kept until they have signed in again, and theirs alone.

It lies in the new session of the same browser, marked with whose the old one was; nobody else who signs in there sees
it. Where the old session is gone altogether nobody can say whose it was: then the words are shown at once, to copy.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest

_KEPT = "kept"
_MOST = 200_000  # characters: more than any form of ours takes, and little for a row
_SECRET = ("csrfmiddlewaretoken", "password", "code", "login")


def keep(request: HttpRequest) -> bool:
    """Keep what was sent, for the person whose session it came from. Whether that could be done."""
    owner = _owner_of(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
    fields = _fields(request)
    if owner is None or not fields or request.FILES or sum(len(name) + len(value) for name, value in fields) > _MOST:
        return False
    request.session[_KEPT] = {"path": request.get_full_path(), "fields": fields, "owner": owner}
    return True


def kept_for(request: HttpRequest) -> dict[str, Any] | None:
    """What was kept for whoever is signed in now: `path` and `fields`. Anybody else's is thrown away."""
    found: dict[str, Any] | None = request.session.get(_KEPT)
    if found is not None and found["owner"] != str(request.user.pk):
        del request.session[_KEPT]
        return None
    return found


def owner_in(session: dict[str, Any]) -> str | None:
    """Whose words lie in a session, where any do."""
    found: dict[str, Any] = session.get(_KEPT) or {}
    return found.get("owner")


def forget(request: HttpRequest) -> None:
    """Throw away what was kept."""
    request.session.pop(_KEPT, None)


def words_of(fields: list[list[str]]) -> list[str]:
    """What a person typed, to be read again: neither tokens nor choices."""
    return [value for _, value in fields if " " in value.strip() or len(value) > 40]


def typed(request: HttpRequest) -> list[str]:
    """The words that were sent from a page of ours, and from no other site's."""
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    return words_of(_fields(request)) if is_ours else []


def _fields(request: HttpRequest) -> list[list[str]]:
    return [
        [name, value]
        for name, values in request.POST.lists()
        for value in values
        if not any(secret in name for secret in _SECRET)
    ]


def _owner_of(session_key: str) -> str | None:
    """Whose session this was, though it is over; or whose words lie in it, when the same page sends a second time."""
    row = Session.objects.filter(pk=session_key).first() if session_key else None
    session = row.get_decoded() if row else {}
    owner = session.get(SESSION_KEY) or owner_in(session)
    return str(owner) if owner else None
