"""What can be said of a section: what it is for, what it is called, where it begins and ends; and of the title."""

from dataclasses import dataclass, replace
from typing import ClassVar

from core.correcting.operations import GONE, Operation, Refused
from core.correcting.pieces import short
from policies.document import LONGEST_HEADING, ClauseKind, SectionKind

from ..shape import Body
from .checked import NOWHERE, Checked, CheckedSection, Part


@dataclass(frozen=True, slots=True)
class ChangeKind(Operation[Checked]):
    """What a section is for; said by a person it is no guess any more."""

    name: ClassVar[str] = "kind"
    key: str
    kind: str

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002 (it makes nothing)
        """The section, for this."""
        index = reading.index_of(self.key)
        changed = replace(reading.sections[index], kind=_kind(self.kind), kind_is_guess=False)
        return reading.with_section(index, changed)

    def said(self, reading: Checked) -> str:
        """What it is for."""
        return f"“{name_of(reading.section(self.key))}” is for: {_kind(self.kind).label}."


@dataclass(frozen=True, slots=True)
class RetypeHeading(Operation[Checked]):
    """Another heading for a section."""

    name: ClassVar[str] = "heading"
    key: str
    words: str

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002
        """The section, called so."""
        check_heading(self.words)
        index = reading.index_of(self.key)
        return reading.with_section(index, replace(reading.sections[index], heading=self.words.strip()))

    def said(self, reading: Checked) -> str:
        """From what to what."""
        return f"The heading “{name_of(reading.section(self.key))}” is retyped: “{short(self.words)}”."


@dataclass(frozen=True, slots=True)
class RetypeName(Operation[Checked]):
    """Another title or subtitle."""

    name: ClassVar[str] = "name"
    which: str
    words: str

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002
        """The policy, called so."""
        if self.which == "title":
            check_heading(self.words)
            return replace(reading, title=self.words.strip())
        if self.which == "subtitle" and len(self.words) <= LONGEST_HEADING:
            return replace(reading, subtitle=self.words.strip())
        raise Refused(GONE)

    def said(self, reading: Checked) -> str:  # noqa: ARG002
        """To what."""
        return f"The {self.which} is retyped: “{short(self.words)}”."


@dataclass(frozen=True, slots=True)
class SplitOff(Operation[Checked]):
    """A section begins at this part. as_heading: the part is its heading; else it has none."""

    name: ClassVar[str] = "split-off"
    key: str
    as_heading: bool

    def applied(self, reading: Checked, fresh: str) -> Checked:
        """The section in two."""
        index, place = reading.find(self.key)
        section = reading.sections[index]
        part = section.parts[place]
        rest = section.parts[place:]
        heading = ""
        if self.as_heading:
            if part.body.sub_clauses or part.body.rows:
                raise Refused("A heading has no points and no cells. Split the part first.")
            heading, rest = part.body.text.strip(), rest[1:]
            check_heading(heading)
        elif place == 0 and not section.heading:
            raise Refused("A section begins there already.")
        begun = replace(
            section,
            key=fresh,
            heading=heading,
            kind_is_guess=True,
            place=part.place,
            line=part.body.place.first,
            parts=rest,
        )
        return reading.with_section(index, replace(section, parts=section.parts[:place]), begun)

    def said(self, reading: Checked) -> str:
        """Where."""
        begins = "becomes the heading of a section" if self.as_heading else "begins a section"
        return f"“{first_words(reading.part(self.key))}” {begins}."


@dataclass(frozen=True, slots=True)
class JoinSection(Operation[Checked]):
    """A section goes on with the one before it; its heading becomes a paragraph there."""

    name: ClassVar[str] = "join-section"
    key: str

    def applied(self, reading: Checked, fresh: str) -> Checked:
        """The two as one."""
        index = reading.index_of(self.key)
        if index == 0:
            raise Refused("There is no section before the first.")
        section, before = reading.sections[index], reading.sections[index - 1]
        place = NOWHERE
        head = (Part(fresh, Body("paragraph", section.heading, place), section.place),) if section.heading else ()
        one = replace(before, parts=(*before.parts, *head, *section.parts))
        return reading.with_section(index).with_section(index - 1, one)

    def said(self, reading: Checked) -> str:
        """Which."""
        return f"“{name_of(reading.section(self.key))}” is joined to the section before it."


def _kind(kind: str) -> SectionKind:
    if kind not in list(SectionKind):
        raise Refused("Choose what the section is for from the list.")
    return SectionKind(kind)


def check_heading(words: str) -> None:
    """Refuse a heading without words or with too many."""
    if not words.strip():
        raise Refused("Type the words.")
    if len(words) > LONGEST_HEADING:
        raise Refused(f"A title or heading holds at most {LONGEST_HEADING} letters.")


def first_words(part: Part) -> str:
    """The words that name a part in a sentence."""
    return short(next((text for text in part.body.texts() if text.strip()), ClauseKind(part.body.type).label))


def name_of(section: CheckedSection) -> str:
    """The words that name a section in a sentence."""
    return short(section.name)
