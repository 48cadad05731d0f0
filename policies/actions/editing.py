"""Changing a policy, clause by clause and section by section, in the editor's own draft. Each change is saved at once.

owner: the school whose policy it is, or the council whose model. opened_on: the token of what the form was opened on;
where that is no longer what stands in the draft, conflicts.Conflict is raised and nothing is changed.
"""

from dataclasses import dataclass, replace

from django.db import transaction

from core import conflicts
from people.access.guards import require
from people.models import User
from policies import document as documents
from policies.document import ClauseKind, Document, Refused, SectionKind
from policies.editor.parts import (
    clause_token,
    draft_token,
    layout_token,
    names_token,
    order_token,
    section_token,
    whole_section_token,
)
from policies.models import Draft
from policies.owners import Owner, edit_permission
from policies.writing import edit_draft


@dataclass(frozen=True, slots=True)
class Marks:
    """What a council says of a clause of its model: what it is about, and whether schools may change it."""

    tags: tuple[str, ...] = ()
    locked: bool = False


@transaction.atomic
def change_clause(
    *,
    owner: Owner,
    clause_id: str,
    text: str,
    sub_clauses: tuple[str, ...] | None,
    opened_on: str,
    by: User,
    kind: ClauseKind | None = None,
    marks: Marks | None = None,
    rows: documents.Rows | None = None,
) -> Draft:
    """Give a clause other words and, where they are given, another kind and other marks. rows: those of a table."""

    def change(document: Document) -> Document:
        clause = document.clause(clause_id)
        conflicts.check(opened_on=opened_on, now=clause_token(clause))
        if rows is None:
            changed = documents.change_clause(document, clause_id, text, sub_clauses=sub_clauses)
        else:
            changed = documents.change_table(document, clause_id, text, rows)
        if kind is not None:
            changed = documents.change_kind(changed, clause_id, kind)
        if marks is not None:
            changed = documents.mark_clause(changed, clause_id, tags=marks.tags, locked=marks.locked)
        return changed

    return edit_draft(owner, by, change)


@transaction.atomic
def add_clause(
    *,
    owner: Owner,
    section_id: str,
    text: str,
    clause_id: str,
    after: str | None,
    by: User,
    kind: ClauseKind = ClauseKind.CLAUSE,
    sub_clauses: tuple[str, ...] = (),
    marks: Marks | None = None,
) -> Draft:
    """Add a clause of one's own. The form chose its id, so that sending it twice adds it once.

    Where the clause it was to follow has gone meanwhile, it stands at the end of the section.
    """

    def change(document: Document) -> Document:
        if any(clause.id == clause_id for clause in document.clauses()):
            return document
        beside = {clause.id for clause in document.section(section_id).clauses}
        follows = after if after in beside else None
        added = documents.add_clause(
            document, section_id, text, new_id=lambda: clause_id, after=follows, kind=kind, sub_clauses=sub_clauses
        )
        if marks is not None:
            added = documents.mark_clause(added, clause_id, tags=marks.tags, locked=marks.locked)
        return added

    return edit_draft(owner, by, change)


@transaction.atomic
def remove_clause(*, owner: Owner, clause_id: str, opened_on: str, by: User) -> Draft:
    """Take a clause out, as the person was shown it; one that is gone stays gone."""

    def change(document: Document) -> Document:
        if all(clause.id != clause_id for clause in document.clauses()):
            return document
        conflicts.check(opened_on=opened_on, now=clause_token(document.clause(clause_id)))
        return documents.remove_clause(document, clause_id)

    return edit_draft(owner, by, change)


@transaction.atomic
def move_clause(*, owner: Owner, clause_id: str, up: bool, opened_on: str, by: User) -> Draft:
    """Let a clause change places with its neighbour. opened_on: the order of its section."""

    def change(document: Document) -> Document:
        conflicts.check(opened_on=opened_on, now=order_token(document.section_of(clause_id)))
        move = documents.move_clause_up if up else documents.move_clause_down
        return move(document, clause_id)

    return edit_draft(owner, by, change)


@transaction.atomic
def place_clause(
    *, owner: Owner, clause_id: str, section_id: str, before: str | None, opened_on: str, by: User
) -> Draft:
    """Put a clause before another, or at the end of a section. opened_on: the order of the whole policy."""

    def change(document: Document) -> Document:
        conflicts.check(opened_on=opened_on, now=layout_token(document))
        return documents.place_clause(document, clause_id, section_id=section_id, before=before)

    return edit_draft(owner, by, change)


@transaction.atomic
def add_section(
    *, owner: Owner, heading: str, kind: SectionKind, section_id: str, after: str | None, by: User
) -> Draft:
    """Add a section. The form chose its id, so that sending it twice adds it once."""

    def change(document: Document) -> Document:
        there = {section.id for section in document.sections}
        if section_id in there:
            return document
        follows = after if after in there else None
        return documents.add_section(document, heading, kind, new_id=lambda: section_id, after=follows)

    return edit_draft(owner, by, change)


@transaction.atomic
def change_section(
    *, owner: Owner, section_id: str, heading: str, kind: SectionKind, opened_on: str, by: User
) -> Draft:
    """Give a section another heading and purpose."""

    def change(document: Document) -> Document:
        conflicts.check(opened_on=opened_on, now=section_token(document.section(section_id)))
        documents.check_blanks(heading)
        return documents.change_section(document, section_id, heading, kind)

    return edit_draft(owner, by, change)


@transaction.atomic
def move_section(*, owner: Owner, section_id: str, up: bool, opened_on: str, by: User) -> Draft:
    """Let a section change places with its neighbour. opened_on: the order of the whole policy."""

    def change(document: Document) -> Document:
        conflicts.check(opened_on=opened_on, now=layout_token(document))
        return documents.move_section(document, section_id, by=-1 if up else 1)

    return edit_draft(owner, by, change)


@transaction.atomic
def remove_section(*, owner: Owner, section_id: str, opened_on: str, by: User) -> Draft:
    """Take a section out with all it holds, as the person was shown it; one that is gone stays gone."""

    def change(document: Document) -> Document:
        if all(section.id != section_id for section in document.sections):
            return document
        conflicts.check(opened_on=opened_on, now=whole_section_token(document.section(section_id)))
        return documents.remove_section(document, section_id)

    return edit_draft(owner, by, change)


@transaction.atomic
def change_names(*, owner: Owner, title: str, subtitle: str, opened_on: str, by: User) -> Draft:
    """Give the policy another title and subtitle."""

    def change(document: Document) -> Document:
        conflicts.check(opened_on=opened_on, now=names_token(document))
        if not title.strip():
            raise Refused("Enter the title of the policy.")
        documents.check_blanks(title, subtitle)
        return replace(document, title=title.strip(), subtitle=subtitle.strip())

    return edit_draft(owner, by, change)


@transaction.atomic
def discard_draft(*, owner: Owner, opened_on: str, by: User) -> None:
    """Throw away what the editor has changed since the last version, as they were shown it.

    opened_on: `policies.editor.parts.draft_token` of the page. What is thrown away already stays so.
    """
    require(by, edit_permission(owner), owner)
    draft = Draft.objects.of(owner).select_for_update(of=["self"]).filter(editor=by).first()
    if draft is not None:
        conflicts.check(opened_on=opened_on, now=draft_token(draft.text))
        draft.delete()
