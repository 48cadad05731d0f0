"""The register of a school's staff, kept by hand: the list, somebody new, a change, a leaver."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core import clock, conflicts
from core.addresses import address
from people.access.decorators import SignedInRequest, school_view
from people.access.guards import allows
from people.access.roles import Permission
from people.actions import staff as actions
from people.models import School, StaffMember
from people.planning.forms import LeavingForm, StaffForm
from people.planning.queries import LEAVERS_PAGE, accounts_of, leavers_of, staff_member_of, staff_of
from people.rules import Refused


@school_view(Permission.STAFF_EDIT)
@require_safe
def staff(request: SignedInRequest, school: School) -> HttpResponse:
    """Who works at the school or, with ?show=left, who has left."""
    shows_left, today = request.GET.get("show") == "left", clock.today()
    found = leavers_of(request.user, school, today) if shows_left else staff_of(request.user, school, today)
    context = {
        "school": school,
        "shows_left": shows_left,
        "rows": found[:LEAVERS_PAGE] if shows_left else found,
        "more": shows_left and len(found) > LEAVERS_PAGE,
        "decides": shows_left and allows(request.user, Permission.PRIVACY_MANAGE, school),
        "crumbs": _crumbs(school)[:2],
    }
    return render(request, "people/staff.html", context)


@school_view(Permission.STAFF_EDIT)
@require_http_methods(["GET", "POST"])
def staff_new(request: SignedInRequest, school: School) -> HttpResponse:
    """Put somebody on the register."""
    form = StaffForm(request.POST or None, accounts=accounts_of(request.user, school))
    if form.is_valid():
        try:
            added = actions.add_staff(school=school, by=request.user, **form.values)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{added.name} is on the register.")
            return redirect("people:staff", urn=school.urn)
    return render(request, "people/staff_new.html", {"form": form, "back_url": address("people:staff", urn=school.urn)})


@school_view(Permission.STAFF_EDIT)
@require_http_methods(["GET", "POST"])
def staff_change(request: SignedInRequest, school: School, staff_id: int) -> HttpResponse:
    """Change what the register says of somebody. Of two who do at once, the second sees what the first saved."""
    member = _member(request, school, staff_id)
    held = {name: getattr(member, name) for name in actions.FIELDS}
    accounts = accounts_of(request.user, school, member)
    form = StaffForm(request.POST or None, accounts=accounts, initial=held | {"opened_on": actions.staff_token(member)})
    clash = False
    if form.is_valid():
        try:
            actions.change_staff(
                member=member, opened_on=form.cleaned_data["opened_on"], by=request.user, **form.values
            )
        except conflicts.Conflict:
            member, clash = _member(request, school, staff_id), True
            sent = request.POST.dict() | {"opened_on": actions.staff_token(member)}
            form = StaffForm(sent, accounts=accounts)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The entry of {form.values['name']} is changed.")
            return redirect("people:staff", urn=school.urn)
    context = {"form": form, "member": member, "clash": clash, "back_url": address("people:staff", urn=school.urn)}
    return render(request, "people/staff_change.html", context)


@school_view(Permission.STAFF_EDIT)
@require_http_methods(["GET", "POST"])
def staff_left(request: SignedInRequest, school: School, staff_id: int) -> HttpResponse:
    """Say which day is somebody's last."""
    member = _member(request, school, staff_id)
    form = LeavingForm(request.POST or None, initial={"on": member.ends_on})
    if form.is_valid():
        try:
            left = actions.record_leaving(member=member, on=form.cleaned_data["on"], by=request.user)
        except Refused as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, f"The last day of {left.name} is {left.ends_on:%-d %B %Y}.")
            return redirect("people:staff", urn=school.urn)
    context = {"form": form, "member": member, "back_url": address("people:staff", urn=school.urn)}
    return render(request, "people/staff_left.html", context)


def _member(request: SignedInRequest, school: School, key: int) -> StaffMember:
    found = staff_member_of(request.user, school, key)
    if found is None:
        raise Http404
    return found


def _crumbs(school: School) -> list[tuple[str, str]]:
    urn = {"urn": school.urn}
    return [(school.name, address("school", **urn)), ("People", address("people:cover", **urn))]
