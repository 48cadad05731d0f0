"""Changes under the recommendation that each belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from succession.changes.rules import Changed


@dataclass(frozen=True, slots=True)
class Group:
    """What changed of one recommendation. is_here: whether it has a page still."""

    key: int
    name: str
    is_here: bool
    changes: Sequence[Changed]


def grouped(changes: Iterable[Changed]) -> list[Group]:
    """Changes that come by recommendation, each under its own."""
    found = []
    for key, rows in groupby(changes, key=lambda change: change.recommendation):
        own = list(rows)
        found.append(Group(key, own[0].name, own[0].is_here, own))
    return found
