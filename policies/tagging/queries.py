"""How a council's schools stand to each tag: the figures, and the schools behind each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, School, User
from people.models.organisations import SchoolQuerySet
from policies.document import Relation
from policies.library.shelving import counted
from policies.models import ClauseRow, ShelvedClause, TagCount, Version
from policies.tagging.rules import UNKNOWN, Presence
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
    count = next(iter(_kept(council=council.pk)), None) or counted(council)
    of_model = _of_model(council=council.pk)
    in_model = {tag for tags in of_model for tag in tags}
    known = count.schools - count.unknown
    rows = []
    for tag in TAGS:
        counts = {Presence(key): number for key, number in count.counts.get(tag.key, {}).items()}
        # A school of which nothing is known has no clause with a tag, so that the others are those that lack it.
        counts[Presence.ABSENT] = known - sum(counts.values())
        rows.append(TagRow(tag.key, tag.label, tag.key in in_model, {key: counts.get(key, 0) for key in Presence}))
    return TagTable(rows, count, has_model=bool(of_model))


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
    every = ShelvedClause.objects.filter(school=OuterRef("pk"))
    tagged = every.filter(tags__contains=[tag])
    is_shelved, is_tagged = Q(Exists(every)), Q(Exists(tagged))
    is_known = Q(Exists(every.exclude(model_clause_id="", tags=[])))
    changed, same = (Q(Exists(tagged.filter(relation=key.value))) for key in (Relation.CHANGED, Relation.SAME))
    return {
        Presence.CHANGED.value: changed,
        Presence.SAME.value: same & ~changed,
        Presence.OWN.value: is_tagged & ~same & ~changed,
        Presence.ABSENT.value: is_known & ~is_tagged,
        UNKNOWN: is_shelved & ~is_known,
    }.get(presence, is_shelved)


def schools_for(council: Council, tag: str, presence: str) -> SchoolQuerySet:
    """Those schools of a council, for callers who may list them."""
    return School.objects.filter(standing_to(tag, presence), council=council).open()
