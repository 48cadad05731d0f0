"""The page on which what was read is checked, and each correction that it sends."""

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock, uploads
from core.conflicts import Conflict
from core.correcting import keeping
from core.correcting.keeping import Log
from core.models import Preview
from core.rules import ConfirmedAlready, Stale
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.models import School
from policies.actions.correcting import correct_reading, undo_correction
from policies.correcting.forms import BUTTONS, FORMS, KindsForm, NameForm, PolicyForm
from policies.correcting.page import Asked, check_page
from policies.forms import ChooseForm
from policies.queries import blanks_of
from policies.reading import incoming
from policies.reading.checking import Checked, Operation, Refused, checked_as
from policies.reading.findings import findings
from policies.views.importing import STEPS, choose_page, preview_or_404, run_out, url_of
from policies.views.shared import school_crumbs

MEANWHILE = "You corrected this reading in another window meanwhile. Look at it as it stands now, then send this again."


@school_view(Permission.POLICY_EDIT)
@require_safe
def import_check(request: SignedInRequest, school: School, preview_id: str) -> HttpResponseBase:
    """What was read, beside its source: while it is being read a page that waits, after that the reading to check."""
    preview = preview_or_404(request, school, preview_id)
    if preview.confirmed_at is not None:
        return redirect("policies:import-done", urn=school.urn, preview_id=preview.pk)
    if preview.has_run_out(clock.now()):
        return run_out(request, school)
    if preview.is_reading:
        context = {"school": school, "preview": preview, "steps": STEPS, "href": request.path}
        return render(request, "policies/import_progress.html", context)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": request.path})
    if not preview.is_ready:
        form = ChooseForm.turned_down(preview.sentence, uploads.pasted_words(preview.upload))
        return choose_page(request, school, form)
    log = keeping.log_of(preview.upload)
    asked = Asked(
        at=request.GET.get("at", ""),
        near=request.GET.get("near", ""),
        page=_number(request.GET.get("page", "")),
        line=_number(request.GET.get("line", "")),
    )
    return _page(request, school, preview, log, asked)


@school_view(Permission.POLICY_EDIT)
@require_POST
def import_correct(request: SignedInRequest, school: School, preview_id: str) -> HttpResponseBase:
    """One correction, or taking the last one back; then the same place again."""
    preview = preview_or_404(request, school, preview_id)
    if preview.confirmed_at is None and preview.has_run_out(clock.now()):
        return run_out(request, school)
    if not preview.is_ready or preview.confirmed_at is not None:
        return redirect("policies:import-check", urn=school.urn, preview_id=preview.pk)
    try:
        return _taken(request, school, preview)
    except ConfirmedAlready:
        return redirect("policies:import-check", urn=school.urn, preview_id=preview.pk)
    except Stale as stale:
        messages.error(request, str(stale))
        return redirect("policies:import", urn=school.urn)
    except Refused as refusal:
        return _again(request, school, preview, str(refusal))
    except Conflict:
        return _again(request, school, preview, MEANWHILE)


def _taken(request: SignedInRequest, school: School, preview: Preview) -> HttpResponseBase:
    """What was sent, done; a form that cannot be taken, shown again with what was typed."""
    op, key = request.POST.get("op", ""), request.POST.get("key", "")
    if op == "undo":
        return _undo(request, school, preview)
    log = keeping.log_of(preview.upload)
    reading = checked_as(preview.result or {}, log.operations)
    if op == "kinds":
        return _kinds(request, school, preview, reading)
    if op in BUTTONS:
        return _correct(request, school, preview, [BUTTONS[op](key)])
    if op not in FORMS:
        raise Refused("Choose a correction on the page.")
    form = FORMS[op](request.POST, key=key, reading=reading)
    if form.is_valid():
        return _correct(request, school, preview, form.operations(), form)
    return _page(request, school, preview, log, _asked(form))


