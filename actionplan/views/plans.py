"""A council's plans, and one of them."""

from collections.abc import Container, Mapping
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplan import undoing
from actionplan.forms import PlanFilterForm
from actionplan.models import ScrutinyReview, Team
from actionplan.outlines.queries import outline_of, standings_of
from actionplan.outlines.rules import Outline
from actionplan.overview.groups import Names, together
from actionplan.overview.queries import names_of_bodies, teams_by_key
from actionplan.overview.rules import By
from actionplan.overview.shown import lines_of, plan_rows
from actionplan.owning.queries import teams_with_nobody
from actionplan.queries import reviews_of
from actionplan.views.listing import kept, so_many, updatable
from actionplan.views.shared import plan_crumbs, position_in, reply_of, review_or_404
from actionplan.weighing.queries import weak_in
from core import clock
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
    standings = standings_of(reviews, clock.today())
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
    today, reply = clock.today(), reply_of(review)
    weak, measures = weak_in(review)
    outline = outline_of(review, today)
    teams = teams_by_key(outline.teams)
    form = PlanFilterForm(request.GET, teams=teams.values())
    found = form.asked.rows(outline)
    by = form.put_together
    behind = position_in(request)
    rest = [row for row in found if row.position > behind]
    first = rest[:PAGE]
    may_update = updatable(request, council, found)
    can_edit = allows(request.user, Permission.PLAN_EDIT, council)
    context = {
        "by": by,
        "milestones": _together(request, review, outline, form, by, teams, may_update) if by else None,
        "council": council,
        "review": review,
        "standing": outline.standing,
        "weak": weak,
        "measures": measures,
        "reply": reply,
        "reply_sentence": reply.sentence_on(today) if reply else "",
        "form": form,
        "rows": [] if by else plan_rows(first, teams, today, only=form.asked.state, updatable=may_update),
        "found": len(found),
        "total": len(outline.rows),
        "more": urlencode(form.chosen | {"after": first[-1].position}) if rest[PAGE:] else "",
        "can_edit": can_edit,
        "with_nobody": teams_with_nobody(council, today) if can_edit else [],
        "can_undo": can_edit and undoing.can_undo(review),
        "so_many": so_many(found, form.asked.state),
        "kept": (asked := kept(request)),
        "here": urlencode(asked),
        "updatable": may_update,
        "can_update": allows(request.user, Permission.PLAN_UPDATE, council),
        "crumbs": plan_crumbs(council),
    }
    return render(request, "actionplan/plan.html", context)


def _together(
    request: SignedInRequest,
    review: ScrutinyReview,
    outline: Outline,
    form: PlanFilterForm,
    by: By,
    teams: Mapping[int, Team],
    may_update: Container[int],
) -> dict[str, object]:
    """A page of the milestones that are asked for, put together."""
    watching = {*outline.watching, *([review.panel_id] if review.panel_id else [])}
    bodies = names_of_bodies(watching) if by is By.BODY else {}
    sorted_teams = {key: (team.code.casefold(), team.in_full) for key, team in teams.items()}
    names = Names(sorted_teams, bodies, review.panel_id)
    behind = request.GET.get("after", "")
    found = together(outline, form.asked, by=by, names=names, behind=behind, page=PAGE)
    more = urlencode(form.chosen | {"by": by.value, "after": found.more}) if found.more else ""
    return {"groups": lines_of(found.groups, clock.today(), may_update), "more": more, "found": found.found}
