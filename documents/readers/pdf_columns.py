"""Columns on a page that no lines rule: of running text, read one after the other, or of a table, read row by row."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .pdf_runs import Run, Word, joined
from .pdf_shapes import Box
from .pdf_side_by_side import columns_of, side_by_side
from .pdf_tabbed import tabbed

_SIGN_GAP = 6.0  # of the size; how far a bullet may stand before its text
_FEWEST = 2  # lines with a gap at the same place
_MANY = 3
_WIDE = 1.5  # of the size; a gap so wide parts two runs of words
_NARROW = 0.45  # of the size; more than stands between two words
_BLANK = 3.6  # of the size; room below which nothing goes on
_APART = 1.9
_BIG = 1.3  # of the usual distance between lines
_PROSE = 24  # letters of a line of running text
_FULL = 0.8  # of the breadth of its column
_LEAST_PROSE = 6  # lines
_GUTTER = 3.0  # points
_SHARP = 0.5  # points
_LABEL = 14  # letters
_EDGE = 9.0  # points, between the edge of a column and its text

Row = list[Run]  # what stands on one line
Span = tuple[float, float]


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


def known_columns(pages: Iterable[tuple[Sequence[Row], Sequence[Box]]]) -> list[float]:
    """Where columns of text begin in a file. pages: the lines of each, and the lines drawn along it."""
    return columns_of(([_with_signs(row) for row in rows], rules) for rows, rules in pages)


def parts(rows: Sequence[Row], rules: Sequence[Box], known: Sequence[float]) -> list[Flow | Unruled]:
    """The lines of a page, or a part of one, in the order in which they are read. rules: lines drawn along the page.

    known: where columns of text begin in the file.
    """
    rows = [_with_signs(row) for row in rows]
    found: list[Flow | Unruled] = []
    at = 0
    for beside in side_by_side(rows, rules, known):
        found += _parts_between(rows[at : beside.first], rules)
        cells = [split(row, beside.cuts) for row in rows[beside.first : beside.end]]
        found += _flows([[one[index] for one in cells] for index in range(len(beside.cuts) + 1)])
        at = beside.end
    return found + _parts_between(rows[at:], rules)


def _parts_between(rows: Sequence[Row], rules: Sequence[Box]) -> list[Flow | Unruled]:
    """The parts of lines among which no columns have headings of their own."""
    found: list[Flow | Unruled] = []
    held: list[Row] = []
    tabs = _tabs(rows)
    index = 0
    while index < len(rows):
        moved = tabbed(rows, index)
        made: list[Flow | Unruled] | None
        if moved is not None:
            end = index + len(moved[0])
            made = [Unruled([[[[run]] for run in row] for row in moved[0]], moved[1])]
        else:
            end = _end(rows, index, tabs) if len(rows[index]) > 1 else index
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


def _tabs(rows: Sequence[Row]) -> list[float]:
    """Where columns begin though a line leaves hardly any room before."""
    return [run.x0 for row in rows for run in row if run.is_close]


def _is_gap(start: float, end: float, tabs: Sequence[float]) -> bool:
    """Whether room is as broad as between columns, or ends at a tab."""
    return end - start >= _GUTTER or (end > start and any(abs(end - x) <= _SHARP for x in tabs))


def _narrowed(gaps: Sequence[Span], row: Row, tabs: Sequence[float]) -> list[Span]:
    """What is left of gaps that a line is written into; those that it fills are gone."""
    left: list[Span] = []
    spans = [(word.x0, word.x1) for run in row for word in run.words]
    for start, end in gaps:
        best, at = (start, start), start
        for x0, x1 in [*(span for span in spans if span[0] < end and span[1] > start), (end, end)]:
            best = max(best, (at, min(x0, end)), key=lambda gap: gap[1] - gap[0])
            at = max(at, x1)
        if _is_gap(*best, tabs if len(row) > 1 else ()):
            left.append(best)
    return left


def _end(rows: Sequence[Row], first: int, tabs: Sequence[float]) -> int:
    """Where the lines end that share a gap with the first."""
    gaps = [(one.x1, two.x0) for one, two in pairwise(rows[first])]
    end = first + 1
    while end < len(rows):
        row, above = rows[end], rows[end - 1]
        size = max(run.size for run in row)
        apart = row[0].base - above[0].base
        left = _narrowed(gaps, row, tabs)
        if not left or apart > _BLANK * size:
            break
        if len(row) == 1 and (len(left) < len(gaps) or (apart > _APART * size and row[0].x0 < left[0][0])):
            break  # a line that is written through the gap, or one below the table
        if len(row) == 1 and not row[0].is_sign and row[0].size > above[0].size * 1.1:
            break  # a heading below
        gaps = left
        end += 1
    while end - 1 > first and len(rows[end - 1]) == 1 and rows[end - 1][0].x1 < gaps[0][1]:
        if rows[end - 1][0].base - rows[end - 2][0].base <= 1.45 * rows[end - 1][0].size:
            break
        end -= 1
    return end


def _gutters(rows: Sequence[Row]) -> list[Span]:
    """The gaps between columns: where nothing stands on any of the lines, though on several of them on both sides."""
    spans = sorted((word.x0, word.x1) for row in rows for run in row for word in run.words)
    tabs = _tabs(rows)
    gaps: list[Span] = []
    reach = spans[0][1]
    for x0, x1 in spans:
        if _is_gap(reach, x0, tabs):
            gaps.append((reach, x0))
        reach = max(reach, x1)
    while True:
        weak = next((gap for index, gap in enumerate(gaps) if not _parts(rows, gaps, index)), None)
        if weak is None:
            return gaps
        gaps.remove(weak)


def _parts(rows: Sequence[Row], gaps: Sequence[Span], index: int) -> bool:
    """Whether a gap parts columns: as wide as one on some lines, or on more of them wider than one between words.

    Only lines count on which something stands in the columns on both of its sides.
    """
    start = gaps[index - 1][1] if index else float("-inf")
    end = gaps[index + 1][0] if index + 1 < len(gaps) else float("inf")
    wide = both = 0
    for row in rows:
        words = [word for run in row for word in run.words]
        before = [word.x1 for word in words if word.x0 >= start and word.x1 <= gaps[index][0]]
        after = [word.x0 for word in words if word.x0 >= gaps[index][1] and word.x1 <= end]
        if before and after:
            both += 1
            wide += min(after) - max(before) > _WIDE * row[0].size
    size = max(run.size for row in rows for run in row)
    return wide >= _FEWEST or (both >= _MANY and gaps[index][1] - gaps[index][0] > _NARROW * size)


def split(row: Row, cuts: Sequence[float]) -> list[Row]:
    """The runs of a line shared out among columns, which part at the cuts."""
    cells: list[Row] = [[] for _ in range(len(cuts) + 1)]
    for run in row:
        held: dict[int, list[Word]] = {}
        for word in run.words:
            held.setdefault(bisect_right(cuts, (word.x0 + word.x1) / 2), []).append(word)
        for column, words in held.items():
            cells[column].append(run if len(held) == 1 else replace(run, words=words))
    return cells


def fitted(rows: Sequence[Row], lefts: Sequence[float]) -> list[list[Row]] | None:
    """Lines shared out among the columns of a table that they go on with; None where one stands in no column.

    lefts: where the columns begin.
    """
    cells: list[list[Row]] = [[] for _ in lefts]
    for row in rows:
        for run in row:
            column = bisect_right(lefts, run.x0 + _GUTTER) - 1
            limit = lefts[column + 1] if column + 1 < len(lefts) else float("inf")
            if column < 0 or run.x0 > lefts[column] + _EDGE or run.x1 > limit:
                return None
            cells[column].append([run])
    return cells


def _begins(rows: Sequence[Row], edge: float) -> bool:
    """Whether all lines begin at the edge of a column."""
    return all(abs(row[0].x0 - edge) < _EDGE for row in rows)


def unmerged(rows: Sequence[Row], edges: Sequence[float]) -> list[list[Row]] | None:
    """The lines of a cell that reaches over several columns, shared out among these; None where it is one cell.

    It is several where each line leaves room at the edges of the columns on which it stands, as no text by itself does.
    edges: those within the cell.
    """
    used: set[int] = set()
    for row in rows:
        words = [word for run in row for word in run.words]
        size = max(run.size for run in row)
        columns = [bisect_right(edges, (word.x0 + word.x1) / 2) for word in words]
        used.update(columns)
        for (one, at), (two, then) in pairwise(zip(words, columns, strict=True)):
            if at != then and two.x0 - one.x1 < _NARROW * size:
                return None
        if any(word.x0 < edge - 1 and word.x1 > edge + 1 for word in words for edge in edges):
            return None
    if len(used) < _FEWEST and not all(column and _begins(rows, edges[column - 1]) for column in used):
        return None
    shared = [split(row, edges) for row in rows]
    return [[cells[index] for cells in shared if cells[index]] for index in range(len(edges) + 1)]


def _made(rows: Sequence[Row], rules: Sequence[Box]) -> list[Flow | Unruled] | None:
    """What lines that share a gap are; None where they are no columns."""
    gaps = _gutters(rows)
    if not gaps:
        return None
    cells = [split(row, [(x0 + x1) / 2 for x0, x1 in gaps]) for row in rows]
    columns = [[one[index] for one in cells] for index in range(len(gaps) + 1)]
    extents = [
        (min(run.x0 for row in column for run in row), max(run.x1 for row in column for run in row))
        for column in columns
    ]
    if len(columns) == 2 and all(run.is_sign for row in columns[0] for run in row):
        return None  # the numbers of a list
    if _is_prose(rows, columns, extents):
        return [*_flows(columns)]
    return [_table(rows, columns, extents, rules)]


def _flows(columns: Sequence[Sequence[Row]]) -> list[Flow]:
    """Columns of text, one after the other."""
    flows = []
    for column in columns:
        rows = [_with_numbers(row) for row in column if row]
        flows.append(Flow(rows, (min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows))))
    return flows


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
    first = {index: " ".join(run.text for run in cell) for index, cell in enumerate(columns[0]) if cell}
    labelled = {index for index, said in first.items() if _is_label(said)}
    if len(labelled) >= _FEWEST and len(labelled) * 2 > len(first):
        return labelled
    spaced = {index for index in _big(rows) if columns[0][index] or filled[index] * 2 >= len(columns)}
    if len(spaced) >= _FEWEST or (spaced and len(rows) > 3):
        return spaced
    return {index for index in range(1, len(rows)) if columns[0][index] and filled[index] >= min(2, len(columns))}


def _is_label(text: str) -> bool:
    """Whether the text may be the number of a row, as in "1.", "2a" or "R3"."""
    return len(text) <= _LABEL and any(letter.isdigit() for letter in text)
