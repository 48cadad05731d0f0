"""A row with too few or too many cells."""

from actionplan.reading.alignment import Column, Piece, align
from actionplan.reading.columns import roles_of
from actionplan.reading.fragments import Cell, Fragment, said_in
from actionplan.reading.grids import Grid
from actionplan.reading.labels import name_of_words
from actionplan.reading.names import Role


def fitted(grid: Grid, cells: list[Cell]) -> list[Cell]:
    """A row with too few or too many cells, brought under the names it fits best."""
    width = len(grid.names)
    roles = roles_of(grid.names)
    columns = [Column(role, name) for role, name in zip(roles, grid.names, strict=True)]
    if columns[0].role == Role.OTHER and not grid.names[0]:
        columns[0] = Column(Role.LABEL)
    texts = [said_in(cell) for cell in cells]
    pieces = [Piece(cell, text, stay=1.5) for cell, text in zip(cells, texts, strict=True)]
    placed_cells: list[list[Fragment]] = [[] for _ in range(width)]
    places, _ = align(pieces, columns, one_row=True)
    for piece, placed in zip(pieces, places, strict=True):
        placed_cells[placed.column or 0].extend(piece.fragments)
    if len(cells) > 1:
        grid.warnings.append(
            f"{name_of_words(texts[0])} has {len(cells)} cells under {width} column names: "
            "check that each stands where it belongs."
        )
    return [tuple(cell) for cell in placed_cells]
