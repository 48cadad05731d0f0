"""A council's plans, and one of them."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplan import undoing
from actionplan.forms import PlanFilterForm
from actionplan.models import ScrutinyReview
from actionplan.overview.groups import shown
from actionplan.overview.queries import names_of_bodies
from actionplan.overview.rules import By
from actionplan.owning.queries import teams_with_nobody
from actionplan.queries import (
    PlanRow,
    plan_rows,
    recommendations_of,
    reviews_of,
    rows_showing,
    standing_of,
    standing_of_rows,
)
from actionplan.rules import DateState
from actionplan.views.shared import plan_crumbs, position_in, reply_of, review_or_404
from actionplan.weighing.queries import weak_in
from core import clock
from core.prepared import given
from people.access.decorators import SignedInRequest, council_view
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council

PAGE = 100


@council_view(Permission.PLAN_READ)
@require_safe
def plans(request: SignedInRequest, council: Council) -> HttpResponse:
    """Every plan of the council, each with where it stands."""
    reviews = reviews_of(request.user, council)
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
    review = review_or_404(request, council, review_id)
    # A plan holds tens of rows, and its first sentence counts them all: they are fetched once and chosen from here.
    today, reply = clock.today(), reply_of(review)
    weak, measures = weak_in(review)
    every = plan_rows(recommendations_of(review), today)
    form = PlanFilterForm(request.GET, teams={team for row in every for team in row.teams})
    found = [row for row in every if _is_chosen(row, form.chosen)]
    by = form.put_together
    rest = [row for row in found if row.recommendation.position > position_in(request)]
    first = rest[:PAGE]
    if "state" in form.chosen:
        first = rows_showing(first, DateState(form.chosen["state"]), clock.today())
    can_edit = allows(request.user, Permission.PLAN_EDIT, council)
    context = {
        "by": by,
        "milestones": _together(request, review, found, form, by) if by else None,
        "council": council,
        "review": review,
        "standing": standing_of_rows(every),
        "weak": weak,
        "measures": measures,
        "reply": reply,
        "reply_sentence": reply.sentence_on(today) if reply else "",
        "form": form,
        "rows": first,
        "found": len(found),
        "total": len(every),
        "more": urlencode(form.chosen | {"after": first[-1].recommendation.position}) if rest[PAGE:] else "",
        "can_edit": can_edit,
        "with_nobody": teams_with_nobody(council, clock.today()) if can_edit else [],
        "can_undo": can_edit and undoing.can_undo(review),
        "can_update": allows(request.user, Permission.PLAN_UPDATE, council),
        "crumbs": plan_crumbs(council),
    }
    return render(request, "actionplan/plan.html", context)


def _together(
    request: SignedInRequest, review: ScrutinyReview, rows: list[PlanRow], form: PlanFilterForm, by: By
) -> dict[str, object]:
    """A page of the milestones of these rows, put together."""
    bodies: dict[int, str] = {}
    for row in rows:
        row.recommendation.review = review
    if by is By.BODY:
        watching = {milestone.monitored_by_id for row in rows for milestone in given(row.recommendation, "milestones")}
        bodies = names_of_bodies({key for key in (*watching, review.panel_id) if key})
    behind = request.GET.get("after", "")
    found = shown(rows, by=by, chosen=form.chosen, bodies=bodies, today=clock.today(), behind=behind, page=PAGE)
    more = urlencode(form.chosen | {"by": by.value, "after": found.more}) if found.more else ""
    return {"groups": found.groups, "more": more, "found": found.found}


def _is_chosen(row: PlanRow, chosen: dict[str, str]) -> bool:
    """Whether a row is among those that the filters ask for."""
    teams = {str(team.pk) for team in row.teams}
    return (
        chosen.get("state") in {None, *row.states}
        and chosen.get("team") in {None, *teams}
        and chosen.get("response") in {None, row.recommendation.response}
    )
