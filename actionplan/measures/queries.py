"""How measures are valued and what was kept and reported of them, for callers that asked who may read the plan."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery

from actionplan.measures.rules import Kept, Way
from actionplan.models import MeasureValue, OutcomeMeasure, PlanDate, ReportedItem, ServiceNotBought, Valuation
from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, User

ITEMS = 50


def measure_of(user: User, council: Council, key: int) -> OutcomeMeasure | None:
    """A measure of this council's plans that this person may read."""
    if not allows(user, Permission.PLAN_READ, council):
        return None
    return next(iter(_measure(key=key, council=council.pk)), None)


def valuation_of(measure: OutcomeMeasure) -> Valuation | None:
    """How a measure that its caller may read is valued now; None where nobody has chosen."""
    return valuations_of([measure.pk]).get(measure.pk)


def valuations_of(measures: Collection[int]) -> dict[int, Valuation]:
    """The same of several, by the measure's key. One query."""
    return {one.measure_id: one for one in _valuations(measures=list(measures))} if measures else {}


def kept_of(valuations: Collection[int]) -> dict[int, list[Kept]]:
    """The values kept of each, by day, as they were counted: those of people are for `rules.published` alone."""
    found: dict[int, list[Kept]] = defaultdict(list)
    for value in _values(valuations=list(valuations)) if valuations else ():
        found[value.valuation_id].append(
            Kept(value.as_at, value.known_at, value.counted, value.every, tuple(value.urns))
        )
    return found


def reported_counts(measures: Collection[int]) -> dict[int, tuple[int, datetime.date]]:
    """How many items stand for each measure that has any, and the day of the latest."""
    return {key: (number, last) for key, number, last in _reported(measures=list(measures))} if measures else {}


def items_of(measure: OutcomeMeasure) -> list[ReportedItem]:
    """What was reported for a measure, withdrawn ones too, the latest first; at most 51."""
    return _items(measure=measure.pk)


def item_of(user: User, council: Council, key: int) -> ReportedItem | None:
    """One of them, of this council's plans, where this person may read it."""
    if not allows(user, Permission.PLAN_READ, council):
        return None
    return next(iter(_item(key=key, council=council.pk)), None)


def services_of(council: Council) -> list[str]:
    """The services that some school of this council is recorded not to buy, for who may edit its plan."""
    return _services(council=council.pk)


def not_bought_in(council: Council) -> list[ServiceNotBought]:
    """Which schools do not buy which, for the same; those that still do not first; at most 201."""
    return _not_bought(council=council.pk)


def is_computed(measure: int) -> bool:
    """Whether a measure is computed now."""
    return any(one.way == Way.COMPUTED for one in _valuations(measures=[measure]))


_OF_COUNCIL = "recommendation__review__council"


@prepared()
def _measure(key: int, council: int) -> QuerySet[OutcomeMeasure]:
    dated = PlanDate.objects.filter(measure=OuterRef("pk"), latest__isnull=False).order_by("-latest")
    annotations: dict[str, Any] = {"last_day": Subquery(dated.values("latest")[:1])}
    found = OutcomeMeasure.objects.filter(pk=key, recommendation__review__council=council).annotate(**annotations)
    return found.select_related(_OF_COUNCIL).order_by("pk")


@prepared(measures="bigint")
def _valuations(measures: Collection[int]) -> QuerySet[Valuation]:
    return Valuation.objects.standing().filter(measure__in=measures).select_related("chosen_by").order_by("pk")


@prepared(valuations="bigint")
def _values(valuations: Collection[int]) -> QuerySet[MeasureValue]:
    return MeasureValue.objects.filter(valuation__in=valuations).order_by("as_at", "pk")


@prepared(measures="bigint")
def _reported(measures: Collection[int]) -> QuerySet[ReportedItem, tuple[Any, ...]]:
    standing = ReportedItem.objects.filter(measure__in=measures, withdrawn_at__isnull=True).order_by()
    return (
        standing.values("measure").annotate(number=Count("pk"), last=Max("on")).values_list("measure", "number", "last")
    )


@prepared()
def _items(measure: int) -> QuerySet[ReportedItem]:
    every = ReportedItem.objects.filter(measure=measure).select_related("by", "withdrawn_by", "file")
    return every.order_by("-on", "-pk")[: ITEMS + 1]


@prepared()
def _item(key: int, council: int) -> QuerySet[ReportedItem]:
    found = ReportedItem.objects.filter(pk=key, measure__recommendation__review__council=council)
    return found.select_related(f"measure__{_OF_COUNCIL}", "file", "by").order_by("pk")


@prepared()
def _services(council: int) -> QuerySet[ServiceNotBought, str]:
    found = ServiceNotBought.objects.filter(council=council).order_by("service").values_list("service", flat=True)
    return found.distinct()[:50]


@prepared()
def _not_bought(council: int) -> QuerySet[ServiceNotBought]:
    found = ServiceNotBought.objects.filter(council=council).select_related("school", "recorded_by")
    return found.order_by("-ends_on", "service", "school__name", "pk")[:201]
