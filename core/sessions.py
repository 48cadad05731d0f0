"""Sessions in the database, as Django keeps them, found by a query that is written once: every page asks it."""

import datetime

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from core.prepared import prepared


class SessionStore(DatabaseStore):
    """Django's own store but for the question."""

    def _get_session_from_db(self) -> Session | None:
        found = next(iter(_sessions(key=self.session_key or "", now=timezone.now())), None)
        if found is None:
            self._session_key = None
        return found


@prepared()
def _sessions(key: str, now: datetime.datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now).order_by("session_key")
