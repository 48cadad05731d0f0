"""What can be said of a part of a section: what it is, where it ends, where it stands, and its words."""

from dataclasses import dataclass, replace
from typing import ClassVar, cast

from core.correcting.operations import GONE, Operation, Refused
from core.correcting.pieces import cut, joined, short
from policies.document import LONGEST_CLAUSE, ClauseKind, check_cells
from policies.document import Refused as PolicyRefused

from ..shape import Body, BodyType
from .checked import Checked, Part
from .sections import first_words, name_of

_PLAIN = (ClauseKind.PARAGRAPH, ClauseKind.LEAD_IN, ClauseKind.CLAUSE)


@dataclass(frozen=True, slots=True)
class Type(Operation[Checked]):
    """What a part is. A table becomes one part for each of its rows; the points of a clause become parts too."""

    name: ClassVar[str] = "type"
    key: str
    type: str

    def applied(self, reading: Checked, fresh: str) -> Checked:
        """The part, or what it falls into."""
        kind = type_of(self.type)
        part = reading.part(self.key)
        if kind == "clause" and not part.body.rows:
            return reading.with_part(self.key, part.saying(type=kind))
        lines = [part.body.text, *part.body.sub_clauses, *(joined(*row) for row in part.body.rows)]
        said = [line for line in lines if line.strip()] or [part.body.text]
        keys = [self.key, *(f"{fresh}.{number}" for number in range(1, len(said)))]
        made = (Part(key, Body(kind, line, part.body.place), part.place) for key, line in zip(keys, said, strict=True))
        return reading.with_part(self.key, *made)

    def said(self, reading: Checked) -> str:
        """As what."""
        kind = ClauseKind(type_of(self.type))
        return f"“{first_words(reading.part(self.key))}” is {kind.in_a_sentence}."


@dataclass(frozen=True, slots=True)
class RetypePart(Operation[Checked]):
    """Other words for a part, and for the points under it."""

    name: ClassVar[str] = "retype"
    key: str
    words: str
    points: tuple[str, ...]

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002 (it makes nothing)
        """The part, in these words."""
        part = reading.part(self.key)
        if part.body.type == "table":
            raise Refused(GONE)
        points = tuple(point.strip() for point in self.points if point.strip())
        if points and part.body.type != "clause":
            raise Refused("Only a numbered clause has points under it.")
        if not self.words.strip():
            raise Refused("Type the words, or set the part aside.")
        if len(self.words) + sum(map(len, points)) > LONGEST_CLAUSE:
            raise Refused(f"A clause holds at most {LONGEST_CLAUSE:,} letters.")
        return reading.with_part(self.key, part.saying(text=self.words.strip(), sub_clauses=points))

    def said(self, reading: Checked) -> str:
        """From what to what."""
        return f"“{first_words(reading.part(self.key))}” is retyped: “{short(self.words)}”."


@dataclass(frozen=True, slots=True)
class RetypeTable(Operation[Checked]):
    """Other words above a table and in its cells: row after row, each of `columns` cells.

    A row below the first in which nothing is left is taken out.
    """

    name: ClassVar[str] = "cells"
    key: str
    words: str
    columns: int
    cells: tuple[str, ...]

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002 (it makes nothing)
        """The table, with these cells."""
        part = reading.part(self.key)
        if part.body.type != "table" or self.columns < 1 or len(self.cells) % self.columns:
            raise Refused(GONE)
        cells = [cell.strip() for cell in self.cells]
        rows = [tuple(cells[begin : begin + self.columns]) for begin in range(0, len(cells), self.columns)]
        kept = tuple(row for number, row in enumerate(rows) if not number or any(row))
        try:
            check_cells(self.words, kept)
        except PolicyRefused as refused:
            raise Refused(str(refused)) from refused
        return reading.with_part(self.key, part.saying(text=self.words.strip(), rows=kept))

    def said(self, reading: Checked) -> str:
        """Which."""
        return f"The table “{first_words(reading.part(self.key))}” is retyped."


@dataclass(frozen=True, slots=True)
class Split(Operation[Checked]):
    """A part in two: the second begins with these words."""

    name: ClassVar[str] = "split"
    key: str
    before: str

    def applied(self, reading: Checked, fresh: str) -> Checked:
        """The two; points after the cut go with the second."""
        part = reading.part(self.key)
        if part.body.type == "table":
            raise Refused("A table cannot be split. Make it paragraphs, then go on.")
        points = part.body.sub_clauses
        index, head, tail = cut((part.body.text, *points), self.before)
        if index == 0:
            first, second = part.saying(text=head, sub_clauses=()), part.saying(text=tail)
        else:
            kept = (*points[: index - 1], *((head,) if head else ()))
            first, second = part.saying(sub_clauses=kept), part.saying(text=tail, sub_clauses=points[index:])
        return reading.with_part(self.key, first, replace(second, key=fresh))

    def said(self, reading: Checked) -> str:
        """Where."""
        return f"“{first_words(reading.part(self.key))}” is split before “{short(self.before)}”."


