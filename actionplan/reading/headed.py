"""Plans whose recommendations are headings, each above a table of what is done for it."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from actionplan.reading.columns import roles_of
from actionplan.reading.fragments import Cell, Fragment, filled
from actionplan.reading.grids import Grid, Row
from actionplan.reading.names import SUBJECT, Role, kind_of
from documents.blocks import words

_HEAD = re.compile(
    r"^[\s#>*]*(?P<label>(?:scrutiny |panel )?(?:recommendation|rec)\s*(?:no\.?\s*)?\d{1,3}(?:\.\d+)*[a-z]?)\*{0,2}"
    r"\s*[:.)–—-]?\*{0,2}\s+(?P<text>\S.*)$",
    re.IGNORECASE,
)
_LEAST_WORDS = 3


def under_headings(grid: Grid) -> Grid:
    """The grid, its rows put together below the heading each stands under, where only headings say what is recommended.

    Each row is then one recommendation, and the actions, owners and dates below it stand in its cells one by one.
    """
    kinds = {kind_of(name) for name in grid.names}
    if Role.ACTIONS not in kinds or {Role.TEXT, Role.LABEL, SUBJECT} & kinds or not grid.rows:
        return grid
    heads = _heads(grid)
    starts = [head[0].number for head in heads]
    places = [bisect_right(starts, min(f.number for f in row.fragments if not f.is_gap)) - 1 for row in grid.rows]
    if len(heads) < 2 or set(places) != set(range(len(heads))):
        return grid
    taken = {id(fragment) for head in heads for fragment in head}
    grid.before = [fragment for fragment in grid.before if id(fragment) not in taken]
    grid.strays = [stray for stray in grid.strays if not any(id(fragment) in taken for fragment in stray.fragments)]
    grid.roles = [Role.LABEL, *roles_of(["Recommendation", *grid.names])]
    grid.rows = [
        _row(head, [row for row, place in zip(grid.rows, places, strict=True) if place == number])
        for number, head in enumerate(heads)
    ]
    grid.names = ["", "", *grid.names]
    return grid


def _heads(grid: Grid) -> list[Cell]:
    """The headings, each with the lines that it runs over, in the order of the paper."""
    found: list[list[Fragment]] = []
    is_open = False
    for line in grid.before:
        if head := _HEAD.match(line.text):
            is_open = len(words(head["text"])) >= _LEAST_WORDS
            if is_open:
                found.append([line])
        elif line.is_gap:
            is_open = False
        elif is_open:
            found[-1].append(line)
    for stray in grid.strays:
        head = _HEAD.match(stray.fragments[0].text) if stray.fragments else None
        if head and len(words(head["text"])) >= _LEAST_WORDS:
            found.append(list(stray.fragments))
    return sorted((tuple(head) for head in found), key=lambda head: head[0].number)


def _row(head: Cell, rows: Sequence[Row]) -> Row:
    """A heading as the number and the words of a row, and below each other the cells of its rows."""
    said = _HEAD.match(head[0].text)
    assert said is not None  # noqa: S101 (what makes it a heading)
    number = head[0].number
    text = (Fragment(number, said["text"]), *head[1:])
    cells: list[list[Fragment]] = [[] for _ in rows[0].cells]
    for row in rows:
        for column, cell in zip(cells, row.cells, strict=True):
            if filled(cell):
                column.extend([*([Fragment(cell[0].number, "")] if column else []), *cell])
    return Row(((Fragment(number, said["label"]),), text, *(tuple(column) for column in cells)))
