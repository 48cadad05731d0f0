"""Withdrawing a published version of a council's model."""

from django.db import transaction

from core import clock
from people.access.guards import require
from people.access.roles import Permission
from people.models import User
from policies.document import Refused
from policies.models import ModelWithdrawal, Version
from policies.offers import merged as offering
from policies.rules import VersionState
from policies.writing import lock_version


@transaction.atomic
def withdraw_model(*, version: Version, reason: str, by: User) -> ModelWithdrawal:
    """Let no school take this version any more; the one published before it, if any, is the council's model again.

    Policies that schools made from it stay as they are. Sent twice, it is withdrawn once.
    """
    require(by, Permission.MODEL_EDIT, version.policy.owner)
    locked = lock_version(version)
    held = ModelWithdrawal.objects.filter(version=locked).first()
    if held is not None:
        return held
    if locked.policy.council_id is None or locked.state != VersionState.ADOPTED:
        raise Refused("Only a published version of a model policy can be withdrawn.")
    offering.check_reason(reason)
    withdrawal = ModelWithdrawal(version=locked, reason=reason.strip(), by=by, at=clock.now())
    withdrawal.full_clean()
    withdrawal.save()
    return withdrawal
