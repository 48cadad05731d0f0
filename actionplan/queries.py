"""What pages ask of plans, each with who may know it."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from actionplan.answering.queries import earlier_responses
from actionplan.asks.queries import asks_and_servings
from actionplan.clashes.queries import confirmed_clashes
from actionplan.models import (
    Action,
    Milestone,
    OutcomeMeasure,
    PlanDate,
    Recommendation,
    ScrutinyReview,
    Team,
    Update,
    Valuation,
)
from actionplan.outlines.rules import Outline, most_pressing
from actionplan.returns.queries import returns_told
from actionplan.slippage.queries import changes_in, changes_of, with_moves
from core import clock
from core.prepared import give, prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, User

# What is told of a milestone away from its plan.
_TOLD = (
    "text",
    "position",
    "completed_on",
    *(f"recommendation__{name}" for name in ("label", "position", "review_id", "control")),
)


# What a council's pages show ----------------------------------------------------------------------------------------
def reviews_of(user: User, council: Council) -> list[ScrutinyReview]:
    """The council's plans that this person may read, the latest first; at most 50."""
    return _reviews(council=council.pk) if allows(user, Permission.PLAN_READ, council) else []


def review_of(user: User, council: Council, key: int) -> ScrutinyReview | None:
    """One of them."""
    return next((review for review in _review(key=key) if _may_read(user, council, review)), None)


def recommendations_of(review: ScrutinyReview) -> list[Recommendation]:
    """The recommendations of a plan that its caller may read, with what a row of the plan shows."""
    found = _recommendations(review=review.pk)
    milestones = _milestones(review=review.pk)
    dates = with_moves(_milestone_dates(review=review.pk), changes_in(review.pk))
    give(milestones, "dates", dates, "milestone_id")
    give(found, "milestones", milestones, "recommendation_id")
    by_key = {recommendation.pk: recommendation for recommendation in found}
    for milestone in milestones:
        milestone.recommendation = by_key[milestone.recommendation_id]
    give(found, "teams", _teams(recommendations=list(by_key)), "owns")
    return found


def cells_of(review: ScrutinyReview, *, after: int, at_most: int) -> list[tuple[int, list[str]]]:
    """The words of a paper's rows below one, each with its place, of a plan that the caller may read."""
    rows = Recommendation.objects.filter(review=review, position__gt=after).order_by("position")
    return list(rows.values_list("position", "cells")[:at_most])


def recommendation_of(user: User, council: Council, key: int) -> Recommendation | None:
    """A recommendation with all that its page shows, where this person may read it."""
    found = next(
        (one for one in _recommendation(key=key, today=clock.today()) if _may_read(user, council, one.review)), None
    )
    if found is not None:
        mine, keys = [found], {"recommendation": found.pk}
        give(mine, "actions", _actions(**keys), "recommendation_id")
        give(mine, "milestones", _milestones_of(**keys), "recommendation_id")
        give(mine, "measures", _measures(**keys), "recommendation_id")
        give(mine, "teams", _teams(recommendations=[found.pk]), "owns")
    return found


def dates_of(recommendation: Recommendation) -> list[PlanDate]:
    """Every date of a recommendation that its caller may read: its own, its actions', milestones' and measures'."""
    dates = _dates(recommendation=recommendation.pk, review=recommendation.review_id)
    return with_moves(dates, changes_of([date.milestone_id for date in dates if date.milestone_id]))


def milestone_of(user: User, council: Council, key: int) -> Milestone | None:
    """A milestone with its dates and the teams that own it, where this person may read it."""
    every = _milestone(key=key)
    found = next((one for one in every if _may_read(user, council, one.recommendation.review)), None)
    if found is not None:
        _with_teams(with_dates([found]))
    return found


def pressing_of_teams(user: User, reviews: Collection[ScrutinyReview], today: datetime.date) -> list[Milestone]:
    """What this person's own teams have still to do in plans they may read, the most pressing first; at most 101."""
    keys = [review.pk for review in reviews]
    return _with_teams(_in_plans(_pressing_of_teams(reviews=keys, user=user.pk, today=today), reviews))


