"""Reading .pdf files: from letters and lines at their places to the paragraphs and tables that a person sees."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pypdfium2

from documents import gate
from documents.blocks import Source, words
from documents.pdf_gate import Opened

from . import pdf_page
from .flowing import source_of
from .markers import Counters
from .pdf_columns import Flow, Row, Unruled, fitted, known_columns, parts
from .pdf_lines import Line, Setting, Told, add, goes_on, leading_of, paragraphs, stacked
from .pdf_margins import take_margins, take_notes
from .pdf_parts import PageParts, RuledTable
from .pdf_runs import Run
from .pdf_tables import Grid, goes_on_with, join, widened
from .pdf_tagged import Stretch, TaggedTable, parts_of
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


def read(opened: Opened, name: str) -> Source:
    """Read a PDF that has passed its gate. `name` is its file name. Raises gate.Refused."""
    try:
        sheets = [PageParts.of(page) for page in pdf_page.pages(opened.content)]
    except pypdfium2.PdfiumError as broken:
        raise gate.Refused(_DAMAGED) from broken
    return source_of(name, _Reader(sheets, opened).written())


class _Reader:
    """Puts the pages together."""

    def __init__(self, sheets: Sequence[PageParts], opened: Opened) -> None:
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

    def _read_page(self, sheet: PageParts) -> None:
        edges = self._edges.get(round(sheet.width), (0.0, sheet.width))
        told = parts_of(sheet.lines.rows, edges) if sheet.is_tagged else None
        if told is not None:
            self._read_tagged(sheet, *told)
            return
        blocks: list[tuple[float, RuledTable]] = [
            (table.ruled.ys[0], table) for table in (*sheet.tables, *sheet.frames)
        ]
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

    def _read_frame(self, table: RuledTable, sheet: PageParts) -> None:
        """A frame around text, whose lines are read as those outside of it."""
        for cell in table.ruled.cells:
            rows = table.cells.get(cell, [])
            if rows:
                left = min(row[0].x0 for row in rows)
                self._read_rows(rows, sheet, (left, cell.box.x1 - min(left - cell.box.x0, _PADDING)))

    def _read_rows(self, rows: Sequence[Row], sheet: PageParts, edges: tuple[float, float]) -> None:
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

    def _read_tagged(self, sheet: PageParts, found: Sequence[Stretch | TaggedTable], others: Sequence[Run]) -> None:
        """A page whose tags are followed, and its ruled tables where the tags have them."""
        self._written.margins += [run.text for run in others]
        parts: list[tuple[int, Stretch | TaggedTable | RuledTable]] = [(_block_of(part), part) for part in found]
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

    def _read_stretch(self, stretch: Stretch, sheet: PageParts) -> None:
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

    def _with_rest(self, found: list[Flow | Unruled], sheet: PageParts) -> list[Flow | Unruled]:
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

    def _lines(self, part: Flow, sheet: PageParts, left: float, right: float) -> list[Line]:
        lines: list[Line] = []
        for row in part.rows:
            gap = not lines or self._setting.is_gap(lines[-1].run, row[0])
            lines.append(Line(row, left, right, sheet.number, gap))
        return lines

    # Tables

    def _ruled_grid(self, table: RuledTable, sheet: PageParts) -> Grid:
        ruled = table.ruled
        rows = [["" for _ in ruled.xs[1:]] for _ in ruled.ys[1:]]
        padding = _padding(table)
        for cell, lines in table.cells.items():
            left = min(row[0].x0 for row in lines)
            rows[cell.row][cell.column] = self._cell(lines, left, cell.box.x1 - padding, sheet)
        return Grid(list(ruled.xs[:-1]), rows, [sheet.number] * len(rows))

    def _unruled_grid(self, part: Unruled, sheet: PageParts) -> Grid:
        rows = [
            [self._cell(lines, *edges, sheet) for lines, edges in zip(cells, part.edges, strict=True)]
            for cells in part.rows
        ]
        return Grid([x0 for x0, _ in part.edges], rows, [sheet.number] * len(rows), is_ruled=False)

    def _take_tagged(self, table: TaggedTable, sheet: PageParts) -> None:
        grid = self._tagged_grid(table, sheet)
        last = self._pieces[-1] if self._pieces else None
        if isinstance(last, Grid) and last.pages[-1] < sheet.number:
            grid = widened(last, grid)
        if len(grid.edges) > 1:
            self._take_grid(grid)
            return
        for stretch in table.stretches:  # a frame, or a list set as a table
            self._read_stretch(stretch, sheet)

    def _tagged_grid(self, table: TaggedTable, sheet: PageParts) -> Grid:
        rows = [
            [
                "\n".join(self._cell(stretch.rows, *edges, sheet) for stretch in cell)
                for cell, edges in zip(cells, table.edges, strict=True)
            ]
            for cells in table.rows
        ]
        return Grid([x0 for x0, _ in table.edges], rows, [sheet.number] * len(rows), is_ruled=False)

    def _cell(self, rows: Sequence[Row], left: float, right: float, sheet: PageParts) -> str:
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


def _first_block(table: RuledTable, others: Iterable[Stretch | TaggedTable]) -> int:
    """The first block that stands in a ruled table; of one without tags, the last that stands above it."""
    own = [run.tag.block for rows in table.cells.values() for row in rows for run in row if run.tag is not None]
    above = [one.tag.block for one in others if isinstance(one, Stretch) and one.bottom <= table.ruled.ys[0]]
    return min(own) if own else max(above, default=-1)


def _padding(table: RuledTable) -> float:
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
