"""What the pages about the labels of policies ask."""

import datetime

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from core.prepared import prepared
from people.models import Council, School
from policies.models import Adoption, StandingDispute, Version
from policies.models.disputes import StandingDisputeQuerySet

_MOST = 200


def adoption_in_force(school: School, today: datetime.date) -> Adoption | None:
    """The adoption that holds on this day and the model it was taken from, neither with its text; for who may read."""
    return next(iter(_in_force(school=school.pk, today=today)), None)


@prepared()
def _in_force(school: int, today: datetime.date) -> QuerySet[Adoption]:
    found = Adoption.objects.filter(version__policy__school=school).in_force(today)
    with_versions = found.select_related("version__policy__school__council", "version__model_version")
    return with_versions.defer("version__document", "version__model_version__document")


def latest_dispute(adoption: Adoption) -> StandingDispute | None:
    """What was said last of how an adopted version is labelled; for who may read it."""
    return next(iter(_of_adoption(adoption=adoption.pk)), None)


@prepared()
def _of_adoption(adoption: int) -> QuerySet[StandingDispute]:
    found = StandingDispute.objects.filter(adoption=adoption).select_related("raised_by", "answered_by")
    return found.order_by("-raised_at", "-pk")[:1]


def disputes_of(council: Council) -> tuple[list[StandingDispute], list[StandingDispute]]:
    """What waits for an answer of this council, the oldest first, and what it answered, the latest first.

    At most 200 of each; for who may answer.
    """
    return list(_waiting(council=council.pk)), list(_answered(council=council.pk))


@prepared()
def _waiting(council: int) -> QuerySet[StandingDispute]:
    return _with_school(council).waiting().order_by("raised_at", "pk")[:_MOST]


@prepared()
def _answered(council: int) -> QuerySet[StandingDispute]:
    return _with_school(council).filter(answered_at__isnull=False).order_by("-answered_at", "-pk")[:_MOST]


def model_and_disputes(council: Council) -> tuple[bool, int]:
    """Whether schools can take a model of this council, and how many disputes wait for it; for who may answer them."""
    (found,) = _model_and_disputes(council=council.pk)
    return found[0], found[1] or 0


@prepared()
def _model_and_disputes(council: int) -> QuerySet[Council, tuple[bool, int | None]]:
    published = Version.objects.published().filter(policy__council=OuterRef("pk"))
    waiting = StandingDispute.objects.waiting().filter(adoption__version__policy__school__council=OuterRef("pk"))
    by_council = waiting.order_by().values("adoption__version__policy__school__council")
    count = Subquery(by_council.annotate(count=Count("pk")).values("count"))
    found = Council.objects.filter(pk=council).order_by()
    return found.annotate(is_published=Exists(published), disputes=count).values_list("is_published", "disputes")


def dispute_of(council: Council, key: int) -> StandingDispute | None:
    """The dispute with this key, where a school of this council raised it; for who may answer."""
    return _with_school(council.pk).filter(pk=key).first()


def _with_school(council: int) -> StandingDisputeQuerySet:
    found: StandingDisputeQuerySet = StandingDispute.objects.filter(adoption__version__policy__school__council=council)
    with_people = found.select_related("adoption__version__policy__school__council", "raised_by", "answered_by")
    return with_people.defer("adoption__version__document")
