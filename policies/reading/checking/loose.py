"""What can be said of words that stand nowhere: they are placed, or set aside by choice."""

from dataclasses import dataclass, replace
from typing import ClassVar

from core.correcting.operations import GONE, Operation, Refused
from core.correcting.pieces import Loose, short
from documents.blocks import Place as Lines

from ..shape import Body
from .checked import NOWHERE, Checked, Part
from .parts import type_of
from .sections import first_words, name_of

ASIDE = "You set this aside."


@dataclass(frozen=True, slots=True)
class Place(Operation[Checked]):
    """Loose words become a part at the end of a section."""

    name: ClassVar[str] = "place"
    key: str
    section: str
    type: str

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002 (its key stays)
        """The section, with these words."""
        piece = reading.piece(self.key)
        index = reading.index_of(self.section)
        where = Lines(*piece.lines) if piece.lines else NOWHERE
        part = Part(self.key, Body(type_of(self.type), piece.text, where), piece.place)
        left = replace(reading, loose=tuple(one for one in reading.loose if one.key != self.key))
        return left.with_parts(index, (*left.sections[index].parts, part))

    def said(self, reading: Checked) -> str:
        """Where."""
        piece, section = reading.piece(self.key), reading.section(self.section)
        return f"“{short(piece.text)}” is placed in “{name_of(section)}”."


@dataclass(frozen=True, slots=True)
class SetAside(Operation[Checked]):
    """Words that are no part of the policy, by a person's choice: loose ones, or a part that was read as one."""

    name: ClassVar[str] = "aside"
    key: str

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002
        """The words, among those left out."""
        if any(piece.key == self.key for piece in reading.undecided):
            loose = (replace(one, aside=True) if one.key == self.key else one for one in reading.loose)
            return replace(reading, loose=tuple(loose))
        part = reading.part(self.key)
        text = "\n".join(text for text in part.body.texts() if text.strip())
        left = reading.with_part(self.key)
        return replace(left, loose=(*left.loose, Loose(self.key, text, part.place, ASIDE, part.lines, aside=True)))

    def said(self, reading: Checked) -> str:
        """Which."""
        piece = next((short(piece.text) for piece in reading.loose if piece.key == self.key), None)
        said = first_words(reading.part(self.key)) if piece is None else piece
        return f"“{said}” is set aside."


@dataclass(frozen=True, slots=True)
class SetRestAside(Operation[Checked]):
    """All words that are still loose are set aside at once."""

    name: ClassVar[str] = "rest-aside"

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002
        """None of them undecided."""
        if not reading.undecided:
            raise Refused(GONE)
        return replace(reading, loose=tuple(replace(piece, aside=True) for piece in reading.loose))

    def said(self, reading: Checked) -> str:
        """How many."""
        count = len(reading.undecided)
        return (
            "1 piece of the document is set aside." if count == 1 else f"{count} pieces of the document are set aside."
        )
