"""Tables that were made with tabs, where a cell that is longer than its column moves those after it to later tabs."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from .pdf_runs import Run

_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 4
_SHARE = 0.6  # of the lines, whose cells all begin where the columns do
_NEAR = 0.75  # points
_BLANK = 3.6  # of the size; room below which nothing goes on

Row = list[Run]


def tabbed(rows: Sequence[Row], first: int) -> tuple[list[Row], list[tuple[float, float]]] | None:
    """The lines of such a table that begins with a line, each with a run for each column, and the columns' edges.

    Most lines go on where the columns begin; the others do so farther right, from the cell on that is too long. None
    where the lines are no such table, or none of them is moved.
    """
    held = _held(rows, first)
    if len(held) < _FEWEST_ROWS:
        return None
    columns = list(zip(*held, strict=True))
    edges = [Counter(round(run.x0 * 2) / 2 for run in column).most_common(1)[0][0] for column in columns]
    straight = [all(abs(run.x0 - edge) <= _NEAR for run, edge in zip(row, edges, strict=True)) for row in held]
    if all(straight) or sum(straight) < max(_SHARE * len(held), 2):
        return None
    if not all(is_straight or _is_moved(row, edges) for row, is_straight in zip(held, straight, strict=True)):
        return None
    ends = [max(row[index].x1 for row, kept in zip(held, straight, strict=True) if kept) for index in range(len(edges))]
    return held, list(zip(edges, ends, strict=True))


def _held(rows: Sequence[Row], first: int) -> list[Row]:
    """The lines from one on that follow closely and go on as often."""
    count = len(rows[first])
    held = [rows[first]]
    if count < _FEWEST_COLUMNS:
        return held
    for above, row in pairwise(rows[first:]):
        if len(row) != count or row[0].base - above[0].base > _BLANK * row[0].size:
            break
        held.append(row)
    return held


def _is_moved(row: Row, edges: Sequence[float]) -> bool:
    """Whether each cell stands where its column begins, or farther right once one reaches over the next column."""
    moved = False
    for index, (run, edge) in enumerate(zip(row, edges, strict=True)):
        moved = moved or (index > 0 and row[index - 1].x1 > edge - _NEAR)
        if run.x0 < edge - _NEAR or (run.x0 > edge + _NEAR and not moved):
            return False
    return moved
