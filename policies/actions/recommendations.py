"""Recording that a committee recommended a version to the board."""

import datetime

from django.db import transaction

from core import clock
from people.access.guards import require
from people.access.roles import Permission
from people.models import Body, School, User
from people.rules import BodyKind
from policies import rules
from policies.actions.adoptions import check_recorder
from policies.document import Refused
from policies.models import Recommendation, Version
from policies.rules import Step
from policies.writing import held_meeting, is_cancelled, lock_version


def check_recommendation(
    *, school: School, body: Body, on: datetime.date, minute_reference: str, today: datetime.date
) -> None:
    """Refuse a recommendation whose committee, meeting or minute cannot be right. Nothing is changed."""
    governs = Body.objects.of(school).filter(pk=body.pk).exists()
    rules.check_committee(is_committee=body.kind == BodyKind.COMMITTEE, governs_school=governs)
    rules.check_meeting(on=on, today=today, is_cancelled=is_cancelled(body, on))
    rules.check_minute(minute_reference)


@transaction.atomic
def recommend(
    *,
    version: Version,
    body: Body,
    on: datetime.date,
    minute_reference: str,
    advice: str,
    by: User,
    today: datetime.date,
) -> Recommendation:
    """Record that a committee recommended a version that was submitted, at its meeting on this day.

    Who submitted it cannot record this. Sent twice by the same person, it is recorded once.
    """
    require(by, Permission.ADOPTION_RECORD, version.policy.owner)
    school = version.policy.school
    if school is None:
        raise Refused("A council publishes its model policy; no committee recommends it.")
    locked = lock_version(version)
    if locked.state == rules.VersionState.RECOMMENDED:
        recorded = Recommendation.objects.filter(version=locked, recorded_by=by, meeting__body=body, meeting__on=on)
        if (same := recorded.first()) is not None:
            return same
    state = rules.after(Step.RECOMMEND, locked.state)
    check_recorder(version=locked, school=school, by=by, today=today)
    check_recommendation(school=school, body=body, on=on, minute_reference=minute_reference, today=today)
    recommendation = Recommendation(
        version=locked,
        meeting=held_meeting(body, on, by=by, today=today),
        minute_reference=minute_reference.strip(),
        advice=advice.strip(),
        recorded_by=by,
        recorded_at=clock.now(),
    )
    recommendation.full_clean()
    recommendation.save()
    locked.state = state
    locked.save(update_fields=["state"])
    return recommendation
