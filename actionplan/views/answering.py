"""What a council answers: responses and who can make it happen, what was declined, the reply to scrutiny."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actionplan import rules
from actionplan.actions import answering, progress
from actionplan.answering.control import Control
from actionplan.answering.forms import ControlForm, ReplyForm, ReplyTimeForm, ResponseForm
from actionplan.answering.queries import declines_of, reply_times_of
from actionplan.answering.rules import STATUTORY
from actionplan.models import Recommendation
from actionplan.views.shared import plan_crumbs, recommendation_or_404, reply_of, review_or_404, status_of
from core import clock, conflicts
from people.access.decorators import SignedInRequest, council_view
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, Meeting
from people.queries import bodies_of, held_meetings


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def response_record(request: SignedInRequest, council: Council, recommendation_id: int) -> HttpResponse:
    """Record what the council said to a recommendation; what it said before is kept."""
    found = recommendation_or_404(request, council, recommendation_id)
    meetings, clash = _meetings(request, council, found), False
    posted = request.method == "POST"
    form = ResponseForm(request.POST, meetings=meetings) if posted else ResponseForm.of(found, meetings)
    if form.is_valid():
        try:
            progress.record_response(recommendation=found, by=request.user, today=clock.today(), **form.given)
        except rules.Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        except conflicts.Conflict:
            found.refresh_from_db()
            form, clash = ResponseForm.again(request.POST, found, meetings), True
        else:
            messages.success(request, f"The response to recommendation {found.name} is recorded.")
            return redirect(found)
    context = {"form": form, "clash": clash, "recommendation": found, "back_url": found.get_absolute_url()}
    return render(request, "actionplan/response_record.html", context, status=status_of(form.errors, clash))


def _meetings(request: SignedInRequest, council: Council, found: Recommendation) -> list[Meeting]:
    """The latest meetings of the council's bodies, and the one that is recorded, however long ago it was."""
    held = held_meetings(request.user, bodies_of(request.user, council), council, clock.today())
    own = found.response_meeting
    return [*held, own] if own is not None and own not in held else held


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def control_record(request: SignedInRequest, council: Council, recommendation_id: int) -> HttpResponse:
    """Record who can make a recommendation happen."""
    found = recommendation_or_404(request, council, recommendation_id)
    form, clash = ControlForm(request.POST) if request.method == "POST" else ControlForm.of(found), False
    if form.is_valid():
        try:
            answering.record_control(
                recommendation=found,
                control=Control(form.cleaned_data["control"]),
                opened_on=form.cleaned_data["opened_on"],
                by=request.user,
            )
        except rules.Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        except conflicts.Conflict:
            found.refresh_from_db()
            form, clash = ControlForm.again(request.POST, found), True
        else:
            messages.success(request, f"Who can make recommendation {found.name} happen is recorded.")
            return redirect(found)
    context = {"form": form, "clash": clash, "recommendation": found, "back_url": found.get_absolute_url()}
    return render(request, "actionplan/control_record.html", context, status=status_of(form.errors, clash))


@council_view(Permission.PLAN_READ)
@require_safe
def declines(request: SignedInRequest, council: Council) -> HttpResponse:
    """The register of what the council did not take up, and of what it said it would look at again."""
    found = declines_of(request.user, council, clock.today(), request.GET.get("after", ""))
    context = {
        "council": council,
        "rows": found.rows,
        "older": f"?after={found.older}" if found.older else "",
        "come_back": sum(row.has_come_back for row in found.rows),
        "can_edit": allows(request.user, Permission.PLAN_EDIT, council),
        "crumbs": plan_crumbs(council),
    }
    return render(request, "actionplan/declines.html", context)


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def reply_record(request: SignedInRequest, council: Council, review_id: int) -> HttpResponse:
    """Record when the panel's report was sent to the Cabinet, and when the council replied."""
    review = review_or_404(request, council, review_id)
    posted, clash = request.method == "POST", False
    form = ReplyForm(request.POST) if posted else ReplyForm.of(reply_of(review))
    if form.is_valid():
        try:
            answering.record_reply(review=review, by=request.user, today=clock.today(), **form.cleaned_data)
        except rules.Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        except conflicts.Conflict:
            review = review_or_404(request, council, review_id)
            form, clash = ReplyForm.again(request.POST, reply_of(review)), True
        else:
            messages.success(request, "The reply to scrutiny is recorded.")
            return redirect(review)
    context = {"form": form, "clash": clash, "review": review, "council": council, "reply": reply_of(review)}
    context["back_url"] = review.get_absolute_url()
    return render(request, "actionplan/reply_record.html", context, status=status_of(form.errors, clash))


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def reply_time(request: SignedInRequest, council: Council) -> HttpResponse:
    """How long the council has to reply to its scrutiny panel: by law, and by a rule of its own."""
    times, clash = reply_times_of(request.user, council), False
    latest = next(iter(times), None)
    posted = request.method == "POST"
    form = ReplyTimeForm(request.POST) if posted else ReplyTimeForm.of(latest, clock.today())
    if form.is_valid():
        try:
            answering.set_reply_time(council=council, by=request.user, **form.cleaned_data)
        except rules.Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        except conflicts.Conflict:
            times = reply_times_of(request.user, council)
            form, clash = ReplyTimeForm.again(request.POST, next(iter(times), None)), True
        else:
            messages.success(request, "The time for replies to scrutiny is set.")
            return redirect("actionplan:plans", code=council.code)
    context = {"form": form, "clash": clash, "council": council, "times": times, "statutory": STATUTORY}
    context["back_url"] = plan_crumbs(council)[1][1]
    return render(request, "actionplan/reply_time.html", context, status=status_of(form.errors, clash))
