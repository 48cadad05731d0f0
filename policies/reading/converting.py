"""From what was read to a document that can be saved."""

from collections.abc import Iterable

from policies.document import Clause, ClauseKind, Document, NewId, Section

from .blanks import with_school
from .shape import Body, PolicyReading, ReadSection


def to_document(reading: PolicyReading, *, school_placeholder: str = "school", new_id: NewId) -> Document:
    """The document a reading makes: blanks that stand for the school become `{school}`, all else is as written."""
    return Document(
        title=with_school(reading.title or "", school_placeholder),
        subtitle=with_school(reading.subtitle or "", school_placeholder),
        sections=to_sections(reading.sections, school_placeholder=school_placeholder, new_id=new_id),
    )


def to_sections(
    sections: Iterable[ReadSection], *, school_placeholder: str = "school", new_id: NewId
) -> tuple[Section, ...]:
    """The sections alone, for a text that goes into a policy which there is already."""
    return tuple(_section(section, school_placeholder, new_id) for section in sections)


def _section(section: ReadSection, placeholder: str, new_id: NewId) -> Section:
    return Section(
        id=new_id(),
        kind=section.kind,
        heading=with_school(section.heading or "", placeholder),
        level=section.level,
        clauses=tuple(_clause(part, placeholder, new_id) for part in section.body),
    )


def _clause(part: Body, placeholder: str, new_id: NewId) -> Clause:
    return Clause(
        id=new_id(),
        text=with_school(part.text, placeholder),
        kind=ClauseKind(part.type),
        sub_clauses=tuple(with_school(text, placeholder) for text in part.sub_clauses),
        rows=tuple(
            tuple(with_school(cell, placeholder, beside) for beside, cell in zip(("", *row), row, strict=False))
            for row in part.rows
        ),
    )
