"""A policy laid out to be read: headings at their levels, clauses gathered into numbered lists. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from policies.document import Clause, ClauseKind, Document, Section

_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A run of clauses of one kind. `start` is the number of the first, where they are numbered."""

    kind: ClauseKind
    clauses: tuple[Clause, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A section as it stands on the page. `level` is that of its heading, 2 or 3; `anchor` its id."""

    section: Section
    level: int
    anchor: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a clause: how quiet it is, where its evidence is and, for who may add some, where to.

    about: the clause in a few words, read out after the links.
    """

    clause_id: str
    words: str
    is_quiet: bool
    href: str
    add_href: str
    about: str


def laid_out(document: Document) -> tuple[LaidOut, ...]:
    """The sections of a document in order. No heading is more than one level below the one before it."""
    sections = []
    above = 1
    for number, section in enumerate(document.sections, start=1):
        level = min(section.level + 1, above + 1, _DEEPEST)
        above = level if section.heading else above
        sections.append(LaidOut(section, level, f"section-{number}", tuple(_parts(section))))
    return tuple(sections)


def contents(sections: tuple[LaidOut, ...]) -> list[tuple[str, str]]:
    """The headings and where they lead."""
    return [(laid.section.heading, laid.anchor) for laid in sections if laid.section.heading]


def _parts(section: Section) -> Iterator[Part]:
    numbered = 0
    for kind, group in groupby(section.clauses, key=lambda clause: clause.kind):
        clauses = tuple(group)
        yield Part(kind, clauses, numbered + 1)
        numbered += len(clauses) if kind is ClauseKind.CLAUSE else 0
