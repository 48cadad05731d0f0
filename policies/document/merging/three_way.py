"""The comparison of three texts of one policy, clause by clause."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from policies.document.model import Clause, Document, Section

from .items import Item, Kind, Outcome
from .order import moved, woven

TITLE, SUBTITLE, HEADING = "name:title", "name:subtitle", "name:heading:"
_FROM_COUNCIL = {Outcome.TAKEN, Outcome.ADDED, Outcome.DROPPED, Outcome.RETURNED}


@dataclass(frozen=True)
class Merge:
    """Three texts and what becomes of each part of them.

    version: the number of the model version that `theirs` is, where `ours` is a school's copy of a model; None where
    all three are texts of one owner, whose clauses share their ids. items: in the order of the school's text, what only
    the council has after what it comes after there.
    """

    base: Document
    ours: Document
    theirs: Document
    version: int | None
    items: tuple[Item, ...]

    @cached_property
    def clashes(self) -> tuple[Item, ...]:
        """What somebody has to decide, in order."""
        return tuple(item for item in self.items if item.is_clash)

    @cached_property
    def told(self) -> tuple[Item, ...]:
        """What happens by itself and is worth telling."""
        return tuple(item for item in self.items if not item.is_clash and not item.is_quiet)

    @cached_property
    def differing(self) -> int:
        """How many parts the council's text changes in the school's, decided or still to decide."""
        return sum(
            item.is_clash or item.outcome in _FROM_COUNCIL or item.moved_there or bool(item.marked_anew)
            for item in self.items
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """The clauses of one text by the key that all three know them by, each with its section."""

    clauses: Mapping[str, Clause]
    sections: Mapping[str, Section]

    def order(self) -> list[tuple[Hashable, str]]:
        """Section and key of each clause, in order."""
        return [(self.sections[key].id, key) for key in self.clauses]


def merge(base: Document, ours: Document, theirs: Document, *, version: int | None = None) -> Merge:
    """Tell what becomes of every clause, heading and title of the three texts.

    base: what both began from. version: see `Merge`. A change that one side made alone is taken; where both made one,
    somebody has to say (`Item.is_clash`), and `resolve` makes the text. Time grows with the number of clauses.
    """
    was, now = by_id(base), by_id(theirs)
    here = by_model(ours, known=was.clauses.keys() | now.clauses.keys())
    items = [*_names(base, ours, theirs), *_clauses(was, here, now)]
    return Merge(base, ours, theirs, version, tuple(items))


def by_id(document: Document) -> Placed:
    """The clauses of a text by their own ids."""
    clauses, sections = {}, {}
    for section in document.sections:
        for clause in section.clauses:
            clauses[clause.id], sections[clause.id] = clause, section
    return Placed(clauses, sections)


def by_model(document: Document, known: set[str]) -> Placed:
    """The clauses of a copy, those taken from a known clause by its id. One clause of a copy alone is it."""
    own = by_id(document)
    keys = {name: name for name in own.clauses if name in known}
    taken = set(keys)
    for name, clause in own.clauses.items():
        origin = clause.model_clause
        if name not in keys and origin is not None and origin.id in known and origin.id not in taken:
            keys[name] = origin.id
            taken.add(origin.id)
    return Placed(
        {keys.get(name, name): clause for name, clause in own.clauses.items()},
        {keys.get(name, name): section for name, section in own.sections.items()},
    )


def _clauses(was: Placed, here: Placed, now: Placed) -> Iterator[Item]:
    moved_here, moved_there = moved(was.order(), here.order()), _moved_there(was, here, now)
    every = woven(
        list(was.clauses), list(here.clauses), list(now.clauses), here.clauses.keys() | now.clauses.keys()
    ).keys
    gone = [key for key in was.clauses if key not in here.clauses and key not in now.clauses]
    reordered = _reordered_here(was, here, now)
    for key in [*every, *gone]:
        sides = was.clauses.get(key), here.clauses.get(key), now.clauses.get(key)
        home = (here if key in here.sections else now if key in now.sections else was).sections[key]
        both = key in here.clauses and key in now.clauses
        yield Item(
            key,
            Kind.CLAUSE,
            _outcome(*sides),
            *sides,
            section=home,
            moved_here=key in moved_here,
            moved_there=key in moved_there and both,
            keeps_place=key in moved_there and both and _keeps_place(key, was, here, now, reordered),
        )


def _moved_there(was: Placed, here: Placed, now: Placed) -> set[str]:
    """What the council moved, but for what the school moved to the same place."""
    found, apart = moved(was.order(), now.order()), moved(here.order(), now.order())
    return (found & apart) or (apart if found else set())


def _outcome(base: Clause | None, ours: Clause | None, theirs: Clause | None) -> Outcome:
    if ours is None and theirs is None:
        return Outcome.SAME
    if ours is None:
        return _missing_here(base, theirs)
    if theirs is None:
        if base is None:
            return Outcome.OWN
        return Outcome.DROPPED if is_same(base, ours) else Outcome.REMOVED_THERE
    if is_same(ours, theirs):
        return Outcome.SAME
    if base is not None and is_same(ours, base):
        return Outcome.TAKEN
    is_core_now = theirs.locked and (base is None or not base.locked or not is_same(base, theirs))
    if is_core_now:
        return Outcome.CORE
    return Outcome.KEPT if base is not None and is_same(theirs, base) else Outcome.BOTH_CHANGED


def _missing_here(base: Clause | None, theirs: Clause | None) -> Outcome:
    assert theirs is not None  # noqa: S101 - asked of a clause that the council has
    if base is None:
        return Outcome.ADDED
    if theirs.locked and not (base.locked and is_same(base, theirs)):
        return Outcome.RETURNED
    return Outcome.LEFT_OUT if is_same(base, theirs) else Outcome.REMOVED_HERE


def is_same(one: Clause, other: Clause) -> bool:
    """Whether two clauses say the same, word for word and point by point."""
    return (one.text, one.sub_clauses, one.rows) == (other.text, other.sub_clauses, other.rows)


def section_in(key: str, was: Placed, here: Placed, now: Placed) -> str:
    """The id of the section in which a clause comes to stand: where the one who moved it put it; the school's first."""
    ours, theirs = here.sections.get(key), now.sections.get(key)
    if ours is None or theirs is None:
        found = ours or theirs
        assert found is not None  # noqa: S101 - asked of clauses that one of the two has
        return found.id
    base = was.sections.get(key)
    return theirs.id if base is not None and base.id == ours.id else ours.id


