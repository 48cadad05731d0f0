"""Wanting the weekly letter of a council, or not: each for themselves alone."""

from django.db import transaction

from actionplan.models import DigestStop
from core import clock
from people.access.guards import require
from people.access.roles import Permission
from people.models import Council, User


@transaction.atomic
def stop_digest(*, council: Council, by: User) -> None:
    """Have no more weekly letters. Sent twice, it is stopped once."""
    require(by, Permission.PLAN_UPDATE, council)
    DigestStop.objects.get_or_create(user=by, council=council, defaults={"at": clock.now()})


@transaction.atomic
def resume_digest(*, council: Council, by: User) -> None:
    """Have them again."""
    require(by, Permission.PLAN_UPDATE, council)
    DigestStop.objects.filter(user=by, council=council).delete()
