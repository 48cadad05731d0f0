"""How measures are valued: what may be reported, what of a count may be published, what it comes to. Pure."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from actionplan.rules import Refused
from people.disclosure import AT_LEAST_SCHOOLS, Count, may_replace, shown

LONGEST_SERVICE = 100
LONGEST_WORDS = 500
LONGEST_REASON = 300
EARLIEST = datetime.date(2000, 1, 1)


class Way(StrEnum):
    """How a measure gets its value. The two never share a chart."""

    COMPUTED = "computed"
    REPORTED = "reported"


WAY_LABELS = {Way.COMPUTED: "Computed from what schools record here", Way.REPORTED: "Reported, item by item"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A value as it is kept: so many of how many on a day, over which schools."""

    as_at: datetime.date
    known_at: datetime.datetime
    counted: int
    every: int
    urns: tuple[int, ...]


def published(values: Sequence[Kept]) -> list[Kept]:
    """Of counts of people or posts, one after the other, those that may be published: each in place of the one before.

    A count does not follow where the move from the last that was, or the schools by which the two differ, are so few
    that they tell of somebody.
    """
    found: list[Kept] = []
    for value in values:
        if not found or _may_follow(value, found[-1]):
            found.append(value)
    return found


def _may_follow(value: Kept, before: Kept) -> bool:
    others = set(value.urns) ^ set(before.urns)
    parts, old = _parts(value), _parts(before)
    return (not others or len(others) >= AT_LEAST_SCHOOLS) and may_replace(parts, old)


def _parts(value: Kept) -> dict[str, int]:
    return {"counted": value.counted, "others": value.every - value.counted}


def shown_of(value: Kept) -> Count:
    """A count of people or posts as the council may see it; of fewer than five schools nothing is said."""
    if len(value.urns) < AT_LEAST_SCHOOLS:
        return Count(None, f"not shown: it is counted over {AT_LEAST_SCHOOLS} schools or more")
    return shown(value.counted, of=value.every)


def check_item(*, words: str, on: datetime.date, has_evidence: bool, today: datetime.date) -> None:
    """Refuse an item that says nothing, shows nothing or has not happened yet."""
    if not words.strip():
        raise Refused("Say what there was, in a sentence.", field="words")
    if len(words.strip()) > LONGEST_WORDS:
        raise Refused(f"Say it in at most {LONGEST_WORDS} characters.", field="words")
    if on > today:
        raise Refused("Enter a day that has come. What is planned is not reported yet.", field="on")
    if on < EARLIEST:
        raise Refused("Enter the day it happened, with its year in four digits.", field="on")
    if not has_evidence:
        raise Refused("Give a link or a file that shows it. What is reported needs evidence.", field="link")


def check_not_bought(*, service: str, reason: str, starts_on: datetime.date, ends_on: datetime.date | None) -> None:
    """Refuse an exclusion that does not say which service, why, or ends before it starts."""
    if not service.strip():
        raise Refused("Enter the name of the service.", field="service")
    if not reason.strip():
        raise Refused("Say why the school is left out, in a few words.", field="reason")
    if ends_on is not None and ends_on < starts_on:
        raise Refused("The last day is before the first. Correct one of them.", field="ends_on")


def check_reason(reason: str) -> None:
    """Refuse to withdraw without saying why."""
    if not reason.strip():
        raise Refused("Say why it is withdrawn.", field="reason")


class Outcome(StrEnum):
    """What a measure comes to."""

    MET = "met"
    NOT_MET = "not-met"
    TOO_EARLY = "too-early"
    NOT_MEASURABLE = "not-measurable"


OUTCOME_LABELS = {
    Outcome.MET: "Met",
    Outcome.NOT_MET: "Not met",
    Outcome.TOO_EARLY: "Too early to say",
    Outcome.NOT_MEASURABLE: "Not measurable",
}


def outcome_of(
    *, value: int | None, target: int | None, last_day: datetime.date | None, today: datetime.date
) -> Outcome:
    """What a measure comes to on a day. value: None where there is none that may be shown.

    A target that is reached is met, whatever the day; one that is not is not met once its last day has passed. Without
    a target, a value, or a day by which to reach it, nothing can be said.
    """
    if target is None or value is None:
        return Outcome.NOT_MEASURABLE
    if value >= target:
        return Outcome.MET
    if last_day is None:
        return Outcome.NOT_MEASURABLE
    return Outcome.NOT_MET if last_day < today else Outcome.TOO_EARLY


def number_in(target: str) -> int | None:
    """The number that a target names, where it names one alone; None of a share, which no count can be held against."""
    found = re.findall(r"\d+", target)
    return int(found[0]) if len(found) == 1 and "%" not in target and "per cent" not in target else None


def month_ends(days: Iterable[datetime.date]) -> list[datetime.date]:
    """The last day of each month that has one, and the last of all: a line of years stays one that can be read."""
    last: dict[tuple[int, int], datetime.date] = {}
    for day in sorted(days):
        last[day.year, day.month] = day
    return list(last.values())
