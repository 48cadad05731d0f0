"""The milestones of a plan, put together by team, month, state or the body that watches them."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from actionplan import rules
from actionplan.models import Milestone, PlanDate, Recommendation
from actionplan.overview.rules import (
    NO_BODY,
    NOBODY,
    By,
    after,
    group_sentence,
    month_heading,
    month_of,
    month_order,
)
from actionplan.queries import PlanRow
from actionplan.rules import DateState
from core.prepared import given

_ORDER = list(rules.DATE_STATE_LABELS)
_Key = tuple[Any, str]  # what a group is sorted by, and its heading


@dataclass(frozen=True, slots=True)
class Line:
    """One milestone in a group, with the date that decides its state. key: its own in the whole list."""

    key: str
    recommendation: Recommendation
    milestone: Milestone
    owners: str
    state: DateState
    date: PlanDate | None


@dataclass(frozen=True, slots=True)
class Group:
    """Milestones that belong together. sentence: what the whole group holds, also where a page shows a part of it."""

    heading: str
    sentence: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of groups. more: the key to go on behind; empty where the list ends."""

    groups: tuple[Group, ...]
    found: int
    more: str


def shown(
    rows: Iterable[PlanRow],
    *,
    by: By,
    chosen: Mapping[str, str],
    bodies: Mapping[int, str],
    today: datetime.date,
    behind: str,
    page: int,
) -> Shown:
    """A page of the milestones of these rows, those alone that are in the state that was chosen.

    bodies: the names of those that watch milestones, by key. behind: the key of the last line of the page before.
    """
    keys_of = _KEYS[by]
    placed = [
        (key, line)
        for row in rows
        for line in _lines(row, today, chosen.get("state", ""))
        for key in keys_of(line, row, bodies, today)
        if by is not By.TEAM or chosen.get("team") in {None, "", str(key[0][1])}
    ]
    placed.sort(key=lambda it: (it[0], _ORDER.index(it[1].state), it[1].milestone.last_day, it[1].milestone.pk))
    every = [f"{heading}.{line.key}" for (_, heading), line in placed]
    start = after(every, behind)
    counts = {key: Counter(line.state for _, line in lines) for key, lines in groupby(placed, key=lambda it: it[0])}
    groups = tuple(
        Group(key[1], group_sentence(counts[key]), tuple(line for _, line in lines))
        for key, lines in groupby(placed[start : start + page], key=lambda it: it[0])
    )
    return Shown(groups, len(placed), every[start + page - 1] if placed[start + page :] else "")


def _lines(row: PlanRow, today: datetime.date, state: str) -> Iterator[Line]:
    for milestone, stands in zip(given(row.recommendation, "milestones"), row.states, strict=True):
        if not state or stands == state:
            date = milestone.deciding_date(today)
            yield Line(str(milestone.pk), row.recommendation, milestone, row.owners, stands, date)


def _team(_line: Line, row: PlanRow, _bodies: Mapping[int, str], _today: datetime.date) -> Iterator[_Key]:
    for team in row.teams:
        yield (team.code.casefold(), team.pk), team.in_full
    if not row.teams:
        yield ("\uffff", 0), NOBODY


def _month(line: Line, _row: PlanRow, _bodies: Mapping[int, str], today: datetime.date) -> Iterator[_Key]:
    month = month_of((date.window for date in given(line.milestone, "dates")), today)
    yield (month_order(month), 0), month_heading(month)


def _state(line: Line, _row: PlanRow, _bodies: Mapping[int, str], _today: datetime.date) -> Iterator[_Key]:
    yield (_ORDER.index(line.state), 0), rules.DATE_STATE_LABELS[line.state]


def _body(line: Line, row: PlanRow, bodies: Mapping[int, str], _today: datetime.date) -> Iterator[_Key]:
    key = line.milestone.monitored_by_id or row.recommendation.review.panel_id
    name = bodies.get(key, "") if key else ""
    yield ((name.casefold(), key), name) if name else (("\uffff", 0), NO_BODY)


_KEYS: Mapping[By, Callable[[Line, PlanRow, Mapping[int, str], datetime.date], Iterator[_Key]]] = {
    By.TEAM: _team,
    By.MONTH: _month,
    By.STATE: _state,
    By.BODY: _body,
}
