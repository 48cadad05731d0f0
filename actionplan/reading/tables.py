"""Tables as a Word file, a spreadsheet or a PDF gives them: rows of whole cells."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from actionplan.reading.columns import roles_of
from actionplan.reading.fragments import Cell, Fragment, block_texts, clean, filled, said_in
from actionplan.reading.grids import Grid, Row, Stray, names_a_plan, same_names
from actionplan.reading.names import Role, is_name
from actionplan.reading.strips import SECTION
from documents.blocks import Block, Source, Table, words

_ELSEWHERE = "It stands outside the table of the plan."
_LONGEST_NAME = 12  # words
_SHORT_NAME = 3  # words
_FEWEST = 2
_SUM = re.compile(r"(?:grand |sub-?)?total\b|average\b|overall (?:total|progress|average)\b", re.IGNORECASE)


def read_tables(source: Source) -> Grid | None:
    """The plan's table with those that go on with it, or None where no table names the columns of a plan."""
    grid: Grid | None = None
    before: list[Fragment] = []
    elsewhere: list[Fragment] = []  # on sheets before the plan's own
    for sheet, blocks in groupby(_with_sheets(source.blocks), key=lambda found: found[0]):
        if sheet > 0 and grid is None:
            elsewhere += before
            before = []
        held = [block for _, block in blocks]
        tables = [_rows(block) for block in held if isinstance(block, Table)]
        if sheet >= 0:
            tables = [[row for rows in tables for row in rows]]  # of a sheet each row is a table
        for rows in tables:
            grid = _take(grid, rows, before)
        if tables:
            continue
        texts = [Fragment(block.place.first, text) for block in held for text in block_texts(block)]
        if grid is None:
            before.extend([*texts, Fragment(held[0].place.first, "")])
        else:
            grid.strays.append(Stray(tuple(texts), _ELSEWHERE))
    if grid is None:
        return None
    if any(not line.is_gap for line in grid.before):
        grid.strays[:0] = [Stray((line,), _ELSEWHERE) for line in elsewhere if not line.is_gap]
    else:
        grid.before = elsewhere
    grid.strays = _settled(grid)
    return grid


def _with_sheets(blocks: Iterable[Block]) -> Iterator[tuple[int, Block]]:
    """Each block with the number of the sheet that it is a row of, from 0; of others each with a number below 0."""
    sheet = last = 0
    for index, block in enumerate(blocks, start=1):
        if block.place.unit != "row" or block.place.table:
            yield -index, block
            continue
        sheet += block.place.first <= last  # the rows of each sheet are counted from the first
        last = block.place.first
        yield sheet, block


def _rows(table: Table) -> list[list[Cell]]:
    rows = (table.header, *table.rows) if table.header else table.rows
    return [
        _cells(row, table.place.row(index).first) for index, row in enumerate(rows) if any(cell.strip() for cell in row)
    ]


def _settled(grid: Grid) -> list[Stray]:
    """What stands outside the rows, told alike whether it lies in a table or between two: it names the rows right below
    it, or, where none follow or it is long, it stands elsewhere.
    """
    starts = sorted(min(f.number for f in row.fragments) for row in grid.rows if row.fragments)
    settled: list[Stray] = []  # from the last to the first
    outside = [stray for stray in grid.strays if stray.fragments]
    for stray in sorted(outside, key=lambda stray: stray.fragments[0].number, reverse=True):
        place = bisect_right(starts, stray.fragments[0].number)
        below = settled[-1] if settled else None
        leads = place < len(starts) and (
            below is None or below.reason == SECTION or below.fragments[0].number > starts[place]
        )
        text = " ".join(fragment.text for fragment in stray.fragments).strip()
        may_lead = stray.reason == SECTION or (len(words(text)) <= _LONGEST_NAME and not text.endswith("."))
        settled.append(Stray(stray.fragments, SECTION if leads and may_lead else _ELSEWHERE))
    return settled[::-1]


def _cells(row: Sequence[str], number: int) -> list[Cell]:
    return [tuple(Fragment(number, line) for line in cell.split("\n")) for cell in row]


def _texts(row: Sequence[Cell]) -> list[str]:
    return [clean(cell[0].text) if len(cell) == 1 else said_in(cell) for cell in row]


