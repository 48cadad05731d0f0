"""Every change a person can make to a policy, and the sentence that refuses it.

Each check raises `Refused`; its boolean twin (`can_...`) hides the button, so that page and guard never disagree.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from .model import PLACEHOLDERS, Clause, ClauseKind, Document, NewId, Refused, Section, unknown_placeholders

MOST_CLAUSES = 1_000
"""How many clauses a policy may hold. The longest we have read has 140."""
LONGEST_CLAUSE = 20_000
"""How many letters a clause may hold, its points or its cells included."""
MOST_ROWS = 80
MOST_COLUMNS = 12
"""How large a table may be: all its cells stand on one form."""
Rows = tuple[tuple[str, ...], ...]


def check_change(clause: Clause) -> None:
    """Refuse to change the wording of a core clause taken from a model, or a table larger than a form."""
    if clause.is_fixed:
        raise Refused("This is a core clause of the model policy, so its wording cannot be changed.")
    if len(clause.rows) > MOST_ROWS or max(map(len, clause.rows), default=0) > MOST_COLUMNS:
        raise Refused(
            f"This table is too large to be changed here: {MOST_ROWS} rows of {MOST_COLUMNS} cells are the most. "
            "Remove it, and bring it in again in parts."
        )


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


def check_kind(clause: Clause, kind: ClauseKind) -> None:
    """Refuse a kind that would change a core clause or hide what the clause holds."""
    if kind is clause.kind:
        return
    if clause.is_fixed:
        raise Refused("This is a core clause of the model policy, so it stays as it stands there.")
    if ClauseKind.TABLE in {kind, clause.kind}:
        raise Refused("A table stays a table. Add a clause and write there what the table says.")
    if clause.sub_clauses and kind is not ClauseKind.CLAUSE:
        raise Refused("This clause has points under it, so it stays numbered. Take the points out first.")


def check_leaving(clause: Clause) -> None:
    """Refuse to move a core clause to another section: there it might no longer bind the school."""
    if clause.is_fixed:
        raise Refused("This is a core clause of the model policy, so it stays in its section.")


def check_marking(clause: Clause) -> None:
    """Refuse to change the tags or the lock of a clause that was taken from a model: they are the council's."""
    if clause.model_clause is not None:
        raise Refused("The council says what this clause of its model is about, and whether it is a core clause.")


def check_room(document: Document, more: int = 1) -> None:
    """Refuse more clauses than a policy may hold."""
    if sum(len(section.clauses) for section in document.sections) + more > MOST_CLAUSES:
        raise Refused(f"A policy holds at most {MOST_CLAUSES:,} clauses. Remove some, or put several into one.")


def check_words(text: str, sub_clauses: Iterable[str] = ()) -> None:
    """Refuse a clause without words, with too many, or with a blank that nobody can fill."""
    if not text.strip():
        raise Refused("Enter the words of the clause, or remove the clause instead.")
    every = [text, *sub_clauses]
    if sum(map(len, every)) > LONGEST_CLAUSE:
        raise Refused(f"A clause holds at most {LONGEST_CLAUSE:,} letters. Put what is more into another clause.")
    check_blanks(*every)


def check_cells(text: str, rows: Rows) -> None:
    """Refuse a table without words, with too many, with too many rows, or with a blank that nobody can fill."""
    cells = [cell for row in rows for cell in row]
    if not any(cell.strip() for cell in cells):
        raise Refused("Write in at least one cell of the table, or remove the table instead.")
    if len(rows) > MOST_ROWS:
        raise Refused(f"A table holds at most {MOST_ROWS} rows. Put what is more into another clause.")
    if max(map(len, rows), default=0) > MOST_COLUMNS:
        raise Refused(f"A table holds at most {MOST_COLUMNS} columns. Put what is more into another clause.")
    if len(text) + sum(map(len, cells)) > LONGEST_CLAUSE:
        raise Refused(f"A table holds at most {LONGEST_CLAUSE:,} letters. Put what is more into another clause.")
    check_blanks(text, *cells)


def check_clause(clause: Clause) -> None:
    """Refuse a whole clause that the editor would not take: see `check_words` and `check_cells`."""
    if clause.kind is ClauseKind.TABLE:
        check_cells(clause.text, clause.rows)
    else:
        check_words(clause.text, clause.sub_clauses)


def check_blanks(*texts: str) -> None:
    """Refuse a blank that nobody can fill, such as `{skool}`."""
    unknown = next((name for text in texts for name in unknown_placeholders(text)), None)
    if unknown is not None:
        *known, last = (f"{{{name}}}" for name in PLACEHOLDERS)
        raise Refused(
            f"{{{unknown}}} is not a blank we can fill. Write {', '.join(known)} or {last}, or take out the brackets."
        )


