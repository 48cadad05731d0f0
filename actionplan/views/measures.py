"""A measure: how it is valued, its figure, its line, the schools behind it, and what is reported for it."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.actions import valuing
from actionplan.measures import queries, registry
from actionplan.measures.forms import REPORTED, ItemForm, ItemWithdrawForm, ValuationForm, WayForm, WhenForm
from actionplan.measures.registry import EXCLUDED_LABELS, After, Behind
from actionplan.measures.showing import FAILED, Shown, counted_live, from_kept, line_of, question_of, shown_for
from actionplan.models import OutcomeMeasure
from actionplan.rules import Refused
from actionplan.views.shared import recommendation_crumbs, status_of
from core import clock, conflicts, uploads
from core.addresses import address
from core.bodies import takes_a_document
from core.pictures import pictures
from documents import gate
from people.access.decorators import SignedInRequest, council_view
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council

ROWS = 50
LATE = 20


def measure_or_404(request: SignedInRequest, council: Council, measure_id: int) -> OutcomeMeasure:
    """A measure of this council's plans that this person may read."""
    found = queries.measure_of(request.user, council, measure_id)
    if found is None:
        raise Http404
    return found


@council_view(Permission.PLAN_READ)
@require_safe
def measure(request: SignedInRequest, council: Council, measure_id: int) -> HttpResponse:
    """A measure: its figure as a sentence, its line, who stands behind it, what was recorded since."""
    found = measure_or_404(request, council, measure_id)
    valuation = queries.valuation_of(found)
    shown = Shown(found, valuation)
    context: dict[str, Any] = {
        "council": council,
        "measure": found,
        "crumbs": recommendation_crumbs(council, found.recommendation),
        "can_edit": allows(request.user, Permission.PLAN_EDIT, council),
    }
    if shown.is_reported:
        shown = shown_for(request.user, council, [found], {})[found.pk]
        context |= _of_reported(request, found)
    elif valuation is not None and shown.named is None:
        shown = Shown(found, valuation, problem=FAILED)
    elif shown.named is not None:
        shown, more = _of_computed(request, council, shown)
        context |= more
    shown = replace(shown, last_day=found.last_day or found.due_on)
    return render(request, "actionplan/measure.html", context | {"shown": shown})


def _of_reported(request: SignedInRequest, found: OutcomeMeasure) -> dict[str, Any]:
    items = queries.items_of(found)
    try:
        valuing.require_report(found, by=request.user)
    except PermissionDenied:
        can_report = False
    else:
        can_report = True
    return {"items": items[: queries.ITEMS], "more_items": len(items) > queries.ITEMS, "can_report": can_report}


def _of_computed(request: SignedInRequest, council: Council, shown: Shown) -> tuple[Shown, dict[str, Any]]:
    named, valuation = shown.named, shown.valuation
    assert named is not None, "asked before"  # noqa: S101
    assert valuation is not None, "asked before"  # noqa: S101
    kept = queries.kept_of([valuation.pk]).get(valuation.pk, [])
    when = WhenForm(request.GET)
    context: dict[str, Any] = {"named": named, "in_full": named.in_full(valuation.given)}
    if named.is_of_people:
        shown = from_kept(request.user, council, shown.measure, valuation, kept)
        day, known_at = shown.as_at, shown.known_at
    else:
        day, known_at = when.moments()
        shown = counted_live(request.user, council, shown.measure, valuation, day, known_at)
        context["when"] = when
    if allows(request.user, named.read, council) and (line := line_of(named, valuation, kept)) is not None:
        context["line"] = pictures([line])[0]
    if shown.problem or day is None or known_at is None:
        return shown, context
    question = question_of(valuation, council, day, known_at)
    context["late"] = named.since(question, LATE)
    if allows(request.user, Permission.SCHOOLS_READ, council):
        context |= _behind(request, named, question)
    return shown, context


