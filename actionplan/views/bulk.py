"""Changing many milestones of a plan at once: what is to change, what that would do to each, and then the doing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actionplan.actions.bulk import change_together
from actionplan.bodies.queries import bodies_of
from actionplan.bulk import queries, rules
from actionplan.bulk.forms import FORMS, ChangeForm
from actionplan.forms import PlanFilterForm
from actionplan.models import ScrutinyReview
from actionplan.owning.queries import teams_of
from actionplan.rules import Refused
from actionplan.views.listing import list_address
from actionplan.views.shared import plan_crumbs, review_or_404, status_of
from core import clock, conflicts
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council

_PROBLEMS = {
    0: "Tick at least one milestone, or choose all that are shown.",
    rules.MOST + 1: f"At most {rules.MOST:,} milestones change at once. Filter the list, and change them in parts.",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The milestones that were ticked, or all that the filters show; the words that say which."""

    keys: list[int]
    in_words: str


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def plan_change(request: SignedInRequest, council: Council, review_id: int) -> HttpResponse:
    """What is to change, then what that would do to each milestone, then the change of all of them at once."""
    review = review_or_404(request, council, review_id)
    back, chosen = list_address(request, review), _chosen(request, council, review)
    if problem := _PROBLEMS.get(min(len(chosen.keys), rules.MOST + 1)):
        messages.error(request, problem)
        return redirect(back)
    asked = request.GET.get("change", "")
    context: dict[str, Any] = {"council": council, "review": review, "chosen": chosen, "back_url": back}
    if asked not in list(rules.Kind):
        context |= {"kinds": _kinds(request), "crumbs": plan_crumbs(council, review)}
        return render(request, "actionplan/plan_change.html", context)
    kind = rules.Kind(asked)
    context |= {"kind": kind.value, "label": rules.KIND_LABELS[kind], "back_url": f"?{_without_change(request)}"}
    form = _form(request, council, review, kind)
    is_sent = request.method == "POST" and "again" not in request.POST
    if is_sent and form.is_valid():
        return _told_or_made(request, review, form, context | {"list_url": back})
    if form.is_bound:
        form.told("")  # whatever is sent from here is told first
    context |= {"form": form}
    return render(request, "actionplan/plan_change_form.html", context, status=status_of(is_sent and bool(form.errors)))


def _told_or_made(
    request: SignedInRequest, review: ScrutinyReview, form: ChangeForm, context: dict[str, Any]
) -> HttpResponse:
    """The page that tells what will change; or, once that was told, the change."""
    keys, opened_on, clash = context["chosen"].keys, form.cleaned_data["opened_on"], False
    given: dict[str, Any] = {"change": form.change, "today": clock.today()}
    if opened_on:
        try:
            changed = change_together(review=review, milestones=keys, opened_on=opened_on, by=request.user, **given)
        except conflicts.Conflict:
            clash = True
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(context["list_url"])
        else:
            messages.success(request, rules.told(form.change, changed))
            return redirect(context["list_url"])
    lines = rules.planned(form.change, queries.facts_of(queries.milestones_of(review, keys)), clock.today())
    form.told(rules.token_of(form.change, lines))
    context |= {
        "form": form,
        "clash": clash,
        "sentence": rules.sentence(lines),
        "changing": rules.changing(lines),
        "staying": rules.staying(lines),
        "taken_along": rules.taken_along(form.change, lines),
    }
    return render(request, "actionplan/plan_change_check.html", context, status=status_of(clash))


# What is chosen -------------------------------------------------------------------------------------------------------
def _chosen(request: SignedInRequest, council: Council, review: ScrutinyReview) -> Chosen:
    """What the address names: all that the filters of the list show, or the rows that were ticked."""
    form = PlanFilterForm(request.GET, teams=teams_of(request.user, council))
    if "all" in request.GET:
        keys = queries.shown_by(review, form.asked, clock.today())
        return Chosen(keys, f"All that the list shows{f': {form.in_words}' if form.chosen else ''}.")
    ticked, rows = _keys(request, "m"), _keys(request, "r")
    if rows:
        if queries.own_recommendations(review, rows) != rows:
            raise Http404
        ticked |= set(queries.shown_by(review, form.asked, clock.today(), of=rows))
    if queries.own_milestones(review, ticked) != ticked:
        raise Http404
    return Chosen(sorted(ticked), "Those that you ticked.")


def _keys(request: SignedInRequest, name: str) -> set[int]:
    every = request.GET.getlist(name)
    if any(not key.isascii() or not key.isdecimal() or len(key) > 18 for key in every):
        raise Http404
    return {int(key) for key in every}


def _without_change(request: SignedInRequest) -> str:
    asked: QueryDict = request.GET.copy()
    asked.pop("change", None)
    return asked.urlencode()


def _kinds(request: SignedInRequest) -> Sequence[tuple[str, str]]:
    """Each kind of change in words, with its address."""
    kept = _without_change(request)
    return [(label, f"?{kept}&{urlencode({'change': kind.value})}") for kind, label in rules.KIND_LABELS.items()]


def _form(request: SignedInRequest, council: Council, review: ScrutinyReview, kind: rules.Kind) -> ChangeForm:
    sent = request.POST if request.method == "POST" else None
    offered: dict[str, Any] = {}
    if kind is rules.Kind.OWNERS:
        offered = {"teams": teams_of(request.user, council)}
    elif kind is rules.Kind.BODY:
        offered = {"bodies": bodies_of(request.user, council), "panel": review.panel}
    elif kind is rules.Kind.DONE:
        offered = {"initial": {"on": clock.today(), "today": clock.today()}}
    return FORMS[kind](sent, **offered)
