"""Pages of the installation itself: is it up, how it treats what it holds, how accessible it is."""

from http import HTTPStatus

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core import clock
from core.status import is_well, parts
from core.version import version
from people.access.decorators import SignedInRequest, installation_view, public_view
from people.privacy.papers import paper_of


@public_view
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (the same answer for everybody)
    """Answer "ok" when the database answers, and 503 when it does not; a monitor asks this every minute."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        words = "The database does not answer."
        return HttpResponse(words, content_type="text/plain", status=HTTPStatus.SERVICE_UNAVAILABLE)
    return HttpResponse("ok", content_type="text/plain")


@installation_view
@require_safe
def status(request: SignedInRequest) -> HttpResponse:
    """How each part of the installation is, and what to do where one needs somebody."""
    now = clock.now()
    found = parts(now)
    wrong = sum(not is_well([part]) for part in found)
    sentence = (
        f"{wrong} of {len(found)} parts {'need' if wrong != 1 else 'needs'} somebody." if wrong else "Every part works."
    )
    return render(
        request,
        "succession/status.html",
        {"parts": found, "sentence": sentence, "now": timezone.localtime(now), "release": version()},
    )


@public_view
def privacy(request: HttpRequest) -> HttpResponse:
    """What is held, why, and for how long: the notice of no controller in particular. Each has its own."""
    return render(request, "succession/privacy.html", {"paper": paper_of("notice", None)})


@public_view
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "succession/accessibility.html")
