"""The register of staff in a file: brought in, checked, saved, undone for a day; and taken out."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core import clock, rules
from core.addresses import address
from core.bodies import takes_a_document
from core.models import Preview
from core.organisations import key_of
from documents import gate
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.actions import registers as actions
from people.models import School
from people.planning.queries import register_of
from people.register import files as register_files
from people.register import merging, staged
from people.register.columns import FACTS, HEADINGS, MEANINGS, Column
from people.register.forms import RegisterFileForm, SaveRegisterForm
from people.rules import Refused
from people.talent.openings import STAFF_REGISTER
from people.views.confidential import confidential

STEPS = ("Choose", "Check what we read", "Done")


@confidential(STAFF_REGISTER)
@require_safe
def download(request: SignedInRequest, school: School, kind: str) -> HttpResponse:
    """The register as a file. Stands behind a fresh proof (people.urls)."""
    staff = register_of(request.user, school, clock.today())
    content = register_files.register_file(kind, school, staff, by=request.user, now=clock.now())
    return _file(content, kind, f"staff-{school.urn}")


@school_view(Permission.STAFF_EDIT)
@require_safe
def template(request: SignedInRequest, school: School, kind: str) -> HttpResponse:  # noqa: ARG001 (the same for every school)
    """An empty register to fill in."""
    return _file(register_files.template_file(kind), kind, "staff-to-fill-in")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(content, content_type=register_files.TYPES[kind], headers=headers)


@school_view(Permission.STAFF_EDIT)
@takes_a_document
@require_http_methods(["GET", "POST"])
def bring(request: SignedInRequest, school: School) -> HttpResponse:
    """Choose a file. It is read in a job; the register stays as it is until that is confirmed."""
    form = RegisterFileForm(request.POST, request.FILES) if request.method == "POST" else RegisterFileForm()
    if form.is_valid():
        given = form.cleaned_data["file"]
        try:
            preview = actions.send_register(
                school=school, name=given.name, content=given, size=given.size, by=request.user
            )
        except gate.Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("people:staff-bring-check", urn=school.urn, preview_id=preview.pk)
    return _choose_page(request, school, form)


def _choose_page(request: SignedInRequest, school: School, form: RegisterFileForm) -> HttpResponse:
    context = {
        "school": school,
        "form": form,
        "send_to": address("people:staff-bring", urn=school.urn),
        "steps": STEPS,
        "columns": [(HEADINGS[column], MEANINGS[column]) for column in Column],
        "back_url": address("people:staff", urn=school.urn),
    }
    return render(request, "people/staff_bring.html", context, status=_status(form.errors))


def _turned_down_page(request: SignedInRequest, school: School, sentence: str) -> HttpResponse:
    """The first page again, with the one sentence that says why this file cannot be brought in."""
    return _choose_page(request, school, RegisterFileForm.turned_down(sentence))


@school_view(Permission.STAFF_EDIT)
@require_http_methods(["GET", "POST"])
def bring_check(request: SignedInRequest, school: School, preview_id: UUID) -> HttpResponseBase:
    """What the file would change, by name; while it is being read a page that waits. Sent, it is saved."""
    preview = _preview_or_404(request, school, preview_id)
    if preview.confirmed_at is not None:
        return redirect("people:staff-bring-done", urn=school.urn, preview_id=preview.pk)
    has_run_out = preview.has_run_out(clock.now())
    if preview.is_reading and not has_run_out:
        context = {"href": request.path, "steps": STEPS}
        return render(request, "people/staff_bring_progress.html", context)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": request.path})
    if has_run_out or not preview.is_ready:
        return _turned_down_page(request, school, preview.sentence or rules.RUN_OUT)
    return _check_page(request, school, preview)


def _check_page(request: SignedInRequest, school: School, preview: Preview) -> HttpResponse:
    counts = (preview.result or {})["counts"]
    sent = request.POST if request.method == "POST" else None
    form = SaveRegisterForm(sent, initial={"shown": preview.upload.sha256}, refused=counts["refused"])
    changed: list[str] = []
    if form.is_valid():
        try:
            actions.save_register(
                school=school,
                preview=preview,
                shown=form.cleaned_data["shown"],
                leaving_out=form.cleaned_data.get("leaving_out", False),
                by=request.user,
            )
        except rules.ConfirmedAlready:
            return redirect("people:staff-bring-done", urn=school.urn, preview_id=preview.pk)
        except rules.Stale as stale:
            return _turned_down_page(request, school, str(stale))
        except actions.ChangedMeanwhile as meanwhile:
            form.add_error(None, str(meanwhile))
            changed = list(meanwhile.names)
        except Refused as refusal:
            form.add_error("leaving_out" if "leaving_out" in form.fields else None, str(refusal))
        else:
            return redirect("people:staff-bring-done", urn=school.urn, preview_id=preview.pk)
    context = _read(request, preview) | {
        "school": school,
        "form": form,
        "changed": changed,
        "saves": counts["new"] + counts["changed"],
        "steps": STEPS,
        "back_url": address("people:staff-bring", urn=school.urn),
    }
    return render(request, "people/staff_bring_check.html", context, status=_status(form.errors))


def _read(request: SignedInRequest, preview: Preview) -> dict[str, object]:
    """What was read of the file: every sort of row from its first, or with ?show= one sort from ?after= on."""
    result = preview.result or {}
    show, after = request.GET.get("show", ""), request.GET.get("after", "")
    one = show if show in staged.HEADINGS else ""
    states = [one] if one else [state for state in staged.HEADINGS if result["counts"][state]]
    start = int(after) if one and after.isascii() and after.isdecimal() and len(after) < 19 else 0
    named = {"first": "First name", "surname": "Surname", **{column.value: FACTS[column] for column in Column}}
    return {
        "preview": preview,
        "counts": result["counts"],
        "rows": result["rows"],
        "sentence": staged.sentence_of(result["counts"]),
        "sections": [staged.section_of(request.user, preview, state, start) for state in states],
        "one": one,
        "taken": [(heading, named[what]) for what, heading in result["columns"].items()],
        "lacking": [FACTS[column] for column in Column if column.value not in result["columns"] and column != "name"],
        "unread": result["unread"],
    }


@school_view(Permission.STAFF_EDIT)
@require_safe
def bring_done(request: SignedInRequest, school: School, preview_id: UUID) -> HttpResponse:
    """What was saved, whether it can be undone, and the next step; or what an undo left."""
    preview = _preview_or_404(request, school, preview_id)
    if preview.confirmed_at is None:
        return redirect("people:staff-bring-check", urn=school.urn, preview_id=preview.pk)
    is_undone = actions.is_undone(preview)
    context = {
        "school": school,
        "preview": preview,
        "counts": (preview.result or {})["counts"],
        "steps": STEPS,
        "undone": (preview.result or {}).get("undone"),
        "going": merging.going(preview) if is_undone else None,
        "can_undo": not actions.undo_refusal(preview, clock.now()),
        "until": preview.confirmed_at + rules.KEPT_FOR,
    }
    return render(request, "people/staff_bring_done.html", context)


@school_view(Permission.STAFF_EDIT)
@require_http_methods(["GET", "POST"])
def bring_undo(request: SignedInRequest, school: School, preview_id: UUID) -> HttpResponse:
    """Ask once, saying what is put back, who is taken out and who stays; then do it."""
    preview = _preview_or_404(request, school, preview_id)
    done = address("people:staff-bring-done", urn=school.urn, preview_id=str(preview.pk))
    refusal = actions.undo_refusal(preview, clock.now())
    if request.method == "POST" and not refusal:
        try:
            actions.undo_register(school=school, preview=preview, by=request.user)
        except Refused as refused:
            refusal = str(refused)
        else:
            return redirect(done)
    if refusal:
        messages.error(request, refusal)
        return redirect("people:staff", urn=school.urn)
    context = {"school": school, "going": merging.going(preview), "back_url": done}
    return render(request, "people/staff_bring_undo.html", context)


def _preview_or_404(request: SignedInRequest, school: School, preview_id: UUID) -> Preview:
    mine = Preview.objects.visible_to(request.user).filter(kind=actions.KIND, organisation=key_of(school))
    return get_object_or_404(mine, pk=preview_id)


def _status(errors: object) -> int:
    """The status of a form's page: 422 where something stands in the way, so that scripts see it as well."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
