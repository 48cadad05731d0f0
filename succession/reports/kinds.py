"""Every kind of report there is."""

from typing import Any

from people.models import School
from people.rules import Refused
from succession.models import Report
from succession.reports.frame import Kind, Place
from succession.reports.personnel import gather as personnel_gather
from succession.reports.personnel import report as personnel_report
from succession.reports.scrutiny import gather as scrutiny_gather
from succession.reports.scrutiny import report as scrutiny_report

PERSONNEL = Kind(
    slug="personnel",
    title=personnel_report.TITLE,
    of="school",
    facts=personnel_report.Personnel,
    gather=personnel_gather.gather,
    compare=personnel_report.compare,
    context=personnel_report.context,
    open_template="succession/reports/personnel_open.html",
    confidential_template="succession/reports/personnel_confidential.html",
    audience=personnel_report.AUDIENCE,
)
SCRUTINY = Kind(
    slug="scrutiny",
    title=scrutiny_report.TITLE,
    of="council",
    facts=scrutiny_report.Progress,
    gather=scrutiny_gather.gather,
    compare=scrutiny_report.compare,
    context=scrutiny_report.context,
    open_template="succession/reports/scrutiny_open.html",
    pictures=scrutiny_report.charts,
)
KINDS: dict[str, Kind[Any]] = {kind.slug: kind for kind in (PERSONNEL, SCRUTINY)}


def named(slug: str) -> Kind[Any]:
    """The kind with this short word. Raises KeyError for none."""
    return KINDS[slug]


def of_place(slug: str, place: Place) -> Kind[Any]:
    """The same for a report about this place. Raises Refused where such a place has no such report."""
    found = KINDS.get(slug)
    if found is None or found.of != ("school" if isinstance(place, School) else "council"):
        raise Refused("Choose a kind of report from the list.")
    return found


def kinds_of(place: Place) -> list[Kind[Any]]:
    """The kinds of report that a place has."""
    of = "school" if isinstance(place, School) else "council"
    return [kind for kind in KINDS.values() if kind.of == of]


def in_sentence(slug: str) -> str:
    """What a report of this kind is called inside a sentence."""
    title = named(slug).title
    return title if title.startswith("Personnel Committee") else f"{title[:1].lower()}{title[1:]}"


def called(report: Report) -> str:
    """The same with its number and whom it is for, which is said once: "Personnel Committee report 2"."""
    kind = in_sentence(report.kind)
    number = f" {report.number}" if report.number else ""
    return f"{kind}{number}" if str(report.body) in kind else f"{kind}{number} to {report.body}"
