"""Who is writing, and why: set around a request, a command or a job, and read by the triggers of tracked tables.

A statement that writes to a tracked table is told to the database together with who sends it, for as long as its
transaction lasts; every other statement is sent as it is. What is written by other ways, such as psql, is nobody's.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from functools import cache
from typing import Any, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from pghistory.core import event_models
from procrastinate import JobContext

from core import references

_who: ContextVar[dict[str, Any] | None] = ContextVar("who", default=None)

_WRITES = re.compile(r'\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO)\s+(?:ONLY\s+)?"?(\w+)', re.IGNORECASE)
_MAY_WRITE = re.compile(r"\s*(?:WITH|COPY)\b", re.IGNORECASE)


@contextmanager
def acting(**who: Any) -> Iterator[None]:
    """Let what this thread writes in the block be kept as done so.

    who: `by`, a user's key; `via`, the command or job; `request`, the reference of a request. A callable is asked when
    something is written. Within another such block, the inner one stands.
    """
    token = _who.set(who)
    try:
        with nullcontext() if _told in connection.execute_wrappers else connection.execute_wrapper(_told):
            yield
    finally:
        _who.reset(token)


@contextmanager
def because(sentence: str) -> Iterator[None]:
    """Let what is written in the block be kept with this reason."""
    with acting(**(_who.get() or {}) | {"why": sentence}):
        yield


def as_job(task: Callable[[], Any], context: JobContext, _worker: Any) -> Any:
    """Middleware of a job: what it writes is kept as its own doing."""
    with acting(via=f"job {context.job.task_name}"):
        return task()


def tell() -> None:
    """Tell the database who is writing until the transaction ends: before a COPY, or a function that writes."""
    who = _who.get()
    if who is None:
        return
    asked = {name: value() if callable(value) else value for name, value in who.items()}
    with connection.connection.cursor() as cursor:
        context = json.dumps(asked, cls=DjangoJSONEncoder)
        cursor.execute("SELECT set_config('pghistory.context_metadata', %s, true)", [context])


def _told(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not _writes(sql):
        return execute(sql, params, many, context)
    with transaction.atomic(savepoint=False):
        tell()
        return execute(sql, params, many, context)


def _writes(sql: Any) -> bool:
    """Whether a statement may write to a tracked table."""
    words = str(sql)
    written = _WRITES.match(words)
    return written.group(1) in _tracked() if written else _MAY_WRITE.match(words) is not None


@cache
def _tracked() -> frozenset[str]:
    return frozenset(cast("Any", event).pgh_tracked_model._meta.db_table for event in event_models())


class ActingMiddleware:
    """Whoever is signed in does what a request does. Stands after authentication; asks nothing before a write."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        with acting(by=lambda: request.user.pk, request=references.current()):
            return self.get_response(request)