def can_change(clause: Clause) -> bool:
    """Whether `change_clause` would accept it."""
    return not _refuses(lambda: check_change(clause))


def can_remove(clause: Clause) -> bool:
    """Whether `remove_clause` would accept it."""
    return not _refuses(lambda: check_removal(clause))


def can_be(clause: Clause, kind: ClauseKind) -> bool:
    """Whether `change_kind` would accept this kind for it."""
    return not _refuses(lambda: check_kind(clause, kind))


def can_leave(clause: Clause) -> bool:
    """Whether `place_clause` would accept another section for it."""
    return not _refuses(lambda: check_leaving(clause))


def can_mark(clause: Clause) -> bool:
    """Whether `mark_clause` would accept it."""
    return not _refuses(lambda: check_marking(clause))


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
    kept = clause.sub_clauses if sub_clauses is None else sub_clauses
    check_words(text, kept)
    return _with_clause(document, replace(clause, text=text.strip(), sub_clauses=kept))


def widened(rows: Rows) -> Rows:
    """The rows, each as wide as the widest."""
    width = max(map(len, rows), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def change_table(document: Document, clause_id: str, text: str, rows: Rows) -> Document:
    """Give a table other words above it and other cells; its rows are made as wide as the widest."""
    clause = document.clause(clause_id)
    check_change(clause)
    if clause.kind is not ClauseKind.TABLE:
        raise Refused("This is no table. Go back to the policy and choose again.")
    wide = widened(tuple(tuple(cell.strip() for cell in row) for row in rows))
    check_cells(text, wide)
    return _with_clause(document, replace(clause, text=text.strip(), rows=wide))


def change_kind(document: Document, clause_id: str, kind: ClauseKind) -> Document:
    """Let the clause stand as another kind: numbered, a paragraph, or words that lead into a list."""
    clause = document.clause(clause_id)
    check_kind(clause, kind)
    return _with_clause(document, replace(clause, kind=kind))


def mark_clause(document: Document, clause_id: str, *, tags: Iterable[str], locked: bool) -> Document:
    """Say what a clause of one's own is about, and whether those who take it may change it."""
    clause = document.clause(clause_id)
    if (tuple(tags), locked) == (clause.tags, clause.locked):
        return document
    check_marking(clause)
    return _with_clause(document, replace(clause, tags=tuple(tags), locked=locked))


def add_clause(
    document: Document,
    section_id: str,
    text: str,
    *,
    new_id: NewId,
    after: str | None = None,
    kind: ClauseKind = ClauseKind.CLAUSE,
    sub_clauses: tuple[str, ...] = (),
) -> Document:
    """Add a clause of one's own after the clause `after`, or at the end of the section."""
    check_words(text, sub_clauses)
    check_room(document)
    section = document.section(section_id)
    place = len(section.clauses) if after is None else _index(section.clauses, after) + 1
    added = Clause(id=new_id(), text=text.strip(), sub_clauses=sub_clauses)
    check_kind(added, kind)
    added = replace(added, kind=kind)
    return document.with_section(
        replace(section, clauses=(*section.clauses[:place], added, *section.clauses[place:])),
    )


def remove_clause(document: Document, clause_id: str) -> Document:
    """Take the clause out."""
    check_removal(document.clause(clause_id))
    return document.with_section(_without(document.section_of(clause_id), clause_id))


def move_clause_up(document: Document, clause_id: str) -> Document:
    """Let the clause change places with the one before it in its section."""
    return _move(document, clause_id, by=-1)


def move_clause_down(document: Document, clause_id: str) -> Document:
    """Let the clause change places with the one after it in its section."""
    return _move(document, clause_id, by=1)


def place_clause(document: Document, clause_id: str, *, section_id: str, before: str | None) -> Document:
    """Put the clause into a section, before the clause `before` or at its end."""
    clause = document.clause(clause_id)
    home, target = document.section_of(clause_id), document.section(section_id)
    if target.id != home.id:
        check_leaving(clause)
    if before == clause_id:
        return document
    others = tuple(other for other in target.clauses if other.id != clause_id)
    place = len(others) if before is None else _index(others, before)
    document = document.with_section(_without(home, clause_id))
    return document.with_section(replace(target, clauses=(*others[:place], clause, *others[place:])))


def _with_clause(document: Document, clause: Clause) -> Document:
    section = document.section_of(clause.id)
    clauses = tuple(clause if old.id == clause.id else old for old in section.clauses)
    return document.with_section(replace(section, clauses=clauses))


def _without(section: Section, clause_id: str) -> Section:
    return replace(section, clauses=tuple(clause for clause in section.clauses if clause.id != clause_id))


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
