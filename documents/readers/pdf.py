"""Reading .pdf files: from letters and lines at their places to the paragraphs and tables that a person sees."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import pypdfium2

from documents import gate
from documents.blocks import Source, words
from documents.pdf_gate import Opened

from . import pdf_page
from .flowing import source_of
from .markers import Counters
from .pdf_columns import Flow, Row, Unruled, fitted, known_columns, parts, unmerged
from .pdf_lines import Line, Setting, Told, add, goes_on, leading_of, paragraphs, stacked
from .pdf_margins import Notes, Sheet, take_margins, take_notes
from .pdf_ruled import Cell, Ruled, ruled_tables, shaded_rules
from .pdf_runs import Run, lines_of, turned_run
from .pdf_shapes import Box, Glyph, Page
from .pdf_tables import Grid, goes_on_with, join, widened
from .pdf_tagged import Stretch, TaggedTable, has_cells, is_well_tagged, parts_of
from .pdf_underlined import underlined_tables
from .pieces import Look, Para, Rows, Written, tidy
from .rows import Joiner
from .wordlist import WORDS

_DAMAGED = "The file is damaged: open it, print it to a new PDF, and send that."
_PICTURES = (
    "This PDF is a picture of its pages, so no words can be read from it: bring the file that it was printed from, or "
    "have its text recognised and save it again."
)
_SIGNS = (
    "The letters of this PDF cannot be told from their signs, so no words can be read from it: bring the file that it "
    "was printed from."
)
_FEWEST_WORDS = 20  # below which pages that are pictures are all there is
_UNTOLD = 0.3  # of all letters, that nobody can tell
_PADDING = 8.0
_MANY = 12
_LINE_SLACK = 2.0


def read(opened: Opened, name: str) -> Source:
    """Read a PDF that has passed its gate. `name` is its file name. Raises gate.Refused."""
    try:
        sheets = [_Sheet.of(page) for page in pdf_page.pages(opened.content)]
    except pypdfium2.PdfiumError as broken:
        raise gate.Refused(_DAMAGED) from broken
    return source_of(name, _Reader(sheets, opened).written())


@dataclass(slots=True)
class _Table:
    """A ruled table with the lines that stand in its cells."""

    ruled: Ruled
    cells: dict[Cell, list[Row]]


@dataclass(slots=True)
class _Sheet:
    """What is kept of a page: its lines outside of tables, and its tables."""

    lines: Sheet
    width: float
    tables: list[_Table]
    frames: list[_Table]
    rules: list[Box]
    is_picture: bool
    is_tagged: bool
    hidden: list[str]
    slanted: list[str]
    notes: Notes = field(default_factory=Notes)

    @classmethod
    def of(cls, page: Page) -> "_Sheet":
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
            _Table(
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


class _Reader:
    """Puts the pages together."""

    def __init__(self, sheets: Sequence[_Sheet], opened: Opened) -> None:
        self._sheets = sheets
        self._comments = opened.comments
        self._written = Written()
        self._pieces: list[Told | Grid] = []
        self._body = _usual_size(run for sheet in sheets for run in sheet.runs())

    def written(self) -> Written:
        """The whole file."""
        written = self._written
        if said := self._unread():
            written.unread = said
            return written
        written.margins += take_margins([sheet.lines for sheet in self._sheets], self._body)
        for sheet in self._sheets:
            sheet.notes = take_notes(sheet.lines, self._body, list(sheet.runs_inside()))
            written.margins += sheet.notes.signs + sheet.slanted
            written.hidden += [f"{said}\n" for said in sheet.hidden]
            if sheet.is_picture and not any(True for _ in sheet.runs()):
                written.warnings.append(f"Page {sheet.number} is a picture, whose words are not read.")
        self._setting = self._set()
        self._edges = self._edges_by_width()
        self._columns = known_columns((sheet.lines.rows, sheet.rules) for sheet in self._sheets)
        for sheet in self._sheets:
            self._read_page(sheet)
        self._write()
        return written

    def _unread(self) -> str:
        """Why no words can be taken from the file; nothing where they can."""
        said = "".join(run.text for sheet in self._sheets for run in sheet.runs())
        untold = sum(0xE000 <= ord(letter) <= 0xF8FF or letter == "\ufffd" for letter in said)
        if said and untold > len(said) * _UNTOLD:
            return _SIGNS
        count = sum(len(words(run.text)) for sheet in self._sheets for run in sheet.runs())
        return _PICTURES if count < _FEWEST_WORDS and any(sheet.is_picture for sheet in self._sheets) else ""

    def _set(self) -> Setting:
        pairs: list[tuple[Run, Run]] = []
        texts: list[str] = []
        for sheet in self._sheets:
            held = [sheet.lines.rows, *(rows for table in sheet.tables for rows in table.cells.values())]
            for rows in held:
                pairs += stacked(rows)
                texts += [" ".join(run.text for run in row) for row in rows]
        known = frozenset(word.casefold() for text in texts for word in words(text))
        return Setting(leading_of(pairs), Joiner(known | WORDS), Counters.of(texts))

    def _edges_by_width(self) -> dict[int, tuple[float, float]]:
        """The edges of running text, for each breadth of page."""
        found: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
        for sheet in self._sheets:
            for row in sheet.lines.rows:
                found[round(sheet.width)].append((row[0].x0, row[-1].x1))
        edges = {}
        for width, spans in found.items():
            lefts, rights = sorted(x0 for x0, _ in spans), sorted(x1 for _, x1 in spans)
            edges[width] = (lefts[len(lefts) // 50], rights[-1 - len(rights) // 50])
        return edges

    # One page after the other

    def _read_page(self, sheet: _Sheet) -> None:
        edges = self._edges.get(round(sheet.width), (0.0, sheet.width))
        told = parts_of(sheet.lines.rows, edges) if sheet.is_tagged else None
        if told is not None:
            self._read_tagged(sheet, *told)
            return
        blocks: list[tuple[float, _Table]] = [(table.ruled.ys[0], table) for table in (*sheet.tables, *sheet.frames)]
        blocks.sort(key=lambda block: block[0])
        rows = sheet.lines.rows
        at = 0
        for top, table in blocks:
            end = at
            while end < len(rows) and rows[end][0].base < top + rows[end][0].size * 0.5:
                end += 1
            self._read_rows(rows[at:end], sheet, edges)
            at = end
            if table in sheet.tables:
                self._take_grid(self._ruled_grid(table, sheet))
            else:
                self._read_frame(table, sheet)
        self._read_rows(rows[at:], sheet, edges)

    def _read_frame(self, table: _Table, sheet: _Sheet) -> None:
        """A frame around text, whose lines are read as those outside of it."""
        for cell in table.ruled.cells:
            rows = table.cells.get(cell, [])
            if rows:
                left = min(row[0].x0 for row in rows)
                self._read_rows(rows, sheet, (left, cell.box.x1 - min(left - cell.box.x0, _PADDING)))

    def _read_rows(self, rows: Sequence[Row], sheet: _Sheet, edges: tuple[float, float]) -> None:
        for part in self._with_rest(parts(rows, sheet.rules, self._columns), sheet):
            if isinstance(part, Unruled):
                self._take_grid(self._unruled_grid(part, sheet))
                continue
            left, right = part.column or edges
            told = paragraphs(self._lines(part, sheet, left, right), self._setting)
            last = self._pieces[-1] if self._pieces else None
            is_next = part.column is not None or (isinstance(last, Told) and last.last.page != sheet.number)
            if told and isinstance(last, Told) and is_next and goes_on(last, told[0].first, self._setting, turned=True):
                self._join(last, told.pop(0))
            self._pieces += told

    def _join(self, last: Told, rest: Told) -> None:
        """Let a paragraph go on with the rest of it, which stands on another page or in another column."""
        first = rest.first
        add(last, Line([first.run], first.left, first.right, first.page), self._setting)
        last.text = last.text.removesuffix(first.run.text) + rest.text
        last.last, last.marks = rest.last, last.marks + rest.marks

    def _read_tagged(self, sheet: _Sheet, found: Sequence[Stretch | TaggedTable], others: Sequence[Run]) -> None:
        """A page whose tags are followed, and its ruled tables where the tags have them."""
        self._written.margins += [run.text for run in others]
        parts: list[tuple[int, Stretch | TaggedTable | _Table]] = [(_block_of(part), part) for part in found]
        parts += [(_first_block(table, found), table) for table in (*sheet.tables, *sheet.frames)]
        for _, part in sorted(parts, key=lambda one: one[0]):
            if isinstance(part, Stretch):
                self._read_stretch(part, sheet)
            elif isinstance(part, TaggedTable):
                self._take_tagged(part, sheet)
            elif part in sheet.tables:
                self._take_grid(self._ruled_grid(part, sheet))
            else:
                self._read_frame(part, sheet)

    def _read_stretch(self, stretch: Stretch, sheet: _Sheet) -> None:
        lines = self._lines(Flow(stretch.rows), sheet, stretch.left, stretch.right)
        last = self._pieces[-1] if self._pieces else None
        is_turned = not isinstance(last, Told) or last.last.page != sheet.number
        if isinstance(last, Told) and not is_turned and last.last.run.base < lines[0].run.base:
            lines[0].gap = self._setting.is_gap(last.last.run, lines[0].run)
        told = paragraphs(lines, self._setting)
        while stretch.tag.level and len(told) > 1:
            self._join(told[0], told.pop(1))  # a heading has no paragraphs
        for one in told:
            one.level, one.is_entry = stretch.tag.level, stretch.tag.is_entry
        if isinstance(last, Told) and (
            stretch.goes_on or (is_turned and goes_on(last, told[0].first, self._setting, turned=True))
        ):
            self._join(last, told.pop(0))
        self._pieces += told

    def _with_rest(self, found: list[Flow | Unruled], sheet: _Sheet) -> list[Flow | Unruled]:
        """The parts of a page; lines at its top that fit the table which goes on there are the rest of a row of it."""
        last = self._pieces[-1] if self._pieces else None
        if len(found) < 2 or not isinstance(last, Grid) or last.pages[-1] != sheet.number - 1:
            return found
        top, table, *others = found
        if not isinstance(top, Flow) or not isinstance(table, Unruled):
            return found
        if not goes_on_with(last, Grid([x0 for x0, _ in table.edges], [], [sheet.number])):
            return found
        cells = fitted(top.rows, last.edges)
        return found if cells is None else [replace(table, rows=[cells, *table.rows]), *others]

    def _lines(self, part: Flow, sheet: _Sheet, left: float, right: float) -> list[Line]:
        lines: list[Line] = []
        for row in part.rows:
            gap = not lines or self._setting.is_gap(lines[-1].run, row[0])
            lines.append(Line(row, left, right, sheet.number, gap))
        return lines

    # Tables

    def _ruled_grid(self, table: _Table, sheet: _Sheet) -> Grid:
        ruled = table.ruled
        rows = [["" for _ in ruled.xs[1:]] for _ in ruled.ys[1:]]
        padding = _padding(table)
        for cell, lines in table.cells.items():
            left = min(row[0].x0 for row in lines)
            rows[cell.row][cell.column] = self._cell(lines, left, cell.box.x1 - padding, sheet)
        return Grid(list(ruled.xs[:-1]), rows, [sheet.number] * len(rows))

    def _unruled_grid(self, part: Unruled, sheet: _Sheet) -> Grid:
        rows = [
            [self._cell(lines, *edges, sheet) for lines, edges in zip(cells, part.edges, strict=True)]
            for cells in part.rows
        ]
        return Grid([x0 for x0, _ in part.edges], rows, [sheet.number] * len(rows), is_ruled=False)

    def _take_tagged(self, table: TaggedTable, sheet: _Sheet) -> None:
        grid = self._tagged_grid(table, sheet)
        last = self._pieces[-1] if self._pieces else None
        if isinstance(last, Grid) and last.pages[-1] < sheet.number:
            grid = widened(last, grid)
        if len(grid.edges) > 1:
            self._take_grid(grid)
            return
        for stretch in table.stretches:  # a frame, or a list set as a table
            self._read_stretch(stretch, sheet)

    def _tagged_grid(self, table: TaggedTable, sheet: _Sheet) -> Grid:
        rows = [
            [
                "\n".join(self._cell(stretch.rows, *edges, sheet) for stretch in cell)
                for cell, edges in zip(cells, table.edges, strict=True)
            ]
            for cells in table.rows
        ]
        return Grid([x0 for x0, _ in table.edges], rows, [sheet.number] * len(rows), is_ruled=False)

    def _cell(self, rows: Sequence[Row], left: float, right: float, sheet: _Sheet) -> str:
        """The text of a cell, each of its paragraphs a line."""
        lines = [Line(row, left, right, sheet.number) for row in rows]
        return "\n".join(tidy(told.text.replace("\t", " ")) for told in paragraphs(lines, self._setting))

    def _take_grid(self, grid: Grid) -> None:
        last = self._pieces[-1] if self._pieces else None
        if isinstance(last, Grid) and goes_on_with(last, grid):
            self._written.margins += join(last, grid, self._setting.joiner)
        else:
            self._pieces.append(grid)

    # The end

    def _write(self) -> None:
        written = self._written
        marks: dict[tuple[int, str], int] = {}
        for piece in self._pieces:
            if isinstance(piece, Grid):
                self._write_grid(piece)
                continue
            if piece.gap and written.pieces:
                written.pieces.append(Para("", 0))
            self._turn(piece.first.page)
            text = tidy(piece.text)
            number = written.next_number(text)
            marks |= {(piece.first.page, mark): number for mark in piece.marks}
            look = Look(bold=piece.bold, size=piece.size)
            written.pieces.append(
                Para(text, number, piece.level, look=look, indent=piece.indent, is_entry=piece.is_entry)
            )
        self._turn(len(self._sheets))
        for sheet in self._sheets:
            for sign, said in sheet.notes.said:
                at = marks.get((sheet.number, sign), self._last_of(sheet.number))
                written.asides.append((tidy(said), at, "footnote"))
        for page, said in self._comments:
            written.asides.append((tidy(said), self._last_of(page), "comment"))

    def _write_grid(self, grid: Grid) -> None:
        written = self._written
        kept: list[tuple[str, ...]] = []
        first = written.count + 1
        for row, page in zip(grid.rows, grid.pages, strict=True):
            if any(cell.strip() for cell in row):
                self._turn(page)
                written.next_number(" ".join(row))
                kept.append(tuple(row))
        if kept:
            written.pieces.append(Rows(tuple(kept), first))

    def _turn(self, page: int) -> None:
        """Note with which number the pages up to this one begin."""
        while len(self._written.turns) < page:
            self._written.turns.append(self._written.count + 1)

    def _last_of(self, page: int) -> int:
        """The number of what stands last on a page."""
        turns = self._written.turns
        return max(turns[page] - 1 if page < len(turns) else self._written.count, 1)


def _block_of(part: Stretch | TaggedTable) -> int:
    return part.block if isinstance(part, TaggedTable) else part.tag.block


def _first_block(table: _Table, others: Iterable[Stretch | TaggedTable]) -> int:
    """The first block that stands in a ruled table; of one without tags, the last that stands above it."""
    own = [run.tag.block for rows in table.cells.values() for row in rows for run in row if run.tag is not None]
    above = [one.tag.block for one in others if isinstance(one, Stretch) and one.bottom <= table.ruled.ys[0]]
    return min(own) if own else max(above, default=-1)


def _padding(table: _Table) -> float:
    """How much room the cells of a table leave at their right side.

    As much as at their left in the column in the middle of all; or, of many lines, as the one that reaches farthest.
    """
    left: dict[int, float] = {}
    right: list[float] = []
    for cell, rows in table.cells.items():
        room = min(row[0].x0 for row in rows) - cell.box.x0
        left[cell.column] = min(room, left.get(cell.column, room))
        right += [cell.box.x1 - row[-1].x1 for row in rows]
    rooms = sorted(left.values())
    room = max(rooms[len(rooms) // 2], 0) if rooms else 0
    return min(max(room, min(right) if len(right) >= _MANY else 0), _PADDING)


def _usual_size(runs: Iterable[Run]) -> float:
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[run.size] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else 11.0
