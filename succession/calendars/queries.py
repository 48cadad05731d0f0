"""What stands in a person's calendar, asked anew each time it is read."""

import datetime
from collections.abc import Iterator

from actionplan.queries import pressing_of_teams, reviews_of, with_dates
from core.addresses import public_address
from core.prepared import given
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, Meeting, User
from people.rules import MeetingStatus
from succession.calendars.rules import Entry, meeting_title, milestone_title

_BACK, _AHEAD = datetime.timedelta(days=92), datetime.timedelta(days=550)
MOST_MEETINGS = 300


def entries(user: User, today: datetime.date) -> list[Entry]:
    """Milestones of the person's teams that are not done, and meetings of bodies of which they may read, by day."""
    found = [entry for council in _councils(user) for entry in _milestones(user, council, today)]
    return sorted([*found, *_meetings(user, today)], key=lambda entry: (entry.on, entry.key))


def _councils(user: User) -> list[Council]:
    """The councils where this person may update plans."""
    held = {membership.council for membership in user.memberships_today if membership.council is not None}
    return sorted(
        (council for council in held if allows(user, Permission.PLAN_UPDATE, council)), key=lambda council: council.pk
    )


def _milestones(user: User, council: Council, today: datetime.date) -> Iterator[Entry]:
    """Each window's last day. A milestone of which the paper gives two days stands on both."""
    for milestone in with_dates(pressing_of_teams(user, reviews_of(user, council), today)):
        for date in given(milestone, "dates"):
            if date.latest is not None:
                yield Entry(
                    key=f"milestone-{milestone.pk}-{date.position}",
                    on=date.latest,
                    title=milestone_title(milestone.recommendation.name, milestone.position),
                    href=public_address("actionplan:milestone", code=council.code, milestone_id=milestone.pk),
                )


def _meetings(user: User, today: datetime.date) -> Iterator[Entry]:
    near = Meeting.objects.visible_to(user).filter(on__range=(today - _BACK, today + _AHEAD)).order_by("on", "pk")
    for meeting in near.select_related("body__council").prefetch_related("body__schools")[:MOST_MEETINGS]:
        yield Entry(
            key=f"meeting-{meeting.pk}",
            on=meeting.on,
            title=meeting_title(meeting.body.name),
            href=_address(user, meeting),
            is_cancelled=meeting.status == MeetingStatus.CANCELLED,
        )


def _address(user: User, meeting: Meeting) -> str:
    """The meeting's page at the first of its places where this person may read of it."""
    council = meeting.body.council
    if council is not None:
        return public_address("council-meeting", code=council.code, meeting_id=meeting.pk)
    schools = [one for one in meeting.body.schools.all() if allows(user, Permission.MEETING_READ, one)]
    return public_address("school-meeting", urn=schools[0].urn, meeting_id=meeting.pk)
