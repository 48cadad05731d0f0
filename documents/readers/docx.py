"""Reading a Word file (.docx): what it shows, in order, once every tracked change is accepted."""

import posixpath
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from documents.blocks import Source

from .docx_lists import Numbering
from .docx_styles import TWIPS_A_COLUMN, Style, Styles, letters, paragraph
from .flowing import source_of
from .parts import Element, Parts, damaged, opened
from .pieces import Aside, Label, Look, Para, Piece, Rows, Written, tidy
from .word_names import MC, WP, A, M, R, W, number_of, val

_ROOT = "word/document.xml"
_LONGEST_CODE = 4
_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# What holds runs or paragraphs and adds nothing of its own.
_TRANSPARENT = {
    *(
        f"{W}{name}"
        for name in ("hyperlink", "ins", "moveTo", "smartTag", "fldSimple", "sdt", "sdtContent", "customXml")
    ),
    *(f"{W}{name}" for name in ("dir", "bdo", "ruby", "rubyBase", "rt")),
    *(f"{M}{name}" for name in ("oMath", "oMathPara", "r", "f", "num", "den", "e", "sub", "sup", "sSub", "sSup")),
    *(f"{M}{name}" for name in ("sSubSup", "rad", "deg", "d", "nary", "fName", "func")),
}
_GONE = {f"{W}del", f"{W}moveFrom"}
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_NOTES: dict[str, Aside] = {
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
    f"{W}commentReference": "comment",
}
_PARTS: dict[Aside, str] = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}


def read(path: Path, name: str) -> Source:
    """Read a .docx that has passed the gate. Raises gate.Refused where it is not whole."""
    with opened(path) as container:
        try:
            return source_of(name, _Reader(Parts(container, "Word")).written())
        except RecursionError as deep:
            raise damaged("Word") from deep


@dataclass(slots=True)
class _Words:
    """What a paragraph says, while it is gathered."""

    parts: list[str] = field(default_factory=list)
    sizes: dict[int, int] = field(default_factory=dict)  # half points to letters
    plain: int = 0
    bold: int = 0
    boxes: list[Element] = field(default_factory=list)
    asides: list[tuple[Aside, str]] = field(default_factory=list)

    def add(self, text: str, look: Style) -> None:
        self.parts.append(text)
        count = len("".join(text.split()))
        self.sizes[look.size or 0] = self.sizes.get(look.size or 0, 0) + count
        if look.bold:
            self.bold += count
        else:
            self.plain += count

    @property
    def look(self) -> Look:
        size = max(self.sizes, key=lambda found: self.sizes[found], default=0)
        return Look(bold=self.bold > 0 and not self.plain, size=size / 2)


