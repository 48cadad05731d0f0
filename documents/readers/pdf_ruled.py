"""Tables that ruled lines draw on a page: where their cells are, also where several were merged into one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .pdf_shapes import Box

_NEAR = 2.5  # points between lines that are one
_TOUCH = 4.0  # points by which lines may miss each other
_NARROW = 5.0  # a column or row so narrow is a double line
_MOST_RULES = 6_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its row and column, counted from 0, and its place. A merged one is at the first that it covers."""

    row: int
    column: int
    box: Box


@dataclass(slots=True)
class Ruled:
    """A table of ruled lines. `xs` are the edges of its columns, `ys` those of its rows."""

    xs: list[float]
    ys: list[float]
    cells: list[Cell] = field(default_factory=list)
    _at: dict[tuple[int, int], Cell] = field(default_factory=dict)

    @property
    def box(self) -> Box:
        """Its place."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def is_frame(self) -> bool:
        """Whether it has one column and is therefore no table but a frame around text."""
        return all(cell.column == 0 for cell in self.cells)

    def add(self, cell: Cell, squares: Iterable[tuple[int, int]]) -> None:
        """Give it a cell. squares: the rows and columns that the cell covers."""
        self.cells.append(cell)
        self._at.update(dict.fromkeys(squares, cell))

    def cell_at(self, x: float, y: float) -> Cell | None:
        """The cell in which the point stands."""
        column = _between(self.xs, x)
        row = _between(self.ys, y)
        return None if column is None or row is None else self._at.get((row, column))


def shaded_rules(fields: Iterable[Box], drawn: Sequence[Box]) -> list[Box]:
    """The edges of cells that are told by their colour: fields of one height that stand side by side.

    drawn: the lines of the page. Where none of these runs down beside the fields, more rows may be there than have a
    colour.
    """
    levels: defaultdict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    for box in fields:
        if box.x1 - box.x0 > _NARROW and box.y1 - box.y0 > _NARROW:
            levels[round(box.y0), round(box.y1)].add((round(box.x0), round(box.x1)))
    rules: list[Box] = []
    for (y0, y1), spans in levels.items():
        row = sorted(spans)
        joints = [two[0] for one, two in pairwise(row) if abs(one[1] - two[0]) <= _NEAR]
        left, right = row[0][0], row[-1][1]
        touched = any(
            rule.x0 <= right + _TOUCH and rule.x1 >= left - _TOUCH and rule.y0 <= y1 + _TOUCH and rule.y1 >= y0 - _TOUCH
            for rule in drawn
            if rule.x0 == rule.x1
        )
        if touched and joints and len(joints) == len(row) - 1:
            rules += [Box(left, y, right, y) for y in (y0, y1)]
            rules += [Box(x, y0, x, y1) for x in (left, *joints, right)]
    return rules


def ruled_tables(rules: Sequence[Box]) -> list[Ruled]:
    """The tables of a page, from above."""
    across = _merged((rule.y0, rule.x0, rule.x1) for rule in rules if rule.y0 == rule.y1)
    down = _merged((rule.x0, rule.y0, rule.y1) for rule in rules if rule.y0 != rule.y1)
    if len(across) + len(down) > _MOST_RULES:
        return []
    tables = []
    for horizontal, vertical in _groups(across, down):
        if (table := _table(horizontal, vertical)) is not None:
            tables.append(table)
    tables.sort(key=lambda table: (table.ys[0], table.xs[0]))
    return _outermost(tables)


def _between(edges: Sequence[float], at: float) -> int | None:
    if not edges[0] - _TOUCH <= at <= edges[-1] + _TOUCH:
        return None
    return max(min(sum(1 for edge in edges if edge <= at) - 1, len(edges) - 2), 0)


_Line = tuple[float, float, float]  # where it stands, its beginning and its end


def _merged(lines: Iterable[_Line]) -> list[_Line]:
    """The lines with those that lie upon or next to each other as one."""
    levels: list[list[_Line]] = []
    for line in sorted(lines):
        if levels and line[0] - levels[-1][0][0] <= _NEAR:
            levels[-1].append(line)
        else:
            levels.append([line])
    found: list[_Line] = []
    for level in levels:
        at = sum(line[0] for line in level) / len(level)
        first, last = None, 0.0
        for _, start, end in sorted(level, key=lambda line: line[1]):
            if first is None:
                first, last = start, end
            elif start <= last + _TOUCH:
                last = max(last, end)
            else:
                found.append((at, first, last))
                first, last = start, end
        if first is not None:
            found.append((at, first, last))
    return found


def _meets(across: _Line, down: _Line) -> bool:
    y, left, right = across
    x, top, bottom = down
    return left - _TOUCH <= x <= right + _TOUCH and top - _TOUCH <= y <= bottom + _TOUCH


def _groups(across: Sequence[_Line], down: Sequence[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """The lines that hang together."""
    parent = list(range(len(across) + len(down)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for i, horizontal in enumerate(across):
        for j, vertical in enumerate(down):
            if _meets(horizontal, vertical):
                parent[root(i)] = root(len(across) + j)
    groups: defaultdict[int, tuple[list[_Line], list[_Line]]] = defaultdict(lambda: ([], []))
    for i, horizontal in enumerate(across):
        groups[root(i)][0].append(horizontal)
    for j, vertical in enumerate(down):
        groups[root(len(across) + j)][1].append(vertical)
    return [(rows, columns) for rows, columns in groups.values() if len(rows) >= 2 and columns]


def _table(across: list[_Line], down: list[_Line]) -> Ruled | None:
    left, right = min(line[1] for line in across), max(line[2] for line in across)
    top, bottom = min(line[1] for line in down), max(line[2] for line in down)
    across, down = list(across), list(down)
    # A table may be open at its sides.
    if min(line[0] for line in down) > left + _NARROW * 2:
        down.append((left, min(line[0] for line in across), max(line[0] for line in across)))
    if max(line[0] for line in down) < right - _NARROW * 2:
        down.append((right, min(line[0] for line in across), max(line[0] for line in across)))
    if min(line[0] for line in across) > top + _NARROW * 2:
        across.append((top, left, right))
    if max(line[0] for line in across) < bottom - _NARROW * 2:
        across.append((bottom, left, right))
    xs, ys = _edges(line[0] for line in down), _edges(line[0] for line in across)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    table = Ruled(xs, ys)
    _fill(table, across, down)
    return table if len(table.cells) > 1 else None


def _edges(places: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NARROW:
            edges.append(place)
    return edges


def _fill(table: Ruled, across: Sequence[_Line], down: Sequence[_Line]) -> None:
    """Give the table its cells: squares with no line between them are one."""
    rows, columns = range(len(table.ys) - 1), range(len(table.xs) - 1)
    parent = {(row, column): (row, column) for row in rows for column in columns}

    def root(one: tuple[int, int]) -> tuple[int, int]:
        while parent[one] != one:
            one = parent[one]
        return one

    for row, column in parent:
        middle_x, middle_y = _middle(table.xs, column), _middle(table.ys, row)
        if column and not _is_drawn(down, table.xs[column], middle_y):
            parent[root((row, column))] = root((row, column - 1))
        if row and not _is_drawn(across, table.ys[row], middle_x):
            parent[root((row, column))] = root((row - 1, column))
    squares: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for square in parent:
        squares[root(square)].append(square)
    for group in squares.values():
        first_row, first_column = min(row for row, _ in group), min(column for _, column in group)
        last_row, last_column = max(row for row, _ in group), max(column for _, column in group)
        box = Box(table.xs[first_column], table.ys[first_row], table.xs[last_column + 1], table.ys[last_row + 1])
        table.add(Cell(first_row, first_column, box), group)
    table.cells.sort(key=lambda cell: (cell.row, cell.column))


def _middle(edges: Sequence[float], index: int) -> float:
    return (edges[index] + edges[index + 1]) / 2


def _is_drawn(lines: Sequence[_Line], at: float, middle: float) -> bool:
    return any(abs(line[0] - at) <= _NARROW and line[1] - 1 <= middle <= line[2] + 1 for line in lines)


def _outermost(tables: Sequence[Ruled]) -> list[Ruled]:
    """The tables without those that stand in a cell of another."""
    kept: list[Ruled] = []
    for table in sorted(tables, key=lambda one: -one.box.area):
        box = table.box
        inside = any(one.box.holds((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) for one in kept)
        if not inside:
            kept.append(table)
    return sorted(kept, key=lambda one: (one.ys[0], one.xs[0]))
