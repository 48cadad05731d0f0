"""What an outcome measure is, and what it should reach by when."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actionplan import rules
from actionplan.actions.weighing import weigh_measure
from actionplan.views.shared import status_of
from actionplan.weighing.forms import WeighForm
from actionplan.weighing.queries import measure_of
from core import conflicts
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def measure_weigh(request: SignedInRequest, council: Council, measure_id: int) -> HttpResponse:
    """Say what kind of measure it is, its baseline, its target and the day for it."""
    found = measure_of(request.user, council, measure_id)
    if found is None:
        raise Http404
    form, clash = WeighForm(request.POST) if request.method == "POST" else WeighForm.of(found), False
    if form.is_valid():
        given = form.cleaned_data | {"kind": rules.MeasureKind(form.cleaned_data["kind"])}
        try:
            weigh_measure(measure=found, by=request.user, **given)
        except rules.Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        except conflicts.Conflict:
            found.refresh_from_db()
            form, clash = WeighForm.again(request.POST, found), True
        else:
            messages.success(request, "What the measure is to show is recorded.")
            return redirect(found.recommendation)
    context = {"form": form, "clash": clash, "measure": found, "back_url": found.recommendation.get_absolute_url()}
    return render(request, "actionplan/measure_weigh.html", context, status=status_of(form.errors, clash))
