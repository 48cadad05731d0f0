"""What pages ask of the check of measures."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from actionplan.models import OutcomeMeasure, PlanDate, ScrutinyReview
from actionplan.rules import MeasureKind, Window
from actionplan.weighing import rules
from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, User


def weaknesses_of(measure: OutcomeMeasure, dates: Collection[PlanDate]) -> tuple[str, ...]:
    """Why a measure is weak, with its dates that are here already."""
    windows = rules.windows_of((date.window for date in dates), measure.due_on)
    weighed = rules.Weighed(measure.text, MeasureKind(measure.kind), measure.baseline, measure.target, windows)
    return rules.weaknesses(weighed)


def weak_in(review: ScrutinyReview) -> tuple[int, int]:
    """How many measures of a plan that the caller may read are weak, and how many there are. One query."""
    found: dict[int, list[Any]] = {}
    for key, text, kind, baseline, target, due_on, earliest, latest in _measures(review=review.pk):
        row = found.setdefault(key, [text, kind, baseline, target, due_on, []])
        row[-1].append(Window(earliest, latest))
    weak = sum(
        bool(
            rules.weaknesses(
                rules.Weighed(text, MeasureKind(kind), baseline, target, rules.windows_of(windows, due_on))
            )
        )
        for text, kind, baseline, target, due_on, windows in found.values()
    )
    return weak, len(found)


def measure_of(user: User, council: Council, key: int) -> OutcomeMeasure | None:
    """A measure of the council's plans, where this person may read it."""
    found = next(iter(_measure(key=key)), None)
    may_read = allows(user, Permission.PLAN_READ, council)
    return found if found is not None and may_read and found.recommendation.review.council_id == council.pk else None


@prepared()
def _measures(review: int) -> QuerySet[OutcomeMeasure, tuple[Any, ...]]:
    rows = OutcomeMeasure.objects.filter(recommendation__review=review).order_by()
    own = ("pk", "text", "kind", "baseline", "target", "due_on")
    return rows.values_list(*own, "dates__earliest", "dates__latest")


@prepared()
def _measure(key: int) -> QuerySet[OutcomeMeasure]:
    found = OutcomeMeasure.objects.filter(pk=key).select_related("recommendation__review__council")
    return found.defer("recommendation__cells", "recommendation__review__columns").order_by("pk")
