"""Meetings of a school's or a council's bodies: the list, and recording that one was held."""

import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.addresses import address
from people import rules
from people.access.decorators import SignedInRequest, council_view, school_view
from people.access.guards import allows
from people.access.roles import Permission
from people.actions import meetings as actions
from people.models import Council, Meeting, School
from people.models.governance import MeetingQuerySet
from people.queries import MEETINGS_PAGE, bodies_of, meetings_of


@school_view(Permission.MEETING_READ)
@require_safe
def school_meetings(request: SignedInRequest, school: School) -> HttpResponse:
    """Meetings of the bodies that govern a school."""
    return _meetings(request, school)


@council_view(Permission.MEETING_READ)
@require_safe
def council_meetings(request: SignedInRequest, council: Council) -> HttpResponse:
    """Meetings of a council's panels, boards and partnerships."""
    return _meetings(request, council)


@school_view(Permission.MEETING_EDIT)
@require_POST
def school_meeting_held(request: SignedInRequest, school: School, meeting_id: int) -> HttpResponse:
    """Record that a school's meeting was held."""
    return _meeting_held(request, school, meeting_id)


@council_view(Permission.MEETING_EDIT)
@require_POST
def council_meeting_held(request: SignedInRequest, council: Council, meeting_id: int) -> HttpResponse:
    """Record that a council's meeting was held."""
    return _meeting_held(request, council, meeting_id)


def _meetings(request: SignedInRequest, place: School | Council) -> HttpResponse:
    found = meetings_of(request.user, place, before=_key(request.GET.get("from", "")))
    today = clock.today()
    bodies = bodies_of(request.user, place)
    context = {
        "organisation": place,
        "is_school": isinstance(place, School),
        "rows": [_row(place, meeting, today) for meeting in found[:MEETINGS_PAGE]],
        "older": _after(found[MEETINGS_PAGE - 1]) if len(found) > MEETINGS_PAGE else "",
        "is_first_page": "from" not in request.GET,
        "bodies": bodies,
        "members_url": _url(place, "members"),
        "can_edit": allows(request.user, Permission.MEETING_EDIT, place),
        "new_url": _front(place, "meeting-new"),
        "crumbs": [(place.name, place.get_absolute_url())],
    }
    return render(request, "people/meetings.html", context)


def _row(place: School | Council, meeting: Meeting, today: datetime.date) -> tuple[Meeting, dict[str, str]]:
    """A meeting, and where to go for what can be done to it."""
    pages = ["held"] if meeting.can_be_held(today) else []
    links = {page: _url(place, f"meeting-{page}", meeting_id=meeting.pk) for page in pages}
    links |= {
        page: _front(place, f"meeting-{page}", meeting_id=meeting.pk)
        for page in ("move", "cancel")
        if meeting.can_be_changed
    }
    return meeting, links | {"page": _front(place, "meeting", meeting_id=meeting.pk)}


def _meeting_held(request: SignedInRequest, place: School | Council, meeting_id: int) -> HttpResponse:
    meeting = get_object_or_404(_meetings_of(request, place), pk=meeting_id)
    try:
        actions.record_meeting_held(meeting=meeting, by=request.user, today=clock.today())
    except rules.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{meeting} is recorded as held.")
    return redirect(_url(place, "meetings"))


def _meetings_of(request: SignedInRequest, place: School | Council) -> MeetingQuerySet:
    return Meeting.objects.visible_to(request.user).of(place).select_related("body")


def _after(last: Meeting) -> str:
    """The query of the page that follows this meeting."""
    return f"?from={last.on.isoformat()}.{last.pk}"


def _key(given: str) -> tuple[datetime.date, int] | None:
    """The day and key behind which the page begins; None for the whole list, or for a key nobody was given."""
    day, _, pk = given.partition(".")
    if not pk.isdecimal() or len(pk) > 18:
        return None
    try:
        return datetime.date.fromisoformat(day), int(pk)
    except ValueError:
        return None


def _front(place: School | Council, page: str, **kwargs: int) -> str:
    """The address of a page of the front of the house, which knows of agendas and papers."""
    if isinstance(place, School):
        return address(f"school-{page}", urn=place.urn, **kwargs)
    return address(f"council-{page}", code=place.code, **kwargs)


def _url(place: School | Council, page: str, **kwargs: int) -> str:
    """The address of one of these pages for this school or council."""
    if isinstance(place, School):
        return address(f"people:school-{page}", urn=place.urn, **kwargs)
    return address(f"people:council-{page}", code=place.code, **kwargs)
