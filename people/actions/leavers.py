"""Deciding about the data of leavers who never had an account."""

import datetime

from django.db import transaction

from core.history.acting import because
from people.access.guards import require
from people.access.roles import Permission
from people.models import StaffMember, User
from people.privacy import standing_in
from people.rules import Refused


@transaction.atomic
def stand_in(*, member: StaffMember, by: User, today: datetime.date) -> User:
    """The person to whom a leaver's entry leads: made where they never had an account. Sent twice, one is made.

    Raises Refused for somebody who has not left.
    """
    require(by, Permission.PRIVACY_MANAGE, member.school)
    locked = StaffMember.objects.select_for_update(of=["self"]).select_related("user").get(pk=member.pk)
    if locked.user is not None:
        return locked.user
    refusal = standing_in.refusal_for(locked, today)
    if refusal:
        raise Refused(refusal)
    with because("They left and never had an account, and their data are to be decided about."):
        return standing_in.made_for(locked)