def _correct(
    request: SignedInRequest,
    school: School,
    preview: Preview,
    operations: Sequence[Operation[Checked]],
    form: PolicyForm | None = None,
) -> HttpResponseBase:
    """Say one thing, and come back to where it was said; with a form that cannot be taken, to the form."""
    opened_on, key = request.POST.get("opened_on", ""), request.POST.get("key", "")
    given = {"school": school, "preview": preview, "operations": operations, "opened_on": opened_on}
    try:
        said = correct_reading(by=request.user, **given)  # type: ignore[arg-type]
    except (Refused, Conflict) as cause:
        if form is None:
            raise
        form.add_error(form.first, MEANWHILE if isinstance(cause, Conflict) else str(cause))
        return _page(request, school, preview, keeping.log_of(preview.upload), _asked(form))
    for sentence in said:
        messages.success(request, sentence)
    is_open = request.POST.get("op") in {"type", "up", "down", "split", "join", "retype", "cells"}
    return _back(school, preview, at=key if is_open else "", near="" if is_open else key)


def _kinds(request: SignedInRequest, school: School, preview: Preview, reading: Checked) -> HttpResponseBase:
    """What sections are for, all that the page shows at once; `then` is the one whose button was pressed."""
    sent = {name.removeprefix("kind-") for name in request.POST if name.startswith("kind-")}
    form = KindsForm(request.POST, sections=[section for section in reading.sections if section.key in sent])
    then = request.POST.get("then", "")
    if not form.is_valid():
        raise Refused("Choose what the section is for from the list.")
    operations = form.operations(then)
    if operations:
        opened_on = request.POST.get("opened_on", "")
        said = correct_reading(
            school=school, preview=preview, operations=operations, opened_on=opened_on, by=request.user
        )
        messages.success(request, " ".join(said))
    if then == "confirm":
        return redirect("policies:import-confirm", urn=school.urn, preview_id=preview.pk)
    return _back(school, preview, near=then)


def _undo(request: SignedInRequest, school: School, preview: Preview) -> HttpResponseRedirect:
    opened_on = request.POST.get("opened_on", "")
    was = undo_correction(school=school, preview=preview, opened_on=opened_on, by=request.user)
    messages.success(request, f"Undone: {was}")
    return redirect(f"{url_of('policies:import-check', school, preview)}#corrections")


def _back(school: School, preview: Preview, *, at: str = "", near: str = "") -> HttpResponseRedirect:
    """The page again, where a part is."""
    place = {name: value for name, value in (("at", at), ("near", near)) if value}
    fragment = urlencode({"": at or near}).removeprefix("=")
    url = url_of("policies:import-check", school, preview)
    return HttpResponseRedirect(f"{url}?{urlencode(place)}#{fragment}" if place else url)


def _again(request: SignedInRequest, school: School, preview: Preview, sentence: str) -> HttpResponse:
    """The page as it stands, with why a correction was not made and all that was typed for it."""
    cells = (name for name in request.POST if name.startswith("cell-"))
    typed = [words for name in ("words", "points", "before", *cells) if (words := request.POST.get(name, "").strip())]
    chosen = {name: value for name, value in request.POST.dict().items() if name.startswith("kind-")}
    asked = Asked(near=request.POST.get("key", ""), chosen={name: str(value) for name, value in chosen.items()})
    log = keeping.log_of(preview.upload)
    return _page(request, school, preview, log, asked, refusal=sentence, typed=typed)


def _asked(form: PolicyForm) -> Asked:
    return Asked(at=form.key, failed=form)


def _page(
    request: SignedInRequest,
    school: School,
    preview: Preview,
    log: Log,
    asked: Asked,
    *,
    refusal: str = "",
    typed: list[str] | None = None,
) -> HttpResponse:
    result = preview.result or {}
    reading = checked_as(result, log.operations)
    document = incoming.document_of(reading)
    failed = asked.failed
    names = [
        (key, failed if isinstance(failed, NameForm) and failed.key == key else NameForm(key=key, reading=reading))
        for key in ("title", "subtitle")
    ]
    context = {
        "school": school,
        "preview": preview,
        "steps": STEPS,
        "findings": findings(result, reading, document, blanks_of(school)),
        "reading": reading,
        "names": names,
        "page": check_page(result, reading, asked),
        "failed": failed,
        "open": asked.at,
        "refusal": refusal,
        "typed": typed or [],
        "log": log,
        "correct_url": url_of("policies:import-correct", school, preview),
        "check_url": url_of("policies:import-check", school, preview),
        "crumbs": school_crumbs(school),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if failed or refusal else HTTPStatus.OK
    return render(request, "policies/import_check.html", context, status=status)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0
