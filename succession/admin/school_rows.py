"""Which schools the reporting view shows to somebody, and what it says of each, as far as they may know it.

Of a school's cover, who plans its posts reads counts as `people.disclosure` shows them; everybody else whether and
since when it was looked at. Of its last report, who prepares its reports reads which it is; a council on which day it
was issued.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from core.addresses import address
from core.templatetags.everywhere import day
from people import disclosure
from people.access.guards import allows
from people.access.roles import Permission
from people.models import School, User
from people.planning import gaps_of, knowing_looks, looked_at, looked_since
from policies.narrowing import reviewed_between, standing_so, without_review
from policies.queries import SchoolStanding, standings
from policies.rules import REVIEW_NOTICE
from policies.standing import Standing
from succession.council.figures import A_YEAR, CoverLook, ReviewDue
from succession.reports.queries import LastReport, last_reports_of, without_report_since

NO_DATE, NO_REPORT = "none", "none"
"""What a filter asks for where there is none: no day of review, no report within a year."""
_DAY = datetime.timedelta(days=1)


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
def visible(user: User) -> QuerySet[School]:
    """Open schools where this person prepares reports, or of which their council asks how they stand."""
    prepared = School.objects.reaching(user, Permission.REPORT_PREPARE)
    return (prepared | School.objects.reaching(user, Permission.POLICY_STATE_READ)).open().select_related("council")


def chosen(user: User, asked: Mapping[str, Any], today: datetime.date) -> QuerySet[School]:
    """Those of them that the filters ask for, by name. Every filter is a condition of the one query."""
    found = visible(user)
    if words := asked.get("q"):
        is_urn = words.isascii() and words.isdigit() and len(words) <= 9
        found = found.filter(Q(name__icontains=words) | (Q(urn=int(words)) if is_urn else Q(pk__in=[])))
    if "standing" in asked:
        found = standing_so(found, Standing(asked["standing"]), today)
    if "review" in asked:
        found = _due(found, asked["review"], today)
    if "cover" in asked:
        found = _looked(user, found, CoverLook(asked["cover"]), today)
    if "report" in asked:
        found = without_report_since(user, found, today - A_YEAR)
    return found.order_by("name", "urn")


def following(found: QuerySet[School], after: School | None) -> QuerySet[School]:
    """What follows this school in a list by name."""
    return found if after is None else found.filter(Q(name__gt=after.name) | Q(name=after.name, urn__gt=after.urn))


def with_urn(user: User, given: str) -> School | None:
    """The school with this URN, where this person may see it here."""
    if not (given.isascii() and given.isdigit() and len(given) <= 9):
        return None
    return visible(user).filter(urn=int(given)).first()


def _due(found: QuerySet[School], asked: str, today: datetime.date) -> QuerySet[School]:
    if asked == NO_DATE:
        return without_review(found, today)
    last_of_notice = today + REVIEW_NOTICE
    first, last = {
        ReviewDue.PAST: (None, today - _DAY),
        ReviewDue.SOON: (today, last_of_notice),
        ReviewDue.LATER: (last_of_notice + _DAY, None),
    }[ReviewDue(asked)]
    return reviewed_between(found, first, last, today)


def _looked(user: User, found: QuerySet[School], asked: CoverLook, today: datetime.date) -> QuerySet[School]:
    known = found.filter(pk__in=knowing_looks(user).values("pk"))
    looked = looked_since(known, today - A_YEAR)
    return looked if asked is CoverLook.LOOKED else known.exclude(pk__in=looked.values("pk"))