def _behind(request: SignedInRequest, named: registry.Measure, question: registry.Question) -> dict[str, Any]:
    """The schools behind a figure, by name, fifty at a time."""
    asked = request.GET.get("list", "")
    which = Behind(asked) if asked in set(Behind) else Behind.COUNTED
    urn = request.GET.get("urn", "")
    after = After(request.GET.get("after", ""), int(urn) if urn.isascii() and urn.isdigit() and len(urn) < 9 else 0)
    if "\0" in after.name:
        after = After()
    rows = named.behind(question, which, after, ROWS + 1)
    held = {
        name: request.GET[name] for name in ("on", "known") if name in request.GET and "\0" not in request.GET[name]
    }
    tabs = [
        (label, f"?{urlencode(held | {'list': one.value})}", one is which)
        for one, label in _LISTS.items()
        if not (named.is_of_people and one is Behind.OTHERS)
    ]
    older = ""
    if len(rows) > ROWS:
        last = rows[ROWS - 1]
        older = f"?{urlencode(held | {'list': which.value, 'after': last.name, 'urn': last.urn})}"
    told = [(row, EXCLUDED_LABELS.get(row.part, "")) for row in rows[:ROWS]]
    return {"tabs": tabs, "rows": told, "older": older, "which": which.value, "list_of": _LISTS[which]}


_LISTS = {
    Behind.COUNTED: "Schools behind the figure",
    Behind.OTHERS: "The other schools asked",
    Behind.EXCLUDED: "Schools left out, and why",
}


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def measure_value(request: SignedInRequest, council: Council, measure_id: int) -> HttpResponse:
    """Choose how a measure is valued: which one first, then what it takes."""
    found = measure_or_404(request, council, measure_id)
    standing = queries.valuation_of(found)
    asked = WayForm((request.POST if request.method == "POST" else request.GET).dict())
    chosen = asked.chosen.get("named", "")
    context: dict[str, Any] = {"council": council, "measure": found, "back_url": _url(found)}
    if not chosen:
        return render(request, "actionplan/measure_way.html", context | {"form": asked, "standing": standing})
    named = None if chosen == REPORTED else registry.named(chosen)
    services = queries.services_of(council) if named else []
    opening = ValuationForm.opening(standing, chosen)
    sent = request.POST if request.method == "POST" else None
    form = ValuationForm(sent, initial=opening, named=named, services=services)
    clash = False
    if form.is_valid():
        try:
            valuing.choose_valuation(measure=found, by=request.user, **form.values)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except conflicts.Conflict:
            again = request.POST.dict() | {"opened_on": opening["opened_on"]}
            form, clash = ValuationForm(again, named=named, services=services), True
        else:
            messages.success(request, "How the measure is valued is recorded.")
            return redirect(_url(found))
    context |= {"form": form, "named": named, "clash": clash, "standing": standing}
    return render(request, "actionplan/measure_value.html", context, status=status_of(form.errors, clash))


@council_view(Permission.PLAN_UPDATE)
@takes_a_document
@require_http_methods(["GET", "POST"])
def measure_item_add(request: SignedInRequest, council: Council, measure_id: int) -> HttpResponse:
    """Report one dated thing for a measure, with what shows it."""
    found = measure_or_404(request, council, measure_id)
    valuing.require_report(found, by=request.user)
    form = ItemForm(request.POST, request.FILES) if request.method == "POST" else ItemForm.new(clock.today())
    if form.is_valid():
        try:
            valuing.report_item(measure=found, by=request.user, today=clock.today(), **form.values)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        except gate.Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, "It is reported, and counts from now on.")
            return redirect(_url(found))
    context = {"form": form, "measure": found, "back_url": _url(found)}
    return render(request, "actionplan/measure_item_add.html", context, status=status_of(form.errors))


@council_view(Permission.PLAN_UPDATE)
@require_http_methods(["GET", "POST"])
def measure_item_withdraw(request: SignedInRequest, council: Council, item_id: int) -> HttpResponse:
    """Let something that was reported count no more."""
    item = queries.item_of(request.user, council, item_id)
    if item is None:
        raise Http404
    valuing.require_report(item.measure, by=request.user)
    form = ItemWithdrawForm(request.POST) if request.method == "POST" else ItemWithdrawForm()
    if form.is_valid():
        valuing.withdraw_item(item=item, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "It is withdrawn, and counts no more.")
        return redirect(_url(item.measure))
    context = {"form": form, "item": item, "back_url": _url(item.measure)}
    return render(request, "actionplan/measure_item_withdraw.html", context, status=status_of(form.errors))


@council_view(Permission.PLAN_READ)
@require_safe
def measure_item_file(request: SignedInRequest, council: Council, item_id: int) -> HttpResponseBase:
    """The file that shows what was reported, as it came."""
    item = queries.item_of(request.user, council, item_id)
    if item is None or item.file is None:
        raise Http404
    return uploads.as_attachment(item.file)


def _url(found: OutcomeMeasure) -> str:
    return address("actionplan:measure", code=found.recommendation.review.council.code, measure_id=found.pk)
