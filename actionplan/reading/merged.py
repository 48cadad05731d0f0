"""Rows beside a first column of merged cells, each said once for the several rows that it stands beside.

"Curriculum | 1 | Write the guide", then "| 2 | Try it out": the number that opens a row stands in the second column.
"""

from collections.abc import Sequence
from dataclasses import replace

from actionplan.reading.fragments import looks_capital
from actionplan.reading.grids import Grid, Row, Stray
from actionplan.reading.labels import is_label
from actionplan.reading.names import SUBJECT, Role, kind_of
from actionplan.reading.strips import AFTER, Strip

_FEWEST = 2


def place_of_numbers(names: Sequence[str], strips: Sequence[Strip]) -> int:
    """Which column holds the numbers of the rows, where those before it are merged; 0 where no such column does."""
    kinds = [kind_of(name) for name in names]
    place = kinds.index(Role.LABEL) if Role.LABEL in kinds else 0
    given = [strip for strip in strips if len(strip.cells) > place and strip.texts[place]]
    numbered = [strip for strip in given if is_label(strip.texts[place])]
    merged = any(not strip.first for strip in numbered) and Role.TEXT not in kinds[:place]
    return place if merged and len(numbered) >= _FEWEST and len(numbered) * 3 >= len(given) * 2 else 0


def numbers_first(grid: Grid, strips: Sequence[Strip], place: int) -> list[Strip]:
    """The strips with the column of numbers before the merged ones; what stands below the last row is set aside."""
    last = max(i for i, strip in enumerate(strips) if _is_numbered(strip, place))
    below = next((i for i in range(last + 1, len(strips)) if strips[i].gap_before and strips[i].first), len(strips))
    grid.strays.extend(
        Stray(tuple(fragment for cell in strip.cells for fragment in cell), AFTER) for strip in strips[below:]
    )
    grid.names = [grid.names[place], *grid.names[:place], *grid.names[place + 1 :]]
    return [_moved(strip, place) for strip in _gathered(strips[:below], place)]


def _is_numbered(strip: Strip, place: int) -> bool:
    return len(strip.cells) > place and is_label(strip.texts[place])


def _gathered(strips: Sequence[Strip], place: int) -> list[Strip]:
    """The strips with each merged cell on its first line, though it runs on beside rows further down."""
    found = [replace(strip, cells=[list(cell) for cell in strip.cells]) for strip in strips]
    head: Strip | None = None
    for strip in found:
        if len(strip.cells) < _FEWEST:
            head = None
            continue
        opens = len(strip.cells) > place and bool(strip.texts[place]) and looks_capital(strip.first)
        if not strip.first or strip.gap_before or opens or head is None:
            head = strip if strip.first else None
            continue
        head.cells[0].extend(strip.cells[0])
        strip.cells[0] = []
    return found


def _moved(strip: Strip, place: int) -> Strip:
    if len(strip.cells) < _FEWEST:
        return strip
    cells = [*strip.cells, *([] for _ in range(place + 1 - len(strip.cells)))]
    return replace(strip, cells=[cells[place], *cells[:place], *cells[place + 1 :]])


def put_back(grid: Grid, place: int) -> None:
    """The columns in the order of the paper again; what only groups the rows is not what is recommended."""
    grid.names = [*grid.names[1 : place + 1], grid.names[0], *grid.names[place + 1 :]]
    grid.rows = [Row((*row.cells[1 : place + 1], row.cells[0], *row.cells[place + 1 :])) for row in grid.rows]
    grid.known |= {i: Role.OTHER for i in range(place) if kind_of(grid.names[i]) in (None, SUBJECT)}
