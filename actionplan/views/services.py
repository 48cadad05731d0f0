"""Which schools do not buy which service of the council, so that measures of it leave them out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from actionplan.actions.valuing import end_not_bought, record_not_bought
from actionplan.measures.forms import NotBoughtEndForm, NotBoughtForm
from actionplan.measures.queries import not_bought_in
from actionplan.models import ServiceNotBought
from actionplan.rules import Refused
from actionplan.views.shared import plan_crumbs, status_of
from core import conflicts
from core.addresses import address
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council, School

SHOWN = 200


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def services(request: SignedInRequest, council: Council) -> HttpResponse:
    """The schools that do not buy a service, and the form that records another."""
    form = NotBoughtForm(request.POST) if request.method == "POST" else NotBoughtForm()
    if form.is_valid():
        given = form.cleaned_data
        school = School.objects.visible_to(request.user).filter(council=council, urn=given.pop("urn")).first()
        try:
            record_not_bought(council=council, school=school, by=request.user, **given)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, f"{school} is left out of measures of this service.")
            return redirect(_url(council))
    found = not_bought_in(council)
    context = {
        "council": council,
        "form": form,
        "records": found[:SHOWN],
        "has_more": len(found) > SHOWN,
        "crumbs": plan_crumbs(council),
    }
    return render(request, "actionplan/services.html", context, status=status_of(form.errors))


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def service_end(request: SignedInRequest, council: Council, record_id: int) -> HttpResponse:
    """Say until when a school did not buy a service."""
    every = ServiceNotBought.objects.visible_to(request.user).select_related("school", "council")
    record = get_object_or_404(every, council=council, pk=record_id)
    form = NotBoughtEndForm(request.POST) if request.method == "POST" else NotBoughtEndForm.of(record)
    clash = False
    if form.is_valid():
        try:
            end_not_bought(record=record, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        except conflicts.Conflict:
            record.refresh_from_db()
            form, clash = NotBoughtEndForm.again(request.POST, record), True
        else:
            messages.success(request, f"Measures leave {record.school} out until that day.")
            return redirect(_url(council))
    context = {"form": form, "record": record, "clash": clash, "back_url": _url(council)}
    return render(request, "actionplan/service_end.html", context, status=status_of(form.errors, clash))


def _url(council: Council) -> str:
    return address("actionplan:services", code=council.code)
