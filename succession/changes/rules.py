"""What may change in a plan, and how it is counted in one sentence. Pure."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from actionplan.rules import RESPONSE_LABELS, Response, count, long_date
from policies.document import Piece, compare_texts

REWORDED, DELETED = "reworded", "deleted"
TEXTS = ("recommendation", "action", "milestone", "outcome measure")
KINDS = (
    "milestone done",
    "date moved",
    "date given",
    "response changed",
    *(f"{noun} {verb}" for noun in TEXTS for verb in (REWORDED, "added", DELETED)),
    "measure value changed",
    "reported item added",
    "reported item withdrawn",
    "update given",
)
"""Every kind of change, in the order in which they are told: a noun, and what became of it."""
WEEKS = 4


@dataclass(frozen=True)
class Changed:
    """One change. about: the text of what it belongs to. was, now: words before and after; empty where there are none.

    place: where it stands in the list: its recommendation's position and key, its kind's rank, and its own key.
    """

    recommendation: int
    name: str
    is_here: bool
    kind: str
    about: str
    was: str
    now: str
    why: str
    by: str
    at: datetime.datetime
    place: tuple[int, int, int, int]

    @property
    def title(self) -> str:
        """Its kind, as a label: "Date moved"."""
        return self.kind[:1].upper() + self.kind[1:]

    @property
    def verb(self) -> str:
        """What became of it."""
        return self.kind.rsplit(" ", 1)[1]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The words of something that was reworded, those that came and went marked."""
        return compare_texts(self.was, self.now) if self.verb == REWORDED else ()


def said(kind: str, word: str) -> str:
    """A word of the database as people say it."""
    return RESPONSE_LABELS[Response(word)] if kind == "response changed" and word else word


def sentence(since: datetime.date, counts: Mapping[str, int]) -> str:
    """As in "Since 14 October 2026: 3 milestones done, 2 dates moved, 1 recommendation reworded."."""
    told = []
    for kind in KINDS:
        if counts.get(kind):
            noun, verb = kind.rsplit(" ", 1)
            told.append(f"{count(counts[kind], noun)} {verb}")
    if not told:
        return f"Nothing has changed since {long_date(since)}."
    return f"Since {long_date(since)}: {', '.join(told)}."


def default_since(met_on: datetime.date | None, today: datetime.date) -> datetime.date:
    """The day from which changes are told unless another is asked for: the last meeting's, or four weeks ago."""
    return met_on or today - datetime.timedelta(weeks=WEEKS)
