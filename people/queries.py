"""What pages ask again and again about organisations and their meetings, each with who may know it."""

import datetime
from collections.abc import Collection

from django.db.models import Q, QuerySet

from core import clock
from core.prepared import prepared
from people.access.guards import allows
from people.access.resetting import may_reset
from people.access.roles import Permission
from people.models import Body, Council, Meeting, School, TermOfOffice, Trust, User
from people.models.accounts import memberships_of
from people.models.governance import MeetingQuerySet
from people.rules import MeetingStatus

MEETINGS_PAGE = 25
SCHOOLS_PAGE = 50
ENDED = 25
"""How many places that have ended the page of members names."""
_LAST_DAY, _LAST_KEY = datetime.date.max, 2**63 - 1


# People -------------------------------------------------------------------------------------------------------------
def person_of(key: int) -> User | None:
    """The person with this key and their `memberships_today`: one query, and a second where they hold no role today."""
    held = memberships_of(key, clock.today())
    user = held[0].user if held else next(iter(_users(key=key)), None)
    if user is not None:
        user.memberships_today = held
    return user


@prepared()
def _users(key: int) -> QuerySet[User]:
    return User.objects.filter(pk=key).order_by("pk")


def person_to_reset(by: User, user_id: int) -> User | None:
    """The person with this key, where `by` may reset their second step."""
    found = User.objects.filter(pk=user_id, is_active=True).first()
    return found if found is not None and may_reset(by, found) else None


# Organisations ------------------------------------------------------------------------------------------------------
def school_of(user: User, urn: int) -> School | None:
    """The school with this URN, where this person may know of it; one where they hold a role costs no query."""
    own = (membership.school for membership in user.memberships_today)
    here = next((school for school in own if school is not None and school.urn == urn), None)
    found = here or next(iter(_schools(urn=urn)), None)
    return found if found is not None and allows(user, Permission.SCHOOL_READ, found) else None


def council_of(user: User, code: str) -> Council | None:
    """The council with this code, as `school_of`."""
    own = (membership.council for membership in user.memberships_today)
    here = next((council for council in own if council is not None and council.code == code), None)
    found = here or next(iter(_councils(code=code)), None)
    return found if found is not None and allows(user, Permission.COUNCIL_READ, found) else None


def trust_of(user: User, uid: int) -> Trust | None:
    """The trust with this group UID, where this person holds a role: nobody else may know of its pages."""
    own = (membership.trust for membership in user.memberships_today)
    found = next((trust for trust in own if trust is not None and trust.uid == uid), None)
    return found if found is not None and allows(user, Permission.SCHOOL_READ, found) else None


def open_schools_after(council: Council, last: School | None) -> list[School]:
    """A page of the council's open schools, by name then URN, that follows `last`, and one more where there are more.

    For callers who may read every school of the council.
    """
    name, urn = (last.name, last.urn) if last else ("", 0)
    return _open_schools(council=council.pk, name=name, urn=urn)


def open_school_keys(council: Council) -> list[int]:
    """The keys of the council's open schools, for callers who may read them all."""
    return _open_school_keys(council=council.pk)


@prepared()
def _open_school_keys(council: int) -> QuerySet[School, int]:
    return School.objects.filter(council=council).open().order_by().values_list("pk", flat=True)


@prepared()
def _open_schools(council: int, name: str, urn: int) -> QuerySet[School]:
    following = Q(name__gt=name) | Q(name=name, urn__gt=urn)
    return School.objects.filter(following, council=council).open().order_by("name", "urn")[: SCHOOLS_PAGE + 1]


@prepared()
def _schools(urn: int) -> QuerySet[School]:
    return School.objects.filter(urn=urn).select_related("council", "trust").order_by("pk")


@prepared()
def _councils(code: str) -> QuerySet[Council]:
    return Council.objects.filter(code=code).order_by("pk")


# Bodies and meetings ------------------------------------------------------------------------------------------------
def bodies_of(user: User, place: School | Council) -> list[Body]:
    """The bodies of a school or council, by name."""
    if not allows(user, Permission.MEETING_READ, place):
        return []
    return _school_bodies(school=place.pk) if isinstance(place, School) else _council_bodies(council=place.pk)


def seats_of(bodies: Collection[Body], today: datetime.date) -> dict[int, list[TermOfOffice]]:
    """The places held on this day on bodies that the caller may show, by name, under each body's key."""
    found: dict[int, list[TermOfOffice]] = {body.pk: [] for body in bodies}
    for seat in _seats(bodies=list(found), today=today):
        found[seat.body_id].append(seat)
    return found


