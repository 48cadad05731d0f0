"""Opportunities: what is open to a school's staff, asking for one, and offering them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock, conflicts
from core.addresses import address
from people.access.decorators import SignedInRequest, council_view, school_view
from people.access.guards import allows
from people.access.roles import Permission
from people.actions import development as actions
from people.development import queries as development_queries
from people.development.forms import InterestForm, OpportunityForm
from people.development.rules import Reply
from people.models import Council, Interest, Opportunity, School
from people.rules import Refused

Place = School | Council
View = Callable[..., HttpResponse]


@school_view(Permission.OPPORTUNITY_READ)
@require_safe
def opportunities(request: SignedInRequest, school: School) -> HttpResponse:
    """What is open to a school's staff; what this person asked for, and what they did."""
    today = clock.today()
    leads = allows(request.user, Permission.DEVELOPMENT_EDIT, school)
    asked = development_queries.own_interests(request.user, school)
    publishes = allows(request.user, Permission.OPPORTUNITY_EDIT, school)
    context = {
        "school": school,
        "rows": development_queries.opportunities_of(request.user, school, today),
        "asked": asked,
        "asked_for": {interest.opportunity_id for interest in asked if interest.state in _STANDING},
        "is_on_register": development_queries.own_entry(request.user, school) is not None,
        "own_activities": development_queries.own_activities(request.user, school),
        "leads": leads,
        "publishes": publishes,
        "offered": [
            offer for offer in development_queries.offered_by(request.user, school) if not offer.is_open(today)
        ],
        "crumbs": [(school.name, address("school", urn=school.urn))],
    }
    return render(request, "people/opportunities.html", context)


@school_view(Permission.OPPORTUNITY_READ)
@require_http_methods(["GET", "POST"])
def opportunity(request: SignedInRequest, school: School, opportunity_id: int) -> HttpResponse:
    """One opportunity, and saying that one would like it."""
    shown, today = _offered(request, school, opportunity_id), clock.today()
    form = InterestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_interest(
                opportunity=shown, school=school, words=form.cleaned_data["words"], by=request.user, today=today
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The headteacher is asked. You are told when there is an answer.")
            return redirect("people:opportunity", urn=school.urn, opportunity_id=shown.pk)
    context = {
        "school": school,
        "opportunity": shown,
        "form": form,
        "is_open": shown.is_open(today),
        "interest": _own_interest(request, school, shown),
        "is_on_register": development_queries.own_entry(request.user, school) is not None,
        "publishes": shown.school is not None and allows(request.user, Permission.OPPORTUNITY_EDIT, school),
        "crumbs": [(school.name, address("school", urn=school.urn)), ("Opportunities", _list_url(school))],
    }
    return render(request, "people/opportunity.html", context)


@school_view(Permission.OPPORTUNITY_READ)
@require_POST
def interest_withdraw(request: SignedInRequest, school: School, opportunity_id: int) -> HttpResponse:
    """Take back that one would like it."""
    shown = _offered(request, school, opportunity_id)
    interest = _own_interest(request, school, shown)
    if interest is None:
        raise Http404
    try:
        actions.withdraw_interest(interest=interest, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"You do not ask for {shown} any more.")
    return redirect("people:opportunity", urn=school.urn, opportunity_id=shown.pk)


# Offering: the same pages for a school and a council ------------------------------------------------------------------
def _new(request: SignedInRequest, place: Place) -> HttpResponse:
    form = OpportunityForm(request.POST or None)
    if form.is_valid():
        made = actions.publish_opportunity(owner=place, by=request.user, **form.values)
        messages.success(request, f"{made} is offered.")
        return redirect(_list_url(place))
    context = {"form": form, "place": place, "is_councils": isinstance(place, Council), "back_url": _list_url(place)}
    return render(request, "people/opportunity_new.html", context)


def _change(request: SignedInRequest, place: Place, opportunity_id: int) -> HttpResponse:
    changing = _own_offer(request, place, opportunity_id)
    held = {name: getattr(changing, name) for name in actions.OFFERED}
    form = OpportunityForm(request.POST or None, initial=held | {"opened_on": actions.opportunity_token(changing)})
    clash = False
    if form.is_valid():
        try:
            actions.change_opportunity(
                opportunity=changing, opened_on=form.cleaned_data["opened_on"], by=request.user, **form.values
            )
        except conflicts.Conflict:
            changing, clash = _own_offer(request, place, opportunity_id), True
            form = OpportunityForm(request.POST.dict() | {"opened_on": actions.opportunity_token(changing)})
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{form.values['title']} is changed.")
            return redirect(_list_url(place))
    context = {"form": form, "opportunity": changing, "clash": clash, "back_url": _list_url(place)}
    return render(request, "people/opportunity_change.html", context)


def _close(request: SignedInRequest, place: Place, opportunity_id: int) -> HttpResponse:
    closing = _own_offer(request, place, opportunity_id)
    if request.method == "POST":
        actions.close_opportunity(opportunity=closing, by=request.user)
        messages.success(request, f"{closing} is not offered any more. Whoever asked is still to be answered.")
        return redirect(_list_url(place))
    return render(request, "people/opportunity_close.html", {"opportunity": closing, "back_url": _list_url(place)})


@council_view(Permission.OPPORTUNITY_EDIT)
@require_safe
def council_opportunities(request: SignedInRequest, council: Council) -> HttpResponse:
    """What a council offers to the staff of its schools. Who asks for it stays with their school."""
    today = clock.today()
    every = development_queries.offered_by(request.user, council)
    context = {
        "council": council,
        "rows": [offer for offer in every if offer.is_open(today)],
        "closed": [offer for offer in every if not offer.is_open(today)],
        "crumbs": [(council.name, council.get_absolute_url())],
    }
    return render(request, "people/council_opportunities.html", context)


def _of_school(view: View) -> Callable[..., HttpResponseBase]:
    return school_view(Permission.OPPORTUNITY_EDIT)(require_http_methods(["GET", "POST"])(view))


def _of_council(view: View) -> Callable[..., HttpResponseBase]:
    return council_view(Permission.OPPORTUNITY_EDIT)(require_http_methods(["GET", "POST"])(view))


opportunity_new, council_opportunity_new = _of_school(_new), _of_council(_new)
opportunity_change, council_opportunity_change = _of_school(_change), _of_council(_change)
opportunity_close, council_opportunity_close = _of_school(_close), _of_council(_close)


# ---------------------------------------------------------------------------------------------------------------------
_STANDING = (Reply.WAITING, Reply.AGREED)


def _offered(request: SignedInRequest, school: School, key: int) -> Opportunity:
    found = development_queries.opportunity_of(request.user, school, key)
    if found is None:
        raise Http404
    return found


def _own_offer(request: SignedInRequest, place: Place, key: int) -> Opportunity:
    found = development_queries.own_offer(request.user, place, key)
    if found is None:
        raise Http404
    return found


def _own_interest(request: SignedInRequest, school: School, shown: Opportunity) -> Interest | None:
    """What this person last said about an opportunity."""
    own = development_queries.own_interests(request.user, school)
    return next((interest for interest in own if interest.opportunity_id == shown.pk), None)


def _list_url(place: Place) -> str:
    if isinstance(place, Council):
        return address("people:council-opportunities", code=place.code)
    return address("people:opportunities", urn=place.urn)
