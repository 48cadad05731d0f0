"""One recommendation, and how far its actions have got."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actionplan import rules
from actionplan.actions import progress
from actionplan.answering import control
from actionplan.answering.queries import said_before
from actionplan.asks import coverage
from actionplan.asks.queries import asks_of, coverage_of
from actionplan.clashes.queries import confirmed_of
from actionplan.forms import DeliveryForm
from actionplan.measures.showing import shown_for
from actionplan.models import Action, Team
from actionplan.owning.queries import hand_backs_of
from actionplan.queries import dates_of, latest_updates, teams_of_member
from actionplan.returns.queries import returns_about
from actionplan.returns.rules import may_ask
from actionplan.views.shared import DatesOf, plan_crumbs, recommendation_or_404, status_of
from actionplan.weighing.queries import weaknesses_of
from actionplan.weighing.rules import weak_sentence
from core import clock, conflicts
from people.access.decorators import SignedInRequest, council_view
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council


@council_view(Permission.PLAN_READ)
@require_safe
def recommendation(request: SignedInRequest, council: Council, recommendation_id: int) -> HttpResponse:
    """One recommendation: its words, the facts, what is done, by whom and when, and the paper's own row."""
    today = clock.today()
    found = recommendation_or_404(request, council, recommendation_id)
    dates = DatesOf.from_rows(dates_of(found))
    actions, teams = list(found.actions.all()), list(found.teams.all())
    milestones, measures = list(found.milestones.all()), list(found.measures.all())
    latest = latest_updates(milestones)
    weighed = [(dated, weaknesses_of(dated.item, dated.dates)) for dated in dates.of("measure", measures, today)]
    steps = dates.of("milestone", milestones, today, found.control)
    can_edit = allows(request.user, Permission.PLAN_EDIT, council)
    context = {
        "council": council,
        "recommendation": found,
        "teams": teams,
        "said_before": said_before(found),
        "control_means": control.CONTROL_MEANS[control.Control(found.control)],
        "due": dates.due,
        "delivery": rules.delivery_of([action.delivery for action in actions]),
        "actions": dates.of("action", actions, today),
        "milestones": [(dated, latest.get(dated.item.pk)) for dated in steps],
        "measures": weighed,
        "weak_sentence": weak_sentence(sum(bool(reasons) for _, reasons in weighed), len(weighed)),
        "pieces": coverage.pieces(found.text, asks_of(found)),
        "coverage": coverage_of(found, actions),
        "valued": list(shown_for(request.user, council, measures, dates.last_days("measure")).values()),
        "cells": list(zip(found.review.columns, found.cells, strict=True)),
        "suggests_a_decline": rules.suggests_a_decline(
            response=found.response, has_teams=bool(teams), milestones=len(milestones), measures=len(measures)
        ),
        "can_edit": can_edit,
        "returns": returns_about(found),
        "can_ask": can_edit and may_ask(found.control),
        "hand_backs": hand_backs_of(found),
        "confirmed_clashes": confirmed_of(found),
        "can_hand_back": _owns(request, council, teams),
        "crumbs": plan_crumbs(council, found.review),
    }
    return render(request, "actionplan/recommendation.html", context)


def _owns(request: SignedInRequest, council: Council, teams: list[Team]) -> bool:
    """Whether a team of the reader's owns it."""
    if not allows(request.user, Permission.PLAN_UPDATE, council):
        return False
    return bool({team.pk for team in teams} & {team.pk for team in teams_of_member(request.user, council)})


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def delivery_record(request: SignedInRequest, council: Council, action_id: int) -> HttpResponse:
    """Record how far an action has got."""
    actions = Action.objects.visible_to(request.user).select_related("recommendation__review__council")
    action = get_object_or_404(actions, pk=action_id, recommendation__review__council=council)
    form = DeliveryForm(request.POST) if request.method == "POST" else DeliveryForm.of(action)
    clash = False
    if form.is_valid():
        try:
            progress.record_delivery(
                action=action,
                delivery=rules.Delivery(form.cleaned_data["delivery"]),
                opened_on=form.cleaned_data["opened_on"],
                by=request.user,
            )
        except rules.Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        except conflicts.Conflict:
            action.refresh_from_db()
            form, clash = DeliveryForm.again(request.POST, action), True
        else:
            messages.success(request, "How far the action has got is recorded.")
            return redirect(action.recommendation)
    context = {"form": form, "clash": clash, "action": action, "back_url": action.recommendation.get_absolute_url()}
    return render(request, "actionplan/delivery_record.html", context, status=status_of(form.errors, clash))
