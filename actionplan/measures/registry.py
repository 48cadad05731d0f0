"""The named measures: what each counts, of how many, and who may know. Pure; the counting is registered from above.

A measure is asked for a council, a day and a moment: what held on that day, as far as it was recorded by that moment.
The same question always has the same answer. A fact that is recorded late changes only the answers of later moments.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from people.access.roles import Permission


class Part(StrEnum):
    """What became of a school in a count: it is counted, or left out for one of these reasons."""

    COUNTED = "counted"
    CLOSED = "closed"
    NOT_OPEN = "not-open"
    NOT_BOUGHT = "not-bought"
    NO_POLICY = "no-policy"
    NO_TAGS = "no-tags"
    NO_COMMITMENTS = "no-commitments"
    SHARED_BOARD = "shared-board"
    NOT_LOOKED = "not-looked"
    NO_RETURN = "no-return"


EXCLUDED_LABELS = {
    Part.CLOSED: "Closed",
    Part.NOT_OPEN: "Not open yet",
    Part.NOT_BOUGHT: "Does not buy the service",
    Part.NO_POLICY: "No adopted policy",
    Part.NO_TAGS: "Own policy whose clauses carry no tags, so nobody can tell",
    Part.NO_COMMITMENTS: "No commitments in its policy",
    Part.SHARED_BOARD: "Counted with another school of its federation",
    Part.NOT_LOOKED: "Has not looked at its cover within a year",
    Part.NO_RETURN: "Has recorded nothing of it here",
}
NEVER_ASKED = frozenset({Part.CLOSED, Part.NOT_OPEN, Part.NOT_BOUGHT, Part.SHARED_BOARD})
"""Schools of which a measure asks nothing. The others that are left out were asked: its coverage lacks them."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a measure. given: a value for each parameter. service: whose buyers alone count, or ""."""

    council: int
    day: datetime.date
    known_at: datetime.datetime
    given: Mapping[str, str] = field(default_factory=dict)
    service: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """The answer: so many of how many, and how many schools stand in each part.

    urns: the schools it is counted over, of counts of people and posts alone.
    """

    counted: int
    every: int
    parts: Mapping[Part, int]
    urns: tuple[int, ...] = ()

    @property
    def schools(self) -> int:
        """How many schools it is counted over."""
        return self.parts.get(Part.COUNTED, 0)

    @property
    def asked(self) -> int:
        """How many could have been counted: all but those of which nothing is asked."""
        return sum(number for part, number in self.parts.items() if part not in NEVER_ASKED)

    @property
    def excluded(self) -> dict[Part, int]:
        """How many schools are left out for each reason, in the order of the reasons."""
        return {part: self.parts[part] for part in EXCLUDED_LABELS if self.parts.get(part)}


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One school behind a figure: its own numbers, and what became of it."""

    urn: int
    name: str
    part: Part
    counted: int
    every: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """Something about the day asked of that was recorded after the moment asked of."""

    at: datetime.datetime
    school: str
    what: str


class Behind(StrEnum):
    """Which schools to list behind a figure."""

    COUNTED = "counted"
    OTHERS = "others"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class After:
    """Where a list goes on: behind the school of this name and URN."""

    name: str = ""
    urn: int = 0


@dataclass(frozen=True, slots=True)
class Parameter:
    """What is chosen for a measure. choices: each with its words."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]

    def word(self, value: str) -> str:
        """The words of a choice."""
        return dict(self.choices).get(value, value)


TERMS = Parameter(
    "terms",
    "Over how long",
    (
        ("1", "this term"),
        ("2", "this term and the one before"),
        ("3", "the last three terms"),
        ("6", "the last two years"),
        ("9", "the last three years"),
    ),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A count that was made on a fixed day and kept elsewhere, so that it is counted nowhere again."""

    as_at: datetime.date
    counted: int
    every: int
    urns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A named measure.

    sentence: with {counted}, {every}, {have}, {are} and a place for each parameter. unit: what {every} counts.
    is_of_people: whether it counts people or posts, so that it is shown through small numbers, once a term, and the
    list behind names no school's own. read: who may know the figure. figure, behind, since: how it is counted, which
    schools stand behind it, and what was recorded since. taken: for a figure that is counted once a term elsewhere, the
    last such count of a council up to a day.
    """

    slug: str
    title: str
    what: str
    sentence: str
    unit: str
    figure: Callable[[Question], Counted]
    behind: Callable[[Question, Behind, After, int], Sequence[SchoolRow]]
    since: Callable[[Question, int], Sequence[Recorded]]
    parameters: tuple[Parameter, ...] = ()
    is_of_people: bool = False
    taken: Callable[[int, datetime.date], Taken | None] | None = None
    read: Permission = Permission.PLAN_READ

    def refusal(self, given: Mapping[str, str]) -> str | None:
        """Why these parameters cannot stand; None where each is one of its choices."""
        if set(given) != {parameter.name for parameter in self.parameters}:
            return f"Choose {', '.join(parameter.label.lower() for parameter in self.parameters) or 'nothing else'}."
        for parameter in self.parameters:
            if given[parameter.name] not in dict(parameter.choices):
                return f"Choose {parameter.label.lower()} from the list."
        return None

    def says(self, counted: str, every: str, given: Mapping[str, str], *, is_one: bool) -> str:
        """The figure as a sentence; is_one: whether what is counted is a single one."""
        words = {parameter.name: parameter.word(given.get(parameter.name, "")) for parameter in self.parameters}
        verbs = {"have": "has" if is_one else "have", "are": "is" if is_one else "are"}
        said = self.sentence.format(counted=counted, every=every, **verbs, **words)
        return said[:1].upper() + said[1:]

    def in_full(self, given: Mapping[str, str]) -> str:
        """Its title with what was chosen for it."""
        chosen = [parameter.word(given.get(parameter.name, "")) for parameter in self.parameters]
        return f"{self.title}: {', '.join(chosen)}" if chosen else self.title


_MEASURES: dict[str, Measure] = {}


def register(measure: Measure) -> None:
    """Make a measure known by its name. Raises ValueError where the name is taken by another."""
    if _MEASURES.get(measure.slug, measure) is not measure:
        raise ValueError(f"There is a measure called {measure.slug} already.")
    _MEASURES[measure.slug] = measure


def named(slug: str) -> Measure | None:
    """The measure of this name."""
    return _MEASURES.get(slug)


def every() -> list[Measure]:
    """All of them, in the order in which they were registered."""
    return list(_MEASURES.values())
