"""What can be said of a date: which days it allows, that there is one more, or that it is none."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from core.correcting.operations import GONE, Operation, Refused
from core.correcting.pieces import short
from documents.dates import DateWindow, Precision

from .checked import Checked

Dates = tuple[DateWindow, ...]
LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True)
class FixDate(Operation[Checked]):
    """The first and the last day that a date allows, as a person says; none of either is open on that side.

    key: of an item, or of a row for when it is due. number: which of its dates, from 0. The words stay as written.
    """

    name: ClassVar[str] = "date"
    key: str
    number: int
    earliest: str | None
    latest: str | None

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002 (it makes nothing)
        """The date, on these days."""
        window = _window("", self.earliest, self.latest)

        def fixed(dates: Dates) -> Dates:
            held = _one(dates, self.number)
            new = replace(window, words=held.words)
            return (*dates[: self.number], new, *dates[self.number + 1 :])

        return changed(reading, self.key, fixed)

    def said(self, reading: Checked) -> str:
        """Which, and to what."""
        words = _one(dates_of(reading, self.key), self.number).words
        return f"The date “{short(words)}” is read as {_said(self.earliest, self.latest)}."


@dataclass(frozen=True, slots=True)
class AddDate(Operation[Checked]):
    """A date that was not read, in words of a person's own and the days they allow."""

    name: ClassVar[str] = "add-date"
    key: str
    words: str
    earliest: str | None
    latest: str | None

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002
        """The date, after the others."""
        words = self.words.strip()
        if not words or len(words) > LONGEST_WORDS:
            raise Refused(f"Type the date in at most {LONGEST_WORDS} letters.")
        window = _window(words, self.earliest, self.latest)
        return changed(reading, self.key, lambda dates: (*dates, window))

    def said(self, reading: Checked) -> str:  # noqa: ARG002
        """Which."""
        return f"The date “{short(self.words)}” is added: {_said(self.earliest, self.latest)}."


@dataclass(frozen=True, slots=True)
class DropDate(Operation[Checked]):
    """A date that is none. Its words stay where they are."""

    name: ClassVar[str] = "drop-date"
    key: str
    number: int

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002
        """The others."""

        def without(dates: Dates) -> Dates:
            _one(dates, self.number)
            return (*dates[: self.number], *dates[self.number + 1 :])

        return changed(reading, self.key, without)

    def said(self, reading: Checked) -> str:
        """Which."""
        return f"“{short(_one(dates_of(reading, self.key), self.number).words)}” is no date."


def dates_of(reading: Checked, key: str) -> Dates:
    """The dates of an item, or of when a row is due. Raises Refused where it is gone."""
    row = next((row for row in reading.rows if row.key == key), None)
    return row.due_dates if row is not None else reading.item(key).dates


def changed(reading: Checked, key: str, change: Callable[[Dates], Dates]) -> Checked:
    """The plan with what `change` makes of the dates of an item or a row."""
    dates = change(dates_of(reading, key))
    for index, row in enumerate(reading.rows):
        if row.key == key:
            return reading.with_row(index, replace(row, due_dates=dates))
    return reading.with_item(key, replace(reading.item(key), dates=dates))


def _one(dates: Dates, number: int) -> DateWindow:
    if not 0 <= number < len(dates):
        raise Refused(GONE)
    return dates[number]


def _window(words: str, earliest: str | None, latest: str | None) -> DateWindow:
    first, last = _day(earliest), _day(latest)
    if first is None and last is None:
        raise Refused("Give the first day, the last day, or both.")
    if first and last and first > last:
        raise Refused("The last day comes before the first.")
    return DateWindow(words, first, last, "day" if first == last or not (first and last) else _precision(first, last))


def _precision(first: date, last: date) -> Precision:
    """How exact a window is that a person gives: a day, a month or less, a term or less, a year."""
    days = (last - first).days
    return "day" if not days else "month" if days < 31 else "term" if days < 130 else "year"


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused("Give a day, like 14 October 2026.") from None


def _said(earliest: str | None, latest: str | None) -> str:
    first, last = (f"{day:%-d %B %Y}" if (day := _day(text)) else "" for text in (earliest, latest))
    if first and last:
        return first if first == last else f"{first} to {last}"
    return f"from {first}" if first else f"by {last}"
