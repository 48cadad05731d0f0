"""What a school's people do to grow as leaders: the list, one activity, and one's own."""

import datetime
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock, conflicts
from core.addresses import address
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.actions import development as actions
from people.development import queries as development_queries
from people.development.forms import (
    ActivityFilterForm,
    ActivityForm,
    AgreeForm,
    ChangeActivityForm,
    DeclineForm,
    MoveForm,
    OwnActivityForm,
    OwnWordsForm,
)
from people.development.rules import STEPS, State
from people.models import Activity, Interest, School
from people.planning.queries import staff_of
from people.rules import Refused
from people.talent.openings import ACTIVITY, DEVELOPMENT
from people.views.confidential import confidential

WHO_SEES = (
    "Only the headteacher, the school leads and the trust’s lead can see this page, and each person their own part. "
    "Each opening is written down."
)


@school_view(Permission.DEVELOPMENT_EDIT)
@confidential(DEVELOPMENT)
@require_safe
def development(request: SignedInRequest, school: School) -> HttpResponse:
    """What waits for an answer, and the activities by state, kind and term."""
    form = ActivityFilterForm(request.GET.dict(), today=clock.today())
    wanted = replace(form.wanted, before=_before(request.GET.get("before", "")))
    rows, count = development_queries.activities_of(request.user, school, wanted)
    page = rows[: development_queries.ACTIVITIES_PAGE]
    context = {
        "school": school,
        "who_sees": WHO_SEES,
        "waiting": development_queries.waiting_at(request.user, school),
        "form": form,
        "rows": page,
        "count": count,
        "older": _older(form, page[-1]) if len(rows) > len(page) else "",
        "crumbs": crumbs(school)[:2],
    }
    return render(request, "people/development.html", context)


