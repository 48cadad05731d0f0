"""What the boards of schools may answer while a council's model is out to them, and how it is counted. Pure.

Each `check_...` raises `Refused` with the sentence the person will read.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from policies.document import Refused

LONGEST = datetime.timedelta(days=184)
"""How long a model may be out: half a year, in which every board meets."""
LONGEST_REASON = 300
LONGEST_WORDS = 4_000


class Stance(StrEnum):
    """What a board makes of the model it was asked about."""

    AGREE = "agree"
    AGREE_WITH_COMMENTS = "agree-with-comments"
    DISAGREE = "disagree"
    NO_COMMENT = "no-comment"


STANCE_LABELS = {
    Stance.AGREE: "Agrees",
    Stance.AGREE_WITH_COMMENTS: "Agrees, with comments",
    Stance.DISAGREE: "Does not agree",
    Stance.NO_COMMENT: "No comment",
}
_NEEDS_WORDS = frozenset({Stance.AGREE_WITH_COMMENTS, Stance.DISAGREE})


class Chosen(StrEnum):
    """Which schools a list shows: all, those that replied, those that did not, or those whose board said one thing."""

    ALL = ""
    REPLIED = "replied"
    WAITING = "waiting"
    AGREE = "agree"
    AGREE_WITH_COMMENTS = "agree-with-comments"
    DISAGREE = "disagree"
    NO_COMMENT = "no-comment"


CHOSEN_LABELS = {
    Chosen.ALL: "All that were asked",
    Chosen.REPLIED: "Replied",
    Chosen.WAITING: "Not replied yet",
    **{Chosen(stance.value): label for stance, label in STANCE_LABELS.items()},
}


def check_until(until: datetime.date, today: datetime.date) -> None:
    """Refuse a last day that leaves boards no time, or that is further off than half a year."""
    if until <= today:
        raise Refused("Enter a last day after today, so that boards have time to meet.")
    if until > today + LONGEST:
        raise Refused("Enter a last day within six months from now.")


def check_is_draft(*, is_published: bool) -> None:
    """Refuse to ask about what schools can take already."""
    if is_published:
        raise Refused("This version is published already. Change the model, save a version, and ask about that one.")


def check_open(*, until: datetime.date, is_ended: bool, today: datetime.date) -> None:
    """Refuse a reply that comes once the last day has passed, or the council has closed."""
    if is_ended or until < today:
        raise Refused(
            "The council takes no more replies, so yours was not sent. It is still below: copy it, and send it to the "
            "council."
        )


def check_reply(stance: str, words: str, *, comments: int) -> Stance:
    """The stance, where it says what it must. comments: how many the board has on clauses. Raises Refused."""
    if stance not in {one.value for one in Stance}:
        raise Refused("Choose what the board says.")
    chosen = Stance(stance)
    if chosen in _NEEDS_WORDS and not words.strip() and not comments:
        raise Refused("Write what the board says, or comment on a clause first.")
    return chosen


def check_reason(reason: str) -> None:
    """Refuse to stop before the day that boards were given without saying why."""
    if not reason.strip():
        raise Refused("Say why it closes before its day: the boards read it.")


def check_reminder(*, reminded_on: datetime.date | None, today: datetime.date, waiting: int) -> None:
    """Refuse a second reminder on one day, and one that would go to nobody."""
    if reminded_on is not None and reminded_on >= today:
        raise Refused("They were reminded today already. Remind them again tomorrow.")
    if not waiting:
        raise Refused("Every board has replied, so there is nobody to remind.")


def check_publishing(number: int, until: datetime.date | None) -> None:
    """Refuse to publish while a version is out to boards. until: its last day, None where none is out."""
    if until is not None:
        raise Refused(
            f"Version {number} is out to schools’ boards until {until:%-d %B %Y}. Wait for that day, or close it with "
            "a reason, then publish."
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """How far it is: schools that were asked, how many of them each stance, and the comments on clauses."""

    schools: int
    stances: Mapping[Stance, int]
    comments: int
    unanswered: int

    @property
    def replied(self) -> int:
        """How many schools' boards have replied."""
        return sum(self.stances.values())

    @property
    def waiting(self) -> int:
        """How many have not."""
        return self.schools - self.replied

    @property
    def words(self) -> str:
        """In words: "12 of 40 schools’ boards have replied; 7 comments, 3 still to answer"."""
        have = "has" if self.replied == 1 else "have"
        asked = f"{self.replied} of {self.schools} {_schools(self.schools)} {have} replied"
        if not self.comments:
            return asked
        counted = f"{self.comments} comment{'' if self.comments == 1 else 's'}"
        return f"{asked}; {counted}, {f'{self.unanswered} still to answer' if self.unanswered else 'all answered'}"

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Each stance in words with its number, and last those that have not replied."""
        said = [(label, self.stances.get(stance, 0)) for stance, label in STANCE_LABELS.items()]
        return [*said, (CHOSEN_LABELS[Chosen.WAITING], self.waiting)]


def _schools(number: int) -> str:
    return "school’s board" if number == 1 else "schools’ boards"


Place = tuple[int, int | None]
"""A school's key and that of its governing board, where it has one in the product."""


def by_board(schools: Iterable[Place], most: int) -> Iterable[Sequence[Place]]:
    """Schools in groups of about `most`, those of one board always together, so that a board is written to once.

    A group is larger only where a single board governs more schools than that.
    """
    ordered = sorted(schools, key=lambda one: (one[1] is None, one[1] or 0, one[0]))
    group: list[Place] = []
    for _, board in groupby(ordered, key=lambda one: (one[1], one[0] if one[1] is None else 0)):
        together = list(board)
        if group and len(group) + len(together) > most:
            yield group
            group = []
        group += together
    if group:
        yield group


def letters(asked: Iterable[tuple[int, int, int | None]], people: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Who is written to about which row: each person once for each board, whatever roles they hold at its schools.

    asked: key of the row, school and board. people: school and person. In the order of the rows.
    """
    at: dict[int, list[int]] = {}
    for school, person in people:
        at.setdefault(school, []).append(person)
    told: dict[tuple[int | None, int, int], int] = {}
    for key, school, board in asked:
        for person in at.get(school, ()):
            told.setdefault((board, school if board is None else 0, person), key)
    return list(dict.fromkeys((key, person) for (_, _, person), key in told.items()))
