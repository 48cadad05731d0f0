"""What pages ask about returns: for the council who stands where, for a school what it is asked.

Functions that take a person ask what they may know.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from actionplan.models import AskedSchool, Recommendation, ReturnRequest, SchoolReturn, ServiceNotBought
from actionplan.returns import rules
from actionplan.returns.rules import Among, Coverage, Stand
from people.access.guards import allows
from people.access.roles import Permission, Role
from people.models import Council, Membership, School, User

PAGE = 50
WRITTEN_TO = frozenset({Role.HEAD, Role.SCHOOL_LEAD})
"""Who hears of a question by mail: those at the school itself who may answer."""
OPEN = 50
"""Questions on a school's page."""


def chosen_schools(council: Council, among: Among, phase: str, urns: Collection[int]) -> QuerySet[School]:
    """The open schools of a council that would be asked. For callers who asked who may."""
    schools = School.objects.filter(council=council).open()
    if among is Among.PHASE:
        schools = schools.filter(phase=phase)
    if among is Among.NAMED:
        schools = schools.filter(urn__in=list(urns))
    return schools.order_by("pk")


def services_of(council: Council) -> list[str]:
    """The services that some school is recorded as not buying, by name; at most 100."""
    found = ServiceNotBought.objects.filter(council=council).order_by("service").values_list("service", flat=True)
    return list(found.distinct()[:100])


@dataclass(frozen=True, slots=True)
class Checked:
    """What would come of asking. without: how many of the schools have nobody here who could be written to."""

    schools: int
    without: int
    names: Sequence[str]

    @property
    def token(self) -> str:
        """What the page showed: where it is another now, it is shown again."""
        return f"{self.schools}.{self.without}"


def check(recommendation: Recommendation, given: Mapping[str, Any], today: datetime.date) -> Checked:
    """How many schools would be asked. Raises Refused where none can be. For callers who asked who may.

    given: what `ask_schools` takes.
    """
    rules.check_ask(control=recommendation.control, question=given["question"], due_on=given["due_on"], today=today)
    council, among, urns = recommendation.review.council, given["among"], given["urns"]
    schools = chosen_schools(council, among, given["phase"], urns)
    named = list(schools.values_list("urn", "name").order_by("name", "urn")) if among is Among.NAMED else []
    held = Membership.objects.in_force(today).filter(
        school=OuterRef("pk"), role__in=[role.value for role in WRITTEN_TO], user__is_active=True
    )
    asked = schools.count()
    rules.check_schools(asked=asked, missing=sorted(set(urns) - {urn for urn, _ in named}))
    return Checked(asked, schools.exclude(Exists(held)).count(), [name for _, name in named])


# The council's side --------------------------------------------------------------------------------------------------
def request_of(user: User, council: Council, key: int) -> ReturnRequest | None:
    """A question to the schools of this council, with who asked, for those who read its plans."""
    found = ReturnRequest.objects.visible_to(user).filter(recommendation__review__council=council, pk=key)
    related = ("recommendation__review__council", "asked_by", "closed_by")
    return found.select_related(*related).first()


@dataclass(frozen=True, slots=True)
class Told:
    """A question about a recommendation as its page tells it. key: of the request."""

    key: int
    question: str
    due_on: datetime.date
    closed_at: datetime.datetime | None
    coverage: Coverage


def returns_told(today: Any) -> ArraySubquery:
    """The questions about a recommendation with how many schools stand where, within the query of it.

    The latest first, at most ten. today: the slot of the day in a prepared query.
    """
    asked = AskedSchool.objects.filter(request=OuterRef("pk")).with_stand(today).order_by().values("request")
    numbers = {stand.name: Count("pk", filter=Q(stand=stand.value)) for stand in Stand}
    counted = asked.annotate(numbers=JSONObject(**numbers)).values("numbers")
    told = JSONObject(key="pk", question="question", due_on="due_on", closed_at="closed_at", numbers=Subquery(counted))
    found = ReturnRequest.objects.filter(recommendation=OuterRef("pk")).order_by("-asked_at", "-pk")
    return ArraySubquery(found.values_list(told)[:10])


def returns_about(recommendation: Recommendation) -> list[Told]:
    """The questions about a recommendation that was asked for with `returns_told`."""
    return [_told(**told) for told in recommendation.told_returns]


def _told(key: int, question: str, due_on: str, closed_at: str | None, numbers: dict[str, int] | None) -> Told:
    coverage = Coverage({Stand[name]: number for name, number in (numbers or {}).items()})
    closed = parse_datetime(closed_at) if closed_at else None
    return Told(key, question, datetime.date.fromisoformat(due_on), closed, coverage)


