"""What people do with what is held about them: say what they would like, read, take back, ask, and end it."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from core import clock, conflicts
from people.access.guards import require
from people.access.roles import Permission
from people.models import Correction, Intention, School, StaffMember, TalentEvidence, TalentRecord, TalentView, User
from people.talent import rules as talent
from people.talent.records import begin_record, end_record, lock_record, lock_staff, take_step
from people.talent.rules import Aim, Ending, Source, TalentState, TalentStep


def _require_own(staff: StaffMember, by: User) -> None:
    """Stop whoever is not the person themself."""
    require(by, Permission.SCHOOL_READ, staff.school)
    if staff.user_id != by.pk:
        raise PermissionDenied("This is somebody else’s own.")


@transaction.atomic
def say_aim(*, staff: StaffMember, aim: Aim, aspiration: str, by: User) -> TalentRecord:
    """“I would like to lead”: said in one's own record, which is opened by it where there is none.

    Raises Refused for somebody who has left.
    """
    _require_own(staff, by)
    locked = lock_staff(staff)
    words = aspiration.strip()
    running = TalentRecord.objects.running().filter(staff=locked).first()
    if running is None:
        today = clock.today()
        return begin_record(
            staff=locked,
            source=Source.SELF,
            words="",
            review_by=talent.latest_review(today),
            by=by,
            aim=aim.value,
            aspiration=words,
        )
    record = lock_record(running)
    if (record.aim, record.aspiration) != (aim.value, words):
        record.aim, record.aspiration = aim.value, words
        take_step(record, TalentStep.SAY, "", by)
    return record


@transaction.atomic
def take_back_aim(*, record: TalentRecord, by: User) -> TalentRecord:
    """Take back what one said. A record that one opened oneself, and in which nobody else wrote, is closed with it."""
    _require_own(record.staff, by)
    locked = lock_record(record)
    if locked.aim or locked.aspiration:
        locked.aim = locked.aspiration = ""
        take_step(locked, TalentStep.TAKE_BACK, "", by)
        if locked.source == Source.SELF and locked.state != TalentState.CLOSED and not _is_written_in(locked):
            end_record(locked, Ending.WISH, "", by)
    return locked


@transaction.atomic
def acknowledge(*, record: TalentRecord, comment: str, opened_on: str, by: User) -> TalentRecord:
    """Say that one has read one's record, with a comment if one likes. Sent twice, it is said once.

    opened_on: reading_token of what was read. Raises conflicts.Conflict where something was written meanwhile.
    """
    _require_own(record.staff, by)
    locked = lock_record(record)
    last = locked.log.first()
    said = (TalentStep.ACKNOWLEDGE.value, comment.strip(), by.pk)
    if last is not None and (last.step, last.words, last.by_id) == said:
        return locked
    conflicts.check(opened_on=opened_on, now=reading_token(locked))
    take_step(locked, TalentStep.ACKNOWLEDGE, comment, by)
    return locked


def reading_token(record: TalentRecord) -> str:
    """What a form that says "I have read this" was opened on: the last line of the log says what was written last."""
    last = record.log.first()
    return conflicts.token(record.pk, last.pk if last else 0)


@transaction.atomic
def end_own_record(*, record: TalentRecord, words: str, by: User) -> TalentRecord:
    """Have one's own record closed: it is one's wish that counts. Sent twice, it is closed once."""
    _require_own(record.staff, by)
    locked = lock_record(record)
    if locked.state != TalentState.CLOSED:
        end_record(locked, Ending.WISH, words, by)
    return locked


@transaction.atomic
def ask_correction(*, staff: StaffMember, words: str, by: User) -> Correction:
    """Ask for what is held about oneself to be put right. Sent twice, it is asked once."""
    _require_own(staff, by)
    locked = StaffMember.objects.select_for_update(of=["self"]).get(pk=staff.pk)
    waiting = Correction.objects.filter(staff=locked, words=words.strip(), answered_at__isnull=True).first()
    if waiting is not None:
        return waiting
    correction = Correction(staff=locked, words=words.strip(), asked_by=by, asked_at=clock.now())
    correction.full_clean()
    correction.save()
    return correction


@transaction.atomic
def state_intention(
    *, school: School, earliest: datetime.date, latest: datetime.date, words: str, by: User
) -> Intention:
    """A head says between which days they may leave the headship: to the chair and vice-chair, in place of before."""
    require(by, Permission.HEADSHIP_PROPOSE, school)
    School.objects.select_for_update(of=["self"]).get(pk=school.pk)
    talent.check_window(earliest, latest, clock.today())
    stated = Intention.objects.filter(school=school, by=by).first() or Intention(school=school, by=by)
    if (stated.earliest, stated.latest, stated.words) == (earliest, latest, words.strip()):
        return stated
    stated.earliest, stated.latest, stated.words, stated.at = earliest, latest, words.strip(), clock.now()
    stated.full_clean()
    stated.save()
    return stated


@transaction.atomic
def withdraw_intention(*, school: School, by: User) -> None:
    """Take back what one said of one's headship: nothing of it stays before the chair."""
    require(by, Permission.HEADSHIP_PROPOSE, school)
    Intention.objects.filter(school=school, by=by).delete()


def _is_written_in(record: TalentRecord) -> bool:
    return (
        TalentEvidence.objects.filter(record=record).exists()
        or TalentView.objects.filter(record=record).exists()
        or bool(record.needs or record.next_step)
    )
