"""What every request and every response of the product carries."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from core import references
from core.bodies import LONGEST_FORM, LONGEST_UPLOAD, longest_body
from core.proxies import client_address

Answer = Callable[[HttpRequest], HttpResponse]

BY_ITSELF = "X-By-Itself"
_CHUNK = 64 * 1024
_ISOLATION = {
    "Cross-Origin-Resource-Policy": "same-origin",
    # A browser need not offer a page what the product has no use for.
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture"),
            *("encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection"),
            *("local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
            *("screen-wake-lock", "serial", "usb", "window-management", "xr-spatial-tracking"),
        )
    ),
}


class ReferencedRequest(HttpRequest):
    """A request behind RequestReferenceMiddleware, which every request passes first."""

    reference: str


class RequestReferenceMiddleware:
    """Give each request a reference of our own making, whatever the request says it is called.

    It stands first, so that what any other middleware refuses or logs has it too.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: ReferencedRequest) -> HttpResponse:
        """Answer, with the reference on the request, in the header and beside what is logged."""
        request.reference = references.new()
        with references.referred(request.reference):
            response = self.get_response(request)
        response[references.HEADER] = request.reference
        return response


class ClientAddressMiddleware:
    """Have `REMOTE_ADDR` be the person's address, worked out once, for rate limits and logs alike.

    What was forwarded is then taken away: nothing behind this can believe more of it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the address that our own proxies vouch for."""
        request.META["REMOTE_ADDR"] = client_address(
            peer=request.META.get("REMOTE_ADDR", ""),
            forwarded=request.META.pop("HTTP_X_FORWARDED_FOR", ""),
            proxies=settings.PROXIES,
        )
        return self.get_response(request)


class ByItselfMiddleware:
    """Tell requests that a page makes by itself from what its person does: only the latter keeps a session alive.

    It stands right behind the session's own middleware.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        if request.headers.get(BY_ITSELF):
            request.session.is_by_itself = True  # type: ignore[attr-defined]  # core.sessions.SessionStore
        return self.get_response(request)


class BrowserMiddleware:
    """Tell the browser to keep no answer but those made for everybody, and to give none of them to another site.

    A page from before sign-out is then gone, whoever presses Back; a redirect, an error, a part of a page and a
    download are no different. Only a view that says "public" of itself, and static files, may be kept.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with these headers."""
        response = self.get_response(request)
        if "public" not in response.get("Cache-Control", ""):
            add_never_cache_headers(response)
        for name, value in _ISOLATION.items():
            response.headers.setdefault(name, value)
        return response


class BodyLimitMiddleware:
    """Refuse a request that is longer than what it is sent to reads, before any of it is kept. It stands before CSRF's.

    It is read to its end and thrown away, within limits: a browser that is still sending sees no page.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., object], *_arguments: Any) -> None:
        """Stop where the request is too long for this view.

        Raises RequestDataTooBig, which is answered by a page (413).
        """
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        if length <= LONGEST_FORM or length <= longest_body(view, is_signed_in=request.user.is_authenticated):
            return
        if length <= LONGEST_UPLOAD:
            while request.read(_CHUNK):
                pass
        raise RequestDataTooBig(f"A request of {length} bytes.")
