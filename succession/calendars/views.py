"""A person's page about their calendar link, and the calendar itself, which whoever has the link reads."""

import datetime
import hashlib
from http import HTTPStatus

from allauth.core.internal.ratelimit import get_ip
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.caching import counts
from people.access.decorators import SignedInRequest
from people.accounts.guesses import hidden
from succession.actions import calendars
from succession.calendars import links, queries, writing

# A calendar program asks a few times an hour; whoever tries out links asks in vain, and not often.
MOST, WITHIN = 60, datetime.timedelta(minutes=5)


@require_safe
def calendar(request: SignedInRequest) -> HttpResponse:
    """The link, what it shows, and how to take it back."""
    return render(request, "succession/calendar.html", {"link": links.link_of(request.user)})


@require_POST
def calendar_renew(request: SignedInRequest) -> HttpResponse:
    """Make a link, in place of the one there was."""
    had_one = bool(links.link_of(request.user))
    calendars.renew_link(by=request.user)
    said = "The link is new. The one before opens nothing any more." if had_one else "Your calendar has a link now."
    messages.success(request, said)
    return redirect("calendar")


@require_POST
def calendar_revoke(request: SignedInRequest) -> HttpResponse:
    """Take the link back."""
    calendars.revoke_link(by=request.user)
    messages.success(request, "The link is taken back: it opens nothing any more.")
    return redirect("calendar")


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whoever the link belongs to, as of now. A link that is nobody's is not there."""
    if counts().count([hidden("calendar", get_ip(request))], WITHIN) > MOST:
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    user = links.reader_of(token)
    if user is None:
        raise Http404
    today = clock.today()
    content = writing.written(queries.entries(user, today), today)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    made = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    made["ETag"], made["Content-Disposition"] = etag, 'inline; filename="succession.ics"'
    answer = get_conditional_response(request, etag=etag, response=made)
    assert answer is not None, "it is given one"  # noqa: S101
    return answer
