"""How actions write talent records, once they have asked who may: each step is kept with who, when and why."""

import datetime

from core import clock
from people.models import StaffMember, TalentLog, TalentRecord, User
from people.rules import Refused
from people.talent import rules as talent
from people.talent.rules import Ending, Source, TalentState, TalentStep


def lock_staff(staff: StaffMember) -> StaffMember:
    """Somebody's entry as it is now. Raises Refused where they have left."""
    found = StaffMember.objects.select_for_update(of=["self"]).select_related("school__council", "school__trust")
    locked = found.get(pk=staff.pk)
    if locked.ends_on is not None and locked.ends_on < clock.today():
        raise Refused(f"{locked.name} left on {locked.ends_on:%-d %B %Y}.")
    return locked


def lock_record(record: TalentRecord) -> TalentRecord:
    """A record as it is now."""
    found = TalentRecord.objects.select_for_update(of=["self"])
    return found.select_related("staff__school__council", "staff__school__trust").get(pk=record.pk)


def begin_record(
    *, staff: StaffMember, source: Source, words: str, review_by: datetime.date, by: User, **own: str
) -> TalentRecord:
    """A new record, with the first line of its log."""
    talent.check_review_by(review_by, clock.today())
    now = clock.now()
    record = TalentRecord(staff=staff, source=source.value, review_by=review_by, opened_by=by, opened_at=now, **own)
    if source is Source.SELF:
        record.state = TalentState.READ.value
    record.full_clean()
    record.save()
    _log(record, TalentStep.OPENED, words, by)
    return record


def take_step(record: TalentRecord, step: TalentStep, words: str, by: User) -> None:
    """Save a locked record after a step, and keep who took it, when and why."""
    record.state = talent.after(step, record.state).value
    record.full_clean()
    record.save()
    _log(record, step, words, by)


def end_record(record: TalentRecord, ending: Ending, words: str, by: User | None) -> None:
    """Close a locked record. by: None where the register closes it."""
    record.state = talent.after(TalentStep.CLOSE, record.state).value
    record.ending = ending.value
    record.full_clean()
    record.save()
    _log(record, TalentStep.CLOSE, words, by)


def _log(record: TalentRecord, step: TalentStep, words: str, by: User | None) -> None:
    line = TalentLog(
        record=record,
        staff=record.staff,
        step=step.value,
        state=record.state,
        words=words.strip(),
        by=by,
        at=clock.now(),
    )
    line.full_clean()
    line.save()
