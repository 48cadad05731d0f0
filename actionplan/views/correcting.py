"""The page on which what was read of a plan is checked, and each correction that it sends."""

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from actionplan import shape
from actionplan.actions.correcting import correct_plan, undo_plan_correction
from actionplan.correcting.forms import BUTTONS, FORMS, NameForm, OwnersForm, PlanForm, drop_date
from actionplan.correcting.page import Asked, check_page
from actionplan.models import ScrutinyReview, Team
from actionplan.reading.checking import Checked, Operation, Refused, checked_as
from actionplan.views.importing import STEPS, import_url, preview_or_404, turned_down_page
from actionplan.views.shared import plan_crumbs
from core import clock, conflicts
from core.correcting import keeping
from core.correcting.keeping import Log
from core.models import Preview
from core.rules import RUN_OUT, ConfirmedAlready, Stale
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council

MEANWHILE = "You corrected this reading in another window meanwhile. Look at it as it stands now, then send this again."
_TYPED = ("words", "before", "label", "text", "response", "owners", "due", "status", "another", "earliest", "latest")


@council_view(Permission.PLAN_EDIT)
@require_safe
def import_check(request: SignedInRequest, council: Council, preview_id: UUID) -> HttpResponseBase:
    """What was read beside its source; while it is being read, a page that waits."""
    preview = preview_or_404(request, council, preview_id)
    if preview.confirmed_at is not None:
        return redirect(ScrutinyReview.objects.visible_to(request.user).get(source=preview.upload))
    has_run_out = preview.has_run_out(clock.now())
    if preview.is_reading and not has_run_out:
        return render(request, "actionplan/import_progress.html", {"href": request.path, "steps": STEPS})
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": request.path})
    if has_run_out or not preview.is_ready:
        return turned_down_page(request, council, preview, preview.sentence or RUN_OUT)
    number = request.GET.get("page", "")
    asked = Asked(
        at=request.GET.get("at", ""),
        near=request.GET.get("near", ""),
        page=int(number) if number.isdecimal() and len(number) < 6 else 0,
    )
    return _page(request, council, preview, keeping.log_of(preview.upload), asked)


@council_view(Permission.PLAN_EDIT)
@require_POST
def import_correct(request: SignedInRequest, council: Council, preview_id: UUID) -> HttpResponseBase:
    """One correction, or taking the last one back; then the same place again."""
    preview = preview_or_404(request, council, preview_id)
    if not preview.is_ready or preview.confirmed_at is not None or preview.has_run_out(clock.now()):
        return redirect("actionplan:import-check", code=council.code, preview_id=preview.pk)
    try:
        return _taken(request, council, preview)
    except ConfirmedAlready:
        return redirect("actionplan:import-check", code=council.code, preview_id=preview.pk)
    except Stale as stale:
        return turned_down_page(request, council, preview, str(stale))
    except Refused as refusal:
        return _again(request, council, preview, str(refusal))
    except conflicts.Conflict:
        return _again(request, council, preview, MEANWHILE)


def _taken(request: SignedInRequest, council: Council, preview: Preview) -> HttpResponseBase:
    """What was sent, done; a form that cannot be taken, shown again with what was typed."""
    op, key = request.POST.get("op", ""), request.POST.get("key", "")
    if op == "undo":
        return _undo(request, council, preview)
    if op in BUTTONS:
        return _correct(request, council, preview, [BUTTONS[op](key)])
    if op == "drop-date":
        return _correct(request, council, preview, [drop_date(key, request.POST.get("number", ""))])
    if op not in FORMS:
        raise Refused("Choose a correction on the page.")
    log = keeping.log_of(preview.upload)
    reading = checked_as(preview.result or {}, log.operations)
    form = FORMS[op](request.POST, key=key, reading=reading, more=request.POST.get("number", "")[:4])
    _know_teams(request, council, [form])
    if form.is_valid():
        return _correct(request, council, preview, form.operations(), form)
    return _page(request, council, preview, log, Asked(at=form.key, failed=form))


