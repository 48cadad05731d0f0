"""The rows of a plan and the lines of its groups that a page shows, in full. Callers have asked who may read."""

import datetime
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from textwrap import shorten

from actionplan import rules
from actionplan.models import PlanDate, Team
from actionplan.models.dates import deciding_of
from actionplan.outlines.rules import Row, Step
from actionplan.overview.groups import Group
from actionplan.overview.queries import told_of_milestones, told_of_recommendations
from actionplan.queries import dates_of_milestones
from actionplan.rules import DateState

_HEADLINE = 110  # characters
_NOBODY = "Nobody"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it was written, our reading of it, and what stands beside it where it has moved."""

    words: str
    reading: str
    moved: str

    @classmethod
    def of(cls, date: PlanDate | None) -> "WrittenDate | None":
        """What is shown of a date."""
        return cls(date.words, date.reading, date.moved) if date is not None else None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One recommendation in the list of a plan: how far it has got, and the milestone to look at first.

    headline: what it is called and how it begins. owners: the codes of its teams. next: the key of that milestone.
    may_update: whether the reader may say how its milestones stand.
    """

    key: int
    headline: str
    response: str
    delivery: rules.Delivery
    owners: str
    has_milestones: bool
    is_all_done: bool
    next: int | None
    state: DateState | None
    date: WrittenDate | None
    may_update: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One milestone in a group, with the date that decides its state. name: of its recommendation."""

    key: int
    name: str
    text: str
    state: DateState
    date: WrittenDate | None
    owners: str
    may_update: bool


def plan_rows(
    rows: Sequence[Row],
    teams: Mapping[int, Team],
    today: datetime.date,
    *,
    only: DateState | None = None,
    updatable: Container[int] = (),
) -> list[PlanRow]:
    """These rows, each with the most pressing of its milestones, or of those in one state. Three queries.

    updatable: the keys of the recommendations whose milestones the reader may update.
    """
    firsts = {row.key: row.first(only) for row in rows}
    dates = _deciding([step.key for step in firsts.values() if step], today)
    told = told_of_recommendations([row.key for row in rows])
    found = []
    for row in rows:
        if row.key not in told:  # taken out since the outline was made
            continue
        label, text, response, deliveries = told[row.key]
        first = firsts[row.key]
        owners = sorted((teams[key] for key in row.teams if key in teams), key=lambda team: (team.code, team.pk))
        made = PlanRow(
            key=row.key,
            headline=f"{rules.name_of(label, row.position)}. {_beginning(text)}",
            response=response,
            delivery=rules.delivery_of(deliveries),
            owners=", ".join(team.code for team in owners) or _NOBODY,
            has_milestones=bool(row.steps),
            is_all_done=set(row.states) == {DateState.DONE},
            next=first.key if first else None,
            state=first.state if first else None,
            date=WrittenDate.of(dates.get(first.key)) if first else None,
            may_update=row.key in updatable,
        )
        found.append(made)
    return found


def lines_of(
    groups: Iterable[Group], today: datetime.date, updatable: Container[int] = ()
) -> list[tuple[Group, list[Line]]]:
    """Each group with its lines. Three queries. updatable: as for `plan_rows`."""
    every = list(groups)
    keys = list(dict.fromkeys(step.key for group in every for step in group.steps))
    told, dates = told_of_milestones(keys), _deciding(keys, today)

    def line(step: Step) -> Line:
        recommendation, label, position, text, owners = told[step.key]
        return Line(
            key=step.key,
            name=rules.name_of(label, position),
            text=text,
            state=step.state,
            date=WrittenDate.of(dates[step.key]),
            owners=", ".join(owners) or _NOBODY,
            may_update=recommendation in updatable,
        )

    return [(group, [line(step) for step in group.steps if step.key in told]) for group in every]


def _deciding(milestones: Sequence[int], today: datetime.date) -> dict[int, PlanDate | None]:
    """The dates that decide where milestones stand, by the milestones' keys."""
    dates: dict[int | None, list[PlanDate]] = defaultdict(list)
    for date in dates_of_milestones(milestones):
        dates[date.milestone_id].append(date)
    return {key: deciding_of(dates[key], today) for key in milestones}


@lru_cache(maxsize=4096)
def _beginning(text: str) -> str:
    return shorten(text, _HEADLINE, placeholder=" …")
