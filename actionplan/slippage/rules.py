"""What a new date must say, how often a date has moved, and where it stood before. Pure.

A new date never replaces the old one: each change keeps both, so that every earlier day of the plan can be told again.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actionplan import rules
from actionplan.rules import Precision, Refused, Window
from documents.dates import find_dates

MOVES_WITHOUT_THE_BODY = 2
"""So often the officer's word is enough. From then on the body that watches the milestone has to agree."""
LONGEST_DATE = 200
LONGEST_NAME = 200
LONGEST_REASON = 2_000


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written, with our reading of it."""

    words: str
    window: Window
    precision: str
    year_inferred: bool = False

    @property
    def reading(self) -> str:
        """What stands in brackets behind the words."""
        return rules.reading_of(self.words, self.window, self.precision, year_inferred=self.year_inferred)

    @property
    def read_as(self) -> str:
        """Our reading in words alone, for the page that asks whether it is right: "to 31 March 2027"."""
        return rules.span(self.window)


@dataclass(frozen=True, slots=True)
class Move:
    """A date that was changed: what stood before, what stands since, and when that was recorded.

    was: None where there was no date before.
    """

    was: Written | None
    now: Written
    recorded_at: datetime.datetime


def read_date(words: str) -> Written:
    """The one date in these words. Raises Refused with the sentence that says what to type instead."""
    words = " ".join(words.split())
    if len(words) > LONGEST_DATE:
        raise Refused(f"Enter the date alone, in at most {LONGEST_DATE} characters.", field="words")
    found, warnings = find_dates(words, asked=True)
    if warnings:
        raise Refused(f"{warnings[0]} Nothing was saved.", field="words")
    if len(found) > 1:
        raise Refused("Enter one date. We read more than one in these words.", field="words")
    date = found[0]
    window = Window(date.earliest, date.latest)
    if date.precision in (Precision.CONDITION, Precision.NONE):
        raise Refused(
            "We cannot read a date in these words. Enter one that a calendar can hold, like end of March 2027.",
            field="words",
        )
    if not window.is_known:
        raise Refused("We cannot tell which year this is. Add it, like autumn term 2027.", field="words")
    if window.latest is None:
        raise Refused("This gives no last day, so it could never be late. Enter by when, like end of March 2027.",
                      field="words")  # fmt: skip
    return Written(words, window, date.precision, date.year_inferred)


def needs_the_body(moves: int) -> bool:
    """Whether another move of a milestone that has moved so often is for the body that watches it to agree."""
    return moves >= MOVES_WITHOUT_THE_BODY


def check_change(
    *, was: Written | None, now: Written, moves: int, has_body: bool, has_meeting: bool, agreed_by: str
) -> None:
    """Raise Refused unless a date can be changed like this. moves: how often its milestone's dates have moved."""
    if was is not None and was.window == now.window:
        raise Refused("This is the date that it has already.", field="words")
    if was is not None and needs_the_body(moves):
        if not has_body:
            raise Refused(
                f"This milestone has moved {times(moves)}. Say first which body watches it: that body has to agree.",
                field="meeting",
            )
        if not has_meeting:
            raise Refused(
                f"This milestone has moved {times(moves)}. Choose the meeting at which the body that watches it "
                "agreed.",
                field="meeting",
            )
    elif not agreed_by.strip() and not has_meeting:
        raise Refused("Enter who agreed to the new date.", field="agreed_by")


def times(n: int) -> str:
    """How often, in words: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


def moves_of(changes: Iterable[Move]) -> int:
    """How many of these changes moved a date; the others gave one where there was none."""
    return sum(change.was is not None for change in changes)


def first_of(changes: Sequence[Move], now: Written) -> Written:
    """The date as first agreed. changes: all of one date, the oldest first; now: what stands."""
    if not changes:
        return now
    return changes[0].was or changes[0].now


def moved_sentence(changes: Sequence[Move], now: Written) -> str:
    """What stands beside a date that has moved: "moved twice, first agreed 31 March 2015". Empty where it has not."""
    moves = moves_of(changes)
    if not moves:
        return ""
    first = first_of(changes, now)
    agreed = rules.long_date(first.window.latest) if first.window.latest else first.words
    return f"moved {times(moves)}, first agreed {agreed}"


def days_moved(first: Window, now: Window) -> int | None:
    """By how many days the last day moved: more than nought is later. None where either gives no last day."""
    if first.latest is None or now.latest is None:
        return None
    return (now.latest - first.latest).days


def known_at(changes: Sequence[Move], now: Written, moment: datetime.datetime) -> Written | None:
    """The date as it stood at a moment; None where there was none yet. changes: all of one date, the oldest first."""
    later = next((change for change in changes if change.recorded_at >= moment), None)
    return later.was if later is not None else now


@dataclass(frozen=True, slots=True)
class Compared:
    """One date of the first agreed plan beside what stands now. added_on: the day it was given, where it had none."""

    first: Written
    now: Written
    moves: int
    added_on: datetime.date | None

    @property
    def days(self) -> int | None:
        """By how many days it moved."""
        return days_moved(self.first.window, self.now.window)

    @property
    def moved(self) -> str:
        """The same in words."""
        if not self.moves:
            return "Not moved"
        days = self.days
        if days is None:
            return f"Moved {times(self.moves)}"
        if not days:
            return f"Moved {times(self.moves)}, back to its day"
        return f"{rules.count(abs(days), 'day')} {'later' if days > 0 else 'earlier'}, moved {times(self.moves)}"


def compared(changes: Sequence[Move], now: Written, day_of: datetime.date | None) -> Compared:
    """One date beside its first. day_of: the local day of its first change."""
    added = day_of if changes and changes[0].was is None else None
    return Compared(first_of(changes, now), now, moves_of(changes), added)


def baseline_sentence(every: Sequence[Compared]) -> str:
    """The whole plan beside its baseline: "3 of 18 dates have moved, the furthest by 92 days."."""
    if not every:
        return "No milestone of this plan has a date, so there is nothing to compare with."
    moved = [one for one in every if one.moves]
    if not moved:
        of = rules.count(len(every), "date")
        return f"None of the {of} of its milestones has moved since the plan was first agreed."
    furthest = max((abs(one.days) for one in moved if one.days is not None), default=0)
    verb = "has" if len(moved) == 1 else "have"
    tail = f", the furthest by {rules.count(furthest, 'day')}" if furthest else ""
    return f"{len(moved)} of {rules.count(len(every), 'date')} {verb} moved since the plan was first agreed{tail}."
