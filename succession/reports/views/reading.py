"""Reading the reports of a place, and taking their papers."""

import datetime
from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from core import clock
from core import papers as kept_papers
from core.addresses import address
from people.access.decorators import SignedInRequest
from people.access.guards import allows
from people.access.roles import Permission
from people.models import School
from people.views.confidential import confidential
from succession.models import Report
from succession.reports import audience, kinds, papers, queries
from succession.reports.frame import Place
from succession.reports.openings import CONFIDENTIAL
from succession.reports.rules import Part
from succession.reports.views.finding import found_confidential, found_report, second_step, url_of
from succession.reports.views.showing import meetings_url, paper_of


@require_safe
def reports(request: SignedInRequest, place: Place) -> HttpResponse:
    """The reports of a place that this person may read, the latest first."""
    before = _key(request.GET.get("from", ""))
    found = queries.reports_of(request.user, place, clock.today(), before)
    shown = found[: queries.PAGE]
    prepares = allows(request.user, Permission.REPORT_PREPARE, place)
    context = {
        "organisation": place,
        "rows": [_row(place, report, prepares=prepares) for report in shown],
        "older": f"?from={shown[-1].as_at.isoformat()}.{shown[-1].pk}" if len(found) > queries.PAGE else "",
        "is_first_page": before is None,
        "prepares": prepares,
        "prepare_url": url_of(place, "report-prepare") if prepares else "",
        "meetings_url": meetings_url(request, place),
        "plans_url": _plans_url(request, place),
        "crumbs": [(place.name, place.get_absolute_url())],
    }
    return render(request, "succession/reports/reports.html", context)


@require_safe
def report(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """The open part of an issued report; a draft's tasks for who prepares it."""
    shown = found_report(request, place, report_id)
    if shown.is_draft:
        return redirect(url_of(place, "report-draft", shown))
    return render(request, "succession/reports/report.html", paper_of(request, place, shown, Part.OPEN))


@second_step
@confidential(CONFIDENTIAL, "report_id")
@require_safe
def report_confidential(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """The confidential part of an issued report, for its audience."""
    shown = found_confidential(request, place, report_id)
    if shown.is_draft:
        raise Http404
    return render(request, "succession/reports/report.html", paper_of(request, place, shown, Part.CONFIDENTIAL))


@require_safe
def report_pdf(request: SignedInRequest, place: Place, report_id: int) -> HttpResponseBase:
    """The open part as PDF."""
    shown = found_report(request, place, report_id)
    if shown.is_draft or not audience.shows_text(request.user, shown):
        raise Http404
    return _pdf(request, place, shown, Part.OPEN)


@second_step
@confidential(CONFIDENTIAL, "report_id")
@require_safe
def report_confidential_pdf(request: SignedInRequest, place: Place, report_id: int) -> HttpResponseBase:
    """The confidential part as PDF, for its audience."""
    shown = found_confidential(request, place, report_id)
    if shown.is_draft:
        raise Http404
    return _pdf(request, place, shown, Part.CONFIDENTIAL)


# ---------------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Row:
    """A report in the list, as plain words."""

    href: str
    title: str
    body: str
    as_at: datetime.date
    issued_at: datetime.datetime | None
    state: str


def _row(place: Place, shown: Report, *, prepares: bool) -> Row:
    title = kinds.named(shown.kind).title
    page = "report-draft" if shown.is_draft and prepares else "report"
    numbered = f"{title} {shown.number}" if shown.number else f"{title}, draft"
    return Row(url_of(place, page, shown), numbered, str(shown.body), shown.as_at, shown.issued_at, shown.state)


def _pdf(request: SignedInRequest, place: Place, shown: Report, part: Part) -> HttpResponseBase:
    page = "report" if part is Part.OPEN else "report-confidential"
    return kept_papers.respond(
        request,
        kind=papers.kind_of(part),
        subject=str(shown.pk),
        digest=papers.paper_digest(shown, part),
        what="the report",
        back_url=url_of(place, page, shown),
    )


def _plans_url(request: SignedInRequest, place: Place) -> str:
    council = place.council if isinstance(place, School) else place
    reads = allows(request.user, Permission.PLAN_READ, council)
    return address("actionplan:plans", code=council.code) if reads else ""


def _key(given: str) -> tuple[datetime.date, int] | None:
    """The day and key behind which the page begins; None for the whole list, or for a key nobody was given."""
    day, _, pk = given.partition(".")
    if not pk.isdecimal() or len(pk) > 18:
        return None
    try:
        return datetime.date.fromisoformat(day), int(pk)
    except ValueError:
        return None