def _reordered_here(was: Placed, here: Placed, now: Placed) -> set[str]:
    """The sections whose common clauses both sides put in another order: there the school's stays."""
    common = was.clauses.keys() & here.clauses.keys() & now.clauses.keys()
    orders: list[dict[str, list[str]]] = []
    for placed in (was, here, now):
        order: dict[str, list[str]] = {}
        for key in placed.clauses:
            if key in common:
                order.setdefault(section_in(key, was, here, now), []).append(key)
        orders.append(order)
    first, ours, theirs = orders
    return {name for name, keys in first.items() if keys != ours[name] and keys != theirs[name]}


def _keeps_place(key: str, was: Placed, here: Placed, now: Placed, reordered: set[str]) -> bool:
    section = section_in(key, was, here, now)
    return section != now.sections[key].id or section in reordered


def _names(base: Document, ours: Document, theirs: Document) -> Iterator[Item]:
    yield _name(TITLE, Kind.TITLE, base.title, ours.title, theirs.title, None)
    yield _name(SUBTITLE, Kind.SUBTITLE, base.subtitle, ours.subtitle, theirs.subtitle, None)
    was, now = ({section.id: section for section in document.sections} for document in (base, theirs))
    here = {section.id: section for section in ours.sections}
    for name in woven(list(was), list(here), list(now), here.keys() | now.keys()).keys:
        one, two, three = (placed[name].heading if name in placed else None for placed in (was, here, now))
        yield _name(HEADING + name, Kind.HEADING, one, two, three, here.get(name) or now[name])


def _name(
    key: str, kind: Kind, base: str | None, ours: str | None, theirs: str | None, section: Section | None
) -> Item:
    first, second, third = (None if text is None else Clause(key, text) for text in (base, ours, theirs))
    return Item(key, kind, _name_outcome(base, ours, theirs), first, second, third, section)


def _name_outcome(base: str | None, ours: str | None, theirs: str | None) -> Outcome:
    """A section that one of the two took out goes or stays with its clauses, and so does its heading."""
    if ours == theirs:
        return Outcome.SAME
    if ours is None:
        return Outcome.ADDED if base is None else Outcome.LEFT_OUT
    if theirs is None:
        return Outcome.OWN if base is None else Outcome.DROPPED
    if theirs == base:
        return Outcome.KEPT
    return Outcome.TAKEN if ours == base else Outcome.BOTH_CHANGED
