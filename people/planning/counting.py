"""The cover of a council's schools, counted once a term, and what of it the council is shown.

Counted on a fixed day and kept: a figure that is counted anew each time lets whoever looks every day see which school
changed it. A later count takes the place of the one before only where neither the move between them, nor the schools
by which they differ, are few enough to tell of somebody.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.disclosure import AT_LEAST_SCHOOLS, Table, may_replace, table
from people.models import Council, CoverCount, User
from people.planning.queries import looked_at_since, uncovered_in

A_YEAR = datetime.timedelta(days=365)
_TERMS = ((9, 1), (4, 1), (1, 1))
UNCOVERED, COVERED = "uncovered", "covered"


@dataclass(frozen=True, slots=True)
class Published:
    """What a council is shown: posts with nobody who could act and the others, over so many schools, on that day."""

    counted_on: datetime.date
    schools: int
    posts: Table[str]


def term_began(today: datetime.date) -> datetime.date:
    """The day from which a count holds for its term: 1 September, January or April."""
    days = (datetime.date(year, month, day) for year in (today.year, today.year - 1) for month, day in _TERMS)
    return next(day for day in days if day <= today)


def count_cover(today: datetime.date) -> int:
    """Count, for every council of which this term has no count yet. How many were counted. Safe to repeat.

    A council with fewer than five schools that have looked at their cover is not counted: there is nothing to show.
    """
    counted = CoverCount.objects.filter(counted_on__gte=term_began(today)).values("council")
    return sum(_count(council, today) for council in Council.objects.exclude(pk__in=counted).order_by("pk"))


def _count(council: Council, today: datetime.date) -> bool:
    schools = looked_at_since(council, today - A_YEAR)
    if len(schools) < AT_LEAST_SCHOOLS:
        return False
    found = uncovered_in([school.pk for school in schools], today)
    _, is_new = CoverCount.objects.get_or_create(
        council=council,
        counted_on=today,
        defaults={
            "urns": sorted(school.urn for school in schools),
            "posts": sum(posts for posts, _ in found.values()),
            "uncovered": sum(uncovered for _, uncovered in found.values()),
        },
    )
    return is_new


def published_of(user: User, council: Council) -> Published | None:
    """The count that a council is shown now; None where there is none, or for who may not know it."""
    if not allows(user, Permission.COVER_STATE_READ, council):
        return None
    stands: CoverCount | None = None
    for count in _counts(council=council.pk):
        if stands is None or _may_follow(count, stands):
            stands = count
    return Published(stands.counted_on, len(stands.urns), table(_parts(stands))) if stands else None


def _may_follow(count: CoverCount, before: CoverCount) -> bool:
    """Whether a count may stand in the place of another: not where one to four schools make all the difference."""
    others = set(count.urns) ^ set(before.urns)
    return (not others or len(others) >= AT_LEAST_SCHOOLS) and may_replace(_parts(count), _parts(before))


def _parts(count: CoverCount) -> Mapping[str, int]:
    return {UNCOVERED: count.uncovered, COVERED: count.posts - count.uncovered}


@prepared()
def _counts(council: int) -> QuerySet[CoverCount]:
    return CoverCount.objects.filter(council=council).order_by("counted_on", "pk")[:300]
