"""Issuing the agenda and papers of a meeting, and what follows when it is moved, cancelled or planned again."""

import datetime

from django.db import transaction

from core import clock, mail
from people.actions import meetings
from people.governance.notice import late_sentence
from people.models import Body, Meeting, User
from people.rules import MeetingStatus, Refused
from succession.actions.agenda import require_keeper
from succession.meetings import access, gathered, rules
from succession.models import AgendaIssue, AgendaItem


class TooLate(Refused):
    """Less notice than the body gives. It can be done all the same, knowingly, with a reason."""


@transaction.atomic
def issue(*, meeting: Meeting, reason: str, by: User, today: datetime.date) -> AgendaIssue:
    """Issue the agenda and papers of a meeting today. From two at once, or sent twice, they are issued once.

    The members of its body are told by letter.
    Raises TooLate where they give less notice than the body does and no reason says that this is known, and Refused for
    an empty agenda, and a meeting that is past or cancelled.
    """
    locked = _locked(meeting, by)
    there = AgendaIssue.objects.filter(meeting=locked).first()
    if there is not None:
        return there
    items = AgendaItem.objects.filter(meeting=locked).count()
    refusal = rules.issue_refusal(meets=locked.on, today=today, status=locked.status, items=items)
    if refusal:
        raise Refused(refusal)
    made = AgendaIssue(
        meeting=locked,
        issued_on=today,
        issued_by=by,
        issued_at=clock.now(),
        first_for=locked.on,
        late_reason=_reason(locked, issued=today, meets=locked.on, reason=reason),
    )
    made.full_clean()
    made.save()
    gathered.keep(locked, today)
    _tell("issued", locked, today)
    return made


@transaction.atomic
def move(*, meeting: Meeting, on: datetime.date, reason: str, by: User, today: datetime.date) -> Meeting:
    """Put a planned meeting on another day. Where its papers were issued, notice is counted again and members are told.

    Raises TooLate as `issue`, and Refused where the meeting cannot be moved there.
    """
    locked = _locked(meeting, by)
    if locked.on == on:
        return locked
    issued = AgendaIssue.objects.filter(meeting=locked).first()
    if issued is not None:
        issued.moved_reason = _reason(locked, issued=issued.issued_on, meets=on, reason=reason)
        issued.full_clean()
        issued.save(update_fields=["moved_reason"])
    moved = meetings.move_meeting(meeting=locked, on=on, by=by)
    if issued is not None:
        _tell("moved", moved, today)
    return moved


@transaction.atomic
def cancel(*, meeting: Meeting, by: User, today: datetime.date) -> Meeting:
    """Say that a planned meeting does not take place; where its papers were issued, members are told.

    Sent twice, it is cancelled, and told, once. Raises Refused where it was held.
    """
    locked = _locked(meeting, by)
    was = locked.status
    cancelled = meetings.cancel_meeting(meeting=locked, by=by)
    if was != MeetingStatus.CANCELLED and AgendaIssue.objects.filter(meeting=locked).exists():
        _tell("cancelled", locked, today)
    return cancelled


@transaction.atomic
def plan(*, body: Body, on: datetime.date, by: User, today: datetime.date) -> Meeting:
    """Put a meeting in the calendar; one that was cancelled after its papers went out is on again, and members told."""
    before = Meeting.objects.filter(body=body, on=on).first()
    meeting = meetings.plan_meeting(body=body, on=on, by=by)
    was_off = before is not None and before.status == MeetingStatus.CANCELLED
    if was_off and AgendaIssue.objects.filter(meeting=meeting).exists():
        _tell("planned", meeting, today)
    return meeting


def warning(meeting: Meeting, *, issued: datetime.date, meets: datetime.date) -> str:
    """What to say where papers of that day give less notice than the body does; empty where they give it."""
    return late_sentence(meeting.body.notice, issued=issued, meets=meets)


# ---------------------------------------------------------------------------------------------------------------------
def _locked(meeting: Meeting, by: User) -> Meeting:
    require_keeper(meeting, by)
    return Meeting.objects.select_for_update(of=["self"]).select_related("body__council").get(pk=meeting.pk)


def _reason(meeting: Meeting, *, issued: datetime.date, meets: datetime.date, reason: str) -> str:
    """The reason to keep: none where the notice is given. Raises TooLate where there should be one."""
    sentence = warning(meeting, issued=issued, meets=meets)
    if not sentence:
        return ""
    if not reason.strip():
        raise TooLate(f"{sentence} Say why it goes on all the same.")
    return reason.strip()


def _tell(what: str, meeting: Meeting, today: datetime.date) -> None:
    for reader in access.members_to_tell(meeting, today):
        mail.post(kind=f"succession.meeting-{what}", about=f"{meeting.pk}:{reader}")
