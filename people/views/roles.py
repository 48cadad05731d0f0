"""People and roles of a school, trust or council: who holds which role, naming, marking and ending.

Each view is given the place by the decorator of its kind (people.urls).
"""

import datetime
from collections.abc import Callable
from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.addresses import address
from people.access.decorators import SignedInRequest
from people.access.guards import allows, grantable
from people.access.resetting import answers_for
from people.access.roles import Permission, Role
from people.actions import roles as actions
from people.membership import inviting
from people.membership import queries as memberships
from people.membership.forms import EndForm, LastDayForm
from people.membership.queries import Place
from people.membership.rules import InvitationState
from people.models import Council, Invitation, Membership, Trust
from people.rules import Refused
from people.views.places import url_of


@require_safe
def members(request: SignedInRequest, place: Place) -> HttpResponse:
    """Who holds a role here, from when to when, and who is invited."""
    today, may = clock.today(), grantable(request.user, place)
    shows_ended = request.GET.get("show") == "ended"
    find = memberships.roles_ended if shows_ended else memberships.roles_held
    page = find(request.user, place, today, _key(request.GET.get("from", "")))
    invitations = [] if shows_ended else memberships.invitations_of(request.user, place, today)
    context = {
        "organisation": place,
        "rows": [(row, _links(request, place, row, may, today)) for row in page.rows],
        "after": page.after,
        "is_first_page": "from" not in request.GET,
        "shows_ended": shows_ended,
        "today": today,
        "invitations": [_invitation(place, invitation, may) for invitation in invitations],
        "invite_url": url_of(place, "role-invite"),
        "list_url": url_of(place, "roles"),
        "schools_url": address("council-schools", code=place.code) if isinstance(place, Council) else "",
        "history_url": _page_of_trust(request, place, "trust-history", Permission.HISTORY_READ),
        "data_url": _page_of_trust(request, place, "people:trust-data", Permission.PRIVACY_MANAGE),
        "crumbs": [] if place.get_absolute_url() == request.path else [(place.name, place.get_absolute_url())],
    }
    return render(request, "people/roles.html", context)


def _page_of_trust(request: SignedInRequest, place: Place, page: str, permission: Permission) -> str:
    """The address of another page of a trust, which has no home to find it from."""
    if isinstance(place, Trust) and allows(request.user, permission, place):
        return address(page, uid=place.uid)
    return ""


