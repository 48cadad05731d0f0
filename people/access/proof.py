"""What a person has shown of who they are: a second step in this session, and something fresh before grave things.

The session keeps how somebody signed in (allauth's records), so that asking costs no query. A second step lasts as long
as the session; a fresh proof, a password or a code, lasts ten minutes.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from people.access.guards import must_have_second_step

View = Callable[..., HttpResponseBase]

GOING_TO = "going_to"
"""Where somebody was going when they were led to set up their second step."""


def has_second_step(request: HttpRequest) -> bool:
    """Whether this session has seen the person's second step."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def is_fresh(request: HttpRequest) -> bool:
    """Whether a password or a code was given within the last ten minutes, at sign-in or since."""
    given = [float(record.get("at", 0)) for record in get_authentication_records(request, request.user)]
    return bool(given) and time.time() - max(given) < app_settings.REAUTHENTICATION_TIMEOUT


def require_fresh(request: HttpRequest) -> None:
    """Raises what leads to the page that asks for a proof, and back, unless one was given within ten minutes."""
    if not is_fresh(request):
        raise ReauthenticationRequired


def has_set_up(user: Any) -> bool:
    """Whether this person has an app that makes codes for them."""
    return bool(is_mfa_enabled(user, [Authenticator.Type.TOTP]))


def lead_to_second_step(request: HttpRequest, then: str = "") -> HttpResponseBase:
    """To the page that asks for a code, or first to the one that sets it up, and from there back here, or to `then`.

    What was sent is kept in the session meanwhile.
    """
    is_set_up = has_set_up(request.user)
    page = reverse("mfa_reauthenticate" if is_set_up else "people:second-step-set-up")
    if request.method == "POST":
        return cast("HttpResponseRedirect", suspend_request(request, page))
    if not url_has_allowed_host_and_scheme(then, allowed_hosts=None):
        then = request.get_full_path()
    if not is_set_up:
        request.session[GOING_TO] = then
    return HttpResponseRedirect(f"{page}?{urlencode({'next': then})}")


def own_security(view: View) -> View:
    """A page that changes how a person signs in: whoever has a second step, or must have one, has given it."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user: Any = request.user
        if not has_second_step(request) and (must_have_second_step(user) or has_set_up(user)):
            return lead_to_second_step(request)
        return view(request, *args, **kwargs)

    return page


def recent_proof(view: View) -> View:
    """A page that asks for the password or a code again where neither was given within ten minutes."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require_fresh(request)
        return view(request, *args, **kwargs)

    return page


def fresh_proof(view: View) -> View:
    """A page that exports named data, grants roles or removes people: who they are was shown within ten minutes.

    Stands under `school_view`, `council_view` or `personal_view`.
    """
    return own_security(recent_proof(view))
