"""The teams that own actions, what they are called in full, and who is in them."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplan.actions.teams import add_team_member, name_team, remove_team_member
from actionplan.forms import TeamMemberForm, TeamNameForm
from actionplan.models import Team, TeamMember
from actionplan.owning.queries import keys_here, teams_with_nobody
from actionplan.rules import Refused
from actionplan.views.shared import plan_crumbs, status_of
from core import clock, conflicts
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council

TEAMS = 200


@council_view(Permission.PLAN_EDIT)
@require_safe
def teams(request: SignedInRequest, council: Council) -> HttpResponse:
    """Every team the council's plans name, and how many people are in it."""
    found = Team.objects.visible_to(request.user).filter(council=council)
    found = found.annotate(people=Count("memberships")).order_by("code")  # counting drops the order of the model
    context = {
        "council": council,
        "teams": found[:TEAMS],
        "with_nobody": teams_with_nobody(council, clock.today()),
        "crumbs": plan_crumbs(council),
    }
    return render(request, "actionplan/teams.html", context)


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def team(request: SignedInRequest, council: Council, team_id: int) -> HttpResponse:
    """Who is in a team, and the form that adds somebody."""
    every = Team.objects.visible_to(request.user).select_related("council")
    found = get_object_or_404(every, council=council, pk=team_id)
    form = TeamMemberForm(request.POST) if request.method == "POST" else TeamMemberForm()
    if form.is_valid():
        try:
            member = add_team_member(team=found, email=form.cleaned_data["email"], by=request.user)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, f"{member.user} can now update what belongs to {found}.")
            return redirect(found)
    members = TeamMember.objects.visible_to(request.user).filter(team=found).select_related("user")
    context = {
        "council": council,
        "team": found,
        "members": members,
        "keys_here": keys_here(members, clock.today()),
        "form": form,
        "crumbs": _crumbs(council),
    }
    return render(request, "actionplan/team.html", context, status=status_of(form.errors))


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def team_name(request: SignedInRequest, council: Council, team_id: int) -> HttpResponse:
    """Say what the initials of a team stand for."""
    found = get_object_or_404(
        Team.objects.visible_to(request.user).select_related("council"), council=council, pk=team_id
    )
    form, clash = TeamNameForm(request.POST) if request.method == "POST" else TeamNameForm.of(found), False
    if form.is_valid():
        try:
            named = name_team(team=found, by=request.user, **form.cleaned_data)
        except conflicts.Conflict:
            found.refresh_from_db(fields=["name"])
            form, clash = TeamNameForm.again(request.POST, found), True
        else:
            said = f"The full name of {named} is recorded." if named.name else f"{named} has no full name."
            messages.success(request, said)
            return redirect(named)
    context = {"form": form, "clash": clash, "team": found, "back_url": found.get_absolute_url()}
    return render(request, "actionplan/team_name.html", context, status=status_of(form.errors, clash))


@council_view(Permission.PLAN_EDIT)
@require_POST
def team_member_remove(request: SignedInRequest, council: Council, member_id: int) -> HttpResponse:
    """Take somebody out of a team."""
    every = TeamMember.objects.visible_to(request.user).select_related("team__council", "user")
    member = get_object_or_404(every, pk=member_id, team__council=council)
    remove_team_member(member=member, by=request.user)
    messages.success(request, f"{member.user} is no longer in {member.team}. What they wrote stays.")
    return redirect(member.team)


def _crumbs(council: Council) -> list[tuple[str, str]]:
    return [*plan_crumbs(council), ("Teams", reverse("actionplan:teams", kwargs={"code": council.code}))]
