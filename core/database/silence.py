"""A database that does not answer: how that is told from other errors, and what is then said."""

import psycopg
from django.conf import settings
from django.db import OperationalError

from core.database.locations import embedded_locations

_NOT_REACHED = "08"  # PostgreSQL's classes of errors
_SHUT_DOWN = "57P"


def is_silence(error: BaseException | None) -> bool:
    """Whether the error is that no database could be reached, or that it went away meanwhile."""
    cause = error.__cause__ if isinstance(error, OperationalError) else error
    if not isinstance(cause, psycopg.OperationalError):
        return False
    return cause.sqlstate is None or cause.sqlstate.startswith((_NOT_REACHED, _SHUT_DOWN))


def sentence(error: BaseException) -> str:
    """What to tell the person who runs the installation. `error` is a silence."""
    if settings.DATABASES["default"]["HOST"] == str(embedded_locations(settings.VAR_DIR).sockets):
        return "The database does not answer: start it with `python manage.py database start`."
    reason = (str(error).splitlines() or ["it gave no reason"])[0].removeprefix("connection failed: ")
    return f"The database does not answer, so see to the server that DATABASE_URL names: {reason}."
