"""The parts of a page of a PDF: its lines outside of tables, and its ruled tables with what stands in their cells."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .pdf_columns import Row, unmerged
from .pdf_margins import Notes, Sheet
from .pdf_ruled import Cell, Ruled, ruled_tables, shaded_rules
from .pdf_runs import Run, lines_of, turned_run
from .pdf_shapes import Box, Glyph, Page
from .pdf_tagged import has_cells, is_well_tagged
from .pdf_underlined import underlined_tables

_LINE_SLACK = 2.0


@dataclass(slots=True)
class RuledTable:
    """A ruled table with the lines that stand in its cells."""

    ruled: Ruled
    cells: dict[Cell, list[Row]]


@dataclass(slots=True)
class PageParts:
    """What is kept of a page: its lines outside of tables, and its tables."""

    lines: Sheet
    width: float
    tables: list[RuledTable]
    frames: list[RuledTable]
    rules: list[Box]
    is_picture: bool
    is_tagged: bool
    hidden: list[str]
    slanted: list[str]
    notes: Notes = field(default_factory=Notes)

    @classmethod
    def of(cls, page: Page) -> "PageParts":
        """The lines of a page, shared out among its tables and what stands outside of them."""
        is_tagged = is_well_tagged(page)
        if not is_tagged:
            for glyph in page.glyphs:
                glyph.tag = None
        ruled = ruled_tables([*page.rules, *shaded_rules((box for box, _ in page.fields), page.rules)])
        guessed = underlined_tables(page.rules, page.glyphs, ruled)
        ruled += [table for table in guessed if not (is_tagged and has_cells(table.box, page.glyphs))]
        inside: defaultdict[int, defaultdict[Cell, list[Glyph]]] = defaultdict(lambda: defaultdict(list))
        outside: list[Glyph] = []
        for glyph in page.glyphs:
            found = _cell_of(ruled, (glyph.x0 + glyph.x1) / 2, glyph.base - glyph.size * 0.3)
            if found is None:
                outside.append(glyph)
            else:
                inside[found[0]][found[1]].append(glyph)
        rows = lines_of(outside)
        made = [
            RuledTable(
                table,
                {
                    cell: own
                    for merged, glyphs in inside[index].items()
                    for cell, own in _cells(table, merged, lines_of(glyphs))
                    if own
                },
            )
            for index, table in enumerate(ruled)
        ]
        for text, box, size in page.turned:
            run = turned_run(text, box, size)
            found = _cell_of(ruled, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
            if found is None:
                rows.append([run])
            else:
                made[found[0]].cells.setdefault(found[1], []).append([run])
        rows.sort(key=lambda row: row[0].base)
        return cls(
            Sheet(page.number, page.height, rows),
            page.width,
            tables=[table for table in made if table.cells and not table.ruled.is_frame],
            frames=[table for table in made if table.cells and table.ruled.is_frame],
            rules=[rule for rule in page.rules if rule.y0 == rule.y1],
            is_picture=page.is_picture,
            is_tagged=is_tagged,
            hidden=page.hidden,
            slanted=page.slanted,
        )

    @property
    def number(self) -> int:
        """The number of the page."""
        return self.lines.number

    def runs(self) -> Iterator[Run]:
        """All runs of the page."""
        for row in self.lines.rows:
            yield from row
        yield from self.runs_inside()

    def runs_inside(self) -> Iterator[Run]:
        """The runs that stand in tables and frames."""
        for table in (*self.tables, *self.frames):
            for rows in table.cells.values():
                for row in rows:
                    yield from row


def _cells(table: Ruled, cell: Cell, rows: list[Row]) -> Iterator[tuple[Cell, list[Row]]]:
    """A cell with its lines; or several where no line parts them but the columns of the table do."""
    inner = [x for x in table.xs if cell.box.x0 + 1 < x < cell.box.x1 - 1]
    shared = unmerged(rows, inner) if inner and not table.is_frame else None
    if shared is None:
        yield cell, rows
        return
    edges = [cell.box.x0, *inner, cell.box.x1]
    for index, own in enumerate(shared):
        box = Box(edges[index], cell.box.y0, edges[index + 1], cell.box.y1)
        yield Cell(cell.row, cell.column + index, box), own


def _cell_of(tables: Sequence[Ruled], x: float, y: float) -> tuple[int, Cell] | None:
    for index, table in enumerate(tables):
        if table.box.holds(x, y, _LINE_SLACK) and (cell := table.cell_at(x, y)) is not None:
            return index, cell
    return None
