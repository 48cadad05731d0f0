"""Where a plan may contradict itself."""

from collections.abc import Iterator, Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplan.clashes.rules import Due, Promise, clashes, crowded
from actionplan.models import PlanDate, Recommendation, ScrutinyReview
from actionplan.overview.queries import dates_of_measures, names_of_bodies
from actionplan.queries import recommendations_of
from actionplan.views.shared import plan_crumbs, review_or_404
from core.prepared import given
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council


@council_view(Permission.PLAN_READ)
@require_safe
def plan_clashes(request: SignedInRequest, council: Council, review_id: int) -> HttpResponse:
    """Promises that may be of one fact by different days, and teams that are due at three bodies in a week."""
    review = review_or_404(request, council, review_id)
    recommendations = recommendations_of(review)
    context = {
        "council": council,
        "review": review,
        "clashes": clashes(list(_promises(review, recommendations))),
        "crowded": crowded(_due(review, recommendations)),
        "crumbs": plan_crumbs(council, review),
    }
    return render(request, "actionplan/clashes.html", context)


def _promises(review: ScrutinyReview, recommendations: Sequence[Recommendation]) -> Iterator[Promise]:
    names = {one.pk: one.name for one in recommendations}
    for one in recommendations:
        for milestone in given(one, "milestones"):
            yield from _promised("milestone", one.pk, one.name, milestone.text, given(milestone, "dates"))
    for date in dates_of_measures(review.pk):
        assert date.measure is not None  # noqa: S101 (for the types: it is asked for)
        owner = date.measure.recommendation_id
        yield from _promised("measure", owner, names[owner], date.measure.text, [date])


def _promised(kind: str, owner: int, name: str, text: str, dates: Sequence[PlanDate]) -> Iterator[Promise]:
    for date in dates:
        if date.latest is not None:
            yield Promise(f"{kind} {date.pk}", owner, name, text, date.words, date.latest)


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
