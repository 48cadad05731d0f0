"""The log of who opened what: a line is written before a confidential page is given out, or the page is refused."""

import logging
from collections.abc import Callable, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from django.db import Error, connection
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from core import clock, references
from core.models import Reading
from core.organisations import key_of

logger = logging.getLogger(__name__)

View = Callable[..., HttpResponseBase]


def logged(*, by: int, kind: str, subject: str, organisation: str) -> None:
    """Write that this person opened this: one statement, which stands whatever becomes of the page.

    Raises RuntimeError inside a transaction, which could take the line back; and django.db.Error.
    """
    _execute(_WRITE, [by, kind, subject, organisation, clock.now(), references.current()])


def given_out(request: Any, answer: HttpResponseBase, *, kind: str, organisations: Sequence[str]) -> HttpResponseBase:
    """An answer that tells of several organisations, once a line at each says that it was opened."""
    if answer.status_code != HTTPStatus.OK:
        return answer
    try:
        _execute(_WRITE_EACH, [request.user.pk, kind, clock.now(), references.current(), list(organisations)])
    except Error:
        return _refused(request)
    return answer


def _execute(statement: str, values: list[Any]) -> None:
    if connection.in_atomic_block and not _is_tested():
        raise RuntimeError("what was opened is written outside any transaction")
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _is_tested() -> bool:
    """Whether this happens in the transaction that Django puts around a test."""
    return any(cast("Any", block)._from_testcase for block in connection.atomic_blocks)


_INTO = f"INSERT INTO {Reading._meta.db_table} (by_id, kind, subject, organisation, at, request)"
_WRITE = f"{_INTO} VALUES (%s, %s, %s, %s, %s, %s)"
_WRITE_EACH = f"{_INTO} SELECT %s, %s, '', place, %s, %s FROM unnest(%s::text[]) AS place"  # noqa: S608 (the name of our own table)


def reading_logged(kind: str | Callable[[Any, Any], str], *subject: str) -> Callable[[View], View]:
    """A page of an organisation that is given out only once the log says so; a page that is not found is not opened.

    Stands within the decorator that asks whose page it is. kind: of page, or what says it of a request and its place.
    subject: the words of the URL that say what it is about.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: Any, place: Any, **kwargs: Any) -> HttpResponseBase:
            answer = view(request, place, **kwargs)
            if answer.status_code != HTTPStatus.OK:
                return answer
            about = " ".join(str(kwargs[name]) for name in subject)
            try:
                opened = kind if isinstance(kind, str) else kind(request, place)
                logged(by=request.user.pk, kind=opened, subject=about, organisation=key_of(place))
            except Error:
                return _refused(request)
            return answer

        return page

    return decorate


def _refused(request: HttpRequest) -> HttpResponseBase:
    logger.exception("what was opened could not be written: the page was refused")
    context = {"reference": references.current()}
    return render(request, "core/not_logged.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)
