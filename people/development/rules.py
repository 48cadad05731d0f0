"""How people grow into leadership: the kinds of opportunity, what may become of an activity, how it is told. Pure.

What is told openly of an activity says its kind and how many took part, and never who: `open_line`.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from people.calendar import term_of
from people.rules import Refused


class Kind(StrEnum):
    """A kind of opportunity. The words are the field's own."""

    SHADOWING = "shadowing"
    INTERNSHIP = "internship"
    SECONDMENT = "secondment"
    ACTING_UP = "acting-up"
    MENTORING = "mentoring"
    COACHING = "coaching"
    BUDDYING = "buddying"
    TEAM = "team"
    TRAINING = "training"
    SELF_EVALUATION = "self-evaluation"
    WORKSHOP = "workshop"
    AWARD = "award"
    INTERNATIONAL = "international"
    STUDENT_VOICE = "student-voice"
    STUDENT_INTERVIEWS = "student-interviews"


class Takes(StrEnum):
    """Who else takes part, beside the person who grows."""

    HOST = "host"
    MENTOR = "mentor"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class About:
    """What a kind is.

    what: one sentence. takes: who else takes part. hints: beginnings of words by which a commitment of a policy may be
    one that it serves; the head decides. pupils: whether pupils take part, who are counted and never named.
    """

    label: str
    what: str
    takes: frozenset[Takes] = frozenset()
    hints: tuple[str, ...] = ()
    pupils: bool = False

    @property
    def companion(self) -> str:
        """What somebody of the staff who goes along is called."""
        return "Mentor" if Takes.MENTOR in self.takes else "Host"


HOST, MENTOR, SCHOOL = frozenset({Takes.HOST}), frozenset({Takes.MENTOR}), Takes.SCHOOL
KINDS: dict[Kind, About] = {
    Kind.SHADOWING: About(
        "Shadowing",
        "Following a leader at work for a day or more, here or at another school.",
        HOST | {SCHOOL},
        ("shadow",),
    ),
    Kind.INTERNSHIP: About(
        "Internship",
        "Doing a part of a leadership post beside the person who holds it, for a few weeks.",
        HOST | {SCHOOL},
        ("intern",),
    ),
    Kind.SECONDMENT: About(
        "Secondment",
        "Working in another post for an agreed time, often at another school, and coming back.",
        HOST | {SCHOOL},
        ("second",),
    ),
    Kind.ACTING_UP: About(
        "Acting up",
        "Holding a leadership post while its holder is away.",
        HOST,
        ("act up", "acting up", "‘act up’"),
    ),
    Kind.MENTORING: About(
        "Mentoring",
        "Regular talks with somebody who has done the job, about how to do it.",
        MENTOR | {SCHOOL},
        ("mentor",),
    ),
    Kind.COACHING: About(
        "Coaching",
        "Regular talks with a coach, who asks questions and leaves the answers to the person.",
        MENTOR | {SCHOOL},
        ("coach",),
    ),
    Kind.BUDDYING: About(
        "Buddying",
        "Two people in like posts who help each other through a first year.",
        MENTOR | {SCHOOL},
        ("budd",),
    ),
    Kind.TEAM: About(
        "Team-based working",
        "Leading or working in a team that is set up for one piece of work.",
        HOST,
        ("team", "project"),
    ),
    Kind.TRAINING: About(
        "Leading in-house training",
        "Planning and running a part of the school’s own training.",
        HOST,
        ("in house training", "in-house training", "own training"),
    ),
    Kind.SELF_EVALUATION: About(
        "Middle leaders in self-evaluation",
        "Writing a part of the school’s self-evaluation (SEF), or leading the work behind it.",
        HOST,
        ("self-evaluation", "sef"),
    ),
    Kind.WORKSHOP: About(
        "Governor and senior leader workshop",
        "Governors and the senior leadership team (SLT) work out together where governing ends and managing begins.",
        HOST | {SCHOOL},
        ("workshop", "governors and"),
    ),
    Kind.AWARD: About(
        "Study that ends in an award",
        "A national professional qualification (NPQ), a master’s degree or other study with an award at its end.",
        MENTOR,
        ("qualification", "npq", "award", "programme", "degree"),
    ),
    Kind.INTERNATIONAL: About(
        "International exchange",
        "Working with leaders of a school in another country.",
        HOST | {SCHOOL},
        ("international", "countr"),
    ),
    Kind.STUDENT_VOICE: About(
        "Student voice",
        "Pupils have a real part in decisions of the school. Only how many is written down.",
        HOST,
        ("student", "pupil", "young leader", "voice"),
        pupils=True,
    ),
    Kind.STUDENT_INTERVIEWS: About(
        "Students in interviews",
        "Pupils take part in interviews for leadership posts. Only how many is written down.",
        HOST,
        ("student", "pupil", "interview"),
        pupils=True,
    ),
}


class State(StrEnum):
    """Where an activity stands."""

    PLANNED = "planned"
    UNDER_WAY = "under-way"
    FINISHED = "finished"
    STOPPED = "stopped"


