"""Marking what a recommendation asks for, and saying which action serves which ask."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actionplan import rules
from actionplan.actions import asks as marking
from actionplan.asks import coverage
from actionplan.asks.forms import MarkForm, ServeForm
from actionplan.asks.queries import actions_of, ask_of, asks_of, coverage_of, servings_of
from actionplan.models import Ask
from actionplan.views.shared import recommendation_crumbs, recommendation_or_404, status_of
from core import conflicts
from core.addresses import address
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def asks(request: SignedInRequest, council: Council, recommendation_id: int) -> HttpResponse:
    """Mark the separate things that a recommendation asks for."""
    found = recommendation_or_404(request, council, recommendation_id)
    marked = asks_of(found)
    sent = request.POST if request.method == "POST" else None
    form = MarkForm(sent, recommendation=found, asks=marked)
    if form.is_valid():
        try:
            made = marking.mark_asks(recommendation=found, spans=form.cleaned_data["spans"], by=request.user)
        except rules.Refused as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, f"{rules.count(len(made), 'ask')} marked." if made else "It is marked already.")
            return redirect("actionplan:asks", code=council.code, recommendation_id=found.pk)
    context = {
        "form": form,
        "council": council,
        "recommendation": found,
        "pieces": coverage.pieces(found.text, marked),
        "coverage": coverage_of(found, found.actions.all()),
        "back_url": found.get_absolute_url(),
    }
    return render(request, "actionplan/asks.html", context, status=status_of(form.errors))


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, council: Council, ask_id: int) -> HttpResponse:
    """Say which actions serve an ask, whole or in part."""
    found = _ask_or_404(request, council, ask_id)
    actions, servings, clash = actions_of(found.recommendation), servings_of(found), False
    sent = request.POST if request.method == "POST" else None
    form = ServeForm(sent, actions=actions, servings=servings)
    if form.is_valid():
        opened_on = form.cleaned_data["opened_on"]
        try:
            marking.serve(ask=found, served=form.served, opened_on=opened_on, by=request.user)
        except rules.Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        except conflicts.Conflict:
            servings = servings_of(found)
            form, clash = ServeForm.again(request.POST, actions, servings), True
        else:
            messages.success(request, "What serves the ask is recorded.")
            return redirect(found.recommendation)
    stands = {one.action_id: one for one in servings}
    context = {
        "form": form,
        "clash": clash,
        "theirs": [(action, stands.get(action.pk)) for action in actions],
        "ask": found,
        "has_actions": bool(actions),
        "remove_url": address("actionplan:ask-remove", code=council.code, ask_id=found.pk),
        "back_url": found.recommendation.get_absolute_url(),
    }
    return render(request, "actionplan/ask.html", context, status=status_of(form.errors, clash))


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def ask_remove(request: SignedInRequest, council: Council, ask_id: int) -> HttpResponse:
    """Take the mark of an ask away, once the person has seen what goes with it."""
    found = _ask_or_404(request, council, ask_id)
    if request.method == "POST":
        marking.remove_ask(ask=found, by=request.user)
        messages.success(request, "The ask is no longer marked.")
        return redirect("actionplan:asks", code=council.code, recommendation_id=found.recommendation_id)
    context = {
        "ask": found,
        "servings": len(servings_of(found)),
        "crumbs": recommendation_crumbs(council, found.recommendation),
        "back_url": address("actionplan:ask", code=council.code, ask_id=found.pk),
    }
    return render(request, "actionplan/ask_remove.html", context)


def _ask_or_404(request: SignedInRequest, council: Council, ask_id: int) -> Ask:
    found = ask_of(request.user, council, ask_id)
    if found is None:
        raise Http404
    return found
