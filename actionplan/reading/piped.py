"""Cells that are closed by a pipe, each on lines of its own."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from actionplan.reading.alignment import Piece
from actionplan.reading.delimited import read_delimited, split_pipes
from actionplan.reading.fragments import Cell, Fragment, is_page_number, said_in
from actionplan.reading.grids import Grid, Row, Stray, names_a_plan
from actionplan.reading.labels import is_label, split_label
from actionplan.reading.names import is_name
from actionplan.reading.stacked import fill_from_pieces
from actionplan.reading.strips import AFTER, SECTION

_FEWEST = 2  # names


def read_piped(lines: Sequence[Fragment]) -> Grid | None:
    """The grid of a file whose cells are parted by pipes, several on a line or one closed at a time."""
    wrapped = _rows_over_lines(lines)
    if wrapped is not None:
        return wrapped
    several = read_delimited(lines, split_pipes, least=2)
    if several is not None:
        return several
    first = next((i for i, line in enumerate(lines) if "|" in line.text), None)
    if first is None:
        return None
    furniture = [line for line in lines[first:] if is_page_number(line.text)]
    cells = _cells([line for line in lines[first:] if not is_page_number(line.text)])
    width = _width(cells)
    cells = [cell for index, cell in enumerate(cells) if not width or index % width]
    names = [said_in(cell) for cell in cells[: width - 1]] if width else _names(cells)
    if not names_a_plan(names):
        return None
    grid = Grid(names=names, rows=[], before=list(lines[:first]), furniture=furniture)
    pieces = [Piece(cell, said_in(cell), stay=2.5) for cell in cells[len(names) :]]
    fill_from_pieces(grid, pieces, exact=True)
    return grid


def _rows_over_lines(lines: Sequence[Fragment]) -> Grid | None:
    """The grid of a file whose rows a margin broke at any word: each begins with its number, and all have all cells."""
    first = next((i for i, line in enumerate(lines) if line.text.count("|") >= _FEWEST), len(lines))
    openings = [i for i in range(first + 1, len(lines)) if _opens(lines[i].text)]
    if len(openings) < _FEWEST or openings[0] - first == 1 == min(b - a for a, b in pairwise(openings)):
        return None
    names = [said_in(cell) for cell in _cells(lines[first : openings[0]])]
    if not names_a_plan(names):
        return None
    grid = Grid(names=names, rows=[], before=list(lines[:first]), wrapped=True)
    for start, end in pairwise([*openings, len(lines)]):
        own = list(takewhile(lambda line: not line.is_gap, lines[start:end]))
        if "|" not in own[-1].text and split_label(own[-1].text) and len(_cells(own[:-1])) == len(names):
            own.pop()  # "CR06 was taken off", where CR06 would stand
        cells = _cells(own)
        if len(cells) != len(names):
            return None
        grid.rows.append(Row(tuple(cells)))
        rest = tuple(line for line in lines[start + len(own) : end] if not line.is_gap)
        if rest:
            grid.strays.append(Stray(rest, SECTION if end < len(lines) else AFTER))
    return grid


def _opens(text: str) -> bool:
    """Whether a line begins with the number of a row, closed by a pipe."""
    number, pipe, _ = text.strip().partition("|")
    return bool(pipe) and is_label(number)


def _cells(lines: Sequence[Fragment]) -> list[Cell]:
    """The text cut at pipes, each cell with the lines it runs over."""
    cells: list[list[Fragment]] = [[]]
    for line in lines:
        for index, part in enumerate(line.text.split("|")):
            if index:
                cells.append([])
            if part.strip():
                cells[-1].append(Fragment(line.number, part))
    if not cells[-1]:
        cells.pop()
    return [tuple(cell) for cell in cells]


def _width(cells: Sequence[Cell]) -> int:
    """How many cells a row has, with the empty one that a pipe before it makes; 0 where not all rows have one."""
    width = next((index for index, cell in enumerate(cells) if index and not cell), 0)
    opened = not cells[0] and width > _FEWEST and not any(cells[index] for index in range(0, len(cells), width))
    return width if opened else 0


def _names(cells: Sequence[Cell]) -> list[str]:
    names: list[str] = []
    for cell in cells:
        text = said_in(cell)
        if is_label(text) and not is_name(text):
            break
        if text and not is_name(text) and (len(cell) > 1 or len(text.split()) > 4):
            break
        names.append(text)
    return names
