"""Asking schools for what their policies lack."""

import datetime
from collections.abc import Collection

from django.db import transaction

from core import clock, mail
from people.access.guards import require
from people.access.roles import Permission
from people.models import Council, User
from succession.council.chase_rules import Reason, check_schools
from succession.council.chases import ticked
from succession.models import Chase


@transaction.atomic
def chase(
    *, council: Council, urns: Collection[int], reason: Reason, tag: str = "", by: User, today: datetime.date
) -> list[Chase]:
    """Write to head and clerk of each of these schools that still lacks this and was not asked for it lately.

    Two who ask at once, and one who asks twice, write once: each asks with the council held.
    """
    require(by, Permission.SCHOOLS_CHASE, council)
    check_schools(len(set(urns)))
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)
    now, made = clock.now(), []
    for asked in ticked(council, urns, reason, tag, today):
        if asked.refused:
            continue
        row = Chase(school=asked.school, reason=reason.value, tag=tag, asked_by=by, asked_at=now)
        row.full_clean()
        row.save()
        for reader in asked.readers:
            mail.post(kind="succession.chased", about=f"{row.pk}:{reader}")
        made.append(row)
    return made
