"""The council's page: its plan and what needs the officer; its dashboard; and the board of its schools."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from core import clock
from core.addresses import address
from core.pictures import pictures
from people.access.decorators import SignedInRequest, council_view
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council
from people.planning.counting import UNCOVERED
from succession.council.chase_rules import reason_of
from succession.council.dashboard import dashboard_of
from succession.council.figures import may_know_state
from succession.council.forms import SchoolFilterForm
from succession.council.schools import board_of
from succession.home import councils
from succession.home.items import assembled
from succession.home.views import last_here


@council_view(Permission.COUNCIL_READ)
def council(request: SignedInRequest, council: Council) -> HttpResponse:
    """The council's page for whoever holds a role there or at one of its schools."""
    today = clock.today()
    plan = councils.plan_now(request.user, council, today)
    home = assembled(
        needs=councils.needs(request.user, council, plan, today),
        beyond=councils.beyond(request.user, council, plan),
        changes=councils.changes(request.user, council, plan),
        records=councils.records(council, plan),
        coming=councils.coming(request.user, council, plan, today),
        last_here=last_here(request),
    )
    context = {
        "council": council,
        "home": home,
        "plans": [(review, plan.standings[review.pk]) for review in plan.reviews],
        "grants_roles": allows(request.user, Permission.ROLES_GRANT, council),
        "manages_data": allows(request.user, Permission.PRIVACY_MANAGE, council),
        "history_url": address("council-history", code=council.code)
        if allows(request.user, Permission.HISTORY_READ, council)
        else "",
        "reads_schools": allows(request.user, Permission.SCHOOLS_READ, council),
        "reads_plan": allows(request.user, Permission.PLAN_READ, council),
    }
    return render(request, "succession/council/council.html", context)


@council_view(Permission.SCHOOLS_READ)
def dashboard(request: SignedInRequest, council: Council) -> HttpResponse:
    """How the council's schools and its plan stand today, each figure with the list behind it."""
    shown = dashboard_of(request.user, council, clock.today())
    drawn = {one.chart.key: one for one in pictures(shown.charts)}
    context = {
        "council": council,
        "shown": shown,
        "policies": drawn[shown.policies.key],
        "cover": drawn[shown.cover.key] if shown.cover else None,
        "plans": [(plan, drawn[plan.response.key], drawn[plan.delivery.key]) for plan in shown.plans],
        "uncovered": shown.posts.posts[UNCOVERED] if shown.posts else None,
        "crumbs": [(council.name, council.get_absolute_url())],
    }
    return render(request, "succession/council/dashboard.html", context)


@council_view(Permission.SCHOOLS_READ)
def schools(request: SignedInRequest, council: Council) -> HttpResponse:
    """Every school of the council by name, with where its policy stands, or those that the filters ask for."""
    form = SchoolFilterForm(
        request.GET,
        knows_state=may_know_state(request.user, council),
        knows_cover=allows(request.user, Permission.COVER_STATE_READ, council),
    )
    after = request.GET.get("after", "")
    board = board_of(request.user, council, after=after, today=clock.today(), filters=form.chosen)
    crumbs = [(council.name, council.get_absolute_url())]
    return render(
        request,
        "succession/council/schools.html",
        {
            "council": council,
            "board": board,
            "form": form,
            "more": urlencode(form.chosen | {"after": board.next_after}) if board.next_after else "",
            "grants_roles": allows(request.user, Permission.ROLES_GRANT, council),
            "reason": reason_of(form.chosen) if allows(request.user, Permission.SCHOOLS_CHASE, council) else "",
            "chases": allows(request.user, Permission.SCHOOLS_CHASE, council),
            "hands_over": allows(request.user, Permission.POLICY_HAND, council),
            "crumbs": crumbs,
        },
    )
