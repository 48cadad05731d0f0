"""Bringing in a plan: choose, check what we read, confirm, done; and for a day, taking it out again."""

import io
from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplan import shape, undoing
from actionplan.actions.importing import KIND, CannotBeSaved, import_plan, send_plan, undo_import
from actionplan.forms import ChooseForm, ConfirmForm
from actionplan.models import Recommendation, Team
from actionplan.reading.checking import checked_as
from actionplan.rules import Refused
from actionplan.views.shared import plan_crumbs, review_or_404, status_of
from core import clock, conflicts, uploads
from core.bodies import takes_a_document
from core.correcting import keeping
from core.models import Preview
from core.organisations import key_of
from core.rules import ConfirmedAlready, Stale
from documents import gate
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "action-plan-as-councils-have-them.txt"
CORRECTED_SINCE = "You corrected this reading after you opened that page. Check it, then confirm again."
STEPS = ("Choose", "Check what we read", "Confirm", "Done")


@council_view(Permission.PLAN_EDIT)
@require_safe
def example(request: SignedInRequest, council: Council) -> HttpResponseBase:  # noqa: ARG001 (the same for every council)
    """A plan of a council that does not exist, as hard to read as real ones, to try an import with."""
    return FileResponse(EXAMPLE.open("rb"), as_attachment=True, filename=EXAMPLE.name, content_type="text/plain")


@council_view(Permission.PLAN_EDIT)
@takes_a_document
@require_http_methods(["GET", "POST"])
def import_choose(request: SignedInRequest, council: Council) -> HttpResponse:
    """Choose a document to bring in. It is read in a job; nothing becomes a plan until it is confirmed."""
    form = ChooseForm(request.POST, request.FILES) if request.method == "POST" else ChooseForm()
    if form.is_valid():
        given = form.cleaned_data["file"]
        content = given or io.BytesIO(form.cleaned_data["words"].encode())
        name, size = (given.name, given.size) if given else (uploads.PASTED, content.getbuffer().nbytes)
        try:
            preview = send_plan(council=council, name=name, content=content, size=size, by=request.user)
        except gate.Refused as refusal:
            form.add_error("file" if given else "words", str(refusal))
        else:
            return redirect("actionplan:import-check", code=council.code, preview_id=preview.pk)
    return _choose_page(request, council, form)


def _choose_page(request: SignedInRequest, council: Council, form: ChooseForm) -> HttpResponse:
    mine = Preview.objects.visible_to(request.user).filter(kind=KIND, organisation=key_of(council))
    context = {
        "council": council,
        "form": form,
        "unfinished": mine.unfinished(clock.now()),
        "send_to": reverse("actionplan:import", kwargs={"code": council.code}),
        "steps": STEPS,
        "crumbs": plan_crumbs(council),
    }
    return render(request, "actionplan/import_choose.html", context, status=status_of(form.errors))


def turned_down_page(request: SignedInRequest, council: Council, preview: Preview, sentence: str) -> HttpResponse:
    """The first page again, with the one sentence that says why this document cannot be brought in."""
    form = ChooseForm.turned_down(sentence, uploads.pasted_words(preview.upload))
    return _choose_page(request, council, form)


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def import_confirm(request: SignedInRequest, council: Council, preview_id: UUID) -> HttpResponse:
    """What will be made, by name; and then the making."""
    preview = preview_or_404(request, council, preview_id)
    if not preview.is_ready or preview.confirmed_at is not None or preview.has_run_out(clock.now()):
        return redirect("actionplan:import-check", code=council.code, preview_id=preview.pk)
    log = keeping.log_of(preview.upload)
    checked = checked_as(preview.result or {}, log.operations)
    plan = shape.plan_of(checked.reading())
    opened = {"title": plan.title, "shown": preview.upload.sha256, "opened_on": log.token}
    sent = request.POST if request.method == "POST" else None
    form = ConfirmForm(sent, initial=opened, has_title=bool(plan.title))
    if form.is_valid():
        try:
            review = import_plan(council=council, preview=preview, by=request.user, **form.cleaned_data)
        except (CannotBeSaved, ConfirmedAlready):
            return redirect("actionplan:import-check", code=council.code, preview_id=preview.pk)
        except Stale as stale:
            return turned_down_page(request, council, preview, str(stale))
        except conflicts.Conflict:
            messages.error(request, CORRECTED_SINCE)
            return redirect("actionplan:import-check", code=council.code, preview_id=preview.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("actionplan:import-done", code=council.code, review_id=review.pk)
    known = {team.code.casefold() for team in Team.objects.visible_to(request.user).filter(council=council)}
    context = {
        "council": council,
        "form": form,
        "plan": plan,
        "new_teams": [code for code in plan.teams if code.casefold() not in known],
        "known_teams": [code for code in plan.teams if code.casefold() in known],
        "log": log,
        "undecided": len(checked.undecided),
        "aside": [piece for piece in checked.loose if piece.aside],
        "steps": STEPS,
        "back_url": import_url("check", council, preview),
    }
    return render(request, "actionplan/import_confirm.html", context, status=status_of(form.errors))


@council_view(Permission.PLAN_EDIT)
@require_safe
def import_done(request: SignedInRequest, council: Council, review_id: int) -> HttpResponse:
    """What was made, and the next step."""
    review = review_or_404(request, council, review_id)
    made = Recommendation.objects.visible_to(request.user).filter(review=review)
    can_undo = undoing.can_undo(review)
    context = {
        "council": council,
        "review": review,
        "made": made.count(),
        "can_undo": can_undo,
        "log": keeping.log_of(review.source),
        "steps": STEPS,
    }
    return render(request, "actionplan/import_done.html", context)


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def import_undo(request: SignedInRequest, council: Council, review_id: int) -> HttpResponse:
    """Ask once, naming what goes, then take the plan out again."""
    review = review_or_404(request, council, review_id)
    try:
        if request.method == "POST":
            undo_import(review=review, by=request.user)
            messages.success(request, f"“{review.title}” is taken out again. You can bring it in anew.")
            return redirect("actionplan:plans", code=council.code)
        undoing.check_undo(review)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(review)
    context = {"council": council, "review": review, "going": undoing.going(review), "crumbs": plan_crumbs(council)}
    return render(request, "actionplan/import_undo.html", context)


def import_url(page: str, council: Council, preview: Preview) -> str:
    """The address of a page about a document on its way in: its check, its confirm, or what corrects it."""
    return reverse(f"actionplan:import-{page}", kwargs={"code": council.code, "preview_id": preview.pk})


def preview_or_404(request: SignedInRequest, council: Council, preview_id: UUID) -> Preview:
    """The reading with this key, where it is this person's and of this council."""
    mine = Preview.objects.visible_to(request.user).filter(kind=KIND, organisation=key_of(council))
    return get_object_or_404(mine, pk=preview_id)
