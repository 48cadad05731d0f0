"""Whose page it is comes from the URL, never from the session.

Every view of the product carries one of these decorators, and the mark they leave is what the URL tests walk.
An organisation the person cannot see is 404; a role that is too small is 403. Where a role asks for the second step,
the page opens after it (people.access.proof).
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase

from core.views import not_allowed
from people.access.guards import asks_second_step, require
from people.access.proof import has_second_step, lead_to_second_step
from people.access.roles import Permission
from people.models import Council, School, Trust, User
from people.queries import council_of, school_of, trust_of

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request behind the sign-in, which LoginRequiredMiddleware keeps; what every view but the public ones gets.

    place: the school, council or trust whose page it is; None on a person's own pages.
    """

    user: User
    place: School | Council | Trust | None


def school_view(permission: Permission) -> Callable[[Callable[..., HttpResponseBase]], View]:
    """A page of one school: the view gets `school` in place of the URL's `urn`."""

    def decorate(view: Callable[..., HttpResponseBase]) -> View:
        @wraps(view)
        def page(request: SignedInRequest, urn: int, **kwargs: Any) -> HttpResponseBase:
            school = school_of(request.user, urn)
            if school is None:
                raise Http404
            require(request.user, permission, school)
            if asks_second_step(request.user, school) and not has_second_step(request):
                return lead_to_second_step(request)
            request.place = school
            return _answer(request, view(request, school, **kwargs))

        return _marked(page, permission)

    return decorate


def council_view(permission: Permission) -> Callable[[Callable[..., HttpResponseBase]], View]:
    """A page of one council: the view gets `council` in place of the URL's `code`."""

    def decorate(view: Callable[..., HttpResponseBase]) -> View:
        @wraps(view)
        def page(request: SignedInRequest, code: str, **kwargs: Any) -> HttpResponseBase:
            council = council_of(request.user, code)
            if council is None:
                raise Http404
            require(request.user, permission, council)
            if asks_second_step(request.user, council) and not has_second_step(request):
                return lead_to_second_step(request)
            request.place = council
            return _answer(request, view(request, council, **kwargs))

        return _marked(page, permission)

    return decorate


def trust_view(permission: Permission) -> Callable[[Callable[..., HttpResponseBase]], View]:
    """A page of one trust: the view gets `trust` in place of the URL's `uid`."""

    def decorate(view: Callable[..., HttpResponseBase]) -> View:
        @wraps(view)
        def page(request: SignedInRequest, uid: int, **kwargs: Any) -> HttpResponseBase:
            trust = trust_of(request.user, uid)
            if trust is None:
                raise Http404
            require(request.user, permission, trust)
            if asks_second_step(request.user, trust) and not has_second_step(request):
                return lead_to_second_step(request)
            request.place = trust
            return _answer(request, view(request, trust, **kwargs))

        return _marked(page, permission)

    return decorate


def _answer(request: SignedInRequest, response: HttpResponseBase) -> HttpResponseBase:
    """What the view answered, as a page where it does not take this method."""
    return not_allowed(request, response) if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED else response


def personal_view(view: View) -> View:
    """A page about nobody but the person who asks: sign-in is enough."""
    return _marked(view, "personal")


def public_view(view: View) -> View:
    """A page anybody may read."""
    return _marked(login_not_required(view), "public")


def _marked(view: View, access: Permission | str) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view
