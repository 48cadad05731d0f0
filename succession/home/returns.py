"""What the council asks a school, for who answers for it."""

import datetime
from collections.abc import Iterator

from actionplan.returns.queries import asked_and_waiting
from core.addresses import address
from people.access.guards import allows
from people.access.roles import Permission
from people.models import School, User
from succession.home.items import Need


def needs(user: User, school: School, known: School | None, today: datetime.date) -> Iterator[Need]:
    """One for each question that waits. known: the school as `beginning.known_of` asked for it."""
    if known is None or not allows(user, Permission.RETURN_ANSWER, school):
        return
    for asked in asked_and_waiting(known):
        href = address("actionplan:school-return", urn=school.urn, asked_id=asked.key)
        why = "It was due, and is still taken" if asked.due_on < today else "Yes, no or not yet: it takes a minute"
        yield Need(f"The council asks: {asked.question}", href, why, asked.due_on)
