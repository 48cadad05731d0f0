"""Lists with who and when in a margin at the right, where only those columns have names.

"                                             By whom    By when" above "(a)  Ask each head       HR         May 2027".
"""

import re
from collections.abc import Iterator, Sequence

from actionplan.reading.delimited import split_spaces, starts_of
from actionplan.reading.fragments import Cell, Fragment, filled, without_bullet
from actionplan.reading.grids import Grid, Row, Stray
from actionplan.reading.labels import split_label
from actionplan.reading.names import Role, is_value, kind_of
from actionplan.reading.strips import AFTER, SECTION

_IN_MARGIN = (Role.OWNERS, Role.DUE, Role.STATUS)
_FEWEST = 3  # rows
_LEAST_INDENT = 30  # signs
_NEAR = 3
_STRETCH = re.compile(r"\S+(?:\s\S+)*")


def read_margins(lines: Sequence[Fragment]) -> Grid | None:
    """The grid of a file where only columns at the right are named, or None."""
    at = next((at for at, line in enumerate(lines) if _names_margin(line)), None)
    if at is None:
        return None
    names, starts = split_spaces(lines[at].text), starts_of(lines[at].text)
    grid = Grid(names=["", *names], rows=[], before=list(lines[:at]), known={0: Role.TEXT}, wrapped=True)
    _fill(grid, lines[at + 1 :], starts)
    return grid if sum(any(map(filled, row.cells[1:])) for row in grid.rows) >= _FEWEST else None


def _names_margin(line: Fragment) -> bool:
    indent = len(line.text) - len(line.text.lstrip())
    names = split_spaces(line.text) if indent >= _LEAST_INDENT else []
    return any(names) and all(kind_of(name) in _IN_MARGIN and not is_value(name) for name in names)


def _fill(grid: Grid, lines: Sequence[Fragment], starts: Sequence[int]) -> None:
    """Make a row of each item that has something in the margin, and of each bullet below a line that leads in."""
    items = [_cells(item, starts) for item in _items(lines, starts)]
    leads = False
    rows: list[int] = []
    for index, cells in enumerate(items):
        bullet = without_bullet(cells[0][0].text) if cells[0] else None
        if any(map(filled, cells[1:])) or (bullet is not None and leads):
            rows.append(index)
            opening = (Fragment(cells[0][0].number, bullet[0]),) if bullet is not None else cells[0][:1]
            grid.rows.append(Row(((*opening, *cells[0][1:]), *cells[1:])))
        else:
            leads = cells[0][-1].text.rstrip().endswith(":")
    outside = [index for index in range(len(items)) if index not in rows]
    last = max(rows, default=0)
    grid.strays.extend(Stray(items[index][0], SECTION if index < last else AFTER) for index in outside)


def _items(lines: Sequence[Fragment], starts: Sequence[int]) -> Iterator[list[Fragment]]:
    """The lines of each item, which a blank line, a number or a bullet opens."""
    item: list[Fragment] = []
    for line in lines:
        left = line.text[: starts[0] - _NEAR].strip()
        opens = split_label(left) is not None or without_bullet(left) is not None
        if (line.is_gap or opens) and item:
            yield item
            item = []
        if not line.is_gap:
            item.append(line)
    if item:
        yield item


def _cells(item: Sequence[Fragment], starts: Sequence[int]) -> tuple[Cell, ...]:
    """What the item says, and what stands beside it in each column of the margin."""
    cells: list[list[Fragment]] = [[] for _ in range(len(starts) + 1)]
    for line in item:
        for stretch in _STRETCH.finditer(line.text):
            near = [i for i, start in enumerate(starts, start=1) if abs(stretch.start() - start) <= _NEAR]
            place = near[0] if near and (stretch.start() == 0 or line.text[: stretch.start()][-2:].isspace()) else 0
            cells[place].append(Fragment(line.number, stretch[0]))
    return tuple(map(tuple, cells))
