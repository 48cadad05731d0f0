"""The one clock of the product. Rules take days as arguments; what is stamped with a moment asks here."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_set: ContextVar[datetime.datetime | None] = ContextVar("clock", default=None)


def now() -> datetime.datetime:
    """This moment, or the one that `at` has set."""
    return _set.get() or timezone.now()


def today() -> datetime.date:
    """The day it is in London."""
    return timezone.localdate(now())


def midnight(day: datetime.date) -> datetime.datetime:
    """The moment at which a day begins in London."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def local(moment: datetime.datetime) -> datetime.datetime:
    """A moment as clocks in London show it."""
    return timezone.localtime(moment)


@contextmanager
def at(moment: datetime.datetime) -> Iterator[None]:
    """Let what happens in the block have happened at `moment`: how the demonstration gets its past."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
