"""Tables that follow each other in one paper, each with names of its own for its columns."""

from collections.abc import Sequence

from actionplan.reading.columns import corrected, roles_of
from actionplan.reading.fragments import Fragment, said_in
from actionplan.reading.grids import Grid, Row, Stray, squeezed
from actionplan.reading.names import Role
from actionplan.reading.strips import AFTER, SECTION

# What a column that its layout knows is called while the others are told.
_CALLED = {Role.TEXT: "Recommendation", Role.OTHER: "Theme"}


def roles_in(grid: Grid, texts: Sequence[Sequence[str]]) -> list[Role]:
    """What each column is for: by its name, by what stands in it, and by what its layout knows of it."""
    names = [_CALLED.get(grid.known.get(index, Role.LABEL), name) for index, name in enumerate(grid.names)]
    roles = corrected(roles_of(names), names, texts)
    return [grid.known.get(index, role) for index, role in enumerate(roles)]


def joined(first: Grid, second: Grid) -> Grid:
    """Both tables as one: a column of the second goes under one of the first that has its name and is for the same."""
    roles, own = _roles_alone(first), _roles_alone(second)
    names = list(first.names)
    places: list[int] = []
    for name, role in zip(second.names, own, strict=True):
        said = [(squeezed(name), role) for name, role in zip(names, roles, strict=True)]
        if (squeezed(name), role) in said:
            places.append(said.index((squeezed(name), role)))
            first.furniture.append(Fragment(0, name))
        else:
            places.append(len(names))
            names.append(name)
            roles.append(role)
    missing: tuple[tuple[Fragment, ...], ...] = ((),) * (len(names) - len(first.names))
    rows = [Row((*row.cells, *missing)) for row in first.rows]
    rows += [Row(tuple(_cell_at(place, row, places) for place in range(len(names)))) for row in second.rows]
    between = [Stray(stray.fragments, SECTION if stray.reason == AFTER else stray.reason) for stray in first.strays]
    return Grid(
        names=names,
        rows=rows,
        before=first.before,
        strays=[*between, *(Stray((line,), SECTION) for line in second.before if not line.is_gap), *second.strays],
        furniture=[*first.furniture, *second.furniture],
        warnings=[*first.warnings, *second.warnings],
        roles=roles,
        wrapped=first.wrapped or second.wrapped,
    )


def _roles_alone(grid: Grid) -> list[Role]:
    texts = [[said_in(cell) for cell in row.cells] for row in grid.rows]
    return list(grid.roles or roles_in(grid, texts))


def _cell_at(place: int, row: Row, places: Sequence[int]) -> tuple[Fragment, ...]:
    return row.cells[places.index(place)] if place in places else ()
