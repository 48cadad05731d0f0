"""Columns on a page that no lines rule: of running text, read one after the other, or of a table, read row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .markers import parse_marker
from .pdf_runs import Run, joined
from .pdf_shapes import Box

_SIGN_GAP = 6.0  # of the size; how far a bullet may stand before its text
_FEWEST = 2  # lines with a gap at the same place
_BLANK = 3.6  # of the size; room below which nothing goes on
_APART = 1.9
_BIG = 1.3  # of the usual distance between lines
_PROSE = 24  # letters of a line of running text
_FULL = 0.8  # of the breadth of its column
_LEAST_PROSE = 6  # lines
_GUTTER = 3.0  # points

Row = list[Run]  # what stands on one line


@dataclass(slots=True)
class Flow:
    """Lines that are read one after the other. `column`: they are one of several columns, with these edges."""

    rows: list[Row]
    column: tuple[float, float] | None = None


@dataclass(slots=True)
class Unruled:
    """A table: for each row its cells, each the runs that stand in it. `edges`: of its columns."""

    rows: list[list[list[Row]]]
    edges: list[tuple[float, float]]


def parts(rows: Sequence[Row], rules: Sequence[Box]) -> list[Flow | Unruled]:
    """The lines of a page, or a part of one, in the order in which they are read. rules: lines drawn along the page."""
    rows = [_with_signs(row) for row in rows]
    found: list[Flow | Unruled] = []
    held: list[Row] = []
    index = 0
    while index < len(rows):
        end = _end(rows, index) if len(rows[index]) > 1 else index
        made = _made(rows[index:end], rules) if end - index >= _FEWEST else None
        if made is None:
            held.append(rows[index])
            index += 1
            continue
        if held:
            found.append(Flow([_with_numbers(row) for row in held]))
            held = []
        found.extend(made)
        index = end
    if held:
        found.append(Flow([_with_numbers(row) for row in held]))
    return found


def _with_signs(row: Row) -> Row:
    """The row with each bullet joined to the text that it stands before."""
    made: Row = []
    for run in row:
        if made and made[-1].is_bullet and run.x0 - made[-1].x1 < _SIGN_GAP * run.size:
            made[-1] = joined([made[-1], run])
        else:
            made.append(run)
    return made


def _with_numbers(row: Row) -> Row:
    """The row with the number that it begins with joined to its text."""
    if len(row) > 1 and row[0].is_sign and row[1].x0 - row[0].x1 < _SIGN_GAP * row[1].size:
        return [joined(row[:2]), *row[2:]]
    return row


def _extents(rows: Sequence[Row], known: Sequence[tuple[float, float]] = ()) -> list[tuple[float, float]]:
    """The stretches of the breadth of the page that are written on."""
    spans = sorted([*known, *((run.x0, run.x1) for row in rows for run in row)])
    merged: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if merged and x0 <= merged[-1][1] + _GUTTER:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _end(rows: Sequence[Row], first: int) -> int:
    """Where the lines end that share a gap with the first."""
    extents = _extents([rows[first]])
    end = first + 1
    while end < len(rows):
        row, above = rows[end], rows[end - 1]
        size = max(run.size for run in row)
        apart = row[0].base - above[0].base
        merged = _extents([row], extents)
        if len(merged) < 2 or apart > _BLANK * size:
            break
        crosses = len(row) == 1 and sum(1 for x0, x1 in extents if x0 < row[0].x1 and row[0].x0 < x1) > 1
        if crosses or (len(row) == 1 and apart > _APART * size and row[0].x0 < extents[0][1]):
            break
        if len(row) == 1 and not row[0].is_sign and row[0].size > above[0].size * 1.1:
            break  # a heading below
        extents = merged
        end += 1
    while end - 1 > first and len(rows[end - 1]) == 1 and rows[end - 1][0].x1 < extents[1][0]:
        if rows[end - 1][0].base - rows[end - 2][0].base <= 1.45 * rows[end - 1][0].size:
            break
        end -= 1
    return end


def _made(rows: Sequence[Row], rules: Sequence[Box]) -> list[Flow | Unruled] | None:
    """What lines that share a gap are; None where they are no columns."""
    extents = _extents(rows)
    if len(extents) < 2 or sum(len(row) > 1 for row in rows) < _FEWEST:
        return None
    columns = [[[run for run in row if x0 <= run.x0 < x1 + 0.1] for row in rows] for x0, x1 in extents]
    if len(columns) == 2 and all(run.is_sign for row in columns[0] for run in row):
        return None  # the numbers of a list
    if _is_prose(rows, columns, extents):
        return [
            Flow([_with_numbers(row) for row in column if row], extent)
            for column, extent in zip(columns, extents, strict=True)
        ]
    return [_table(rows, columns, extents, rules)]


def _is_prose(rows: Sequence[Row], columns: Sequence[Sequence[Row]], extents: Sequence[tuple[float, float]]) -> bool:
    """Whether the columns are of running text: about as broad, full to their edge, their gaps at different heights."""
    widths = [x1 - x0 for x0, x1 in extents]
    if len(columns) > 3 or max(widths) > 1.6 * min(widths) or len(rows) < _LEAST_PROSE:
        return False
    for column, (x0, x1) in zip(columns, extents, strict=True):
        written = [row for row in column if row]
        letters = sum(len(run.text) for row in written for run in row)
        full = sum(row[-1].x1 >= x0 + (x1 - x0) * _FULL for row in written)
        if letters < _PROSE * len(written) or full * 2 < len(written):
            return False
    if all(run.bold for run in rows[0]) and not all(run.bold for run in rows[-1]) and len(rows[0]) == len(columns):
        return False  # the names of columns
    return len(_big(rows)) < _FEWEST or any(not any(cell) for cell in zip(*columns, strict=True))


def _big(rows: Sequence[Row]) -> set[int]:
    """The lines above which room is left in every column."""
    distances = [lower[0].base - upper[0].base for upper, lower in pairwise(rows)]
    usual = sorted(distances)[len(distances) // 5] if distances else 0
    return {index for index, apart in enumerate(distances, start=1) if apart > usual * _BIG}


def _table(
    rows: Sequence[Row],
    columns: Sequence[Sequence[Row]],
    extents: Sequence[tuple[float, float]],
    rules: Sequence[Box],
) -> Unruled:
    starts = _starts(rows, columns, extents, rules)
    made: list[list[list[Row]]] = []
    for index in range(len(rows)):
        if index in starts or not made:
            made.append([[] for _ in columns])
        for cell, column in zip(made[-1], columns, strict=True):
            if column[index]:
                cell.append(column[index])
    return Unruled(made, list(extents))


def _starts(
    rows: Sequence[Row],
    columns: Sequence[Sequence[Row]],
    extents: Sequence[tuple[float, float]],
    rules: Sequence[Box],
) -> set[int]:
    """The lines with which rows begin."""
    breadth = extents[-1][1] - extents[0][0]
    drawn = {
        index
        for index in range(1, len(rows))
        if any(
            rows[index - 1][0].base < rule.y0 < rows[index][0].base and rule.x1 - rule.x0 > breadth * 0.6
            for rule in rules
        )
    }
    if len(drawn) >= _FEWEST:
        return drawn
    # The names of columns may take several lines, all of them bold.
    head = next((index for index, row in enumerate(rows) if not all(run.bold for run in row)), 0)
    found = _begun(rows, columns)
    return {index for index in found if index > head} | ({head} - {0}) if head else found


def _begun(rows: Sequence[Row], columns: Sequence[Sequence[Row]]) -> set[int]:
    filled = [sum(bool(column[index]) for column in columns) for index in range(len(rows))]
    labelled = {index for index, cell in enumerate(columns[0]) if cell and _counts(cell[0].text)}
    if len(labelled) >= _FEWEST:
        return labelled
    spaced = {index for index in _big(rows) if columns[0][index] or filled[index] * 2 >= len(columns)}
    if len(spaced) >= _FEWEST or (spaced and len(rows) > 3):
        return spaced
    return {index for index in range(1, len(rows)) if columns[0][index] and filled[index] >= min(2, len(columns))}


def _counts(text: str) -> bool:
    parsed = parse_marker(text)
    return parsed is not None and parsed[0].counts
