"""Which schools lack what, who of them is asked for it, and what was asked before."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from core import clock
from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import ROLE_LABELS, Permission, Role
from people.models import Council, Membership, School, User
from policies.rules import REVIEW_NOTICE
from policies.standings.narrowing import reviewed_between, standing_so
from policies.standings.rules import Standing
from policies.tagging.queries import standing_to
from policies.tagging.rules import Presence
from policies.tagging.tags import label_of
from succession.council.chase_rules import Reason, asks, next_day
from succession.models import Chase

ASKED_ROLES = (Role.HEAD, Role.CLERK)
_NEED_LASTS = datetime.timedelta(days=60)


def lacking(reason: Reason, tag: str, today: datetime.date) -> Q:
    """The schools of which this is missing on this day."""
    if reason is Reason.TAG:
        return standing_to(tag, Presence.ABSENT.value)
    if reason is Reason.REVIEW_DUE:
        return reviewed_between(today, today + REVIEW_NOTICE, today)
    return standing_so(Standing(reason.value), today)


@dataclass(frozen=True, slots=True)
class Asked:
    """A school that was ticked. roles: who is written to; refused: why nobody is, or empty."""

    school: School
    roles: Sequence[str]
    readers: Sequence[int]
    refused: str

    @property
    def who(self) -> str:
        """The roles in words."""
        return " and ".join(self.roles).lower()


def ticked(council: Council, urns: Collection[int], reason: Reason, tag: str, today: datetime.date) -> list[Asked]:
    """What becomes of each ticked school of the council, by name; for callers who may ask them. Four queries."""
    every = School.objects.filter(council=council, urn__in=urns).open().order_by("name", "urn")
    lack = set(every.filter(lacking(reason, tag, today)).order_by().values_list("pk", flat=True))
    schools = list(every)
    readers = _readers([school.pk for school in schools], today)
    before = _last_asked([school.pk for school in schools], reason, tag)
    return [_asked(school, school.pk in lack, readers[school.pk], before.get(school.pk), today) for school in schools]


def _asked(
    school: School, is_lacking: bool, readers: dict[int, str], last: datetime.date | None, today: datetime.date
) -> Asked:
    refused = ""
    if not is_lacking:
        refused = "Nothing is missing there any more."
    elif last is not None and today < next_day(last):
        refused = f"It was asked on {last:%-d %B %Y}, and can be asked again from {next_day(last):%-d %B %Y}."
    elif not readers:
        refused = "Nobody has an account there as headteacher or clerk yet. Invite them first."
    return Asked(school, sorted(set(readers.values()), reverse=True), [] if refused else sorted(readers), refused)


def _readers(schools: Collection[int], today: datetime.date) -> defaultdict[int, dict[int, str]]:
    """By school, who is written to there, by their key with their role."""
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    held = Membership.objects.in_force(today).filter(school__in=schools, role__in=ASKED_ROLES, user__is_active=True)
    for school, user, role in held.order_by("pk").values_list("school_id", "user_id", "role"):
        found[school].setdefault(user, ROLE_LABELS[Role(role)])
    return found


def _last_asked(schools: Collection[int], reason: Reason, tag: str) -> dict[int, datetime.date]:
    asked = Chase.objects.filter(school__in=schools, reason=reason.value, tag=tag).order_by("asked_at", "pk")
    return {school: clock.local(at).date() for school, at in asked.values_list("school_id", "asked_at")}


def is_reader(user: User, school: School, today: datetime.date) -> bool:
    """Whether this person is still written to for the school."""
    return user.pk in _readers([school.pk], today)[school.pk]


def is_missing(chase: Chase, today: datetime.date) -> bool:
    """Whether the school still lacks what it was asked for."""
    missing = lacking(Reason(chase.reason), chase.tag, today)
    return School.objects.filter(missing, pk=chase.school_id).open().exists()


def latest_by_school(user: User, council: Council, schools: Collection[School]) -> dict[int, Chase]:
    """What each of these schools was asked last, for who may know how far their policies are. One query."""
    if not allows(user, Permission.SCHOOLS_CHASE, council):
        return {}
    return {chase.school_id: chase for chase in _latest(schools=[school.pk for school in schools])}


@prepared(schools="bigint")
def _latest(schools: Collection[int]) -> QuerySet[Chase]:
    return Chase.objects.filter(school__in=schools).order_by("school_id", "-asked_at", "-pk").distinct("school_id")


def unanswered(user: User, school: School, today: datetime.date) -> tuple[str, datetime.date] | None:
    """What the council asked the school for last and it still lacks, with the day, for who can change the policy."""
    if not allows(user, Permission.POLICY_EDIT, school):
        return None
    last = next(iter(_latest(schools=[school.pk])), None)
    if last is None:
        return None
    day = clock.local(last.asked_at).date()
    if day + _NEED_LASTS < today or not is_missing(last, today):
        return None
    return sentence(last, school), day


def sentence(chase: Chase, school: School) -> str:
    """What a school was asked, as its head reads it."""
    about = label_of(chase.tag) if chase.tag else ""
    return asks(Reason(chase.reason), council=school.council.name, school=school.name, about=about)
