"""Pages of the installation itself: is it up, how it treats what it holds, how accessible it is."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from people.access.decorators import public_view


@public_view
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (the same answer for everybody)
    """Answer "ok" when the database answers; a monitor asks this every minute."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@public_view
def privacy(request: HttpRequest) -> HttpResponse:
    """What is held, why, and for how long."""
    return render(request, "succession/privacy.html")


@public_view
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "succession/accessibility.html")
