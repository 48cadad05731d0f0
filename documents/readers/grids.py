"""Tables in plain text: drawn with pipes, with tabs or with columns held apart by spaces, or given a cell a line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.blocks import Place, Table

from .cell_lines import cells_of
from .markers import parse_marker
from .rows import Row

_RULE = re.compile(r"[\s|:+=-]*-{2,}[\s|:+=-]*")
_SPLIT_BY_SPACES = re.compile(r"(?<=\S) {3,}(?=\S)")
_COLUMN_SLACK = 2
_FRAMED = re.compile(r"\|[^|]*\w[^|]*\|")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table and the rows of the file it takes, `first` up to but not including `end`."""

    first: int
    end: int
    table: Table


def grids_of(rows: Sequence[Row], left_out: frozenset[int]) -> list[Grid]:
    """The tables of the file in order. `left_out` are rows that are page furniture."""
    found: list[Grid] = []
    index = 0
    while index < len(rows):
        grid = None
        if index not in left_out and rows[index].body:
            grid = next((grid for read in _SORTS if (grid := read(rows, index, left_out))), None)
        if grid is None:
            index += 1
        else:
            found.append(grid)
            index = grid.end
    return found


def _place(rows: Sequence[Row]) -> Place:
    return Place(rows[0].number, rows[-1].number)


def _is_piped(row: Row) -> bool:
    return "|" in row.body and not row.body.startswith("#")


def without_frames(rows: Sequence[Row]) -> list[Row]:
    """The rows, with no pipes around lines that are each the one cell of a frame: "| Leave Policy |" is no table."""
    freed = list(rows)
    index = 0
    while index < len(rows):
        end = index
        while end < len(rows) and _is_piped(rows[end]):
            end += 1
        if all(_FRAMED.fullmatch(row.body) or _RULE.fullmatch(row.body) for row in rows[index:end]):
            freed[index:end] = [replace(row, text=row.body.strip("|").strip()) for row in rows[index:end]]
        index = max(end, index + 1)
    return freed


def _pipes(rows: Sequence[Row], first: int, left_out: frozenset[int]) -> Grid | None:
    end = first
    while end < len(rows) and end not in left_out and _is_piped(rows[end]):
        end += 1
    taken = rows[first:end]
    if len(taken) < 2:
        return None
    cells = [
        None if _RULE.fullmatch(row.body) else tuple(cell.strip() for cell in row.body.strip("|").split("|"))
        for row in taken
    ]
    header: tuple[str, ...] = ()
    if len(cells) > 1 and cells[1] is None and cells[0] is not None:
        header, cells = cells[0], cells[2:]
    body = tuple(row for row in cells if row is not None)
    return Grid(first, end, Table(header, body, _place(taken)))


def _is_tabbed(row: Row) -> bool:
    if "\t" not in row.body:
        return False
    parsed = parse_marker(row.text)
    # "1.<tab>Aims" is a number and its text.
    return parsed is None or "\t" in parsed[1].strip()


def _tabs(rows: Sequence[Row], first: int, left_out: frozenset[int]) -> Grid | None:
    if not _is_tabbed(rows[first]):
        return None
    taken = [first]
    for index in range(first + 1, len(rows)):
        if index in left_out or not rows[index].body:
            if index - taken[-1] > 1:
                break
            continue
        if not _is_tabbed(rows[index]):
            break
        taken.append(index)
    if len(taken) < 2:
        return None
    body = tuple(tuple(cell.strip() for cell in rows[index].text.rstrip().split("\t")) for index in taken)
    end = taken[-1] + 1
    return Grid(first, end, Table((), body, _place(rows[first:end])))


def _starts(row: Row) -> list[int]:
    """The columns at which the row's parts begin, where there are two or more."""
    line = row.wide
    if not line or len(line) - len(line.lstrip()) > 12 or _begins_item(row):
        return []
    starts = [found.end() for found in _SPLIT_BY_SPACES.finditer(line)]
    return [row.indent, *starts] if starts else []


def _begins_item(row: Row) -> bool:
    """Whether the row is an item of a list; a numbered row of a table has two parts or more after its number."""
    parsed = parse_marker(row.text)
    return parsed is not None and not (parsed[0].counts and _SPLIT_BY_SPACES.search(parsed[1]))


def _columns(rows: Sequence[Row], first: int, left_out: frozenset[int]) -> Grid | None:
    columns = _starts(rows[first])
    if not columns:
        return None
    cells = [_cells(rows[first], columns)]
    end = first + 1
    drawn = 1
    while end < len(rows) and end not in left_out and rows[end].body:
        row = rows[end]
        starts = _starts(row)
        if starts and _fits(starts[1:], columns):
            cells.append(_cells(row, columns))
            drawn += 1
        elif not starts and (_fits([row.indent], columns[1:]) or _is_short_first(rows, end, columns)):
            _append(cells, _cells(row, columns))
        else:
            break
        end += 1
    if drawn < 2:
        return None
    body = tuple(tuple(row) for row in cells)
    return Grid(first, end, Table((), body, _place(rows[first:end])))


def _fits(starts: Sequence[int], columns: Sequence[int]) -> bool:
    return all(any(abs(start - column) <= _COLUMN_SLACK for column in columns) for start in starts)


def _is_short_first(rows: Sequence[Row], index: int, columns: Sequence[int]) -> bool:
    """Whether the row goes on with the first cell alone, between two rows of the table."""
    row = rows[index]
    if len(row.wide) >= columns[1] or index + 1 >= len(rows):
        return False
    starts = _starts(rows[index + 1])
    return bool(starts) and _fits(starts[1:], columns)


def _cells(row: Row, columns: Sequence[int]) -> list[str]:
    """The parts of the row, each in the column it begins nearest to."""
    cells = [""] * len(columns)
    at = row.indent
    for part in _SPLIT_BY_SPACES.split(row.wide.lstrip()):
        start = row.wide.index(part, at)
        at = start + len(part)
        nearest = min(range(len(columns)), key=lambda column: abs(columns[column] - start))
        cells[nearest] = f"{cells[nearest]} {part}".strip()
    return cells


def _append(cells: list[list[str]], more: Sequence[str]) -> None:
    """Add the cells of a row that goes on with the one before it."""
    for column, text in enumerate(more):
        if text:
            cells[-1][column] = f"{cells[-1][column]}\n{text}".strip()


def _cell_lines(rows: Sequence[Row], first: int, left_out: frozenset[int]) -> Grid | None:
    found = cells_of(rows, first, left_out)
    if found is None:
        return None
    cells, end = found
    return Grid(first, end, Table((), tuple(cells), _place(rows[first:end])))


_SORTS = (_pipes, _tabs, _columns, _cell_lines)
