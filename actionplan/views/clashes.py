"""Where a plan may contradict itself, and what an officer answers to it."""

from collections.abc import Iterator, Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplan import rules
from actionplan.actions.clashes import answer_clash
from actionplan.clashes.forms import ClashForm
from actionplan.clashes.queries import clashes_in, latest_answer, pair_in, suggestion
from actionplan.clashes.rules import Answer, Due, crowded
from actionplan.models import PlanDate, Recommendation, ScrutinyReview
from actionplan.models.clashes import clash_token
from actionplan.overview.queries import names_of_bodies
from actionplan.queries import recommendations_of
from actionplan.views.shared import plan_crumbs, position_in, review_or_404, status_of
from core import conflicts
from core.prepared import given
from people.access.decorators import SignedInRequest, council_view
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council

PAGE = 50
_SAID = {
    Answer.CONFIRMED: "The clash is recorded. It shows on the pages of both recommendations.",
    Answer.DISMISSED: "It is recorded that they do not clash. If a date changes, they are suggested again.",
}


@council_view(Permission.PLAN_READ)
@require_safe
def plan_clashes(request: SignedInRequest, council: Council, review_id: int) -> HttpResponse:
    """Promises that may be of one fact by different days, and teams that are due at three bodies in a week."""
    review = review_or_404(request, council, review_id)
    recommendations = recommendations_of(review)
    clashes, first = clashes_in(review, recommendations), position_in(request)
    context = {
        "council": council,
        "review": review,
        "clashes": clashes.found,
        "confirmed": clashes.confirmed,
        "dismissed": clashes.dismissed[first : first + PAGE],
        "more": first + PAGE if clashes.dismissed[first + PAGE :] else 0,
        "crowded": crowded(_due(review, recommendations)),
        "can_edit": allows(request.user, Permission.PLAN_EDIT, council),
        "crumbs": plan_crumbs(council, review),
    }
    return render(request, "actionplan/clashes.html", context)


def _due(review: ScrutinyReview, recommendations: Sequence[Recommendation]) -> Iterator[Due]:
    steps = [(one, step) for one in recommendations for step in given(one, "milestones") if step.completed_on is None]
    watching = {step.monitored_by_id or review.panel_id for _, step in steps}
    bodies = names_of_bodies({key for key in watching if key})
    for one, step in steps:
        body = bodies.get(step.monitored_by_id or review.panel_id or 0)
        for date in given(step, "dates"):
            if body and date.latest is not None:
                for team in given(one, "teams"):
                    yield Due(team.code, body, date.latest, one.name, step.text)


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def clash(request: SignedInRequest, council: Council, review_id: int, first: int, second: int) -> HttpResponse:
    """Say whether two dates clash."""
    review = review_or_404(request, council, review_id)
    pair = _pair_or_404(review, first, second)
    latest, meanwhile = latest_answer(*pair), False
    suggested = suggestion(review, *pair)
    if latest is None and suggested is None:
        raise Http404
    form = ClashForm(request.POST) if request.method == "POST" else ClashForm.of(latest, clash_token(*pair, latest))
    back_url = reverse("actionplan:clashes", kwargs={"code": council.code, "review_id": review.pk})
    if form.is_valid():
        answer, words = Answer(form.cleaned_data["answer"]), form.cleaned_data["words"]
        opened_on = form.cleaned_data["opened_on"]
        try:
            answer_clash(one=pair[0], other=pair[1], answer=answer, words=words, opened_on=opened_on, by=request.user)
        except rules.Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        except conflicts.Conflict:
            pair = _pair_or_404(review, first, second)
            latest, meanwhile = latest_answer(*pair), True
            form = ClashForm.again(request.POST, clash_token(*pair, latest))
        else:
            messages.success(request, _SAID[answer])
            return redirect(back_url)
    context = {"form": form, "review": review, "pair": pair, "suggested": suggested, "latest": latest}
    context |= {"clash": meanwhile, "council": council, "back_url": back_url}
    return render(request, "actionplan/clash.html", context, status=status_of(form.errors, meanwhile))


def _pair_or_404(review: ScrutinyReview, one: int, other: int) -> tuple[PlanDate, PlanDate]:
    pair = pair_in(review, one, other) if one < other else None
    if pair is None:
        raise Http404
    return pair
