"""How a council's schools stand to each tag: the figures, and the schools behind each."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, School, User
from people.models.organisations import SchoolQuerySet
from policies.library.shelving import counted
from policies.models import ClauseRow, SchoolTags, TagCount, Version
from policies.tagging.rules import UNKNOWN, Presence, stand
from policies.tagging.tags import TAGS


@dataclass(frozen=True, slots=True)
class TagRow:
    """One tag: how many schools stand how to it. is_in_model: whether a clause of the council's model has it."""

    key: str
    label: str
    is_in_model: bool
    counts: dict[Presence, int]


@dataclass(frozen=True, slots=True)
class TagTable:
    """All tags. count: of how many schools, as counted when; has_model: whether the council publishes a model."""

    rows: Sequence[TagRow]
    count: TagCount
    has_model: bool


def tag_table(user: User, council: Council) -> TagTable | None:
    """How the council's schools stand to each tag, for who may list its schools. Two queries."""
    if not allows(user, Permission.SCHOOLS_READ, council):
        return None
    count = _count_of(council)
    of_model = _of_model(council=council.pk)
    in_model = {tag for tags in of_model for tag in tags}
    rows = [TagRow(tag.key, tag.label, tag.key in in_model, _counts(count, tag.key)) for tag in TAGS]
    return TagTable(rows, count, has_model=bool(of_model))


@dataclass(frozen=True, slots=True)
class Figure:
    """How many schools stand in one way to a tag, as counted when."""

    schools: int
    counted_at: datetime.datetime


def figure(council: Council, tag: str, presence: str) -> Figure:
    """The figure behind which `schools_for` lists, for callers who may. Counting thousands anew is a job of its own."""
    count = _count_of(council)
    if presence == UNKNOWN:
        return Figure(count.unknown, count.counted_at)
    return Figure(_counts(count, tag)[Presence(presence)] if presence else count.schools, count.counted_at)


def _count_of(council: Council) -> TagCount:
    return next(iter(_kept(council=council.pk)), None) or counted(council)


def _counts(count: TagCount, tag: str) -> dict[Presence, int]:
    found = {Presence(key): number for key, number in count.counts.get(tag, {}).items()}
    # A school of which nothing is known has no clause with a tag, so that the others are those that lack it.
    found[Presence.ABSENT] = count.schools - count.unknown - sum(found.values())
    return {key: found.get(key, 0) for key in Presence}


@prepared()
def _kept(council: int) -> QuerySet[TagCount]:
    return TagCount.objects.filter(council=council).order_by("pk")


@prepared()
def _of_model(council: int) -> QuerySet[ClauseRow, Any]:
    """The tags of each clause of the model as it is published now."""
    newest = Version.objects.published().filter(policy__council=council).order_by("-number").values("pk")[:1]
    return ClauseRow.objects.filter(version__in=newest).order_by("order").values_list("tags", flat=True)


def standing_to(tag: str, presence: str) -> Q:
    """The schools that stand so to a tag, of those with a policy in force; presence: a Presence, UNKNOWN, or empty."""
    every = SchoolTags.objects.filter(school=OuterRef("pk"))
    of_each = {key: stand(tag, key) for key in (Presence.SAME, Presence.CHANGED, Presence.OWN)}
    if presence in of_each:
        return Q(Exists(every.filter(stands__contains=[of_each[Presence(presence)]])))
    if presence == UNKNOWN:
        return Q(Exists(every.filter(stands__contains=[UNKNOWN])))
    if presence == Presence.ABSENT:
        return Q(Exists(every.exclude(stands__overlap=[*of_each.values(), UNKNOWN])))
    return Q(Exists(every))


def schools_for(council: Council, tag: str, presence: str) -> SchoolQuerySet:
    """Those schools of a council, for callers who may list them."""
    return School.objects.filter(standing_to(tag, presence), council=council).open()