@dataclass(frozen=True, slots=True)
class Join(Operation[Checked]):
    """A part goes on with the one before it, as one run of words."""

    name: ClassVar[str] = "join"
    key: str

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002
        """The two as one, of the kind of the first."""
        index, place, before, part = _with_before(reading, self.key)
        if "table" in {before.body.type, part.body.type}:
            raise Refused("A table cannot be joined. Make it paragraphs, then go on.")
        if before.body.sub_clauses:
            *kept, last = before.body.sub_clauses
            one = before.saying(sub_clauses=(*kept, joined(last, part.body.text), *part.body.sub_clauses))
        else:
            text = joined(before.body.text, part.body.text)
            # Points stand under a clause alone.
            kind = "clause" if part.body.sub_clauses else before.body.type
            one = before.saying(type=kind, text=text, sub_clauses=part.body.sub_clauses)
        one = _with_lines_of(one, part)
        parts = reading.sections[index].parts
        return reading.with_parts(index, (*parts[: place - 1], one, *parts[place + 1 :]))

    def said(self, reading: Checked) -> str:
        """Which."""
        return f"“{first_words(reading.part(self.key))}” is joined to the part before it."


@dataclass(frozen=True, slots=True)
class MakePoint(Operation[Checked]):
    """A part becomes a point under the clause before it."""

    name: ClassVar[str] = "point"
    key: str

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002
        """The clause with the point, and with the points that stood under it."""
        index, place, before, part = _with_before(reading, self.key)
        if before.body.type != "clause" or part.body.type == "table":
            raise Refused("A point stands under a numbered clause, and is no table.")
        one = before.saying(sub_clauses=(*before.body.sub_clauses, part.body.text, *part.body.sub_clauses))
        one = _with_lines_of(one, part)
        parts = reading.sections[index].parts
        return reading.with_parts(index, (*parts[: place - 1], one, *parts[place + 1 :]))

    def said(self, reading: Checked) -> str:
        """Which."""
        return f"“{first_words(reading.part(self.key))}” is a point under the clause before it."


@dataclass(frozen=True, slots=True)
class Move(Operation[Checked]):
    """A part one place up or down, past the end of its section into the next."""

    name: ClassVar[str] = "move"
    key: str
    by: int

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002
        """The part, a place on."""
        if self.by not in {-1, 1}:
            raise Refused(GONE)
        index, place = reading.find(self.key)
        parts = list(reading.sections[index].parts)
        part = parts.pop(place)
        if 0 <= place + self.by <= len(parts):
            parts.insert(place + self.by, part)
            return reading.with_parts(index, tuple(parts))
        target = index + self.by
        if not 0 <= target < len(reading.sections):
            raise Refused(f"This is the {'first' if self.by < 0 else 'last'} part of the policy already.")
        section = reading.sections[target]
        held = (*section.parts, part) if self.by < 0 else (part, *section.parts)
        # The section it leaves may go with its last part: the one it comes to is named by its key.
        left = reading.with_parts(index, tuple(parts))
        return left.with_parts(left.index_of(section.key), held)

    def said(self, reading: Checked) -> str:
        """Which way."""
        return f"“{first_words(reading.part(self.key))}” is moved {'up' if self.by < 0 else 'down'}."


@dataclass(frozen=True, slots=True)
class MoveTo(Operation[Checked]):
    """A part to the end of another section."""

    name: ClassVar[str] = "move-to"
    key: str
    section: str

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002
        """The part, there."""
        index, place = reading.find(self.key)
        section = reading.section(self.section)
        if section.key == reading.sections[index].key:
            raise Refused("It stands in that section already.")
        parts = reading.sections[index].parts
        left = reading.with_parts(index, (*parts[:place], *parts[place + 1 :]))
        return left.with_parts(left.index_of(section.key), (*section.parts, parts[place]))

    def said(self, reading: Checked) -> str:
        """Whereto."""
        part, section = reading.part(self.key), reading.section(self.section)
        return f"“{first_words(part)}” is moved to “{name_of(section)}”."


def _with_before(reading: Checked, key: str) -> tuple[int, int, Part, Part]:
    """A part with its place and the part before it. Raises Refused for the first of a section."""
    index, place = reading.find(key)
    parts = reading.sections[index].parts
    if place == 0:
        raise Refused("There is no part before it in this section.")
    return index, place, parts[place - 1], parts[place]


def _with_lines_of(one: Part, other: Part) -> Part:
    """The first, read from the lines of both."""
    if not (one.lines and other.lines):
        return one
    return one.saying(place=one.body.place.joined(other.body.place))


def type_of(kind: str) -> BodyType:
    """The type of a part that a person may choose."""
    if kind not in _PLAIN:
        raise Refused("Choose what the part is from the list.")
    return cast("BodyType", kind)
