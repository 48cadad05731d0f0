"""Sessions in the database: found by a query that is written once, kept without waiting for the disk, ended in time.

A session ends twelve hours after sign-in, and two hours after its person last did something; half an hour after where
they have opened a page that holds what is said of named people. The row's own last moment says when, so that asking for
a session that is over finds none. What a page asks for by itself does not count as something its person did.

A crash may lose the newest sessions, and what was kept in them; never an end: a session is removed by a statement that
waits for the disk.
"""

import datetime
from typing import Any

from django.contrib.sessions.backends.base import VALID_KEY_CHARS, CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connections, router
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string

from core.prepared import prepared

BEGAN, HOLDS_NAMES = "_began", "_holds_names"
LONGEST = datetime.timedelta(hours=12)
IDLE = datetime.timedelta(hours=2)
IDLE_WITH_NAMES = datetime.timedelta(minutes=30)
_NOTED_EVERY = datetime.timedelta(minutes=1)


class SessionStore(DatabaseStore):
    """Django's own store, a little quicker, with sessions that end."""

    # Whether a page asks by itself: set by core.middleware, before the session is read.
    is_by_itself = False
    _ends_at: datetime.datetime | None = None

    def _get_session_from_db(self) -> Session | None:
        now = timezone.now()
        found = next(iter(_sessions(key=self.session_key or "", now=now)), None)
        if found is None:
            self._session_key = None
            return None
        self._ends_at = found.expire_date
        return found

    def load(self) -> dict[str, Any]:
        """What the session holds. Whatever its person does prolongs it, which is noted once a minute."""
        data: dict[str, Any] = super().load()
        if self._ends_at is not None and not self.is_by_itself:
            now = timezone.now()
            if _end_of(data, now) - self._ends_at > _NOTED_EVERY:
                self.modified = True
        return data

    def get_expiry_date(self, **kwargs: Any) -> datetime.datetime:  # noqa: ARG002 (Django's signature)
        """When it ends, if nothing more happens."""
        if self.is_by_itself and self._ends_at is not None:
            return self._ends_at
        return _end_of(self._get_session(), timezone.now())  # type: ignore[attr-defined]  # Django's stubs leave it out

    def get_expiry_age(self, **kwargs: Any) -> int:
        """The same in seconds."""
        return max(0, int((self.get_expiry_date(**kwargs) - timezone.now()).total_seconds()))

    def hold_names(self) -> None:
        """A page that holds what is said of named people was opened: half an hour of doing nothing ends it now."""
        if not self.get(HOLDS_NAMES):
            self[HOLDS_NAMES] = True

    def begin(self) -> None:
        """Somebody signed in: the twelve hours run from now."""
        self[BEGAN] = timezone.now().timestamp()
        self.pop(HOLDS_NAMES, None)

    def _get_new_session_key(self) -> str:
        """A key of 32 random letters: were it somebody's, `save` would refuse it and `create` try another."""
        return get_random_string(32, VALID_KEY_CHARS)

    def save(self, must_create: bool = False) -> None:
        """Keep the session in one statement that does not wait for the disk: one that a crash loses is begun anew.

        A page that anybody may open begins a session, and must not cost a turn of the disk.
        """
        database = connections[router.db_for_write(Session)]
        if self.session_key is None or database.in_atomic_block:
            # It is given a key and comes here again; or it is kept with what it belongs to, and waits as that does.
            super().save(must_create)
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # Django's stubs leave it out
        data.setdefault(BEGAN, timezone.now().timestamp())
        kept = self.create_model_instance(data)
        with database.cursor() as cursor:
            try:
                cursor.execute(_CREATE if must_create else _CHANGE, [kept.session_data, kept.expire_date, kept.pk])
            except IntegrityError as taken:
                raise CreateError from taken
            if cursor.rowcount != 1:
                raise UpdateError


def _end_of(data: dict[str, Any], now: datetime.datetime) -> datetime.datetime:
    """When a session with this in it ends, if its person does something now and nothing more."""
    began = datetime.datetime.fromtimestamp(float(data.get(BEGAN, now.timestamp())), datetime.UTC)
    return min(now + (IDLE_WITH_NAMES if data.get(HOLDS_NAMES) else IDLE), began + LONGEST)


# For this statement alone, since each is a transaction of its own.
_CREATE = """
INSERT INTO django_session (session_data, expire_date, session_key)
SELECT %s, %s, %s FROM set_config('synchronous_commit', 'off', true)
"""
_CHANGE = """
UPDATE django_session SET session_data = %s, expire_date = %s
FROM set_config('synchronous_commit', 'off', true) WHERE session_key = %s
"""


@prepared()
def _sessions(key: str, now: datetime.datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now).order_by("session_key")
