"""A council's scrutiny plans as they stood on a day: what a progress report is made of. Pure."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from actionplan.rules import RESPONSE_LABELS, DateState, Delivery, MeasureKind, Progress, Response

# The states of a milestone whose time has not passed.
AHEAD = (DateState.DUE_SOON, DateState.OPEN, DateState.NOT_YET)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as the paper wrote it, with the first and last day it allows and our reading of it."""

    words: str
    earliest: datetime.date | None
    latest: datetime.date | None
    reading: str


@dataclass(frozen=True, slots=True)
class Said:
    """The latest update of a milestone up to the day. by: who recorded it."""

    on: datetime.date
    progress: Progress
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone on the day. updates: how many had been recorded by then, of which `latest` is the last."""

    key: int
    text: str
    dates: tuple[WrittenDate, ...]
    state: DateState
    done_on: datetime.date | None
    updates: int
    latest: Said | None

    @property
    def ends(self) -> datetime.date | None:
        """The last day its dates allow."""
        return max((date.latest for date in self.dates if date.latest is not None), default=None)

    @property
    def written(self) -> str:
        """Its dates in their own words."""
        return "; ".join(date.words for date in self.dates)

    def days_late(self, as_at: datetime.date) -> int:
        """For how many days it has been late on a day; 0 where it is not."""
        return (as_at - self.ends).days if self.state is DateState.LATE and self.ends is not None else 0


@dataclass(frozen=True, slots=True)
class Doing:
    """An action. delivery is not recorded where the report is of a past day: it carries no day of its own."""

    key: int
    text: str
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Measure:
    """What the recommendation is to be judged by. only_watched: whether it says only who is to watch."""

    key: int
    text: str
    kind: MeasureKind
    only_watched: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A recommendation on the day.

    name: what people call it, like "2a". answered_on: the day of the decision. unknown: the sentence of what cannot be
    known of it for that day; empty where nothing is amiss.
    """

    key: int
    name: str
    text: str
    response: Response
    reason: str
    decider: str
    answered_on: datetime.date | None
    unknown: str
    owners: tuple[str, ...]
    actions: tuple[Doing, ...]
    steps: tuple[Step, ...]
    measures: tuple[Measure, ...]

    @property
    def answer(self) -> str:
        """The response in words."""
        return RESPONSE_LABELS[self.response].lower()

    def states(self) -> Counter[DateState]:
        """How many of its milestones are in each state."""
        return Counter(step.state for step in self.steps)

    @property
    def updates(self) -> int:
        """How many updates had been recorded on its milestones."""
        return sum(step.updates for step in self.steps)


@dataclass(frozen=True, slots=True)
class Plan:
    """One review's plan."""

    key: int
    title: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Called:
    """What a team's initials stand for."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Record:
    """All of a council's plans that a panel watches. limits: what of that day cannot be known, as sentences.

    teams: the owners that have a name beside their initials.
    """

    as_at: datetime.date
    plans: tuple[Plan, ...]
    limits: tuple[str, ...]
    teams: tuple[Called, ...] = ()

    def every(self) -> Iterator[Asked]:
        """Every recommendation, plan by plan, in the order of the papers."""
        for plan in self.plans:
            yield from plan.asked

    def steps(self) -> Iterator[tuple[Asked, Step]]:
        """Every milestone with its recommendation."""
        for asked in self.every():
            for step in asked.steps:
                yield asked, step

    def states(self) -> Counter[DateState]:
        """How many milestones are in each state."""
        return Counter(step.state for _, step in self.steps())

    def responses(self) -> Counter[Response]:
        """How many recommendations have each response."""
        return Counter(asked.response for asked in self.every())


class Place(StrEnum):
    """The one part of the report in which a recommendation is told."""

    LATE = "late"
    MOVING = "moving"
    SCHOOLS = "schools"
    UNDATED = "undated"
    UNPLANNED = "unplanned"
    DONE = "done"
    DECLINED = "declined"


PLACE_LABELS = {
    Place.LATE: "Late: a milestone’s last day has passed",
    Place.MOVING: "Not late: a milestone is open or still to come",
    Place.SCHOOLS: "Schools decide: the day has passed, and each school decides for itself",
    Place.UNDATED: "No date: what is left to do has no date, so it cannot be late",
    Place.UNPLANNED: "No milestones: nothing can be late or done",
    Place.DONE: "Done: every milestone is done",
    Place.DECLINED: "Declined",
}


def place_of(asked: Asked) -> Place:
    """Where a recommendation is told: by the most pressing of its milestones.

    One that was declined stands among the declined, unless somebody set a milestone for it all the same.
    """
    states = asked.states()
    if not states:
        return Place.DECLINED if asked.response is Response.DECLINED else Place.UNPLANNED
    if states[DateState.LATE]:
        return Place.LATE
    if any(states[state] for state in AHEAD):
        return Place.MOVING
    if states[DateState.SCHOOLS_DECIDE]:
        return Place.SCHOOLS
    return Place.UNDATED if states[DateState.NO_DATE] else Place.DONE


def places(record: Record) -> Mapping[Place, tuple[Asked, ...]]:
    """Every recommendation in its place, those without any left out of the mapping."""
    found = {place: tuple(asked for asked in record.every() if place_of(asked) is place) for place in Place}
    return {place: asked for place, asked in found.items() if asked}
