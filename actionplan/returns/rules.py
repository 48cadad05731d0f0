"""What may be asked of schools and answered by them, where each school stands, and how that is counted. Pure."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from actionplan.answering.control import Control
from actionplan.measures.registry import EXCLUDED_LABELS, Part
from actionplan.rules import Refused, count, is_no_answer, long_date

LONGEST_QUESTION = 500
LONGEST_NOTE = 2_000
MOST_NAMED = 500
"""Schools that can be named one by one. Who asks more asks a phase, or every school."""
_URN = re.compile(r"[0-9]{6,7}", re.ASCII)

ASKABLE = frozenset({Control.SCHOOL_DECIDES, Control.PARTNER_DELIVERS})
"""Who must be able to make a recommendation happen for schools to be asked: they themselves, or they with others."""


class Among(StrEnum):
    """Which schools are asked."""

    ALL = "all"
    PHASE = "phase"
    NAMED = "named"


AMONG_LABELS = {
    Among.ALL: "Every open school of the council",
    Among.PHASE: "The open schools of one phase",
    Among.NAMED: "Schools named by their URN",
}


class Answer(StrEnum):
    """What a school answers."""

    YES = "yes"
    NO = "no"
    NOT_YET = "not-yet"


ANSWER_LABELS = {Answer.YES: "Yes", Answer.NO: "No", Answer.NOT_YET: "Not yet"}


class Buys(StrEnum):
    """Whether a school buys the service that a question is about."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


BUYS_LABELS = {Buys.YES: "Yes, we buy it", Buys.NO: "No, we do not buy it", Buys.UNKNOWN: "We do not know"}


class Stand(StrEnum):
    """Where a school that was asked stands: what it answered, that it has not, or why it is left out."""

    YES = "yes"
    NO = "no"
    NOT_YET = "not-yet"
    WAITING = "waiting"
    NOT_BOUGHT = "not-bought"
    CLOSED = "closed"


STAND_LABELS = {
    Stand.YES: ANSWER_LABELS[Answer.YES],
    Stand.NO: ANSWER_LABELS[Answer.NO],
    Stand.NOT_YET: ANSWER_LABELS[Answer.NOT_YET],
    Stand.WAITING: "Has not answered",
    Stand.NOT_BOUGHT: EXCLUDED_LABELS[Part.NOT_BOUGHT],
    Stand.CLOSED: EXCLUDED_LABELS[Part.CLOSED],
}
LEFT_OUT = (Stand.NOT_BOUGHT, Stand.CLOSED)
"""Where a school is not counted among those that were asked."""


