"""What the lists of a plan are made from: where each milestone stands on a day, and which of them are shown. Pure."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from actionplan import rules
from actionplan.rules import DateState, Response

_ORDER = {state: place for place, state in enumerate(rules.DATE_STATE_LABELS)}
_FAR_OFF = datetime.date.max


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """How many recommendations have each response, and how many milestones are in each state."""

    responses: Mapping[Response, int]
    milestones: Mapping[DateState, int]

    @property
    def sentence(self) -> str:
        """The plan in two sentences."""
        return rules.plan_sentence(self.responses, self.milestones)

    @property
    def total(self) -> int:
        """How many recommendations there are."""
        return sum(self.responses.values())

    @property
    def late(self) -> int:
        """How many milestones are late."""
        return self.milestones.get(DateState.LATE, 0)

    @property
    def unanswered(self) -> int:
        """How many recommendations have no response recorded."""
        return self.responses.get(Response.NOT_RECORDED, 0)


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone, by its key. month: the first day of that in which it is next due. watched_by: the key of a body."""

    key: int
    position: int
    state: DateState
    ends: datetime.date | None
    month: datetime.date | None
    watched_by: int | None

    @property
    def pressing(self) -> tuple[int, datetime.date, int]:
        """What it is sorted by within its recommendation, the most pressing first."""
        return _ORDER[self.state], self.ends or _FAR_OFF, self.position

    @property
    def rank(self) -> int:
        """How pressing its state is: 0 for the most."""
        return _ORDER[self.state]


@dataclass(frozen=True, slots=True)
class Row:
    """A recommendation, by its key, with the keys of the teams that own it, and its milestones in their order."""

    key: int
    position: int
    response: Response
    revisit_on: datetime.date | None
    teams: tuple[int, ...]
    steps: tuple[Step, ...]

    @property
    def states(self) -> tuple[DateState, ...]:
        """Where its milestones stand."""
        return tuple(step.state for step in self.steps)

    def first(self, only: DateState | None = None) -> Step | None:
        """The most pressing of its milestones, among those in one state where that is asked for."""
        among = [step for step in self.steps if only in (None, step.state)]
        return min(among, key=lambda step: step.pressing, default=None)


@dataclass(frozen=True, eq=False)
class Outline:
    """A whole plan as it stands on a day, in the order of its paper. kept: what others have made of the whole of it."""

    rows: tuple[Row, ...]
    kept: dict[Any, Any] = field(default_factory=dict)

    @cached_property
    def standing(self) -> PlanStanding:
        """The counts of all its rows."""
        states = Counter(step.state for row in self.rows for step in row.steps)
        return PlanStanding(Counter(row.response for row in self.rows), states)

    @cached_property
    def teams(self) -> frozenset[int]:
        """The keys of all teams that own something."""
        return frozenset(team for row in self.rows for team in row.teams)

    @cached_property
    def watching(self) -> frozenset[int]:
        """The keys of all bodies that are said to watch something."""
        return frozenset(step.watched_by for row in self.rows for step in row.steps if step.watched_by)

    @cached_property
    def steps(self) -> tuple[tuple[Row, Step], ...]:
        """Every milestone with its row, the most pressing first."""
        every = [(row, step) for row in self.rows for step in row.steps]
        return tuple(sorted(every, key=lambda it: (it[1].rank, it[1].ends or _FAR_OFF, it[1].key)))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks of a plan: the milestones in a state, what a team owns, what has a response. None: all."""

    state: DateState | None = None
    team: int | None = None
    response: Response | None = None

    def rows(self, outline: Outline) -> tuple[Row, ...]:
        """The recommendations that have what is asked for, in their order."""
        if self == Asked():
            return outline.rows
        return tuple(row for row in outline.rows if self.has(row))

    def has(self, row: Row) -> bool:
        """Whether a recommendation is among them."""
        return (
            self.response in (None, row.response)
            and (self.team is None or self.team in row.teams)
            and (self.state is None or any(step.state is self.state for step in row.steps))
        )


def most_pressing(outlines: Iterable[Outline], *, at_most: int) -> list[Step]:
    """What is still to do in several plans, the most pressing first."""
    firsts = [step for outline in outlines for _, step in _not_done(outline)[:at_most]]
    return sorted(firsts, key=lambda step: (step.rank, step.ends or _FAR_OFF, step.key))[:at_most]


def _not_done(outline: Outline) -> tuple[tuple[Row, Step], ...]:
    done = outline.standing.milestones.get(DateState.DONE, 0)
    return outline.steps[: len(outline.steps) - done]
