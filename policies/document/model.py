"""The parts of a policy, its blanks, and how a school's copy stands to the model it came from."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

from .runs import plain

NewId = Callable[[], str]

_PLACEHOLDER = re.compile(r"\{([a-z][a-z_]*)\}")

PLACEHOLDERS: Mapping[str, str] = {
    "school": "the school's name",
    "headteacher": "the headteacher's name",
    "chair": "the name of the chair of governors",
    "governing_board": "the name of the governing board",
    "council": "the council's name",
}
"""The blanks a policy may hold, written `{school}`, and what each stands for."""


class Refused(Exception):
    """A change that may not be made. Its text is the sentence for the person who asked."""


class SectionKind(StrEnum):
    """What a section is for."""

    INTRODUCTION = "introduction"
    AIMS = "aims"
    PLAN = "plan"
    IMPLEMENTATION = "implementation"
    MONITORING = "monitoring"
    CONTROL = "control"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The name people see."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    SectionKind.INTRODUCTION: "Introduction",
    SectionKind.AIMS: "Aims",
    SectionKind.PLAN: "What the plan will do",
    SectionKind.IMPLEMENTATION: "What the school commits to do",
    SectionKind.MONITORING: "Monitoring",
    SectionKind.CONTROL: "Approval and review",
    SectionKind.OTHER: "Other",
}


class ClauseKind(StrEnum):
    """How a clause stands on the page."""

    PARAGRAPH = "paragraph"
    LEAD_IN = "lead_in"
    CLAUSE = "clause"
    TABLE = "table"

    @property
    def in_a_sentence(self) -> str:
        """What people call it, as in "is now a paragraph"."""
        return f"a {self.value.replace('_', '-')}"

    @property
    def label(self) -> str:
        """The name people see."""
        return _CLAUSE_LABELS[self]


_CLAUSE_LABELS = {
    ClauseKind.PARAGRAPH: "Paragraph",
    ClauseKind.LEAD_IN: "Words that lead into a list",
    ClauseKind.CLAUSE: "Numbered clause",
    ClauseKind.TABLE: "Table",
}


class Relation(StrEnum):
    """How a school's clause stands to the model it was taken from."""

    SAME = "same"
    CHANGED = "changed"
    OWN = "own"

    @property
    def label(self) -> str:
        """The words people see beside the clause."""
        return _RELATION_LABELS[self]


_RELATION_LABELS = {
    Relation.SAME: "From the model policy",
    Relation.CHANGED: "Changed by the school",
    Relation.OWN: "The school’s own",
}


@dataclass(frozen=True, slots=True)
class ModelClause:
    """The clause of a model policy that a school's clause was taken from, and in which version."""

    id: str
    version: int