class _Reader:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._styles = Styles(parts.tree("word/styles.xml"))
        self._lists = Numbering(parts.tree("word/numbering.xml"))
        self._written = Written()
        self._held: _Words | None = None  # of a paragraph whose end was deleted
        self._notes = {what: self._notes_of(what) for what in _PARTS}

    def written(self) -> Written:
        """The whole file."""
        root = self._parts.needed(_ROOT)
        body = root.find(f"{W}body")
        if body is None:
            raise damaged("Word")
        for piece in self._whole(body):
            self._written.pieces.append(piece)
        self._margins(root)
        for what, notes in self._notes.items():
            for note in notes.values():  # nothing refers to these
                if text := self._text(note, 0):
                    self._written.asides.append((text, 0, what))
        for name in sorted(self._parts.names):
            if name.startswith("word/diagrams/data") and (drawing := self._parts.tree(name)) is not None:
                text = tidy(" ".join(found.text or "" for found in drawing.iter(f"{A}t")))
                if text:
                    self._written.asides.append((text, 0, "drawing"))
        return self._written

    # Paragraphs and tables

    def _whole(self, holder: Element) -> Iterator[Piece]:
        """What stands in a body, a cell or a box, which nothing goes on from into the next."""
        yield from self._pieces(holder)
        yield from self._held_back()

    def _held_back(self) -> Iterator[Piece]:
        """A paragraph whose end was deleted, where no other follows for it to go on with."""
        if self._held is not None:
            words, self._held = self._held, None
            text = tidy("".join(words.parts))
            number = self._written.next_number(text)
            self._take_asides(words, number or self._written.count)
            yield Para(text=text, number=number, look=words.look)
            for box in words.boxes:
                yield from self._whole(box)

    def _pieces(self, holder: Element) -> Iterator[Piece]:
        for child in holder:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._held_back()
                yield from self._table(child)
            elif child.tag == f"{MC}AlternateContent":
                yield from self._pieces(_chosen(child))
            elif child.tag in _TRANSPARENT:
                yield from self._pieces(child)
            elif child.tag in _GONE:
                self._delete(child)

    def _paragraph(self, element: Element) -> Iterator[Piece]:
        properties = element.find(f"{W}pPr")
        style = self._styles.of(val(properties, "pStyle"), is_paragraph=True)
        said = paragraph(properties).over(style)
        words, self._held = self._held or _Words(), None
        self._gather(element, words, style)
        marks = None if properties is None else properties.find(f"{W}rPr")
        if marks is not None and any(marks.find(name) is not None for name in _GONE):
            self._held = words  # its end is deleted, so the next paragraph goes on with it
            self._written.has_changes = True
            return
        label = self._label(said, style)
        indent = None if (own := paragraph(properties).indent) is None else own // TWIPS_A_COLUMN
        if label is not None and indent is not None:
            label = replace(label, indent=indent)
        text = tidy("".join(words.parts))
        number = self._written.next_number(text)
        self._take_asides(words, number or self._written.count)
        yield Para(
            text=text,
            number=number,
            level=style.level if said.outline is None or style.level else said.level,
            label=label,
            look=words.look,
            indent=(said.indent or 0) // TWIPS_A_COLUMN,
            is_entry=style.is_entry,
        )
        for box in words.boxes:
            yield from self._whole(box)

    def _label(self, said: Style, style: Style) -> Label | None:
        if said.number in (None, "0"):
            return None
        depth = said.depth
        if depth is None:
            depth = self._lists.depth_of_style(said.number or "", style.id)
        return self._lists.label(said.number or "", depth or 0)

    def _table(self, table: Element) -> Iterator[Piece]:
        rows = list(_inside(table, f"{W}tr"))
        if rows and all(len(list(_inside(row, f"{W}tc"))) == 1 for row in rows) and not _is_deleted(rows):
            # A single column is a frame around text.
            for row in rows:
                for cell in _inside(row, f"{W}tc"):
                    yield from self._whole(cell)
            return
        found: list[tuple[str, ...]] = []
        first = self._written.count + 1
        for row in rows:
            if _is_deleted([row]):
                self._delete(row)
                continue
            place = self._written.count + 1
            cells = self._cells(row, place)
            if self._written.next_number(" ".join(cells)):
                found.append(cells)
        if found:
            yield Rows(tuple(found), first)

    def _cells(self, row: Element, place: int) -> tuple[str, ...]:
        """The cells of a row: one that spans several columns stands in the first of them, the others are empty."""
        before = row.find(f"{W}trPr")
        cells = [""] * min(number_of(val(before, "gridBefore")), 64)
        for cell in _inside(row, f"{W}tc"):
            span = number_of(val(cell.find(f"{W}tcPr"), "gridSpan"), 1)
            cells.append(self._text(cell, place))
            cells += [""] * min(max(span, 1) - 1, 64)
        return tuple(cells)

    def _text(self, holder: Element, place: int) -> str:
        return self._written.as_lines(self._whole(holder), place)

    # Runs

    def _gather(self, element: Element, words: _Words, style: Style) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, words, style)
            elif tag == f"{M}t":
                words.add(child.text or "", style)
            elif tag == f"{MC}AlternateContent":
                self._gather(_chosen(child), words, style)
            elif tag in _TRANSPARENT:
                self._written.has_changes |= tag in (f"{W}ins", f"{W}moveTo")
                self._gather(child, words, style)
            elif tag in _GONE:
                self._delete(child)

    def _run(self, run: Element, words: _Words, style: Style) -> None:
        properties = run.find(f"{W}rPr")
        look = (
            letters(properties).over(self._styles.of(val(properties, "rStyle"))).over(style).over(self._styles.default)
        )
        for child in run:
            tag = child.tag
            if tag == f"{W}t" and look.hidden:
                self._written.hidden.append(child.text or "")
            elif tag == f"{W}t":
                words.add(child.text or "", look)
            elif tag in _SIGNS:
                words.parts.append(_SIGNS[tag])
            elif tag == f"{W}sym":
                words.parts.append(_symbol(child))
            elif tag in _NOTES:
                words.asides.append((_NOTES[tag], child.get(f"{W}id", "")))
            elif tag == f"{W}delText":
                self._written.deleted.append(child.text or "")
            elif tag == f"{MC}AlternateContent":
                self._run(_chosen(child), words, style)
            elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                self._drawing(child, words)

    def _drawing(self, drawing: Element, words: _Words) -> None:
        """Text boxes, and what pictures say to those who cannot see them."""
        for child in drawing:
            if child.tag == f"{MC}AlternateContent":
                self._drawing(_chosen(child), words)
            elif child.tag == f"{W}txbxContent":
                words.boxes.append(child)
            else:
                said = child.get("descr") if child.tag == f"{WP}docPr" else child.get("alt")
                if said and said.strip():
                    self._written.pictures.append(said)
                self._drawing(child, words)

    def _delete(self, element: Element) -> None:
        self._written.has_changes = True
        texts = [found.text or "" for found in element.iter(f"{W}delText", f"{W}t")]
        self._written.deleted.append("".join(texts))

    # Notes and margins

    def _notes_of(self, what: Aside) -> dict[str, Element]:
        root = self._parts.tree(f"word/{_PARTS[what]}.xml")
        found = [] if root is None else [note for note in root if note.get(f"{W}type") in (None, "normal")]
        return {note.get(f"{W}id", ""): note for note in found}

    def _take_asides(self, words: _Words, number: int) -> None:
        for what, key in words.asides:
            note = self._notes[what].pop(key, None)  # a note is said once, wherever else it is referred to
            if note is not None and (text := self._text(note, number)):
                self._written.asides.append((text, number, what))

    def _margins(self, root: Element) -> None:
        """Headers and footers that a section refers to, each once."""
        related = {}
        relations = self._parts.tree("word/_rels/document.xml.rels")
        for relation in () if relations is None else relations.iter(f"{_RELATED}Relationship"):
            related[relation.get("Id", "")] = posixpath.normpath(posixpath.join("word", relation.get("Target", "")))
        keys = [found.get(f"{R}id", "") for found in root.iter(f"{W}headerReference", f"{W}footerReference")]
        for name in dict.fromkeys(related.get(key, "") for key in keys):
            part = self._parts.tree(name)
            if part is not None and (text := self._text(part, 0)):
                self._written.margins.append(text)


def _inside(holder: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in a content control; not those of a table inside."""
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _inside(child, tag)


def _is_deleted(rows: list[Element]) -> bool:
    return any(row.find(f"{W}trPr/{W}del") is not None for row in rows)


def _chosen(alternatives: Element) -> Element:
    """The first of the forms in which a thing is given; the others say the same for older programs."""
    return next(iter(alternatives), alternatives)


def _symbol(child: Element) -> str:
    code = child.get(f"{W}char", "")
    try:
        sign = chr(int(code, 16)) if len(code) <= _LONGEST_CODE else ""
    except ValueError:
        return ""
    return "" if sign and unicodedata.category(sign) in ("Cc", "Cs") else sign
