"""Tables of a PDF that go on over pages: which table goes on with which, and which row with the one above it."""

from collections.abc import Sequence
from dataclasses import dataclass

from .rows import Joiner, begins_lower, is_finished, is_unfinished

_NEAR = 8.0  # points by which the edges of columns may move


@dataclass(slots=True)
class Grid:
    """A table: the left edges of its columns, its rows of cells, and for each row its page."""

    edges: list[float]
    rows: list[list[str]]
    pages: list[int]
    is_ruled: bool = True


def widened(table: Grid, following: Grid) -> Grid:
    """The table that follows, with an empty column for each of the first that it has not; as it is if it has others."""
    places = [
        next((i for i, left in enumerate(table.edges) if abs(left - edge) <= _NEAR), -1) for edge in following.edges
    ]
    if len(places) >= len(table.edges) or -1 in places or len(set(places)) < len(places):
        return following
    rows = [["" for _ in table.edges] for _ in following.rows]
    for wide, row in zip(rows, following.rows, strict=True):
        for place, cell in zip(places, row, strict=True):
            wide[place] = cell
    return Grid(list(table.edges), rows, following.pages, is_ruled=following.is_ruled)


def goes_on_with(table: Grid, following: Grid) -> bool:
    """Whether a table that stands next on the following page is the same table."""
    if table.pages[-1] == following.pages[0] or len(table.edges) != len(following.edges):
        return False
    return all(abs(one - two) <= _NEAR for one, two in zip(table.edges, following.edges, strict=True))


def join(table: Grid, following: Grid, joiner: Joiner) -> list[str]:
    """Let the table go on with the rows of the other. Returns the names of columns that were said again."""
    again: list[str] = []
    rows, pages = list(following.rows), list(following.pages)
    names = _names(table)
    if names and [_squeezed(row) for row in rows[: len(names)]] == [_squeezed(row) for row in names]:
        again = [cell for row in rows[: len(names)] for cell in row if cell]
        del rows[: len(names)], pages[: len(names)]
    if rows and table.rows and _is_rest(table.rows, rows[0]):
        table.rows[-1] = [_joined(one, two, joiner) for one, two in zip(table.rows[-1], rows[0], strict=True)]
        del rows[0], pages[0]
    table.rows += rows
    table.pages += pages
    return again


def _names(table: Grid) -> list[list[str]]:
    first = next((index for index, row in enumerate(table.rows) if sum(bool(cell.strip()) for cell in row) > 1), None)
    return [] if first is None else [table.rows[first]]


def _squeezed(row: Sequence[str]) -> list[str]:
    return ["".join(cell.casefold().split()) for cell in row]


def _is_rest(above: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    """Whether a row is the rest of the one above it, which the page cut.

    It goes on only with what was begun, says nothing in the first column where other rows do, or goes on in the
    middle of a sentence.
    """
    last = above[-1]
    pairs = [(upper, lower) for upper, lower in zip(last, row, strict=True) if lower.strip()]
    if not pairs or any(not upper.strip() for upper, _ in pairs):
        return False
    if not row[0].strip() and sum(bool(one[0].strip()) for one in above) * 2 > len(above):
        return True
    return any((begins_lower(lower) and not is_finished(upper)) or is_unfinished(upper) for upper, lower in pairs)


def _joined(upper: str, lower: str, joiner: Joiner) -> str:
    if not upper or not lower:
        return upper or lower
    if begins_lower(lower) or is_unfinished(upper) or not is_finished(upper):
        return joiner.join(upper, lower)
    return f"{upper}\n{lower}"
