"""How long things about people are kept, and when somebody may be erased. Pure: days are arguments.

Periods are those proposed in guidance for schools, as data: check them with your adviser.
"""

import calendar
import datetime
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as people say it."""

    years: int = 0
    months: int = 0
    days: int = 0
    hours: int = 0

    def __str__(self) -> str:
        parts = [("year", self.years), ("month", self.months), ("day", self.days), ("hour", self.hours)]
        return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for word, count in parts if count)


class By(StrEnum):
    """Who erases what has been kept long enough."""

    ADMINISTRATOR = "the administrator of the school, trust or council"
    INSTALLATION = "the people who run the installation"
    ITSELF = "it goes by itself"


@dataclass(frozen=True, slots=True)
class Rule:
    """How long one kind of thing is kept: from which day, and who erases it when that is over."""

    key: str
    what: str
    since: str
    keep: Period
    by: By = By.ADMINISTRATOR

    def __str__(self) -> str:
        return f"{self.what}: {self.keep} after {self.since}"


LEAVER = Rule("leaver", "A person’s account and name", "their last role ended", Period(months=6))
TALENT = Rule("talent", "A talent record", "the end of its cycle", Period(years=1))
AUDIT = Rule(
    "audit", "The record of changes and of who opened what", "it was written", Period(years=6), By.INSTALLATION
)
PACK = Rule("pack", "A copy of somebody’s data made for them", "it was asked for", Period(days=7), By.ITSELF)
PREVIEW = Rule("preview", "A file that nobody confirmed", "it was sent", Period(hours=24), By.ITSELF)
LETTER = Rule("letter", "That a letter was sent, without its words", "it was sent", Period(days=30), By.ITSELF)
SESSION = Rule("session", "That somebody was signed in", "they signed in", Period(hours=24), By.ITSELF)
JOB = Rule("job", "That a piece of work was done, by numbers alone", "it was done", Period(days=30), By.ITSELF)

RULES = (LEAVER, TALENT, AUDIT, PACK, PREVIEW, LETTER, SESSION, JOB)


def due_on(start: datetime.date, keep: Period) -> datetime.date:
    """The first day on which something that began its period on `start` is due for erasure.

    Counted in whole months as the calendar has them: six months after 31 August is 28 or 29 February, a year after
    29 February is 28 February.
    """
    months = start.year * 12 + start.month - 1 + keep.years * 12 + keep.months
    year, month = divmod(months, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    last = calendar.monthrange(year, month + 1)[1]
    try:
        return datetime.date(year, month + 1, min(start.day, last)) + datetime.timedelta(days=keep.days)
    except OverflowError:
        return datetime.date.max


def first_kept(today: datetime.date, keep: Period) -> datetime.date:
    """The first day of which nothing is due yet: the other way round from `due_on`."""
    day = today - datetime.timedelta(days=366 * keep.years + 31 * keep.months + keep.days)
    while due_on(day, keep) <= today:
        day += datetime.timedelta(days=1)
    return day


def moment_due(start: datetime.datetime, keep: Period) -> datetime.datetime:
    """The same for what is kept for days or hours."""
    return start + datetime.timedelta(days=keep.days, hours=keep.hours)


class Ground(StrEnum):
    """Why somebody is to be erased."""

    ASKED = "asked"
    LEAVER = "leaver"
    MISTAKE = "mistake"


GROUND_LABELS = {
    Ground.ASKED: "They asked for it",
    Ground.LEAVER: "They left, and the time to keep their data is over",
    Ground.MISTAKE: "Their account or entry was made by mistake",
}

WAIT = Period(days=7)
"""How long whoever asked for an erasure must wait before they may confirm it themselves."""


def confirm_refusal(*, asked_by: int, asked_on: datetime.date, by: int, today: datetime.date) -> str | None:
    """Why this person cannot confirm an erasure yet, or None: a second person may at once, the first after a wait."""
    first_day = due_on(asked_on, WAIT)
    if by == asked_by and today < first_day:
        return (
            f"You asked for this erasure, so somebody else has to confirm it, or you yourself from "
            f"{first_day:%-d %B %Y} on."
        )
    return None


def ground_refusal(ground: str, left_on: datetime.date | None, today: datetime.date) -> str | None:
    """Why somebody cannot be erased on this ground on this day, or None. left_on: when their last role ended."""
    if ground != Ground.LEAVER:
        return None
    if left_on is None or left_on >= today:
        return "They still hold a role or work there, so they have not left. End that first."
    due = due_on(left_on, LEAVER.keep)
    return None if due <= today else f"Their data is kept until {due:%-d %B %Y}: {LEAVER}."


def holds_on(*, until: datetime.date | None, is_lifted: bool, today: datetime.date) -> bool:
    """Whether a hold stops erasure on this day. One without a last day holds until somebody lifts it."""
    return not is_lifted and (until is None or until >= today)
