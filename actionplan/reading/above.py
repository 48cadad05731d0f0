"""The numbers of blocks that stand alone above them: "R3", and below it "Recommendation:", "Lead:", "By when:"."""

from bisect import bisect_right
from itertools import pairwise

from actionplan.reading.columns import roles_of
from actionplan.reading.fragments import Fragment
from actionplan.reading.grids import Grid, Row
from actionplan.reading.labels import follows, is_label
from actionplan.reading.names import Role
from actionplan.reading.strips import SECTION


def with_numbers_above(grid: Grid) -> Grid:
    """The grid, with a column for the numbers that stand alone above its rows, where all have one and they count on."""
    roles = grid.roles or [grid.known.get(index, role) for index, role in enumerate(roles_of(grid.names))]
    if Role.LABEL in roles or not grid.rows:
        return grid
    starts = [min(f.number for f in row.fragments if not f.is_gap) for row in grid.rows]
    numbers: dict[int, Fragment] = {}
    for line in _alone(grid):
        numbers[bisect_right(starts, line.number)] = line  # the last above a row is the nearest
    if set(numbers) != set(range(len(starts))) or len(starts) < 2:
        return grid
    labels = [numbers[index] for index in range(len(starts))]
    if not all(follows(two.text, one.text) for one, two in pairwise(labels)):
        return grid
    taken = {id(line) for line in labels}
    grid.before = [line for line in grid.before if id(line) not in taken]
    grid.strays = [stray for stray in grid.strays if not any(id(line) in taken for line in stray.fragments)]
    grid.rows = [Row(((label,), *row.cells)) for label, row in zip(labels, grid.rows, strict=True)]
    grid.names = ["", *grid.names]
    grid.known = {0: Role.LABEL} | {index + 1: role for index, role in grid.known.items()}
    grid.roles = [Role.LABEL, *grid.roles] if grid.roles else None
    return grid


def _alone(grid: Grid) -> list[Fragment]:
    """The lines that are nothing but a number, between the rows and right above the first."""
    written = [line for line in grid.before if not line.is_gap]
    between = [stray.fragments[0] for stray in grid.strays if stray.reason == SECTION and len(stray.fragments) == 1]
    return [line for line in (*written[-1:], *between) if is_label(line.text)]
