"""The grid every layout is brought to: columns, rows of cells, and what stands outside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from actionplan.reading.fragments import Cell, Fragment
from actionplan.reading.names import DATE, SUBJECT, Role, kind_of
from actionplan.reading.sentences import Said
from documents.blocks import Place


@dataclass(frozen=True, slots=True)
class Stray:
    """Something that stands outside the rows, and why."""

    fragments: Cell
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a cell for each column, in the order of the columns.

    said: who does it and by when, where its own sentence says so and no cell does.
    """

    cells: tuple[Cell, ...]
    said: Said | None = None

    @property
    def fragments(self) -> list[Fragment]:
        """All its stretches of lines."""
        return [fragment for cell in self.cells for fragment in cell]


@dataclass(slots=True)
class Grid:
    """What a layout found. A cell's line breaks mean something unless `wrapped`: then a narrow column made them.

    roles: of every column, where the layout knows them all. known: of those that it knows though nothing names them.
    """

    names: list[str]
    rows: list[Row]
    before: list[Fragment] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    furniture: list[Fragment] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    roles: list[Role] | None = None
    known: dict[int, Role] = field(default_factory=dict)
    wrapped: bool = False
    places: Mapping[int, Place] = field(default_factory=dict)

    def place_of(self, fragments: Iterable[Fragment]) -> Place | None:
        """The least place that holds the fragments; None where nothing can be read in them."""
        numbers = [fragment.number for fragment in fragments if not fragment.is_gap]
        if not numbers:
            return None
        first, last = (self.places.get(number, Place(number, number)) for number in (min(numbers), max(numbers)))
        return first.joined(last)


def names_a_plan(names: Sequence[str]) -> bool:
    """Whether column names could head an action plan: something to do, and at least one more thing said of it."""
    kinds = [kind_of(name) for name in names]
    known = [kind for kind in kinds if kind is not None]
    subjects = {Role.TEXT, Role.ACTIONS, SUBJECT, Role.MEASURES}
    said = {Role.ACTIONS, Role.OWNERS, Role.DUE, Role.RESPONSE, Role.MEASURES, Role.MILESTONES, Role.STATUS, DATE}
    if len(known) < 2 or len(known) * 2 < len([name for name in names if name.strip()]):
        return False
    subject = {i for i, kind in enumerate(known) if kind in subjects}
    told = {i for i, kind in enumerate(known) if kind in said}
    return bool(subject and told) and len(subject | told) > 1


def same_names(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two header rows say the same, blanks and case apart."""
    return len(first) == len(second) and all(map(_same_name, first, second))


def _same_name(first: str, second: str) -> bool:
    return first == second or squeezed(first) == squeezed(second)


def squeezed(name: str) -> str:
    """A column name without case or blanks, as two headers are compared."""
    return "".join(name.casefold().split())
