"""What every page about a report in the admin says, and where these pages are."""

from typing import Any

from core.addresses import address
from succession.models import Report
from succession.reports import kinds, writing


def crumbs() -> list[tuple[str, str]]:
    """The way back up to the list."""
    return [("Reports, admin view", address("admin:succession_report_changelist"))]


def url_of(page: str, report: Report) -> str:
    """The address of one of a report's pages here."""
    return address(f"admin:succession_report_{page}", object_id=report.pk)


def title_of(report: Report) -> str:
    """What a report is called: "Personnel Committee report 3", or that it is a draft."""
    title = kinds.named(report.kind).title
    return f"{title} {report.number}" if report.number else f"{title}, draft"


def about(report: Report) -> dict[str, Any]:
    """Whose report it is, to whom, as at when, and the way back to its page."""
    kind, made = kinds.named(report.kind), writing.about_of(report)
    return {
        "organisation": report.place,
        "report": report,
        "about": made,
        "title": f"{kind.title} {report.number}" if report.number else kind.title,
        "audience": kind.audience_of(made.body),
        "crumbs": crumbs(),
        "back_url": url_of("change", report),
    }
