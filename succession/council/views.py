"""The council's page: its plan and what needs the officer; and the board of its schools."""

from django.http import HttpResponse
from django.shortcuts import render

from core import clock
from core.addresses import address
from people.access.decorators import SignedInRequest, council_view
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council
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
        needs=councils.needs(request.user, council, plan),
        beyond=councils.beyond(request.user, council, plan),
        changes=councils.changes(request.user, council, plan),
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
        "reads_plan": allows(request.user, Permission.PLAN_READ, council),
    }
    return render(request, "succession/council/council.html", context)


@council_view(Permission.SCHOOLS_READ)
def schools(request: SignedInRequest, council: Council) -> HttpResponse:
    """Every school of the council by name, with where its policy stands."""
    board = board_of(request.user, council, after=request.GET.get("after", ""), today=clock.today())
    crumbs = [(council.name, council.get_absolute_url())]
    return render(
        request,
        "succession/council/schools.html",
        {
            "council": council,
            "board": board,
            "grants_roles": allows(request.user, Permission.ROLES_GRANT, council),
            "crumbs": crumbs,
        },
    )
