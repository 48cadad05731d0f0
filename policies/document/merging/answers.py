"""What somebody said about the clashes of a merge, and the text that follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from policies.document.model import Clause, Document, ModelClause, NewId, Refused, Section

from .items import Item, Kind, Outcome
from .order import woven
from .three_way import HEADING, SUBTITLE, TITLE, Merge, Placed, by_id, by_model, section_in

Value = TypeVar("Value")


class Choice(StrEnum):
    """Whose words stand. BESIDE: the council's, and the school's as a clause of its own after them."""

    OURS = "ours"
    THEIRS = "theirs"
    COMBINED = "combined"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; with COMBINED, the text and the points under it that were written."""

    choice: Choice
    text: str = ""
    points: tuple[str, ...] = ()


_CHOICES = {
    Outcome.BOTH_CHANGED: (Choice.OURS, Choice.THEIRS, Choice.COMBINED),
    Outcome.REMOVED_THERE: (Choice.OURS, Choice.THEIRS),
    Outcome.REMOVED_HERE: (Choice.OURS, Choice.THEIRS),
    Outcome.CORE: (Choice.THEIRS, Choice.BESIDE),
}


def choices(item: Item) -> tuple[Choice, ...]:
    """What can be answered; nothing where nobody needs to say."""
    offered = _CHOICES.get(item.outcome, ())
    return tuple(choice for choice in offered if choice is not Choice.COMBINED or not item.has_rows)


def check_answer(item: Item, answer: Answer | None) -> Answer:
    """Refuse an answer that is missing, that cannot be given here, or that says to combine and has no words."""
    if answer is None:
        raise Refused("Choose whose words to keep for each clause that you both changed.")
    if answer.choice not in choices(item):
        raise Refused(_not_here(item))
    if answer.choice is Choice.COMBINED and not answer.text.strip():
        raise Refused("Enter the words in which both changes stand, or choose one of the two.")
    return answer


def _not_here(item: Item) -> str:
    if item.outcome is Outcome.CORE:
        return "This is a core clause of the model, so the council’s words stand. Keep yours as a clause of your own."
    return "Choose one of the answers on the page."


def resolve(merge: Merge, answers: Mapping[str, Answer], new_id: NewId) -> Document:
    """The text that follows from a merge and the answers to its clashes, by key.

    A clause that the school has keeps the school's id, so that evidence keeps pointing at it. Tags, locks and kinds
    are the model's wherever the model has the clause. Raises Refused where an answer is missing or cannot be given.
    """
    given = {item.key: check_answer(item, answers.get(item.key)) for item in merge.clashes}
    was, now = by_id(merge.base), by_id(merge.theirs)
    here = by_model(merge.ours, known=was.clauses.keys() | now.clauses.keys())
    made: dict[str, tuple[Clause, ...]] = {}
    for item in merge.items:
        if item.kind is Kind.CLAUSE:
            made[item.key] = tuple(_made(item, given.get(item.key), merge.version, new_id))
    members: dict[str, set[str]] = {}
    for key, clauses in made.items():
        if clauses:
            members.setdefault(section_in(key, was, here, now), set()).add(key)
    names = {item.key: _name(item, given.get(item.key)) for item in merge.items if item.kind is not Kind.CLAUSE}
    return Document(
        title=names[TITLE] or "",
        subtitle=names[SUBTITLE] or "",
        sections=tuple(_sections(merge, (was, here, now), members, made, names)),
    )


def _sections(
    merge: Merge,
    placed: tuple[Placed, Placed, Placed],
    members: Mapping[str, set[str]],
    made: Mapping[str, tuple[Clause, ...]],
    names: Mapping[str, str | None],
) -> list[Section]:
    first, ours, theirs = (
        {section.id: section for section in document.sections} for document in (merge.base, merge.ours, merge.theirs)
    )
    stays = {
        name
        for name in ours.keys() | theirs.keys()
        if name in members or name not in first or (name in ours and name in theirs)
    }
    orders = [_by_section(side, members) for side in placed]
    sections = []
    for name in woven(list(first), list(ours), list(theirs), stays).keys:
        inside = members.get(name, set())
        was, here, now = (order.get(name, []) for order in orders)
        keys = woven(was, here, now, inside).keys
        clauses = tuple(clause for key in keys for clause in made[key])
        sections.append(_section(name, (first, ours, theirs), clauses, names[HEADING + name]))
    return sections


