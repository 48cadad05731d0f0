"""What people may say while a version is out for consultation, and what becomes of what they said. Pure.

Each `check_...` raises `Refused` with the sentence the person will read; `policies.rules.allows` is the boolean twin.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from policies.document import Clause, ClauseKind, Document, Refused, Section

LONGEST = datetime.timedelta(days=366)
LONGEST_COMMENT = 4_000
LONGEST_REPLY = 2_000
MOST_COMMENTS = 200
"""How many comments one person may have in one consultation."""


class Ending(StrEnum):
    """How a consultation ended; the empty word while it has not."""

    OPEN = ""
    DAY = "day"
    EARLY = "early"
    WITHDRAWN = "withdrawn"


ENDING_LABELS = {
    Ending.OPEN: "Open",
    Ending.DAY: "Its last day passed",
    Ending.EARLY: "Closed early",
    Ending.WITHDRAWN: "Withdrawn",
}


class Outcome(StrEnum):
    """What became of a comment; the empty word while nobody has answered it."""

    NONE = ""
    ACCEPTED = "accepted"
    CHANGED = "changed"
    DECLINED = "declined"
    NOTED = "noted"


OUTCOME_LABELS = {
    Outcome.NONE: "Not answered yet",
    Outcome.ACCEPTED: "Accepted",
    Outcome.CHANGED: "Accepted in other words",
    Outcome.DECLINED: "Declined",
    Outcome.NOTED: "Noted",
}


@dataclass(frozen=True, slots=True)
class Answering:
    """What an outcome asks for.

    of_suggestions: whether words must have been suggested (True), must not (False), or either. changes: whether the
    clause is given other words. needs_reply: whether the person must be told why.
    """

    of_suggestions: bool | None
    changes: bool
    needs_reply: bool


ANSWERS: Mapping[Outcome, Answering] = {
    Outcome.ACCEPTED: Answering(of_suggestions=True, changes=True, needs_reply=False),
    Outcome.CHANGED: Answering(of_suggestions=None, changes=True, needs_reply=False),
    Outcome.DECLINED: Answering(of_suggestions=None, changes=False, needs_reply=True),
    Outcome.NOTED: Answering(of_suggestions=False, changes=False, needs_reply=True),
}
"""Each outcome that an answer may have."""


def outcomes(*, has_suggestion: bool, can_change: bool) -> list[Outcome]:
    """The outcomes that a comment of this sort may have, in the order they are offered.

    can_change: whether it stands at a clause that the school may change.
    """
    return [
        one
        for one, given in ANSWERS.items()
        if given.of_suggestions in {None, has_suggestion} and (can_change or not given.changes)
    ]


def check_until(until: datetime.date, today: datetime.date) -> None:
    """Refuse a last day that leaves nobody time, or that is further off than a year."""
    if until <= today:
        raise Refused("Enter a last day after today, so that people have time to read.")
    if until > today + LONGEST:
        raise Refused("Enter a last day within a year from now.")


def check_open(*, until: datetime.date, is_ended: bool, today: datetime.date, to: str = "the headteacher") -> None:
    """Refuse words that come once the consultation has ended: at midnight after its last day, or when it was closed.

    to: who can still be told.
    """
    if is_ended or until < today:
        raise Refused(
            "This consultation has ended, so your words were not sent. They are still below: copy them, and give them "
            f"to {to}."
        )


def check_said(text: str, suggested: str) -> None:
    """Refuse a comment that says nothing."""
    if not text.strip() and not suggested.strip():
        raise Refused("Write a comment, or suggest other words.")


def check_number(already: int) -> None:
    """Refuse more comments than one person may have."""
    if already >= MOST_COMMENTS:
        raise Refused(f"You have {MOST_COMMENTS} comments here already. Correct one of those instead.")


def check_suggestion(clause: Clause | None, suggested: str) -> None:
    """Refuse other words where the place has no words of its own that the school could change."""
    if suggested and not can_suggest(clause):
        raise Refused("Other words can be suggested for a clause that the school may change. Say it as a comment.")


def can_suggest(clause: Clause | None) -> bool:
    """Whether other words can be suggested for a clause; never for a whole section, a table or a core clause."""
    return clause is not None and clause.kind is not ClauseKind.TABLE and not clause.is_fixed


def suggestion(clause: Clause | None, words: str) -> str:
    """What somebody suggests: their words, or nothing where they left the clause as it was."""
    said = "\n".join(line.rstrip() for line in words.strip().splitlines())
    return "" if clause is not None and said == clause.text.strip() else said


def check_changeable(*, is_answered: bool, is_withdrawn: bool) -> None:
    """Refuse to change a comment that was answered or taken back."""
    if is_withdrawn:
        raise Refused("You took this comment back. Write another one.")
    if is_answered:
        raise Refused("This comment has been answered, so it stays as it is. Write another one.")


def check_answer(
    outcome: str, *, has_suggestion: bool, can_change: bool, is_withdrawn: bool, reply: str, words: str
) -> Outcome:
    """The outcome, where it fits what was said. Raises Refused."""
    if is_withdrawn:
        raise Refused("The person took this comment back, so there is nothing to answer.")
    if outcome not in {one.value for one in outcomes(has_suggestion=has_suggestion, can_change=can_change)}:
        raise Refused("Choose what becomes of it.")
    chosen = Outcome(outcome)
    if ANSWERS[chosen].needs_reply and not reply.strip():
        raise Refused("Write a reply, so that the person learns why.")
    if chosen is Outcome.CHANGED and not words.strip():
        raise Refused("Enter the words that the clause is to have.")
    return chosen


@dataclass(frozen=True, slots=True)
class Place:
    """Where a comment stands: at a clause, or at a whole section where `clause` is None.

    order: its place in reading. part: the place of the clause in its section, counted from one; 0 for the section.
    """

    section: Section
    clause: Clause | None
    order: int
    part: int

    @property
    def key(self) -> str:
        """Its id in the document."""
        return self.clause.id if self.clause else self.section.id

    @property
    def about(self) -> str:
        """What is read out after a link, to tell it from its neighbours."""
        name = self.section.heading or self.section.kind.label
        return f"on part {self.part} of {name}" if self.clause else f"on {name}"

    @property
    def words(self) -> str:
        """What stands there: the clause, or the heading of the section."""
        return self.clause.full_text if self.clause else self.section.heading or self.section.kind.label


def places(document: Document) -> dict[str, Place]:
    """Every place of a document that can be commented on, by its id: each section, and each of its clauses."""
    found: dict[str, Place] = {}
    for section in document.sections:
        found[section.id] = Place(section, None, len(found), 0)
        for part, clause in enumerate(section.clauses, start=1):
            found[clause.id] = Place(section, clause, len(found), part)
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """How a consultation went: comments that stand, by how many people, of how many asked, and how many wait."""

    comments: int
    people: int
    asked: int
    unanswered: int

    @property
    def words(self) -> str:
        """As it stands beside the version: "12 comments from 7 of 19 people; all answered"."""
        asked = f"{self.asked} {'person' if self.asked == 1 else 'people'}"
        if not self.comments:
            return f"No comments from {asked}"
        counted = f"{self.comments} comment{'' if self.comments == 1 else 's'} from {self.people} of {asked}"
        return f"{counted}; {f'{self.unanswered} still to answer' if self.unanswered else 'all answered'}"
