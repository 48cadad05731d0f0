"""Sharing a school's adopted policy with the other schools of its council."""

from django.db import transaction

from core import clock
from people.access.guards import require
from people.access.roles import Permission
from people.models import School, User
from policies.library import shelving
from policies.models import Sharing
from policies.writing import policy_of


@transaction.atomic
def share(*, school: School, is_shared: bool, by: User) -> Sharing:
    """Let the other schools of the council read the school's adopted policy, or stop it at once.

    Said twice, it is written down once.
    """
    require(by, Permission.POLICY_SHARE, school)
    policy = policy_of(school)
    sharing = Sharing.objects.filter(policy=policy).first()
    if sharing is None:
        sharing = Sharing(policy=policy, is_shared=False)
    elif sharing.is_shared == is_shared:
        return sharing
    sharing.is_shared, sharing.changed_by, sharing.changed_at = is_shared, by, clock.now()
    sharing.full_clean()
    sharing.save()
    shelving.shelve(policy, clock.today())
    return sharing
