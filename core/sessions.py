"""Sessions in the database: found by a query that is written once, kept without waiting for the disk."""

import datetime

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db import connections, router, transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.prepared import prepared


class SessionStore(DatabaseStore):
    """Django's own store, a little quicker."""

    def _get_session_from_db(self) -> Session | None:
        found = next(iter(_sessions(key=self.session_key or "", now=timezone.now())), None)
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        """Whether a session has this key already."""
        return bool(_keys(key=session_key))

    def save(self, must_create: bool = False) -> None:
        """Keep the session without waiting for the disk: one that a crash loses is begun anew by signing in.

        A page that anybody may open begins a session, and must not cost a turn of the disk.
        """
        database = connections[self._database]
        if database.in_atomic_block:  # then it is kept with what it belongs to, and waits as that does
            return super().save(must_create)
        with transaction.atomic(self._database), database.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO off")
            return super().save(must_create)

    @property
    def _database(self) -> str:
        return router.db_for_write(Session)


@prepared()
def _sessions(key: str, now: datetime.datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now).order_by("session_key")


@prepared()
def _keys(key: str) -> QuerySet[Session, str]:
    return Session.objects.filter(session_key=key).order_by("session_key").values_list("session_key", flat=True)