def _correct(
    request: SignedInRequest,
    council: Council,
    preview: Preview,
    operations: Sequence[Operation[Checked]],
    form: PlanForm | None = None,
) -> HttpResponseBase:
    """Say these things, and come back to where they were said; with a form that cannot be taken, to the form."""
    opened_on, key = request.POST.get("opened_on", ""), request.POST.get("key", "")
    if not operations:
        return _back(council, preview, at=key)
    try:
        said = correct_plan(
            council=council, preview=preview, operations=operations, opened_on=opened_on, by=request.user
        )
    except (Refused, conflicts.Conflict) as cause:
        if form is None:
            raise
        form.add_error(form.first, MEANWHILE if isinstance(cause, conflicts.Conflict) else str(cause))
        return _page(request, council, preview, keeping.log_of(preview.upload), Asked(at=form.key, failed=form))
    if said:
        messages.success(request, " ".join(said))
    is_open = request.POST.get("op") not in {"aside", "join", "join-row", "place", "rest-aside", "name"}
    return _back(council, preview, at=key if is_open else "", near="" if is_open else key)


def _undo(request: SignedInRequest, council: Council, preview: Preview) -> HttpResponseRedirect:
    opened_on = request.POST.get("opened_on", "")
    was = undo_plan_correction(council=council, preview=preview, opened_on=opened_on, by=request.user)
    messages.success(request, f"Undone: {was}")
    return redirect(f"{import_url('check', council, preview)}#corrections")


def _back(council: Council, preview: Preview, *, at: str = "", near: str = "") -> HttpResponseRedirect:
    """The page again, where a part is."""
    place = {name: value for name, value in (("at", at), ("near", near)) if value}
    fragment = urlencode({"": at or near}).removeprefix("=")
    url = import_url("check", council, preview)
    return HttpResponseRedirect(f"{url}?{urlencode(place)}#{fragment}" if place else url)


def _again(request: SignedInRequest, council: Council, preview: Preview, sentence: str) -> HttpResponse:
    """The page as it stands, with why a correction was not made and all that was typed for it."""
    typed = [words for name in _TYPED if (words := request.POST.get(name, "").strip())]
    asked = Asked(near=request.POST.get("key", ""))
    log = keeping.log_of(preview.upload)
    return _page(request, council, preview, log, asked, refusal=sentence, typed=typed)


def _know_teams(request: SignedInRequest, council: Council, forms: Sequence[PlanForm]) -> None:
    """Offer the council's teams where owners are chosen."""
    for form in forms:
        if isinstance(form, OwnersForm):
            form.know(team.code for team in Team.objects.visible_to(request.user).filter(council=council))


def _page(
    request: SignedInRequest,
    council: Council,
    preview: Preview,
    log: Log,
    asked: Asked,
    *,
    refusal: str = "",
    typed: Sequence[str] = (),
) -> HttpResponse:
    result = preview.result or {}
    reading = checked_as(result, log.operations)
    plan = shape.plan_of(reading.reading())
    page = check_page(result, reading, plan, asked)
    failed = asked.failed
    _know_teams(request, council, page.forms)
    context = {
        "council": council,
        "preview": preview,
        "plan": plan,
        "reading": reading,
        "sentence": shape.found_sentence(plan, every_word_placed=not plan.unplaced),
        "problems": shape.problems(plan),
        "same": _same_plan(request, council, result),
        "page": page,
        "names": [failed if isinstance(failed, NameForm) else NameForm(key="subtitle", reading=reading)],
        "aside": [piece for piece in reading.loose if piece.aside],
        "failed": failed,
        "refusal": refusal,
        "typed": typed,
        "log": log,
        "correct_url": import_url("correct", council, preview),
        "steps": STEPS,
        "crumbs": plan_crumbs(council),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if failed or refusal else HTTPStatus.OK
    return render(request, "actionplan/import_check.html", context, status=status)


def _same_plan(request: SignedInRequest, council: Council, result: dict[str, object]) -> ScrutinyReview | None:
    """The plan that this paper was brought in as already."""
    fingerprint = shape.plan_of(result).fingerprint
    same = ScrutinyReview.objects.visible_to(request.user).filter(council=council, fingerprint=fingerprint)
    return same.select_related("council").first()
