"""The pages of one's own account: a forgotten password, another address, and what the account is."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView, password_change
from allauth.core.ratelimit import consume
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from people.access.decorators import SignedInRequest, personal_view, public_view
from people.access.proof import fresh_proof, own_security
from people.accounts import guesses, rules, signed_in
from people.accounts.forms import EmailForm, NewEmailForm, NewPasswordForm
from people.accounts.guesses import hidden
from people.accounts.single_sign_on import links_of, offers
from people.actions import accounts
from people.rules import Refused

_LINK = "password_link"


class _SignIn(LoginView):  # type: ignore[misc]
    """By email and password, with the way to the providers that the installation has."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and the providers."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"offers": offers(), "then": get_next_redirect_url(self.request) or ""}


sign_in = public_view(_SignIn.as_view())


@personal_view
@require_GET
def account(request: SignedInRequest) -> HttpResponse:
    """What this account is, and the ways to change it."""
    linked = links_of(request.user) if offers() else {}
    return render(request, "people/account.html", {"offers": [(one, one.key in linked) for one in offers()]})


@personal_view
@own_security
def change_password(request: SignedInRequest) -> HttpResponseBase:
    """Choose another password; whoever has none yet asks for a letter."""
    if not request.user.has_usable_password():
        return redirect("account_reset_password")
    answer: HttpResponseBase = password_change(request)
    if answer.status_code == 302:
        signed_in.end_all(request.user, but=request.session.session_key or "")
    return answer


# A forgotten password ------------------------------------------------------------------------------------------------
@public_view
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponseBase:
    """Ask for a letter with a link. The answer is the same for every address."""
    form = EmailForm(request.POST or None)
    if form.is_bound and form.is_valid():
        email = form.cleaned_data["email"].strip().lower()
        if not consume(request, action="reset_password", key=hidden("reset", email)):
            return _too_often(request)
        accounts.ask_for_password(email=email)
        return redirect("account_reset_password_done")
    return render(request, "people/password_forgotten.html", {"form": form})


@public_view
@require_GET
def forgotten_sent(request: HttpRequest) -> HttpResponse:
    """Say where to look."""
    return render(request, "people/password_forgotten_sent.html")


@public_view
@require_GET
def from_letter(request: HttpRequest, key: str) -> HttpResponse:
    """Take the secret part out of the address, where it would stay in the browser's history. It is not used up."""
    request.session[_LINK] = key
    return redirect("people:password-new")


@public_view
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """Choose a new password, for whoever came by a link that works."""
    key = str(request.session.get(_LINK, ""))
    user = accounts.whose_link(key)
    if user is None:
        return _over(request, rules.LINK_IS_OVER)
    form = NewPasswordForm(request.POST or None, user=user)
    if form.is_bound and form.is_valid():
        try:
            accounts.choose_password(key=key, password=form.cleaned_data["password1"])
        except Refused as refused:
            return _over(request, str(refused))
        request.session.pop(_LINK)
        guesses.remember(request, user.email)
        messages.success(request, "Your password is changed. Sign in with it.")
        return redirect("account_login")
    return render(request, "people/password_new.html", {"form": form})


def _too_often(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)


def _over(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "people/link_over.html", {"sentence": sentence}, status=410)


# Another address -----------------------------------------------------------------------------------------------------
@personal_view
@fresh_proof
@require_http_methods(["GET", "POST"])
def email(request: SignedInRequest) -> HttpResponseBase:
    """Ask to sign in with another address. The answer is the same whoever has it."""
    form = NewEmailForm(request.POST or None)
    if form.is_bound and form.is_valid():
        if not consume(request, action="manage_email", user=request.user):
            return _too_often(request)
        try:
            change = accounts.ask_for_email(new=form.cleaned_data["email"], by=request.user)
        except Refused as refused:
            form.add_error("email", str(refused))
        else:
            return render(request, "people/email_sent.html", {"new": change.new})
    return render(request, "people/email.html", {"form": form})


@personal_view
@own_security
@require_http_methods(["GET", "POST"])
def email_confirm(request: SignedInRequest, change_id: int, key: str) -> HttpResponse:
    """Confirm, by a button, that the address to which the letter went is one's own."""
    try:
        change = accounts.confirmable(change_id, key, request.user)
        if request.method == "POST":
            own = request.session.session_key or ""
            accounts.change_email(change_id=change_id, key=key, by=request.user, session_key=own)
            messages.success(request, f"You sign in with {change.new} from now on.")
            return redirect("people:account")
    except Refused as refused:
        return _over(request, str(refused))
    return render(request, "people/email_confirm.html", {"new": change.new})
