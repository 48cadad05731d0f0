"""What a date says once it has been read: its words, and the first and last day they allow."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypedDict

Precision = Literal[
    "day", "month", "term", "quarter", "season", "year", "academic year", "financial year", "condition", "none"
]
_FINENESS: dict[Precision, int] = {
    "day": 0,
    "month": 1,
    "term": 2,
    "quarter": 2,
    "season": 2,
    "academic year": 3,
    "financial year": 3,
    "year": 3,
    "condition": 4,
    "none": 5,
}


class DateJson(TypedDict):
    """A date as the reading commands print it."""

    words: str
    earliest: str | None
    latest: str | None
    precision: Precision
    year_inferred: bool


@dataclass(frozen=True, slots=True)
class DateWindow:
    """A date as written. No `earliest` is a deadline, no `latest` is open-ended, neither is not known."""

    words: str
    earliest: date | None
    latest: date | None
    precision: Precision
    year_inferred: bool = False

    def as_json(self) -> DateJson:
        """The date in the shape of the reading commands."""
        return {
            "words": self.words,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "precision": self.precision,
            "year_inferred": self.year_inferred,
        }


def finer(one: Precision, other: Precision) -> Precision:
    """The finer of two precisions; the precision of a range."""
    return min(one, other, key=_FINENESS.__getitem__)
