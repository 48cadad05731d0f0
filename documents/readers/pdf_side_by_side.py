"""Columns of text that have headings, items and paragraphs of their own, and are read one after the other.

Such columns are told from a table by their heights: the lines of a row of a table begin at one height in all its
columns, while text that flows down beside other text leaves room wherever its own paragraphs end.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .pdf_runs import Run
from .pdf_shapes import Box

_GUTTER = 0.8  # of the size; the least room between two columns
_CUT = 0.4  # of the size, before an edge
_NEAR = 1.5  # points between lines that begin at one edge
_INDENT = 5  # sizes; a column is broader
_HIGHER = 2.2  # of the size
_ALONE = 1.4  # of the size
_SIGN = 3  # letters
_LEAST = 4  # lines of a column
_LEAST_ALL = 10  # lines of all columns
_BROAD = 1.6  # times the narrowest column
_MOST = 3  # columns
_PROSE = 20  # letters of a line in the middle of all
_FULL = 0.7  # of the breadth of its column
_BIG = 1.15  # of the usual distance between lines
_BLANK = 3.6  # of the size; room below which nothing goes on
_LEVEL = 0.2  # of the size; lines no farther apart stand at one height
_OFF = 0.08  # of the usual distance between lines
_SAME = 0.12  # of the size; lines of one row
_SIZES = 3  # of room
_MOST_ROOM = 2.4  # of the usual distance between lines
_FEWEST = 2
_LARGER = 1.1

Row = list[Run]
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Beside:
    """Columns that stand beside each other on the lines from `first` to before `end`. cuts: where they part."""

    first: int
    end: int
    cuts: list[float]


def columns_of(pages: Iterable[tuple[Sequence[Row], Sequence[Box]]]) -> list[float]:
    """Where columns of text begin in a file, but the first ones of its pages: what most lines at an edge say.

    pages: the lines of each, and the lines drawn on it.
    """
    weights: list[tuple[float, int]] = []
    for rows, rules in pages:
        for first, end, edges in _regions(rows, ()):
            cuts = _cuts(rows[first:end], edges)
            said = [
                (1 if _judged(rows[one:two], cuts, rules) else -1) * (two - one)
                for one, two in _parted(rows, *_trimmed(rows, first, end, cuts), cuts)
            ]
            weights += [(edge, weight) for weight in said if abs(weight) >= _LEAST for edge in edges]
    weights.sort()
    groups: list[list[tuple[float, int]]] = []
    for edge, weight in weights:
        if groups and edge - groups[-1][0][0] <= _NEAR:
            groups[-1].append((edge, weight))
        else:
            groups.append([(edge, weight)])
    return [group[0][0] for group in groups if sum(weight for _, weight in group) > 0]


def side_by_side(rows: Sequence[Row], rules: Sequence[Box], known: Sequence[float]) -> Iterator[Beside]:
    """The places of a page where text stands in columns, from above. known: where columns begin in the file."""
    if not known:
        return
    for first, end, edges in _regions(rows, known):
        cuts = _cuts(rows[first:end], edges)
        parts = _parted(rows, *_trimmed(rows, first, end, cuts), cuts)
        is_known = all(_is_near(edge, known) for edge in edges)
        if is_known and parts and all(_judged(rows[one:two], cuts, rules, is_known=True) for one, two in parts):
            yield from (Beside(one, two, cuts) for one, two in parts)


def _cuts(rows: Sequence[Row], edges: Sequence[float]) -> list[float]:
    return [edge - _CUT * _usual_row(rows) for edge in edges]


def _is_near(edge: float, others: Iterable[float]) -> bool:
    return any(abs(edge - other) <= _NEAR for other in others)


# Where columns may be


def _regions(rows: Sequence[Row], known: Sequence[float]) -> Iterator[tuple[int, int, list[float]]]:
    """The lines that follow each other and leave room before the same edges, at which other lines begin."""
    if not rows:
        return
    found = [edge for edge in _edges(rows) if not _is_near(edge, known)]
    stretches = [(edge, *one) for edge in found for one in _stretches(rows, edge, _LEAST)]
    stretches += [(edge, *one) for edge in known for one in _stretches(rows, edge, 1)]
    stretches.sort()
    left, size = min(row[0].x0 for row in rows), _usual_row(rows)
    at = [
        _broad([edge for edge, first, end in stretches if first <= index < end], left, _INDENT * size)
        for index in range(len(rows))
    ]
    first = 0
    for index in range(1, len(rows) + 1):
        if index < len(rows) and at[index] == at[first]:
            continue
        if at[first]:
            yield first, index, at[first]
        first = index


def _edges(rows: Sequence[Row]) -> list[float]:
    """Where many lines begin, or go on after room; not where all of them do."""
    left = min(row[0].x0 for row in rows)
    begun = sorted(x for row in rows for x in _begins(row) if x > left + _LEAST * _size(row))
    edges: list[list[float]] = []
    for x in begun:
        if edges and x - edges[-1][0] <= _NEAR:
            edges[-1].append(x)
        else:
            edges.append([x])
    return [one[0] for one in edges if len(one) >= _LEAST]


def _begins(row: Row) -> Iterator[float]:
    """Where the line begins, and goes on after room."""
    least = _GUTTER * _size(row)
    reach = float("-inf")
    for x0, x1 in _filled(row):
        if x0 - reach >= least:
            yield x0
        reach = x1


def _stretches(rows: Sequence[Row], edge: float, least: int) -> Iterator[tuple[int, int]]:
    """The lines one after the other that leave room before an edge, where some begin at it and others before it."""
    first = 0
    for index in range(len(rows) + 1):
        if index < len(rows) and not _is_through(rows[index], edge):
            continue
        held = rows[first:index]
        begun = sum(any(abs(x - edge) <= _NEAR for x in _begins(row)) for row in held)
        if begun >= least and sum(row[0].x0 < edge - _NEAR for row in held) >= least:
            yield first, index
        first = index + 1


def _is_through(row: Row, edge: float) -> bool:
    """Whether the line is written into the room before an edge."""
    start = edge - _GUTTER * _usual_row([row])
    return any(x0 < edge - 1 and x1 > start for x0, x1 in _filled(row))


def _broad(edges: Sequence[float], left: float, least: float) -> list[float]:
    """The edges without those that stand a little within a column, as the text of items does."""
    kept: list[float] = []
    for edge in edges:
        if edge - (kept[-1] if kept else left) >= least:
            kept.append(edge)
    return kept


def _size(row: Row) -> float:
    return max(run.size for run in row)


def _usual_row(rows: Sequence[Row]) -> float:
    """The size of the line in the middle of all."""
    sizes = sorted(min(run.size for run in row) for row in rows)
    return sizes[len(sizes) // 2]


def _filled(row: Row) -> Iterator[Span]:
    """What a line fills; the room after a bullet is no gap."""
    for run in row:
        for index, word in enumerate(run.words):
            is_sign = index == 0 and len(run.words) > 1 and _is_sign(word.text)
            yield word.x0, run.words[1].x0 if is_sign else word.x1


def _is_sign(text: str) -> bool:
    return len(text) <= _SIGN and (len(text) == 1 or not text.isalpha())


def _trimmed(rows: Sequence[Row], first: int, end: int, cuts: Sequence[float]) -> tuple[int, int]:
    """The lines without those above that stand higher than the other columns begin, and without headings below."""
    usual = _usual_row(rows[first:end])
    tops: dict[int, float] = {}
    for row in rows[first:end]:
        for column in _columns(row, cuts):
            tops.setdefault(column, row[0].base)
    if len(tops) <= len(cuts):
        return first, first
    while end - first > 1 and rows[first][0].base < max(tops.values()) - _HIGHER * usual:
        first += 1
    while end - first > 1:
        row = rows[end - 1]
        if len(_columns(row, cuts)) > 1 or not (all(run.bold for run in row) or _size(row) > usual * _LARGER):
            break
        end -= 1
    return first, end


def _columns(row: Row, cuts: Sequence[float]) -> set[int]:
    """In which columns a line has words."""
    return {bisect_right(cuts, (word.x0 + word.x1) / 2) for run in row for word in run.words}


def _parted(rows: Sequence[Row], first: int, end: int, cuts: Sequence[float]) -> list[tuple[int, int]]:
    """The lines in parts, between which a large line over all columns stands alone."""
    usual = _usual_row(rows[first:end]) if end > first else 0
    over = [index for index in range(first, end) if _is_over(rows, index, usual, cuts)]
    parts = []
    for index in [*over, end]:
        if index > first:
            parts.append(_trimmed(rows, first, index, cuts))
        first = index + 1
    return [(one, two) for one, two in parts if two > one]


def _is_over(rows: Sequence[Row], index: int, usual: float, cuts: Sequence[float]) -> bool:
    """Whether a line is larger than text and has nothing beside it, also not in other columns."""
    row = rows[index]
    if _size(row) <= usual * _LARGER or _columns(row, cuts) != {0}:
        return False
    near = (*rows[max(index - 3, 0) : index], *rows[index + 1 : index + 4])
    return not any(
        abs(other[0].base - row[0].base) < _ALONE * _size(row) and _columns(other, cuts) - {0} for other in near
    )


def _judged(held: Sequence[Row], cuts: Sequence[float], rules: Sequence[Box], *, is_known: bool = False) -> bool:
    """Whether the lines are columns of text: about as broad, full as such are, and each going down by itself."""
    if not 1 <= len(cuts) < _MOST:
        return False
    columns = [_of(held, cuts, index) for index in range(len(cuts) + 1)]
    few = any(len(column) < _LEAST for column in columns) or sum(map(len, columns)) < _LEAST_ALL
    if not all(columns) or (few and not is_known):
        return False
    extents = [(min(one.x0 for one in column), max(one.x1 for one in column)) for column in columns]
    widths = [x1 - x0 for x0, x1 in extents]
    if max(widths) > _BROAD * min(widths) or not all(map(_is_text, columns, extents)):
        return False
    low, high = extents[0][0], extents[-1][1]
    top, bottom = held[0][0].base, held[-1][0].base
    drawn = sum(top < rule.y0 < bottom and rule.x1 - rule.x0 > 0.6 * (high - low) for rule in rules)
    return drawn < _FEWEST and _flow(columns, is_known=is_known)


# Whether they are columns of text


@dataclass(frozen=True, slots=True)
class _Line:
    """A line within its column."""

    base: float
    x0: float
    x1: float
    size: float
    bold: bool
    text: str


def _of(rows: Sequence[Row], cuts: Sequence[float], index: int) -> list[_Line]:
    """The lines of one column."""
    start = cuts[index - 1] if index else float("-inf")
    end = cuts[index] if index < len(cuts) else float("inf")
    found = []
    for row in rows:
        held = [(word, run) for run in row for word in run.words if start <= (word.x0 + word.x1) / 2 < end]
        if held:
            found.append(
                _Line(
                    held[0][1].base,
                    held[0][0].x0,
                    held[-1][0].x1,
                    max(run.size for _, run in held),
                    all(run.bold for _, run in held),
                    " ".join(word.text for word, _ in held),
                )
            )
    return found


def _is_text(column: Sequence[_Line], extent: Span) -> bool:
    """Whether the lines are of running text: many letters, most of them full, no room as a table leaves it."""
    letters = sorted(len(line.text) for line in column)
    if letters[len(letters) // 2] < _PROSE:
        return False
    plain = [line for line in column if not line.bold]
    full = sum(line.x1 >= extent[0] + (extent[1] - extent[0]) * _FULL for line in plain)
    if full * 2 < len(plain):
        return False
    return all(lower.base - upper.base <= _BLANK * max(upper.size, lower.size) for upper, lower in pairwise(column))


def _flow(columns: Sequence[Sequence[_Line]], *, is_known: bool) -> bool:
    """Whether each of the columns goes down by itself.

    A heading has to stand within one of them beside text of another; columns without any are told more simply.
    """
    pairs = list(pairwise(columns))
    if not is_known and not any(_has_heading(one, two) or _has_heading(two, one) for one, two in pairs):
        return False
    return all(_is_apart(one, two, is_known=is_known) for one, two in pairs)


def _is_apart(one: Sequence[_Line], two: Sequence[_Line], *, is_known: bool) -> bool:
    """Whether the lines of two columns stand at heights of their own, or leave room at heights of their own."""
    at = _parting(one, two)
    ours, theirs = ([line for line in _begun(column) if line.base >= at] for column in (one, two))
    fewer = min(len(ours), len(theirs))
    shared = sum(
        any(line.bold == other.bold and abs(line.base - other.base) <= _SAME * line.size for other in theirs)
        for line in ours
    )
    if shared * 3 > fewer or not _is_even((one, two)):
        return False  # rows of a table
    return is_known or max(_unpaired(one, two), _unpaired(two, one)) >= _FEWEST or len(ours) + len(theirs) >= _FEWEST


def _parting(one: Sequence[_Line], two: Sequence[_Line]) -> float:
    """The height above which both columns go down alike, which tells neither a table nor columns of text."""
    for first, second in zip(one, two, strict=False):
        if abs(first.base - second.base) > _SAME * first.size:
            return min(first.base, second.base)
    return float("inf")


def _is_even(columns: Sequence[Sequence[_Line]]) -> bool:
    """Whether room of a few sizes alone is left above text; the empty rest of a cell has any size."""
    plain = _usual_size(line for column in columns for line in column)
    rooms = sorted(
        (lower.base - upper.base) / _usual(column)
        for column in columns
        for upper, lower in pairwise(column)
        if not _is_set_off(lower, plain)
    )
    sizes = [room for last, room in pairwise([1.0, *rooms]) if room > _BIG and room - last > _OFF]
    return len(sizes) <= _SIZES and rooms[-1:] < [_MOST_ROOM]


def _unpaired(one: Sequence[_Line], two: Sequence[_Line]) -> int:
    """How many lines stand beside others, yet at heights between these."""
    unpaired = 0
    for line in one:
        near = [other.base for other in two if abs(other.base - line.base) < 1.6 * line.size]
        if any(base <= line.base for base in near) and any(base > line.base for base in near):
            unpaired += min(abs(base - line.base) for base in near) > _LEVEL * line.size
    return unpaired


def _usual(column: Sequence[_Line]) -> float:
    """The usual distance of its lines."""
    apart = sorted(lower.base - upper.base for upper, lower in pairwise(column))
    return apart[len(apart) // 5] if apart else float("inf")


def _begun(column: Sequence[_Line]) -> list[_Line]:
    """The lines with which paragraphs begin that room is left above."""
    usual = _usual(column)
    return [lower for upper, lower in pairwise(column) if lower.base - upper.base > usual * _BIG]


def _has_heading(column: Sequence[_Line], other: Sequence[_Line]) -> bool:
    """Whether a line in the column is set as a heading over its text, with none beside it in the other."""
    plain = _usual_size((*column, *other))
    return any(
        _is_set_off(line, plain)
        and not _is_set_off(following, plain)
        and not any(_is_set_off(beside, plain) and abs(beside.base - line.base) < line.size for beside in other)
        for line, following in pairwise(column)
    )


def _usual_size(lines: Iterable[_Line]) -> float:
    sizes = sorted(line.size for line in lines)
    return sizes[len(sizes) // 2]


def _is_set_off(line: _Line, plain: float) -> bool:
    """Whether it is set as a heading is."""
    return line.bold or line.size > plain * _LARGER
