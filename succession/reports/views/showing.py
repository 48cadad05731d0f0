"""What the pages of one report show, whatever its kind."""

import re
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from core import clock
from core.addresses import address
from people.access.decorators import SignedInRequest
from people.access.guards import allows
from people.access.roles import Permission
from people.models import School
from succession.models import Report
from succession.reports import audience, kinds, papers, queries, writing
from succession.reports.before import meeting_since, reader_of
from succession.reports.frame import Place
from succession.reports.rules import Part, Step
from succession.reports.views.finding import url_of

_HEADING = re.compile(r'<h2 id="([a-z]+)">(.+?)</h2>', re.DOTALL)


def paper_of(request: SignedInRequest, place: Place, shown: Report, part: Part) -> dict[str, Any]:
    """One part of a report as its page shows it."""
    shows_text = audience.shows_text(request.user, shown)
    html = papers.shown(shown, part) if shows_text else ""
    opens = part is Part.OPEN and shown.has_confidential and shows_text
    replacement = None if shown.is_draft else queries.replacement_of(shown)
    context = about_of(place, shown)
    return context | {
        "is_confidential": part is Part.CONFIDENTIAL,
        "text": _safe(html),
        "contents": [(strip_tags(words).strip(), anchor) for anchor, words in _HEADING.findall(html)],
        "shows_text": shows_text,
        "who_sees": context["audience"],
        "confidential_url": url_of(place, "report-confidential", shown)
        if opens and audience.may_open_confidential(request.user, shown, clock.today())
        else "",
        "has_other_part": opens,
        "pdf_url": url_of(place, "report-pdf" if part is Part.OPEN else "report-confidential-pdf", shown)
        if shows_text
        else "",
        "replacement": replacement,
        "replacement_url": url_of(place, "report", replacement) if replacement else "",
        "replaced_url": url_of(place, "report", shown.replaces) if shown.replaces else "",
        "meeting_since": meeting_since(shown, context["about"].meeting_on),
        "withdraw_url": _if_may(request, place, shown, Step.WITHDRAW, Permission.REPORT_ISSUE, "report-withdraw"),
        "correct_url": _if_may(request, place, shown, Step.CORRECT, Permission.REPORT_PREPARE, "report-correct"),
    }


def about_of(place: Place, shown: Report) -> dict[str, Any]:
    """What every page about a report says of it."""
    kind, about = kinds.named(shown.kind), writing.about_of(shown)
    crumbs = [(place.name, place.get_absolute_url()), ("Reports", url_of(place, "reports"))]
    return {
        "organisation": place,
        "report": shown,
        "about": about,
        "title": f"{kind.title} {shown.number}" if shown.number else kind.title,
        "audience": kind.audience_of(about.body),
        "reader": reader_of(place),
        "tasks_url": url_of(place, "report-draft", shown) if shown.is_draft else "",
        "crumbs": crumbs,
    }


def _if_may(
    request: SignedInRequest, place: Place, shown: Report, step: Step, permission: Permission, page: str
) -> str:
    return url_of(place, page, shown) if shown.can(step) and allows(request.user, permission, place) else ""


def _safe(html: str) -> SafeString:
    """What our own templates rendered, and escaped, with names that were escaped when they were put in."""
    return mark_safe(html)  # noqa: S308


def meetings_url(request: SignedInRequest, place: Place) -> str:
    """Where the meetings of a place stand, for those who read them; nothing for others."""
    if not allows(request.user, Permission.MEETING_READ, place):
        return ""
    if isinstance(place, School):
        return address("people:school-meetings", urn=place.urn)
    return address("people:council-meetings", code=place.code)
