"""Who owns a recommendation, what a team hands back, and the file that an update shows."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.actions import owning
from actionplan.models import HandBack, Milestone, Recommendation, Team
from actionplan.owning import queries, rules
from actionplan.owning.forms import AnswerForm, HandBackForm, OwnersForm, TeamForm
from actionplan.queries import teams_of_member
from actionplan.rules import Refused
from actionplan.views.shared import milestone_or_404, recommendation_or_404, status_of
from core import conflicts, uploads
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def team_new(request: SignedInRequest, council: Council) -> HttpResponse:
    """Add a team that no paper names."""
    form = TeamForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            team = owning.add_team(council=council, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, f"{team} is a team now. Put its people in it here.")
            return redirect(team)
    context = {"form": form, "back_url": reverse("actionplan:teams", kwargs={"code": council.code})}
    return render(request, "actionplan/team_new.html", context, status=status_of(form.errors))


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def owners(request: SignedInRequest, council: Council, recommendation_id: int) -> HttpResponse:
    """Say which teams own a recommendation."""
    found = recommendation_or_404(request, council, recommendation_id)
    teams, clash = queries.teams_of(request.user, council), False
    form = OwnersForm.of(found, queries.owners_token(found), teams=teams)
    if request.method == "POST":
        form = OwnersForm(request.POST, teams=teams)
    if form.is_valid():
        try:
            owning.set_owners(
                recommendation=found,
                teams=form.cleaned_data["teams"],
                opened_on=form.cleaned_data["opened_on"],
                by=request.user,
            )
        except conflicts.Conflict:
            found, clash = recommendation_or_404(request, council, recommendation_id), True
            form = OwnersForm(_again(request, opened_on=queries.owners_token(found)), teams=teams)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, f"The owners of recommendation {found.name} are recorded.")
            return redirect(found)
    context = {"form": form, "clash": clash, "recommendation": found, "back_url": found.get_absolute_url()}
    return render(request, "actionplan/owners.html", context, status=status_of(form.errors, clash))


@council_view(Permission.PLAN_UPDATE)
@require_http_methods(["GET", "POST"])
def hand_back(request: SignedInRequest, council: Council, recommendation_id: int) -> HttpResponse:
    """Say that a recommendation is not the team's."""
    found = recommendation_or_404(request, council, recommendation_id)
    return _hand_back_page(request, council, found, None)


@council_view(Permission.PLAN_UPDATE)
@require_http_methods(["GET", "POST"])
def hand_back_milestone(request: SignedInRequest, council: Council, milestone_id: int) -> HttpResponse:
    """Say that a milestone is not the team's."""
    found = milestone_or_404(request, council, milestone_id)
    return _hand_back_page(request, council, found.recommendation, found)


def _hand_back_page(
    request: SignedInRequest, council: Council, found: Recommendation, milestone: Milestone | None
) -> HttpResponse:
    own, owning_it = teams_of_member(request.user, council), {team.pk for team in found.teams.all()}
    teams = [team for team in own if team.pk in owning_it]
    form = HandBackForm(request.POST, teams=teams) if request.method == "POST" else HandBackForm.new(teams)
    if form.is_valid():
        token: UUID = form.cleaned_data["token"]
        given = {"team": form.cleaned_data["team"], "reason": form.cleaned_data["reason"], "token": token}
        try:
            owning.hand_back(recommendation=found, milestone=milestone, by=request.user, **given)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "The officer is told. Until they answer, it stays with your team.")
            return redirect(milestone or found)
    context = {
        "form": form,
        "teams": teams,
        "recommendation": found,
        "milestone": milestone,
        "back_url": (milestone or found).get_absolute_url(),
    }
    return render(request, "actionplan/hand_back.html", context, status=status_of(form.errors))


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def hand_back_answer(request: SignedInRequest, council: Council, hand_back_id: int) -> HttpResponse:
    """Answer a team that handed something back."""
    every = HandBack.objects.visible_to(request.user).select_related(
        "recommendation__review__council", "team", "milestone", "by"
    )
    handed = get_object_or_404(every, pk=hand_back_id, recommendation__review__council=council)
    if handed.answered_at is not None and request.method == "GET":
        return redirect(handed.recommendation)
    teams = [team for team in queries.teams_of(request.user, council) if team.pk != handed.team_id]
    form = AnswerForm(request.POST, teams=teams) if request.method == "POST" else AnswerForm.of(handed, teams=teams)
    if form.is_valid() and _answer(request, handed, form):
        messages.success(request, "Your answer is recorded, and the team is told.")
        return redirect(handed.recommendation)
    context = {"form": form, "handed": handed, "back_url": handed.recommendation.get_absolute_url()}
    return render(request, "actionplan/hand_back_answer.html", context, status=status_of(form.errors))


def _answer(request: SignedInRequest, handed: HandBack, form: AnswerForm) -> bool:
    """Whether the answer stands; where it does not, the form says why."""
    given = form.cleaned_data
    to: Team | None = given["team"]
    try:
        owning.answer_hand_back(
            handed=handed,
            answer=rules.Answer(given["answer"]),
            to=to,
            reply=given["reply"],
            opened_on=given["opened_on"],
            by=request.user,
        )
    except conflicts.Conflict:
        form.add_error(None, "Somebody answered this meanwhile. Go back to the recommendation to see what they said.")
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
    return not form.errors


@council_view(Permission.PLAN_READ)
@require_safe
def update_file(request: SignedInRequest, council: Council, update_id: int) -> HttpResponseBase:
    """The file that an update shows, as it came."""
    shown = queries.evidence_of(request.user, council, update_id)
    if shown is None or shown.file is None:
        raise Http404
    return uploads.as_attachment(shown.file)


def _again(request: SignedInRequest, *, opened_on: str) -> dict[str, object]:
    """What was sent, with the teams as a list, as if opened on what somebody else has recorded meanwhile."""
    return {"teams": request.POST.getlist("teams"), "opened_on": opened_on}
