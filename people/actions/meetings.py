"""Planning, moving and cancelling meetings, and recording that one was held."""

import datetime

from django.db import transaction

from people import rules
from people.access.guards import require_any
from people.access.roles import Permission
from people.models import Body, Meeting, User
from people.rules import Refused


@transaction.atomic
def plan_meeting(*, body: Body, on: datetime.date, by: User) -> Meeting:
    """Put a meeting of `body` in the calendar, or give back the one that is there on that day.

    One that was cancelled is planned again.
    """
    _require_meeting_edit(body, by)
    meeting, _ = Meeting.objects.select_for_update().get_or_create(body=body, on=on)
    if meeting.status == rules.MeetingStatus.CANCELLED:
        meeting.status = rules.MeetingStatus.PLANNED
        meeting.save(update_fields=["status"])
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: User) -> Meeting:
    """Say that a planned meeting does not take place. Sent twice, it is cancelled once.

    Raises Refused where it was held: what it decided stands.
    """
    locked = _to_change(meeting, by)
    if locked.status == rules.MeetingStatus.CANCELLED:
        return locked
    _check_change(locked)
    locked.status = rules.MeetingStatus.CANCELLED
    locked.full_clean()
    locked.save(update_fields=["status"])
    return locked


@transaction.atomic
def move_meeting(*, meeting: Meeting, on: datetime.date, by: User) -> Meeting:
    """Put a planned meeting on another day.

    Raises Refused where it was held or cancelled, or where its body has a meeting on that day.
    """
    locked = _to_change(meeting, by)
    _check_change(locked)
    other = Meeting.objects.filter(body=locked.body, on=on).exclude(pk=locked.pk).first()
    if other is not None and other.status == rules.MeetingStatus.CANCELLED:
        raise Refused(f"{other} was cancelled. Plan a meeting on that day again, then cancel this one.")
    if other is not None:
        raise Refused(f"{other} is in the calendar already. Cancel this one if it is the same meeting.")
    locked.on = on
    locked.full_clean()
    locked.save(update_fields=["on"])
    return locked


def _to_change(meeting: Meeting, by: User) -> Meeting:
    """The meeting, held fast until the change is made."""
    _require_meeting_edit(meeting.body, by)
    return Meeting.objects.select_for_update(of=["self"]).select_related("body").get(pk=meeting.pk)


def _check_change(meeting: Meeting) -> None:
    refusal = rules.change_refusal(meeting.status)
    if refusal:
        raise Refused(refusal)


@transaction.atomic
def record_meeting_held(*, meeting: Meeting, by: User, today: datetime.date) -> Meeting:
    """Say that a meeting took place.

    Raises Refused before its day, and where it was cancelled.
    """
    locked = _to_change(meeting, by)
    if locked.status == rules.MeetingStatus.CANCELLED:
        _check_change(locked)
    refusal = rules.meeting_refusal(on=locked.on, today=today, held=True)
    if refusal:
        raise Refused(refusal)
    locked.status = rules.MeetingStatus.HELD
    locked.full_clean()
    locked.save(update_fields=["status"])
    return locked


@transaction.atomic
def confirm_minutes(*, meeting: Meeting, approved_in: Meeting, by: User, today: datetime.date) -> Meeting:
    """Say that the minutes of a meeting were approved at a later one: every reference to them is then confirmed.

    Sent twice, it is said once. The later meeting is recorded as held where that was not done yet.
    Raises Refused where the minutes were approved at another meeting, and for one that could not have approved them.
    """
    locked = _to_change(meeting, by)
    if locked.minutes_approved_in_id == approved_in.pk:
        return locked
    if locked.minutes_approved_in is not None:
        raise Refused(f"These minutes were approved at {locked.minutes_approved_in} already.")
    refusal = rules.minutes_refusal(
        status=locked.status,
        on=locked.on,
        approving_on=approved_in.on,
        approving_status=approved_in.status,
        same_body=approved_in.body_id == locked.body_id,
    )
    if refusal:
        raise Refused(refusal)
    if approved_in.status != rules.MeetingStatus.HELD:
        record_meeting_held(meeting=approved_in, by=by, today=today)
    locked.minutes_approved_in = approved_in
    locked.full_clean()
    locked.save(update_fields=["minutes_approved_in"])
    return locked


def _require_meeting_edit(body: Body, by: User) -> None:
    """Meetings of a council's body are the council's; those of a board, of any school it governs."""
    require_any(by, Permission.MEETING_EDIT, [body.council] if body.council else body.schools.all())
