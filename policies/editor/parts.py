"""A policy as its editor sees it: each clause with where it comes from and what can be done to it. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from core import conflicts
from policies.document import Clause, Document, Relation, Section, can_change, can_leave
from policies.tagging.tags import labels

CORE = "Core clause of the council’s model"


@dataclass(frozen=True, slots=True)
class EditedClause:
    """One clause. `name` tells it from its neighbours when it is read aloud; `move` is what its buttons send."""

    clause: Clause
    name: str
    origin: str
    about: str
    move: str
    can_change: bool
    can_move_up: bool
    can_move_down: bool
    can_leave: bool


@dataclass(frozen=True, slots=True)
class EditedSection:
    """One section with its clauses. `move` is what its buttons send."""

    section: Section
    clauses: tuple[EditedClause, ...]
    move: str
    can_move_up: bool
    can_move_down: bool

    @property
    def name(self) -> str:
        """The heading, or what the section is for where it has none."""
        return self.section.heading or self.section.kind.label

    @property
    def after(self) -> str:
        """What is read out after "Add a section"."""
        return f"after {self.name}"

    @property
    def to_section(self) -> str:
        """What is read out after "Add a clause"."""
        return f"to {self.name}"


def editor_sections(document: Document, model: Document | None, *, is_model: bool = False) -> tuple[EditedSection, ...]:
    """The sections of `document`; `model` is the version of the model policy it was taken from, if it was.

    is_model: whether the document is itself the model of a council.
    """
    originals = {clause.id: clause.full_text for clause in model.clauses()} if model else {}
    layout = layout_token(document)
    last = len(document.sections) - 1
    return tuple(
        EditedSection(
            section,
            tuple(_clauses(section, originals, is_model=is_model)),
            move=f"{section.id}:{layout}",
            can_move_up=place > 0,
            can_move_down=place < last,
        )
        for place, section in enumerate(document.sections)
    )


def clause_token(clause: Clause) -> str:
    """What a form about one clause was opened on: its words, its kind and its marks."""
    return conflicts.token("clause", clause.full_text, clause.kind.value, clause.locked, *clause.tags)


def order_token(section: Section) -> str:
    """What a button that moves a clause was shown on: the order of its section."""
    return conflicts.token("order", *(clause.id for clause in section.clauses))


def layout_token(document: Document) -> str:
    """What a page that moves clauses and sections was opened on: the order of them all."""
    parts = (part for section in document.sections for part in ("", section.id, *(c.id for c in section.clauses)))
    return conflicts.token("layout", *parts)


def section_token(section: Section) -> str:
    """What a form about one section was opened on: its heading and its purpose."""
    return conflicts.token("section", section.heading, section.kind.value)


def whole_section_token(section: Section) -> str:
    """What a page that removes a section was opened on: all that stands in it."""
    return conflicts.token("whole", section_token(section), *(clause_token(clause) for clause in section.clauses))


def draft_token(document: Document) -> str:
    """What a page that throws a draft away was opened on: all of it."""
    sections = (f"{section.id}{section.level}{whole_section_token(section)}" for section in document.sections)
    return conflicts.token("draft", names_token(document), *sections)


def pasted_token(document: Document, ids: Collection[str]) -> str:
    """What a button that takes these sections and clauses out was shown on: all that stands in them."""
    sections = (whole_section_token(section) for section in document.sections if section.id in ids)
    clauses = (clause_token(clause) for clause in document.clauses() if clause.id in ids)
    return conflicts.token("pasted", *sections, *clauses)


def names_token(document: Document) -> str:
    """What a form about the title was opened on."""
    return conflicts.token("names", document.title, document.subtitle)


def _clauses(section: Section, originals: dict[str, str], *, is_model: bool) -> Iterator[EditedClause]:
    order = order_token(section)
    last = len(section.clauses) - 1
    for place, clause in enumerate(section.clauses):
        yield EditedClause(
            clause=clause,
            name=f"part {place + 1} of {section.heading or section.kind.label}",
            origin=_marking(clause) if is_model else _origin(clause, originals),
            about=labels(clause.tags),
            move=f"{clause.id}:{order}",
            can_change=can_change(clause),
            can_move_up=place > 0,
            can_move_down=place < last,
            can_leave=can_leave(clause),
        )


def _marking(clause: Clause) -> str:
    return "Core clause" if clause.locked else "Open to change by schools"


def _origin(clause: Clause, originals: dict[str, str]) -> str:
    if clause.is_fixed:
        return CORE
    if clause.model_clause is None:
        return Relation.OWN.label
    same = originals.get(clause.model_clause.id) == clause.full_text
    return (Relation.SAME if same else Relation.CHANGED).label
