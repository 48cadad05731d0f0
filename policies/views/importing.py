"""Bringing in a policy: choose a document, check and correct what was read, confirm; for a day, take it out again."""

import io

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core import clock, uploads
from core.bodies import takes_a_document
from core.conflicts import Conflict
from core.correcting import keeping
from core.models import Preview
from core.organisations import key_of
from core.rules import RUN_OUT, ConfirmedAlready, Stale
from documents import gate
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.models import School
from policies import undoing
from policies.actions.correcting import undo_policy_import
from policies.actions.versions import PREVIEW_KIND, import_policy, send_policy
from policies.document import Document, Refused
from policies.forms import ChooseForm
from policies.models import Version
from policies.queries import blanks_of
from policies.reading import incoming
from policies.reading.checking import Checked, checked_as
from policies.reading.findings import findings
from policies.views.shared import school_crumbs

STEPS = ("Choose", "Check what we read", "Confirm", "Done")


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
    return choose_page(request, school, form)


def choose_page(request: SignedInRequest, school: School, form: ChooseForm) -> HttpResponse:
    """The page on which a document is chosen, with the readings of this person that are not finished."""
    mine = Preview.objects.visible_to(request.user).filter(kind=PREVIEW_KIND, organisation=key_of(school))
    context = {
        "school": school,
        "form": form,
        "send_to": url_of("policies:import", school),
        "unfinished": mine.unfinished(clock.now()),
        "steps": STEPS,
        "back_url": url_of("policies:start", school),
    }
    return render(request, "policies/import_choose.html", context)


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def import_confirm(request: SignedInRequest, school: School, preview_id: str) -> HttpResponse:
    """What confirming will make, by name; and then the making."""
    preview = preview_or_404(request, school, preview_id)
    if preview.has_run_out(clock.now()):
        return run_out(request, school)
    is_sent = request.method == "POST"
    if not preview.is_ready or (preview.confirmed_at is not None and not is_sent):
        return redirect("policies:import-check", urn=school.urn, preview_id=preview.pk)
    if is_sent:
        return _confirm(request, school, preview)
    log = keeping.log_of(preview.upload)
    checked = checked_as(preview.result or {}, log.operations)
    latest = Version.objects.visible_to(request.user).of(school).first()
    context = {
        "school": school,
        "preview": preview,
        "steps": STEPS,
        "rows": _what_is_made(school, preview, checked),
        "undecided": len(checked.undecided),
        "log": log,
        "number": latest.number + 1 if latest else 1,
        "latest": latest,
        "back_url": url_of("policies:import-check", school, preview),
    }
    return render(request, "policies/import_confirm.html", context)


def _what_is_made(school: School, preview: Preview, checked: Checked) -> list[tuple[str, str]]:
    document: Document = incoming.document_of(checked)
    found = findings(preview.result or {}, checked, document, blanks_of(school))
    headings = [f"{section.heading or section.kind.label} ({section.kind.label})" for section in document.sections]
    return [
        ("Title", document.title),
        ("Subtitle", document.subtitle or "None"),
        ("What it holds", found.sentence),
        ("Sections", "; ".join(headings)),
        ("Set aside", "; ".join(piece.text for piece in found.aside) or "Nothing"),
        ("Document kept beside it", preview.upload.name),
    ]


def _confirm(request: SignedInRequest, school: School, preview: Preview) -> HttpResponseRedirect:
    given = {"shown": request.POST.get("shown", ""), "opened_on": request.POST.get("opened_on", "")}
    try:
        import_policy(school=school, preview=preview, by=request.user, **given)
    except ConfirmedAlready:
        pass  # by the first of two clicks, which made the version that is shown next
    except Stale as stale:
        messages.error(request, str(stale))
        return redirect("policies:import", urn=school.urn)
    except Conflict:
        messages.error(request, "You corrected this reading after you opened that page. Check it, then confirm again.")
        return redirect("policies:import-check", urn=school.urn, preview_id=preview.pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("policies:import-check", urn=school.urn, preview_id=preview.pk)
    return redirect("policies:import-done", urn=school.urn, preview_id=preview.pk)


@school_view(Permission.POLICY_EDIT)
@require_safe
def import_done(request: SignedInRequest, school: School, preview_id: str) -> HttpResponse:
    """The version that was made, how it was corrected, and the next step."""
    preview = preview_or_404(request, school, preview_id)
    version = _made_or_404(request, school, preview)
    context = {
        "school": school,
        "version": version,
        "preview": preview,
        "log": keeping.log_of(preview.upload),
        "can_undo": undoing.can_undo(version),
        "crumbs": school_crumbs(school),
    }
    return render(request, "policies/import_done.html", context)


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def import_undo(request: SignedInRequest, school: School, preview_id: str) -> HttpResponse:
    """Ask once, naming what goes, then take the version out again."""
    preview = preview_or_404(request, school, preview_id)
    version = _made_or_404(request, school, preview)
    try:
        if request.method == "POST":
            undo_policy_import(school=school, version=version, by=request.user)
            messages.success(
                request, f"Version {version.number} is taken out again. You can bring the document in anew."
            )
            return redirect("policies:import", urn=school.urn)
        undoing.check_undo(version)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("policies:import-done", urn=school.urn, preview_id=preview.pk)
    before = Version.objects.visible_to(request.user).of(school).filter(number__lt=version.number).first()
    context = {
        "school": school,
        "version": version,
        "before": before,
        "preview": preview,
        "corrections": len(keeping.log_of(preview.upload).standing),
        "crumbs": school_crumbs(school),
    }
    return render(request, "policies/import_undo.html", context)


def _made_or_404(request: SignedInRequest, school: School, preview: Preview) -> Version:
    made = Version.objects.visible_to(request.user).of(school)
    return get_object_or_404(made, source=preview.upload, why__startswith=undoing.BROUGHT_IN)


def preview_or_404(request: SignedInRequest, school: School, preview_id: str) -> Preview:
    """The reading with this key, where it is this person's and of this school."""
    mine = Preview.objects.visible_to(request.user).filter(kind=PREVIEW_KIND, organisation=key_of(school))
    return get_object_or_404(mine, pk=preview_id)


def run_out(request: SignedInRequest, school: School) -> HttpResponseRedirect:
    """Say that a preview was kept for a day, where another document is chosen."""
    messages.error(request, RUN_OUT)
    return redirect("policies:import", urn=school.urn)


def url_of(name: str, school: School, preview: Preview | None = None) -> str:
    """The address of a page about a document on its way in."""
    kwargs: dict[str, object] = {"urn": school.urn}
    if preview is not None:
        kwargs["preview_id"] = preview.pk
    return reverse(name, kwargs=kwargs)
