"""A council's plans, and one of them."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from actionplan import rules
from actionplan.forms import PlanFilterForm
from actionplan.models import Milestone, Recommendation, ScrutinyReview, Team
from actionplan.models.recommendations import Pressing, RecommendationQuerySet
from actionplan.queries import standing_of
from actionplan.rules import DateState
from actionplan.views.shared import plan_crumbs, review_or_404
from core import clock
from people.access.decorators import SignedInRequest, council_view
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council

PAGE = 100
PLANS = 50
FIRST_LINE = 110


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One recommendation in the list of a plan."""

    recommendation: Recommendation
    first_line: str
    delivery: rules.Delivery
    pressing: Pressing | None

    @classmethod
    def of(cls, recommendation: Recommendation, today: datetime.date) -> "PlanRow":
        """The row of a recommendation that was asked for `with_what_a_row_shows`."""
        return cls(
            recommendation=recommendation,
            first_line=Truncator(recommendation.text).chars(FIRST_LINE),
            delivery=rules.delivery_of(recommendation.deliveries),
            pressing=recommendation.pressing_milestone(today),
        )


@council_view(Permission.PLAN_READ)
@require_safe
def plans(request: SignedInRequest, council: Council) -> HttpResponse:
    """Every plan of the council, each with where it stands."""
    reviews = ScrutinyReview.objects.visible_to(request.user).filter(council=council)[:PLANS]
    standings = standing_of(reviews, clock.today())
    context = {
        "council": council,
        "plans": [(review, standings[review.pk]) for review in reviews],
        "can_edit": allows(request.user, Permission.PLAN_EDIT, council),
        "crumbs": plan_crumbs(council)[:1],
    }
    return render(request, "actionplan/plans.html", context)


@council_view(Permission.PLAN_READ)
@require_safe
def plan(request: SignedInRequest, council: Council, review_id: int) -> HttpResponse:
    """One plan: a sentence, filters, then its recommendations."""
    today = clock.today()
    review = review_or_404(request, council, review_id)
    form = PlanFilterForm(request.GET, teams=Team.objects.visible_to(request.user).of_review(review))
    found = _filtered(request, review, form.chosen, today).with_what_a_row_shows()
    after = _position(request)
    page = list(found.after(after)[: PAGE + 1])
    shown, has_more = page[:PAGE], len(page) > PAGE
    standing = standing_of([review], today)[review.pk]
    context = {
        "council": council,
        "review": review,
        "standing": standing,
        "form": form,
        "rows": [PlanRow.of(recommendation, today) for recommendation in shown],
        "found": found.count() if has_more or after else len(shown),
        "total": standing.total,
        "more": urlencode(form.chosen | {"after": shown[-1].position}) if has_more else "",
        "can_edit": allows(request.user, Permission.PLAN_EDIT, council),
        "can_update": allows(request.user, Permission.PLAN_UPDATE, council),
        "crumbs": plan_crumbs(council),
    }
    return render(request, "actionplan/plan.html", context)


def _filtered(
    request: SignedInRequest, review: ScrutinyReview, chosen: dict[str, str], today: datetime.date
) -> RecommendationQuerySet:
    found = Recommendation.objects.visible_to(request.user).filter(review=review)
    if "state" in chosen:
        milestones = Milestone.objects.visible_to(request.user).filter(recommendation__review=review)
        found = found.having(milestones.in_state(DateState(chosen["state"]), today))
    if "team" in chosen:
        found = found.filter(teams=int(chosen["team"]))
    if "response" in chosen:
        found = found.filter(response=chosen["response"])
    return found


def _position(request: HttpRequest) -> int:
    """Where the page goes on, from the URL; anything else begins at the top."""
    after = request.GET.get("after", "")
    return int(after) if after.isdecimal() and len(after) < 6 else 0
