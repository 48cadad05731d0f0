"""Pages that know no school: a council's colours, the gallery of components, and what is said when something fails."""

import logging
import sys
from http import HTTPStatus

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe
from django.views.defaults import page_not_found as nothing_here

from core import kept, references, uploads
from core.database.silence import is_silence
from core.gallery import EXAMPLES, GalleryFilterForm, GalleryForm
from core.states import STATES
from core.storage import is_full
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
        "filter_form": GalleryFilterForm({"state": "late"}, {"state": {"late": "Late"}}, auto_id="filter_%s"),
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


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such address, or an address of the file that somebody gave us and that is gone."""
    if isinstance(exception, uploads.Gone):
        return render(request, "core/file_gone.html", {"name": str(exception)}, status=404)
    return nothing_here(request, exception)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django has logged it)
    """A form whose token is missing or old. From a session that has ended its words are kept, and sign-in is asked for.

    Else 403, with the words to copy.
    """
    if not request.user.is_authenticated and kept.keep(request):
        return redirect_to_login(reverse("kept"))
    return render(request, "403_csrf.html", {"typed": kept.typed(request)}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for what is too long: a page made without asking anything more of the request."""
    too_long = isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent))
    return _bare(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_long else HTTPStatus.BAD_REQUEST)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, 503 while no database answers, or 507 on a full disk: a page with the reference of what was just logged."""
    error, status = sys.exception(), HTTPStatus.INTERNAL_SERVER_ERROR
    if is_silence(error):
        status = HTTPStatus.SERVICE_UNAVAILABLE
    elif is_full(error):
        status = HTTPStatus.INSUFFICIENT_STORAGE
    logger.error("Reference %s: the error just logged", references.current())
    return _bare(request, status)


def _bare(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    """A page that says nothing of who asks, since finding out may be what failed.

    Where even that cannot be made, as when the style sheets are gone, its one sentence.
    """
    try:
        return HttpResponse(render_to_string(f"{status:d}.html", {"request": request}), status=status)
    except Exception:  # whatever it is, somebody waits for an answer
        logger.exception("The page of an error could not be made")
        words = f"This could not be done. Tell the people who run this service: {references.current()}."
        return HttpResponse(words, content_type="text/plain", status=status)


@require_http_methods(["GET", "POST"])
def kept_words(request: HttpRequest) -> HttpResponseBase:
    """What was sent from a page whose session had ended, to be sent again or thrown away."""
    found = kept.kept_for(request)
    if found is None:
        return redirect("home")
    if request.method == "POST":
        kept.forget(request)
        return redirect("home")
    context = {"path": found["path"], "fields": found["fields"], "words": kept.words_of(found["fields"])}
    return render(request, "core/kept.html", context)
