"""Recording that a governing board adopted a version, and what follows from it."""

import datetime

from django.db import transaction

from people.access.guards import allows, require
from people.access.roles import Permission, Role
from people.models import Body, Membership, School, User
from policies import rules
from policies.document import Refused
from policies.models import Adoption, Version
from policies.rules import Step
from policies.writing import held_meeting, is_cancelled, lock_version, record_adoption


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
        version.state in rules.WAITING
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
    governs = Body.objects.of(school).filter(pk=body.pk).exists()
    rules.check_authority(governs_school=governs, can_decide=body.can_decide)
    rules.check_meeting(on=on, today=today, is_cancelled=is_cancelled(body, on))
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
    rules.after(Step.ADOPT, locked.state)
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
    return record_adoption(
        locked,
        school=school,
        meeting=held_meeting(body, on, by=by, today=today),
        minute_reference=minute_reference,
        effective_on=effective_on,
        review_due_on=review_due_on,
        by=by,
    )
