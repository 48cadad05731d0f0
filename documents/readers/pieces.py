"""What a word processor's file holds, in order, before its blocks are made: paragraphs with their look, and tables.

The readers of Word and OpenDocument make these; `documents.readers.flowing` makes a `Source` of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from documents import characters

_AT_END = re.compile(r"[^\S\n]+(?=\n|\Z)|\s+\Z")


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph's letters are set. `bold`: all of them. `size`: in points, of most of them; 0 where unknown."""

    bold: bool = False
    size: float = 0


@dataclass(frozen=True, slots=True)
class Label:
    """The bullet or number that a list puts before a paragraph, and how deep the list is, 1 for the outermost.

    indent: how far in the list puts it, in columns; None where it does not say.
    """

    sign: str
    is_bullet: bool
    depth: int
    indent: int | None = None


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph as it shows. `level` is that of the heading its style says it is, or 0.

    number: which one of the file's paragraphs and rows it is, from 1; 0 for one that holds nothing.
    is_entry: whether its style says that it is a line of a contents page.
    """

    text: str
    number: int
    level: int = 0
    label: Label | None = None
    look: Look = field(default_factory=Look)
    indent: int = 0
    is_entry: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: its cells row by row, each word once; a cell's paragraphs are lines. `number`: of its first row."""

    cells: tuple[tuple[str, ...], ...]
    number: int


Piece: TypeAlias = Para | Rows
Aside: TypeAlias = Literal["footnote", "endnote", "comment", "drawing"]


@dataclass(slots=True)
class Written:
    """A whole file. `asides` are notes with the number of what each stands beside; `margins` headers and footers.

    turns: the numbers with which its pages begin, where it has pages. warnings: more that a person should know of it.
    unread: why no words could be taken from it.
    """

    pieces: list[Piece] = field(default_factory=list)
    asides: list[tuple[str, int, Aside]] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    has_changes: bool = False
    count: int = 0
    turns: list[int] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unread: str = ""

    def next_number(self, text: str) -> int:
        """The number of the next paragraph or row; 0 for one that holds nothing."""
        if not text.strip():
            return 0
        self.count += 1
        return self.count

    def as_lines(self, pieces: Iterator[Piece], place: int) -> str:
        """All that a cell, a note or a margin holds, its paragraphs as lines; `place` is the number of its row.

        What stands in a cell is not counted by itself. pieces: as they are made, so that what they note is seen here.
        """
        counted = self.count
        lines = []
        for piece in pieces:
            if isinstance(piece, Rows):
                lines += [cell for row in piece.cells for cell in row if cell]
            elif said := _in_cell(piece):
                lines.append(said)
        self.count = counted
        self.asides = [(text, place if number > counted else number, what) for text, number, what in self.asides]
        return "\n".join(lines)


def _in_cell(para: Para) -> str:
    """A paragraph with its bullet or number. A number may stand alone, as that of a row does."""
    text = para.text.strip()
    if para.label is None or (not text and para.label.is_bullet):
        return text
    return f"{para.label.sign} {text}".strip()


def tidy(text: str) -> str:
    """The text of a paragraph without soft hyphens, without signs that nobody sees or that turn the direction of the
    writing, and without space at its end. Spaces inside are as written: in words typed as plain text they are layout.
    """
    shown = characters.without_hidden(text.replace("\u00ad", "").replace("\r", "\n").replace("\u200b", ""))
    return _AT_END.sub("", shown).lstrip("\n")
