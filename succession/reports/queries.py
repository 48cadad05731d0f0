"""What pages ask of reports, each with who may know it."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission, Role
from people.models import Body, Meeting, Membership, School, TermOfOffice, User
from people.rules import BodyKind, MeetingStatus
from succession.models import Report, ReportToken
from succession.reports import audience, kinds, rules
from succession.reports.frame import Place
from succession.reports.rules import Part

PAGE = 25
_LAST_DAY, _LAST_KEY = datetime.date.max, 2**63 - 1
_TO = {
    "school": frozenset({BodyKind.GOVERNING_BOARD, BodyKind.TRUST_BOARD, BodyKind.COMMITTEE}),
    "council": frozenset({BodyKind.SCRUTINY_PANEL, BodyKind.COUNCIL_BOARD, BodyKind.PARTNERSHIP}),
}


def report_of(user: User, place: Place, key: int, today: datetime.date) -> Report | None:
    """One report about this place, where this person may know of it: a governor of the drafts of others knows none."""
    found = next((one for one in _report(key=key) if one.place == place), None)
    return found if found is not None and audience.may_read(user, found, today) else None


def reports_of(
    user: User, place: Place, today: datetime.date, before: tuple[datetime.date, int] | None = None
) -> list[Report]:
    """A page of a place's reports that this person may know of, the latest first, and one more where there are more.

    before: the day and key of the report that stands just above.
    """
    on, key = before or (_LAST_DAY, _LAST_KEY)
    school, council = (place.pk, 0) if isinstance(place, School) else (0, place.pk)
    if allows(user, Permission.REPORT_PREPARE, place):
        return _reports(school=school, council=council, on=on, key=key)
    if not allows(user, Permission.REPORT_READ, place):
        return []
    bodies = _seats(user=user.pk, today=today) + _unkept(council=council, today=today)
    return _issued(school=school, council=council, bodies=bodies, on=on, key=key) if bodies else []


def drafts_of(user: User, place: Place) -> list[Report]:
    """The drafts of a place, for who prepares them."""
    if not allows(user, Permission.REPORT_PREPARE, place):
        return []
    school, council = (place.pk, 0) if isinstance(place, School) else (0, place.pk)
    return _drafts(school=school, council=council)


def issuing_roles(school: School, today: datetime.date) -> frozenset[Role]:
    """Which of the roles that issue reports somebody holds at a school today."""
    return frozenset(Role(role) for role in _issuing_roles(school=school.pk, today=today))


def replacement_of(report: Report) -> Report | None:
    """The report that was issued in place of this one, which the caller may read."""
    return next(iter(_replacements(report=report.pk)), None)


def contents_of(report: Report, part: Part) -> dict[str, str]:
    """What the tokens of a part stand for, for a caller that may open it; nothing for those that were erased."""
    return dict(_contents(report=report.pk, part=part.value))


@dataclass(frozen=True, slots=True)
class LastReport:
    """The report of a school that was issued last and stands. report: None for who is told the day alone."""

    issued_on: datetime.date
    report: Report | None


def last_reports_of(user: User, schools: Collection[School]) -> dict[int, LastReport]:
    """By the key of each school that has one: its last report. One query, however many schools.

    Who prepares a school's reports is told which it is; a council, of its schools, on which day it was issued.
    """
    prepared = {school.pk for school in schools if allows(user, Permission.REPORT_PREPARE, school)}
    told = prepared | {school.pk for school in schools if allows(user, Permission.REPORT_STATE_READ, school)}
    found = _last_issued(schools=sorted(told)) if told else []
    return {
        report.school_id: LastReport(
            timezone.localtime(report.issued_at).date(), report if report.school_id in prepared else None
        )
        for report in found
        if report.school_id is not None and report.issued_at is not None
    }


def without_report_since(user: User, day: datetime.date) -> Q:
    """A condition: schools that issued no report since this day, where this person is told of their reports."""
    began = timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
    issued = Report.objects.filter(school=OuterRef("pk"), state=rules.ReportState.ISSUED.value, issued_at__gte=began)
    told = School.objects.reaching(user, Permission.REPORT_PREPARE) | School.objects.reaching(
        user, Permission.REPORT_STATE_READ
    )
    return Q(~Exists(issued), pk__in=told.values("pk"))


@dataclass(frozen=True, slots=True)
class Addressee:
    """A body that a report can go to, and the meetings it could be for."""

    body: Body
    meetings: list[Meeting]


def addressees_of(user: User, place: Place, today: datetime.date) -> list[Addressee]:
    """The bodies of a place that its reports can go to, each with its next meetings, for who prepares them."""
    if not allows(user, Permission.REPORT_PREPARE, place):
        return []
    of = "school" if isinstance(place, School) else "council"
    every = _school_bodies(school=place.pk) if of == "school" else _council_bodies(council=place.pk)
    bodies = [body for body in every if BodyKind(body.kind) in _TO[of]] if kinds.kinds_of(place) else []
    ahead = _meetings(bodies=[body.pk for body in bodies], today=today)
    return [Addressee(body, [meeting for meeting in ahead if meeting.body_id == body.pk][:4]) for body in bodies]


@prepared()
def _report(key: int) -> QuerySet[Report]:
    found = Report.objects.filter(pk=key).select_related("body", "school__council", "council", "meeting", "replaces")
    return found.select_related("prepared_by", "checked_by", "issued_by", "withdrawn_by").order_by("pk")


def _listed(found: QuerySet[Report]) -> QuerySet[Report]:
    wide = ("data", "decisions", "open_html", "confidential_html")
    return found.select_related("body", "meeting").defer(*wide).order_by("-as_at", "-pk")


@prepared()
def _reports(school: int, council: int, on: datetime.date, key: int) -> QuerySet[Report]:
    found = Report.objects.filter(Q(school=school) | Q(council=council))
    return _listed(found.filter(Q(as_at__lt=on) | Q(as_at=on, pk__lt=key)))[: PAGE + 1]


@prepared(bodies="bigint")
def _issued(school: int, council: int, bodies: Collection[int], on: datetime.date, key: int) -> QuerySet[Report]:
    found = Report.objects.filter(Q(school=school) | Q(council=council), body__in=bodies).kept()
    return _listed(found.filter(Q(as_at__lt=on) | Q(as_at=on, pk__lt=key)))[: PAGE + 1]


@prepared()
def _issuing_roles(school: int, today: datetime.date) -> QuerySet[Membership, str]:
    roles = [Role.CLERK.value, Role.CHAIR.value, Role.VICE_CHAIR.value]
    found = Membership.objects.filter(school=school, role__in=roles).in_force(today)
    return found.order_by("role").values_list("role", flat=True).distinct()


@prepared()
def _drafts(school: int, council: int) -> QuerySet[Report]:
    found = Report.objects.filter(Q(school=school) | Q(council=council), state=rules.ReportState.DRAFT.value)
    return _listed(found)[:20]


@prepared()
def _replacements(report: int) -> QuerySet[Report]:
    found = Report.objects.filter(replaces=report, state=rules.ReportState.ISSUED.value)
    return found.defer("data", "open_html", "confidential_html").order_by("-number")[:1]


@prepared()
def _contents(report: int, part: str) -> QuerySet[ReportToken, tuple[str, str]]:
    return ReportToken.objects.filter(report=report, part=part).order_by("pk").values_list("token", "content")


@prepared()
def _seats(user: int, today: datetime.date) -> QuerySet[TermOfOffice, int]:
    return TermOfOffice.objects.filter(user=user).in_force(today).order_by("body").values_list("body", flat=True)[:100]


@prepared()
def _unkept(council: int, today: datetime.date) -> QuerySet[Body, int]:
    """The bodies of a council on which nobody's place is written down: see `audience`."""
    held = TermOfOffice.objects.filter(body=OuterRef("pk")).in_force(today).order_by()
    return Body.objects.filter(~Exists(held), council=council).order_by("pk").values_list("pk", flat=True)[:50]


@prepared()
def _school_bodies(school: int) -> QuerySet[Body]:
    return Body.objects.filter(schools=school).order_by("name", "pk")[:50]


@prepared()
def _council_bodies(council: int) -> QuerySet[Body]:
    return Body.objects.filter(council=council).order_by("name", "pk")[:50]


@prepared(schools="bigint")
def _last_issued(schools: Collection[int]) -> QuerySet[Report]:
    found = Report.objects.filter(school__in=schools, state=rules.ReportState.ISSUED.value)
    latest = found.order_by("school_id", "-issued_at", "-pk").distinct("school_id")
    return latest.select_related("body").defer("data", "decisions", "open_html", "confidential_html")


@prepared(bodies="bigint")
def _meetings(bodies: Collection[int], today: datetime.date) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(body__in=bodies, on__gte=today, status=MeetingStatus.PLANNED.value)
    return found.select_related("body").order_by("on", "pk")[:100]
