"""Plans with a small table for each recommendation: names down its first column, and what is said beside each."""

from collections.abc import Sequence
from dataclasses import dataclass

from actionplan.reading.fragments import Cell, Fragment, block_texts, clean, said_in
from actionplan.reading.grids import Grid, Row, Stray, names_a_plan, squeezed
from actionplan.reading.labels import is_label, split_label
from actionplan.reading.names import Role, is_name
from actionplan.reading.strips import AFTER, SECTION
from documents.blocks import Source, Table

_FEWEST_NAMES = 2
_FEWEST_TABLES = 2
_LABEL, _TEXT = "", "\0"  # what heads such a table has no name


@dataclass(frozen=True, slots=True)
class _Upright:
    """One such table: each cell by the name beside it, and the fragments that hold the names."""

    cells: dict[str, Cell]
    names: tuple[Fragment, ...]


def read_upright(source: Source) -> Grid | None:
    """The grid of a file with several such tables, or None."""
    found = {index: table for index, block in enumerate(source.blocks) if (table := _upright(block)) is not None}
    names = list(dict.fromkeys(name for table in found.values() for name in table.cells))
    said = ["Recommendation" if name == _TEXT else name for name in names]
    if len(found) < _FEWEST_TABLES or not names_a_plan([name for name in said if name]):
        return None
    grid = Grid(names=[name.strip(_TEXT) for name in names], rows=[])
    grid.known = {
        i: Role.LABEL if name == _LABEL else Role.TEXT for i, name in enumerate(names) if name in (_LABEL, _TEXT)
    }
    seen: set[str] = set()
    for index, block in enumerate(source.blocks):
        table = found.get(index)
        texts = [Fragment(block.place.first, text) for text in block_texts(block)]
        if table is not None:
            grid.rows.append(Row(tuple(table.cells.get(name, ()) for name in names)))
            grid.furniture.extend(name for name in table.names if squeezed(name.text) in seen)
            seen |= {squeezed(name.text) for name in table.names}
        elif not grid.rows:
            grid.before.extend([*texts, Fragment(block.place.first, "")])
        else:
            grid.strays.append(Stray(tuple(texts), SECTION if index < max(found) else AFTER))
    return grid


def _upright(block: object) -> _Upright | None:
    """The table, if most rows of it are a name and what is said beside it."""
    if not isinstance(block, Table):
        return None
    rows = [
        [_cell(cell, block.place.row(index).first) for cell in row if cell.strip()]
        for index, row in enumerate((block.header, *block.rows) if block.header else block.rows)
    ]
    rows = [row for row in rows if row]
    head = _head(rows[0]) if rows else None
    fields = rows[1:] if head is not None else rows
    named = [row for row in fields if is_name(said_in(row[0])) and len(row) <= _FEWEST_NAMES]
    if len(named) <= _FEWEST_NAMES or len(named) < len(fields) or not any(len(row) > 1 for row in named):
        return None
    cells = dict(head or {}) | {clean(said_in(row[0])): row[1] if len(row) > 1 else () for row in named}
    return _Upright(cells, tuple(fragment for row in named for fragment in row[0]))


def _head(row: Sequence[Cell]) -> dict[str, Cell] | None:
    """The number and the words of a recommendation, where they stand above the names."""
    said = said_in(row[0])
    if len(row) > 1 and is_label(said):
        return {_LABEL: row[0], _TEXT: row[1]}
    parted = split_label(said) if len(row) == 1 else None
    if not parted or not parted[1]:
        return None
    return {_LABEL: (Fragment(row[0][0].number, parted[0]),), _TEXT: (Fragment(row[0][0].number, parted[1]),)}


def _cell(text: str, number: int) -> Cell:
    return tuple(Fragment(number, line) for line in text.split("\n"))
