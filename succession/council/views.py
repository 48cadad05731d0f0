"""The council's page: its plan, what needs the officer, and its schools."""

from django.http import HttpResponse
from django.shortcuts import render

from actionplan import queries as plans
from actionplan.models import ScrutinyReview
from core import clock
from people.access.decorators import SignedInRequest, council_view
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council
from succession.council import schools
from succession.home import councils
from succession.home.items import assembled
from succession.home.views import last_here


@council_view(Permission.COUNCIL_READ)
def council(request: SignedInRequest, council: Council) -> HttpResponse:
    """The council's page for whoever holds a role there or at one of its schools."""
    today = clock.today()
    reviews = list(ScrutinyReview.objects.visible_to(request.user).filter(council=council))
    standings = plans.standing_of(reviews, today)
    home = assembled(
        needs=councils.needs(request.user, council, reviews, today),
        changes=councils.changes(request.user, council),
        coming=councils.coming(request.user, council, today),
        last_here=last_here(request),
    )
    context = {
        "council": council,
        "home": home,
        "plans": [(review, standings[review.pk]) for review in reviews],
        "reads_plan": allows(request.user, Permission.PLAN_READ, council),
        "board": schools.board(request.user, council, after=request.GET.get("after", ""), today=today),
    }
    return render(request, "succession/council/council.html", context)
