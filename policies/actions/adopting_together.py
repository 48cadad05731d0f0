"""A meeting that adopts for several schools: of a federation's or a trust's board, or of a committee with authority."""

import datetime
from collections.abc import Collection

from django.db import transaction

from people.access.guards import allows, require
from people.access.roles import Permission
from people.models import Body, School, User
from policies import rules
from policies.actions.adoptions import check_recorder
from policies.document import Refused, carried_over
from policies.models import Adoption, Version
from policies.writing import next_version, policy_of, record_adoption


def others_of(adoption: Adoption, user: User) -> list[School]:
    """The other open schools that the adopting body decides for, where this person records adoptions; by name."""
    body = adoption.meeting.body
    if not body.can_decide:
        return []
    every = School.objects.open().filter(bodies=body).select_related("council", "trust").order_by("name", "pk")
    others = (school for school in every if school.pk != adoption.version.policy.school_id)
    return [school for school in others if allows(user, Permission.ADOPTION_RECORD, school)]


@transaction.atomic
def adopt_for_others(
    *, adoption: Adoption, schools: Collection[School], by: User, today: datetime.date
) -> list[Adoption]:
    """Record that the meeting which adopted a policy for one school adopted its text for these schools too.

    Each has a version of its own, which keeps the ids of the clauses it had, so that their evidence goes on. A school
    for which it is recorded already is passed over. All of them, or where one is refused, none.
    """
    made = []
    for school in sorted(schools, key=lambda one: one.pk):
        require(by, Permission.ADOPTION_RECORD, school)
        policy = policy_of(school)
        if _recorded(adoption, school) is None:
            check_for_another(adoption, school, by=by, today=today)
            made.append(_adopt_for(adoption, school, latest=policy.versions.first(), by=by))
    return made


def _adopt_for(adoption: Adoption, school: School, *, latest: Version | None, by: User) -> Adoption:
    original = adoption.version
    model = original.model_version
    is_of_its_council = model is not None and model.policy.council_id == school.council_id
    version = next_version(
        policy_of(school),
        carried_over(original.text, held=latest.text if latest else None),
        by=by,
        base=latest,
        model_version=model if is_of_its_council else None,
        why=f"Adopted by {adoption.meeting.body} for several schools",
    )
    return record_adoption(
        version,
        school=school,
        meeting=adoption.meeting,
        minute_reference=adoption.minute_reference,
        effective_on=adoption.effective_on,
        review_due_on=adoption.review_due_on,
        by=by,
    )


def check_for_another(adoption: Adoption, school: School, *, by: User, today: datetime.date) -> None:
    """Refuse to record an adoption for another school, with the sentence that says why."""
    if not Body.objects.deciding_for(school).filter(pk=adoption.meeting.body_id).exists():
        raise Refused(f"{adoption.meeting.body} does not decide for {school}.")
    if _recorded(adoption, school) is not None:
        raise Refused("It is recorded for this school already.")
    check_recorder(version=adoption.version, school=school, by=by, today=today)
    waiting = Version.objects.of(school).waiting().first()
    if waiting is not None:
        raise Refused(f"Version {waiting.number} of its own is with its governing board. Record or return that first.")
    in_force = Adoption.objects.filter(version__policy__school=school).first()
    rules.check_effective(
        adoption.effective_on,
        meeting_on=adoption.meeting.on,
        in_force=in_force.effective_on if in_force else None,
    )


def _recorded(adoption: Adoption, school: School) -> Adoption | None:
    """The adoption of this school at the same meeting under the same minute."""
    same = Adoption.objects.filter(meeting=adoption.meeting, minute_reference=adoption.minute_reference)
    return same.filter(version__policy__school=school).first()
