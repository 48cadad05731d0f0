"""Who may open which part of a report.

The open part of an issued report is for those who have a place on its body, and for who prepares and issues it. The
confidential part is for the same people, but for a person it speaks of, and for a governor who also works at the
school. One that was withdrawn is shown to nobody but those who issue: its page says why.

Nobody need write down who sits on a council's panel. Where a panel has no place written down, its reports are for all
of the council's councillors; once one is, for those who have a place alone.
"""

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission, Role
from people.models import Membership, School, StaffMember, TermOfOffice, User
from people.rules import GovernorCategory
from succession.models import Report, ReportToken
from succession.reports import rules
from succession.reports.rules import Part, ReportState

CLOSED = (
    "This part is closed to you: it is not opened by somebody it speaks of, nor by a governor who works at the school."
)
_AT_WORK = (Role.HEAD.value, Role.SCHOOL_LEAD.value, Role.STAFF.value)


def prepares(user: User, report: Report) -> bool:
    """Whether this person prepares reports where this one belongs."""
    return allows(user, Permission.REPORT_PREPARE, report.place)


def may_read(user: User, report: Report, today: datetime.date) -> bool:
    """Whether this person may know of a report: `Report.objects.visible_to` for one."""
    if prepares(user, report):
        return True
    reads = allows(user, Permission.REPORT_READ, report.place) and report.state in rules.KEPT
    return reads and _is_on_body(user, report, today)


def _is_on_body(user: User, report: Report, today: datetime.date) -> bool:
    seats = _seats(body=report.body_id, user=user.pk, today=today)
    return user.pk in seats or (not seats and report.council_id is not None)


def shows_text(user: User, report: Report) -> bool:
    """Whether what it says is shown to this person, who may know of it: of a withdrawn one to who issues alone."""
    return report.state != ReportState.WITHDRAWN or allows(user, Permission.REPORT_ISSUE, report.place)


def may_open_confidential(user: User, report: Report, today: datetime.date) -> bool:
    """Whether this person may open the confidential part."""
    if not (report.has_confidential and may_read(user, report, today) and shows_text(user, report)):
        return False
    if _is_named(user, report):
        return False
    return prepares(user, report) or not _works_there(user, report, today)


def require_confidential(user: User, report: Report, today: datetime.date) -> None:
    """Stop unless they may. Raises PermissionDenied (a 403 page) with a sentence."""
    if not may_open_confidential(user, report, today):
        raise PermissionDenied(CLOSED)


def members_to_tell(report: Report, today: datetime.date) -> list[int]:
    """The keys of those who are told that a report was issued: on its body today, with a role that reads reports."""
    seats = TermOfOffice.objects.filter(body=report.body_id).in_force(today)
    if report.council_id is not None and not seats.exists():
        councillors = Membership.objects.filter(council=report.council_id, role=Role.COUNCILLOR).in_force(today)
        users = User.objects.filter(pk__in=councillors.values("user"), is_active=True)
    else:
        users = User.objects.filter(pk__in=seats.filter(user__isnull=False).values("user"), is_active=True)
    return [user.pk for user in users.order_by("pk") if allows(user, Permission.REPORT_READ, report.place)]


def readers(report: Report, today: datetime.date) -> str:
    """Who can read a report once it is issued, at the head of a sentence."""
    if report.council is not None and not _seats(body=report.body_id, user=0, today=today):
        return f"Nobody’s place on {report.body} is written down, so all councillors of {report.council}"
    return f"Those with a place on {report.body}"


def named_in(tokens: Iterable[ReportToken], user: User) -> bool:
    """Whether one of these tokens is about this person: by their account or, where an entry has none, their name."""
    own = " ".join(user.name.casefold().split())
    for token in tokens:
        about = token.staff or token.term
        account = about.user_id if about is not None else token.user_id
        if account == user.pk or (account is None and " ".join(token.content.casefold().split()) == own):
            return True
    return False


def _is_named(user: User, report: Report) -> bool:
    return named_in(_confidential_tokens(report=report.pk), user)


def _works_there(user: User, report: Report, today: datetime.date) -> bool:
    """Whether somebody on the body is of the staff of the school too, by its register, a role or their place."""
    if report.school_id is None:
        return False
    return bool(_working(user=user.pk, school=report.school_id, body=report.body_id, today=today))


@prepared()
def _confidential_tokens(report: int) -> QuerySet[ReportToken]:
    found = ReportToken.objects.filter(report=report).shown_in(Part.CONFIDENTIAL)
    return found.select_related("staff", "term").order_by("pk")


@prepared()
def _seats(body: int, user: int, today: datetime.date) -> QuerySet[TermOfOffice, int | None]:
    """Whose places on a body are written down: this person's first, and so one row tells all."""
    found = TermOfOffice.objects.filter(body=body).in_force(today)
    return found.order_by(Case(When(user=user, then=0), default=1), "pk").values_list("user", flat=True)[:1]


@prepared()
def _working(user: int, school: int, body: int, today: datetime.date) -> QuerySet[School, int]:
    entries = StaffMember.objects.filter(school=OuterRef("pk"), user=user).here(today)
    roles = Membership.objects.filter(school=OuterRef("pk"), user=user, role__in=_AT_WORK).in_force(today)
    places = TermOfOffice.objects.filter(body=body, user=user, category=GovernorCategory.STAFF.value).in_force(today)
    works = Q(Exists(entries)) | Q(Exists(roles)) | Q(Exists(places))
    return School.objects.filter(works, pk=school).order_by("pk").values_list("pk", flat=True)
