"""Which schools the reporting view shows to somebody, and what it says of each, as far as they may know it.

Of a school's cover, who plans its posts reads counts as `people.disclosure` shows them; everybody else whether and
since when it was looked at. Of its last report, who prepares its reports reads which it is; a council on which day it
was issued.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from core.addresses import address
from core.templatetags.everywhere import day
from people import disclosure
from people.access.guards import allows
from people.access.roles import Permission
from people.models import School, User
from people.models.organisations import SchoolQuerySet
from people.planning.queries import gaps_of, looked_at
from policies.queries import SchoolStanding, standings
from succession.council.figures import A_YEAR
from succession.council.narrowing import asked_for
from succession.reports.queries import LastReport, last_reports_of, without_report_since

NO_REPORT = "none"
"""What the filter by report asks for where none was issued within a year."""


@dataclass(frozen=True, slots=True)
class Row:
    """A school as it is shown to one person, in words and days."""

    urn: int
    name: str
    council: str
    standing: str
    review_due: datetime.date | None
    cover: str
    counts_posts: bool
    last_report: str
    last_on: datetime.date | None
    policy_url: str
    report_url: str
    prepare_url: str


def rows_of(user: User, found: Sequence[School], today: datetime.date) -> list[Row]:
    """Schools that this person may see here, each with what they may know of it. Seven queries, however many."""
    now = standings(found, today)
    looked, gaps, last = looked_at(user, found), gaps_of(user, found, today), last_reports_of(user, found)
    return [_row(user, one, now[one.pk], looked.get(one.pk), gaps.get(one.pk), last.get(one.pk)) for one in found]


def _row(
    user: User,
    school: School,
    now: SchoolStanding,
    looked: datetime.date | None,
    gaps: tuple[int, int] | None,
    last: LastReport | None,
) -> Row:
    report = last.report if last else None
    prepare = f"{address('admin:succession_report_prepare')}?place=school-{school.urn}"
    return Row(
        urn=school.urn,
        name=school.name,
        council=school.council.name,
        standing=now.standing.label,
        review_due=now.adoption.review_due_on if now.adoption else None,
        cover=_cover(looked, gaps),
        counts_posts=gaps is not None,
        last_report=f"Report {report.number} to {report.body}" if report else "Issued" if last else "None yet",
        last_on=last.issued_on if last else None,
        policy_url=address("policies:policy", urn=school.urn) if now.adoption else "",
        report_url=address("admin:succession_report_change", object_id=report.pk) if report else "",
        prepare_url=prepare if allows(user, Permission.REPORT_PREPARE, school) else "",
    )


def _cover(looked: datetime.date | None, gaps: tuple[int, int] | None) -> str:
    words = f"Looked at, {day(looked)}" if looked else "Not all looked at"
    if gaps is None:
        return words
    posts, uncovered = gaps
    return f"{words}. " + (
        f"Nobody could act today: {disclosure.shown(uncovered, of=posts)}" if posts else "No posts yet"
    )


# Which schools --------------------------------------------------------------------------------------------------------
def visible(user: User) -> SchoolQuerySet:
    """Open schools where this person prepares reports, or of which their council asks how they stand."""
    prepared = School.objects.reaching(user, Permission.REPORT_PREPARE)
    return (prepared | School.objects.reaching(user, Permission.POLICY_STATE_READ)).open().select_related("council")


def chosen(user: User, asked: Mapping[str, Any], today: datetime.date) -> SchoolQuerySet:
    """Those of them that the filters ask for. Every filter is a condition of the one query."""
    found = visible(user).filter(asked_for(user, asked, today))
    if words := asked.get("q"):
        is_urn = words.isascii() and words.isdigit() and len(words) <= 9
        found = found.filter(Q(name__icontains=words) | (Q(urn=int(words)) if is_urn else Q(pk__in=[])))
    if "report" in asked:
        found = found.filter(without_report_since(user, today - A_YEAR))
    return found


def with_urn(user: User, given: str) -> School | None:
    """The school with this URN, where this person may see it here."""
    if not (given.isascii() and given.isdigit() and len(given) <= 9):
        return None
    return visible(user).filter(urn=int(given)).first()
