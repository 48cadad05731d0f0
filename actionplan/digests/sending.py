"""A job: asking for the letters of a week, each once."""

import datetime

from django.db import IntegrityError, transaction

from actionplan.digests.queries import lines_for, waiting
from actionplan.digests.rules import week_of
from actionplan.models import DigestSent
from core import clock, mail
from people.models import Council
from people.queries import person_of

KIND = "actionplan.digest"


def send(today: datetime.date) -> int:
    """Ask for a letter to each person whose teams have something late or due. How many were asked for.

    Safe to run twice, and by two at once: the row of a person's week is written with the letter, in one transaction.
    """
    week, sent = week_of(today), 0
    for council, user in waiting(week, today):
        sent += _send(council, user, week, today)
    return sent


def _send(council: int, user: int, week: datetime.date, today: datetime.date) -> bool:
    person, place = person_of(user), Council.objects.get(pk=council)
    if person is None or not lines_for(person, place, today):
        return False
    try:
        with transaction.atomic():
            DigestSent.objects.create(council=place, user=person, week=week, at=clock.now())
            mail.post(kind=KIND, about=f"{council}:{user}:{week.isoformat()}")
    except IntegrityError:  # another worker's, at the same moment
        return False
    return True
