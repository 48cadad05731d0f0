"""Reports of a school or council: reading, preparing, checking and issuing them.

Each view is given the place by the decorator of its kind (succession.urls).
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock, conflicts
from core import papers as kept_papers
from core.addresses import address
from people.access.decorators import SignedInRequest
from people.access.guards import allows
from people.access.proof import has_second_step, lead_to_second_step
from people.access.roles import Permission
from people.models import School
from people.rules import Refused
from people.views.confidential import confidential
from succession.actions import reports as actions
from succession.models import Report
from succession.reports import audience, kinds, papers, queries, writing
from succession.reports.forms import CorrectForm, OpenedForm, PrepareForm, WithdrawForm
from succession.reports.frame import Place
from succession.reports.rules import Part, Step

CONFIDENTIAL = "report"
_HEADING = re.compile(r'<h2 id="([a-z]+)">(.+?)</h2>', re.DOTALL)

View = Callable[..., HttpResponseBase]


def second_step(view: View) -> View:
    """A page that is opened after the second step, whoever asks for it."""

    @wraps(view)
    def page(request: SignedInRequest, place: Place, **kwargs: Any) -> HttpResponseBase:
        if not has_second_step(request):
            return lead_to_second_step(request)
        return view(request, place, **kwargs)

    return page


# Reading --------------------------------------------------------------------------------------------------------------
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
        "prepare_url": _url(place, "report-prepare") if prepares else "",
        "meetings_url": _meetings_url(request, place),
        "plans_url": _plans_url(request, place),
        "crumbs": [(place.name, place.get_absolute_url())],
    }
    return render(request, "succession/reports/reports.html", context)


@require_safe
def report(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """The open part of an issued report; a draft's tasks for who prepares it."""
    shown = _report(request, place, report_id)
    if shown.is_draft:
        return redirect(_url(place, "report-draft", shown))
    return render(request, "succession/reports/report.html", _paper(request, place, shown, Part.OPEN))


