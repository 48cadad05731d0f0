"""Beginning a policy: the council's model, or a document of the school's own."""

import io
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock, uploads
from core.bodies import takes_a_document
from core.conflicts import Conflict
from core.models import Preview
from core.organisations import key_of
from core.rules import RUN_OUT, Stale
from documents import gate
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.models import School
from policies.actions.versions import PREVIEW_KIND, import_policy, send_policy, start_from_model, version_token
from policies.document import Document, Refused
from policies.forms import ChooseForm, KindsForm
from policies.models import Version
from policies.queries import blanks_of, published_model
from policies.reading import incoming
from policies.reading.findings import findings
from policies.views.shared import school_crumbs

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "policy-as-schools-have-them.txt"
STEPS = ("Choose", "Check what we read", "Confirm", "Done")


@school_view(Permission.POLICY_EDIT)
@require_safe
def start(request: SignedInRequest, school: School) -> HttpResponse:
    """Two ways to begin: the council's model policy, or the school's own document."""
    latest = Version.objects.visible_to(request.user).of(school).first()
    context = {
        "school": school,
        "latest": latest,
        "model": published_model(school.council),
        "opened_on": version_token(latest),
        "crumbs": school_crumbs(school),
    }
    return render(request, "policies/start.html", context)


@school_view(Permission.POLICY_EDIT)
@require_POST
def start_model(request: SignedInRequest, school: School) -> HttpResponse:
    """Take the council's model policy, and go on to change it."""
    try:
        version = start_from_model(school=school, by=request.user, opened_on=request.POST.get("opened_on", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("policies:start", urn=school.urn)
    except Conflict:
        messages.error(request, "Somebody saved another version meanwhile. Look at it before you take the model again.")
        return redirect("policies:start", urn=school.urn)
    messages.success(request, f"Version {version.number} is the school’s own copy of the model policy. Change it here.")
    return redirect("policies:edit", urn=school.urn)


@school_view(Permission.POLICY_EDIT)
@require_safe
def example(request: SignedInRequest, school: School) -> HttpResponseBase:  # noqa: ARG001 (the same for every school)
    """A policy of a school that does not exist, as hard to read as real ones, to try an import with."""
    return FileResponse(EXAMPLE.open("rb"), as_attachment=True, filename=EXAMPLE.name, content_type="text/plain")


@school_view(Permission.POLICY_EDIT)
@takes_a_document
@require_http_methods(["GET", "POST"])
def import_choose(request: SignedInRequest, school: School) -> HttpResponse:
    """Choose a document to bring in. It is read in a job; nothing becomes a policy until it is confirmed."""
    form = ChooseForm(request.POST, request.FILES) if request.method == "POST" else ChooseForm()
    if form.is_valid():
        given = form.cleaned_data["file"]
        name, content = (
            (given.name, given) if given else (uploads.PASTED, io.BytesIO(form.cleaned_data["words"].encode()))
        )
        size = given.size if given else content.getbuffer().nbytes
        try:
            preview = send_policy(school=school, name=name, content=content, size=size, by=request.user)
        except gate.Refused as refusal:
            form.add_error("file" if given else "words", str(refusal))
        else:
            return redirect("policies:import-check", urn=school.urn, preview_id=preview.pk)
    return _choose_page(request, school, form)


def _choose_page(request: SignedInRequest, school: School, form: ChooseForm) -> HttpResponse:
    context = {
        "school": school,
        "form": form,
        "send_to": _url("policies:import", school),
        "steps": STEPS,
        "back_url": _url("policies:start", school),
    }
    return render(request, "policies/import_choose.html", context)


@school_view(Permission.POLICY_EDIT)
@require_safe
def import_check(request: SignedInRequest, school: School, preview_id: str) -> HttpResponseBase:
    """What was read, beside its source: while it is being read a page that waits, after that the reading to check."""
    preview = _preview_or_404(request, school, preview_id)
    if preview.confirmed_at is not None:
        return redirect("policies:import-done", urn=school.urn, preview_id=preview.pk)
    if preview.has_run_out(clock.now()):
        return _run_out(request, school)
    context = {"school": school, "preview": preview, "steps": STEPS, "href": request.path}
    if preview.is_reading:
        return render(request, "policies/import_progress.html", context)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": request.path})
    if not preview.is_ready:
        return _choose_page(
            request, school, ChooseForm.turned_down(preview.sentence, uploads.pasted_words(preview.upload))
        )
    return _check_page(request, school, preview)


def _check_page(request: SignedInRequest, school: School, preview: Preview) -> HttpResponse:
    result = preview.result or {}
    read = incoming.document_of(result, {})
    form = KindsForm(kinds=[(section.heading or section.kind.label, section.kind.value) for section in read.sections])
    found = findings(result, read, blanks_of(school))
    context = {
        "school": school,
        "preview": preview,
        "steps": STEPS,
        "form": form,
        "findings": found,
        "sections": [(section, form[f"kind-{section.number}"]) for section in found.sections],
        "lines": result["lines"],
        "names": [("Title", read.title), ("Subtitle", read.subtitle or "None")],
        "read": read,
        "crumbs": school_crumbs(school),
    }
    return render(request, "policies/import_check.html", context)


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def import_confirm(request: SignedInRequest, school: School, preview_id: str) -> HttpResponse:
    """What confirming will make, by name, with the kinds of the sections in the address; and then the making."""
    preview = _preview_or_404(request, school, preview_id)
    if preview.has_run_out(clock.now()):
        return _run_out(request, school)
    is_sent = request.method == "POST"
    if not preview.is_ready or (preview.confirmed_at is not None and not is_sent):
        return redirect("policies:import-check", urn=school.urn, preview_id=preview.pk)
    read = incoming.document_of(preview.result or {}, {})
    answers = request.POST if is_sent else request.GET
    form = KindsForm(answers, kinds=[(section.heading, section.kind.value) for section in read.sections])
    if not form.is_valid():
        return redirect("policies:import-check", urn=school.urn, preview_id=preview.pk)
    if is_sent:
        return _confirm(request, school, preview, form.kinds)
    document = incoming.document_of(preview.result or {}, form.kinds)
    latest = Version.objects.visible_to(request.user).of(school).first()
    context = {
        "school": school,
        "preview": preview,
        "steps": STEPS,
        "form": form,
        "rows": _what_is_made(school, preview, document),
        "number": latest.number + 1 if latest else 1,
        "latest": latest,
        "back_url": _url("policies:import-check", school, preview),
    }
    return render(request, "policies/import_confirm.html", context)


def _what_is_made(school: School, preview: Preview, document: Document) -> list[tuple[str, str]]:
    found = findings(preview.result or {}, document, blanks_of(school))
    headings = [f"{section.heading or section.kind.label} ({section.kind.label})" for section in document.sections]
    return [
        ("Title", document.title),
        ("Subtitle", document.subtitle or "None"),
        ("What it holds", found.sentence),
        ("Sections", "; ".join(headings)),
        ("Document kept beside it", preview.upload.name),
    ]


def _confirm(request: SignedInRequest, school: School, preview: Preview, kinds: dict[int, str]) -> HttpResponseRedirect:
    shown = request.POST.get("shown", "")
    try:
        import_policy(school=school, preview=preview, shown=shown, kinds=kinds, by=request.user)
    except Stale as stale:
        if preview.confirmed_at is None:
            messages.error(request, str(stale))
            return redirect("policies:import", urn=school.urn)
    return redirect("policies:import-done", urn=school.urn, preview_id=preview.pk)


@school_view(Permission.POLICY_EDIT)
@require_safe
def import_done(request: SignedInRequest, school: School, preview_id: str) -> HttpResponse:
    """The version that was made, and the next step."""
    preview = _preview_or_404(request, school, preview_id)
    made = Version.objects.visible_to(request.user).of(school)
    version = get_object_or_404(made, source=preview.upload, why__startswith="Brought in")
    context = {"school": school, "version": version, "preview": preview, "crumbs": school_crumbs(school)}
    return render(request, "policies/import_done.html", context)


def _preview_or_404(request: SignedInRequest, school: School, preview_id: str) -> Preview:
    mine = Preview.objects.visible_to(request.user).filter(kind=PREVIEW_KIND, organisation=key_of(school))
    return get_object_or_404(mine, pk=preview_id)


def _run_out(request: SignedInRequest, school: School) -> HttpResponseRedirect:
    """Say that a preview was kept for a day, where another document is chosen."""
    messages.error(request, RUN_OUT)
    return redirect("policies:import", urn=school.urn)


def _url(name: str, school: School, preview: Preview | None = None) -> str:
    kwargs: dict[str, object] = {"urn": school.urn}
    if preview is not None:
        kwargs["preview_id"] = preview.pk
    return reverse(name, kwargs=kwargs)
