"""From blocks to sections: headings open them; without headings, a lead-in or a change of purpose does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from documents.blocks import Block, Heading, ListItem, Paragraph, Place, Table, words
from documents.readers.cell_lines import version_columns
from documents.readers.headings import ENTRY_LINK
from policies.document import SectionKind

from .kinds import kind_of_body, kind_of_heading, kind_of_lead_in, kind_of_opening
from .lines import (
    ends_sentence,
    is_control_label,
    is_control_line,
    is_only_dates,
    is_row_of_labels,
    label_and_value,
    labels_and_values,
    says_what_one_does,
    text_of,
    unnumbered,
)
from .shape import Body, BodyType, ReadSection

_INTRODUCES = re.compile(
    r"(?::|[-–—]|\b(?:will|to|that|by|include|includes|following|are|is|be|shall|should|must|may|can(?:not)?|who|which"
    r"|(?:is|are) (?:also )?\w+ed)(?: not)?|^Please|^We (?:also |all )?\w+)\s*$"
)
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?|index", re.IGNORECASE)
_ENTRY_END = re.compile(r"[\s.…_]*\d*\s*$")
_DONE = {SectionKind.PLAN, SectionKind.IMPLEMENTATION}
_INHERITED = {SectionKind.AIMS, SectionKind.PLAN, SectionKind.IMPLEMENTATION, SectionKind.MONITORING}


@dataclass
class _Draft:
    """A section while it is being gathered."""

    heading: str | None
    level: int
    place: Place
    kind: SectionKind | None = None
    body: list[Body] = field(default_factory=list)

    def add(self, part: Body) -> None:
        self.body.append(part)
        self.place = self.place.joined(part.place)


def written(item: ListItem) -> str:
    """An item as it stands: a number or letter that counts is kept, a bullet is not."""
    return item.text if is_bullet(item.marker) else f"{item.marker} {item.text}".strip()


def is_bullet(marker: str) -> bool:
    """Whether the sign only marks an item; "l" and "o" are bullets of a symbol font."""
    return not words(marker) or (len(marker) == 1 and marker.isalpha())


def read_sections(blocks: Sequence[Block]) -> list[ReadSection]:
    """The sections of a policy's text, which begins after its front."""
    return _Builder(blocks).sections()


