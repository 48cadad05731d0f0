"""What an officer asks schools: the form and its check, who answered what, reminding, closing, the list as a file."""

import io
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplan.actions import returns as actions
from actionplan.models import ReturnRequest
from actionplan.returns import exports, queries, rules
from actionplan.returns.forms import AskForm, StandFilterForm
from actionplan.returns.queries import After
from actionplan.rules import Refused
from actionplan.views.shared import recommendation_crumbs, recommendation_or_404, status_of
from core import clock, uploads
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council


def request_or_404(request: SignedInRequest, council: Council, key: int) -> ReturnRequest:
    """A question to the schools of this council that this person may read."""
    found = queries.request_of(request.user, council, key)
    if found is None:
        raise Http404
    return found


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def returns_ask(request: SignedInRequest, council: Council, recommendation_id: int) -> HttpResponse:
    """Ask schools about a recommendation: the form, then how many would be asked, then the asking."""
    found = recommendation_or_404(request, council, recommendation_id)
    services = queries.services_of(council)
    form = AskForm(request.POST, services=services) if request.method == "POST" else AskForm.new(services)
    context: dict[str, Any] = {"form": form, "recommendation": found, "council": council}
    context |= {"back_url": found.get_absolute_url(), "may_ask": rules.may_ask(found.control)}
    if form.is_valid() and "change" not in request.POST:
        given = form.values
        try:
            checked = queries.check(found, given, clock.today())
            if request.POST.get("shown") == checked.token:
                made = actions.ask_schools(recommendation=found, by=request.user, today=clock.today(), **given)
                messages.success(request, "The schools are asked. Letters go out to those who can answer.")
                return redirect(made)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            changed = "shown" in request.POST
            return render(request, "actionplan/returns_check.html", context | {"checked": checked, "changed": changed})
    return render(request, "actionplan/returns_ask.html", context, status=status_of(form.errors))


@council_view(Permission.PLAN_EDIT)
@require_safe
def returns(request: SignedInRequest, council: Council, request_id: int) -> HttpResponse:
    """Who answered what: the coverage, then school by school."""
    found = request_or_404(request, council, request_id)
    today, form = clock.today(), StandFilterForm(request.GET.dict())
    stand = form.chosen.get("stand", "")
    coverage = queries.coverages([found], today)[found.pk]
    rows = queries.rows_of(found, today, stand=stand, after=_after(request), most=queries.PAGE + 1)
    shown, older = rows[: queries.PAGE], ""
    if len(rows) > queries.PAGE:
        last = shown[-1].school
        older = f"?{urlencode(form.chosen | {'after': last.name, 'urn': last.urn})}"
    context = {
        "council": council,
        "asked": found,
        "coverage": coverage,
        "chosen": coverage.of(rules.Stand(stand)) if stand else coverage.every,
        "form": form,
        "rows": shown,
        "older": older,
        "was_reminded": found.reminded_on == today,
        "crumbs": recommendation_crumbs(council, found.recommendation),
    }
    return render(request, "actionplan/returns.html", context)


def _after(request: SignedInRequest) -> After:
    name, urn = request.GET.get("after", ""), request.GET.get("urn", "")
    known = "\0" not in name and urn.isascii() and urn.isdigit() and len(urn) < 9
    return After(name, int(urn)) if known else After()


@council_view(Permission.PLAN_EDIT)
@require_safe
def returns_csv(request: SignedInRequest, council: Council, request_id: int) -> HttpResponseBase:
    """The same list as a file, as its filter leaves it."""
    found = request_or_404(request, council, request_id)
    form, today = StandFilterForm(request.GET.dict()), clock.today()
    content = exports.returns_csv(found, today, stand=form.chosen.get("stand", ""), by=request.user)
    name = f"returns-{found.pk}-{today.isoformat()}.csv"
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=exports.CSV)


@council_view(Permission.PLAN_EDIT)
@require_POST
def returns_remind(request: SignedInRequest, council: Council, request_id: int) -> HttpResponse:
    """Write again to those who have not answered."""
    found = request_or_404(request, council, request_id)
    try:
        actions.remind_schools(request=found, by=request.user, today=clock.today())
    except Refused as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, "Letters go out to the schools that have not answered.")
    return redirect(found)


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def returns_close(request: SignedInRequest, council: Council, request_id: int) -> HttpResponse:
    """Take no more answers."""
    found = request_or_404(request, council, request_id)
    if request.method == "POST":
        actions.close_returns(request=found, by=request.user)
        messages.success(request, "It is closed. What schools answered stays here.")
        return redirect(found)
    coverage = queries.coverages([found], clock.today())[found.pk]
    context = {"asked": found, "coverage": coverage, "back_url": found.get_absolute_url()}
    return render(request, "actionplan/returns_close.html", context)


@council_view(Permission.PLAN_EDIT)
@require_safe
def return_file(request: SignedInRequest, council: Council, return_id: int) -> HttpResponseBase:
    """The file that shows a school's answer, as it came."""
    found = queries.return_of(request.user, council, return_id)
    if found is None or found.file is None:
        raise Http404
    return uploads.as_attachment(found.file)