def stand_of(*, is_open: bool, answer: str, buys: str, is_recorded_as_not_buying: bool) -> Stand:
    """Where a school stands. answer, buys: what its latest return says; empty where there is none.

    What a school says of its buying goes before what its council recorded; where it does not know, the record holds.
    """
    if not is_open:
        return Stand.CLOSED
    if buys == Buys.NO or (is_recorded_as_not_buying and buys != Buys.YES):
        return Stand.NOT_BOUGHT
    return Stand(answer) if answer else Stand.WAITING


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many schools stand where."""

    stands: Mapping[Stand, int]

    def of(self, stand: Stand) -> int:
        """How many stand here."""
        return self.stands.get(stand, 0)

    @property
    def every(self) -> int:
        """How many were asked, those left out included."""
        return sum(self.stands.values())

    @property
    def asked(self) -> int:
        """How many could answer: all but those left out."""
        return sum(number for stand, number in self.stands.items() if stand not in LEFT_OUT)

    @property
    def answered(self) -> int:
        """How many have."""
        return self.asked - self.of(Stand.WAITING)

    @property
    def waiting(self) -> int:
        """How many have not."""
        return self.of(Stand.WAITING)

    @property
    def sentence(self) -> str:
        """In words, with what each number counts, of how many."""
        if not self.asked:
            return "No school that was asked is counted."
        verb = "has" if self.asked == 1 else "have"
        said = f"{self.answered} of {self.asked} asked {verb} answered"
        if self.answered:
            yes, no, not_yet = (self.of(one) for one in (Stand.YES, Stand.NO, Stand.NOT_YET))
            said += f": {yes} yes, {no} no, {not_yet} not yet"
        if self.waiting:
            said += f"; {self.waiting} {'has' if self.waiting == 1 else 'have'} not answered"
        return f"{said}."

    @property
    def left_out_sentence(self) -> str:
        """How many are left out and why; empty where none is."""
        out = [f"{STAND_LABELS[one].lower()}, {self.of(one)}" for one in LEFT_OUT if self.of(one)]
        return f"Left out: {'; '.join(out)}." if out else ""


# Asking --------------------------------------------------------------------------------------------------------------
def may_ask(control: str) -> bool:
    """Whether schools can be asked about a recommendation that these can make happen."""
    return control in ASKABLE


def check_ask(*, control: str, question: str, due_on: datetime.date, today: datetime.date) -> None:
    """Raise Refused unless schools can be asked this."""
    if not may_ask(control):
        raise Refused(
            "Schools are asked where each school decides, or where a partner delivers. Record first who can make"
            " this recommendation happen."
        )
    if not question.strip() or is_no_answer(question):
        raise Refused("Enter the question, so that yes, no or not yet answers it.", field="question")
    if len(question.strip()) > LONGEST_QUESTION:
        raise Refused(f"Shorten the question to {LONGEST_QUESTION} characters.", field="question")
    if due_on <= today:
        raise Refused("The day to answer by is not in the future. Enter a later one.", field="due_on")


def urns_in(words: str) -> list[int]:
    """The URNs that somebody typed, each once, in their order. Raises Refused for what is none, or for too many."""
    found = re.split(r"[\s,;]+", words.strip())
    wrong = [one for one in found if one and not _URN.fullmatch(one)]
    if wrong:
        raise Refused(f"“{wrong[0][:40]}” is not a URN. Enter six digits for each school, one a line.", field="urns")
    urns = list(dict.fromkeys(int(one) for one in found if one))
    if not urns:
        raise Refused("Enter the URN of each school to ask, one a line.", field="urns")
    if len(urns) > MOST_NAMED:
        raise Refused(f"Name at most {MOST_NAMED} schools, or ask a phase or every school.", field="urns")
    return urns


def check_schools(*, asked: int, missing: list[int]) -> None:
    """Raise Refused where nobody would be asked, or where a school that was named is none of the open ones."""
    if missing:
        named = ", ".join(str(urn) for urn in missing[:5])
        more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
        raise Refused(f"No open school of the council has the URN {named}{more}. Correct or remove it.", field="urns")
    if not asked:
        raise Refused("No open school would be asked. Choose others.", field="among")


def check_remind(*, is_closed: bool, reminded_on: datetime.date | None, today: datetime.date) -> None:
    """Raise Refused where schools cannot be reminded: once a day at most, and only while they can answer."""
    if is_closed:
        raise Refused("This is closed: nobody is asked to answer it any more.")
    if reminded_on is not None and reminded_on >= today:
        raise Refused("Those who have not answered were reminded today. They can be reminded again tomorrow.")


# Answering -----------------------------------------------------------------------------------------------------------
def check_return(*, is_closed: bool, is_open_school: bool, answer: str, note: str, buys: str, service: str) -> None:
    """Raise Refused unless a school can answer so. answer: empty where the school does not buy the service."""
    if is_closed:
        raise Refused(
            "The council has closed this question while you wrote, so there is nothing to answer. Keep a copy."
        )
    if not is_open_school:
        raise Refused("The school is closed, so it is not asked any more.")
    if service and not buys:
        raise Refused("Choose whether the school buys the service.", field="buys")
    if not answer and buys != Buys.NO:
        raise Refused("Choose yes, no or not yet.", field="answer")
    if len(note.strip()) > LONGEST_NOTE:
        raise Refused(f"Shorten this to {LONGEST_NOTE:,} characters: it has {len(note.strip()):,}.", field="note")


def is_late(*, answered_on: datetime.date, due_on: datetime.date) -> bool:
    """Whether an answer came after its day. It is taken all the same, and says so."""
    return answered_on > due_on


def late_words(*, answered_on: datetime.date, due_on: datetime.date) -> str:
    """How late an answer came; empty where it came in time."""
    return (
        f"{count((answered_on - due_on).days, 'day')} late" if is_late(answered_on=answered_on, due_on=due_on) else ""
    )


# Letters -------------------------------------------------------------------------------------------------------------
def letter_words(*, council: str, school: str, recommendation: str, due_on: datetime.date, is_reminder: bool) -> str:
    """What a letter says: which recommendation and by when. The question itself is read behind the sign-in."""
    again = " has not had an answer yet, and" if is_reminder else ""
    return (
        f"{council}{again} asks {school} a question about recommendation {recommendation} of its action plan."
        f" Answer by {long_date(due_on)}. It takes a minute: yes, no or not yet, with a note if you wish."
    )


def letter_subject(*, council: str, school: str, due_on: datetime.date, is_reminder: bool) -> str:
    """What a letter is about."""
    kind = "Reminder: a" if is_reminder else "A"
    return f"{kind} question of {council} for {school}, to answer by {long_date(due_on)}"[:200]