@second_step
@confidential(CONFIDENTIAL, "report_id")
@require_safe
def report_confidential(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """The confidential part of an issued report, for its audience."""
    shown = _confidential(request, place, report_id)
    if shown.is_draft:
        raise Http404
    return render(request, "succession/reports/report.html", _paper(request, place, shown, Part.CONFIDENTIAL))


@require_safe
def report_pdf(request: SignedInRequest, place: Place, report_id: int) -> HttpResponseBase:
    """The open part as PDF."""
    shown = _report(request, place, report_id)
    if shown.is_draft or not audience.shows_text(request.user, shown):
        raise Http404
    return _pdf(request, place, shown, Part.OPEN)


@second_step
@confidential(CONFIDENTIAL, "report_id")
@require_safe
def report_confidential_pdf(request: SignedInRequest, place: Place, report_id: int) -> HttpResponseBase:
    """The confidential part as PDF, for its audience."""
    shown = _confidential(request, place, report_id)
    if shown.is_draft:
        raise Http404
    return _pdf(request, place, shown, Part.CONFIDENTIAL)


# Preparing ------------------------------------------------------------------------------------------------------------
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
            return redirect(_url(place, "report-draft", draft))
    context = {
        "form": form,
        "organisation": place,
        "addressees": addressees,
        "back_url": _url(place, "reports"),
        "meetings_url": _meetings_url(request, place),
    }
    return render(request, "succession/reports/prepare.html", context)


@require_safe
def report_draft(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """What is to be done before a draft is issued."""
    draft = _report(request, place, report_id)
    if not draft.is_draft:
        return redirect(_url(place, "report", draft))
    context = _about(place, draft) | {
        "tasks": _tasks(request, place, draft),
        "is_of_today": draft.as_at == clock.today(),
        "issues": allows(request.user, Permission.REPORT_ISSUE, place),
        "again_url": _url(place, "report-again", draft),
        "discard_url": _url(place, "report-discard", draft),
    }
    return render(request, "succession/reports/draft.html", context)


@require_POST
def report_again(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """Prepare a draft again from what is known today."""
    draft = _draft(request, place, report_id)
    try:
        actions.prepare_again(report=draft, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The draft is prepared again, as at today.")
    return redirect(_url(place, "report-draft", draft))


@require_safe
def report_preview(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """What a governor will get: the same page, from the same record."""
    draft = _draft(request, place, report_id)
    context = _paper(request, place, draft, Part.OPEN) | {"is_preview": True}
    return render(request, "succession/reports/report.html", context)


@second_step
@confidential(CONFIDENTIAL, "report_id")
@require_http_methods(["GET", "POST"])
def report_check(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """Read the confidential part of a draft, and say that it was read."""
    draft = _confidential(request, place, report_id)
    if not draft.is_draft:
        return redirect(_url(place, "report", draft))
    form = OpenedForm(request.POST or None, initial={"opened_on": actions.draft_token(draft)})
    if form.is_valid():
        try:
            actions.record_check(report=draft, opened_on=form.cleaned_data["opened_on"], by=request.user)
        except conflicts.Conflict:
            messages.error(request, "The draft was prepared again since you opened this page. Read it as it is now.")
            return redirect(_url(place, "report-check", draft))
        messages.success(request, "The confidential part is checked.")
        return redirect(_url(place, "report-draft", draft))
    context = _paper(request, place, draft, Part.CONFIDENTIAL) | {"is_preview": True, "check_form": form}
    return render(request, "succession/reports/report.html", context)


@require_http_methods(["GET", "POST"])
def report_issue(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """Ask once, naming what will happen, then issue a draft. Sent again, the issued report is shown."""
    draft = _report(request, place, report_id)
    if not draft.is_draft:
        return redirect(_url(place, "report", draft))
    form = OpenedForm(request.POST or None, initial={"opened_on": actions.draft_token(draft)})
    if form.is_valid():
        try:
            issued = actions.issue(report=draft, opened_on=form.cleaned_data["opened_on"], by=request.user)
        except conflicts.Conflict:
            messages.error(
                request, "The draft was prepared again since you opened this page. Look at it, then issue it."
            )
            return redirect(_url(place, "report-draft", draft))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(_url(place, "report-draft", draft))
        messages.success(request, f"Report {issued.number} to {issued.body} is issued. Its members get a letter.")
        return redirect(_url(place, "report", issued))
    context = _about(place, draft) | {
        "form": form,
        "back_url": _url(place, "report-draft", draft),
        "readers": audience.readers(draft, clock.today()),
    }
    return render(request, "succession/reports/issue.html", context)


@require_http_methods(["GET", "POST"])
def report_discard(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """Throw a draft away, once that was asked."""
    draft = _draft(request, place, report_id)
    if request.method == "POST":
        try:
            actions.discard(report=draft, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(_url(place, "report", draft))
        messages.success(request, f"The draft to {draft.body} is discarded.")
        return redirect(_url(place, "reports"))
    context = _about(place, draft) | {"back_url": _url(place, "report-draft", draft)}
    return render(request, "succession/reports/discard.html", context)


@require_http_methods(["GET", "POST"])
def report_withdraw(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """Take an issued report back, with the reason."""
    shown = _to_step(request, place, report_id, Step.WITHDRAW)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw(report=shown, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"Report {shown.number} to {shown.body} is withdrawn. It is kept with the reason."
            )
            return redirect(_url(place, "report", shown))
    context = _about(place, shown) | {"form": form, "back_url": _url(place, "report", shown)}
    return render(request, "succession/reports/withdraw.html", context)


@require_http_methods(["GET", "POST"])
def report_correct(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """Prepare a report that is to replace this one."""
    shown = _to_step(request, place, report_id, Step.CORRECT)
    form = CorrectForm(request.POST or None)
    if form.is_valid():
        try:
            draft = actions.correct(report=shown, why=form.cleaned_data["why"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The draft that is to replace report {shown.number} is ready.")
            return redirect(_url(place, "report-draft", draft))
    context = _about(place, shown) | {"form": form, "back_url": _url(place, "report", shown)}
    return render(request, "succession/reports/correct.html", context)


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


@dataclass(frozen=True, slots=True)
class Task:
    """A task before issue."""

    title: str
    href: str
    hint: str
    state: str


def _row(place: Place, shown: Report, *, prepares: bool) -> Row:
    title = kinds.named(shown.kind).title
    page = "report-draft" if shown.is_draft and prepares else "report"
    numbered = f"{title} {shown.number}" if shown.number else f"{title}, draft"
    return Row(_url(place, page, shown), numbered, str(shown.body), shown.as_at, shown.issued_at, shown.state)


def _tasks(request: SignedInRequest, place: Place, draft: Report) -> list[Task]:
    made = f"As at {draft.as_at:%-d %B %Y}, by {draft.prepared_by}"
    found = [
        Task("Draft ready", "", made, "done"),
        Task(
            f"See it as a {_reader(place)} will",
            _url(place, "report-preview", draft),
            "The open part, word for word",
            "open",
        ),
    ]
    if draft.has_confidential:
        is_checked = draft.checked_at is not None
        opens = audience.may_open_confidential(request.user, draft, clock.today())
        hint = f"Checked by {draft.checked_by}" if is_checked else "Somebody reads it before it is issued"
        if not opens:
            hint = f"{hint}. It is closed to you: it speaks of you"
        href = _url(place, "report-check", draft) if opens else ""
        found.append(Task("Check the confidential part", href, hint, "done" if is_checked else "not started"))
    ready = draft.checked_at is not None or not draft.has_confidential
    issues = allows(request.user, Permission.REPORT_ISSUE, place)
    hint = "From then on it never changes, and its members get a letter" if issues else "The clerk issues it"
    href = _url(place, "report-issue", draft) if ready and issues else ""
    found.append(Task("Issue", href, hint, "open" if ready else "not yet"))
    return found


def _paper(request: SignedInRequest, place: Place, shown: Report, part: Part) -> dict[str, Any]:
    """One part of a report as its page shows it."""
    shows_text = audience.shows_text(request.user, shown)
    html = papers.shown(shown, part) if shows_text else ""
    opens = part is Part.OPEN and shown.has_confidential and shows_text
    replacement = None if shown.is_draft else queries.replacement_of(shown)
    moved_to = shown.meeting.on if shown.meeting else None
    context = _about(place, shown)
    return context | {
        "is_confidential": part is Part.CONFIDENTIAL,
        "text": _safe(html),
        "contents": [(strip_tags(words).strip(), anchor) for anchor, words in _HEADING.findall(html)],
        "shows_text": shows_text,
        "who_sees": context["audience"],
        "confidential_url": _url(place, "report-confidential", shown)
        if opens and audience.may_open_confidential(request.user, shown, clock.today())
        else "",
        "has_other_part": opens,
        "pdf_url": _url(place, "report-pdf" if part is Part.OPEN else "report-confidential-pdf", shown)
        if shows_text
        else "",
        "replacement": replacement,
        "replacement_url": _url(place, "report", replacement) if replacement else "",
        "replaced_url": _url(place, "report", shown.replaces) if shown.replaces else "",
        "moved_to": moved_to if moved_to != context["about"].meeting_on else None,
        "is_meeting_cancelled": shown.meeting is not None and shown.meeting.status == "cancelled",
        "withdraw_url": _if_may(request, place, shown, Step.WITHDRAW, Permission.REPORT_ISSUE, "report-withdraw"),
        "correct_url": _if_may(request, place, shown, Step.CORRECT, Permission.REPORT_PREPARE, "report-correct"),
    }


def _about(place: Place, shown: Report) -> dict[str, Any]:
    kind, about = kinds.named(shown.kind), writing.about_of(shown)
    crumbs = [(place.name, place.get_absolute_url()), ("Reports", _url(place, "reports"))]
    return {
        "organisation": place,
        "report": shown,
        "about": about,
        "title": f"{kind.title} {shown.number}" if shown.number else kind.title,
        "audience": kind.audience_of(about.body),
        "reader": _reader(place),
        "tasks_url": _url(place, "report-draft", shown) if shown.is_draft else "",
        "crumbs": crumbs,
    }


def _reader(place: Place) -> str:
    """Who reads the reports of a place, in a word."""
    return "governor" if isinstance(place, School) else "councillor"


def _if_may(
    request: SignedInRequest, place: Place, shown: Report, step: Step, permission: Permission, page: str
) -> str:
    return _url(place, page, shown) if shown.can(step) and allows(request.user, permission, place) else ""


def _safe(html: str) -> SafeString:
    """What our own templates rendered, and escaped, with names that were escaped when they were put in."""
    return mark_safe(html)  # noqa: S308


def _report(request: SignedInRequest, place: Place, key: int) -> Report:
    found = queries.report_of(request.user, place, key, clock.today())
    if found is None:
        raise Http404
    return found


def _draft(request: SignedInRequest, place: Place, key: int) -> Report:
    """A report that is not issued yet."""
    found = _report(request, place, key)
    if not found.is_draft:
        raise Http404
    return found


def _confidential(request: SignedInRequest, place: Place, key: int) -> Report:
    """A report whose confidential part this person may open. Raises PermissionDenied for one who is shut out of it."""
    found = _report(request, place, key)
    if not found.has_confidential:
        raise Http404
    audience.require_confidential(request.user, found, clock.today())
    return found


def _to_step(request: SignedInRequest, place: Place, key: int, step: Step) -> Report:
    """A report with which this can still be done."""
    found = _report(request, place, key)
    if not found.can(step):
        raise Http404
    return found


def _pdf(request: SignedInRequest, place: Place, shown: Report, part: Part) -> HttpResponseBase:
    page = "report" if part is Part.OPEN else "report-confidential"
    return kept_papers.respond(
        request,
        kind=papers.kind_of(part),
        subject=str(shown.pk),
        digest=papers.paper_digest(shown, part),
        what="the report",
        back_url=_url(place, page, shown),
    )


def _url(place: Place, page: str, shown: Report | None = None) -> str:
    """The address of one of these pages."""
    keys = {"report_id": shown.pk} if shown is not None else {}
    if isinstance(place, School):
        return address(f"school-{page}", urn=place.urn, **keys)
    return address(f"council-{page}", code=place.code, **keys)


def _meetings_url(request: SignedInRequest, place: Place) -> str:
    if not allows(request.user, Permission.MEETING_READ, place):
        return ""
    if isinstance(place, School):
        return address("people:school-meetings", urn=place.urn)
    return address("people:council-meetings", code=place.code)


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
