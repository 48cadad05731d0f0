"""Reading an OpenDocument text (.odt): what it shows, in order, once every tracked change is accepted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from documents.blocks import Source

from .flowing import source_of
from .odt_styles import STYLE, TEXT, OpenList, Style, Styles
from .parts import Element, Parts, damaged, opened
from .pieces import Aside, Label, Look, Para, Piece, Rows, Written, tidy
from .word_names import number_of

_PROGRAM = "LibreOffice"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_MOST_REPEATED = 64
_MOST_SPACES = 1_000
_PARAGRAPHS = {f"{TEXT}p", f"{TEXT}h"}
# What holds paragraphs and adds nothing of its own.
_TRANSPARENT = {
    f"{TEXT}{name}"
    for name in (
        *(
            "section",
            "index-body",
            "index-title",
            "table-of-content",
            "illustration-index",
            "table-index",
            "user-index",
        ),
        *("object-index", "alphabetical-index", "bibliography", "numbered-paragraph"),
    )
}
_ROWS = {f"{_TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")}
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_BOXES = {f"{_DRAW}text-box", f"{_DRAW}custom-shape", f"{_DRAW}rect", f"{_DRAW}ellipse"}
_MARGINS = ("header", "footer", "header-first", "footer-first", "header-left", "footer-left")


def read(path: Path, name: str) -> Source:
    """Read an .odt that has passed the gate. Raises gate.Refused where it is not whole."""
    with opened(path) as container:
        try:
            return source_of(name, _Reader(Parts(container, _PROGRAM)).written())
        except RecursionError as deep:
            raise damaged(_PROGRAM) from deep


@dataclass(slots=True)
class _Words:
    """What a paragraph says, while it is gathered."""

    parts: list[str] = field(default_factory=list)
    sizes: dict[float, int] = field(default_factory=dict)
    plain: int = 0
    bold: int = 0
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[Aside, Element]] = field(default_factory=list)

    def add(self, text: str | None, look: Style) -> None:
        # Line ends and runs of spaces in the XML are those of whoever wrote it out.
        said = " ".join((text or "").split())
        if text and text[:1].isspace():
            said = f" {said}"
        if said.strip() and text and text[-1:].isspace():
            said = f"{said} "
        self.parts.append(said)
        count = len("".join(said.split()))
        self.sizes[look.size or 0] = self.sizes.get(look.size or 0, 0) + count
        if look.bold:
            self.bold += count
        else:
            self.plain += count

    @property
    def look(self) -> Look:
        return Look(
            bold=self.bold > 0 and not self.plain,
            size=max(self.sizes, key=lambda found: self.sizes[found], default=0),
        )


class _Reader:
    def __init__(self, parts: Parts) -> None:
        self._content = parts.needed("content.xml")
        self._pages = parts.tree("styles.xml")
        self._styles = Styles((self._pages, self._content))
        self._written = Written()
        self._outline = OpenList()
        self._lists: dict[str, OpenList] = {}  # by the key that a later list goes on from
        self._last: dict[str, OpenList] = {}  # the latest of each style

    def written(self) -> Written:
        """The whole file."""
        body = self._content.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise damaged(_PROGRAM)
        for piece in self._pieces(body):
            self._written.pieces.append(piece)
        for tag in _MARGINS:
            for found in () if self._pages is None else self._pages.iter(f"{STYLE}{tag}"):
                if (text := self._text(found, 0)) and text not in self._written.margins:
                    self._written.margins.append(text)
        return self._written

    # Paragraphs, lists and tables

    def _pieces(self, holder: Element) -> Iterator[Piece]:
        for child in holder:
            if child.tag in _PARAGRAPHS:
                yield from self._paragraph(child, None)
            elif child.tag == f"{TEXT}list":
                yield from self._list(child, None, 1)
            elif child.tag == f"{_TABLE}table":
                yield from self._table(child)
            elif child.tag in _TRANSPARENT:
                yield from self._pieces(child)
            elif child.tag == f"{TEXT}tracked-changes":
                self._changes(child)
            elif str(child.tag).startswith(_DRAW):
                words = _Words()
                self._drawing(child, words)
                yield from self._boxes(words)

    def _changes(self, changes: Element) -> None:
        for change in changes:
            self._written.has_changes = True
            for deleted in change.iter(f"{TEXT}deletion"):
                texts = ["".join(map(str, part.itertext())) for tag in _PARAGRAPHS for part in deleted.iter(tag)]
                self._written.deleted.append(" ".join(texts))

    def _list(self, element: Element, held: OpenList | None, depth: int) -> Iterator[Piece]:
        held = held or self._opened(element)
        for item in element:
            start = item.get(f"{TEXT}start-value")
            fresh = item.tag == f"{TEXT}list-item"
            for child in item:
                if child.tag == f"{TEXT}list":
                    yield from self._list(child, held, depth + 1)
                elif child.tag in _PARAGRAPHS:
                    label = None
                    if fresh:
                        label = self._styles.label(held, depth, None if start is None else number_of(start, 1))
                    yield from self._paragraph(child, label, in_list=True)
                    fresh = False
            if fresh and not any(child.tag == f"{TEXT}list" for child in item):
                self._styles.label(held, depth)  # an empty item counts

    def _opened(self, element: Element) -> OpenList:
        """The list that begins here, or that goes on here."""
        style = element.get(f"{TEXT}style-name", "")
        goes_on = self._lists.get(element.get(f"{TEXT}continue-list", ""))
        if goes_on is None and element.get(f"{TEXT}continue-numbering") == "true":
            goes_on = self._last.get(style)
        own = goes_on or OpenList(style)
        if key := element.get("{http://www.w3.org/XML/1998/namespace}id"):
            self._lists[key] = own
        self._last[style] = own
        return own

    def _paragraph(self, element: Element, label: Label | None, *, in_list: bool = False) -> Iterator[Piece]:
        style = self._styles.of("paragraph", element.get(f"{TEXT}style-name"))
        level = style.level or 0
        if element.tag == f"{TEXT}h":
            level = number_of(element.get(f"{TEXT}outline-level"), 1)
            if label is None and not in_list and element.get(f"{TEXT}is-list-header") != "true":
                start = element.get(f"{TEXT}start-value")
                restarts = element.get(f"{TEXT}restart-numbering") == "true"
                anew = number_of(start, 1) if restarts else None
                label = self._styles.heading_label(self._outline, level, anew)
        words = _Words()
        self._gather(element, words, style)
        text = tidy("".join(words.parts))
        number = self._written.next_number(text)
        for what, note in words.notes:
            if said := self._text(note, number):
                self._written.asides.append((said, number or self._written.count, what))
        yield Para(text, number, level, label, words.look, is_entry=style.is_entry)
        yield from self._boxes(words)

    def _boxes(self, words: _Words) -> Iterator[Piece]:
        for box in words.boxes:
            yield from self._pieces(box)

    def _table(self, table: Element) -> Iterator[Piece]:
        rows = list(_rows(table))
        if rows and all(len([cell for cell in row if cell.tag in _CELLS]) == 1 for row in rows):
            # A single column is a frame around text.
            for row in rows:
                for cell in row:
                    yield from self._pieces(cell)
            return
        first = self._written.count + 1
        found = []
        for row in rows:
            cells = tuple(self._cells(row, self._written.count + 1))
            if self._written.next_number(" ".join(cells)):
                found.append(cells)
        if found:
            yield Rows(tuple(found), first)

    def _cells(self, row: Element, place: int) -> Iterator[str]:
        """The cells of a row: one that spans several stands in the first of them, and the covered ones are empty."""
        for cell in row:
            if cell.tag in _CELLS:
                yield self._text(cell, place)
                repeated = min(number_of(cell.get(f"{_TABLE}number-columns-repeated"), 1), _MOST_REPEATED)
                yield from [""] * (repeated - 1)

    def _text(self, holder: Element, place: int) -> str:
        return self._written.as_lines(self._pieces(holder), place)

    # Words

    def _gather(self, element: Element, words: _Words, style: Style) -> None:
        self._say(element.text, words, style)
        for child in element:
            self._inside(child, words, style)
            self._say(child.tail, words, style)

    def _say(self, text: str | None, words: _Words, style: Style) -> None:
        if style.hidden:
            self._written.hidden.append(text or "")
        else:
            words.add(text, style)

    def _inside(self, child: Element, words: _Words, style: Style) -> None:
        tag = str(child.tag)
        if tag == f"{TEXT}s":
            words.parts.append(" " * min(number_of(child.get(f"{TEXT}c"), 1), _MOST_SPACES))
        elif tag in _SIGNS:
            words.parts.append(_SIGNS[tag])
        elif tag == f"{TEXT}note":
            what: Aside = "endnote" if child.get(f"{TEXT}note-class") == "endnote" else "footnote"
            words.notes.extend((what, body) for body in child.findall(f"{TEXT}note-body"))
        elif tag == f"{_OFFICE}annotation":
            words.notes.append(("comment", child))
        elif tag.startswith(_DRAW):
            self._drawing(child, words)
        elif tag in (f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"):
            self._written.hidden.append("".join(map(str, child.itertext())))
        else:
            own = self._styles.of("text", child.get(f"{TEXT}style-name")) if tag == f"{TEXT}span" else Style()
            self._gather(child, words, own.over(style))

    def _drawing(self, drawing: Element, words: _Words) -> None:
        """Text boxes, and what pictures say to those who cannot see them."""
        if drawing.tag in _BOXES:
            words.boxes.append(drawing)
        for child in drawing:
            if child.tag in (f"{_SVG}title", f"{_SVG}desc"):
                self._written.pictures.append(child.text or "")
            elif str(child.tag).startswith(_DRAW):
                self._drawing(child, words)


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, also those in groups; one that is repeated without end holds nothing."""
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in _ROWS:
            yield from _rows(child)
