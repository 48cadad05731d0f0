"""Documents that a council has of its schools' policies: sent in many at once, matched, handed over, taken up."""

from collections import Counter
from collections.abc import Sequence
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock, uploads
from core.addresses import address
from core.bodies import takes_a_document
from core.rules import Stale
from documents import gate
from people.access.decorators import SignedInRequest, council_view, school_view
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, School
from policies.actions.handing import decline_handed, hand_over, send_for_school, set_aside, take_handed
from policies.document import Refused
from policies.handing import queries
from policies.handing.forms import DeclineForm, FilesForm, RowForm
from policies.handing.rules import check_room
from policies.models import HandedPolicy
from policies.views.shared import school_crumbs

MOST_TOLD = 10
"""Files of which a page says one by one why they were not taken."""


# The council's side --------------------------------------------------------------------------------------------------
@council_view(Permission.POLICY_HAND)
@takes_a_document
@require_http_methods(["GET", "POST"])
def hand(request: SignedInRequest, council: Council) -> HttpResponse:
    """Send documents in, see how they were matched, and what became of those that were handed over."""
    waiting = queries.waiting_at(request.user, council, clock.now())
    form = FilesForm(request.POST, request.FILES) if request.method == "POST" else FilesForm()
    if form.is_valid():
        try:
            check_room(waiting=waiting.counted, more=len(form.cleaned_data["documents"]))
        except Refused as refusal:
            form.add_error("documents", str(refusal))
        else:
            refused = _send(request, council, form)
            if len(refused) < len(form.cleaned_data["documents"]):
                for sentence in refused[:MOST_TOLD]:
                    messages.warning(request, sentence)
                if more := refused[MOST_TOLD:]:
                    messages.warning(request, f"{len(more)} more files were not taken.")
                return redirect("policies:council-hand", code=council.code)
            for sentence in refused[:MOST_TOLD]:
                form.add_error("documents", sentence)
    if waiting.reading and request.method != "POST":
        context = {"council": council, "waiting": waiting, "href": request.path, "crumbs": _crumbs(council)}
        return render(request, "policies/hand_progress.html", context)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": request.path})
    return _page(request, council, form, waiting, [RowForm.of(row) for row in waiting.rows])


def _send(request: SignedInRequest, council: Council, form: FilesForm) -> list[str]:
    """Keep each of the files, and say of each that may not be kept why."""
    refused = []
    for file in form.cleaned_data["documents"]:
        try:
            send_for_school(council=council, name=file.name, content=file, size=file.size, by=request.user)
        except gate.Refused as refusal:
            refused.append(f"{file.name}: {refusal}")
    return refused


@council_view(Permission.POLICY_HAND)
@require_POST
def hand_on(request: SignedInRequest, council: Council) -> HttpResponse:
    """Hand over what was chosen. What cannot be handed over stays, and holds up no other."""
    waiting = queries.waiting_at(request.user, council, clock.now())
    forms = [RowForm(request.POST, row=row) for row in waiting.rows if f"f{row.preview.pk.hex}-shown" in request.POST]
    handed, removed = _hand_on(request, council, forms)
    if handed:
        what = "1 document is with its school" if handed == 1 else f"{handed} documents are with their schools"
        messages.success(request, f"{what} to check. Those who lead there are told.")
    if removed:
        messages.success(request, f"{'1 document is' if removed == 1 else f'{removed} documents are'} removed.")
    if not any(form.errors for form in forms):
        return redirect("policies:council-hand", code=council.code)
    left = queries.waiting_at(request.user, council, clock.now())
    kept = {form.row.preview.pk: form for form in forms if form.errors}
    rows = [kept.get(row.preview.pk) or RowForm.of(row) for row in left.rows]
    return _page(request, council, FilesForm(), left, rows)


