"""Two people changed the same policy: what differs between their texts, and the text that one of them chooses. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum

from policies.document import Clause, ClauseChange, Comparison, Document, Refused, Section, Status, compare

NAMES = "names"
"""The key under which title, subtitle and headings are chosen together."""


class Pick(StrEnum):
    """Whose wording is kept."""

    MINE = "mine"
    THEIRS = "theirs"


def keys(comparison: Comparison) -> tuple[str, ...]:
    """What there is to choose: a key for each clause that differs, and one for all names together."""
    clauses = tuple(change.clause.id for change in comparison.differing)
    return (NAMES, *clauses) if comparison.headings else clauses


def suggested(*, base: Document, theirs: Document, mine: Document) -> dict[str, Pick]:
    """What to offer as chosen: where only one of the two changed a clause of `base`, that change."""
    began = {clause.id: clause.full_text for clause in base.clauses()}
    picks: dict[str, Pick] = {}
    for change in compare(theirs, mine).differing:
        key = change.clause.id
        before = change.before.full_text if change.before else None
        after = change.after.full_text if change.after else None
        if not change.moved and began.get(key) == before:
            picks[key] = Pick.MINE
        elif not change.moved and began.get(key) == after:
            picks[key] = Pick.THEIRS
    return picks


def choose(*, theirs: Document, mine: Document, picks: Mapping[str, str]) -> Document:
    """The document that holds, for each difference, the text that was picked.

    Raises Refused where a difference was left undecided.
    """
    comparison = compare(theirs, mine)
    wanted = {key: picks.get(key, "") for key in keys(comparison)}
    if not set(wanted.values()) <= set(Pick):
        raise Refused("Choose one of the two texts for each clause.")
    if Pick.THEIRS not in wanted.values():
        return mine
    if Pick.MINE not in wanted.values():
        return theirs
    chosen = _with_names_of(theirs, mine) if wanted.get(NAMES) == Pick.THEIRS else mine
    for change in comparison.differing:
        if wanted[change.clause.id] == Pick.THEIRS:
            chosen = _as_theirs(chosen, theirs, change)
    return chosen


def _with_names_of(theirs: Document, mine: Document) -> Document:
    headings = {section.id: section.heading for section in theirs.sections}
    sections = tuple(replace(section, heading=headings.get(section.id, section.heading)) for section in mine.sections)
    return replace(mine, title=theirs.title, subtitle=theirs.subtitle, sections=sections)


def _as_theirs(document: Document, theirs: Document, change: ClauseChange) -> Document:
    before, after = change.before, change.after
    if before is not None and after is not None and change.status is Status.CHANGED and not change.moved:
        return _each_section(document, lambda clause: before if clause.id == after.id else clause)
    if after is not None:
        document = _each_section(document, lambda clause: None if clause.id == after.id else clause)
    return document if before is None else _put_back(document, theirs, before)


def _each_section(document: Document, change: Callable[[Clause], Clause | None]) -> Document:
    """The document with each clause replaced by what `change` gives, left out where that is None."""
    sections = tuple(
        replace(section, clauses=tuple(new for clause in section.clauses if (new := change(clause)) is not None))
        for section in document.sections
    )
    return replace(document, sections=sections)


def _put_back(document: Document, theirs: Document, clause: Clause) -> Document:
    """Put a clause of theirs after the nearest one before it that is still there, in its section."""
    home = theirs.section_of(clause.id)
    target = next((section for section in document.sections if section.id == home.id), None)
    if target is None:
        return replace(document, sections=(*document.sections, replace(home, clauses=(clause,))))
    ahead = [other.id for other in home.clauses[: home.clauses.index(clause)]]
    places = [index + 1 for index, other in enumerate(target.clauses) if other.id in ahead]
    place = max(places, default=0)
    return document.with_section(_inserted(target, place, clause))


def _inserted(section: Section, place: int, clause: Clause) -> Section:
    return replace(section, clauses=(*section.clauses[:place], clause, *section.clauses[place:]))
