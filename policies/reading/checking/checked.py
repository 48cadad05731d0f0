"""A policy as it was read, each part under a key by which a correction names it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from core.correcting.operations import GONE, Refused
from core.correcting.pieces import Loose
from documents.blocks import Place
from policies.document import SectionKind

from ..shape import Body, ReadSection

NOWHERE = Place(0, 0)
"""The place of what stands in no line that is known."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, lead-in, clause or table. The place in its body counts the lines of the source as shown."""

    key: str
    body: Body
    place: str

    @property
    def lines(self) -> tuple[int, int] | None:
        """The first and last line it was read from."""
        return (self.body.place.first, self.body.place.last) if self.body.place.first else None

    def saying(self, **changes: Any) -> Self:
        """The same with another body."""
        return replace(self, body=replace(self.body, **changes))


@dataclass(frozen=True, slots=True)
class CheckedSection:
    """A section with its parts; `line` is where it begins in the source, 0 where that is not known."""

    key: str
    heading: str
    level: int
    kind: SectionKind
    kind_is_guess: bool
    place: str
    line: int
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        """What people call it."""
        return self.heading or self.kind.label

    def read(self) -> ReadSection:
        """The section in the shape of a reading."""
        body = tuple(part.body for part in self.parts)
        place = Place(self.line, self.line)
        return ReadSection(self.heading or None, self.level, self.kind, self.kind_is_guess, place, body)


@dataclass(frozen=True, slots=True)
class Checked:
    """The whole policy, and the words that stand nowhere in it."""

    title: str
    subtitle: str
    sections: tuple[CheckedSection, ...]
    loose: tuple[Loose, ...] = ()

    @property
    def undecided(self) -> tuple[Loose, ...]:
        """The words that nobody has placed or set aside yet."""
        return tuple(piece for piece in self.loose if not piece.aside)

    def texts(self) -> Iterator[str]:
        """All it says, what is set aside too."""
        yield from (self.title, self.subtitle)
        for section in self.sections:
            yield section.heading
            for part in section.parts:
                yield from part.body.texts()
        yield from (piece.text for piece in self.loose)

    def texts_in_context(self) -> Iterator[tuple[str, str]]:
        """The same without what stands nowhere, each text with what stands before it in the cell beside it."""
        yield from (("", text) for text in (self.title, self.subtitle))
        for section in self.sections:
            yield "", section.heading
            for part in section.parts:
                yield from part.body.texts_in_context()

    def parts(self) -> Iterator[Part]:
        """Every part in reading order."""
        for section in self.sections:
            yield from section.parts

    def section(self, key: str) -> CheckedSection:
        """The section of this key. Raises Refused where it is gone."""
        return self.sections[self.index_of(key)]

    def index_of(self, key: str) -> int:
        """Which section this key names. Raises Refused where it is gone."""
        for index, section in enumerate(self.sections):
            if section.key == key:
                return index
        raise Refused(GONE)

    def find(self, key: str) -> tuple[int, int]:
        """Which section holds the part of this key, and where in it. Raises Refused where it is gone."""
        for index, section in enumerate(self.sections):
            for place, part in enumerate(section.parts):
                if part.key == key:
                    return index, place
        raise Refused(GONE)

    def part(self, key: str) -> Part:
        """The part of this key. Raises Refused where it is gone."""
        index, place = self.find(key)
        return self.sections[index].parts[place]

    def piece(self, key: str) -> Loose:
        """The loose words of this key. Raises Refused where they are gone."""
        for piece in self.loose:
            if piece.key == key:
                return piece
        raise Refused(GONE)

    def with_section(self, index: int, *sections: CheckedSection) -> Self:
        """The same with these sections in the place of one; one without a word is left out."""
        kept = (section for section in sections if section.heading or section.parts)
        return replace(self, sections=(*self.sections[:index], *kept, *self.sections[index + 1 :]))

    def with_parts(self, index: int, parts: tuple[Part, ...]) -> Self:
        """The same with other parts in a section."""
        return self.with_section(index, replace(self.sections[index], parts=parts))

    def with_part(self, key: str, *parts: Part) -> Self:
        """The same with these parts in the place of one."""
        index, place = self.find(key)
        held = self.sections[index].parts
        return self.with_parts(index, (*held[:place], *parts, *held[place + 1 :]))


def checked_of(result: Mapping[str, Any]) -> Checked:
    """The policy in a reading that was kept: the shape of `PolicyReading.as_json`, with lines where they are known."""
    return Checked(
        title=result["title"] or "",
        subtitle=result["subtitle"] or "",
        sections=tuple(_section(f"s{number}", read) for number, read in enumerate(result["sections"])),
        loose=tuple(
            Loose(f"u{number}", piece["text"], piece["place"], piece["reason"], _lines(piece))
            for number, piece in enumerate(result["unplaced"])
        ),
    )


def _section(key: str, read: Mapping[str, Any]) -> CheckedSection:
    return CheckedSection(
        key=key,
        heading=read["heading"] or "",
        level=read["level"],
        kind=SectionKind(read["kind"]),
        kind_is_guess=read["kind_is_guess"],
        place=read["place"],
        line=read.get("line") or 0,
        parts=tuple(_part(f"{key}.{number}", part) for number, part in enumerate(read["body"])),
    )


def _part(key: str, read: Mapping[str, Any]) -> Part:
    lines = _lines(read)
    body = Body(
        type=read["type"],
        text=read["text"],
        place=Place(*lines) if lines else NOWHERE,
        sub_clauses=tuple(read["sub_clauses"]),
        rows=tuple(tuple(row) for row in read["rows"]),
    )
    return Part(key, body, read["place"])


def _lines(read: Mapping[str, Any]) -> tuple[int, int] | None:
    lines = read.get("lines")
    return (lines[0], lines[1]) if lines else None
