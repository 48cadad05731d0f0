"""The papers that a controller has to have about personal data, made from what the apps say they hold (core.privacy).

Privacy notice, record of processing, impact assessment, appropriate policy document, processing agreement, and the
certificate of an erasure: each as data, shown as a page and as a PDF.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone

from core import erasing, papers
from core.making import Made
from documents.writers import pdf
from people.membership.queries import Place
from people.models import Council, School, Trust
from people.models import Erasure as ErasureRow
from people.privacy import retention, texts

KIND = "people.privacy-paper"
_EDITION = 2
"""Raised when the words or the look of a paper change, so that kept papers are made again."""

ADVICE = "Check this with your data protection adviser: it describes the product, and is not legal advice."


@dataclass(frozen=True, slots=True)
class Kind:
    """A paper that can be printed."""

    key: str
    title: str
    what: str


PAPERS = (
    Kind("notice", "Privacy notice", "What people are told: what is held about them, why, who sees it, for how long"),
    Kind("record", "Record of processing", "What a controller keeps under Article 30 of the UK GDPR"),
    Kind("dpia", "Impact assessment: a draft", "Risks to people and what is done about them, to be finished by you"),
    Kind("policy", "Appropriate policy document", "For equality data and other special kinds, before any is held"),
    Kind(
        "agreement", "Processing agreement: the text", "Between a school or trust and the council that runs Succession"
    ),
)


@dataclass(frozen=True, slots=True)
class Text:
    """One paper, whole."""

    key: str
    title: str
    lead: str
    sections: tuple[texts.Section, ...]


_MAKE: dict[str, Callable[[str, Place | None], Iterable[texts.Section]]] = {
    "notice": texts.notice,
    "record": texts.record_of_processing,
    "dpia": texts.dpia,
    "policy": texts.policy_document,
    "agreement": texts.agreement,
}


def paper_of(kind: str, place: Place | None) -> Text:
    """The paper of this kind for a controller; for nobody in particular where there is none. 404 for another kind."""
    found = next((known for known in PAPERS if known.key == kind), None)
    if found is None:
        raise Http404
    who = texts.controller_of(place)
    make = _MAKE[kind]
    lead = f"{who}. {ADVICE}" if place else ADVICE
    return Text(kind, found.title, lead, tuple(make(who, place)))


# Certificates ---------------------------------------------------------------------------------------------------------
def certificate_facts(erasure: ErasureRow) -> list[tuple[str, str]]:
    """What a certificate says. It names nobody who was erased."""
    rows = [
        ("Certificate" if erasure.done_at else "Erasure", f"number {erasure.pk}"),
        ("Controller", texts.controller_of(erasure.controller)),
        ("Person", f"number {erasure.person_id}"),
        ("Why", erasure.get_ground_display()),
        ("Asked for", f"{_moment(erasure.asked_at)}, {_who(erasure, erasure.asked_by_id, str(erasure.asked_by))}"),
    ]
    if erasure.done_at is not None and erasure.confirmed_by is not None:
        rows += [
            ("Confirmed by", str(erasure.confirmed_by)),
            ("Erased", _moment(erasure.done_at)),
            ("By which rule", _rule(erasure)),
        ]
    return rows


def _who(erasure: ErasureRow, asked_by: int, name: str) -> str:
    return "by the person themself" if asked_by == erasure.person_id else f"by {name}"


def _rule(erasure: ErasureRow) -> str:
    if erasure.ground == retention.Ground.LEAVER:
        return str(retention.LEAVER)
    return retention.GROUND_LABELS[retention.Ground(erasure.ground)]


def _moment(moment: object) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y at %H:%M}"  # type: ignore[arg-type]


_BESIDE = {
    "files": "Files that nobody confirmed",
    "sessions": "Places where they were signed in",
    "packs": "Copies of their data",
    "papers": "PDFs that held the name",
}


def counts_in_words(counts: dict[str, int]) -> list[tuple[str, str]]:
    """What was erased, in words: (what, how many), the tables of the register in its order, then their history."""
    words = {f"{table}{column}": what for table, column, what in _table_words()} | _BESIDE
    order = {key: number for number, key in enumerate(words)}
    keys = sorted(counts, key=lambda key: (order.get(key, len(order)), key))
    return [(words.get(key, key), str(counts[key])) for key in keys]


def _table_words() -> Iterable[tuple[str, str, str]]:
    for record, model in erasing.installed():
        for table, suffix in [(model, ""), *((event, ", history") for event in erasing.event_models(model))]:
            yield table._meta.db_table, "", f"{record.title}{suffix}: whole rows"
            names = {field.name: field.column for field in table._meta.concrete_fields}
            for held in record.fields:
                if held.name in names:
                    yield table._meta.db_table, f".{names[held.name]}", f"{record.title}{suffix}: {held.what}"


# PDF ------------------------------------------------------------------------------------------------------------------
def respond(request: HttpRequest, subject: str, *, what: str, back_url: str) -> HttpResponseBase:
    """A paper as a PDF, made in a job the first time somebody asks. The view has checked that they may have it."""
    digest = papers.digest_of(_EDITION, _text_of(subject))
    return papers.respond(request, kind=KIND, subject=subject, digest=digest, what=what, back_url=back_url)


def make(subject: str) -> Made:
    """Make the PDF of a subject: "notice:school:12", or "certificate:7"."""
    text = _text_of(subject)
    html = render_to_string("people/privacy_paper.html", {"paper": text})
    content = pdf.render(html, fonts=settings.STATICFILES_DIRS[0] / "dist" / "fonts")
    return Made(content, f"{subject.replace(':', '-')}.pdf", "application/pdf")


def _text_of(subject: str) -> Text:
    kind, _, key = subject.partition(":")
    if kind == "certificate":
        rows = ErasureRow.objects.select_related("asked_by", "confirmed_by", "school__trust", "trust", "council")
        erasure = rows.get(pk=key)
        facts = texts.Table("The erasure", ("What", "As recorded"), certificate_facts(erasure))
        counts = texts.Table("What was erased", ("What", "How often"), counts_in_words(erasure.counts))
        sections = (
            texts.Section("What was decided", tables=(facts,)),
            texts.Section("What was done", tables=(counts,)),
        )
        return Text("certificate", "Certificate of erasure", str(erasure.controller), sections)
    model, _, pk = key.partition(":")
    places: dict[str, QuerySet[Any]] = {
        "school": School.objects.select_related("trust", "council"),
        "trust": Trust.objects.all(),
        "council": Council.objects.all(),
    }
    return paper_of(kind, places[model].get(pk=pk))
