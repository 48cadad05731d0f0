"""Writing in a talent record, by those who lead: opening it, evidence, views, the next step, reviews, its end.

Nobody writes in their own, and nobody of the school in the head's. What the person does with theirs stands in
own_record.py.
"""

import datetime

from django.db import transaction

from core import clock, conflicts, mail
from people.access.guards import require
from people.access.roles import Permission
from people.models import (
    Correction,
    Criterion,
    StaffMember,
    TalentEvidence,
    TalentRecord,
    TalentView,
    User,
)
from people.models.talent import leading
from people.rules import Refused
from people.talent import rules as talent
from people.talent.records import begin_record, end_record, lock_record, lock_staff, take_step
from people.talent.rules import Ending, Source, TalentState, TalentStep


def check_writer(*, staff: StaffMember, by: User) -> None:
    """Stop whoever may not write in this person's record. Raises PermissionDenied, and Refused for one's own."""
    is_head = StaffMember.objects.filter(leading("", clock.today()), pk=staff.pk).exists()
    require(by, Permission.HEADS_TALENT_EDIT if is_head else Permission.TALENT_EDIT, staff.school)
    talent.check_writer(is_subject=staff.user_id == by.pk)


@transaction.atomic
def open_record(*, staff: StaffMember, source: Source, reason: str, review_by: datetime.date, by: User) -> TalentRecord:
    """Open somebody's record by nomination, or at recruitment. They are told by letter. Sent twice, it is opened once.

    Raises Refused for somebody who has left, one who has a record, and a review too far away.
    """
    locked = lock_staff(staff)
    check_writer(staff=locked, by=by)
    if source is Source.SELF:
        raise Refused("People open their own record themselves, under “My record”.")
    running = TalentRecord.objects.running().filter(staff=locked).first()
    if running is not None:
        if (running.source, running.opened_by_id) == (source.value, by.pk):
            return running
        raise Refused(f"{locked.name} has a record already. Write in that one.")
    record = begin_record(staff=locked, source=source, words=reason, review_by=review_by, by=by)
    if locked.user_id is not None:
        mail.post(kind="people.talent-opened", about=record.pk)
    return record


@transaction.atomic
def add_evidence(
    *, record: TalentRecord, criterion: Criterion, on: datetime.date, fact: str, opinion: str, by: User
) -> TalentEvidence:
    """Write down what happened and, apart from it, what one makes of it. Sent twice, it is written once.

    criterion: of the version that the school has agreed to. Raises Refused.
    """
    locked = _locked(record, by)
    given = {"criterion": criterion, "on": on, "fact": fact.strip(), "opinion": opinion.strip(), "by": by}
    same = TalentEvidence.objects.filter(record=locked, **given).first()
    if same is not None:
        return same
    _check_current(locked)
    talent.check_day_of_fact(on, clock.today())
    if criterion.version.school_id != locked.staff.school_id:
        raise Refused("Choose a criterion from the list.")
    evidence = TalentEvidence(record=locked, staff=locked.staff, at=clock.now(), **given)
    evidence.full_clean()
    evidence.save()
    take_step(locked, TalentStep.WRITE, "Evidence was added", by)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: TalentEvidence, reason: str, by: User) -> TalentRecord:
    """Take out what should not stand there, and say why. Sent twice, it is out once."""
    locked = _locked(evidence.record, by)
    if TalentEvidence.objects.filter(pk=evidence.pk).delete()[0]:
        take_step(locked, TalentStep.WRITE, f"Evidence was taken out: {reason.strip()}", by)
    return locked


@transaction.atomic
def write_view(*, record: TalentRecord, words: str, second: bool, by: User) -> TalentView:
    """Write a first view, or the second that answers it, which takes somebody else. Sent twice, it is written once.

    Raises Refused.
    """
    locked = _locked(record, by)
    last = TalentView.objects.filter(record=locked).select_related("answers").first()
    if last is not None and (last.words, last.by_id, last.answers_id is not None) == (words.strip(), by.pk, second):
        return last
    _check_current(locked)
    first = last if last is not None and last.answers_id is None else None
    if second:
        talent.check_second_view(first_by=first.by_id if first else None, by=by.pk)
    else:
        talent.check_first_view(waiting=first is not None)
    view = TalentView(record=locked, staff=locked.staff, words=words.strip(), by=by, at=clock.now())
    if second and first is not None:
        view.answers, view.answers_by = first, first.by
    view.full_clean()
    view.save()
    take_step(locked, TalentStep.WRITE, "A second view was added" if second else "A view was added", by)
    return view


