"""What people do here to organisations, meetings and accounts: one function for each thing."""

import datetime

from django.db import transaction

from people import rules
from people.access.guards import require_any
from people.access.roles import Permission
from people.models import Body, Meeting, User


class Refused(Exception):
    """Something that may not be done as asked. Its text is the sentence the person reads."""


@transaction.atomic
def plan_meeting(*, body: Body, on: datetime.date, by: User) -> Meeting:
    """Put a meeting of `body` in the calendar, or give back the one that is there on that day."""
    _require_meeting_edit(body, by)
    meeting, _ = Meeting.objects.get_or_create(body=body, on=on)
    return meeting


@transaction.atomic
def record_meeting_held(*, meeting: Meeting, by: User, today: datetime.date) -> Meeting:
    """Say that a meeting took place.

    Raises Refused before its day.
    """
    _require_meeting_edit(meeting.body, by)
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    refusal = rules.meeting_refusal(on=locked.on, today=today, held=True)
    if refusal:
        raise Refused(refusal)
    locked.status = rules.MeetingStatus.HELD
    locked.full_clean()
    locked.save(update_fields=["status"])
    return locked


def _require_meeting_edit(body: Body, by: User) -> None:
    """Meetings of a council's body are the council's; those of a board, of any school it governs."""
    require_any(by, Permission.MEETING_EDIT, [body.council] if body.council else body.schools.all())
