"""Planning, moving and cancelling a meeting: members who have its papers are told."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from core.addresses import address
from core.forms import WordsField
from people import rules
from people.access.decorators import SignedInRequest
from people.governance.meeting_forms import MeetingDayForm, MeetingForm
from people.models import Body, Meeting, School
from succession.actions import issuing
from succession.meetings import queries
from succession.meetings.queries import Place
from succession.meetings.rules import LONGEST_REASON


class MoveForm(MeetingDayForm):
    """Another day for a meeting; and why, where its papers then give less notice than the body does."""

    field_order = ["on", "reason", "far"]

    reason = WordsField(
        label="If its papers are then late: why it is moved all the same (optional)",
        max_length=LONGEST_REASON,
        required=False,
        help_text="Members can read it.",
    )


@require_http_methods(["GET", "POST"])
def meeting_new(request: SignedInRequest, place: Place) -> HttpResponse:
    """Plan a meeting of a body of this place, then write its agenda."""
    today = clock.today()
    form = MeetingForm(request.POST or None, bodies=Body.objects.visible_to(request.user).of(place), today=today)
    if form.is_valid():
        given = form.cleaned_data
        meeting = issuing.plan(body=given["body"], on=given["on"], by=request.user, today=today)
        messages.success(request, f"{meeting} is in the calendar.")
        return redirect(_list_url(place))
    context = {"form": form, "organisation": place, "back_url": _list_url(place)}
    return render(request, "people/meeting_new.html", context)


@require_http_methods(["GET", "POST"])
def meeting_move(request: SignedInRequest, place: Place, meeting_id: int) -> HttpResponse:
    """Put a meeting on another day. Where its papers were issued, their notice is counted again."""
    meeting, today = _meeting(request, place, meeting_id), clock.today()
    if not meeting.can_be_changed:
        return _unchangeable(request, place, meeting)
    form = MoveForm(request.POST or None, initial={"on": meeting.on}, today=today)
    if form.is_valid():
        reason = form.cleaned_data["reason"] or ""
        try:
            moved = issuing.move(
                meeting=meeting, on=form.cleaned_data["on"], reason=reason, by=request.user, today=today
            )
        except issuing.TooLate as refusal:
            form.add_error("reason", str(refusal))
        except rules.Refused as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, f"{moved} is in the calendar, instead of {meeting.on:%-d %B %Y}.")
            return redirect(_list_url(place))
    context = {"form": form, "meeting": meeting, "back_url": _list_url(place)}
    return render(request, "people/meeting_move.html", context)


@require_http_methods(["GET", "POST"])
def meeting_cancel(request: SignedInRequest, place: Place, meeting_id: int) -> HttpResponse:
    """Ask once, naming the meeting, then cancel it."""
    meeting = _meeting(request, place, meeting_id)
    if not meeting.can_be_changed:
        return _unchangeable(request, place, meeting)
    if request.method == "POST":
        try:
            issuing.cancel(meeting=meeting, by=request.user, today=clock.today())
        except rules.Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{meeting} is cancelled.")
        return redirect(_list_url(place))
    return render(request, "people/meeting_cancel.html", {"meeting": meeting, "back_url": _list_url(place)})


def _meeting(request: SignedInRequest, place: Place, key: int) -> Meeting:
    found = queries.meeting_of(request.user, place, key)
    if found is None:
        raise Http404
    return found


def _unchangeable(request: SignedInRequest, place: Place, meeting: Meeting) -> HttpResponse:
    """Back to the list, with why this meeting stays as it is."""
    messages.info(request, rules.change_refusal(meeting.status) or "")
    return redirect(_list_url(place))


def _list_url(place: Place) -> str:
    if isinstance(place, School):
        return address("people:school-meetings", urn=place.urn)
    return address("people:council-meetings", code=place.code)
