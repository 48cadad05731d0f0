"""The two papers of a report as PDFs, made from what was kept and from nothing else."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from core.making import Made
from core.papers import digest_of
from documents.charts import Chart
from documents.writers import pdf
from succession import privacy
from succession.models import Report, ReportToken
from succession.reports import kinds, pictures, queries, tokens, writing
from succession.reports.record import Unreadable
from succession.reports.rules import PART_LABELS, Part

_EDITION = 4
"""Raised when the look of the papers changes, so that kept papers are made again."""


def kind_of(part: Part) -> str:
    """The kind of paper that a part is."""
    return dict(zip(Part, privacy.PAPERS, strict=True))[part]


def paper_digest(report: Report, part: Part) -> str:
    """The hash of all that the paper of a part shows: it is made again when a name in it was erased."""
    erased = ReportToken.objects.filter(report=report, erased_on__isnull=False).shown_in(part).count()
    return digest_of(_EDITION, part, report.digest, report.state, erased, report.prepared_by, report.issued_by)


def open_pdf(subject: str) -> Made:
    """Make the paper of the open part of the report with this primary key."""
    return _made(subject, Part.OPEN)


def confidential_pdf(subject: str) -> Made:
    """The same for its confidential part."""
    return _made(subject, Part.CONFIDENTIAL)


def paper_html(report: Report, part: Part) -> str:
    """The whole page that the paper of a part is made of."""
    kind = kinds.named(report.kind)
    about = writing.about_of(report)
    return render_to_string(
        "succession/reports/paper.html",
        {
            "report": report,
            "about": about,
            "part": PART_LABELS[part] if report.has_confidential else "",
            "is_confidential": part is Part.CONFIDENTIAL,
            "audience": kind.audience_of(about.body),
            "text": mark_safe(drawn(report, part)),  # noqa: S308 (rendered, so escaped, by our own templates; names are escaped too)
        },
    )


def drawn(report: Report, part: Part) -> str:
    """The HTML of a part with its names, and with its pictures drawn: slow, for a job."""
    html = filled(report, part)
    return pictures.drawn(html, pictures_of(report)) if pictures.has_marks(html) else html


def shown(report: Report, part: Part) -> str:
    """The same for a page: with the pictures that a job has drawn already."""
    html = filled(report, part)
    return pictures.shown(html, pictures_of(report)) if pictures.has_marks(html) else html


def pictures_of(report: Report) -> Mapping[str, Chart]:
    """The charts of a report, made of what was gathered for it; none where that can be read no more."""
    kind = kinds.named(report.kind)
    try:
        return kind.pictures(writing.facts_of(kind, report))
    except Unreadable:
        return {}


def filled(report: Report, part: Part) -> str:
    """The HTML of a part with its names."""
    return tokens.filled(report.html(part), queries.contents_of(report, part))


def _made(subject: str, part: Part) -> Made:
    report = _report(subject)
    content = pdf.render(paper_html(report, part), fonts=settings.STATICFILES_DIRS[0] / "dist" / "fonts")
    name = slugify(f"{report.place.name[:60]} {kinds.named(report.kind).title}")
    which = f"-{part}" if report.has_confidential else ""
    filename = f"{name}-{report.number or 'draft'}{which}.pdf"
    return Made(content=content, filename=filename, content_type="application/pdf")


def _report(subject: str) -> Report:
    with_people: Any = Report.objects.select_related("body", "school__council", "council", "prepared_by", "issued_by")
    found: Report = with_people.select_related("replaces", "withdrawn_by").get(pk=int(subject))
    return found
