"""What differs between two versions as a page and a paper tell it: by section, each clause by its number. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from policies.document import Clause, ClauseChange, ClauseKind, Section, Status
from policies.rules import VersionState


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a clause.

    place: where it stands, or stood, in its section, like "Clause 3"; empty for a paragraph. sentences: all that is
    said of it besides its words.
    """

    change: ClauseChange
    place: str
    sentences: tuple[str, ...]

    @property
    def tags(self) -> tuple[str, ...]:
        """What became of it: "added", "removed", "changed", "moved", or "same" where nothing did."""
        change = self.change
        found = [] if change.status is Status.SAME else [change.status.value]
        if change.turned and not found:
            found.append(Status.CHANGED.value)
        if change.moved:
            found.append("moved")
        return tuple(found) or (Status.SAME.value,)


@dataclass(frozen=True, slots=True)
class SectionChanges:
    """The changes told under one heading."""

    heading: str
    told: tuple[Told, ...]


def by_section(changes: Iterable[ClauseChange]) -> list[SectionChanges]:
    """The changes under the heading of the section that each stands in, in their order."""
    groups = groupby(changes, key=lambda change: _heading(change.section))
    return [SectionChanges(heading, tuple(_told(change) for change in group)) for heading, group in groups]


def _told(change: ClauseChange) -> Told:
    moved = []
    if change.moved_from is not None:
        moved.append(f"Moved from “{_heading(change.moved_from)}”.")
    elif change.moved:
        moved.append("Moved within its section.")
    return Told(change, _place(change.section, change.clause), (*moved, *change.turned))


def _place(section: Section, clause: Clause) -> str:
    numbered = [other.id for other in section.clauses if other.kind is ClauseKind.CLAUSE]
    return f"Clause {numbered.index(clause.id) + 1}" if clause.id in numbered else ""


def _heading(section: Section) -> str:
    return section.heading or section.kind.label


def to_compare(versions: Sequence[tuple[int, str]]) -> tuple[int, int] | None:
    """The numbers of the two versions that people most want compared: the one adopted last, and the latest.

    versions: number and state of each, the latest first. Where none before the latest was adopted, the latest two;
    None where there are no two.
    """
    (latest, _), *earlier = versions or [(0, "")]
    adopted = (number for number, state in earlier if state == VersionState.ADOPTED)
    before = next(adopted, next((number for number, _ in earlier), None))
    return (before, latest) if before is not None else None
