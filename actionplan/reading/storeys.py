"""Rows of two storeys: the number and the action on the first lines, who and when on a last one, and names likewise.

"Ref  Action" above "     Lead      End      RAG".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from actionplan.reading.chunks import paragraphs_of
from actionplan.reading.delimited import cut_at, split_spaces, starts_of
from actionplan.reading.fragments import Cell, Fragment, is_page_number
from actionplan.reading.grids import Grid, Row, Stray, names_a_plan, squeezed
from actionplan.reading.labels import split_label
from actionplan.reading.names import Role, is_name, kind_of
from actionplan.reading.strips import AFTER, SECTION

_NEAR = 2  # signs
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Header:
    """The names of both storeys, and where the columns of the lower one begin."""

    upper: list[str]
    lower: list[str]
    starts: list[int]


def read_storeys(lines: Sequence[Fragment]) -> Grid | None:
    """The grid of a file whose names of columns, and rows, stand on two storeys; else None."""
    first, header = next(
        ((i, found) for i in range(len(lines) - 1) if (found := _header(lines[i], lines[i + 1])) is not None), (0, None)
    )
    if header is None:
        return None
    grid = Grid(names=[*header.upper, *header.lower], rows=[], before=list(lines[:first]), wrapped=True)
    said = {squeezed(line.text) for line in lines[first : first + 2]}
    grid.furniture = [line for line in lines[first + 2 :] if squeezed(line.text) in said or is_page_number(line.text)]
    aside = {id(line) for line in grid.furniture}
    body = [Fragment(line.number, "") if id(line) in aside else line for line in lines[first + 2 :]]
    parts = [part.lines for part in paragraphs_of(body) if not part.empty]
    rows = [_row(part, header) for part in parts]
    last = max((i for i, row in enumerate(rows) if row is not None), default=0)
    grid.rows = [row for row in rows if row is not None]
    outside = [i for i, row in enumerate(rows) if row is None]
    grid.strays = [Stray(parts[i], SECTION if i < last else AFTER) for i in outside]
    return grid if len(grid.rows) >= _FEWEST else None


def _header(line: Fragment, below: Fragment) -> _Header | None:
    upper, lower = split_spaces(line.text), split_spaces(below.text)
    if len(upper) != _FEWEST or len(lower) < _FEWEST or kind_of(upper[0]) != Role.LABEL:
        return None
    starts = starts_of(below.text)
    is_below = abs(starts[0] - starts_of(line.text)[1]) <= _NEAR
    known = all(map(is_name, [*upper, *lower])) and names_a_plan([*upper, *lower])
    return _Header(upper, lower, starts) if is_below and known else None


def _row(part: Cell, header: _Header) -> Row | None:
    """The row that a paragraph is: it begins with a number, and has a line of the lower storey."""
    found = split_label(part[0].text)
    floor = next((i for i, line in enumerate(part) if i and _is_lower(line, header)), None)
    if found is None or not found[1] or floor is None:
        return None
    upper = (Fragment(part[0].number, found[1]), *part[1:floor])
    cells: list[list[Fragment]] = [[] for _ in header.lower]
    for line in part[floor:]:
        for cell, text in zip(cells, cut_at(line.text, header.starts), strict=False):
            cell.extend([Fragment(line.number, text)] if text else [])
    return Row(((Fragment(part[0].number, found[0]),), upper, *map(tuple, cells)))


def _is_lower(line: Fragment, header: _Header) -> bool:
    starts = starts_of(line.text)
    return any(abs(start - own) <= _NEAR for start in starts[1:] or starts for own in header.starts[1:])
