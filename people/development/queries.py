"""What pages and reports ask about development, each with who may know it.

Activities and interests name people: they are for who leads a school's development, and a person's own for them. What
takes a school alone counts, and is for callers that asked; it knows no disclosure control, which its callers apply.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.calendar import Term
from people.development.rules import KINDS, Kind, State
from people.models import Activity, Council, Interest, Opportunity, Programme, School, StaffMember, User

ACTIVITIES_PAGE = 50
MOST_OFFERED = 100
MOST_OWN = 100


# Opportunities --------------------------------------------------------------------------------------------------------
def opportunities_of(user: User, school: School, today: datetime.date) -> list[Opportunity]:
    """What is open to a school's staff, its own and its council's, the first to close on top; at most MOST_OFFERED."""
    if not allows(user, Permission.OPPORTUNITY_READ, school):
        return []
    return _open_to(school=school.pk, council=school.council_id, today=today)


def opportunity_of(user: User, school: School, key: int) -> Opportunity | None:
    """One opportunity offered to a school's staff, open or not."""
    if not allows(user, Permission.OPPORTUNITY_READ, school):
        return None
    return next(iter(_offered(school=school.pk, council=school.council_id, key=key)), None)


def offered_by(user: User, owner: School | Council) -> list[Opportunity]:
    """What a school or council offers itself, closed ones too, the latest first, for who publishes there."""
    if not allows(user, Permission.OPPORTUNITY_EDIT, owner):
        return []
    is_school = isinstance(owner, School)
    return _of_school(school=owner.pk) if is_school else _of_council(council=owner.pk)


def own_offer(user: User, owner: School | Council, key: int) -> Opportunity | None:
    """One opportunity of a school's or council's own, for who publishes there."""
    return next((offer for offer in offered_by(user, owner) if offer.pk == key), None)


def own_interests(user: User, school: School) -> list[Interest]:
    """What this person asked for at a school, the latest first."""
    reads = allows(user, Permission.OPPORTUNITY_READ, school)
    return _own_interests(school=school.pk, user=user.pk) if reads else []


def own_entry(user: User, school: School) -> StaffMember | None:
    """This person's own entry on a school's register, if there is one."""
    reads = allows(user, Permission.OPPORTUNITY_READ, school)
    return next(iter(_entry(school=school.pk, user=user.pk)), None) if reads else None


# Activities -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Filter:
    """Which activities of a school are wanted. before: the last of the page before, by day and key."""

    state: State | None = None
    kind: Kind | None = None
    term: Term | None = None
    before: tuple[datetime.date, int] | None = None


def activities_of(user: User, school: School, chosen: Filter) -> tuple[list[Activity], int]:
    """A page of a school's activities, the latest first and one more where there are more, and how many there are."""
    if not allows(user, Permission.DEVELOPMENT_EDIT, school):
        return [], 0
    found = Activity.objects.filter(school=school)
    if chosen.state:
        found = found.filter(state=chosen.state)
    if chosen.kind:
        found = found.filter(kind=chosen.kind)
    if chosen.term:
        found = found.within(chosen.term.starts_on, chosen.term.ends_on)
    page = found
    if chosen.before:
        on, key = chosen.before
        page = page.filter(Q(starts_on__lt=on) | Q(starts_on=on, pk__lt=key))
    rows = page.select_related("staff", "mentor", "programme").order_by("-starts_on", "-pk")
    return list(rows[: ACTIVITIES_PAGE + 1]), found.count()


def activity_of(user: User, school: School, key: int) -> Activity | None:
    """One activity of a school, for who leads its development."""
    leads = allows(user, Permission.DEVELOPMENT_EDIT, school)
    return next(iter(_activity(school=school.pk, key=key)), None) if leads else None


def own_activities(user: User, school: School) -> list[Activity]:
    """What this person did or does at a school, the latest first; at most MOST_OWN."""
    reads = allows(user, Permission.OPPORTUNITY_READ, school)
    return _own_activities(school=school.pk, user=user.pk) if reads else []


def own_activity(user: User, school: School, key: int) -> Activity | None:
    """One activity of this person's own."""
    return next((activity for activity in own_activities(user, school) if activity.pk == key), None)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a leader of the school: interests to answer, and activities that people recorded themselves."""

    interests: list[Interest]
    activities: list[Activity]

    def __len__(self) -> int:
        return len(self.interests) + len(self.activities)


def waiting_at(user: User, school: School) -> Waiting:
    """What waits for an answer, the longest first; at most 50 of each."""
    if not allows(user, Permission.DEVELOPMENT_EDIT, school):
        return Waiting([], [])
    return Waiting(_waiting_interests(school=school.pk), _waiting_activities(school=school.pk))


def waiting_count(user: User, school: School) -> int:
    """How many interests and activities wait for this person's answer. One query."""
    if not allows(user, Permission.DEVELOPMENT_EDIT, school):
        return 0
    return sum(count or 0 for counts in _waiting_counts(school=school.pk) for count in counts)


def interest_of(user: User, school: School, key: int) -> Interest | None:
    """One person's interest, for who leads development at their school."""
    leads = allows(user, Permission.DEVELOPMENT_EDIT, school)
    return next(iter(_interest(school=school.pk, key=key)), None) if leads else None


def programmes() -> list[Programme]:
    """Every programme, those there are first; at most 200."""
    return _programmes()


