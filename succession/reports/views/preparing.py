"""Preparing a report, looking at it before others do, and issuing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock, conflicts
from people.access.decorators import SignedInRequest
from people.rules import Refused
from people.views.confidential import confidential
from succession.actions import reports as actions
from succession.reports import audience, kinds, queries
from succession.reports.before import tasks_of, timing
from succession.reports.forms import OpenedForm, PrepareForm
from succession.reports.frame import Place
from succession.reports.openings import CONFIDENTIAL
from succession.reports.rules import Part
from succession.reports.views.finding import found_confidential, found_draft, found_report, second_step, url_of
from succession.reports.views.showing import about_of, meetings_url, paper_of


@require_http_methods(["GET", "POST"])
def report_prepare(request: SignedInRequest, place: Place) -> HttpResponse:
    """Choose for whom a report is prepared, and prepare it."""
    addressees = queries.addressees_of(request.user, place, clock.today())
    form = PrepareForm(request.POST or None, kinds=kinds.kinds_of(place), addressees=addressees)
    if form.is_valid():
        body, meeting = form.chosen
        kind = form.cleaned_data["kind"]
        try:
            draft = actions.prepare(kind=kind, place=place, body=body, meeting=meeting, by=request.user)
        except Refused as refusal:
            form.add_error("to", str(refusal))
        else:
            messages.success(request, "The draft is ready. Nobody on the body can see it yet.")
            return redirect(url_of(place, "report-draft", draft))
    context = {
        "form": form,
        "organisation": place,
        "addressees": addressees,
        "back_url": url_of(place, "reports"),
        "meetings_url": meetings_url(request, place),
    }
    return render(request, "succession/reports/prepare.html", context)


@require_safe
def report_draft(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """What is to be done before a draft is issued."""
    draft = found_report(request, place, report_id)
    if not draft.is_draft:
        return redirect(url_of(place, "report", draft))
    context = about_of(place, draft)
    context["timing"], context["is_pressing"] = timing(draft, context["about"].meeting_on, clock.today())
    context |= {
        "tasks": tasks_of(request.user, place, draft, clock.today()),
        "is_of_today": draft.as_at == clock.today(),
        "prepare_url": url_of(place, "report-prepare"),
        "again_url": url_of(place, "report-again", draft),
        "discard_url": url_of(place, "report-discard", draft),
    }
    return render(request, "succession/reports/draft.html", context)


@require_POST
def report_again(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """Prepare a draft again from what is known today."""
    draft = found_draft(request, place, report_id)
    try:
        actions.prepare_again(report=draft, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The draft is prepared again, as at today.")
    return redirect(url_of(place, "report-draft", draft))


@require_safe
def report_preview(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """What a governor will get: the same page, from the same record."""
    draft = found_draft(request, place, report_id)
    context = paper_of(request, place, draft, Part.OPEN) | {"is_preview": True}
    return render(request, "succession/reports/report.html", context)


@second_step
@confidential(CONFIDENTIAL, "report_id")
@require_http_methods(["GET", "POST"])
def report_check(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """Read the confidential part of a draft, and say that it was read."""
    draft = found_confidential(request, place, report_id)
    if not draft.is_draft:
        return redirect(url_of(place, "report", draft))
    form = OpenedForm(request.POST or None, initial={"opened_on": actions.draft_token(draft)})
    if form.is_valid():
        try:
            actions.record_check(report=draft, opened_on=form.cleaned_data["opened_on"], by=request.user)
        except conflicts.Conflict:
            messages.error(request, "The draft was prepared again since you opened this page. Read it as it is now.")
            return redirect(url_of(place, "report-check", draft))
        messages.success(request, "The confidential part is checked.")
        return redirect(url_of(place, "report-draft", draft))
    context = paper_of(request, place, draft, Part.CONFIDENTIAL) | {"is_preview": True, "check_form": form}
    return render(request, "succession/reports/report.html", context)


@require_http_methods(["GET", "POST"])
def report_issue(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """Ask once, naming what will happen, then issue a draft. Sent again, the issued report is shown."""
    draft = found_report(request, place, report_id)
    if not draft.is_draft:
        return redirect(url_of(place, "report", draft))
    form = OpenedForm(request.POST or None, initial={"opened_on": actions.draft_token(draft)})
    if form.is_valid():
        try:
            issued = actions.issue(report=draft, opened_on=form.cleaned_data["opened_on"], by=request.user)
        except conflicts.Conflict:
            messages.error(
                request, "The draft was prepared again since you opened this page. Look at it, then issue it."
            )
            return redirect(url_of(place, "report-draft", draft))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(url_of(place, "report-draft", draft))
        messages.success(request, f"Report {issued.number} to {issued.body} is issued. Its members get a letter.")
        return redirect(url_of(place, "report", issued))
    context = about_of(place, draft)
    context["timing"], context["is_pressing"] = timing(draft, context["about"].meeting_on, clock.today())
    context |= {
        "form": form,
        "back_url": url_of(place, "report-draft", draft),
        "readers": audience.readers(draft, clock.today()),
    }
    return render(request, "succession/reports/issue.html", context)


@require_http_methods(["GET", "POST"])
def report_discard(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """Throw a draft away, once that was asked."""
    draft = found_draft(request, place, report_id)
    if request.method == "POST":
        try:
            actions.discard(report=draft, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(url_of(place, "report", draft))
        messages.success(request, f"The draft to {draft.body} is discarded.")
        return redirect(url_of(place, "reports"))
    context = about_of(place, draft) | {"back_url": url_of(place, "report-draft", draft)}
    return render(request, "succession/reports/discard.html", context)
