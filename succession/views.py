"""Pages of the installation itself: is it up, how it treats what it holds, how accessible it is."""

from http import HTTPStatus

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from people.access.decorators import public_view
from people.privacy_papers import paper_of


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


@public_view
def privacy(request: HttpRequest) -> HttpResponse:
    """What is held, why, and for how long: the notice of no controller in particular. Each has its own."""
    return render(request, "succession/privacy.html", {"paper": paper_of("notice", None)})


@public_view
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "succession/accessibility.html")
