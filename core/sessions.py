"""Sessions in the database: found by a query that is written once, kept without waiting for the disk."""

import datetime

from django.contrib.sessions.backends.base import VALID_KEY_CHARS, CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connections, router
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string

from core.prepared import prepared


class SessionStore(DatabaseStore):
    """Django's own store, a little quicker."""

    def _get_session_from_db(self) -> Session | None:
        found = next(iter(_sessions(key=self.session_key or "", now=timezone.now())), None)
        if found is None:
            self._session_key = None
        return found

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
        kept = self.create_model_instance(data)
        with database.cursor() as cursor:
            try:
                cursor.execute(_CREATE if must_create else _CHANGE, [kept.session_data, kept.expire_date, kept.pk])
            except IntegrityError as taken:
                raise CreateError from taken
            if cursor.rowcount != 1:
                raise UpdateError


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
