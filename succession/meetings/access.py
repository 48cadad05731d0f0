"""Who may know of an item: asked here by every page, action, letter and file of a meeting.

An item may name members of the body who are kept out of it: a person under discussion, somebody with an interest. A
governor who also works at the school is kept out of a confidential item unless its audience says otherwise. Both are
asked at the moment of reading, by account, so that a place that is linked later is kept out as well.
"""

import datetime
from collections.abc import Iterable

from django.db.models import QuerySet

from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission, Role
from people.models import Council, Meeting, Membership, School, StaffMember, TermOfOffice, User
from people.rules import GovernorCategory
from succession.meetings import rules
from succession.meetings.rules import Standing
from succession.models import AgendaItem

_AT_WORK = (Role.HEAD, Role.SCHOOL_LEAD, Role.STAFF)


def places_of(meeting: Meeting) -> list[School | Council]:
    """The schools that a meeting's body governs, or its council."""
    if meeting.body.council is not None:
        return [meeting.body.council]
    return list(meeting.body.schools.all())


def keeps(user: User, meeting: Meeting) -> bool:
    """Whether this person writes the agenda and the minutes: the clerk, for a council its officer."""
    return any(allows(user, Permission.MEETING_EDIT, place) for place in places_of(meeting))


def reads(user: User, meeting: Meeting) -> bool:
    """Whether this person may know of the meeting."""
    return any(allows(user, Permission.MEETING_READ, place) for place in places_of(meeting))


def reads_at(user: User, place: School | Council) -> bool:
    """Whether this person may read of the meetings at a school or council."""
    return allows(user, Permission.MEETING_READ, place)


def standing_of(user: User, meeting: Meeting, today: datetime.date) -> Standing:
    """What this person is to a meeting: at most three questions."""
    places = places_of(meeting)
    schools = [place for place in places if isinstance(place, School)]
    keys = {school.pk for school in schools}
    seats = _seats(user=user.pk, body=meeting.body_id, today=today)
    roles = {Role(holding.role) for holding in user.holdings if holding.school_id in keys}
    works = (
        bool(roles & {*_AT_WORK})
        or any(seat.category == GovernorCategory.STAFF for seat in seats)
        or bool(schools and _entries(user=user.pk, schools=sorted(keys), today=today))
    )
    return Standing(
        user=user.pk,
        keeps=any(allows(user, Permission.MEETING_EDIT, place) for place in places),
        is_member=bool(seats),
        works_there=works,
        is_head=Role.HEAD in roles,
    )


def shut_out_of(item: AgendaItem) -> frozenset[int]:
    """The accounts of those who are kept out of an item, by its `exclusions` with their terms."""
    return frozenset(one.term.user_id for one in item.exclusions.all() if one.term.user_id is not None)


def may_know(standing: Standing, item: AgendaItem) -> bool:
    """Whether somebody may know of an item, whose agenda they may see."""
    return rules.may_know(
        standing, is_confidential=item.is_confidential, audience=item.audience, shut_out=shut_out_of(item)
    )


def members_to_tell(meeting: Meeting, today: datetime.date) -> list[int]:
    """The keys of those who are told of a meeting: with a place on its body today, and a role that reads of it.

    Nobody need write down who sits on a council's panel: of one where nobody did, all the councillors are told.
    """
    seats = TermOfOffice.objects.filter(body=meeting.body_id).in_force(today)
    council = meeting.body.council_id
    if council is not None and not seats.exists():
        councillors = Membership.objects.filter(council=council, role=Role.COUNCILLOR).in_force(today)
        users = User.objects.filter(pk__in=councillors.values("user"), is_active=True)
    else:
        users = User.objects.filter(pk__in=seats.filter(user__isnull=False).values("user"), is_active=True)
    return [user.pk for user in users.order_by("pk") if reads(user, meeting)]


def is_told(user: User, meeting: Meeting, today: datetime.date) -> bool:
    """Whether this person is, still, one of those who are told of a meeting."""
    return user.pk in members_to_tell(meeting, today)


def who_can_see(items: Iterable[AgendaItem]) -> str:
    """The sentence of a page that shows confidential items."""
    audiences = sorted({item.get_audience_display() for item in items if item.is_confidential})
    said = "; ".join(audiences)
    return f"Confidential items are for: {said}. Each opening is written down."


@prepared()
def _seats(user: int, body: int, today: datetime.date) -> QuerySet[TermOfOffice]:
    return TermOfOffice.objects.filter(user=user, body=body).in_force(today).order_by("pk")


@prepared(schools="bigint")
def _entries(user: int, schools: list[int], today: datetime.date) -> QuerySet[StaffMember]:
    return StaffMember.objects.filter(user=user, school__in=schools).here(today).order_by("pk")[:1]
