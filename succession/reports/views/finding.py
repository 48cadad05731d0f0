"""Finding the report that an address names for the person who asks, and the addresses of reports."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponseBase

from core import clock
from core.addresses import address
from people.access.decorators import SignedInRequest
from people.access.proof import has_second_step, lead_to_second_step
from people.models import School
from succession.models import Report
from succession.reports import audience, queries
from succession.reports.frame import Place
from succession.reports.rules import Step

View = Callable[..., HttpResponseBase]


def second_step(view: View) -> View:
    """A page that is opened after the second step, whoever asks for it."""

    @wraps(view)
    def page(request: SignedInRequest, place: Place, **kwargs: Any) -> HttpResponseBase:
        if not has_second_step(request):
            return lead_to_second_step(request)
        return view(request, place, **kwargs)

    return page


def found_report(request: SignedInRequest, place: Place, key: int) -> Report:
    """A report about this place that this person may know of."""
    found = queries.report_of(request.user, place, key, clock.today())
    if found is None:
        raise Http404
    return found


def found_draft(request: SignedInRequest, place: Place, key: int) -> Report:
    """A report that is not issued yet."""
    found = found_report(request, place, key)
    if not found.is_draft:
        raise Http404
    return found


def found_confidential(request: SignedInRequest, place: Place, key: int) -> Report:
    """A report whose confidential part this person may open. Raises PermissionDenied for one who is shut out of it."""
    found = found_report(request, place, key)
    if not found.has_confidential:
        raise Http404
    audience.require_confidential(request.user, found, clock.today())
    return found


def found_to_step(request: SignedInRequest, place: Place, key: int, step: Step) -> Report:
    """A report with which this can still be done."""
    found = found_report(request, place, key)
    if not found.can(step):
        raise Http404
    return found


def url_of(place: Place, page: str, shown: Report | None = None) -> str:
    """The address of one of these pages."""
    keys = {"report_id": shown.pk} if shown is not None else {}
    if isinstance(place, School):
        return address(f"school-{page}", urn=place.urn, **keys)
    return address(f"council-{page}", code=place.code, **keys)
