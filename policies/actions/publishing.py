"""Putting a school's adopted policy on its public page, and taking that page down."""

import datetime

from django.db import transaction

from core import clock
from people.access.guards import require
from people.access.roles import Permission
from people.models import School, User
from policies.document import Refused
from policies.models import Adoption, Publication


@transaction.atomic
def publish_policy(*, school: School, by: User, today: datetime.date) -> Publication:
    """Show the adopted policy to everybody, from now on as it stands. Asked for twice, it is published once."""
    require(by, Permission.POLICY_PUBLISH, school)
    School.objects.select_for_update().get(pk=school.pk)
    standing = Publication.objects.standing().filter(school=school).first()
    if standing is not None:
        return standing
    if not Adoption.objects.filter(version__policy__school=school, effective_on__lte=today).exists():
        raise Refused("No policy is in force yet. Once the board has adopted one and it has taken effect, publish it.")
    made = Publication(school=school, by=by, at=clock.now())
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def unpublish_policy(*, school: School, by: User) -> None:
    """Take the public page down. Nothing is lost, and it can be published again."""
    require(by, Permission.POLICY_PUBLISH, school)
    standing = Publication.objects.standing().select_for_update().filter(school=school).first()
    if standing is not None:
        standing.ended_by, standing.ended_at = by, clock.now()
        standing.full_clean()
        standing.save()
