"""What is due for erasure, and the people of a school, trust or council, each for callers that asked who may know."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from core.privacy import ERASED_DOMAIN
from people.membership.queries import Place
from people.models import Hold, Membership, School, StaffMember, TermOfOffice, User
from people.privacy import retention
from people.privacy.standing_in import NO_ACCOUNT_DOMAIN

PAGE = 50


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody whose time is over: since when, by which rule, and the hold that keeps them all the same."""

    person: User
    left_on: datetime.date
    since: datetime.date
    rule: retention.Rule
    hold: Hold | None


def people_of(place: Place) -> QuerySet[User]:
    """Everybody who holds or held a role or a place on a body there, or left it without an account, but the erased."""
    roles, seats = Membership.objects.at(place), TermOfOffice.objects.of(place)
    own = Q(Exists(roles.filter(user=OuterRef("pk")))) | Q(Exists(seats.filter(user=OuterRef("pk"))))
    if isinstance(place, School):
        entries = StaffMember.objects.filter(school=place, user=OuterRef("pk"))
        own |= Q(Exists(entries), email__endswith=f"@{NO_ACCOUNT_DOMAIN}")
    return User.objects.filter(own).exclude(email__endswith=f"@{ERASED_DOMAIN}").order_by("name", "pk")


def page_of_people(place: Place, after: User | None) -> list[User]:
    """A page of the people of a place by name, and one more where there are more."""
    found = people_of(place)
    if after is not None:
        found = found.filter(Q(name__gt=after.name) | Q(name=after.name, pk__gt=after.pk))
    return list(found[: PAGE + 1])


def due_at(place: Place, today: datetime.date) -> list[Due]:
    """Whose data has been kept long enough: the longest due first, at most a page and one more."""
    roles = Membership.objects.filter(user=OuterRef("pk"))
    seats = TermOfOffice.objects.filter(user=OuterRef("pk"))
    jobs = StaffMember.objects.filter(user=OuterRef("pk"))
    still = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    left = (
        people_of(place)
        .exclude(Exists(roles.filter(still)))
        .exclude(Exists(seats.filter(still)))
        .exclude(Exists(jobs.filter(still)))
        .exclude(is_superuser=True)
        .annotate(
            left_on=Greatest(  # PostgreSQL's leaves out what is NULL
                Subquery(roles.order_by().values("user").annotate(last=Max("ends_on")).values("last")),
                Subquery(seats.order_by().values("user").annotate(last=Max("ends_on")).values("last")),
                Subquery(jobs.order_by().values("user").annotate(last=Max("ends_on")).values("last")),
            )
        )
        .filter(left_on__lte=today - datetime.timedelta(days=28 * retention.LEAVER.keep.months))
        .order_by("left_on", "pk")
    )
    found = [(person, person.left_on) for person in left[: PAGE + 1]]
    holds = {hold.person_id: hold for hold in Hold.objects.in_force(today).filter(person__in=[p for p, _ in found])}
    return [
        Due(person, left_on, since, retention.LEAVER, holds.get(person.pk))
        for person, left_on in found
        if (since := retention.due_on(left_on, retention.LEAVER.keep)) <= today
    ]


def leavers_due_at(place: Place, today: datetime.date) -> list[tuple[StaffMember, datetime.date]]:
    """Leavers whom no account and nobody else stands for, and since when they are due; as `due_at` gives the others."""
    if not isinstance(place, School):
        return []
    early = today - datetime.timedelta(days=28 * retention.LEAVER.keep.months)
    left = StaffMember.objects.filter(school=place, user=None, ends_on__lte=early).order_by("ends_on", "pk")
    found = [
        (entry, retention.due_on(entry.ends_on, retention.LEAVER.keep)) for entry in left[: PAGE + 1] if entry.ends_on
    ]
    return [(entry, since) for entry, since in found if since <= today]