def _hand_on(request: SignedInRequest, council: Council, forms: Sequence[RowForm]) -> tuple[int, int]:
    """How many were handed over, and how many removed. A form that could not be followed says why."""
    valid = [form for form in forms if form.is_valid()]
    wanted = Counter(form.chosen_urn for form in valid if form.chosen_urn is not None)
    schools = queries.schools_of(council, wanted)
    handed = removed = 0
    for form in valid:
        urn, preview, shown = form.chosen_urn, form.row.preview, form.cleaned_data["shown"]
        try:
            if form.is_aside:
                set_aside(council=council, preview=preview, shown=shown, by=request.user)
                removed += 1
            elif urn is not None and wanted[urn] > 1:
                name = schools[urn].name if urn in schools else f"URN {urn}"
                form.add_error("choice", f"Several files are chosen for {name}. Choose one, and leave the others here.")
            elif urn is not None and urn not in schools:
                form.add_error("urn", f"No open school of {council} has the URN {urn}. Check the number.")
            elif urn is not None:
                hand_over(council=council, preview=preview, school=schools[urn], shown=shown, by=request.user)
                handed += 1
        except Refused as refusal:
            form.add_error("choice", str(refusal))
        except Stale:
            continue  # handed over or removed in another window
    return handed, removed


def _page(
    request: SignedInRequest, council: Council, form: FilesForm, waiting: queries.Waiting, rows: Sequence[RowForm]
) -> HttpResponse:
    handed = queries.handed_at(request.user, council)
    context = {
        "council": council,
        "form": form,
        "waiting": waiting,
        "rows": rows,
        "handed": handed,
        "is_full": len(handed) == queries.HANDED,
        "crumbs": _crumbs(council),
    }
    refused = bool(form.errors) or any(one.errors for one in rows)
    return render(
        request, "policies/hand.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    )


def _crumbs(council: Council) -> list[tuple[str, str]]:
    schools = address("council-schools", code=council.code)
    return [(council.name, council.get_absolute_url()), ("Schools", schools)]


# The school's side ---------------------------------------------------------------------------------------------------
@school_view(Permission.POLICY_HANDED_READ)
@require_safe
def handed(request: SignedInRequest, school: School, handed_id: int) -> HttpResponse:
    """A document that the council takes to be the school's policy: take it up, or say why not."""
    return _handed_page(request, school, _handed_or_404(request, school, handed_id), DeclineForm())


def _handed_page(request: SignedInRequest, school: School, found: HandedPolicy, form: DeclineForm) -> HttpResponse:
    context = {
        "school": school,
        "found": found,
        "form": form,
        "can_edit": allows(request.user, Permission.POLICY_EDIT, school),
        "crumbs": school_crumbs(school),
    }
    return render(
        request,
        "policies/handed.html",
        context,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )


@school_view(Permission.POLICY_EDIT)
@require_POST
def handed_take(request: SignedInRequest, school: School, handed_id: int) -> HttpResponse:
    """Read it as a document that the school brings in, and go on to check it."""
    found = _handed_or_404(request, school, handed_id)
    try:
        preview = take_handed(handed=found, by=request.user)
    except (Refused, gate.Refused) as refusal:
        messages.error(request, str(refusal))
        return redirect(_url(school, found))
    return redirect("policies:import-check", urn=school.urn, preview_id=preview.pk)


@school_view(Permission.POLICY_EDIT)
@require_POST
def handed_decline(request: SignedInRequest, school: School, handed_id: int) -> HttpResponse:
    """Say why it is not to be the school's policy."""
    found = _handed_or_404(request, school, handed_id)
    form = DeclineForm(request.POST)
    if form.is_valid():
        try:
            decline_handed(handed=found, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, f"{school.council} is told that the school did not take this document, and why.")
            return redirect(_url(school, found))
    return _handed_page(request, school, _handed_or_404(request, school, handed_id), form)


@school_view(Permission.POLICY_HANDED_READ)
@require_safe
def handed_file(request: SignedInRequest, school: School, handed_id: int) -> HttpResponseBase:
    """The document as it came."""
    return uploads.as_attachment(_handed_or_404(request, school, handed_id).upload)


def _handed_or_404(request: SignedInRequest, school: School, key: int) -> HandedPolicy:
    found = queries.handed_to(request.user, school, key)
    if found is None:
        raise Http404
    return found


def _url(school: School, found: HandedPolicy) -> str:
    return address("policies:handed", urn=school.urn, handed_id=found.pk)
