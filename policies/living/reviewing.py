"""What a termly review of a commitment may say, when one is due, and what priorities a school may list. Pure."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from people.calendar import term_of
from policies.document import Refused

LONGEST_SEEN = 500
LONGEST_STEP = 300
LONGEST_PRIORITY = 200
MOST_PRIORITIES = 8
FURTHEST = datetime.timedelta(days=2 * 366)
"""How far ahead a next step may be due."""
AFTER = datetime.timedelta(days=42)
"""How long into a term, or after it began to bind, a commitment is asked for a review."""


class Status(StrEnum):
    """How a school keeps a commitment, as its leaders see it."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_YET = "not-yet"
    OUTGROWN = "outgrown"


STATUS_LABELS = {
    Status.KEPT: "We are doing it",
    Status.PARTLY: "We are doing part of it",
    Status.NOT_YET: "We have not begun",
    Status.OUTGROWN: "It no longer fits, so the policy should change",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A review's next step, with the day by which it is to be done."""

    words: str
    by: datetime.date | None


def is_due(*, in_force_from: datetime.date, reviewed_in: int | None, today: datetime.date) -> bool:
    """Whether a commitment waits for its review of this term. reviewed_in: the number of the term of its last one.

    It is asked for only six weeks into the term, and six weeks after the commitment began to bind.
    """
    term = term_of(today)
    if reviewed_in is not None and reviewed_in >= term.number:
        return False
    return today >= max(term.starts_on, in_force_from) + AFTER


def check_review(*, status: str, seen: str, step: Step, today: datetime.date) -> None:
    """Refuse a review that does not say what was seen or, where something is left to do, what comes next."""
    if not seen.strip():
        raise Refused("Say in a sentence what you saw.")
    if len(seen.strip()) > LONGEST_SEEN:
        raise Refused(f"Shorten what you saw to {LONGEST_SEEN} characters: it has {len(seen.strip()):,}.")
    if len(step.words.strip()) > LONGEST_STEP:
        raise Refused(f"Shorten the next step to {LONGEST_STEP} characters: it has {len(step.words.strip()):,}.")
    if not step.words.strip():
        if Status(status) is not Status.KEPT:
            raise Refused("Say what the next step is: something is left to do.")
        if step.by is not None:
            raise Refused("You gave a day without a step. Say what is to be done by then, or clear the day.")
        return
    if step.by is None:
        raise Refused("Say by when the next step is to be done.")
    if step.by < today:
        raise Refused("That day has passed. Enter a day from today on for the next step.")
    if step.by > today + FURTHEST:
        raise Refused("Enter a day within two years for the next step.")


def check_term(reviewed_in: int, today: datetime.date) -> None:
    """Refuse to correct the review of a term that is over: what was seen then stays as it was written."""
    if reviewed_in != term_of(today).number:
        raise Refused("That term is over, so its review stays as it was written. Review the commitment this term.")


def cleaned(words: Sequence[str]) -> dict[int, str]:
    """The priorities of a year by their places from 1, without the empty ones. Raises Refused."""
    listed = {place: " ".join(line.split()) for place, line in enumerate(words, start=1) if line.strip()}
    for place, line in listed.items():
        if len(line) > LONGEST_PRIORITY:
            raise Refused(f"Shorten priority {place} to {LONGEST_PRIORITY} characters: it has {len(line):,}.")
    if any(place > MOST_PRIORITIES for place in listed):
        raise Refused(f"List at most {MOST_PRIORITIES} priorities.")
    said = [line.casefold() for line in listed.values()]
    if len(set(said)) < len(said):
        raise Refused("Two of these are the same. Keep each priority once.")
    return listed


def year_words(year: int) -> str:
    """An academic year as schools write it: 2025/26 for the one that began in September 2025."""
    return f"{year}/{(year + 1) % 100:02d}"