@transaction.atomic
def plan_next_step(
    *,
    record: TalentRecord,
    needs: str,
    next_step: str,
    on: datetime.date | None,
    owner: StaffMember | None,
    opened_on: str,
    by: User,
) -> TalentRecord:
    """Say what would help somebody, and what is done next, by when and by whom.

    Raises conflicts.Conflict where somebody else did after the form was opened, and Refused.
    """
    locked = _locked(record, by)
    given = (needs.strip(), next_step.strip(), on, owner.pk if owner else None)
    if given == _step_of(locked):
        return locked
    conflicts.check(opened_on=opened_on, now=next_step_token(locked))
    _check_current(locked)
    if owner is not None and owner.school_id != locked.staff.school_id:
        raise Refused("Choose somebody from the list.")
    locked.needs, locked.next_step = given[:2]
    locked.next_step_on, locked.next_step_owner = (on, owner) if locked.next_step else (None, None)
    take_step(locked, TalentStep.WRITE, "What would help and the next step were written", by)
    return locked


def next_step_token(record: TalentRecord) -> str:
    """What a form about the next step was opened on."""
    return conflicts.token(*_step_of(record))


@transaction.atomic
def review_record(*, record: TalentRecord, review_by: datetime.date, words: str, by: User) -> TalentRecord:
    """Say that a record was gone through with the person, and until when it holds from now on.

    Sent twice, it is reviewed once. Raises Refused for a day too far away.
    """
    locked = _locked(record, by)
    today = clock.today()
    if (locked.reviewed_on, locked.review_by) == (today, review_by):
        return locked
    talent.check_review_by(review_by, today)
    locked.review_by, locked.reviewed_on = review_by, today
    take_step(locked, TalentStep.REVIEW, words, by)
    return locked


@transaction.atomic
def pause_record(*, record: TalentRecord, reason: str, by: User) -> TalentRecord:
    """Let a record rest for a while, and say why. Sent twice, it is paused once."""
    locked = _locked(record, by)
    if locked.state != TalentState.PAUSED:
        take_step(locked, TalentStep.PAUSE, reason, by)
    return locked


@transaction.atomic
def resume_record(*, record: TalentRecord, by: User) -> TalentRecord:
    """Take a paused record up again. Sent twice, it is once."""
    locked = _locked(record, by)
    if locked.state == TalentState.PAUSED:
        take_step(locked, TalentStep.RESUME, "", by)
    return locked


@transaction.atomic
def close_record(*, record: TalentRecord, reason: str, by: User) -> TalentRecord:
    """Close a record, and say why. Sent twice, it is closed once."""
    locked = _locked(record, by)
    if locked.state != TalentState.CLOSED:
        end_record(locked, Ending.SCHOOL, reason, by)
    return locked


@transaction.atomic
def close_leavers(today: datetime.date) -> int:
    """Close the records of those whose last day has passed, and say how many. Called every day."""
    left = TalentRecord.objects.running().filter(staff__ends_on__lt=today).select_related("staff").order_by("pk")
    found = list(left.select_for_update(of=["self"]))
    for record in found:
        end_record(record, Ending.LEFT, f"Their last day was {record.staff.ends_on:%-d %B %Y}", None)
    return len(found)


@transaction.atomic
def answer_correction(*, correction: Correction, answer: str, by: User) -> Correction:
    """Answer somebody who asked for what is held about them to be put right. The first answer stands."""
    check_writer(staff=correction.staff, by=by)
    locked = Correction.objects.select_for_update(of=["self"]).get(pk=correction.pk)
    if locked.answered_at is None:
        locked.answer, locked.answered_by, locked.answered_at = answer.strip(), by, clock.now()
        locked.full_clean()
        locked.save()
    elif (locked.answer, locked.answered_by_id) != (answer.strip(), by.pk):
        raise Refused("This was answered already.")
    return locked


# ---------------------------------------------------------------------------------------------------------------------
def _locked(record: TalentRecord, by: User) -> TalentRecord:
    check_writer(staff=record.staff, by=by)
    return lock_record(record)


def _check_current(record: TalentRecord) -> None:
    talent.after(TalentStep.WRITE, record.state)
    talent.check_current(record.condition(clock.today()))


def _step_of(record: TalentRecord) -> tuple[str, str, datetime.date | None, int | None]:
    return record.needs, record.next_step, record.next_step_on, record.next_step_owner_id
