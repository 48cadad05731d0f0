"""Who gets the weekly letter, and what is in it: for the job that sends it, and for the person themselves."""

import datetime

from django.db.models import Exists, OuterRef

from actionplan.digests.rules import TOLD, Line, is_due
from actionplan.models import DigestSent, DigestStop, Milestone, TeamMember
from actionplan.owning.queries import here
from actionplan.queries import pressing_of_teams, reviews_of
from core.addresses import public_address
from people.models import Council, User


def waiting(week: datetime.date, today: datetime.date) -> list[tuple[int, int]]:
    """The keys of council and person of each who is in a team, may update, wants the letter and has none this week."""
    same = {"user": OuterRef("user"), "council": OuterRef("team__council")}
    members = here(TeamMember.objects.all(), today).exclude(Exists(DigestSent.objects.filter(week=week, **same)))
    members = members.exclude(Exists(DigestStop.objects.filter(**same)))
    return list(members.order_by("team__council", "user").values_list("team__council", "user").distinct())


def lines_for(user: User, council: Council, today: datetime.date) -> list[Line]:
    """What a letter of this day would tell this person; nothing where nothing is late or due."""
    found = pressing_of_teams(user, reviews_of(user, council), today)
    if not is_due([milestone.state for milestone in found]):
        return []
    return [_line(milestone, council) for milestone in found if milestone.state in TOLD]


def _line(milestone: Milestone, council: Council) -> Line:
    return Line(
        state=milestone.state,
        recommendation=milestone.recommendation.name,
        number=milestone.position,
        ends=milestone.ends,
        href=public_address("actionplan:milestone", code=council.code, milestone_id=milestone.pk),
    )


def is_stopped(user: User, council: Council) -> bool:
    """Whether this person stopped their letter."""
    return DigestStop.objects.filter(user=user, council=council).exists()