class _Builder:
    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._drafts: list[_Draft] = []
        self._contents = self._contents_entries()
        self._lead_ins = self._numbered_lead_ins()
        self._lead_level = 0  # of the numbered lead-in whose items are being read

    def sections(self) -> list[ReadSection]:
        for index, block in enumerate(self._blocks):
            if not isinstance(block, ListItem):
                self._lead_level = 0
            if self._is_control(index):
                self._add_control(index, block)
            elif isinstance(block, Heading) and index not in self._contents:
                self._open(block.text, block.level, block.place, kind_of_heading(block.text))
            elif isinstance(block, Table):
                self._add_table(block)
            elif isinstance(block, ListItem):
                self._add_item(index, block)
            elif isinstance(block, Heading):
                self._current(block.place).add(Body("clause", block.text, block.place))
            else:
                self._add_paragraph(index, block)
        return self._finished()

    def _open(self, heading: str | None, level: int, place: Place, kind: SectionKind | None = None) -> _Draft:
        self._drafts.append(_Draft(heading, level, place, kind))
        return self._drafts[-1]

    def _current(self, place: Place) -> _Draft:
        """The section that takes the next words: never one of control lines without a heading."""
        if not self._drafts or self._is_loose_control(self._drafts[-1]):
            return self._open(None, 1, place)
        return self._drafts[-1]

    @staticmethod
    def _is_loose_control(draft: _Draft) -> bool:
        return draft.heading is None and draft.kind is SectionKind.CONTROL

    # Document control

    def _is_control(self, index: int) -> bool:
        block = self._blocks[index]
        if isinstance(block, Table):
            rows = [row for row in (block.header, *block.rows) if row]
            if _in_pairs(rows) or (rows and version_columns(rows[0]) is not None):
                return True
            labelled = sum(is_control_label(row[0]) for row in rows)
            return labelled * 2 > len(rows) and all(len(row) == 2 or row[0].endswith(":") for row in rows)
        if isinstance(block, ListItem):
            return False
        if self._label_waits() and len(words(block.text)) <= 12 and not block.text.endswith((":", ".")):
            return not is_control_line(block.text) or is_only_dates(block.text)
        if not is_control_line(block.text):
            return False
        said = ends_sentence(block.text) or says_what_one_does(block.text)
        if said and self._drafts and self._drafts[-1].heading is not None:
            return False  # a sentence belongs to the heading it stands under
        # A heading such as "Reviewed by governors" names what follows; a control line says all there is to say.
        says_all = label_and_value(block.text) is not None or is_row_of_labels(block.text)
        return not isinstance(block, Heading) or says_all or self._is_loose(index)

    def _label_waits(self) -> bool:
        """Whether the last line is a label alone, whose value is the next line."""
        draft = self._drafts[-1] if self._drafts else None
        if draft is None or draft.kind is not SectionKind.CONTROL or not draft.body:
            return False
        last = draft.body[-1]
        return last.type == "paragraph" and last.text.endswith(":") and last.text.count(":") == 1

    def _is_loose(self, index: int) -> bool:
        if is_only_dates(getattr(self._blocks[index], "text", "")):
            return True
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        return following is None or isinstance(following, Heading) or is_control_line(getattr(following, "text", ""))

    def _names_control(self, draft: _Draft, index: int) -> bool:
        """Whether nothing but control stands under the draft's heading, from the block on to the next heading."""
        if draft.heading is None or draft.body or draft.kind not in (None, SectionKind.MONITORING):
            return False
        rest = self._blocks[index:]
        end = next((place for place, block in enumerate(rest) if isinstance(block, Heading)), len(rest))
        return all(isinstance(block, Table) or is_control_line(text_of(block)) for block in rest[:end])

    def _add_control(self, index: int, block: Block) -> None:
        draft = self._drafts[-1] if self._drafts else None
        if draft is not None and self._names_control(draft, index):
            draft.kind = SectionKind.CONTROL
        if draft is None or draft.kind is not SectionKind.CONTROL:
            draft = self._open(None, 1, block.place, SectionKind.CONTROL)
        if isinstance(block, Table):
            draft.add(_table(block))
            return
        rows = labels_and_values(block.text)
        if self._label_waits() and not rows and not block.text.endswith(":"):
            label = draft.body.pop()
            rows = ((label.text, block.text),)
        if not rows:
            draft.add(Body("paragraph", block.text, block.place))
            return
        last = draft.body[-1] if draft.body else None
        if last is not None and last.type == "table" and all(len(row) == 2 for row in last.rows):
            grown = Body("table", "", last.place.joined(block.place), rows=(*last.rows, *rows))
            draft.body[-1] = grown
            draft.place = draft.place.joined(block.place)
        else:
            draft.add(Body("table", "", block.place, rows=rows))

    # Contents pages

    def _contents_entries(self) -> frozenset[int]:
        """The blocks that are entries of a contents page: each says again what a later heading says."""
        later: dict[str, int] = {}
        for index, block in enumerate(self._blocks):
            if isinstance(block, Heading):
                later[_entry(block.text)] = index
        found = set()
        inside = False
        for index, block in enumerate(self._blocks):
            text = getattr(block, "text", "")
            if isinstance(block, Heading) and _CONTENTS.fullmatch(unnumbered(text)):
                inside = True
            elif inside:
                again = later.get(_entry(text if not isinstance(block, ListItem) else written(block)), -1) > index
                inside = isinstance(block, Heading | Paragraph | ListItem) and (again or text[-1:].isdigit())
                if inside:
                    found.add(index)
        return frozenset(found)

    # Text

    def _add_table(self, block: Table) -> None:
        self._current(block.place).add(_table(block))

    def _add_item(self, index: int, block: ListItem) -> None:
        draft = self._current(block.place)
        text = written(block)
        last = draft.body[-1] if draft.body else None
        if block.level <= self._lead_level:
            self._lead_level = 0
        if index in self._lead_ins:
            self._lead_level = block.level
            draft.add(Body("lead_in", text, block.place))
        elif block.level > self._lead_level + 1 and last is not None and last.type == "clause":
            draft.body[-1] = Body(
                "clause", last.text, last.place.joined(block.place), (*last.sub_clauses, text), last.rows
            )
            draft.place = draft.place.joined(block.place)
        else:
            draft.add(Body("clause", text, block.place))

    def _numbered_lead_ins(self) -> frozenset[int]:
        """The numbered paragraphs that only introduce the list below them: "3.1 The Trust will:".

        They are alike in one paper: where one of them is a clause and its list parts of it, so are the others.
        """
        introducing = {
            index: block
            for index, (block, following) in enumerate(pairwise(self._blocks))
            if isinstance(block, ListItem)
            and isinstance(following, ListItem)
            and following.level > block.level
            and block.marker[:1].isdigit()
            and block.text.endswith(":")
        }
        lead = all(kind_of_lead_in(block.text) is not None for block in introducing.values())
        return frozenset(introducing if lead else ())

    def _add_paragraph(self, index: int, block: Paragraph) -> None:
        if index in self._contents:
            self._current(block.place).add(Body("clause", block.text, block.place))
            return
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        leads = isinstance(following, ListItem | Table) and bool(_INTRODUCES.search(block.text))
        kind: BodyType = "lead_in" if leads else "paragraph"
        draft = self._current(block.place)
        if draft.body and self._turns(draft, block.text, leads=leads):
            draft = self._open(None, draft.level, block.place)
        draft.add(Body(kind, block.text, block.place))

    @staticmethod
    def _turns(draft: _Draft, text: str, *, leads: bool) -> bool:
        """Whether the paragraph begins something else than the section it stands in holds."""
        if draft.heading is not None:
            # A heading rules what stands under it, but a list of aims is not part of an introduction, nor are what the
            # plan or the school will do, once the aims are given, aims.
            said = kind_of_lead_in(text) if leads else None
            if draft.kind is SectionKind.INTRODUCTION:
                return said is SectionKind.AIMS
            listed = any(part.type == "clause" for part in draft.body)
            return draft.kind is SectionKind.AIMS and listed and said in _DONE
        if leads:
            return True
        opening = kind_of_opening(text)
        return opening is not None and opening is not kind_of_body(draft.body)

    # Kinds

    def _finished(self) -> list[ReadSection]:
        found: list[ReadSection] = []
        outermost = min((draft.level for draft in self._drafts if draft.heading is not None), default=1)
        above: list[tuple[int, SectionKind]] = []
        for draft in self._drafts:
            is_first = not any(section.body and section.kind is not SectionKind.CONTROL for section in found)
            kind, guess = self._kind(draft, above, is_first=is_first)
            if draft.heading is not None:
                above = [(level, known) for level, known in above if level < draft.level]
                above.append((draft.level, kind))
            found.append(
                ReadSection(
                    draft.heading, max(draft.level - outermost + 1, 1), kind, guess, draft.place, tuple(draft.body)
                ),
            )
        return found

    @staticmethod
    def _kind(draft: _Draft, above: Sequence[tuple[int, SectionKind]], *, is_first: bool) -> tuple[SectionKind, bool]:
        """The section's kind and whether it is a guess."""
        if draft.kind is not None:
            return draft.kind, False
        said = kind_of_body(draft.body)
        if draft.heading is None:
            default = SectionKind.INTRODUCTION if is_first else SectionKind.OTHER
            if is_first and said is SectionKind.OTHER:
                said = SectionKind.INTRODUCTION
            return said or default, True
        if said is None or said is SectionKind.CONTROL:
            parents = [kind for level, kind in above if level < draft.level and kind in _INHERITED]
            said = parents[-1] if parents else SectionKind.OTHER
        return said, True


def _entry(text: str) -> str:
    """What an entry of a contents page says, without the address of a link, its number and its page."""
    if (link := ENTRY_LINK.fullmatch(text)) is not None:
        text = link[1]
    return _ENTRY_END.sub("", unnumbered(text)).casefold()


def _table(block: Table) -> Body:
    rows = (block.header, *block.rows) if block.header else block.rows
    return Body("table", "", block.place, rows=_in_pairs(rows) or rows)


def _in_pairs(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The rows of control that two labels with their values in a row make; none where the table is another."""
    if not rows or not all(len(row) == 4 and is_control_label(row[0]) and is_control_label(row[2]) for row in rows):
        return ()
    pairs = tuple(pair for row in rows for pair in (row[:2], row[2:]))
    return () if all(is_control_label(value) for _, value in pairs) else pairs