def _by_section(placed: Placed, members: Mapping[str, set[str]]) -> dict[str, list[str]]:
    """The order in which one text has the clauses that come to stand in each section."""
    home = {key: name for name, keys in members.items() for key in keys}
    order: dict[str, list[str]] = {}
    for key in placed.clauses:
        if key in home:
            order.setdefault(home[key], []).append(key)
    return order


def _section(
    name: str, sides: Sequence[Mapping[str, Section]], clauses: tuple[Clause, ...], heading: str | None
) -> Section:
    first, ours, theirs = (side.get(name) for side in sides)
    either = ours or theirs
    assert either is not None  # noqa: S101 - only sections of one of the two come here
    kept = either
    if ours is not None and theirs is not None and first is not None:
        kind = theirs.kind if theirs.kind is not first.kind else ours.kind
        level = theirs.level if theirs.level != first.level else ours.level
        kept = replace(ours, kind=kind, level=level)
    return replace(kept, heading=heading if heading is not None else kept.heading, clauses=clauses)


def _name(item: Item, answer: Answer | None) -> str | None:
    """The title or heading that stands; None for one that neither text has."""
    if answer is not None and answer.choice is Choice.COMBINED:
        return answer.text.strip()
    takes_theirs = item.outcome in {Outcome.TAKEN, Outcome.ADDED} or (
        answer is not None and answer.choice is Choice.THEIRS
    )
    side = (item.theirs if takes_theirs else item.ours) or item.ours or item.theirs
    return side.text if side else None


def _made(item: Item, answer: Answer | None, version: int | None, new_id: NewId) -> list[Clause]:
    """The clauses that an item becomes: none, one, or two where the school's words stay beside a core clause."""
    base, ours, theirs = item.base, item.ours, item.theirs
    takes_theirs = answer is not None and answer.choice in {Choice.THEIRS, Choice.BESIDE}
    if ours is None or theirs is None:
        return _made_of_one(item, takes_theirs=takes_theirs, version=version, new_id=new_id)
    words = theirs if takes_theirs or item.outcome is Outcome.TAKEN else ours
    clause = replace(
        words,
        id=ours.id,
        kind=_three_way(base.kind if base else None, ours.kind, theirs.kind),
        tags=_three_way(base.tags if base else None, ours.tags, theirs.tags),
        locked=_three_way(base.locked if base else None, ours.locked, theirs.locked),
        model_clause=_origin(item, version),
    )
    if answer is not None and answer.choice is Choice.COMBINED:
        clause = replace(clause, text=answer.text.strip(), sub_clauses=answer.points)
    if answer is not None and answer.choice is Choice.BESIDE:
        return [clause, replace(ours, id=new_id(), model_clause=None, locked=False, tags=ours.tags)]
    return [clause]


def _made_of_one(item: Item, *, takes_theirs: bool, version: int | None, new_id: NewId) -> list[Clause]:
    """What becomes of a clause that only one of the two has."""
    if item.theirs is not None:
        if item.outcome in {Outcome.ADDED, Outcome.RETURNED} or takes_theirs:
            return [_copied(item.theirs, version, new_id)]
        return []
    if item.ours is None or item.outcome is Outcome.DROPPED or takes_theirs:
        return []
    if item.outcome is Outcome.REMOVED_THERE and version is not None:
        # The model has it no longer: it is the school's own from now on.
        return [replace(item.ours, model_clause=None, locked=False)]
    return [item.ours]


def _copied(theirs: Clause, version: int | None, new_id: NewId) -> Clause:
    if version is None:
        return theirs
    return replace(theirs, id=new_id(), model_clause=ModelClause(theirs.id, version))


def _origin(item: Item, version: int | None) -> ModelClause | None:
    assert item.ours is not None  # noqa: S101 - asked of clauses that both have
    assert item.theirs is not None  # noqa: S101
    if version is not None:
        return ModelClause(item.theirs.id, version)
    return _three_way(item.base.model_clause if item.base else None, item.ours.model_clause, item.theirs.model_clause)


def _three_way(base: Value | None, ours: Value, theirs: Value) -> Value:
    """The school's, unless the council changed it."""
    return ours if theirs == base else theirs
