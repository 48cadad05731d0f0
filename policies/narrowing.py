"""Which schools stand so with their policy: the filters of lists, answered by the database.

Each takes the schools that its caller may know this of, and narrows them; `policies.queries.standings` says the same of
the schools of a page.
"""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from people.models import School
from policies.models import Adoption, Policy, Version
from policies.standing import Lineage, Standing

_UNADOPTED = {Standing.AHEAD, Standing.IN_DRAFT, Standing.NONE}


def standing_so(schools: QuerySet[School], wanted: Standing, today: datetime.date) -> QuerySet[School]:
    """The schools that stand so on this day."""
    if wanted is Standing.LAPSED:
        return _adopted(schools, today, review_due_on__lt=today)
    if wanted not in _UNADOPTED:
        return _adopted(schools, today, review_due_on__gte=today, lineage=Lineage(wanted.value).value)
    begun = _begun(schools)
    if wanted is Standing.NONE:
        return schools.exclude(pk__in=begun.values("school"))
    adopted = Adoption.objects.filter(version__policy=OuterRef("pk"))
    is_ahead = Exists(adopted) if wanted is Standing.AHEAD else ~Exists(adopted)
    in_force = Exists(adopted.filter(effective_on__lte=today))
    return schools.filter(pk__in=begun.filter(is_ahead, ~in_force).values("school"))


def reviewed_between(
    schools: QuerySet[School], first: datetime.date | None, last: datetime.date | None, today: datetime.date
) -> QuerySet[School]:
    """The schools whose policy in force is to be reviewed on one of these days, both included; None for no limit."""
    asked = {"review_due_on__gte": first, "review_due_on__lte": last}
    return _adopted(schools, today, **{name: day for name, day in asked.items() if day is not None})


def without_review(schools: QuerySet[School], today: datetime.date) -> QuerySet[School]:
    """The schools with no policy in force, and so no day on which it is to be reviewed."""
    return schools.exclude(pk__in=_in_force(schools, today).values("version__policy__school"))


def _adopted(schools: QuerySet[School], today: datetime.date, **asked: Any) -> QuerySet[School]:
    """The schools whose adoption in force is so: which one that is does not hang on what is asked of it."""
    found = Adoption.objects.filter(pk__in=_in_force(schools, today).values("pk"), **asked)
    return schools.filter(pk__in=found.order_by().values("version__policy__school"))


def _in_force(schools: QuerySet[School], today: datetime.date) -> QuerySet[Adoption]:
    of_them = Q(version__policy__school__in=schools.order_by().values("pk"))
    return Adoption.objects.filter(of_them).in_force(today)


def _begun(schools: QuerySet[School]) -> QuerySet[Policy]:
    """The policies of which there is a version: a draft alone is none."""
    of_them = Policy.objects.filter(school__in=schools.order_by().values("pk"))
    return of_them.filter(Exists(Version.objects.filter(policy=OuterRef("pk")))).order_by()
