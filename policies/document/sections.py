"""Every change a person can make to the sections of a policy, and the sentence that refuses it."""

from collections.abc import Callable
from dataclasses import replace

from .model import Document, NewId, Refused, Section, SectionKind

MOST_SECTIONS = 100
LONGEST_HEADING = 300


def check_heading(heading: str) -> None:
    """Refuse a section nobody could find or name."""
    if not heading.strip():
        raise Refused("Enter the heading of the section.")
    if len(heading) > LONGEST_HEADING:
        raise Refused(f"A heading holds at most {LONGEST_HEADING} letters.")


def check_section_kind(section: Section, kind: SectionKind) -> None:
    """Refuse another purpose where core clauses stand: they bind the school by where they stand."""
    if kind is not section.kind and _holds_core(section):
        raise Refused("This section holds core clauses of the model policy, so what it is for stays as it is.")


def check_section_removal(document: Document, section_id: str) -> None:
    """Refuse to take out core clauses with their section, or the only section there is."""
    if _holds_core(document.section(section_id)):
        raise Refused("This section holds core clauses of the model policy, so it cannot be removed.")
    if len(document.sections) == 1:
        raise Refused("A policy has at least one section. Add another, then remove this one.")


def check_section_move(document: Document, section_id: str, *, by: int) -> None:
    """Refuse to move a section past the beginning or the end of the policy."""
    target = _place(document, section_id) + by
    if target < 0:
        raise Refused("This section is the first already.")
    if target >= len(document.sections):
        raise Refused("This section is the last already.")


def can_be_for(section: Section, kind: SectionKind) -> bool:
    """Whether `change_section` would accept this purpose for it."""
    return not _refuses(lambda: check_section_kind(section, kind))


def can_remove_section(document: Document, section_id: str) -> bool:
    """Whether `remove_section` would accept it."""
    return not _refuses(lambda: check_section_removal(document, section_id))


def can_move_section(document: Document, section_id: str, *, by: int) -> bool:
    """Whether `move_section` would accept it."""
    return not _refuses(lambda: check_section_move(document, section_id, by=by))


def add_section(
    document: Document, heading: str, kind: SectionKind, *, new_id: NewId, after: str | None = None
) -> Document:
    """Add an empty section after the section `after`, or at the end."""
    check_heading(heading)
    if len(document.sections) >= MOST_SECTIONS:
        raise Refused(f"A policy has at most {MOST_SECTIONS} sections. Remove one, or write under one of them.")
    place = len(document.sections) if after is None else _place(document, after) + 1
    level = document.sections[place - 1].level if place else 1
    added = Section(new_id(), kind, heading.strip(), level=level)
    return replace(document, sections=(*document.sections[:place], added, *document.sections[place:]))


def change_section(document: Document, section_id: str, heading: str, kind: SectionKind) -> Document:
    """Give the section another heading and purpose."""
    section = document.section(section_id)
    if heading.strip() != section.heading:
        check_heading(heading)
    check_section_kind(section, kind)
    return document.with_section(replace(section, heading=heading.strip(), kind=kind))


def move_section(document: Document, section_id: str, *, by: int) -> Document:
    """Let the section change places with the one before it (by=-1) or after it (by=1)."""
    check_section_move(document, section_id, by=by)
    place, sections = _place(document, section_id), list(document.sections)
    sections[place], sections[place + by] = sections[place + by], sections[place]
    return replace(document, sections=tuple(sections))


def remove_section(document: Document, section_id: str) -> Document:
    """Take the section out with all that stands in it. Whoever calls has shown what goes."""
    check_section_removal(document, section_id)
    return replace(document, sections=tuple(other for other in document.sections if other.id != section_id))


def _holds_core(section: Section) -> bool:
    return any(clause.is_fixed for clause in section.clauses)


def _place(document: Document, section_id: str) -> int:
    return document.sections.index(document.section(section_id))


def _refuses(check: Callable[[], None]) -> bool:
    try:
        check()
    except Refused:
        return True
    return False
