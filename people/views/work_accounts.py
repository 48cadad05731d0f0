"""Signing in with an account of one's school or council, and the person's own list of them."""

from http import HTTPStatus

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from allauth.utils import get_request_param
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from requests import RequestException

from people.access.decorators import SignedInRequest, personal_view, public_view
from people.provider import WorkAccountOAuth2Adapter
from people.work_accounts import NOT_SET_UP, UNREACHED, Refused, remove_work_account, work_account_of, work_accounts_of


@public_view
@require_POST
def begin(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Go to the provider: to sign in, or, signed in already, to join its account to one's own."""
    mine = reverse("people:work-accounts")
    process = get_request_param(request, "process", AuthProcess.LOGIN)
    if process not in {AuthProcess.LOGIN, AuthProcess.CONNECT}:
        raise Http404
    is_joining = process == AuthProcess.CONNECT
    if is_joining and not request.user.is_authenticated:
        return redirect_to_login(mine)
    failing = mine if is_joining else reverse("account_login")
    return _answered(OAuth2LoginView, request, provider_id, failing)


@public_view
@require_safe
def back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from the provider with its word on who this is."""
    return _answered(OAuth2CallbackView, request, provider_id, reverse("account_login"))


def _answered(view: type[OAuth2View], request: HttpRequest, provider_id: str, failing: str) -> HttpResponseBase:
    """What allauth answers; where the provider cannot be reached, the page `failing` with a sentence."""
    try:
        answer: HttpResponseBase = view.adapter_view(WorkAccountOAuth2Adapter(request, provider_id))(request)
    except (SocialApp.DoesNotExist, RequestException) as error:
        messages.error(request, UNREACHED if isinstance(error, RequestException) else NOT_SET_UP)
        return redirect(failing)
    return answer


@personal_view
@require_safe
def work_accounts(request: SignedInRequest) -> HttpResponse:
    """The accounts of a school or council that open this one, and those that could."""
    context = {"joined": work_accounts_of(request.user), "providers": get_adapter().list_providers(request)}
    return render(request, "people/work_accounts.html", context)


@personal_view
@require_http_methods(["GET", "POST"])
def work_account_remove(request: SignedInRequest, account_id: int) -> HttpResponse:
    """Ask, then part one of them."""
    account = work_account_of(request.user, account_id)
    if account is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            remove_work_account(account=account, by=request.user)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"{account.name} does not open your account any more.")
            return redirect("people:work-accounts")
    context = {"account": account, "refusal": refusal, "back_url": reverse("people:work-accounts")}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "people/work_account_remove.html", context, status=status)
