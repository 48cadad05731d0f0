"""One text for several schools: each school's copy keeps the ids of the clauses that it has already."""

from dataclasses import replace

from .comparison import compare
from .model import Document


def carried_over(document: Document, *, held: Document | None) -> Document:
    """A copy of `document` for a school that holds `held`.

    A clause that stands in both, in these words or others, has the id that it has in `held`, so that what was written
    down for a commitment there goes on; every other clause keeps its own. Without `held`, the document as it is.
    """
    if held is None:
        return document
    ids = {
        change.after.id: change.before.id
        for change in compare(held, document).clauses
        if change.before is not None and change.after is not None
    }
    # Texts that go back to one another can have an id for two things: what stands there under it keeps it.
    staying = {section.id for section in document.sections} | {clause.id for clause in document.clauses()} - set(ids)
    while taken := {clause for clause, other in ids.items() if other in staying}:
        staying |= taken
        ids = {clause: other for clause, other in ids.items() if clause not in taken}
    sections = tuple(
        replace(
            section,
            clauses=tuple(replace(clause, id=ids.get(clause.id, clause.id)) for clause in section.clauses),
        )
        for section in document.sections
    )
    return replace(document, sections=sections)


def names_itself(document: Document, name: str) -> int:
    """How many times a text names its school in so many words, where each school would read its own in a blank."""
    return sum(text.casefold().count(name.casefold()) for text in document.texts()) if name.strip() else 0
