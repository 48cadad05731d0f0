"""Changing a policy clause by clause, in one's own draft."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from core import clock
from core.conflicts import Conflict
from people.access.decorators import SignedInRequest
from policies.actions import editing
from policies.document import Clause, ClauseKind, Refused, can_remove, check_change, compare_texts
from policies.editor.forms import NewClauseForm, OtherWordsForm, PlaceForm
from policies.editor.parts import clause_token, editor_sections, layout_token, names_token
from policies.editor.table_forms import ADD, REMOVE, TableForm, row_changed, with_other_rows
from policies.forms import NamesForm
from policies.models import Draft
from policies.owners import Addresses, Owner, addresses_of
from policies.queries import blanks_of, draft_of
from policies.views.pasting import pasted_in
from policies.views.shared import latest_or_404, sent
from policies.views.writers import (
    CHANGED_MEANWHILE,
    MOVED_MEANWHILE,
    clause_or_none,
    crumbs_of,
    edit_url,
    gone,
    new_id,
    opened_again,
    present,
    to_clause,
    writers_view,
)


@writers_view("GET")
def edit(request: SignedInRequest, owner: Owner) -> HttpResponse:
    """The policy with what can be done to each part."""
    latest = latest_or_404(request, owner)
    draft = draft_of(request.user, owner)
    base = draft.base if draft else latest
    document = draft.text if draft else latest.text
    model = base.model_version.text if base.model_version else None
    at = addresses_of(owner)
    context = {
        "at": at,
        "latest": latest,
        "draft": draft,
        "saved": saved_words(draft),
        "is_behind": draft is not None and draft.base_id != latest.pk,
        "document": document,
        "sections": editor_sections(document, model, is_model=at.is_model),
        "layout": layout_token(document),
        "pasted": pasted_in(document, request.GET.get("pasted", "")),
        "facts": blanks_of(owner),
        "crumbs": crumbs_of(owner),
    }
    return render(request, "policies/edit.html", context)


def saved_words(draft: Draft | None) -> str:
    """When the draft was last saved, like "Saved 14:02"."""
    return f"Saved {timezone.localtime(draft.saved_at):%H:%M}" if draft else "Nothing changed yet"


AUTOSAVE = "X-Autosave"
"""The header of what a page saves while somebody types: it is answered in a few words, not by a page."""


@writers_view("GET", "POST")
def clause_change(request: SignedInRequest, owner: Owner, clause_id: str) -> HttpResponse:
    """Other words for a clause. Where they changed meanwhile, both are shown and sending again decides."""
    at = addresses_of(owner)
    clause = clause_or_none(present(request, owner), clause_id)
    if clause is None and request.method == "GET":
        return gone(request, at)
    opened_on = clause_token(clause) if clause else ""
    initial = {"opened_on": opened_on}
    is_table = clause.kind is ClauseKind.TABLE if clause else "rows" in request.POST
    is_rows_only = is_table and (ADD in request.POST or REMOVE in request.POST)
    data = with_other_rows(request.POST) if is_rows_only else sent(request)
    make = TableForm if is_table else OtherWordsForm
    form = make(data, clause=clause, is_model=at.is_model, today=clock.today(), initial=initial)
    if isinstance(form, TableForm) and is_rows_only:
        form.focus_on(row_changed(request.POST))
    met = False
    if request.method == "POST" and not is_rows_only and form.is_valid():
        try:
            draft = editing.change_clause(
                owner=owner,
                clause_id=clause_id,
                text=form.cleaned_data["text"],
                sub_clauses=form.points,
                kind=form.chosen_kind,
                marks=form.marks,
                rows=form.given_rows if isinstance(form, TableForm) else None,
                opened_on=form.cleaned_data["opened_on"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
        except Conflict:
            form.data = opened_again(request, opened_on)
            met = True
        else:
            return _saved_by_itself(draft, clause_id, at) if AUTOSAVE in request.headers else to_clause(at, clause_id)
    if AUTOSAVE in request.headers:
        return _paused(form, met=met)
    context = {
        "at": at,
        "form": form,
        "clause": clause,
        "kept_because": _kept_because(clause),
        "can_remove": clause is not None and can_remove(clause),
        "pieces": compare_texts(clause.full_text, form.full_text) if met and clause else (),
        "facts": blanks_of(owner),
        "back_url": edit_url(at, f"clause-{clause.id}" if clause else ""),
    }
    return render(request, "policies/table_change.html" if is_table else "policies/clause_change.html", context)


def _kept_because(clause: Clause | None) -> str:
    """Why a clause is not to be changed; nothing where it may be."""
    try:
        if clause is not None:
            check_change(clause)
    except Refused as refusal:
        return str(refusal)
    return ""


def _saved_by_itself(draft: Draft, clause_id: str, at: Addresses) -> JsonResponse:
    """What a page needs to go on saving: when it was saved, and what its form is opened on now."""
    return JsonResponse(
        {
            "saved": saved_words(draft),
            "opened_on": clause_token(draft.text.clause(clause_id)),
            "action": at.of("clause-change", clause_id=clause_id),
            "remove": at.of("clause-remove", clause_id=clause_id),
        }
    )


def _paused(form: OtherWordsForm | NewClauseForm, *, met: bool) -> JsonResponse:
    """Why the words that were typed are not saved; they stay in the page. met: whether somebody else's are there."""
    sentences = [str(sentence) for errors in form.errors.values() for sentence in errors]
    reason = "This clause was changed meanwhile. Choose Save to see both texts." if met else " ".join(sentences[:1])
    return JsonResponse({"reason": reason, "met": met})


