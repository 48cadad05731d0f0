"""What can be said of an action, a milestone or a measure: its words, what it is and whose, where it ends."""

from dataclasses import dataclass, replace
from typing import ClassVar

from core.correcting.operations import Operation, Refused
from core.correcting.pieces import cut, joined, short

from .checked import KIND_WORDS, KINDS, Checked, Item, Kind
from .rows import LONGEST_TEXT


@dataclass(frozen=True, slots=True)
class RetypeItem(Operation[Checked]):
    """Other words for an item, whose dates are read again."""

    name: ClassVar[str] = "retype"
    key: str
    words: str

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002 (it makes nothing)
        """The item, in these words."""
        words = self.words.strip()
        if not words:
            raise Refused("Type the words, or set it aside.")
        if len(words) > LONGEST_TEXT:
            raise Refused(f"Shorten this to {LONGEST_TEXT:,} letters.")
        return reading.with_item(self.key, dated(reading, self.key, Item(self.key, words)))

    def said(self, reading: Checked) -> str:
        """From what to what."""
        return f"“{short(reading.item(self.key).text)}” is retyped: “{short(self.words)}”."


@dataclass(frozen=True, slots=True)
class SplitItem(Operation[Checked]):
    """An item in two: the second begins with these words. The dates of each are read again."""

    name: ClassVar[str] = "split"
    key: str
    before: str

    def applied(self, reading: Checked, fresh: str) -> Checked:
        """The two."""
        _, head, tail = cut((reading.item(self.key).text,), self.before)
        first, second = (dated(reading, self.key, Item(key, text)) for key, text in ((self.key, head), (fresh, tail)))
        return reading.with_item(self.key, first, second)

    def said(self, reading: Checked) -> str:
        """Where."""
        return f"“{short(reading.item(self.key).text)}” is split before “{short(self.before)}”."


@dataclass(frozen=True, slots=True)
class JoinItem(Operation[Checked]):
    """An item goes on with the one before it; its dates with that one's."""

    name: ClassVar[str] = "join"
    key: str

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002
        """The two as one."""
        index, kind, place = reading.find(self.key)
        held = reading.rows[index].items(kind)
        if place == 0:
            raise Refused(f"There is no {KIND_WORDS[kind]} before it in this recommendation.")
        one, other = held[place - 1], held[place]
        whole = Item(one.key, joined(one.text, other.text), (*one.dates, *other.dates))
        row = reading.rows[index].with_items(kind, (*held[: place - 1], whole, *held[place + 1 :]))
        return reading.with_row(index, row)

    def said(self, reading: Checked) -> str:
        """Which."""
        return f"“{short(reading.item(self.key).text)}” is joined to the one before it."


@dataclass(frozen=True, slots=True)
class MoveItem(Operation[Checked]):
    """An item to another recommendation, or among those of another kind: to their end."""

    name: ClassVar[str] = "move"
    key: str
    row: str
    kind: str

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002
        """The item, there."""
        index, kind, place = reading.find(self.key)
        target, wanted = reading.index_of(self.row), kind_of(self.kind)
        if (target, wanted) == (index, kind):
            raise Refused("It stands there already.")
        held = reading.rows[index].items(kind)
        left = reading.with_row(index, reading.rows[index].with_items(kind, (*held[:place], *held[place + 1 :])))
        row = left.rows[target]
        return left.with_row(target, row.with_items(wanted, (*row.items(wanted), held[place])))

    def said(self, reading: Checked) -> str:
        """As what, and where."""
        item, row = reading.item(self.key), reading.row(self.row)
        kind = KIND_WORDS[kind_of(self.kind)]
        return f"“{short(item.text)}” is {'an' if kind[0] in 'ao' else 'a'} {kind} of {row.name}."


def dated(reading: Checked, key: str, item: Item) -> Item:
    """An item with the dates that its words give in the row of the item `key`."""
    index, _, _ = reading.find(key)
    return replace(item, dates=reading.dates_in(item.text, reading.rows[index]))


def kind_of(kind: str) -> Kind:
    """The kind of an item that a person chose."""
    if kind not in KINDS:
        raise Refused("Choose what it is from the list.")
    return kind
