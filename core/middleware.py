"""What every request and every response of the product carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from core import references


class ReferencedRequest(HttpRequest):
    """A request behind RequestReferenceMiddleware, which every request passes first."""

    reference: str


class RequestReferenceMiddleware:
    """Give each request a reference of our own making, whatever the request says it is called.

    It stands first, so that what any other middleware refuses or logs has it too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ReferencedRequest) -> HttpResponse:
        """Answer, with the reference on the request, in the header and beside what is logged."""
        request.reference = references.new()
        with references.referred(request.reference):
            response = self.get_response(request)
        response[references.HEADER] = request.reference
        return response


class NoStoreMiddleware:
    """A page made for somebody signed in is kept by no cache, so that Back after sign-out shows nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and forbid keeping the answer, unless the view made it for everybody."""
        response = self.get_response(request)
        if "public" not in response.get("Cache-Control", "") and request.user.is_authenticated:
            add_never_cache_headers(response)
        return response