@writers_view("GET", "POST")
def clause_add(request: SignedInRequest, owner: Owner, section_id: str) -> HttpResponse:
    """A new clause of one's own: at the end of a section, or with ?after= behind one of its clauses."""
    at = addresses_of(owner)
    document = present(request, owner)
    section = next((section for section in document.sections if section.id == section_id), None)
    if section is None and request.method == "GET":
        return gone(request, at)
    follows = clause_or_none(document, request.GET.get("after", ""))
    kind = follows.kind if follows and follows.kind is not ClauseKind.TABLE else ClauseKind.CLAUSE
    initial = {"clause_id": new_id(), "after": follows.id if follows else "", "kind": kind.value}
    form = NewClauseForm(sent(request), is_model=at.is_model, today=clock.today(), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            draft = editing.add_clause(
                owner=owner,
                section_id=section_id,
                text=form.cleaned_data["text"],
                clause_id=form.new_id,
                after=form.cleaned_data["after"] or None,
                kind=form.chosen_kind or ClauseKind.CLAUSE,
                sub_clauses=form.points or (),
                marks=form.marks,
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            is_autosave = AUTOSAVE in request.headers
            return _saved_by_itself(draft, form.new_id, at) if is_autosave else to_clause(at, form.new_id)
    if AUTOSAVE in request.headers:
        return _paused(form, met=False)
    context = {
        "at": at,
        "form": form,
        "section": section,
        "follows": follows,
        "facts": blanks_of(owner),
        "back_url": edit_url(at, f"clause-{follows.id}" if follows else f"section-{section_id}"),
    }
    return render(request, "policies/clause_add.html", context)


@writers_view("POST")
def clause_move(request: SignedInRequest, owner: Owner) -> HttpResponse:
    """Move the clause whose button was pressed up or down by one."""
    up = "up" in request.POST
    clause_id, _, opened_on = request.POST.get("up" if up else "down", "").partition(":")
    try:
        editing.move_clause(owner=owner, clause_id=clause_id, up=up, opened_on=opened_on, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Conflict:
        messages.error(request, MOVED_MEANWHILE)
    return to_clause(addresses_of(owner), clause_id)


@writers_view("GET", "POST")
def clause_place(request: SignedInRequest, owner: Owner, clause_id: str) -> HttpResponse:
    """Put a clause anywhere else in the policy: before another, or at the end of a section."""
    at = addresses_of(owner)
    document = present(request, owner)
    clause = clause_or_none(document, clause_id)
    if clause is None:
        return gone(request, at)
    opened_on = layout_token(document)
    facts = blanks_of(owner)
    form = PlaceForm(sent(request), document=document, clause=clause, facts=facts, initial={"opened_on": opened_on})
    if request.method == "POST" and form.is_valid():
        section_id, before = form.target
        try:
            editing.place_clause(
                owner=owner,
                clause_id=clause_id,
                section_id=section_id,
                before=before,
                opened_on=form.cleaned_data["opened_on"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("place", str(refusal))
        except Conflict:
            form.data = opened_again(request, opened_on)
            form.add_error("place", MOVED_MEANWHILE)
        else:
            return to_clause(at, clause_id)
    context = {
        "at": at,
        "form": form,
        "clause": clause,
        "facts": facts,
        "back_url": edit_url(at, f"clause-{clause_id}"),
    }
    return render(request, "policies/clause_place.html", context)


@writers_view("GET", "POST")
def clause_remove(request: SignedInRequest, owner: Owner, clause_id: str) -> HttpResponse:
    """Ask once, naming the clause, then take it out."""
    at = addresses_of(owner)
    document = present(request, owner)
    clause = clause_or_none(document, clause_id)
    if request.method == "POST":
        section_id = document.section_of(clause_id).id if clause else ""
        try:
            editing.remove_clause(
                owner=owner, clause_id=clause_id, opened_on=request.POST.get("opened_on", ""), by=request.user
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        except Conflict:
            messages.error(request, CHANGED_MEANWHILE)
            return redirect(at.of("clause-remove", clause_id=clause_id))
        return redirect(edit_url(at, f"section-{section_id}" if section_id else ""))
    if clause is None:
        return gone(request, at)
    context = {
        "at": at,
        "clause": clause,
        "section": document.section_of(clause_id),
        "opened_on": clause_token(clause),
        "facts": blanks_of(owner),
        "back_url": edit_url(at, f"clause-{clause_id}"),
    }
    return render(request, "policies/clause_remove.html", context)


@writers_view("GET", "POST")
def names(request: SignedInRequest, owner: Owner) -> HttpResponse:
    """Title and subtitle of the policy."""
    document = present(request, owner)
    at = addresses_of(owner)
    initial = {"title": document.title, "subtitle": document.subtitle, "opened_on": names_token(document)}
    form = NamesForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            editing.change_names(
                owner=owner,
                title=given["title"],
                subtitle=given["subtitle"],
                opened_on=given["opened_on"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("title", str(refusal))
        except Conflict:
            form.data = opened_again(request, names_token(document))
            form.add_error(
                "title",
                f"Meanwhile this became “{document.title}”, “{document.subtitle}”. Save again to use yours instead.",
            )
        else:
            return redirect(at.of("edit"))
    return render(request, "policies/names.html", {"form": form, "back_url": edit_url(at)})
