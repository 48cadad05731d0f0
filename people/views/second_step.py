"""The pages of one's own second step: setting it up, its recovery codes, asking for it, doing without it."""

import time
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import ReauthenticateView as PasswordProofView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import ReauthenticateView as CodeProofView
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.totp.forms import DeactivateTOTPForm
from allauth.mfa.totp.internal.flows import activate_totp, deactivate_totp
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET, require_http_methods

from people.access.decorators import SignedInRequest, personal_view
from people.access.guards import must_have_second_step
from people.access.proof import (
    GOING_TO,
    fresh_proof,
    has_second_step,
    has_set_up,
    lead_to_second_step,
    own_security,
    recent_proof,
)
from people.accounts import signed_in
from people.accounts.forms import FirstCodeForm
from people.accounts.second_step import app_of, recovery_codes_of
from people.actions.second_steps import under_way

_CODES_SHOWN_UNTIL = "codes_shown_until"
_CODES_SHOWN_SECONDS = 10 * 60


@personal_view
@own_security
@require_GET
def second_step(request: SignedInRequest) -> HttpResponse:
    """Whether one's second step is set up, and how many recovery codes are left."""
    codes = recovery_codes_of(request.user)
    context = {
        "is_set_up": app_of(request.user) is not None,
        "is_compulsory": must_have_second_step(request.user),
        "left": len(codes.get_unused_codes()) if codes else 0,
        "reset": under_way(request.user),
    }
    return render(request, "people/second_step.html", context)


@personal_view
@recent_proof
@require_http_methods(["GET", "POST"])
def set_up(request: SignedInRequest) -> HttpResponseBase:
    """Show the secret to a telephone, and take the first code it makes. A new telephone takes the place of the old."""
    before = app_of(request.user)
    if before is not None and not has_second_step(request):
        return lead_to_second_step(request)
    form = FirstCodeForm(request.POST if "code" in request.POST else None, user=request.user)
    if form.is_bound and form.is_valid():
        with transaction.atomic():
            if before is not None:
                before.delete()
            step, _ = activate_totp(request, form)
        record_authentication(request, request.user, "mfa", id=step.pk, type=step.type, reauthenticated=True)
        signed_in.renew(request)
        if before is not None:
            return redirect("people:second-step")
        _show_codes(request)
        return redirect("people:second-step-codes")
    url = get_adapter().build_totp_url(request.user, form.secret)
    context = {
        "form": form,
        "picture": _inline(get_adapter().build_totp_svg(url)),
        "secret": " ".join(form.secret[at : at + 4] for at in range(0, len(form.secret), 4)),
        "is_compulsory": must_have_second_step(request.user),
        "is_new_telephone": before is not None,
    }
    return render(request, "people/second_step_set_up.html", context)


def _inline(svg: str) -> SafeString:
    """The picture without its XML declaration, as a part of a page. It is made of squares, and of no words."""
    return mark_safe(svg[svg.index("<svg") :])  # noqa: S308 (the library drew it, of an address of our making)


@personal_view
@own_security
@require_GET
def codes(request: SignedInRequest) -> HttpResponse:
    """The recovery codes, for ten minutes after they were made; afterwards how many are left."""
    found = recovery_codes_of(request.user)
    if found is None:
        return redirect("people:second-step")
    left = found.get_unused_codes()
    context = {
        "codes": [f"{code[:4]} {code[4:]}" for code in left] if _shows_codes(request) else [],
        "left": len(left),
        "going_to": request.session.get(GOING_TO, ""),
    }
    return render(request, "people/second_step_codes.html", context)


@personal_view
@own_security
@require_GET
def codes_download(request: SignedInRequest) -> HttpResponse:
    """The codes as a text to print or keep, while they are shown."""
    found = recovery_codes_of(request.user)
    if found is None or not _shows_codes(request):
        return redirect("people:second-step-codes")
    lines = ["Recovery codes for Succession. Each opens once, when your authenticator app is not at hand.", ""]
    lines += [f"{code[:4]} {code[4:]}" for code in found.get_unused_codes()]
    response = HttpResponse("\r\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="recovery-codes.txt"'
    return response


@personal_view
@fresh_proof
@require_http_methods(["GET", "POST"])
def codes_new(request: SignedInRequest) -> HttpResponse:
    """Make new recovery codes; the old ones open nothing any more."""
    if not has_set_up(request.user):
        return redirect("people:second-step")
    if request.method == "POST":
        generate_recovery_codes(request)
        _show_codes(request)
        return redirect("people:second-step-codes")
    return render(request, "people/second_step_codes_new.html")


@personal_view
@fresh_proof
@require_http_methods(["GET", "POST"])
def switch_off(request: SignedInRequest) -> HttpResponse:
    """Do without a second step. Whoever must have one is told so instead."""
    app = app_of(request.user)
    if app is None:
        return redirect("people:second-step")
    form = DeactivateTOTPForm(data={}, authenticator=app)
    if form.is_valid() and request.method == "POST":
        deactivate_totp(request, app)
        return redirect("people:second-step")
    return render(request, "people/second_step_off.html", {"form": form, "is_compulsory": not form.is_valid()})


def _show_codes(request: SignedInRequest) -> None:
    request.session[_CODES_SHOWN_UNTIL] = time.time() + _CODES_SHOWN_SECONDS


def _shows_codes(request: SignedInRequest) -> bool:
    return time.time() < float(request.session.get(_CODES_SHOWN_UNTIL, 0))


class _Code(CodeProofView):  # type: ignore[misc]
    """Asks for a code: as the second step of a session, and as a fresh proof."""

    template_name = "people/code.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say why it is asked, and from where another proof can be chosen."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        is_again = has_second_step(self.request)
        return context | {
            "is_again": is_again,
            "alternatives": context["reauthentication_alternatives"] if is_again else [],
        }


class _Password(PasswordProofView):  # type: ignore[misc]
    """Asks for the password once more."""

    template_name = "people/password_again.html"


code = personal_view(_Code.as_view())
password = personal_view(_Password.as_view())