def pressing_of_all(reviews: Collection[ScrutinyReview], outlines: Iterable[Outline]) -> list[Milestone]:
    """What is still to do in plans that the caller may read, the most pressing first, with owners; at most 12."""
    pressing = {step.key: step for step in most_pressing(outlines, at_most=12)}
    found = milestones_by_key(list(pressing))
    for milestone in found:
        milestone.rank, milestone.ends = pressing[milestone.pk].rank, pressing[milestone.pk].ends
    return _in_plans(found, reviews)


def milestones_by_key(keys: Sequence[int]) -> list[Milestone]:
    """Milestones that the caller may read, in the order of these keys, with owners and what is told of them."""
    places = {key: place for place, key in enumerate(keys)}
    return sorted(_milestones_by_key(keys=list(keys)), key=lambda milestone: places[milestone.pk]) if keys else []


def teams_of_member(user: User, council: Council) -> list[Team]:
    """The teams of the council that this person is in."""
    return _teams_of_member(council=council.pk, user=user.pk)


def latest_updates(milestones: Iterable[Milestone]) -> dict[int, Update]:
    """The latest update of each milestone that has one, by the milestone's key; its caller may read them."""
    found = _latest_updates(milestones=[milestone.pk for milestone in milestones])
    return {update.milestone_id: update for update in found}


def updates_of(milestone: Milestone) -> list[Update]:
    """The latest updates of a milestone that its caller may read; at most 51."""
    return _updates(milestone=milestone.pk)


@dataclass(frozen=True, slots=True)
class UpdateTold:
    """An update as it is told away from its plan: who said what, when, on which milestone of which recommendation."""

    recorded_at: datetime.datetime
    by: str
    words: str
    label: str
    milestone: int


def recent_updates(reviews: Collection[ScrutinyReview]) -> list[UpdateTold]:
    """The six latest updates on plans that the caller may read."""
    return [UpdateTold(*told) for told in _recent_updates(reviews=[review.pk for review in reviews])]


def _in_plans(milestones: list[Milestone], reviews: Collection[ScrutinyReview]) -> list[Milestone]:
    """Milestones with the plans that are here already."""
    by_key = {review.pk: review for review in reviews}
    for milestone in milestones:
        milestone.recommendation.review = by_key[milestone.recommendation.review_id]
    return milestones


def _may_read(user: User, council: Council, review: ScrutinyReview) -> bool:
    return review.council_id == council.pk and allows(user, Permission.PLAN_READ, council)


def with_dates(milestones: list[Milestone]) -> list[Milestone]:
    """Milestones that the caller may read, each with its dates."""
    give(milestones, "dates", dates_of_milestones([milestone.pk for milestone in milestones]), "milestone_id")
    return milestones


def dates_of_milestones(keys: Collection[int]) -> list[PlanDate]:
    """The dates of milestones that the caller may read, each with what moved it."""
    return with_moves(_dates_of_milestones(milestones=list(keys)), changes_of(keys)) if keys else []


def _with_teams(milestones: list[Milestone]) -> list[Milestone]:
    recommendations = [milestone.recommendation for milestone in milestones]
    teams = _teams(recommendations=[recommendation.pk for recommendation in recommendations])
    give(recommendations, "teams", teams, "owns")
    return milestones


@prepared()
def _reviews(council: int) -> QuerySet[ScrutinyReview]:
    return ScrutinyReview.objects.filter(council=council).select_related("council", "reply").defer("columns")[:50]


@prepared()
def _review(key: int) -> QuerySet[ScrutinyReview]:
    return ScrutinyReview.objects.filter(pk=key).select_related("council", "panel", "reply")


@prepared()
def _recommendations(review: int) -> QuerySet[Recommendation]:
    return Recommendation.objects.filter(review=review).with_deliveries().defer("cells").order_by("position")


@prepared()
def _recommendation(key: int, today: datetime.date) -> QuerySet[Recommendation]:
    related = ("review__council", "response_recorded_by", "response_meeting__body")
    annotations: dict[str, Any] = {"earlier": earlier_responses(), "told_returns": returns_told(today)}
    annotations |= {"confirmed_clashes": confirmed_clashes()}
    annotations |= asks_and_servings()
    return Recommendation.objects.filter(pk=key).select_related(*related).annotate(**annotations).order_by("pk")


