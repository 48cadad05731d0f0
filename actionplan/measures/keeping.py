"""Jobs: counting computed measures day by day, so that a line can be drawn.

A value is kept as at a day and as known at the midnight after it, so that it is the same whenever it is counted: a day
on which no worker ran is made up for. Each is saved by itself; a worker that is killed leaves what it had counted, and
the next goes on. Counts of people and posts are taken once a term, all of a council as at one day and moment.
"""

import datetime
import logging
from collections.abc import Iterator

from django.db import transaction

from actionplan.measures import registry
from actionplan.measures.registry import Measure, Question
from actionplan.measures.rules import Way
from actionplan.models import MeasureValue, Valuation
from core import clock
from people.disclosure import AT_LEAST_SCHOOLS
from people.planning.counting import term_began

logger = logging.getLogger(__name__)

MADE_UP_FOR = 31
"""So many days are made up for at most."""
A_DAY = datetime.timedelta(days=1)


def keep_all(today: datetime.date) -> int:
    """Keep what is still missing of every computed measure, up to yesterday. How many values were counted."""
    every = Valuation.objects.standing().filter(way=Way.COMPUTED).order_by("pk")
    return sum(keep(valuation, today) for valuation in every.select_related("measure__recommendation__review"))


def keep_one(valuation: int, today: datetime.date) -> None:
    """Begin the line of a measure whose counting was just chosen: the ends of the last twelve months, as known now."""
    found = Valuation.objects.standing().filter(pk=valuation, way=Way.COMPUTED)
    for chosen in found.select_related("measure__recommendation__review"):
        measure = registry.named(chosen.named)
        if measure is not None and not measure.is_of_people:
            now = clock.now()
            for day in _month_ends(today, 12):
                _count(chosen, measure, day, now)
        keep(chosen, today)


def keep(valuation: Valuation, today: datetime.date) -> int:
    """The same for one of them, with its plan."""
    measure = registry.named(valuation.named)
    if measure is None:
        logger.error("a computed measure is not in the registry named=%s valuation=%s", valuation.named, valuation.pk)
        return 0
    if measure.is_of_people:
        return _keep_of_people(valuation, measure, today)
    return sum(_count(valuation, measure, day, clock.midnight(day + A_DAY)) for day in _missing(valuation, today))


def _missing(valuation: Valuation, today: datetime.date) -> Iterator[datetime.date]:
    first = max(clock.local(valuation.chosen_at).date(), today - MADE_UP_FOR * A_DAY)
    held = set(MeasureValue.objects.filter(valuation=valuation, as_at__gte=first).values_list("as_at", flat=True))
    return (day for n in range((today - first).days) if (day := first + n * A_DAY) not in held)


def _month_ends(today: datetime.date, count: int) -> list[datetime.date]:
    found, day = [], today.replace(day=1)
    for _ in range(count):
        found.append(day - A_DAY)
        day = (day - A_DAY).replace(day=1)
    return found[::-1]


def _keep_of_people(valuation: Valuation, measure: Measure, today: datetime.date) -> int:
    """Once a term. All measures of a council are as at the day of the first, as it was known then."""
    began, council = term_began(today), valuation.measure.recommendation.review.council_id
    if MeasureValue.objects.filter(valuation=valuation, as_at__gte=began).exists():
        return 0
    if measure.taken is not None:
        taken = measure.taken(council, today)
        if taken is None or taken.as_at < began:
            return 0
        _, is_new = MeasureValue.objects.get_or_create(
            valuation=valuation,
            as_at=taken.as_at,
            defaults={
                "known_at": clock.midnight(taken.as_at + A_DAY),
                "counted": taken.counted,
                "every": taken.every,
                "schools": len(taken.urns),
                "asked": len(taken.urns),
                "urns": list(taken.urns),
            },
        )
        return int(is_new)
    of_council = MeasureValue.objects.filter(
        valuation__measure__recommendation__review__council=council, as_at__gte=began
    )
    first = of_council.exclude(urns=[]).order_by("known_at").values_list("as_at", "known_at").first()
    day, known_at = first or (today, clock.now())
    return _count(valuation, measure, day, known_at)


def _count(valuation: Valuation, measure: Measure, day: datetime.date, known_at: datetime.datetime) -> int:
    """Count and keep one value. One whose measure fails is not kept, and the others are."""
    council = valuation.measure.recommendation.review.council_id
    try:
        with transaction.atomic():
            found = measure.figure(Question(council, day, known_at, valuation.given, valuation.service))
            if measure.is_of_people and len(found.urns) < AT_LEAST_SCHOOLS:
                return 0
            _, is_new = MeasureValue.objects.get_or_create(
                valuation=valuation,
                as_at=day,
                defaults={
                    "known_at": known_at,
                    "counted": found.counted,
                    "every": found.every,
                    "schools": found.schools,
                    "asked": found.asked,
                    "urns": list(found.urns),
                },
            )
    except Exception:
        logger.exception("a measure could not be counted named=%s valuation=%s day=%s", measure.slug, valuation.pk, day)
        return 0
    return int(is_new)