# For reports ----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Developed:
    """What a school's people took part in between two days, as counts.

    by_kind: activities that were under way or finished, by kind; kinds without any are left out. people: members of
    staff who took part, each counted once. unnamed: people of activities that only count them. pupils: the same for
    pupils.
    """

    by_kind: Mapping[Kind, int]
    people: int
    unnamed: int
    pupils: int


def developed(school: School, first: datetime.date, last: datetime.date) -> Developed:
    """What took place on some day between two, both included, and a leader of the school stands behind. Two queries."""
    rows = {
        Kind(kind): (count, total or 0) for kind, count, total in _by_kind(school=school.pk, first=first, last=last)
    }
    by_kind = {kind: rows[kind][0] for kind in Kind if kind in rows}
    return Developed(
        by_kind=by_kind,
        people=sum(_people(school=school.pk, first=first, last=last)),
        unnamed=sum(rows[kind][1] for kind in by_kind if not KINDS[kind].pupils),
        pupils=sum(rows[kind][1] for kind in by_kind if KINDS[kind].pupils),
    )


# ---------------------------------------------------------------------------------------------------------------------
_TOOK_PLACE = (State.UNDER_WAY.value, State.FINISHED.value)


def _took_place(school: int, first: datetime.date, last: datetime.date) -> QuerySet[Activity]:
    found = Activity.objects.filter(school=school, state__in=_TOOK_PLACE).agreed().within(first, last)
    return found.order_by()


@prepared()
def _by_kind(school: int, first: datetime.date, last: datetime.date) -> QuerySet[Activity, tuple[Any, ...]]:
    counted = _took_place(school, first, last).values("kind").annotate(count=Count("pk"), total=Sum("people"))
    return counted.values_list("kind", "count", "total")


@prepared()
def _people(school: int, first: datetime.date, last: datetime.date) -> QuerySet[Activity, int]:
    named = _took_place(school, first, last).filter(staff__isnull=False).values("school")
    return named.annotate(count=Count("staff", distinct=True)).values_list("count", flat=True)


@prepared()
def _open_to(school: int, council: int, today: datetime.date) -> QuerySet[Opportunity]:
    found = Opportunity.objects.filter(Q(school=school) | Q(council=council)).open(today)
    return found.select_related("school", "council").order_by("open_until", "-published_at", "-pk")[:MOST_OFFERED]


@prepared()
def _offered(school: int, council: int, key: int) -> QuerySet[Opportunity]:
    found = Opportunity.objects.filter(Q(school=school) | Q(council=council), pk=key)
    return found.select_related("school", "council", "published_by").order_by("pk")


@prepared()
def _of_school(school: int) -> QuerySet[Opportunity]:
    found = Opportunity.objects.filter(school=school).select_related("school", "published_by")
    return found.order_by("-published_at", "-pk")[:MOST_OFFERED]


@prepared()
def _of_council(council: int) -> QuerySet[Opportunity]:
    found = Opportunity.objects.filter(council=council).select_related("council", "published_by")
    return found.order_by("-published_at", "-pk")[:MOST_OFFERED]


@prepared()
def _own_interests(school: int, user: int) -> QuerySet[Interest]:
    found = Interest.objects.filter(staff__school=school, staff__user=user)
    return found.select_related("opportunity__school", "opportunity__council", "staff__school").order_by("-pk")[
        :MOST_OWN
    ]


@prepared()
def _entry(school: int, user: int) -> QuerySet[StaffMember]:
    return StaffMember.objects.filter(school=school, user=user).order_by("pk")


@prepared()
def _activity(school: int, key: int) -> QuerySet[Activity]:
    found = Activity.objects.filter(school=school, pk=key).order_by("pk")
    return found.select_related("school", "staff", "mentor", "programme", "opportunity", "recorded_by", "agreed_by")


@prepared()
def _own_activities(school: int, user: int) -> QuerySet[Activity]:
    found = Activity.objects.filter(school=school, staff__user=user).order_by("-starts_on", "-pk")
    return found.select_related("school", "staff", "mentor", "programme", "recorded_by", "agreed_by")[:MOST_OWN]


@prepared()
def _waiting_interests(school: int) -> QuerySet[Interest]:
    found = Interest.objects.filter(staff__school=school, state="waiting").order_by("said_at", "pk")
    return found.select_related("staff__school", "opportunity")[:50]


@prepared()
def _waiting_activities(school: int) -> QuerySet[Activity]:
    found = Activity.objects.filter(school=school, agreed_at__isnull=True).order_by("recorded_at", "pk")
    return found.select_related("staff", "school")[:50]


@prepared()
def _waiting_counts(school: int) -> QuerySet[School, tuple[Any, ...]]:
    interests = Interest.objects.filter(staff__school=OuterRef("pk"), state="waiting").order_by()
    own = Activity.objects.filter(school=OuterRef("pk"), agreed_at__isnull=True).order_by()
    asked = Subquery(interests.values("staff__school").annotate(count=Count("pk")).values("count"))
    said = Subquery(own.values("school").annotate(count=Count("pk")).values("count"))
    return School.objects.filter(pk=school).order_by().annotate(asked=asked, said=said).values_list("asked", "said")


@prepared()
def _interest(school: int, key: int) -> QuerySet[Interest]:
    found = Interest.objects.filter(staff__school=school, pk=key).order_by("pk")
    return found.select_related("staff__school", "opportunity__school", "opportunity__council", "activity")


@prepared()
def _programmes() -> QuerySet[Programme]:
    return Programme.objects.order_by("has_ended", "name")[:200]