@prepared()
def _actions(recommendation: int) -> QuerySet[Action]:
    return Action.objects.filter(recommendation=recommendation).order_by("position")


@prepared()
def _milestones_of(recommendation: int) -> QuerySet[Milestone]:
    return Milestone.objects.filter(recommendation=recommendation).order_by("position")


@prepared()
def _measures(recommendation: int) -> QuerySet[OutcomeMeasure]:
    # So that a page asks how its measures are valued only where one is.
    annotations: dict[str, Any] = {"is_valued": Exists(Valuation.objects.standing().filter(measure=OuterRef("pk")))}
    return OutcomeMeasure.objects.filter(recommendation=recommendation).annotate(**annotations).order_by("position")


@prepared()
def _milestones(review: int) -> QuerySet[Milestone]:
    return Milestone.objects.filter(recommendation__review=review).order_by("recommendation", "position")


@prepared()
def _milestone_dates(review: int) -> QuerySet[PlanDate]:
    return PlanDate.objects.filter(review=review, milestone__isnull=False)


@prepared()
def _dates(recommendation: int, review: int) -> QuerySet[PlanDate]:
    return PlanDate.objects.of_recommendation(recommendation).filter(review=review)


@prepared(milestones="bigint")
def _dates_of_milestones(milestones: Collection[int]) -> QuerySet[PlanDate]:
    return PlanDate.objects.filter(milestone__in=milestones)


@prepared(recommendations="bigint")
def _teams(recommendations: Collection[int]) -> QuerySet[Team]:
    annotations: dict[str, Any] = {"owns": F("recommendations")}
    return Team.objects.filter(recommendations__in=recommendations).annotate(**annotations)


@prepared()
def _teams_of_member(council: int, user: int) -> QuerySet[Team]:
    return Team.objects.filter(council=council).of_member(user)


@prepared()
def _milestone(key: int) -> QuerySet[Milestone]:
    found = Milestone.objects.filter(pk=key).select_related(
        "recommendation__review__council", "recommendation__review__panel", "monitored_by"
    )
    return found.defer("recommendation__cells", "recommendation__review__columns").order_by("pk")


@prepared(keys="bigint")
def _milestones_by_key(keys: Collection[int]) -> QuerySet[Milestone]:
    found = Milestone.objects.filter(pk__in=keys).select_related("recommendation").only(*_TOLD).order_by()
    return found.with_owners()


@prepared(reviews="bigint")
def _pressing_of_teams(reviews: Collection[int], user: int, today: datetime.date) -> QuerySet[Milestone]:
    found = Milestone.objects.filter(recommendation__review__in=reviews).owned_by_teams_of(user).not_done()
    found = found.with_state(today).most_pressing_first().with_owners().select_related("recommendation")
    return found.defer("recommendation__cells")[:101]


@prepared(milestones="bigint")
def _latest_updates(milestones: Collection[int]) -> QuerySet[Update]:
    return Update.objects.filter(milestone__in=milestones).select_related("by").latest_of_each()


@prepared()
def _updates(milestone: int) -> QuerySet[Update]:
    return Update.objects.filter(milestone=milestone).select_related("by").latest_first()[:51]


@prepared(reviews="bigint")
def _recent_updates(reviews: Collection[int]) -> QuerySet[Update, tuple[Any, ...]]:
    found = Update.objects.filter(milestone__recommendation__review__in=reviews).order_by("-recorded_at", "-pk")
    return found.values_list("recorded_at", "by__name", "words", "milestone__recommendation__label", "milestone")[:6]


def measures_of(reviews: Iterable[ScrutinyReview]) -> dict[int, int]:
    """How many outcome measures plans that the caller may read name, by the plan's key."""
    return dict(_measured(reviews=[review.pk for review in reviews]))


@prepared(reviews="bigint")
def _measured(reviews: Collection[int]) -> QuerySet[OutcomeMeasure, tuple[Any, ...]]:
    counted = OutcomeMeasure.objects.filter(recommendation__review__in=reviews).order_by()
    return (
        counted.values("recommendation__review")
        .annotate(count=Count("pk"))
        .values_list("recommendation__review", "count")
    )
