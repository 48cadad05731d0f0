"""What talent records ask of somebody on a school's home page: counts, and nobody's name."""

import datetime
from collections.abc import Iterator

from core.addresses import address
from people.access.guards import allows
from people.access.roles import Permission
from people.models import School, User
from people.talent import queries as talent_queries
from people.talent import rules as talent
from people.talent.rules import TalentCondition
from succession.home.items import Need


def needs(user: User, school: School, today: datetime.date) -> Iterator[Need]:
    """What waits in the register for those who lead, and in their own record for those who work there."""
    register = address("people:talent", urn=school.urn)
    waiting = talent_queries.waiting_in_register(user, school, today)
    if waiting.corrections:
        yield Need(
            f"Answer {_number(waiting.corrections, 'request')} to put something right",
            address("people:corrections", urn=school.urn),
            "Somebody found a mistake in what the school holds about them",
        )
    if waiting.reviews:
        yield Need(
            f"Review {_number(waiting.reviews, 'talent record')}",
            f"{register}?wants=review",
            "A record counts nowhere once it has lapsed; go through it with the person",
        )
    if waiting.views:
        yield Need(
            f"Add a second view to {_number(waiting.views, 'talent record')}",
            f"{register}?wants=view",
            "Somebody wrote the first, and a fair record holds two",
        )
    if waiting.steps:
        yield Need(
            f"Look at {_number(waiting.steps, 'next step')} whose day has passed",
            f"{register}?wants=step",
            "Say what was done, and what comes next",
        )
    if allows(user, Permission.OPPORTUNITY_READ, school):
        yield from _own(user, school, today)


def _own(user: User, school: School, today: datetime.date) -> Iterator[Need]:
    record = talent_queries.own_record_of(user, school)
    if record is None:
        return
    found, mine = record.condition(today), address("people:my-record", urn=school.urn)
    if found is TalentCondition.OPEN:
        yield Need("Read what was written in your record", mine, "Say that you have read it, and comment if you like")
    if talent.wants_review(found, record.review_by, today):
        lapsed = found is TalentCondition.LAPSED
        why = "It has lapsed" if lapsed else "It lapses after that day"
        yield Need("Your record is due for review", mine, f"{why}: ask for a talk about it", record.review_by)


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
