"""The first page after sign-in, and the first page of a school."""

import datetime
from itertools import chain

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime

from core import clock
from core.addresses import address
from people.access.decorators import SignedInRequest, personal_view, school_view
from people.access.guards import allows
from people.access.roles import ROLE_LABELS, Permission, Role
from people.accounts.adapter import LAST_HERE
from people.models import School
from policies.queries import standing_of, still_to_begin, versions_of
from succession.home import returns, schools
from succession.home.beginning import known_of, steps
from succession.home.items import assembled
from succession.home.places import places_of


@personal_view
def home(request: SignedInRequest) -> HttpResponse:
    """Straight to the one place a person has, or a choice of places."""
    places = places_of(request.user)
    if len(places) == 1 and not request.user.is_superuser:
        return redirect(places[0].href)
    return render(request, "succession/home/home.html", {"places": places})


@school_view(Permission.SCHOOL_READ)
def school(request: SignedInRequest, school: School) -> HttpResponse:
    """The school's page: what needs you, what changed, what is coming up."""
    today = clock.today()
    standing = standing_of(school, today)
    versions = versions_of(request.user, school)
    to_begin = still_to_begin(versions, today)
    known = known_of(request.user, school, today)
    home = assembled(
        needs=chain(
            schools.needs(request.user, school, standing, versions, to_begin, today),
            returns.needs(request.user, school, known, today),
        ),
        changes=schools.changes(request.user, school, versions),
        coming=schools.coming(request.user, school, standing, to_begin, today),
        last_here=last_here(request),
    )
    roles = {ROLE_LABELS[Role(holding.role)] for holding in request.user.holdings if holding.school_id == school.pk}
    context = {
        "school": school,
        "home": home,
        "first_steps": steps(school, known, versions),
        "standing": standing,
        "to_begin": to_begin,
        "roles": sorted(roles),
        "history_url": address("school-history", urn=school.urn)
        if allows(request.user, Permission.HISTORY_READ, school)
        else "",
        "answers_returns": allows(request.user, Permission.RETURN_ANSWER, school),
        "grants_roles": allows(request.user, Permission.ROLES_GRANT, school),
        "manages_data": allows(request.user, Permission.PRIVACY_MANAGE, school),
        "shows_next": allows(request.user, Permission.POLICY_SUBMITTED_READ, school),
    }
    return render(request, "succession/home/school.html", context)


def last_here(request: SignedInRequest) -> datetime.datetime | None:
    """When this person signed in before, where they have."""
    return parse_datetime(request.session.get(LAST_HERE, ""))