def coverages(requests: Collection[ReturnRequest], today: datetime.date) -> dict[int, Coverage]:
    """How many schools stand where, by request: counted in one query. For callers who loaded them for somebody."""
    if not requests:
        return {}
    found = AskedSchool.objects.filter(request__in=[one.pk for one in requests]).with_stand(today)
    counted: dict[int, dict[Stand, int]] = {}
    for key, stand, number in found.counted():
        counted.setdefault(key, {})[Stand(stand)] = number
    return {one.pk: Coverage(counted.get(one.pk, {})) for one in requests}


@dataclass(frozen=True, slots=True)
class Row:
    """A school that was asked: where it stands, and what its standing return says, where it has one."""

    asked: AskedSchool

    @property
    def school(self) -> School:
        """Which."""
        return self.asked.school

    @property
    def latest(self) -> SchoolReturn | None:
        """What stands."""
        return self.asked.latest

    @property
    def label(self) -> str:
        """Where it stands in words."""
        return rules.STAND_LABELS[Stand(self.asked.stand)]

    @property
    def is_left_out(self) -> bool:
        """Whether it is not counted."""
        return self.asked.stand in rules.LEFT_OUT

    @property
    def late(self) -> str:
        """How late its answer came; empty where it came in time, or not at all."""
        if self.latest is None:
            return ""
        return rules.late_words(answered_on=self.latest.on, due_on=self.asked.request.due_on)


@dataclass(frozen=True, slots=True)
class After:
    """Where a list goes on: behind the school of this name and URN."""

    name: str = ""
    urn: int = 0


def rows_of(
    request: ReturnRequest, today: datetime.date, *, stand: str = "", after: After | None = None, most: int
) -> list[Row]:
    """Schools that were asked, by name. For callers who asked who may know them."""
    found = AskedSchool.objects.filter(request=request).with_stand(today)
    if stand:
        found = found.at(stand)
    if after is not None and after.urn:
        following = Q(school__name__gt=after.name) | Q(school__name=after.name, school__urn__gt=after.urn)
        found = found.filter(following)
    found = found.select_related("school", "latest__by", "latest__file", "request")
    return [Row(one) for one in found.order_by("school__name", "school__urn")[:most]]


def return_of(user: User, council: Council, key: int) -> SchoolReturn | None:
    """One return of a school to this council, for those who may know what schools answered."""
    found = SchoolReturn.objects.visible_to(user).filter(
        asked__request__recommendation__review__council=council, pk=key
    )
    return found.select_related("file").first()


# The school's side ---------------------------------------------------------------------------------------------------
def open_to(user: User, school: School) -> Sequence[AskedSchool]:
    """What the school can answer, that by the first day first, for those who may answer it; at most 50."""
    if not allows(user, Permission.RETURN_READ, school):
        return []
    found = AskedSchool.objects.open_to(school).select_related(
        "school", "request__recommendation__review__council", "latest__by", "latest__file"
    )
    return list(found.order_by("latest", "request__due_on", "pk")[:OPEN])


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that a school has not answered. key: of `AskedSchool`."""

    key: int
    question: str
    due_on: datetime.date


def waiting_at(today: Any) -> ArraySubquery:
    """What a school was asked and has not answered, that by the first day first, within the query of the school."""
    asked = AskedSchool.objects.filter(school=OuterRef("pk"), request__closed_at__isnull=True).with_stand(today)
    asked = asked.at(Stand.WAITING.value).order_by("request__due_on", "pk")
    told = JSONObject(key="pk", question="request__question", due_on="request__due_on")
    return ArraySubquery(asked.values_list(told)[:OPEN])


def asked_and_waiting(school: Any) -> list[Waiting]:
    """The questions that a school has not answered, of one that was asked for them as `asked`."""
    return [
        Waiting(told["key"], told["question"], datetime.date.fromisoformat(told["due_on"])) for told in school.asked
    ]


def asked_of(user: User, school: School, key: int) -> AskedSchool | None:
    """One question to the school, for those who may read what it answered."""
    found = AskedSchool.objects.visible_to(user).filter(school=school, pk=key)
    related = ("school", "request__recommendation__review__council", "latest__by", "latest__file")
    return found.select_related(*related).first()


def returns_of(asked: AskedSchool) -> list[SchoolReturn]:
    """All that the school returned, the latest first; at most 20. For callers who loaded it for somebody."""
    return list(asked.returns.select_related("by", "file").order_by("-at", "-pk")[:20])


def own_return(user: User, school: School, key: int) -> SchoolReturn | None:
    """One return of the school, for those who may read what it answered."""
    found = SchoolReturn.objects.visible_to(user).filter(asked__school=school, pk=key)
    return found.select_related("file").first()
