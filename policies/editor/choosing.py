"""Two people changed the same policy: what differs between their texts, and the text that one of them chooses. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from policies.document import (
    Clause,
    ClauseChange,
    Comparison,
    Document,
    Refused,
    Section,
    Status,
    can_change,
    change_clause,
    compare,
)
from policies.document.merging.words import combined

NAMES = "names"
"""The key under which title, subtitle and headings are chosen together."""


class Pick(StrEnum):
    """Whose wording is kept."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote out of two wordings of a clause: its text and the points under it."""

    text: str
    points: tuple[str, ...] = ()


def can_combine(change: ClauseChange) -> bool:
    """Whether a difference is two wordings of one clause, which a person may put together."""
    before, after = change.before, change.after
    return (
        before is not None
        and after is not None
        and before.full_text != after.full_text
        and not (before.rows or after.rows)
        and can_change(after)
    )


def both(change: ClauseChange, base: Document) -> Words:
    """What somebody may begin from: both changes where they do not meet, else one text after the other."""
    theirs, mine = change.before, change.after
    if theirs is None or mine is None:
        raise ValueError("Only two wordings of one clause can be put together.")
    began = next((clause for clause in base.clauses() if clause.id == mine.id), None)
    made = combined(began.text, theirs.text, mine.text) if began else None
    points = dict.fromkeys((*theirs.sub_clauses, *mine.sub_clauses))
    return Words(f"{theirs.text}\n{mine.text}" if made is None else made, tuple(points))


def keys(comparison: Comparison) -> tuple[str, ...]:
    """What there is to choose: a key for each clause that differs, and one for all names together."""
    clauses = tuple(change.clause.id for change in comparison.differing)
    return (NAMES, *clauses) if comparison.headings else clauses


def suggested(*, base: Document, theirs: Document, mine: Document) -> dict[str, Pick]:
    """What to offer as chosen: where only one of the two changed a clause of `base`, that change."""
    began = {clause.id: _look(clause) for clause in base.clauses()}
    picks: dict[str, Pick] = {}
    for change in compare(theirs, mine).differing:
        key = change.clause.id
        before = _look(change.before) if change.before else None
        after = _look(change.after) if change.after else None
        if not change.moved and began.get(key) == before:
            picks[key] = Pick.MINE
        elif not change.moved and began.get(key) == after:
            picks[key] = Pick.THEIRS
    return picks


def _look(clause: Clause) -> tuple[object, ...]:
    """All that a person sees of a clause."""
    return clause.full_text, clause.kind, clause.locked


def choose(
    *,
    theirs: Document,
    mine: Document,
    picks: Mapping[str, str],
    words: Mapping[str, Words] | None = None,
    base: Document | None = None,
) -> Document:
    """The document that holds, for each difference, the text that was picked, or `words` where that is both.

    base: what both began from. What clauses are about is no difference that is asked: where only they changed it, it is
    as they have it.

    Raises Refused where a difference was left undecided, and where words cannot stand in a clause.
    """
    written = words or {}
    comparison = compare(theirs, mine)
    wanted = {key: picks.get(key, "") for key in keys(comparison)}
    if not set(wanted.values()) <= set(Pick):
        raise Refused("Choose one of the two texts for each clause.")
    mine = _with_marks_of(theirs, mine, base) if base else mine
    if set(wanted.values()) <= {Pick.MINE}:
        return mine
    if set(wanted.values()) <= {Pick.THEIRS}:
        return theirs
    chosen = _with_names_of(theirs, mine) if wanted.get(NAMES) == Pick.THEIRS else mine
    for change in comparison.differing:
        pick = wanted[change.clause.id]
        if pick == Pick.THEIRS:
            chosen = _as_theirs(chosen, theirs, change)
        elif pick == Pick.BOTH:
            if not can_combine(change) or change.clause.id not in written:
                raise Refused("Choose one of the two texts for each clause.")
            put = written[change.clause.id]
            chosen = change_clause(chosen, change.clause.id, put.text, sub_clauses=put.points)
    return chosen


def _with_names_of(theirs: Document, mine: Document) -> Document:
    """Mine with the title, subtitle, headings and purposes of theirs, and sections that only they have, still empty."""
    named = {section.id: section for section in theirs.sections}
    same = ((named.get(section.id, section), section) for section in mine.sections)
    sections = [replace(section, heading=their.heading, kind=their.kind) for their, section in same]
    for place, section in enumerate(theirs.sections):
        ids = [own.id for own in sections]
        if section.id not in ids:
            before = theirs.sections[place - 1].id if place else ""
            sections.insert(ids.index(before) + 1 if before in ids else 0, replace(section, clauses=()))
    return replace(mine, title=theirs.title, subtitle=theirs.subtitle, sections=tuple(sections))


def _with_marks_of(theirs: Document, mine: Document, base: Document) -> Document:
    """Mine with what only they changed of what clauses are about."""
    tags, their_tags = ({clause.id: clause.tags for clause in document.clauses()} for document in (base, theirs))

    def marked(clause: Clause) -> Clause:
        is_theirs = tags.get(clause.id) == clause.tags and clause.id in their_tags
        return replace(clause, tags=their_tags[clause.id]) if is_theirs else clause

    return _each_section(mine, marked)


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
