"""A policy as its editor sees it: each clause with where it comes from and what can be done to it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from core import conflicts
from policies.document import Clause, ClauseKind, Document, Relation, Section, can_change, can_remove

CORE = "Core clause of the council’s model"


@dataclass(frozen=True, slots=True)
class EditedClause:
    """One clause. `name` tells it from its neighbours when it is read aloud; `move` is what its buttons send."""

    clause: Clause
    name: str
    origin: str
    move: str
    can_change: bool
    can_remove: bool
    can_move_up: bool
    can_move_down: bool


@dataclass(frozen=True, slots=True)
class EditedSection:
    """One section with its clauses."""

    section: Section
    clauses: tuple[EditedClause, ...]

    @property
    def name(self) -> str:
        """The heading, or what the section is for where it has none."""
        return self.section.heading or self.section.kind.label

    @property
    def to_section(self) -> str:
        """What is read out after "Add a clause"."""
        return f"to {self.name}"


def editor_sections(document: Document, model: Document | None) -> tuple[EditedSection, ...]:
    """The sections of `document`; `model` is the version of the model policy it was taken from, if it was."""
    originals = {clause.id: clause.full_text for clause in model.clauses()} if model else {}
    return tuple(EditedSection(section, tuple(_clauses(section, originals))) for section in document.sections)


def clause_token(clause: Clause) -> str:
    """What a form about one clause was opened on: its words."""
    return conflicts.token("clause", clause.full_text)


def order_token(section: Section) -> str:
    """What a button that moves a clause was shown on: the order of its section."""
    return conflicts.token("order", *(clause.id for clause in section.clauses))


def names_token(document: Document) -> str:
    """What a form about the title was opened on."""
    return conflicts.token("names", document.title, document.subtitle)


def _clauses(section: Section, originals: dict[str, str]) -> Iterator[EditedClause]:
    order = order_token(section)
    last = len(section.clauses) - 1
    for place, clause in enumerate(section.clauses):
        yield EditedClause(
            clause=clause,
            name=f"part {place + 1} of {section.heading or section.kind.label}",
            origin=_origin(clause, originals),
            move=f"{clause.id}:{order}",
            can_change=can_change(clause) and clause.kind is not ClauseKind.TABLE,
            can_remove=can_remove(clause),
            can_move_up=place > 0,
            can_move_down=place < last,
        )


def _origin(clause: Clause, originals: dict[str, str]) -> str:
    if clause.is_fixed:
        return CORE
    if clause.model_clause is None:
        return Relation.OWN.label
    same = originals.get(clause.model_clause.id) == clause.full_text
    return (Relation.SAME if same else Relation.CHANGED).label
