"""Recording that a governing board adopted a version, and what follows from it."""

import datetime

from django.db import transaction

from core import clock
from people.access.guards import allows, require
from people.access.roles import Permission, Role
from people.actions.meetings import plan_meeting, record_meeting_held
from people.models import Body, Meeting, Membership, School, User
from people.rules import MeetingStatus
from policies import rules
from policies.document import Document, Refused, commitments
from policies.models import Adoption, Commitment, Policy, Version
from policies.rules import Step
from policies.standing import Lineage, lineage
from policies.writing import lock_version, write_clause_rows


def check_recorder(*, version: Version, school: School, by: User, today: datetime.date) -> None:
    """Refuse whoever may not record the adoption of this version."""
    clerks = Membership.objects.in_force(today).filter(school=school, role=Role.CLERK)
    rules.check_recorder(
        is_submitter=version.submitted_by_id == by.pk,
        is_clerk=any(holding.role is Role.CLERK and holding.school_id == school.pk for holding in by.holdings),
        school_has_clerk=clerks.exists(),
    )


def may_record(*, version: Version, school: School, by: User, today: datetime.date) -> bool:
    """Whether this person is the one to record the adoption of a version that waits: shows the button and the need."""
    return (
        version.state == rules.VersionState.SUBMITTED
        and allows(by, Permission.ADOPTION_RECORD, school)
        and rules.allows(lambda: check_recorder(version=version, school=school, by=by, today=today))
    )


def check_adoption(
    *,
    school: School,
    body: Body,
    on: datetime.date,
    minute_reference: str,
    effective_on: datetime.date,
    review_due_on: datetime.date,
    today: datetime.date,
) -> None:
    """Refuse an adoption whose meeting, minute or dates cannot be right. Nothing is changed."""
    governs = Body.objects.deciding_for(school).filter(pk=body.pk).exists()
    meeting = _meeting(body, on)
    is_cancelled = meeting is not None and meeting.status == MeetingStatus.CANCELLED
    rules.check_meeting(on=on, today=today, is_cancelled=is_cancelled, governs_school=governs)
    rules.check_minute(minute_reference)
    in_force = Adoption.objects.filter(version__policy__school=school).first()
    rules.check_effective(effective_on, meeting_on=on, in_force=in_force.effective_on if in_force else None)
    rules.check_review(review_due_on, effective_on=effective_on)


@transaction.atomic
def adopt(
    *,
    version: Version,
    body: Body,
    on: datetime.date,
    minute_reference: str,
    effective_on: datetime.date,
    review_due_on: datetime.date,
    by: User,
    today: datetime.date,
) -> Adoption:
    """Record that `body` adopted the version at its meeting on this day.

    The meeting is put in the calendar where it is not there yet. The version in force until now is superseded, and the
    school's commitments become those of this one. Sent twice by the same person, it is recorded once.
    """
    require(by, Permission.ADOPTION_RECORD, version.policy.owner)
    school = version.policy.school
    if school is None:
        raise Refused("A council publishes its model policy; it is not adopted at a meeting.")
    locked = lock_version(version)
    recorded = Adoption.objects.filter(version=locked, recorded_by=by).first()
    if recorded is not None:
        return recorded
    state = rules.after(Step.ADOPT, locked.state)
    check_recorder(version=locked, school=school, by=by, today=today)
    check_adoption(
        school=school,
        body=body,
        on=on,
        minute_reference=minute_reference,
        effective_on=effective_on,
        review_due_on=review_due_on,
        today=today,
    )
    meeting = _meeting(body, on) or plan_meeting(body=body, on=on, by=by)
    if meeting.status != MeetingStatus.HELD:
        meeting = record_meeting_held(meeting=meeting, by=by, today=today)
    adoption = Adoption(
        version=locked,
        meeting=meeting,
        minute_reference=minute_reference.strip(),
        effective_on=effective_on,
        review_due_on=review_due_on,
        lineage=_lineage(locked, school),
        recorded_by=by,
        recorded_at=clock.now(),
    )
    adoption.full_clean()
    adoption.save()
    locked.state = state
    locked.save(update_fields=["state"])
    write_clause_rows(locked)
    _hold_commitments(locked.policy, locked, locked.text, effective_on)
    return adoption


def _meeting(body: Body, on: datetime.date) -> Meeting | None:
    return Meeting.objects.filter(body=body, on=on).first()


def _lineage(version: Version, school: School) -> Lineage:
    published = Version.objects.of(school.council).filter(state=rules.VersionState.ADOPTED).first()
    return lineage(
        version.text,
        based_on=version.model_version.text if version.model_version else None,
        published=published.text if published else None,
        school=school.name,
    )


def _hold_commitments(policy: Policy, version: Version, document: Document, effective_on: datetime.date) -> None:
    """Carry on with the commitments whose clauses stay, end those whose clauses went, begin the new ones."""
    clause_ids = [clause.id for clause in commitments(document)]
    running = Commitment.objects.filter(policy=policy, in_force_until__isnull=True)
    running.exclude(clause_id__in=clause_ids).update(in_force_until=effective_on)
    kept = set(running.values_list("clause_id", flat=True))
    running.update(version=version)
    Commitment.objects.bulk_create(
        Commitment(policy=policy, version=version, clause_id=clause_id, in_force_from=effective_on)
        for clause_id in clause_ids
        if clause_id not in kept
    )
