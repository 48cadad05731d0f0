"""Changing a policy, clause by clause, in the editor's own draft. Each change is saved at once."""

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction

from core import clock, conflicts
from people.access.guards import require
from people.access.roles import Permission
from people.models import School, User
from policies import document as documents
from policies.document import Document, Refused
from policies.editor import clause_token, names_token, order_token
from policies.models import Draft, Policy, Version
from policies.writing import policy_of


@transaction.atomic
def change_clause(
    *, school: School, clause_id: str, text: str, sub_clauses: tuple[str, ...] | None, opened_on: str, by: User
) -> Draft:
    """Give a clause other words. Raises conflicts.Conflict where its words are no longer those of the form."""

    def change(document: Document) -> Document:
        conflicts.check(opened_on=opened_on, now=clause_token(document.clause(clause_id)))
        return documents.change_clause(document, clause_id, text, sub_clauses=sub_clauses)

    return _edit(school, by, change)


@transaction.atomic
def add_clause(*, school: School, section_id: str, text: str, clause_id: str, after: str | None, by: User) -> Draft:
    """Add a clause of the school's own. The form chose its id, so that sending it twice adds it once."""

    def change(document: Document) -> Document:
        if any(clause.id == clause_id for clause in document.clauses()):
            return document
        return documents.add_clause(document, section_id, text, new_id=lambda: clause_id, after=after)

    return _edit(school, by, change)


@transaction.atomic
def remove_clause(*, school: School, clause_id: str, opened_on: str, by: User) -> Draft:
    """Take a clause out; one that is gone stays gone.

    Raises conflicts.Conflict where its words are no longer those the person was shown.
    """

    def change(document: Document) -> Document:
        if all(clause.id != clause_id for clause in document.clauses()):
            return document
        conflicts.check(opened_on=opened_on, now=clause_token(document.clause(clause_id)))
        return documents.remove_clause(document, clause_id)

    return _edit(school, by, change)


@transaction.atomic
def move_clause(*, school: School, clause_id: str, up: bool, opened_on: str, by: User) -> Draft:
    """Let a clause change places with its neighbour. Raises conflicts.Conflict where the order is another by now."""

    def change(document: Document) -> Document:
        conflicts.check(opened_on=opened_on, now=order_token(document.section_of(clause_id)))
        move = documents.move_clause_up if up else documents.move_clause_down
        return move(document, clause_id)

    return _edit(school, by, change)


@transaction.atomic
def change_names(*, school: School, title: str, subtitle: str, opened_on: str, by: User) -> Draft:
    """Give the policy another title and subtitle. Raises conflicts.Conflict where they have changed meanwhile."""

    def change(document: Document) -> Document:
        conflicts.check(opened_on=opened_on, now=names_token(document))
        if not title.strip():
            raise Refused("Enter the title of the policy.")
        return replace(document, title=title.strip(), subtitle=subtitle.strip())

    return _edit(school, by, change)


@transaction.atomic
def discard_draft(*, school: School, by: User) -> None:
    """Throw away what the editor has changed since the last version."""
    require(by, Permission.POLICY_EDIT, school)
    Draft.objects.filter(policy__school=school, editor=by).delete()


def _edit(school: School, by: User, change: Callable[[Document], Document]) -> Draft:
    require(by, Permission.POLICY_EDIT, school)
    draft = _draft_of(policy_of(school), by)
    draft.hold(change(draft.text), clock.now())
    draft.full_clean()
    draft.save()
    return draft


def _draft_of(policy: Policy, by: User) -> Draft:
    """The editor's draft, begun from the latest version where they have none."""
    draft = Draft.objects.select_for_update().filter(policy=policy, editor=by).first()
    if draft is not None:
        return draft
    latest: Version | None = policy.versions.first()
    if latest is None:
        raise Refused("There is no policy to change yet. Take the model policy or bring in your own.")
    return Draft(policy=policy, editor=by, base=latest, document=latest.document)
