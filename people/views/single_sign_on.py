"""Signing in with Microsoft or Google, linking that to one's account, and ending the link."""

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from core import mail
from people.access.decorators import SignedInRequest, personal_view, public_view
from people.access.proof import fresh_proof
from people.accounts import single_sign_on


@public_view
@require_GET
def start(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """To the provider, to sign in there and come back."""
    return _to_provider(request, provider_id, "login", get_next_redirect_url(request))


@public_view
@require_GET
def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from the provider."""
    if single_sign_on.offered(provider_id) is None:
        raise Http404
    adapter = single_sign_on.CheckedAdapter(request, provider_id)
    answer: HttpResponseBase = single_sign_on.CheckedCallback.adapter_view(adapter)(request)
    return answer


@personal_view
@fresh_proof
@require_POST
def link(request: SignedInRequest, provider_id: str) -> HttpResponseBase:
    """Offer the way to the provider, from which one comes back linked.

    A page between, since a form of ours may be sent nowhere else.
    """
    answer = _to_provider(request, provider_id, "connect", reverse("people:account"))
    offer = single_sign_on.offered(provider_id)
    if offer is None or answer.status_code != 302:
        return answer
    return render(request, "people/single_sign_on_link.html", {"offer": offer, "href": answer.headers["Location"]})


@personal_view
@fresh_proof
@require_POST
def unlink(request: SignedInRequest, provider_id: str) -> HttpResponse:
    """End the link, for whoever can still sign in by a password."""
    offer = single_sign_on.offered(provider_id)
    if offer is None:
        raise Http404
    if not request.user.has_usable_password():
        messages.error(request, "Choose a password first: without one you could not sign in any more.")
    else:
        with transaction.atomic():
            single_sign_on.unlink(request.user, provider_id)
            mail.post(kind="people.account-changed", about=f"{request.user.pk}:unlinked")
        messages.success(request, f"You do not sign in with {offer.name} any more.")
    return redirect("people:account")


def _to_provider(request: HttpRequest, provider_id: str, process: str, then: str | None) -> HttpResponseBase:
    if single_sign_on.offered(provider_id) is None:
        raise Http404
    try:
        provider = get_adapter().get_provider(request, provider=provider_id)
        answer: HttpResponseBase = provider.redirect(request, process, then)
    except (RequestException, KeyError, ValueError):
        return render(request, "people/single_sign_on_refused.html", {"sentence": _AWAY}, status=503)
    return answer


_AWAY = "The provider does not answer. Try again in a few minutes, or sign in with your email address and password."
