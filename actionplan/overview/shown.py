"""The rows of a plan and the lines of its groups that a page shows, in full. Callers have asked who may read."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from textwrap import shorten

from actionplan import rules
from actionplan.models import Milestone, PlanDate, Recommendation, Team
from actionplan.models.dates import deciding_of
from actionplan.outlines.rules import Row, Step
from actionplan.overview.groups import Group
from actionplan.overview.queries import recommendations_by_key
from actionplan.queries import dates_of_milestones, milestones_by_key, with_dates
from actionplan.rules import DateState

_HEADLINE = 110  # characters


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One recommendation in the list of a plan: how far it has got, and the milestone to look at first."""

    recommendation: Recommendation
    teams: tuple[Team, ...]
    delivery: rules.Delivery
    states: tuple[DateState, ...]
    pressing: Step | None
    pressing_date: PlanDate | None

    @property
    def headline(self) -> str:
        """What it is called and how it begins."""
        return f"{self.recommendation.name}. {_beginning(self.recommendation.text)}"

    @property
    def owners(self) -> str:
        """Who is to do it, by their codes."""
        return ", ".join(team.code for team in self.teams) or "Nobody"

    @property
    def is_all_done(self) -> bool:
        """Whether it has milestones and none is left to do."""
        return set(self.states) == {DateState.DONE}


@dataclass(frozen=True, slots=True)
class Line:
    """One milestone in a group, with the date that decides its state."""

    milestone: Milestone
    state: DateState
    date: PlanDate | None

    @property
    def owners(self) -> str:
        """Who is to do it, by their codes."""
        return ", ".join(self.milestone.owners) or "Nobody"


def plan_rows(
    rows: Sequence[Row], teams: Mapping[int, Team], today: datetime.date, *, only: DateState | None = None
) -> list[PlanRow]:
    """These rows, each with the most pressing of its milestones, or of those in one state. Three queries."""
    firsts = {row.key: row.first(only) for row in rows}
    dates = _deciding([step.key for step in firsts.values() if step], today)
    known = recommendations_by_key([row.key for row in rows])
    return [
        PlanRow(
            recommendation=known[row.key],
            teams=tuple(
                sorted((teams[key] for key in row.teams if key in teams), key=lambda team: (team.code, team.pk))
            ),
            delivery=rules.delivery_of(known[row.key].deliveries),
            states=row.states,
            pressing=first,
            pressing_date=dates.get(first.key) if first else None,
        )
        for row, first in ((row, firsts[row.key]) for row in rows)
        if row.key in known  # not taken out since the outline was made
    ]


def lines_of(groups: Iterable[Group], today: datetime.date) -> list[tuple[Group, list[Line]]]:
    """Each group with its lines. Three queries."""
    every = list(groups)
    found = with_dates(milestones_by_key(list(dict.fromkeys(step.key for group in every for step in group.steps))))
    by_key = {milestone.pk: milestone for milestone in found}
    return [
        (
            group,
            [
                Line(milestone, step.state, milestone.deciding_date(today))
                for step in group.steps
                if (milestone := by_key.get(step.key))
            ],
        )
        for group in every
    ]


def _deciding(milestones: Sequence[int], today: datetime.date) -> dict[int, PlanDate | None]:
    """The dates that decide where milestones stand, by the milestones' keys."""
    dates: dict[int | None, list[PlanDate]] = defaultdict(list)
    for date in dates_of_milestones(milestones):
        dates[date.milestone_id].append(date)
    return {key: deciding_of(dates[key], today) for key in milestones}


@lru_cache(maxsize=4096)
def _beginning(text: str) -> str:
    return shorten(text, _HEADLINE, placeholder=" …")
