"""Which schools stand so with their policy: the filters of lists, as conditions on schools that the database answers.

`policies.queries.standings` says the same of the schools of a page. Each condition is a row that is there or is not, so
that the database may begin with the one school of a clerk, or with all of a council.
"""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from policies.models import Adoption, Version
from policies.standings.rules import Lineage, Standing

_UNADOPTED = {Standing.AHEAD, Standing.IN_DRAFT, Standing.NONE}


def standing_so(wanted: Standing, today: datetime.date) -> Q:
    """The schools that stand so on this day."""
    if wanted is Standing.LAPSED:
        return _in_force(today, review_due_on__lt=today)
    if wanted not in _UNADOPTED:
        return _in_force(today, review_due_on__gte=today, lineage=Lineage(wanted.value).value)
    is_begun = Q(Exists(Version.objects.filter(policy__school=OuterRef("pk"))))
    adopted = Adoption.objects.filter(version__policy__school=OuterRef("pk"))
    if wanted is Standing.NONE:
        return ~is_begun
    if wanted is Standing.IN_DRAFT:
        return is_begun & ~Q(Exists(adopted))
    return Q(Exists(adopted)) & without_policy(today)


def reviewed_between(first: datetime.date | None, last: datetime.date | None, today: datetime.date) -> Q:
    """The schools whose policy in force is to be reviewed on one of these days, both included; None for no limit."""
    asked = {"review_due_on__gte": first, "review_due_on__lte": last}
    return _in_force(today, **{name: day for name, day in asked.items() if day is not None})


def without_policy(today: datetime.date) -> Q:
    """The schools with no policy in force, and so no day on which it is to be reviewed."""
    return ~Q(Exists(Adoption.objects.filter(version__policy__school=OuterRef("pk"), effective_on__lte=today)))


def _in_force(today: datetime.date, **asked: Any) -> Q:
    """The schools with an adoption that is so and that no later one has followed yet: `AdoptionQuerySet.in_force`."""
    adopted = Adoption.objects.filter(version__policy__school=OuterRef("pk"), effective_on__lte=today)
    of_that_day = Q(effective_on=OuterRef("effective_on"), pk__gt=OuterRef("pk"))
    is_later = Q(effective_on__gt=OuterRef("effective_on")) | of_that_day
    later = Adoption.objects.filter(is_later, version__policy=OuterRef("version__policy"), effective_on__lte=today)
    return Q(Exists(adopted.filter(~Exists(later), **asked)))
