"""The milestones of a plan, put together by team, month, state or the body that watches them. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
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
    way, groups = _WAYS[by], _grouped(outline, asked, by, names)
    order = sorted(groups, key=lambda key: way.order(key, names))
    found = sum(len(steps) for steps in groups.values())
    lines = _lines_behind(groups, order, behind)
    shown = list(islice(lines, page))
    more = _key_of(*shown[-1]) if next(lines, None) else ""
    return Together(
        tuple(
            Group(
                way.heading(key, names),
                group_sentence(Counter(step.state for step in groups[key])),
                tuple(step for _, step in steps),
            )
            for key, steps in groupby(shown, key=itemgetter(0))
        ),
        found,
        more,
    )


def _grouped(outline: Outline, asked: Asked, by: By, names: Names) -> Mapping[_Key, Sequence[Step]]:
    """The milestones that are asked for, by the key of their group. Those of the whole plan are kept with it."""
    if asked != Asked():
        rows = {row.key for row in asked.rows(outline)}
        steps = ((row, step) for row, step in outline.steps if row.key in rows and asked.state in (None, step.state))
        only = asked.team if by is By.TEAM else None
        return _by_key(steps, by, names, only=only)
    whole = (by, names.panel)
    if whole not in outline.kept:
        outline.kept[whole] = _by_key(outline.steps, by, names)
    found: Mapping[_Key, Sequence[Step]] = outline.kept[whole]
    return found


def _by_key(
    steps: Iterable[tuple[Row, Step]], by: By, names: Names, *, only: _Key = None
) -> Mapping[_Key, Sequence[Step]]:
    groups: dict[_Key, list[Step]] = defaultdict(list)
    keys_of = _WAYS[by].keys
    for row, step in steps:
        for key in keys_of(row, step, names):
            if only in (None, key):
                groups[key].append(step)
    return groups


def _lines_behind(
    groups: Mapping[_Key, Sequence[Step]], order: Sequence[_Key], behind: str
) -> Iterator[tuple[_Key, Step]]:
    """Every line behind the one with this key; every line where none has it."""
    lines = ((key, step) for key in order for step in groups[key])
    if behind and any(_key_of(key, step) == behind for key, step in lines):
        return lines
    return ((key, step) for key in order for step in groups[key])


def _key_of(key: _Key, step: Step) -> str:
    return f"{key}.{step.key}"


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
    return (step.watched_by or names.panel,)


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
