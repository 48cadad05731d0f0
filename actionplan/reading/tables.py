"""Tables as a Word file, a spreadsheet or a PDF gives them: rows of whole cells."""

from bisect import bisect_right
from collections.abc import Sequence

from actionplan.reading.columns import roles_of
from actionplan.reading.fragments import Cell, Fragment, block_texts, clean, filled
from actionplan.reading.grids import Grid, Row, Stray, names_a_plan, same_names
from actionplan.reading.names import Role, is_name
from actionplan.reading.strips import SECTION
from documents.blocks import Source, Table, words

_ELSEWHERE = "It stands outside the table of the plan."
_LONGEST_NAME = 12  # words


def read_tables(source: Source) -> Grid | None:
    """The plan's table with those that go on with it, or None where no table names the columns of a plan."""
    grid: Grid | None = None
    before: list[Fragment] = []
    elsewhere: list[Fragment] = []  # on sheets before the plan's own
    last = 0
    for block in source.blocks:
        number = block.place.first
        if grid is None and block.place.unit == "row" and not block.place.table and number <= last:
            elsewhere += before  # the rows of each sheet are counted from the first
            before = []
        last = number
        if isinstance(block, Table):
            rows = (block.header, *block.rows) if block.header else block.rows
            cells = [
                _cells(row, block.place.row(index).first)
                for index, row in enumerate(rows)
                if any(cell.strip() for cell in row)
            ]
            grid = _take(grid, cells, before)
            continue
        texts = [Fragment(number, text) for text in block_texts(block)]
        if grid is None:
            before.extend([*texts, Fragment(number, "")])
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
    return [clean(cell[0].text) if len(cell) == 1 else clean(" ".join(f.text for f in cell)) for cell in row]


def _take(grid: Grid | None, rows: list[list[Cell]], before: list[Fragment]) -> Grid | None:
    """Add a table to the plan, or begin the plan with it."""
    may_have_head = grid is None or any(same_names(_texts(row), grid.names) for row in rows)
    head = next((i for i, row in enumerate(rows) if may_have_head and names_a_plan(_texts(row))), None)
    if head is None or (grid is not None and not same_names(_texts(rows[head]), grid.names)):
        if grid is not None and rows and max(map(len, rows)) == len(grid.names):
            _add(grid, rows)
        elif grid is not None:
            grid.strays.extend(Stray(cell, _ELSEWHERE) for row in rows for cell in row)
        else:
            before.extend(f for row in rows for cell in row for f in (*cell, Fragment(cell[0].number, "")))
        return grid
    above = [fragment for row in rows[:head] for cell in row for fragment in cell]
    if grid is None:
        grid = Grid(names=_texts(rows[head]), rows=[], before=[*before, *above])
    else:
        if above:
            grid.strays.append(Stray(tuple(above), SECTION))
        grid.furniture.extend(fragment for cell in rows[head] for fragment in cell)
    _add(grid, rows[head + 1 :])
    return grid


def _add(grid: Grid, rows: list[list[Cell]]) -> None:
    width = len(grid.names)
    roles = roles_of(grid.names)
    for row in rows:
        texts = _texts(row)
        given = [text for text in texts if text]
        if same_names(texts, grid.names):
            grid.furniture.extend(fragment for cell in row for fragment in cell)
        elif (len(given) == 1 or len(set(given)) == 1) and width > 2 and not _is_last_bit(texts):
            grid.strays.append(Stray(tuple(fragment for cell in row for fragment in cell), SECTION))
        else:
            padded = [*row, *([()] * (width - len(row)))]
            over = tuple(fragment for cell in padded[width:] for fragment in cell)
            made = Row((*padded[: width - 1], padded[width - 1] + over))
            if grid.rows and _goes_on(roles, texts):
                grid.rows[-1] = _with(grid.rows[-1], made)
            else:
                grid.rows.append(made)


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
