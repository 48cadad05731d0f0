"""Every change a person can make to a policy, and the sentence that refuses it.

Each check raises `Refused`; its boolean twin (`can_...`) hides the button, so that page and guard never disagree.
"""

from collections.abc import Callable
from dataclasses import replace

from .model import Clause, ClauseKind, Document, NewId, Refused


def check_change(clause: Clause) -> None:
    """Refuse to change the wording of a core clause taken from a model."""
    if clause.is_fixed:
        raise Refused("This is a core clause of the model policy, so its wording cannot be changed.")


def check_removal(clause: Clause) -> None:
    """Refuse to remove a core clause taken from a model."""
    if clause.is_fixed:
        raise Refused("This is a core clause of the model policy, so it cannot be removed.")


def check_move(document: Document, clause_id: str, *, by: int) -> None:
    """Refuse to move a clause past the first or last place of its section."""
    clauses = document.section_of(clause_id).clauses
    target = _index(clauses, clause_id) + by
    if target < 0:
        raise Refused("This clause is already the first in its section.")
    if target >= len(clauses):
        raise Refused("This clause is already the last in its section.")


def can_change(clause: Clause) -> bool:
    """Whether `change_clause` would accept it."""
    return not _refuses(lambda: check_change(clause))


def can_remove(clause: Clause) -> bool:
    """Whether `remove_clause` would accept it."""
    return not _refuses(lambda: check_removal(clause))


def can_move_up(document: Document, clause_id: str) -> bool:
    """Whether `move_clause_up` would accept it."""
    return not _refuses(lambda: check_move(document, clause_id, by=-1))


def can_move_down(document: Document, clause_id: str) -> bool:
    """Whether `move_clause_down` would accept it."""
    return not _refuses(lambda: check_move(document, clause_id, by=1))


def _refuses(check: Callable[[], None]) -> bool:
    try:
        check()
    except Refused:
        return True
    return False


def change_clause(
    document: Document, clause_id: str, text: str, *, sub_clauses: tuple[str, ...] | None = None
) -> Document:
    """Give the clause a new wording; its id, tags and model clause stay."""
    clause = document.clause(clause_id)
    check_change(clause)
    _check_words(text)
    kept = clause.sub_clauses if sub_clauses is None else sub_clauses
    changed = replace(clause, text=text.strip(), sub_clauses=kept)
    section = document.section_of(clause_id)
    clauses = tuple(changed if old.id == clause_id else old for old in section.clauses)
    return document.with_section(replace(section, clauses=clauses))


def add_clause(
    document: Document,
    section_id: str,
    text: str,
    *,
    new_id: NewId,
    after: str | None = None,
    kind: ClauseKind = ClauseKind.CLAUSE,
) -> Document:
    """Add a clause of the school's own after the clause `after`, or at the end of the section."""
    _check_words(text)
    section = document.section(section_id)
    place = len(section.clauses) if after is None else _index(section.clauses, after) + 1
    added = Clause(id=new_id(), text=text.strip(), kind=kind)
    return document.with_section(
        replace(section, clauses=(*section.clauses[:place], added, *section.clauses[place:])),
    )


def remove_clause(document: Document, clause_id: str) -> Document:
    """Take the clause out."""
    check_removal(document.clause(clause_id))
    section = document.section_of(clause_id)
    return document.with_section(
        replace(section, clauses=tuple(clause for clause in section.clauses if clause.id != clause_id)),
    )


def move_clause_up(document: Document, clause_id: str) -> Document:
    """Let the clause change places with the one before it in its section."""
    return _move(document, clause_id, by=-1)


def move_clause_down(document: Document, clause_id: str) -> Document:
    """Let the clause change places with the one after it in its section."""
    return _move(document, clause_id, by=1)


def _move(document: Document, clause_id: str, *, by: int) -> Document:
    check_move(document, clause_id, by=by)
    section = document.section_of(clause_id)
    clauses = list(section.clauses)
    place = _index(section.clauses, clause_id)
    clauses[place], clauses[place + by] = clauses[place + by], clauses[place]
    return document.with_section(replace(section, clauses=tuple(clauses)))


def _index(clauses: tuple[Clause, ...], clause_id: str) -> int:
    for place, clause in enumerate(clauses):
        if clause.id == clause_id:
            return place
    raise Refused("That clause is no longer in this section. Go back to the policy and choose again.")


def _check_words(text: str) -> None:
    if not text.strip():
        raise Refused("Enter the words of the clause, or remove the clause instead.")
