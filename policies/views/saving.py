"""Saving a policy as a version, choosing where two people met, throwing changes away, and looking before either."""

from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render

from core import conflicts
from core.conflicts import Conflict
from people.access.decorators import SignedInRequest
from policies.actions import editing, versions
from policies.actions.versions import choice_token
from policies.document import Comparison, Refused, compare
from policies.editor import choosing
from policies.editor.parts import draft_token
from policies.forms import ChoiceForm, VersionForm
from policies.owners import Owner, addresses_of
from policies.queries import blanks_of, draft_of
from policies.views.shared import latest_or_404, sent, text_context
from policies.views.writers import CHANGED_MEANWHILE, crumbs_of, edit_url, writers_view

CHOICE_MEANWHILE = (
    "One of the two texts changed again after you opened the page. Here they are as they stand now, "
    "with what you have chosen. Look at both again, then save."
)


@writers_view("GET", "POST")
def version_save(request: SignedInRequest, owner: Owner) -> HttpResponse:
    """What has changed since the last version, and the saving of it as the next."""
    at = addresses_of(owner)
    form = VersionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            version = versions.save_version(owner=owner, by=request.user, why=form.cleaned_data["why"])
        except Conflict:
            return redirect(at.of("conflict"))
        messages.success(request, f"Version {version.number} is saved.")
        return redirect(at.of("version", number=version.number))
    draft = draft_of(request.user, owner)
    if draft is None:
        messages.info(request, "You have changed nothing since the latest version.")
        return redirect(at.of("edit"))
    latest = latest_or_404(request, owner)
    if draft.base_id != latest.pk:
        return redirect(at.of("conflict"))
    comparison = compare(latest.text, draft.text)
    context = {
        "at": at,
        "form": form,
        "latest": latest,
        "comparison": comparison,
        "changes": comparison.differing,
        "facts": blanks_of(owner),
        "back_url": edit_url(at),
    }
    return render(request, "policies/version_save.html", context)


@writers_view("GET", "POST")
def conflict(request: SignedInRequest, owner: Owner) -> HttpResponse:
    """Somebody else saved a version first: both texts, and a choice for each clause that differs, or for all."""
    at = addresses_of(owner)
    latest = latest_or_404(request, owner)
    draft = draft_of(request.user, owner)
    if draft is None or draft.base_id == latest.pk:
        return redirect(at.of("edit"))
    comparison = compare(latest.text, draft.text)
    opened_on = choice_token(latest, draft)
    offered = choosing.suggested(base=draft.base.text, theirs=latest.text, mine=draft.text)
    initial = {f"pick-{key}": pick for key, pick in offered.items()} | {"opened_on": opened_on}
    facts = blanks_of(owner)
    about: dict[str, Any] = {"comparison": comparison, "facts": facts, "base": draft.base.text}
    form = ChoiceForm(_choices(request, comparison), initial=initial, **about)
    try:
        if request.method == "POST":
            conflicts.check(opened_on=request.POST.get("opened_on", ""), now=opened_on)
        if form.is_valid():
            version = versions.choose_between(
                owner=owner, by=request.user, opened_on=opened_on, picks=form.picks, words=form.words
            )
            messages.success(request, f"Version {version.number} is saved, as you chose.")
            return redirect(at.of("version", number=version.number))
    except Refused as refusal:
        form.add_error(None, str(refusal))
    except Conflict:
        form = ChoiceForm(initial=initial | _picked(request), **about)
        messages.error(request, CHOICE_MEANWHILE)
    context = {
        "at": at,
        "latest": latest,
        "comparison": comparison,
        "form": form,
        "names_field": form[f"pick-{choosing.NAMES}"] if comparison.headings else None,
        "facts": facts,
        "changes": [(change, _fields(form, change.clause.id)) for change in comparison.differing],
        "back_url": edit_url(at),
    }
    return render(request, "policies/conflict.html", context)


def _fields(form: ChoiceForm, key: str) -> list[BoundField]:
    """What is asked about one difference."""
    return [form[name] for name in (f"pick-{key}", f"words-{key}", f"points-{key}") if name in form.fields]


def _choices(request: SignedInRequest, comparison: Comparison) -> dict[str, str] | None:
    """What was chosen, clause by clause or with one of the buttons for all."""
    if request.method != "POST":
        return None
    whole = request.POST.get("whole", "")
    picks = {f"pick-{key}": whole or request.POST.get(f"pick-{key}", "") for key in choosing.keys(comparison)}
    return {**_written(request), **picks, "opened_on": request.POST.get("opened_on", "")}


def _written(request: SignedInRequest) -> dict[str, str]:
    """The words that were written out of both."""
    return {name: str(words) for name, words in request.POST.items() if name.startswith(("words-", "points-"))}


def _picked(request: SignedInRequest) -> dict[str, str]:
    """What was chosen clause by clause on the page as it was opened."""
    picks = {
        name: pick for name, pick in request.POST.items() if name.startswith("pick-") and pick in set(choosing.Pick)
    }
    return picks | _written(request)


@writers_view("GET", "POST")
def discard(request: SignedInRequest, owner: Owner) -> HttpResponse:
    """Ask once, naming what goes, then throw the editor's changes away."""
    at = addresses_of(owner)
    draft = draft_of(request.user, owner)
    if request.method == "POST":
        try:
            editing.discard_draft(owner=owner, opened_on=request.POST.get("opened_on", ""), by=request.user)
        except Conflict:
            messages.error(request, CHANGED_MEANWHILE)
            return redirect(at.of("discard"))
        messages.success(request, "Your changes are discarded. The latest version is as it was.")
        return redirect(at.of("edit"))
    if draft is None:
        return redirect(at.of("edit"))
    comparison = compare(draft.base.text, draft.text)
    context = {
        "at": at,
        "opened_on": draft_token(draft.text),
        "comparison": comparison,
        "changes": comparison.differing,
        "facts": blanks_of(owner),
        "back_url": edit_url(at),
    }
    return render(request, "policies/discard.html", context)


@writers_view("GET")
def preview(request: SignedInRequest, owner: Owner) -> HttpResponse:
    """What the editor has now, as it will print."""
    at = addresses_of(owner)
    draft = draft_of(request.user, owner)
    document = draft.text if draft else latest_or_404(request, owner).text
    context = {"at": at, "crumbs": crumbs_of(owner, ("Change the policy", edit_url(at)))}
    return render(request, "policies/preview.html", context | text_context(document, owner))
