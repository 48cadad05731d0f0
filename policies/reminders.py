"""A job: reminding a policy's head and clerk before its review, each reminder once."""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from core import clock, mail
from people.models import School
from policies.consultation import asked
from policies.models import Adoption, ReviewReminder, Version
from policies.readership import rules as receipts

REVIEW_DUE = "policies.review-due"


def remind(today: datetime.date) -> int:
    """Write where a reminder is due and has not gone: 90, 30 and 7 days before the review, and once it has lapsed.

    Nobody is reminded where a newer version is with the governing board, or adopted and still to take effect. Safe to
    run twice: each reminder has its row. How many reminders went out.
    """
    sent = 0
    for key, due_on, school in _near(today):
        days = receipts.due(due_on, today)
        if days is not None and _remind(key, school, days, today):
            sent += 1
    return sent


def _near(today: datetime.date) -> list[tuple[int, datetime.date, int]]:
    """The adoptions in force at open schools whose review is within the first reminder's days. One query."""
    newer = Version.objects.filter(policy=OuterRef("version__policy"), number__gt=OuterRef("version__number"))
    in_force = Adoption.objects.filter(version__policy__school__in=School.objects.open()).in_force(today)
    near = Adoption.objects.filter(
        pk__in=in_force.values("pk"), review_due_on__lte=today + datetime.timedelta(days=max(receipts.REMINDERS))
    ).exclude(Exists(newer.filter(state__in=("submitted", "recommended", "adopted"))))
    return list(near.order_by("pk").values_list("pk", "review_due_on", "version__policy__school_id"))


def _remind(adoption: int, school: int, days: int, today: datetime.date) -> bool:
    if ReviewReminder.objects.filter(adoption=adoption, days_before=days).exists():
        return False
    try:
        with transaction.atomic():
            ReviewReminder.objects.create(adoption_id=adoption, days_before=days, sent_at=clock.now())
            people = asked.people_of(School.objects.get(pk=school), asked.REMINDED, today)
            for key in people.values_list("pk", flat=True):
                mail.post(kind=REVIEW_DUE, about=f"{adoption}:{key}")
    except IntegrityError:  # another worker's, at the same moment
        return False
    return True
