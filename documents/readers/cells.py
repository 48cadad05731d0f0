"""A .csv or .xlsx read as a document: its words row by row, each row a table of one row with the number it has.

Which rows are a heading, a title or a section is for whoever gives the document its meaning.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from documents import gate
from documents.blocks import Block, Place, Source, Table
from documents.readers import sheet

# An apostrophe that a spreadsheet, or we, put before what would have been a formula.
_ESCAPED = re.compile(r"\A'(?=[=+\-@\t\r])")
_LINE_END = re.compile(r"\r\n|\r|\n|_x000[Dd]_\n?")


def read(path: Path, name: str) -> Source:
    """Every row that says something, of every sheet that shows. Raises gate.Refused."""
    try:
        blocks = [block for rows in sheet.every_sheet(path, name) for block in _blocks(rows)]
    except sheet.Unreadable as unreadable:
        raise gate.Refused(str(unreadable)) from unreadable
    return Source(name=name, blocks=tuple(blocks))


def _blocks(rows: Iterable[sheet.Row]) -> Iterator[Block]:
    """Rows as wide as the widest, so that one whose last cells are blank is like the others."""
    given = [(number, [_text(cell) for cell in cells]) for number, cells in rows]
    width = max((_width(cells) for _, cells in given), default=0)
    for number, cells in given:
        padded = (*cells, *([""] * (width - len(cells))))[:width]
        if any(padded):
            yield Table(header=(), rows=(padded,), place=Place(number, number, "row"))


def _width(cells: list[str]) -> int:
    return max((place for place, cell in enumerate(cells, start=1) if cell), default=0)


def _text(cell: str) -> str:
    return _ESCAPED.sub("", _LINE_END.sub("\n", cell)).strip()
