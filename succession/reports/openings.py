"""What the log of who opened what calls reports, the words for it, and whom an opening is about.

Whoever a report names reads who opened it, and not what it says.
"""

from collections.abc import Iterable

from django.db.models import Q

from core.organisations import key_of
from people.models import User
from people.talent.openings import Elsewhere
from succession.models import Report, ReportToken
from succession.reports import kinds
from succession.reports.rules import Part

CONFIDENTIAL = "report"
LIST = "report-list"
"""The list of reports as a file, which left the house."""
_MOST = 50


def in_words(kind: str, subject: str) -> str:
    """What was opened; nothing for pages about other things."""
    if kind == CONFIDENTIAL:
        return f"The confidential part of report number {subject}"
    return "The list of reports, as a file" if kind == LIST else ""


def naming(person: User) -> Iterable[Elsewhere]:
    """The reports in whose confidential part this person stands, the latest first; at most 50. One query."""
    own = Q(staff__user=person) | Q(term__user=person) | Q(user=person)
    named = ReportToken.objects.filter(own).shown_in(Part.CONFIDENTIAL).values("report")
    found = Report.objects.filter(pk__in=named).select_related("body", "school", "council")
    for report in found.defer("data", "decisions", "open_html", "confidential_html").order_by("-pk")[:_MOST]:
        yield Elsewhere(
            kind=CONFIDENTIAL,
            subject=str(report.pk),
            organisation=key_of(report.place),
            since=report.prepared_at,
            words=f"The confidential part of the {kinds.called(report)}{'' if report.number else ' (a draft)'}",
        )
