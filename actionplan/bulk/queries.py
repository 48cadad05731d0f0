"""Which milestones of a plan are changed together, and what the change depends on. Callers have asked who may."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection

from actionplan.bulk.rules import Facts, Named, Said
from actionplan.models import Milestone, Recommendation, ScrutinyReview
from actionplan.outlines.queries import outline_of
from actionplan.outlines.rules import Asked
from actionplan.queries import latest_updates, with_dates
from core.prepared import given


def shown_by(
    review: ScrutinyReview, asked: Asked, today: datetime.date, *, of: Collection[int] | None = None
) -> list[int]:
    """The keys of all milestones of a plan that its page shows with these filters; of some recommendations alone."""
    return [
        step.key
        for row in asked.rows(outline_of(review, today))
        for step in row.steps
        if asked.state in (None, step.state) and (of is None or row.key in of)
    ]


def own_milestones(review: ScrutinyReview, keys: Collection[int]) -> set[int]:
    """Those of these keys that are milestones of the plan."""
    return set(Milestone.objects.filter(recommendation__review=review, pk__in=keys).values_list("pk", flat=True))


def own_recommendations(review: ScrutinyReview, keys: Collection[int]) -> set[int]:
    """Those of these keys that are recommendations of the plan."""
    return set(Recommendation.objects.filter(review=review, pk__in=keys).values_list("pk", flat=True))


def milestones_of(review: ScrutinyReview, keys: Collection[int]) -> list[Milestone]:
    """Milestones of a plan with their dates, in the order of the paper. Three queries."""
    found = Milestone.objects.filter(recommendation__review=review, pk__in=keys)
    found = found.select_related("recommendation__review__panel", "monitored_by")
    found = found.defer("recommendation__cells", "recommendation__review__columns")
    return with_dates(list(found.order_by("recommendation__position", "position")))


def facts_of(milestones: list[Milestone]) -> list[Facts]:
    """What a change of these milestones, which have their dates, depends on. Three queries."""
    recommendations = {milestone.recommendation_id for milestone in milestones}
    teams, families = _teams_of(recommendations), _families(recommendations)
    latest = latest_updates(milestones)
    return [
        Facts(
            key=one.pk,
            recommendation=one.recommendation_id,
            name=one.recommendation.name,
            text=one.text,
            teams=tuple(teams[one.recommendation_id]),
            watched_by=Named(one.monitored_by.pk, one.monitored_by.name) if one.monitored_by else None,
            panel=str(one.recommendation.review.panel or ""),
            done_on=one.completed_on,
            said=Said(said.pk, said.on, said.get_progress_display()) if (said := latest.get(one.pk)) else None,
            dates=tuple(date.written for date in given(one, "dates")),
            moves=sum(change.was is not None for date in given(one, "dates") for change in date.moves),
            family=families[one.recommendation_id],
        )
        for one in milestones
    ]


def _teams_of(recommendations: Collection[int]) -> dict[int, list[Named]]:
    owning = Recommendation.teams.through.objects.filter(recommendation__in=recommendations)
    found: dict[int, list[Named]] = defaultdict(list)
    for recommendation, key, code in owning.order_by("team__code", "team").values_list(
        "recommendation", "team", "team__code"
    ):
        found[recommendation].append(Named(key, code))
    return found


def _families(recommendations: Collection[int]) -> Counter[int]:
    every = Milestone.objects.filter(recommendation__in=recommendations).order_by()
    return Counter(every.values_list("recommendation", flat=True))
