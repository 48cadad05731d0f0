"""Putting a whole text into a policy at once, in the editor's own draft, and taking it out again."""

import uuid
from collections.abc import Collection, Sequence

from django.db import transaction

from core import conflicts
from people.models import User
from policies import document as documents
from policies.document import Document, Section
from policies.editor.parts import layout_token, pasted_token
from policies.models import Draft
from policies.owners import Owner
from policies.writing import edit_draft


def ids_of(batch: uuid.UUID, count: int) -> list[str]:
    """The ids of the parts that one paste makes: sent twice it adds them once, and they are known again."""
    return [uuid.uuid5(batch, str(number)).hex for number in range(count)]


@transaction.atomic
def add_part(
    *, owner: Owner, part: Sequence[Section], section_id: str, after: str | None, opened_on: str, by: User
) -> Draft:
    """Put a text into a section, after its clause `after` or at its end. opened_on: the order of the whole policy.

    Raises Refused, with one sentence, and Conflict where the order changed meanwhile. Sent twice, it stands once.
    """

    def change(document: Document) -> Document:
        added = documents.insertion(part, is_into_a_section=bool(document.sections))
        if added.ids & ids_in(document):
            return document
        conflicts.check(opened_on=opened_on, now=layout_token(document))
        return documents.insert(document, added, section_id=section_id, after=after)

    return edit_draft(owner, by, change)


@transaction.atomic
def take_part_out(*, owner: Owner, ids: Collection[str], opened_on: str, by: User) -> Draft:
    """Take out what one paste added. opened_on: all of it as the person was shown it.

    Raises Refused, and Conflict where some of it was changed meanwhile. What is gone stays gone.
    """

    def change(document: Document) -> Document:
        held = ids_in(document) & set(ids)
        if not held:
            return document
        conflicts.check(opened_on=opened_on, now=pasted_token(document, held))
        return documents.take_out(document, held)

    return edit_draft(owner, by, change)


def ids_in(document: Document) -> set[str]:
    """The ids of all its sections and clauses."""
    return {section.id for section in document.sections} | {clause.id for clause in document.clauses()}
