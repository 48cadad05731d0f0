"""What a home page lists: what needs you, what changed, what is coming up."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

MOST_NEEDS = 7
MOST_CHANGES = 6


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that needs somebody: what, why, by when, and straight to where it is done."""

    what: str
    href: str
    why: str = ""
    by: datetime.date | None = None

    @property
    def when(self) -> str:
        """By when, in words; empty where nothing sets a day."""
        return f"By {self.by:%-d %B %Y}" if self.by else ""


@dataclass(frozen=True, slots=True)
class All:
    """Where everything of a kind stands, for when more needs somebody than the page shows."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened."""

    at: datetime.datetime
    words: str
    href: str

    @property
    def on(self) -> datetime.date:
        """The day it happened, in London."""
        return timezone.localdate(self.at)


@dataclass(frozen=True, slots=True)
class Coming:
    """One day ahead."""

    on: datetime.date
    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """A home page: the most pressing first, the latest first, the soonest first."""

    needs: Sequence[Need] = ()
    beyond: Sequence[All] = ()
    changes: Sequence[Change] = ()
    records: Sequence[All] = ()
    coming: Sequence[Coming] = ()
    last_here: datetime.datetime | None = field(default=None)

    @property
    def new(self) -> Sequence[Change]:
        """What changed since the person was last here; everything listed, on a first visit."""
        return [change for change in self.changes if self.last_here is None or change.at > self.last_here]


def assembled(
    *,
    needs: Iterable[Need],
    beyond: Iterable[All] = (),
    changes: Iterable[Change],
    records: Iterable[All] = (),
    coming: Iterable[Coming],
    last_here: datetime.datetime | None,
) -> Home:
    """Put each list in its order and cut it to what a person takes in.

    beyond: where the needs that are cut off stand; shown only where there are any. records: where all that changed
    stands.
    """
    every = sorted(needs, key=lambda need: need.by or datetime.date.max)
    return Home(
        needs=every[:MOST_NEEDS],
        beyond=list(beyond) if len(every) > MOST_NEEDS else [],
        changes=sorted(changes, key=lambda change: change.at, reverse=True)[:MOST_CHANGES],
        records=list(records)[:MOST_CHANGES],
        coming=sorted(coming, key=lambda item: item.on)[:MOST_CHANGES],
        last_here=last_here,
    )
