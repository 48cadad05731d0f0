"""Pages that know no school: a council's colours, the gallery of components, and what is said when something fails."""

import logging
import secrets

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.gallery import EXAMPLES, GalleryForm
from core.states import STATES
from core.theme import theme as theme_of

logger = logging.getLogger(__name__)

_A_YEAR = 365 * 24 * 60 * 60


@require_safe
@cache_control(public=True, max_age=_A_YEAR, immutable=True)
def theme(request: HttpRequest, colour: str) -> HttpResponse:  # noqa: ARG001 (the same answer for everybody)
    """The style sheet of a council's colour. The colour decides all of it, so browsers may keep it for ever."""
    try:
        colours = theme_of(colour)
    except ValueError as error:
        raise Http404 from error
    return HttpResponse(render_to_string("core/theme.css", {"theme": colours}), content_type="text/css")


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, and a form with every kind of field as it first appears and with its errors."""
    context = EXAMPLES | {
        "states": STATES,
        "form": GalleryForm(auto_id="first_%s"),
        "refused": GalleryForm({}, auto_id="refused_%s"),
    }
    return render(request, "core/gallery.html", context)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with the sentence of the rule that refused to show a page, or to do what was sent from one."""
    context = {"refusal": str(exception), "is_sent": request.method == "POST"}
    return render(request, "403.html", context, status=403)


def not_allowed(request: HttpRequest, refused: HttpResponseBase) -> HttpResponseBase:
    """405: the address of a button, opened as if it were a page. Scripts, and who asks for no page, get it bare.

    refused: what the view answered, which says what it does allow.
    """
    if request.method != "GET" or request.headers.get("HX-Request"):
        return refused
    page = render(request, "405.html", status=refused.status_code)
    page["Allow"] = refused["Allow"]
    return page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old; the reason goes to the log."""
    logger.warning("A form was refused at %s: %s", request.path, reason)
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a page made without the database, and a reference that stands in the log beside the error."""
    reference = secrets.token_hex(4)
    logger.error("Reference %s: the error just logged, at %s", reference, request.path)
    return HttpResponse(render_to_string("500.html", {"reference": reference}), status=500)