def coming_terms(bodies: Collection[Body], today: datetime.date) -> list[TermOfOffice]:
    """Places on bodies that the caller may show which begin after this day, the soonest first; at most 100."""
    return _coming_terms(bodies=[body.pk for body in bodies], today=today)


def ended_terms(bodies: Collection[Body], today: datetime.date) -> list[TermOfOffice]:
    """The latest ENDED places on bodies that the caller may show which ended before this day, and one more."""
    return _ended_terms(bodies=[body.pk for body in bodies], today=today)


def meetings_of(user: User, place: School | Council, before: tuple[datetime.date, int] | None = None) -> list[Meeting]:
    """A page of meetings of a school's or council's bodies, latest first, and one more where there are more.

    before: the day and key of the meeting that stands just above.
    """
    if not allows(user, Permission.MEETING_READ, place):
        return []
    on, key = before or (_LAST_DAY, _LAST_KEY)
    if isinstance(place, School):
        return _school_meetings(school=place.pk, on=on, key=key)
    return _council_meetings(council=place.pk, on=on, key=key)


def held_meetings(user: User, bodies: Collection[Body], place: School | Council, today: datetime.date) -> list[Meeting]:
    """The ten latest meetings of some of a school's or council's bodies that were held, or whose day has come."""
    if not allows(user, Permission.MEETING_READ, place):
        return []
    return _held(bodies=[body.pk for body in bodies], today=today)


def next_meetings(user: User, place: School | Council, today: datetime.date) -> list[Meeting]:
    """The next three meetings of a school's or council's bodies."""
    if not allows(user, Permission.MEETING_READ, place):
        return []
    if isinstance(place, School):
        return _next_of_school(school=place.pk, today=today)
    return _next_of_council(council=place.pk, today=today)


@prepared()
def _school_bodies(school: int) -> QuerySet[Body]:
    return Body.objects.filter(schools=school)


@prepared()
def _council_bodies(council: int) -> QuerySet[Body]:
    return Body.objects.filter(council=council)


@prepared(bodies="bigint")
def _seats(bodies: Collection[int], today: datetime.date) -> QuerySet[TermOfOffice]:
    return TermOfOffice.objects.filter(body__in=bodies).in_force(today).order_by("name", "pk")


@prepared(bodies="bigint")
def _coming_terms(bodies: Collection[int], today: datetime.date) -> QuerySet[TermOfOffice]:
    coming = TermOfOffice.objects.filter(body__in=bodies, starts_on__gt=today)
    return coming.select_related("body").order_by("starts_on", "pk")[:100]


@prepared(bodies="bigint")
def _ended_terms(bodies: Collection[int], today: datetime.date) -> QuerySet[TermOfOffice]:
    ended = TermOfOffice.objects.filter(body__in=bodies, ends_on__lt=today)
    return ended.select_related("body").order_by("-ends_on", "-pk")[: ENDED + 1]


@prepared()
def _school_meetings(school: int, on: datetime.date, key: int) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(body__schools=school).earlier_than(on, key)
    return found.select_related("body")[: MEETINGS_PAGE + 1]


@prepared()
def _council_meetings(council: int, on: datetime.date, key: int) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(body__council=council).earlier_than(on, key)
    return found.select_related("body")[: MEETINGS_PAGE + 1]


@prepared()
def _next_of_school(school: int, today: datetime.date) -> QuerySet[Meeting]:
    return _ahead(Meeting.objects.filter(body__schools=school, on__gte=today))


@prepared()
def _next_of_council(council: int, today: datetime.date) -> QuerySet[Meeting]:
    return _ahead(Meeting.objects.filter(body__council=council, on__gte=today))


def _ahead(meetings: MeetingQuerySet) -> MeetingQuerySet:
    return meetings.exclude(status=MeetingStatus.CANCELLED).select_related("body").order_by("on", "pk")[:3]


@prepared(bodies="bigint")
def _held(bodies: Collection[int], today: datetime.date) -> QuerySet[Meeting]:
    return Meeting.objects.filter(body__in=bodies).held_by(today).select_related("body")[:10]


def account_at(body: Body, email: str) -> User | None:
    """Who signs in with this address and has a role at a place of a body, for its clerk, whose page loaded it."""
    here = Q(memberships__council=body.council) if body.council else Q(memberships__school__in=body.schools.all())
    return User.objects.filter(here, email=email, is_active=True).distinct().first()


# Accounts -----------------------------------------------------------------------------------------------------------
def has_account(email: str) -> bool:
    """Whether this address has an account: for whoever holds the link of a letter that was sent to it, and no other."""
    return User.objects.filter(email=email).exists()