@dataclass(frozen=True, slots=True)
class Clause:
    """One paragraph, lead-in, numbered or bulleted clause, or table.

    The id stays with the clause through every change of wording and place, so that evidence keeps pointing at it.
    `locked` marks a core clause: in a school's copy of a model it cannot be changed or removed.
    """

    id: str
    text: str
    kind: ClauseKind = ClauseKind.CLAUSE
    sub_clauses: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    model_clause: ModelClause | None = None
    tags: tuple[str, ...] = ()
    locked: bool = False

    @property
    def is_fixed(self) -> bool:
        """Whether its owner took it from a model as a core clause and so may not change it."""
        return self.locked and self.model_clause is not None

    @property
    def full_text(self) -> str:
        """All its words: text, then sub-clauses and table rows, a line each."""
        return "\n".join([self.text, *self.sub_clauses, *("\t".join(row) for row in self.rows)])

    def mapped(self, change: Callable[[str], str]) -> Self:
        """The same clause with `change` applied to each of its texts."""
        return replace(
            self,
            text=change(self.text),
            sub_clauses=tuple(change(text) for text in self.sub_clauses),
            rows=tuple(tuple(change(cell) for cell in row) for row in self.rows),
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the policy under one heading; the heading may be empty. A lead-in is a clause of that kind."""

    id: str
    kind: SectionKind
    heading: str = ""
    clauses: tuple[Clause, ...] = ()
    level: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """A whole policy."""

    title: str
    subtitle: str = ""
    sections: tuple[Section, ...] = field(default=())

    def __post_init__(self) -> None:
        counts = Counter([section.id for section in self.sections] + [clause.id for clause in self.clauses()])
        twice = [name for name, count in counts.items() if count > 1]
        if twice:
            raise ValueError(f"The id {twice[0]} stands twice in one document.")

    def clauses(self) -> Iterator[Clause]:
        """Every clause in reading order."""
        for section in self.sections:
            yield from section.clauses

    def section_of(self, clause_id: str) -> Section:
        """The section that holds the clause."""
        for section in self.sections:
            if any(clause.id == clause_id for clause in section.clauses):
                return section
        raise Refused("That clause is no longer in the policy. Go back to the policy and choose again.")

    def clause(self, clause_id: str) -> Clause:
        """The clause with this id."""
        return next(clause for clause in self.section_of(clause_id).clauses if clause.id == clause_id)

    def section(self, section_id: str) -> Section:
        """The section with this id."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise Refused("That section is no longer in the policy. Go back to the policy and choose again.")

    def with_section(self, section: Section) -> Self:
        """The same document with this section in the place of the one with its id."""
        return replace(self, sections=tuple(section if old.id == section.id else old for old in self.sections))

    def mapped(self, change: Callable[[str], str]) -> Self:
        """The same document with `change` applied to each of its texts."""
        return replace(
            self,
            title=change(self.title),
            subtitle=change(self.subtitle),
            sections=tuple(
                replace(
                    section,
                    heading=change(section.heading),
                    clauses=tuple(clause.mapped(change) for clause in section.clauses),
                )
                for section in self.sections
            ),
        )

    def texts(self) -> Iterator[str]:
        """Every text of the document in reading order."""
        yield self.title
        yield self.subtitle
        for section in self.sections:
            yield section.heading
            for clause in section.clauses:
                yield clause.full_text


_COMMITTING = (SectionKind.PLAN, SectionKind.IMPLEMENTATION)


def commitments(document: Document) -> tuple[Clause, ...]:
    """The clauses by which the school binds itself: those of the plan and of its implementation."""
    return tuple(
        clause
        for section in document.sections
        if section.kind in _COMMITTING
        for clause in section.clauses
        if clause.kind is ClauseKind.CLAUSE
    )


# Blanks


def fill(document: Document, facts: Mapping[str, str]) -> Document:
    """Put each fact in the place of its `{name}`. A name without a fact is left as written."""
    return document.mapped(lambda text: _PLACEHOLDER.sub(lambda blank: facts.get(blank[1], blank[0]), text))


def in_words(text: str, facts: Mapping[str, str]) -> str:
    """The text with each known blank filled; one without a fact says in brackets what goes there.

    Signs of bold words and links are left out: see `runs` for who shows them.
    """

    def filled(blank: re.Match[str]) -> str:
        name = blank[1]
        return facts.get(name, f"[{PLACEHOLDERS[name]}]") if name in PLACEHOLDERS else blank[0]

    return _PLACEHOLDER.sub(filled, plain(text))


def placeholders(document: Document) -> dict[str, int]:
    """The known blanks of the document and how often each stands, in the order they first stand."""
    found = (blank[1] for text in document.texts() for blank in _PLACEHOLDER.finditer(text))
    return dict(Counter(name for name in found if name in PLACEHOLDERS))


def unknown_placeholders(text: str) -> tuple[str, ...]:
    """The names in `{brackets}` that stand for nothing we know, in the order they stand."""
    return tuple(blank[1] for blank in _PLACEHOLDER.finditer(text) if blank[1] not in PLACEHOLDERS)


# Model policies


def take_model(model: Document, version: int, new_id: NewId) -> Document:
    """A school's copy of a model policy: each clause has an id of its own and remembers where it came from.

    Sections keep their ids, so that a copy and its model can be compared section by section.
    """
    return replace(
        model,
        sections=tuple(
            replace(
                section,
                clauses=tuple(
                    replace(clause, id=new_id(), model_clause=ModelClause(clause.id, version))
                    for clause in section.clauses
                ),
            )
            for section in model.sections
        ),
    )


def relation(clause: Clause, model: Document | None) -> Relation:
    """How the clause stands to `model`, the version of the model policy that it was taken from."""
    if clause.model_clause is None or model is None:
        return Relation.OWN
    for original in model.clauses():
        if original.id == clause.model_clause.id:
            return Relation.SAME if original.full_text == clause.full_text else Relation.CHANGED
    return Relation.CHANGED
