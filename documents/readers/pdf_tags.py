"""What the tags of a PDF say: which writing of a page makes a paragraph, heading, item or cell, and in what order.

Word processors and browsers write such tags; ISO 32000-1, 14.7 and 14.8, says what they mean. Whoever made a file may
have tagged it badly, so `pdf_tagged` asks how well they fit what is seen before it follows them.
"""

import ctypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pypdfium2 import raw

_MOST = 10_000  # elements that a page looks at
_MOST_SPAN = 60  # columns or rows that a cell reaches over
_LEVELS = {"H": 1, "Title": 1, **{f"H{level}": level for level in range(1, 7)}}
_PARAGRAPHS = {*_LEVELS, "P", "LI", "Caption", "TOCI", "Note", "FENote", "TD", "TH", "Index"}
_APART = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "L", "TOC", "Table", "Aside", "Form", "Figure"}
_CELLS = {"TD", "TH"}
_KIND = 64


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a tagged table of a page. All are counted from 0, as they follow each other in the tags."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Tag:
    """What a piece of writing belongs to: the `block`-th paragraph, heading or item of its page, in order of reading.

    level: of a heading, or 0. is_item: of a list. is_entry: it is a line of a contents page. cell: where it stands in a
    table.
    """

    block: int
    level: int = 0
    is_item: bool = False
    is_entry: bool = False
    cell: Cell | None = None


def tags_of(page: raw.FPDF_PAGE) -> Mapping[int, Tag]:
    """The tag of each piece of marked writing, by the number it is marked with. None where the page has no tags."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        walk = _Walk()
        for index in range(max(raw.FPDF_StructTree_CountChildren(tree), 0)):
            if element := raw.FPDF_StructTree_GetChildAtIndex(tree, index):
                walk.follow(element)
        return {} if walk.is_lost else walk.tags
    finally:
        raw.FPDF_StructTree_Close(tree)


@dataclass(slots=True)
class _Table:
    """A table as far as it was followed. taken: how many more rows each column is filled by a cell from above."""

    number: int
    row: int = -1
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)

    def begin_row(self) -> None:
        """Go to the next row."""
        self.row, self.column = self.row + 1, 0
        self.taken = {column: rows - 1 for column, rows in self.taken.items() if rows > 1}

    def place(self, across: int, down: int) -> Cell:
        """Where the next cell stands, which reaches over so many columns and rows."""
        while self.column in self.taken:
            self.column += 1
        cell = Cell(self.number, max(self.row, 0), self.column)
        if down > 1:
            self.taken |= dict.fromkeys(range(self.column, self.column + across), down)
        self.column += across
        return cell


@dataclass(slots=True)
class _Walk:
    """Follows the elements of a page in the order of reading. PDFium gives those within 32 others at most."""

    tags: dict[int, Tag] = field(default_factory=dict)
    is_lost: bool = False
    _blocks: int = 0
    _tables: int = 0
    _seen: int = 0
    _filled: bool = False

    def follow(self, element: raw.FPDF_STRUCTELEMENT) -> None:
        """Take what is marked in an element and in those within it."""
        self._follow(element, Tag(self._next()), None)

    def _next(self) -> int:
        """The number of the next block; the last again where nothing stands in it."""
        if self._filled:
            self._blocks, self._filled = self._blocks + 1, False
        return self._blocks

    def _follow(self, element: raw.FPDF_STRUCTELEMENT, tag: Tag, table: _Table | None) -> None:
        self._seen += max(raw.FPDF_StructElement_CountChildren(element), 0)
        if self._seen > _MOST:
            self.is_lost = True
            return
        kind = _kind(element)
        if tag.cell is None:
            table = self._table_of(kind, table)
        if kind in _CELLS and table is not None and tag.cell is None:
            tag = replace(tag, cell=table.place(_span(element, b"ColSpan"), _span(element, b"RowSpan")))
        is_block = kind in _PARAGRAPHS or kind in _APART
        if is_block:
            tag = replace(
                tag,
                block=self._next(),
                level=_LEVELS.get(kind, 0),
                is_item=tag.is_item or kind == "LI",
                is_entry=tag.is_entry or kind == "TOCI",
            )
        self._take(element, tag, table)
        if is_block:
            self._next()
        elif kind == "Lbl":
            self._filled = False  # a paragraph after the sign of an item is that item

    def _table_of(self, kind: str, table: _Table | None) -> _Table | None:
        """The table that an element begins, or the one that it is a row of."""
        if kind == "Table":
            table = _Table(self._tables)
            self._tables += 1
        elif kind == "TR" and table is not None:
            table.begin_row()
        return table

    def _take(self, element: raw.FPDF_STRUCTELEMENT, tag: Tag, table: _Table | None) -> None:
        """Take what an element holds; what follows a paragraph within it is another."""
        is_row = _kind(element) == "TR" and tag.cell is None
        for marked, child in _children(element):
            if is_row and table is not None and not child and marked < 0:
                table.place(1, 1)  # a cell of which nothing stands on this page
            elif child:
                before = self._blocks
                self._follow(child, tag, table)
                if self._blocks != before:
                    tag = replace(tag, block=self._next())
            elif marked >= 0 and marked not in self.tags:
                self.tags[marked] = tag
                self._filled = True


def _children(element: raw.FPDF_STRUCTELEMENT) -> Iterator[tuple[int, raw.FPDF_STRUCTELEMENT | None]]:
    """What an element holds, one after the other: the number that writing is marked with, or an element.

    Neither where it stands on another page.
    """
    for index in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        yield (-1, child) if child else (raw.FPDF_StructElement_GetChildMarkedContentID(element, index), None)


def _kind(element: raw.FPDF_STRUCTELEMENT) -> str:
    name = ctypes.create_string_buffer(_KIND)
    length = raw.FPDF_StructElement_GetType(element, name, _KIND)
    return name.raw[: length - 2].decode("utf-16-le", "replace") if 2 < length <= _KIND else ""


def _span(element: raw.FPDF_STRUCTELEMENT, name: bytes) -> int:
    """Over how many columns or rows a cell reaches."""
    number = ctypes.c_float()
    for index in range(raw.FPDF_StructElement_GetAttributeCount(element)):
        attribute = raw.FPDF_StructElement_GetAttributeAtIndex(element, index)
        value = raw.FPDF_StructElement_Attr_GetValue(attribute, name)
        if value and raw.FPDF_StructElement_Attr_GetNumberValue(value, number):
            return min(max(int(number.value), 1), _MOST_SPAN)
    return 1
