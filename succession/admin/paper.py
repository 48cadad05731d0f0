"""A report to read in the admin, and the confidential part of a draft to read before it is issued."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe

from core import clock, conflicts
from people.access.reporting import asking
from people.models import User
from people.views.confidential import confidential
from succession.actions import reports as actions
from succession.admin.about import about, title_of, url_of
from succession.admin.steps import links_of
from succession.models import Report
from succession.reports import audience, papers, queries
from succession.reports.before import meeting_since, timing
from succession.reports.forms import OpenedForm
from succession.reports.frame import Place
from succession.reports.openings import CONFIDENTIAL
from succession.reports.rules import Part
from succession.reports.views import finding
from succession.reports.views.finding import second_step

PAPER = "admin/succession/report/change_form.html"


def paper(user: User, report: Report) -> dict[str, Any]:
    """A report's open part, with its facts and what can be done."""
    shows_text = audience.shows_text(user, report)
    opens = shows_text and audience.may_open_confidential(user, report, clock.today())
    replacement = None if report.is_draft else queries.replacement_of(report)
    offers_pdf, at = shows_text and not report.is_draft, report.place
    context = about(report)
    when, is_pressing = timing(report, context["about"].meeting_on, clock.today()) if report.is_draft else ("", False)
    return context | {
        "timing": when,
        "is_pressing": is_pressing,
        "meeting_since": meeting_since(report, context["about"].meeting_on),
        "text": _text(report, Part.OPEN) if shows_text else "",
        "plain_title": title_of(report),
        "site_url": finding.url_of(at, "report-draft" if report.is_draft else "report", report),
        "confidential_url": _confidential_url(report) if opens else "",
        "has_other_part": report.has_confidential and shows_text,
        "pdf_url": finding.url_of(at, "report-pdf", report) if offers_pdf else "",
        "confidential_pdf_url": finding.url_of(at, "report-confidential-pdf", report) if offers_pdf and opens else "",
        "replacement": replacement,
        "replacement_url": url_of("change", replacement) if replacement else "",
        "links": links_of(user, report),
    }


def _confidential_url(report: Report) -> str:
    return url_of("check", report) if report.is_draft else finding.url_of(report.place, "report-confidential", report)


@second_step
@confidential(CONFIDENTIAL, "report_id")
def check(request: HttpRequest, place: Place, report_id: int, report: Report) -> HttpResponse:  # noqa: ARG001 (for the log)
    """Read the confidential part of a draft, and say that it was read. `place` and `report_id` are the report's."""
    user = asking(request)
    if not (report.is_draft and report.has_confidential and audience.prepares(user, report)):
        raise Http404
    audience.require_confidential(user, report, clock.today())
    form = OpenedForm(request.POST or None, initial={"opened_on": actions.draft_token(report)})
    if form.is_valid():
        try:
            actions.record_check(report=report, opened_on=form.cleaned_data["opened_on"], by=user)
        except conflicts.Conflict:
            messages.error(request, "The draft was prepared again since you opened this page. Read it as it is now.")
            return redirect(url_of("check", report))
        messages.success(request, "The confidential part is checked.")
        return redirect(url_of("change", report))
    context = about(report) | {"text": _text(report, Part.CONFIDENTIAL), "form": form}
    return render(request, "admin/succession/report/check.html", context)


def _text(report: Report, part: Part) -> SafeString:
    """What our own templates rendered, and escaped, with names that were escaped when they were put in."""
    return mark_safe(papers.shown(report, part))  # noqa: S308