@school_view(Permission.DEVELOPMENT_EDIT)
@require_http_methods(["GET", "POST"])
def activity_new(request: SignedInRequest, school: School) -> HttpResponse:
    """Record an activity."""
    form = ActivityForm(request.POST or None, **_choices(request, school))
    if form.is_valid():
        try:
            added = actions.add_activity(school=school, by=request.user, today=clock.today(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{added} is written down.")
            return redirect(activity_url(school, added))
    back_url = address("people:development", urn=school.urn)
    return render(request, "people/activity_new.html", {"form": form, "back_url": back_url})


@school_view(Permission.DEVELOPMENT_EDIT)
@confidential(ACTIVITY, "activity_id")
@require_safe
def activity(request: SignedInRequest, school: School, activity_id: int) -> HttpResponse:
    """One activity: facts, then what was thought of it."""
    shown = activity_or_404(request, school, activity_id)
    state = State(shown.state)
    context = {
        "school": school,
        "who_sees": WHO_SEES,
        "activity": shown,
        "can_move": bool(STEPS[state]),
        "is_ready": state is State.FINISHED and shown.agreed_at is not None,
        "crumbs": crumbs(school),
    }
    return render(request, "people/activity.html", context)


@school_view(Permission.DEVELOPMENT_EDIT)
@confidential(ACTIVITY, "activity_id")
@require_http_methods(["GET", "POST"])
def activity_change(request: SignedInRequest, school: School, activity_id: int) -> HttpResponse:
    """Say otherwise what it is, or what was done. Of two who do at once, the second sees what the first saved."""
    changing, choices = activity_or_404(request, school, activity_id), _choices(request, school)
    held = {name: getattr(changing, name) for name in actions.RECORDED}
    form = ChangeActivityForm(
        request.POST or None, initial=held | {"opened_on": actions.activity_token(changing)}, **choices
    )
    clash = False
    if form.is_valid():
        try:
            actions.change_activity(activity=changing, by=request.user, today=clock.today(), **form.cleaned_data)
        except conflicts.Conflict:
            changing, clash = activity_or_404(request, school, activity_id), True
            again = request.POST.dict() | {"opened_on": actions.activity_token(changing)}
            form = ChangeActivityForm(again, **choices)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{form.cleaned_data['title']} is changed.")
            return redirect(activity_url(school, changing))
    context = {"form": form, "activity": changing, "clash": clash, "back_url": activity_url(school, changing)}
    return render(request, "people/activity_change.html", context)


@school_view(Permission.DEVELOPMENT_EDIT)
@confidential(ACTIVITY, "activity_id")
@require_http_methods(["GET", "POST"])
def activity_move(request: SignedInRequest, school: School, activity_id: int) -> HttpResponse:
    """Say that it is under way, finished or stopped."""
    moving = activity_or_404(request, school, activity_id)
    if not STEPS[State(moving.state)]:
        raise Http404
    form = MoveForm(request.POST or None, before=State(moving.state), initial={"ends_on": moving.ends_on})
    if request.method == "POST" and form.is_valid():
        try:
            moved = actions.move_activity(activity=moving, by=request.user, today=clock.today(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{moved} is {moved.get_state_display().lower()}.")
            return redirect(activity_url(school, moved))
    context = {"form": form, "activity": moving, "back_url": activity_url(school, moving)}
    return render(request, "people/activity_move.html", context)


@school_view(Permission.DEVELOPMENT_EDIT)
@require_POST
def activity_agree(request: SignedInRequest, school: School, activity_id: int) -> HttpResponse:
    """Confirm what somebody recorded of themself."""
    agreed = actions.agree_activity(activity=activity_or_404(request, school, activity_id), by=request.user)
    messages.success(request, f"You confirmed that {agreed} took place.")
    return redirect(activity_url(school, agreed))


# Answering who asked --------------------------------------------------------------------------------------------------
@school_view(Permission.DEVELOPMENT_EDIT)
@confidential(DEVELOPMENT)
@require_http_methods(["GET", "POST"])
def interest_agree(request: SignedInRequest, school: School, interest_id: int) -> HttpResponse:
    """Agree that somebody takes up what they asked for."""
    interest, today = _interest(request, school, interest_id), clock.today()
    form = AgreeForm(request.POST or None, people=staff_of(request.user, school, today), initial={"starts_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.agree_interest(interest=interest, by=request.user, today=today, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{interest.staff} takes part. They are told that you answered.")
            return redirect(activity_url(school, made))
    context = {"form": form, "interest": interest, "school": school, "back_url": _development_url(school)}
    return render(request, "people/interest_agree.html", context)


@school_view(Permission.DEVELOPMENT_EDIT)
@confidential(DEVELOPMENT)
@require_http_methods(["GET", "POST"])
def interest_decline(request: SignedInRequest, school: School, interest_id: int) -> HttpResponse:
    """Say why not this time."""
    interest = _interest(request, school, interest_id)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decline_interest(interest=interest, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{interest.staff} is told that you answered, and reads why.")
            return redirect(_development_url(school))
    context = {"form": form, "interest": interest, "school": school, "back_url": _development_url(school)}
    return render(request, "people/interest_decline.html", context)


# One's own ------------------------------------------------------------------------------------------------------------
@school_view(Permission.OPPORTUNITY_READ)
@require_http_methods(["GET", "POST"])
def own_activity_new(request: SignedInRequest, school: School) -> HttpResponse:
    """Record something that one did oneself."""
    form = OwnActivityForm(request.POST or None, programmes=development_queries.programmes())
    if form.is_valid():
        try:
            added = actions.add_own_activity(school=school, by=request.user, today=clock.today(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{added} is written down. It counts once the headteacher has confirmed it.")
            return redirect("people:opportunities", urn=school.urn)
    back_url = address("people:opportunities", urn=school.urn)
    return render(request, "people/own_activity_new.html", {"form": form, "back_url": back_url})


@school_view(Permission.OPPORTUNITY_READ)
@require_http_methods(["GET", "POST"])
def own_activity(request: SignedInRequest, school: School, activity_id: int) -> HttpResponse:
    """One activity of one's own: all that is held about it, and one's own words to write."""
    shown = _own(request, school, activity_id)
    initial = {"words": shown.own_words, "opened_on": actions.own_words_token(shown)}
    form = OwnWordsForm(request.POST or None, initial=initial)
    clash = False
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_own_words(activity=shown, by=request.user, **form.cleaned_data)
        except conflicts.Conflict:
            shown, clash = _own(request, school, activity_id), True
            form = OwnWordsForm(request.POST.dict() | {"opened_on": actions.own_words_token(shown)})
        else:
            messages.success(request, "Your words are saved.")
            return redirect("people:own-activity", urn=school.urn, activity_id=shown.pk)
    context = {
        "form": form,
        "activity": shown,
        "clash": clash,
        "back_url": address("people:opportunities", urn=school.urn),
    }
    return render(request, "people/own_activity.html", context)


# ---------------------------------------------------------------------------------------------------------------------
def activity_or_404(request: SignedInRequest, school: School, key: int) -> Activity:
    """One activity of a school, where this person leads its development."""
    found = development_queries.activity_of(request.user, school, key)
    if found is None:
        raise Http404
    return found


def activity_url(school: School, shown: Activity) -> str:
    """The page of an activity."""
    return address("people:activity", urn=school.urn, activity_id=shown.pk)


def crumbs(school: School) -> list[tuple[str, str]]:
    """The way back up from a page about an activity."""
    return [
        (school.name, address("school", urn=school.urn)),
        ("People", address("people:cover", urn=school.urn)),
        ("Development", _development_url(school)),
    ]


def _development_url(school: School) -> str:
    return address("people:development", urn=school.urn)


def _own(request: SignedInRequest, school: School, key: int) -> Activity:
    found = development_queries.own_activity(request.user, school, key)
    if found is None:
        raise Http404
    return found


def _interest(request: SignedInRequest, school: School, key: int) -> Interest:
    found = development_queries.interest_of(request.user, school, key)
    if found is None:
        raise Http404
    return found


def _choices(request: SignedInRequest, school: School) -> dict[str, Any]:
    return {"people": staff_of(request.user, school, clock.today()), "programmes": development_queries.programmes()}


def _older(form: ActivityFilterForm, last: Activity) -> str:
    return f"?{urlencode(form.chosen | {'before': f'{last.starts_on.isoformat()}-{last.pk}'})}"


def _before(words: str) -> tuple[datetime.date, int] | None:
    """The last row of the page before, as `_older` writes it; None for anything else."""
    on, _, key = words.rpartition("-")
    if not (key.isascii() and key.isdigit() and len(key) <= 18):
        return None
    try:
        return datetime.date.fromisoformat(on), int(key)
    except ValueError:
        return None
