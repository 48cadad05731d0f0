"""A policy as it goes out: as Word and as plain text."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from django.http import HttpResponse
from django.utils.text import slugify

from documents.writers import docx, text
from documents.writers.parts import Grid, Heading, Item, Paper, Part, Run, Text, Words, said
from policies.document import ClauseKind, Document, in_words
from policies.document.runs import runs
from policies.layout import laid_out
from policies.wording import initials_of

FORMS = ("docx", "txt")
_MIME = {"docx": docx.MIME, "txt": "text/plain; charset=utf-8"}


def paper_of(
    document: Document,
    facts: Mapping[str, str],
    *,
    owner: str,
    status: str = "",
    control: Sequence[tuple[str, str]] = (),
) -> Paper:
    """A policy with its blanks filled. status: what it is, said below the title. control: rows of document control."""
    before: list[Part] = [Words(said(owner)), *([Words(said(status))] if status else [])]
    after: list[Part] = []
    if initials := initials_of(document):
        told = (Words(said(f"{name}: {meaning}")) for name, meaning in initials)
        after += [Heading(1, said("Initials in this policy")), *told]
    if control:
        rows = (("What", "As recorded"), *control)
        after += [Heading(1, said("Document control")), Grid((), tuple((said(name), said(as_)) for name, as_ in rows))]
    return Paper(
        title=said(in_words(document.title, facts)),
        subtitle=said(in_words(document.subtitle, facts)),
        author=owner,
        parts=(*before, *_parts(document, facts), *after),
    )


def _parts(document: Document, facts: Mapping[str, str]) -> Iterator[Part]:
    for laid in laid_out(document):
        if laid.section.heading:
            yield Heading(laid.level - 1, said(in_words(laid.section.heading, facts)))
        for run in laid.parts:
            for number, clause in enumerate(run.clauses, start=run.start):
                words = _text(clause.text, facts)
                if run.kind is ClauseKind.CLAUSE:
                    yield Item(words, number, tuple(_text(point, facts) for point in clause.sub_clauses))
                elif run.kind is ClauseKind.TABLE:
                    yield Grid(words, tuple(tuple(_text(cell, facts) for cell in row) for row in clause.rows))
                else:
                    yield Words(words, is_lead_in=run.kind is ClauseKind.LEAD_IN)


def _text(text: str, facts: Mapping[str, str]) -> Text:
    """A text with its bold words and links, and its blanks filled."""
    return tuple(Run(in_words(run.text, facts), run.bold, run.href) for run in runs(text))


def respond(paper: Paper, form: str, *, number: int, made_at: datetime.datetime) -> HttpResponse:
    """The policy as a file to save. form: one of FORMS."""
    content = docx.render(paper, made_at=made_at) if form == "docx" else text.render(paper).encode()
    answer = HttpResponse(content, content_type=_MIME[form])
    name = f"{slugify(paper.author)[:80]}-policy-version-{number}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
