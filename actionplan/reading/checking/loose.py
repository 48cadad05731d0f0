"""What can be said of words that stand nowhere: they are placed, or set aside by choice."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from core.correcting.operations import GONE, Operation, Refused
from core.correcting.pieces import Loose, joined, short

from .checked import KIND_WORDS, KINDS, Checked, Item, Kind
from .rows import FIELDS

ASIDE = "You set this aside."
TEXTS = ("text", "response", "status")
"""Fields of a row that words can be placed in, at their end."""


@dataclass(frozen=True, slots=True)
class Place(Operation[Checked]):
    """Loose words become an item of a recommendation, or go on at the end of one of its texts."""

    name: ClassVar[str] = "place"
    key: str
    row: str
    into: str

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002 (its key stays)
        """The row, with these words."""
        piece = reading.piece(self.key)
        index = reading.index_of(self.row)
        row = reading.rows[index]
        left = replace(reading, loose=tuple(one for one in reading.loose if one.key != self.key))
        for kind in KINDS:
            if kind == self.into:
                item = Item(self.key, piece.text, reading.dates_in(piece.text, row))
                return left.with_row(index, row.with_items(kind, (*row.items(kind), item)))
        if self.into not in TEXTS:
            raise Refused("Choose what it is from the list.")
        changes: dict[str, Any] = {self.into: joined(getattr(row, self.into), piece.text)}
        return left.with_row(index, replace(row, **changes))

    def said(self, reading: Checked) -> str:
        """Where."""
        words: dict[str, str] = {kind: f"{KIND_WORDS[kind]}s" for kind in KINDS} | FIELDS
        return f"“{short(reading.piece(self.key).text)}” is placed: {reading.row(self.row).name}, {words[self.into]}."


@dataclass(frozen=True, slots=True)
class SetAside(Operation[Checked]):
    """Words that are no part of the plan, by a person's choice: loose ones, an item, or a whole row."""

    name: ClassVar[str] = "aside"
    key: str

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002
        """The words, among those left out."""
        if any(piece.key == self.key for piece in reading.undecided):
            loose = (replace(one, aside=True) if one.key == self.key else one for one in reading.loose)
            return replace(reading, loose=tuple(loose))
        row = next((row for row in reading.rows if row.key == self.key), None)
        if row is None:
            index, _, _ = reading.find(self.key)
            holder = reading.rows[index]
            text = reading.item(self.key).text
            left = reading.with_item(self.key)
        else:
            holder = row
            text = "\n".join(words for words in row.texts() if words.strip())
            left = reading.with_row(reading.index_of(self.key))
        aside = Loose(self.key, text, holder.place, ASIDE, None, aside=True)
        return replace(left, loose=(*left.loose, aside))

    def said(self, reading: Checked) -> str:
        """Which."""
        for row in reading.rows:
            if row.key == self.key:
                return f"{row.name[:1].upper()}{row.name[1:]} is set aside."
        piece = next((piece.text for piece in reading.loose if piece.key == self.key), None)
        return f"“{short(reading.item(self.key).text if piece is None else piece)}” is set aside."


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
        return "1 piece of the paper is set aside." if count == 1 else f"{count} pieces of the paper are set aside."


def choices() -> list[tuple[str, str]]:
    """What words can be placed as."""
    kinds: list[tuple[str, str]] = [(kind, KIND_WORDS[kind].capitalize()) for kind in KINDS]
    return [*kinds, *((name, f"The end of its {FIELDS[name]}") for name in TEXTS)]


__all__ = ["Kind", "Place", "SetAside", "SetRestAside", "choices"]