STATE_LABELS = {
    State.PLANNED: "Planned",
    State.UNDER_WAY: "Under way",
    State.FINISHED: "Finished",
    State.STOPPED: "Stopped",
}
STEPS: dict[State, frozenset[State]] = {
    State.PLANNED: frozenset({State.UNDER_WAY, State.FINISHED, State.STOPPED}),
    State.UNDER_WAY: frozenset({State.FINISHED, State.STOPPED}),
    # What was stopped by a slip of the hand goes on; what is finished stays so, for it may be evidence.
    State.STOPPED: frozenset({State.PLANNED, State.UNDER_WAY}),
    State.FINISHED: frozenset(),
}
"""To which states each leads."""


class Reply(StrEnum):
    """Where somebody's interest in an opportunity stands."""

    WAITING = "waiting"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


REPLY_LABELS = {
    Reply.WAITING: "Waits for the headteacher",
    Reply.AGREED: "Agreed",
    Reply.DECLINED: "Not this time",
    Reply.WITHDRAWN: "Taken back",
}

_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "revd"}
_TITLES |= {"canon", "father", "sister", "cllr", "councillor"}
MOST_PEOPLE = 5_000
"""The most people that one activity counts: more than any school has."""


def check_step(before: State, after: State, *, reason: str = "") -> None:
    """Refuse a state to which the one before does not lead, and stopping without a reason."""
    if after not in STEPS[before]:
        raise Refused(
            f"This activity is {STATE_LABELS[before].lower()}, so it cannot become {STATE_LABELS[after].lower()}."
        )
    if after is State.STOPPED and not reason.strip():
        raise Refused("Say why it stopped, in a sentence.")


def check_window(starts_on: datetime.date, ends_on: datetime.date | None) -> None:
    """Refuse a last day before the first."""
    if ends_on is not None and ends_on < starts_on:
        raise Refused("The last day is before the first. Correct one of them.")


def check_finished(state: State, starts_on: datetime.date, ends_on: datetime.date | None, today: datetime.date) -> None:
    """Refuse to say that something is over, or has begun, whose day is still to come."""
    if state is State.FINISHED and (ends_on or starts_on) > today:
        raise Refused("It is not over yet. Enter a last day that has passed, or say that it is under way.")
    if state is State.UNDER_WAY and starts_on > today:
        raise Refused("It has not begun yet. Enter a first day that has come, or say that it is planned.")


def check_who(kind: Kind, *, is_person: bool, people: int | None) -> None:
    """Refuse a pupil's name, and an activity of nobody or of both somebody and a number."""
    if KINDS[kind].pupils and is_person:
        raise Refused("Pupils take part in this: give how many, and name nobody.")
    if is_person == (people is not None):
        raise Refused("Choose who takes part, or give how many: one of the two.")
    if people is not None and not 1 <= people <= MOST_PEOPLE:
        raise Refused(f"Give how many took part, from 1 to {MOST_PEOPLE:,}.")


def open_line(kind: Kind, *, people: int, finished_on: datetime.date) -> str:
    """What evidence says of an activity, which everybody who reads evidence may read: kind and count, and no name."""
    about = KINDS[kind]
    noun = ("pupil" if about.pupils else "person") if people == 1 else ("pupils" if about.pupils else "people")
    return f"{about.label}: {people:,} {noun}, finished in the {term_of(finished_on)}."


def may_serve(kind: Kind, text: str) -> bool:
    """Whether a commitment's words speak of this kind, as a suggestion for the head, who decides."""
    words = text.casefold()
    return any(re.search(rf"(?<!\w){re.escape(hint.casefold())}", words) for hint in KINDS[kind].hints)


@dataclass(frozen=True, slots=True)
class NamePattern:
    """What finds somebody of a group by name: the whole name or its last word however written, or the first name.

    A first name counts as it is written, with its capital: "Will led it" names somebody, "we will" does not.
    """

    folded: re.Pattern[str] | None
    first: re.Pattern[str] | None

    def finds(self, words: str) -> bool:
        """Whether one of the names stands in these words."""
        in_any_case = self.folded is not None and self.folded.search(words.casefold())
        return bool(in_any_case or (self.first is not None and self.first.search(words)))


def name_pattern(names: Iterable[str]) -> NamePattern:
    """What finds one of these names in words; empty names are passed over."""
    each = [name.split() for name in names]
    wholes = {part.casefold() for words in each for part in (" ".join(words), *words[-1:])}
    firsts = {word for words in each for word in _first_name(words)}
    return NamePattern(_any_of(wholes), _any_of(firsts))


def _first_name(words: list[str]) -> list[str]:
    """The word somebody is called by, where their name begins with one that is written with a capital."""
    called = [word for word in words if word.strip(".").casefold() not in _TITLES]
    return [word for word in called[:1] if word[0].isupper()]


def _any_of(parts: Iterable[str]) -> re.Pattern[str] | None:
    found = sorted(part for part in parts if len(part) > 1)
    return re.compile("|".join(rf"(?<!\w){re.escape(part)}(?!\w)" for part in found)) if found else None


def check_open(line: str, names: Iterable[str]) -> None:
    """Refuse words for everybody in which somebody's name stands: the whole of it, its last word, or the first name."""
    if name_pattern(names).finds(line):
        raise Refused("This names somebody who took part. Say the kind and how many, and leave names out.")
