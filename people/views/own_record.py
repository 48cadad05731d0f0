"""My record: what a school holds of somebody as one of its staff, and what they can say, take back and ask for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock, conflicts
from core.addresses import address
from people.access.decorators import SignedInRequest, school_view
from people.access.guards import allows
from people.access.roles import Permission
from people.actions import own_record as actions
from people.models import School, StaffMember, TalentRecord
from people.rules import Refused
from people.talent import openings
from people.talent import queries as talent_queries
from people.talent import rules as talent
from people.talent.forms import AimForm, CorrectionForm, EndOwnForm, IntentionForm, ReadForm

View = Callable[..., HttpResponseBase]


def _own(view: View) -> View:
    """A page about the person who asks: half an hour of doing nothing ends a session that has opened it."""

    @wraps(view)
    def page(request: Any, school: School, **kwargs: Any) -> HttpResponseBase:
        request.session.hold_names()
        return view(request, school, **kwargs)

    return page


@school_view(Permission.SCHOOL_READ)
@_own
@require_safe
def my_record(request: SignedInRequest, school: School) -> HttpResponse:
    """Section by section what is held of this very person."""
    staff = talent_queries.staff_row_of(request.user, school)
    proposes = allows(request.user, Permission.HEADSHIP_PROPOSE, school)
    context: dict[str, Any] = {
        "school": school,
        "staff": staff,
        "proposes": proposes,
        "intention": talent_queries.own_intention(request.user, school) if proposes else None,
        "crumbs": [(school.name, address("school", urn=school.urn))],
    }
    if staff is not None:
        own = talent_queries.own_of(request.user, staff)
        context |= {"own": own, "openings": openings.openings_about(request.user)}
        if own.record is not None:
            content = talent_queries.content_of(own.record)
            now = own.record.condition(clock.today())
            context |= {
                "record": own.record,
                "content": content,
                "now": now,
                "is_running": now is not talent.TalentCondition.CLOSED,
                "read_form": ReadForm(initial={"opened_on": actions.reading_token(own.record)}),
            }
    return render(request, "people/my_record.html", context)


@school_view(Permission.SCHOOL_READ)
@_own
@require_http_methods(["GET", "POST"])
def my_record_lead(request: SignedInRequest, school: School) -> HttpResponse:
    """“I would like to lead”."""
    staff = _staff(request, school)
    held = talent_queries.own_record_of(request.user, school)
    runs = held is not None and held.state != talent.TalentState.CLOSED
    initial = {"aim": held.aim, "aspiration": held.aspiration} if held is not None and runs else {}
    form = AimForm(request.POST or None, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.say_aim(staff=staff, aim=given["aim"], aspiration=given["aspiration"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "It stands in your record. You can change it or take it back at any time.")
            return redirect(_url(school))
    return render(request, "people/my_record_lead.html", {"form": form, "runs": runs, "back_url": _url(school)})


@school_view(Permission.SCHOOL_READ)
@_own
@require_http_methods(["GET", "POST"])
def my_record_withdraw(request: SignedInRequest, school: School) -> HttpResponse:
    """Take back what one said, once that was asked."""
    record = _record(request, school)
    if request.method == "POST":
        actions.take_back_aim(record=record, by=request.user)
        messages.success(request, "What you had said is taken back.")
        return redirect(_url(school))
    return render(request, "people/my_record_withdraw.html", {"record": record, "back_url": _url(school)})


@school_view(Permission.SCHOOL_READ)
@_own
@require_http_methods(["GET", "POST"])
def my_record_read(request: SignedInRequest, school: School) -> HttpResponse:
    """Say that one has read one's record, with a comment if one likes."""
    record = _record(request, school)
    form = ReadForm(request.POST if request.method == "POST" else None, initial=_read(record))
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.acknowledge(record=record, comment=given["comment"], opened_on=given["opened_on"], by=request.user)
        except conflicts.Conflict:
            form = ReadForm({"comment": given["comment"]} | _read(record))
            context = {"form": form, "clash": True, "back_url": _url(school)}
            return render(request, "people/my_record_read.html", context)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "It is written down that you have read your record.")
            return redirect(_url(school))
    return render(request, "people/my_record_read.html", {"form": form, "back_url": _url(school)})


@school_view(Permission.SCHOOL_READ)
@_own
@require_http_methods(["GET", "POST"])
def my_record_close(request: SignedInRequest, school: School) -> HttpResponse:
    """Have one's own record closed, once that was asked."""
    record = _record(request, school)
    form = EndOwnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.end_own_record(record=record, words=form.cleaned_data["words"], by=request.user)
        messages.success(request, "Your record is closed.")
        return redirect(_url(school))
    return render(request, "people/my_record_close.html", {"form": form, "back_url": _url(school)})


@school_view(Permission.SCHOOL_READ)
@_own
@require_http_methods(["GET", "POST"])
def my_record_correction(request: SignedInRequest, school: School) -> HttpResponse:
    """Ask for what is held about oneself to be put right."""
    staff, form = _staff(request, school), CorrectionForm(request.POST or None)
    if form.is_valid():
        actions.ask_correction(staff=staff, words=form.cleaned_data["words"], by=request.user)
        messages.success(request, "You asked for it. The answer will stand here.")
        return redirect(_url(school))
    return render(request, "people/my_record_correction.html", {"form": form, "back_url": _url(school)})


@school_view(Permission.HEADSHIP_PROPOSE)
@_own
@require_http_methods(["GET", "POST"])
def intention(request: SignedInRequest, school: School) -> HttpResponse:
    """A head says between which days they may leave the headship."""
    held = talent_queries.own_intention(request.user, school)
    initial = {"earliest": held.earliest, "latest": held.latest, "words": held.words} if held else {}
    form = IntentionForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.state_intention(school=school, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The chair and the vice-chair can read it. You can take it back at any time.")
            return redirect(_url(school))
    return render(request, "people/intention.html", {"form": form, "back_url": _url(school)})


@school_view(Permission.HEADSHIP_PROPOSE)
@require_POST
def intention_withdraw(request: SignedInRequest, school: School) -> HttpResponse:
    """A head takes back what they said of the headship."""
    actions.withdraw_intention(school=school, by=request.user)
    messages.success(request, "What you had said is taken back. The chair does not see it any more.")
    return redirect(_url(school))


# ---------------------------------------------------------------------------------------------------------------------
def _staff(request: SignedInRequest, school: School) -> StaffMember:
    found = talent_queries.staff_row_of(request.user, school)
    if found is None:
        raise Http404
    return found


def _record(request: SignedInRequest, school: School) -> TalentRecord:
    found = talent_queries.own_record_of(request.user, school)
    if found is None:
        raise Http404
    return found


def _read(record: TalentRecord) -> dict[str, str]:
    return {"opened_on": actions.reading_token(record)}


def _url(school: School) -> str:
    return address("people:my-record", urn=school.urn)
