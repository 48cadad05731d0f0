"""Personnel Committee reports as tests make them: by hand, and drawn by Hypothesis, with every field filled."""

import dataclasses
import datetime
import types
from collections.abc import Callable
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from people import disclosure
from people.planning.cover import Band
from policies.standings.rules import Standing
from succession.reports.personnel.record import Confidential, Cover, Figure, Open, Personnel, Pipeline, Policy

DAY = datetime.date(2026, 6, 1)
_WORDS = st.sampled_from(["Deputy headteacher", "Étudier la “relève”", "<b>late</b>", "late", "x" * 200, ""])
_DAYS = st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 12, 31))


def figure(count: int, of: int | None = None) -> Figure:
    """A count as a report shows it."""
    shown = disclosure.shown(count, of=of)
    return Figure(shown.words, shown.last)


def cover(posts: int = 0, uncovered: int = 0, **kw: Any) -> Cover:
    return Cover(
        posts=figure(posts),
        uncovered=figure(uncovered, posts),
        without_successor=figure(0, posts),
        vacant=figure(0, posts),
        **{"is_empty": posts == 0, "looked_at": DAY} | kw,
    )


def pipeline(*counts: int) -> Pipeline:
    table = disclosure.table(dict(zip(Band, [*counts, 0, 0, 0, 0][:4], strict=True)))
    figures = tuple(Figure(table[band].words, table[band].last) for band in Band)
    return Pipeline(figures, Figure(table.total.words, table.total.last), table.note, DAY)


def personnel(as_at: datetime.date = DAY, confidential: Confidential | None = None, **kw: Any) -> Personnel:
    """A report of a school of which nothing is known, but for what is given."""
    given = {"policy": Policy(Standing.NONE), "cover": cover(), "pipeline": pipeline()}
    return Personnel(as_at, Open(**given | kw), confidential)


@st.composite
def _covers(draw: st.DrawFn) -> Cover:
    posts = draw(st.integers(0, 40))
    return cover(posts, draw(st.integers(0, posts)), looked_at=draw(st.none() | _DAYS))


_OWN: dict[Any, Callable[[], st.SearchStrategy[Any]]] = {
    str: lambda: _WORDS,
    int: lambda: st.integers(0, 1_000),
    bool: st.booleans,
    datetime.date: lambda: _DAYS,
    Cover: _covers,
    Pipeline: lambda: st.builds(pipeline, *[st.integers(0, 30)] * 4),
}


def drawn(sort: Any) -> st.SearchStrategy[Any]:
    """Anything that an annotation allows, with no field left to its default."""
    origin = get_origin(sort)
    if origin in {Union, types.UnionType}:
        return st.one_of(*(st.none() if one is types.NoneType else drawn(one) for one in get_args(sort)))
    if origin is tuple:
        first, *rest = get_args(sort)
        if rest == [Ellipsis]:
            return st.lists(drawn(first), max_size=3).map(tuple)
        return st.tuples(drawn(first), *map(drawn, rest))
    if sort in _OWN:
        return _OWN[sort]()
    if isinstance(sort, type) and issubclass(sort, Enum):
        return st.sampled_from(sort)
    hints = get_type_hints(sort)
    return st.builds(sort, **{field.name: drawn(hints[field.name]) for field in dataclasses.fields(sort)})


def reports() -> st.SearchStrategy[Personnel]:
    return drawn(Personnel)
