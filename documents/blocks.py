"""What a file is made of once it has been opened: blocks of text, in order, each with its place.

Every reader in `documents.readers` returns a `Source`; everything that gives a document meaning
(`policies.reading`, `actionplan.reading`) starts from one.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

# A word is a run of letters and digits, or a run of three or more dots or underscores (a blank to fill in).
_WORD = re.compile(r"[^\W_]+|\.{3,}|_{3,}")


def words(text: str) -> list[str]:
    """The words of `text` in order, after NFKC, case kept; the measure of "nothing lost, nothing invented"."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stood in its file. `first` and `last` count from 1 and include both ends."""

    first: int
    last: int
    unit: Literal["line", "page", "row"] = "line"

    def __str__(self) -> str:
        return f"{self.unit} {self.first}" if self.first == self.last else f"{self.unit}s {self.first}-{self.last}"

    def joined(self, other: "Place") -> "Place":
        """The least place that holds both."""
        return Place(min(self.first, other.first), max(self.last, other.last), self.unit)


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


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file.

    `lines` are the raw lines where the file is plain text (layout such as tab columns lives there and only
    there) and empty for other formats. `blocks` are the same words as headings, paragraphs, items and tables, without
    the page numbers and running headers and footers, which are `furniture`.
    """

    name: str
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...] = ()
    furniture: tuple[Paragraph, ...] = ()

    @property
    def words(self) -> list[str]:
        """Every word of the file, in order."""
        return [word for text in self._texts() for word in words(text)]

    def _texts(self) -> Iterator[str]:
        if self.lines:
            for line in self.lines:
                yield line.text
            return
        for block in (*self.blocks, *self.furniture):
            if isinstance(block, Table):
                for row in (block.header, *block.rows):
                    yield from row
            elif isinstance(block, ListItem):
                yield f"{block.marker} {block.text}"
            else:
                yield block.text
