"""Cells that are closed by a pipe, each on lines of its own."""

from collections.abc import Sequence

from actionplan.reading.alignment import Piece
from actionplan.reading.delimited import read_delimited, split_pipes
from actionplan.reading.fragments import Cell, Fragment, clean, is_page_number
from actionplan.reading.grids import Grid, names_a_plan
from actionplan.reading.labels import is_label
from actionplan.reading.names import is_name
from actionplan.reading.stacked import fill_from_pieces


def read_piped(lines: Sequence[Fragment]) -> Grid | None:
    """The grid of a file whose cells are parted by pipes, several on a line or one closed at a time."""
    several = read_delimited(lines, split_pipes, least=2)
    if several is not None:
        return several
    first = next((i for i, line in enumerate(lines) if "|" in line.text), None)
    if first is None:
        return None
    furniture = [line for line in lines[first:] if is_page_number(line.text)]
    cells = _cells([line for line in lines[first:] if not is_page_number(line.text)])
    names = _names(cells)
    if not names_a_plan(names):
        return None
    grid = Grid(names=names, rows=[], before=list(lines[:first]), furniture=furniture)
    pieces = [Piece(cell, _text(cell), stay=2.5) for cell in cells[len(names) :]]
    fill_from_pieces(grid, pieces, exact=True)
    return grid


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


def _text(cell: Cell) -> str:
    return clean(" ".join(fragment.text for fragment in cell))


def _names(cells: Sequence[Cell]) -> list[str]:
    names: list[str] = []
    for cell in cells:
        text = _text(cell)
        if is_label(text) and not is_name(text):
            break
        if text and not is_name(text) and (len(cell) > 1 or len(text.split()) > 4):
            break
        names.append(text)
    return names
