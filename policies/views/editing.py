"""Changing a policy: clause by clause in one's own draft, then a version, and a choice where two people met."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import conflicts
from core.conflicts import Conflict
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.models import School
from policies import choosing
from policies.actions import editing, versions
from policies.actions.versions import choice_token
from policies.document import Clause, Comparison, Document, Refused, can_change, compare, compare_texts
from policies.editor import clause_token, editor_sections, names_token
from policies.forms import ChoiceForm, NamesForm, NewClauseForm, OtherWordsForm, VersionForm
from policies.models import Draft
from policies.queries import blanks_of, draft_of
from policies.views.shared import latest_or_404, school_crumbs, sent, text_context

MOVED_MEANWHILE = "The clauses of this section changed after you opened the page. Here they are as they stand now."
CHOICE_MEANWHILE = (
    "One of the two texts changed again after you opened the page. Here they are as they stand now, "
    "with what you have chosen. Look at both again, then save."
)
CHANGED_MEANWHILE = "This clause was changed after you opened the page. Here it is as it stands now."


@school_view(Permission.POLICY_EDIT)
@require_safe
def edit(request: SignedInRequest, school: School) -> HttpResponse:
    """The policy with what can be done to each clause."""
    latest = latest_or_404(request, school)
    draft = draft_of(request.user, school)
    base = draft.base if draft else latest
    document = draft.text if draft else latest.text
    model = base.model_version.text if base.model_version else None
    context = {
        "school": school,
        "latest": latest,
        "draft": draft,
        "saved": _saved(draft),
        "is_behind": draft is not None and draft.base_id != latest.pk,
        "document": document,
        "sections": editor_sections(document, model),
        "facts": blanks_of(school),
        "crumbs": school_crumbs(school),
    }
    return render(request, "policies/edit.html", context)


def _saved(draft: Draft | None) -> str:
    return f"Saved {timezone.localtime(draft.saved_at):%H:%M}" if draft else "Nothing changed yet"


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def clause_change(request: SignedInRequest, school: School, clause_id: str) -> HttpResponse:
    """Other words for a clause. Where they changed meanwhile, both are shown and sending again decides."""
    clause = _clause_or_none(_present(request, school), clause_id)
    if clause is None and request.method == "GET":
        return _gone(request, school)
    opened_on = clause_token(clause) if clause else ""
    form = OtherWordsForm(sent(request), clause=clause, initial={"opened_on": opened_on})
    met = False
    if request.method == "POST" and form.is_valid():
        try:
            editing.change_clause(
                school=school,
                clause_id=clause_id,
                text=form.cleaned_data["text"],
                sub_clauses=form.points,
                opened_on=form.cleaned_data["opened_on"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
        except Conflict:
            form.data = _opened_again(request, opened_on)
            met = True
        else:
            return _to_clause(school, clause_id)
    return _clause_page(request, school, form, clause, met=met)


def _clause_page(
    request: SignedInRequest, school: School, form: OtherWordsForm, clause: Clause | None, *, met: bool
) -> HttpResponse:
    context = {
        "school": school,
        "form": form,
        "clause": clause,
        "is_fixed": clause is not None and not can_change(clause),
        "pieces": compare_texts(clause.text, form["text"].value()) if met and clause else (),
        "facts": blanks_of(school),
        "back_url": _edit_url(school, clause.id if clause else ""),
    }
    return render(request, "policies/clause_change.html", context)


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def clause_add(request: SignedInRequest, school: School, section_id: str) -> HttpResponse:
    """A new clause of the school's own, at the end of a section."""
    document = _present(request, school)
    section = next((section for section in document.sections if section.id == section_id), None)
    if section is None:
        return _gone(request, school)
    form = NewClauseForm(sent(request), initial={"clause_id": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            editing.add_clause(
                school=school,
                section_id=section_id,
                text=form.cleaned_data["text"],
                clause_id=form.new_id,
                after=None,
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            return _to_clause(school, form.new_id)
    context = {"school": school, "form": form, "section": section, "back_url": _edit_url(school)}
    return render(request, "policies/clause_add.html", context)


@school_view(Permission.POLICY_EDIT)
@require_POST
def clause_move(request: SignedInRequest, school: School) -> HttpResponse:
    """Move the clause whose button was pressed up or down by one."""
    up = "up" in request.POST
    clause_id, _, opened_on = request.POST.get("up" if up else "down", "").partition(":")
    try:
        editing.move_clause(school=school, clause_id=clause_id, up=up, opened_on=opened_on, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Conflict:
        messages.error(request, MOVED_MEANWHILE)
    return _to_clause(school, clause_id)


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def clause_remove(request: SignedInRequest, school: School, clause_id: str) -> HttpResponse:
    """Ask once, naming the clause, then take it out."""
    document = _present(request, school)
    clause = _clause_or_none(document, clause_id)
    if request.method == "POST":
        try:
            editing.remove_clause(
                school=school, clause_id=clause_id, opened_on=request.POST.get("opened_on", ""), by=request.user
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        except Conflict:
            messages.error(request, CHANGED_MEANWHILE)
            return redirect("policies:clause-remove", urn=school.urn, clause_id=clause_id)
        return redirect("policies:edit", urn=school.urn)
    if clause is None:
        return _gone(request, school)
    context = {
        "school": school,
        "clause": clause,
        "section": document.section_of(clause_id),
        "opened_on": clause_token(clause),
        "facts": blanks_of(school),
        "back_url": _edit_url(school, clause_id),
    }
    return render(request, "policies/clause_remove.html", context)


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def names(request: SignedInRequest, school: School) -> HttpResponse:
    """Title and subtitle of the policy."""
    document = _present(request, school)
    initial = {"title": document.title, "subtitle": document.subtitle, "opened_on": names_token(document)}
    form = NamesForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            editing.change_names(
                school=school,
                title=given["title"],
                subtitle=given["subtitle"],
                opened_on=given["opened_on"],
                by=request.user,
            )
        except Conflict:
            form.data = _opened_again(request, names_token(document))
            form.add_error(
                "title",
                f"Meanwhile this became “{document.title}”, “{document.subtitle}”. Save again to use yours instead.",
            )
        else:
            return redirect("policies:edit", urn=school.urn)
    return render(request, "policies/names.html", {"school": school, "form": form, "back_url": _edit_url(school)})


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def version_save(request: SignedInRequest, school: School) -> HttpResponse:
    """What has changed since the last version, and the saving of it as the next."""
    draft = draft_of(request.user, school)
    form = VersionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            version = versions.save_version(school=school, by=request.user, why=form.cleaned_data["why"])
        except Conflict:
            return redirect("policies:conflict", urn=school.urn)
        messages.success(request, f"Version {version.number} is saved.")
        return redirect("policies:version", urn=school.urn, number=version.number)
    if draft is None:
        messages.info(request, "You have changed nothing since the latest version.")
        return redirect("policies:edit", urn=school.urn)
    latest = latest_or_404(request, school)
    if draft.base_id != latest.pk:
        return redirect("policies:conflict", urn=school.urn)
    comparison = compare(latest.text, draft.text)
    context = {
        "school": school,
        "form": form,
        "latest": latest,
        "comparison": comparison,
        "changes": comparison.differing,
        "facts": blanks_of(school),
        "back_url": _edit_url(school),
    }
    return render(request, "policies/version_save.html", context)


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def conflict(request: SignedInRequest, school: School) -> HttpResponse:
    """Somebody else saved a version first: both texts, and a choice for each clause that differs, or for all."""
    latest = latest_or_404(request, school)
    draft = draft_of(request.user, school)
    if draft is None or draft.base_id == latest.pk:
        return redirect("policies:edit", urn=school.urn)
    comparison = compare(latest.text, draft.text)
    opened_on = choice_token(latest, draft)
    offered = choosing.suggested(base=draft.base.text, theirs=latest.text, mine=draft.text)
    initial = {f"pick-{key}": pick for key, pick in offered.items()} | {"opened_on": opened_on}
    facts = blanks_of(school)
    form = ChoiceForm(_choices(request, comparison), comparison=comparison, facts=facts, initial=initial)
    try:
        if request.method == "POST":
            conflicts.check(opened_on=request.POST.get("opened_on", ""), now=opened_on)
        if form.is_valid():
            version = versions.choose_between(school=school, by=request.user, opened_on=opened_on, picks=form.picks)
            messages.success(request, f"Version {version.number} is saved, as you chose.")
            return redirect("policies:version", urn=school.urn, number=version.number)
    except (Refused, Conflict):
        form = ChoiceForm(comparison=comparison, facts=facts, initial=initial | _picked(request))
        messages.error(request, CHOICE_MEANWHILE)
    context = {
        "school": school,
        "latest": latest,
        "comparison": comparison,
        "form": form,
        "names_field": form[f"pick-{choosing.NAMES}"] if comparison.headings else None,
        "facts": facts,
        "changes": [(change, form[f"pick-{change.clause.id}"]) for change in comparison.differing],
        "back_url": _edit_url(school),
    }
    return render(request, "policies/conflict.html", context)


def _choices(request: SignedInRequest, comparison: Comparison) -> dict[str, str] | None:
    """What was chosen, clause by clause or with one of the buttons for all."""
    if request.method != "POST":
        return None
    whole = request.POST.get("whole", "")
    picks = {f"pick-{key}": whole or request.POST.get(f"pick-{key}", "") for key in choosing.keys(comparison)}
    return picks | {"opened_on": request.POST.get("opened_on", "")}


def _picked(request: SignedInRequest) -> dict[str, str]:
    """What was chosen clause by clause on the page as it was opened."""
    return {
        name: pick for name, pick in request.POST.items() if name.startswith("pick-") and pick in set(choosing.Pick)
    }


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def discard(request: SignedInRequest, school: School) -> HttpResponse:
    """Ask once, naming what goes, then throw the editor's changes away."""
    draft = draft_of(request.user, school)
    if request.method == "POST":
        editing.discard_draft(school=school, by=request.user)
        messages.success(request, "Your changes are discarded. The latest version is as it was.")
        return redirect("policies:edit", urn=school.urn)
    if draft is None:
        return redirect("policies:edit", urn=school.urn)
    comparison = compare(draft.base.text, draft.text)
    context = {
        "school": school,
        "comparison": comparison,
        "changes": comparison.differing,
        "facts": blanks_of(school),
        "back_url": _edit_url(school),
    }
    return render(request, "policies/discard.html", context)


@school_view(Permission.POLICY_EDIT)
@require_safe
def preview(request: SignedInRequest, school: School) -> HttpResponse:
    """What the editor has now, as it will print."""
    draft = draft_of(request.user, school)
    document = draft.text if draft else latest_or_404(request, school).text
    context = {"school": school, "crumbs": school_crumbs(school, ("Change the policy", _edit_url(school)))}
    return render(request, "policies/preview.html", context | text_context(document, school))


def _opened_again(request: SignedInRequest, opened_on: str) -> QueryDict:
    """What was sent, as if the page had been opened on what stands there now: sending it again decides."""
    sent = request.POST.copy()
    sent["opened_on"] = opened_on
    return sent


def _present(request: SignedInRequest, school: School) -> Document:
    """The policy as this editor has it now."""
    draft = draft_of(request.user, school)
    return draft.text if draft else latest_or_404(request, school).text


def _clause_or_none(document: Document, clause_id: str) -> Clause | None:
    return next((clause for clause in document.clauses() if clause.id == clause_id), None)


def _gone(request: SignedInRequest, school: School) -> HttpResponse:
    messages.error(request, "That part is no longer in the policy. Here it is as it stands now.")
    return redirect("policies:edit", urn=school.urn)


def _edit_url(school: School, clause_id: str = "") -> str:
    url = reverse("policies:edit", kwargs={"urn": school.urn})
    return f"{url}#clause-{clause_id}" if clause_id else url


def _to_clause(school: School, clause_id: str) -> HttpResponse:
    return redirect(_edit_url(school, clause_id))