@require_http_methods(["GET", "POST"])
def end(request: SignedInRequest, place: Place, membership_id: int) -> HttpResponse:
    """End a role: now or on a day, with a reason, and with a successor where the place would have no administrator."""
    membership, today = _membership(request, place, membership_id), clock.today()
    needs_successor = actions.is_last_administrator(membership, today)
    successors = memberships.successors_of(request.user, membership, today) if needs_successor else []
    form = EndForm(request.POST or None, successors=successors, starts_on=membership.starts_on, today=today)
    if form.is_valid():
        given = form.cleaned_data
        try:
            ended = actions.end_role(
                membership=membership,
                by=request.user,
                reason=given["reason"],
                on=given["on"],
                successor=given["successor"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            when = "has ended" if ended.stopped_at else f"ends on {ended.ends_on:%-d %B %Y}"
            messages.success(request, f"The role of {ended.user} as {ended.get_role_display().lower()} {when}.")
            return redirect(_list_or_home(request, place))
    context = {
        "form": form,
        "membership": membership,
        "needs_successor": needs_successor,
        "successors": successors,
        "back_url": url_of(place, "roles"),
    }
    return render(request, "people/role_end.html", context)


@require_http_methods(["GET", "POST"])
def last_day(request: SignedInRequest, place: Place, membership_id: int) -> HttpResponse:
    """Give a role another last day, or none."""
    membership = _membership(request, place, membership_id)
    form = LastDayForm(request.POST or None, initial={"on": membership.ends_on})
    # An empty form is an answer here: no last day.
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_last_day(membership=membership, on=form.cleaned_data["on"], by=request.user)
        except Refused as refusal:
            form.add_error("on", str(refusal))
        else:
            until = f"ends on {changed.ends_on:%-d %B %Y}" if changed.ends_on else "has no last day"
            messages.success(request, f"The role of {changed.user} as {changed.get_role_display().lower()} {until}.")
            return redirect(url_of(place, "roles"))
    context = {"form": form, "membership": membership, "back_url": url_of(place, "roles")}
    return render(request, "people/role_last_day.html", context)


@require_POST
def lead(request: SignedInRequest, place: Place, membership_id: int) -> HttpResponse:
    """Name a member of staff a school lead."""
    return _done(request, place, membership_id, actions.name_lead, "{0} is now a school lead.")


@require_POST
def mark(request: SignedInRequest, place: Place, membership_id: int) -> HttpResponse:
    """Let an officer look after the council's roles."""
    return _done(request, place, membership_id, actions.mark_administrator, "{0} now looks after roles here too.")


@require_POST
def unmark(request: SignedInRequest, place: Place, membership_id: int) -> HttpResponse:
    """Take that back."""
    return _done(request, place, membership_id, actions.unmark_administrator, "{0} no longer looks after roles here.")


def _done(
    request: SignedInRequest, place: Place, membership_id: int, action: Callable[..., Membership], said: str
) -> HttpResponse:
    membership = _membership(request, place, membership_id)
    try:
        action(membership=membership, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said.format(membership.user))
    return redirect(_list_or_home(request, place))


def _list_or_home(request: SignedInRequest, place: Place) -> str:
    """Back to the list, unless the person has just ended what opened it to them."""
    for kept in ("memberships_today", "holdings"):
        with suppress(AttributeError):
            delattr(request.user, kept)
    return url_of(place, "roles") if grantable(request.user, place) else "/"


def _membership(request: SignedInRequest, place: Place, pk: int) -> Membership:
    found = memberships.membership_of(request.user, place, pk)
    if found is None:
        raise Http404
    return found


def _links(
    request: SignedInRequest, place: Place, row: Membership, may: frozenset[Role], today: datetime.date
) -> dict[str, str]:
    """Where to go for what this person can do to a role that is not over."""
    role, is_own = Role(row.role), row.user_id == request.user.pk
    is_over = row.stopped_at is not None or (row.ends_on is not None and row.ends_on < today)
    if is_over:
        return {}
    reset = (
        {"reset": address("people:second-step-reset", user_id=row.user_id)} if answers_for(request.user, row) else {}
    )
    if role not in may:
        return reset
    pages = ["role-end"]
    if not is_own:
        pages.append("role-last-day")
        if role is Role.STAFF and allows(request.user, Permission.LEAD_NAME, place):
            pages.append("role-lead")
    if role is Role.OFFICER:
        if row.is_administrator:
            pages.append("role-unmark")
        elif not is_own:
            pages.append("role-mark")
    own = {page.removeprefix("role-").replace("-", "_"): url_of(place, page, membership_id=row.pk) for page in pages}
    return own | reset


def _invitation(place: Place, invitation: Invitation, may: frozenset[Role]) -> dict[str, object]:
    """An invitation as the list shows it."""
    state = inviting.standing(invitation, clock.now())
    own = Role(invitation.role) in may
    keys = {"invitation_id": invitation.pk}
    return {
        "row": invitation,
        "is_open": state is InvitationState.OPEN,
        "is_void": state is InvitationState.VOID,
        "again": url_of(place, "invitation-again", **keys) if own else "",
        "withdraw": url_of(place, "invitation-withdraw", **keys) if own else "",
    }


def _key(given: str) -> int | None:
    """The key of a row; None for the whole list, or for a key nobody was given."""
    return int(given) if given.isdecimal() and len(given) <= 18 else None
