"""Putting a whole text into a policy, and taking it out again. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from .edits import check_blanks, check_clause, check_room
from .model import Clause, Document, Refused, Section
from .sections import LONGEST_HEADING, MOST_SECTIONS


@dataclass(frozen=True, slots=True)
class Insertion:
    """A text as it will stand: clauses that go into a section which there is, then sections of their own."""

    clauses: tuple[Clause, ...]
    sections: tuple[Section, ...]

    @property
    def count(self) -> int:
        """How many clauses there are in all."""
        return len(self.clauses) + sum(len(section.clauses) for section in self.sections)

    @property
    def sentence(self) -> str:
        """What there is of each, as in "3 sections and 12 clauses"."""
        counts = ((len(self.sections), "section"), (self.count, "clause"))
        return " and ".join(f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counts if count)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all of it."""
        inner = {clause.id for section in self.sections for clause in section.clauses}
        return frozenset(inner | {clause.id for clause in self.clauses} | {section.id for section in self.sections})


def insertion(part: Sequence[Section], *, is_into_a_section: bool) -> Insertion:
    """What of `part` goes where: what stands before its first heading joins the section that it is put into."""
    first = next((place for place, section in enumerate(part) if section.heading), len(part))
    if not is_into_a_section:
        first = 0
    clauses = tuple(clause for section in part[:first] for clause in section.clauses)
    return Insertion(clauses, tuple(part[first:]))


def insert(document: Document, part: Insertion, *, section_id: str, after: str | None) -> Document:
    """Put a text into a section after its clause `after`, or at its end; its sections follow that section.

    Raises `Refused` where the policy would then hold what the editor does not take.
    """
    _check(document, part)
    if not document.sections:
        return replace(document, sections=part.sections)
    home = document.section(section_id)
    ids = [clause.id for clause in home.clauses]
    place = ids.index(after) + 1 if after in ids else len(ids)
    grown = replace(home, clauses=(*home.clauses[:place], *part.clauses, *home.clauses[place:]))
    deeper = tuple(replace(section, level=section.level + home.level - 1) for section in part.sections)
    at = document.sections.index(home)
    return replace(document, sections=(*document.sections[:at], grown, *deeper, *document.sections[at + 1 :]))


def take_out(document: Document, ids: Collection[str]) -> Document:
    """The document without the sections and clauses of these ids, as before `insert` put them in.

    Raises `Refused` where something else stands in one of the sections now, or where no section would be left.
    """
    for section in document.sections:
        if section.id in ids and any(clause.id not in ids for clause in section.clauses):
            name = section.heading or section.kind.label
            raise Refused(f"Something else stands in “{name}” now. Move it elsewhere, or remove the parts one by one.")
    kept = tuple(
        replace(section, clauses=tuple(clause for clause in section.clauses if clause.id not in ids))
        for section in document.sections
        if section.id not in ids
    )
    if not kept:
        raise Refused("A policy has at least one section. Add another, then remove these.")
    return replace(document, sections=kept)


def _check(document: Document, part: Insertion) -> None:
    if not part.count and not part.sections:
        raise Refused("There is nothing to add in this text. Paste the words of the policy.")
    check_room(document, part.count)
    if len(document.sections) + len(part.sections) > MOST_SECTIONS:
        raise Refused(f"A policy has at most {MOST_SECTIONS} sections. Take some headings out of the text.")
    for section in part.sections:
        if len(section.heading) > LONGEST_HEADING:
            raise Refused(
                f"The heading “{section.heading[:40]}…” is too long: a heading holds at most {LONGEST_HEADING} letters."
            )
        check_blanks(section.heading)
    for clause in (*part.clauses, *(clause for section in part.sections for clause in section.clauses)):
        check_clause(clause)