def _take(grid: Grid | None, rows: list[list[Cell]], before: list[Fragment]) -> Grid | None:
    """Add a table to the plan, or begin the plan with it."""
    if grid is not None and rows and max(map(len, rows)) == len(grid.names):
        _add(grid, rows)
        return grid
    if grid is not None:
        grid.strays.extend(Stray(cell, _ELSEWHERE) for row in rows for cell in row)
        return grid
    heads = ((at, *_header(rows, at)) for at in range(len(rows)))
    at, names, height = next((head for head in heads if names_a_plan(head[1])), (len(rows), [], 0))
    before.extend(f for row in rows[:at] for cell in row for f in (*cell, Fragment(cell[0].number, "")))
    if not names:
        return None
    grid = Grid(names=names, rows=[], before=before)
    _add(grid, rows[at + height :])
    return grid


def _header(rows: Sequence[Sequence[Cell]], index: int) -> tuple[list[str], int]:
    """The names that a row gives, and of how many: "Target date" over two columns, "Original", "Revised" below it."""
    names = _texts(rows[index])
    below = _texts(rows[index + 1]) if index + 1 < len(rows) else []
    parted = {i for i, (one, two) in enumerate(pairwise(names)) if one and not two}
    under = {i for i, text in enumerate(below) if text}
    open_places = parted | {i for i, name in enumerate(names) if not name}
    short = all(len(words(below[i])) <= _SHORT_NAME for i in under)
    if (
        len(under) < _FEWEST
        or not names_a_plan(names)
        or not under & parted
        or not under <= open_places
        or not short
        or len(below) != len(names)
    ):
        return names, 1
    return [f"{name} {text}".strip() for name, text in zip(names, below, strict=True)], 2


def _add(grid: Grid, rows: list[list[Cell]]) -> None:
    roles = roles_of(grid.names)
    index = 0
    while index < len(rows):
        said, height = _header(rows, index)
        if same_names(said, grid.names):
            grid.furniture.extend(f for row in rows[index : index + height] for cell in row for f in cell)
            index += height
            continue
        _add_row(grid, rows[index], roles)
        index += 1


def _add_row(grid: Grid, row: list[Cell], roles: Sequence[Role]) -> None:
    width = len(grid.names)
    texts = _texts(row)
    given = [text for text in texts if text]
    if (len(set(given)) == 1 and width > 2 and not _is_last_bit(texts)) or _is_sum(roles, texts):
        grid.strays.append(Stray(tuple(fragment for cell in row for fragment in cell), SECTION))
        return
    padded = [*row, *([()] * (width - len(row)))]
    over = tuple(fragment for cell in padded[width:] for fragment in cell)
    made = Row((*padded[: width - 1], padded[width - 1] + over))
    if grid.rows and _goes_on(roles, texts):
        grid.rows[-1] = _with(grid.rows[-1], made)
    else:
        grid.rows.append(made)


def _is_sum(roles: Sequence[Role], texts: Sequence[str]) -> bool:
    """Whether a row adds up a column: "Total cost of the plan", with no number, nobody who does it and no date."""
    first = next((text for text in texts if text), "")
    named = [text for role, text in zip(roles, texts, strict=False) if role in (Role.LABEL, Role.OWNERS, Role.DUE)]
    return bool(_SUM.match(first)) and not [text for text in named if text and text != first]


def _goes_on(roles: Sequence[Role], texts: Sequence[str]) -> bool:
    """Whether a row goes on with the recommendation above: its cells are merged with those that name that one."""
    named = [text for role, text in zip(roles, texts, strict=False) if role in (Role.LABEL, Role.TEXT)]
    return Role.TEXT in roles and not any(named)


def _with(above: Row, row: Row) -> Row:
    """Both as one row, each cell as a paragraph more of the one above it."""
    return Row(
        tuple(
            (*own, Fragment(more[0].number, ""), *more) if filled(more) else own
            for own, more in zip(above.cells, row.cells, strict=True)
        )
    )


def _is_last_bit(texts: Sequence[str]) -> bool:
    """Whether a row with one cell goes on with the row above: its first cell is empty."""
    return bool(texts) and not texts[0] and not any(is_name(text) for text in texts if text)
