"""Taking an issued report back, and putting it right by another."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from people.access.decorators import SignedInRequest
from people.rules import Refused
from succession.actions import reports as actions
from succession.reports.forms import CorrectForm, WithdrawForm
from succession.reports.frame import Place
from succession.reports.rules import Step
from succession.reports.views.finding import found_to_step, url_of
from succession.reports.views.showing import about_of


@require_http_methods(["GET", "POST"])
def report_withdraw(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """Take an issued report back, with the reason."""
    shown = found_to_step(request, place, report_id, Step.WITHDRAW)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw(report=shown, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"Report {shown.number} to {shown.body} is withdrawn. It is kept with the reason."
            )
            return redirect(url_of(place, "report", shown))
    context = about_of(place, shown) | {"form": form, "back_url": url_of(place, "report", shown)}
    return render(request, "succession/reports/withdraw.html", context)


@require_http_methods(["GET", "POST"])
def report_correct(request: SignedInRequest, place: Place, report_id: int) -> HttpResponse:
    """Prepare a report that is to replace this one."""
    shown = found_to_step(request, place, report_id, Step.CORRECT)
    form = CorrectForm(request.POST or None)
    if form.is_valid():
        try:
            draft = actions.correct(report=shown, why=form.cleaned_data["why"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The draft that is to replace report {shown.number} is ready.")
            return redirect(url_of(place, "report-draft", draft))
    context = about_of(place, shown) | {"form": form, "back_url": url_of(place, "report", shown)}
    return render(request, "succession/reports/correct.html", context)
