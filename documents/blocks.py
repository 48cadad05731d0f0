"""What a file is made of once it has been opened: blocks of text, in order, each with its place.

Every reader in `documents.readers` returns a `Source`; everything that gives a document meaning
(`policies.reading`, `actionplan.reading`) starts from one.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

# A word is a run of letters and digits, or a run of three or more dots or underscores (a blank to fill in).
_WORD = re.compile(r"[^\W_]+|\.{3,}|_{3,}")


def words(text: str) -> list[str]:
    """The words of `text` in order, after NFKC, case kept; the measure of "nothing lost, nothing invented"."""
    return _WORD.findall(text if text.isascii() else unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stood in its file. `first` and `last` count from 1 and include both ends.

    A document without lines is counted by its paragraphs and the rows of its tables, one after the other. A row is
    called by its table, the `table`-th, and by its number in it: `above` were counted before that table. A document of
    pages is called by these: `turns` are the numbers with which its pages begin.
    """

    first: int
    last: int
    unit: Literal["line", "page", "row", "paragraph"] = "line"
    table: int = 0
    above: int = 0
    turns: tuple[int, ...] = field(default=(), repr=False)

    def __str__(self) -> str:
        counted = _called(self.unit, self.first - self.above, self.last - self.above)
        if self.table:
            counted = f"table {self.table}, {counted}"
        if not self.turns:
            return counted
        pages = _called("page", bisect_right(self.turns, self.first), bisect_right(self.turns, self.last))
        return f"{pages}, {counted}" if self.table else pages

    def joined(self, other: "Place") -> "Place":
        """The least place that holds both."""
        first, last = min(self.first, other.first), max(self.last, other.last)
        if self.table == other.table:
            return replace(self, first=first, last=last)
        return Place(first, last, "paragraph", turns=self.turns)

    def row(self, index: int) -> "Place":
        """The place of one row of a table that has this place; `index` counts from 0."""
        if not self.table:
            return self
        return replace(self, first=self.first + index, last=self.first + index)


def _called(unit: str, first: int, last: int) -> str:
    return f"{unit} {first}" if first == last else f"{unit}s {first}-{last}"


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names what follows it."""

    level: int
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; lines wrapped by the writer's margin are joined."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list. `level` is 1 for the outermost; `marker` is the bullet or number as written."""

    level: int
    marker: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A grid. `header` may be empty; rows may be ragged; a cell keeps its line breaks as newlines."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    place: Place


Block = Heading | Paragraph | ListItem | Table


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text file as it stands, without its line ending. Blank lines are kept."""

    number: int
    text: str


_REASONS = {
    "footnote": "This is a footnote to what stands here.",
    "endnote": "This is an endnote to what stands here.",
    "comment": "This is a comment on what stands here.",
    "drawing": "This stands in a drawing.",
}


@dataclass(frozen=True, slots=True)
class Note:
    """Words beside the text, as a footnote or a comment. `place` is that of the words it stands beside."""

    text: str
    place: Place
    what: Literal["footnote", "endnote", "comment", "drawing"]

    @property
    def reason(self) -> str:
        """Why it is no part of the text."""
        return _REASONS[self.what]


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file.

    `lines` are the raw lines where the file is plain text (layout such as tab columns lives there and only
    there) and empty for other formats. `blocks` are the same words as headings, paragraphs, items and tables, without
    the page numbers and running headers and footers, which are `furniture`. `notes` stand beside the text. `warnings`
    are sentences about what a person should know of the file, as that changes were tracked in it. `turns` are the
    lines with which its pages begin, where it has lines and pages. `unread` is a sentence where no words could be taken
    from it, as from a picture.
    """

    name: str
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...] = ()
    furniture: tuple[Paragraph, ...] = ()
    notes: tuple[Note, ...] = ()
    warnings: tuple[str, ...] = ()
    turns: tuple[int, ...] = ()
    unread: str = ""

    @property
    def margins(self) -> tuple[Paragraph, ...]:
        """The furniture that stands outside the lines."""
        return tuple(block for block in self.furniture if not self.lines or block.place.unit != "line")

    @property
    def words(self) -> list[str]:
        """Every word of the file, in order."""
        return [word for text in self._texts() for word in words(text)]

    def places(self) -> dict[int, Place]:
        """The place of each paragraph and of each row of a table, by the number that its place begins with."""
        found = {line.number: Place(line.number, line.number, turns=self.turns) for line in self.lines}
        for block in () if self.lines else self.blocks:
            rows = len(block.rows) if isinstance(block, Table) and block.place.table else 1
            for index in range(rows):
                found.setdefault(block.place.first + index, block.place.row(index))
        return found

    def _texts(self) -> Iterator[str]:
        yield from (line.text for line in self.lines)
        yield from (note.text for note in self.notes)
        for block in (*(() if self.lines else self.blocks), *self.margins):
            if isinstance(block, Table):
                for row in (block.header, *block.rows):
                    yield from row
            elif isinstance(block, ListItem):
                yield f"{block.marker} {block.text}"
            else:
                yield block.text


def shown_lines(source: Source) -> Iterator[tuple[int, str]]:
    """The file as it is shown beside its reading: its lines, or its paragraphs and rows, each with its number."""
    yield from ((line.number, line.text) for line in source.lines)
    for block in () if source.lines else source.blocks:
        if isinstance(block, Table):
            rows = ([block.header] if block.header else []) + list(block.rows)
            for index, row in enumerate(rows):
                yield block.place.row(index).first, "\n".join(cell for cell in row if cell)
        else:
            yield block.place.first, f"{block.marker} {block.text}" if isinstance(block, ListItem) else block.text
