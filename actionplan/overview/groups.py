"""The milestones of a plan, put together by team, month, state or the body that watches them. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from actionplan import rules
from actionplan.outlines.rules import Asked, Outline, Row, Step
from actionplan.overview.rules import NO_BODY, NOBODY, By, group_sentence, month_heading, month_order

_Key = Any  # of a team or a body, a month, the rank of a state; None where a milestone has none
_LAST = "\uffff"


@dataclass(frozen=True, slots=True)
class Names:
    """What groups are called: teams by key, each with what it is sorted by; bodies by key; the body told by default."""

    teams: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    bodies: Mapping[int, str] = field(default_factory=dict)
    panel: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Milestones that belong together. sentence: what the whole group holds, also where a page shows a part of it."""

    heading: str
    sentence: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """A page of groups. found: of how many lines; more: the key to go on behind, empty where the list ends."""

    groups: tuple[Group, ...]
    found: int
    more: str


def together(outline: Outline, asked: Asked, *, by: By, names: Names, behind: str, page: int) -> Together:
    """A page of the milestones that are asked for, the most pressing first in each group.

    behind: the key of the last line of the page before.
    """
    way = _WAYS[by]
    groups: dict[_Key, list[Step]] = defaultdict(list)
    for row, step in _asked_for(outline, asked):
        for key in way.keys(row, step, names):
            if by is not By.TEAM or asked.team in (None, key):
                groups[key].append(step)
    order = sorted(groups, key=lambda key: way.order(key, names))
    lines = [(key, step) for key in order for step in groups[key]]
    start = _behind(lines, behind)
    shown = tuple(
        Group(
            way.heading(key, names),
            group_sentence(Counter(step.state for step in groups[key])),
            tuple(step for _, step in steps),
        )
        for key, steps in groupby(lines[start : start + page], key=itemgetter(0))
    )
    more = _key_of(*lines[start + page - 1]) if lines[start + page :] else ""
    return Together(shown, len(lines), more)


def _asked_for(outline: Outline, asked: Asked) -> Iterator[tuple[Row, Step]]:
    rows = {row.key for row in asked.rows(outline)}
    for row, step in outline.steps:
        if row.key in rows and asked.state in (None, step.state):
            yield row, step


def _key_of(key: _Key, step: Step) -> str:
    return f"{key}.{step.key}"


def _behind(lines: list[tuple[_Key, Step]], behind: str) -> int:
    """Where a list goes on behind the line with this key; at its top where no line has it."""
    return next((place for place, line in enumerate(lines, 1) if behind and _key_of(*line) == behind), 0)


# What each way to put milestones together means -----------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Way:
    """keys: the groups of a milestone; order: what groups are sorted by."""

    keys: Callable[[Row, Step, Names], tuple[_Key, ...]]
    heading: Callable[[_Key, Names], str]
    order: Callable[[_Key, Names], tuple[object, ...]]


def _team_heading(key: _Key, names: Names) -> str:
    return names.teams[key][1] if key else NOBODY


def _team_order(key: _Key, names: Names) -> tuple[object, ...]:
    return (names.teams[key][0], key) if key else (_LAST, 0)


def _body_keys(_row: Row, step: Step, names: Names) -> tuple[_Key, ...]:
    key = step.watched_by or names.panel
    return (key if key in names.bodies else None,)


def _body_heading(key: _Key, names: Names) -> str:
    return names.bodies[key] if key else NO_BODY


def _body_order(key: _Key, names: Names) -> tuple[object, ...]:
    return (names.bodies[key].casefold(), key) if key else (_LAST, 0)


_STATES = list(rules.DATE_STATE_LABELS.values())
_WAYS: Mapping[By, _Way] = {
    By.TEAM: _Way(lambda row, _step, _names: row.teams or (None,), _team_heading, _team_order),
    By.MONTH: _Way(
        lambda _row, step, _names: (step.month,),
        lambda key, _names: month_heading(key),
        lambda key, _names: (month_order(key),),
    ),
    By.STATE: _Way(
        lambda _row, step, _names: (step.rank,),
        lambda key, _names: _STATES[key],
        lambda key, _names: (key,),
    ),
    By.BODY: _Way(_body_keys, _body_heading, _body_order),
}
