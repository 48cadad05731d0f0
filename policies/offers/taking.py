"""How far a council's schools are with a version of its model that they were offered: the figures, and who is where."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from core import clock
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, School, User
from people.models.organisations import SchoolQuerySet
from policies.models import Adoption, ModelOffer, Version
from policies.offers.states import Taking, taking

_ADOPTED_ON = Subquery(
    Adoption.objects.filter(version__policy=OuterRef("policy"), version__number__gte=OuterRef("version__number"))
    .order_by("effective_on", "pk")
    .values("effective_on")[:1]
)
"""From which day the board's adoption takes effect, of what the school made of an offer or of a version after it."""

_CONDITIONS = {
    Taking.WAITING: Q(version__isnull=True, declined_at__isnull=True),
    Taking.DRAFTED: Q(version__isnull=False, adopted_on__isnull=True),
    Taking.ADOPTED: Q(version__isnull=False, adopted_on__isnull=False),
    Taking.DECLINED: Q(version__isnull=True, declined_at__isnull=False),
}
"""The same as `policies.offers.states.taking` says, for the database."""


@dataclass(frozen=True, slots=True)
class OfferedRow:
    """One school that was offered the version. since: the day from which state holds; reason: why it declined."""

    school: School
    state: Taking
    since: datetime.date
    reason: str


def counts_of(user: User, council: Council, version: Version) -> dict[Taking, int]:
    """How many of the council's open schools are how far with it. One query; {} for who may not list its schools."""
    if not allows(user, Permission.SCHOOLS_READ, council):
        return {}
    schools = School.objects.filter(council=council).open()
    offers = ModelOffer.objects.filter(model_version=version, policy__school__in=schools).annotate(
        adopted_on=_ADOPTED_ON
    )
    counts = offers.aggregate(**{key.value: Count("pk", filter=is_so) for key, is_so in _CONDITIONS.items()})
    return {key: counts[key.value] for key in Taking}


def schools_offered(council: Council, version: Version, state: str) -> SchoolQuerySet:
    """The open schools that were offered it, for callers who may list them. state: a Taking, or "" for all."""
    offers = ModelOffer.objects.filter(model_version=version, policy__school=OuterRef("pk")).annotate(
        adopted_on=_ADOPTED_ON
    )
    found = offers.filter(_CONDITIONS[Taking(state)]) if state else offers
    return School.objects.filter(Exists(found), council=council).open()


def rows_of(version: Version, schools: Sequence[School]) -> list[OfferedRow]:
    """How far each of these schools is, in their order. One query."""
    offers = ModelOffer.objects.filter(model_version=version, policy__school__in=schools).annotate(
        adopted_on=_ADOPTED_ON
    )
    asked = offers.values_list(
        "policy__school", "version__made_at", "adopted_on", "declined_at", "made_at", "declined_reason"
    )
    found = {school: _said(*said) for school, *said in asked}
    return [OfferedRow(school, *found[school.pk]) for school in schools if school.pk in found]


def _said(
    drafted_at: datetime.datetime | None,
    adopted_on: datetime.date | None,
    declined_at: datetime.datetime | None,
    made_at: datetime.datetime,
    reason: str,
) -> tuple[Taking, datetime.date, str]:
    state = taking(
        is_drafted=drafted_at is not None, is_adopted=adopted_on is not None, is_declined=declined_at is not None
    )
    if state is Taking.ADOPTED and adopted_on is not None:
        return state, adopted_on, ""
    if state is Taking.DRAFTED and drafted_at is not None:
        return state, clock.local(drafted_at).date(), ""
    if state is Taking.DECLINED and declined_at is not None:
        return state, clock.local(declined_at).date(), reason
    return state, clock.local(made_at).date(), ""
