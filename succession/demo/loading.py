"""Loading the demonstration, whole or not at all."""

import datetime

from django.conf import settings
from django.db import connection, transaction

from people.actions.frameworks import load_framework
from people.models import User
from people.talent import frameworks
from succession.demo import (
    borough,
    cast,
    consulting,
    growing,
    measuring,
    meetings,
    neighbours,
    planning,
    policies,
    progress,
    remodelling,
    reports,
    returning,
    scrutiny,
    talent,
)
from succession.demo.moments import days_before

_LOCK = 7_202_610_143  # one load at a time: who comes second waits, and finds it here


class Refused(Exception):
    """The demonstration may not be loaded here. Its text is the sentence the person reads."""


def is_loaded() -> bool:
    """Whether the demonstration is here already, with whoever was added to it. Raises Refused where it may never be."""
    if settings.PRODUCTION:
        raise Refused("The demonstration is for trials: it is never loaded with production settings.")
    if User.objects.filter(is_demo=True).exists():
        return True
    if User.objects.exists():
        raise Refused("This database holds people who are not the demonstration’s, so it was not loaded.")
    return False


@transaction.atomic
def load(today: datetime.date) -> None:
    """Make the borough and its past. Raises Refused where it may not be."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    if is_loaded():
        # One that an earlier release loaded knows of no second step.
        signing_in = [f"{local}@{cast.DOMAIN}" for local, _ in cast.SIGN_INS]
        borough.give_second_steps(User.objects.filter(is_demo=True, email__in=signing_in))
        return
    load_framework(frameworks.read(frameworks.BUILT_IN.read_text(encoding="utf-8")))
    wexmoor = borough.build(today)
    officer = wexmoor.people["officer"]
    policies.publish_model(officer, days_before(today, 420))
    policies.tell(wexmoor.actors, today)
    consulting.tell(wexmoor.actors, today)
    larkfield = wexmoor.actors[cast.LARKFIELD.urn]
    planning.tell(larkfield.school, wexmoor.people, today)
    growing.tell_of_last_year(larkfield.school, wexmoor.people, today)
    neighbours.tell(wexmoor.actors, today)
    talent.tell(larkfield, wexmoor.people, today)
    progress.bring_in(wexmoor.council, officer, wexmoor.people["owner"], today)
    scrutiny.tell(wexmoor.council, wexmoor.people, today)
    # What the committee was told then, and after it what it is to be told now.
    reports.tell_first(larkfield, wexmoor.people, today)
    growing.tell(larkfield.school, wexmoor.people, today)
    consulting.have_read(larkfield, wexmoor.people, today)
    lead = wexmoor.people["lead"]
    changed = consulting.ask_larkfield(larkfield, policies.write_next(larkfield, lead, today), wexmoor.people, today)
    policies.submit(larkfield, changed, days_before(today, 6), by=lead)
    remodelling.publish_next(officer, days_before(today, 4))
    remodelling.answer(wexmoor.actors, days_before(today, 2))
    consulting.ask_boards(wexmoor.actors, officer, today)
    reports.tell_next(larkfield, today)
    meetings.tell(larkfield, wexmoor.council, officer, today)
    measuring.tell(wexmoor.council, officer, today)
    returning.tell(wexmoor.council, officer, today)
