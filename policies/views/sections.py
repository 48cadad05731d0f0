"""Adding, naming, moving and removing the sections of a policy."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from core.conflicts import Conflict
from people.access.decorators import SignedInRequest
from policies.actions import editing
from policies.document import Refused, Section, can_remove_section
from policies.editor.forms import NewSectionForm, SectionForm
from policies.editor.parts import section_token, whole_section_token
from policies.owners import Owner, addresses_of
from policies.queries import blanks_of
from policies.views.shared import sent
from policies.views.writers import (
    CHANGED_MEANWHILE,
    MOVED_MEANWHILE,
    edit_url,
    gone,
    new_id,
    opened_again,
    present,
    to_section,
    writers_view,
)


@writers_view("GET", "POST")
def section_add(request: SignedInRequest, owner: Owner) -> HttpResponse:
    """A new section: at the end, or with ?after= behind another."""
    at = addresses_of(owner)
    document = present(request, owner)
    follows = next((part for part in document.sections if part.id == request.GET.get("after", "")), None)
    form = NewSectionForm(sent(request), initial={"section_id": new_id(), "after": follows.id if follows else ""})
    if request.method == "POST" and form.is_valid():
        try:
            editing.add_section(
                owner=owner,
                heading=form.cleaned_data["heading"],
                kind=form.purpose,
                section_id=form.new_id,
                after=form.cleaned_data["after"] or None,
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("heading", str(refusal))
        else:
            return to_section(at, form.new_id)
    context = {"form": form, "follows": follows, "back_url": edit_url(at, f"section-{follows.id}" if follows else "")}
    return render(request, "policies/section_add.html", context)


@writers_view("GET", "POST")
def section_change(request: SignedInRequest, owner: Owner, section_id: str) -> HttpResponse:
    """Another heading or purpose for a section."""
    at = addresses_of(owner)
    document = present(request, owner)
    section = _section_or_none(document.sections, section_id)
    if section is None:
        return gone(request, at)
    opened_on = section_token(section)
    form = SectionForm(sent(request), section=section, initial={"opened_on": opened_on})
    if request.method == "POST" and form.is_valid():
        try:
            editing.change_section(
                owner=owner,
                section_id=section_id,
                heading=form.cleaned_data["heading"],
                kind=form.purpose,
                opened_on=form.cleaned_data["opened_on"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("heading", str(refusal))
        except Conflict:
            form.data = opened_again(request, opened_on)
            now = f"Meanwhile this became “{section.heading}”, {section.kind.label.lower()}."
            form.add_error("heading", f"{now} Save again to use yours instead.")
        else:
            return to_section(at, section_id)
    context = {
        "at": at,
        "form": form,
        "section": section,
        "can_remove": can_remove_section(document, section_id),
        "back_url": edit_url(at, f"section-{section_id}"),
    }
    return render(request, "policies/section_change.html", context)


@writers_view("POST")
def section_move(request: SignedInRequest, owner: Owner) -> HttpResponse:
    """Move the section whose button was pressed up or down by one."""
    up = "up" in request.POST
    section_id, _, opened_on = request.POST.get("up" if up else "down", "").partition(":")
    try:
        editing.move_section(owner=owner, section_id=section_id, up=up, opened_on=opened_on, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Conflict:
        messages.error(request, MOVED_MEANWHILE)
    return to_section(addresses_of(owner), section_id)


@writers_view("GET", "POST")
def section_remove(request: SignedInRequest, owner: Owner, section_id: str) -> HttpResponse:
    """Ask once, showing all that goes with the section, then take it out."""
    at = addresses_of(owner)
    if request.method == "POST":
        try:
            editing.remove_section(
                owner=owner, section_id=section_id, opened_on=request.POST.get("opened_on", ""), by=request.user
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        except Conflict:
            messages.error(request, CHANGED_MEANWHILE)
            return redirect(at.of("section-remove", section_id=section_id))
        return redirect(at.of("edit"))
    section = _section_or_none(present(request, owner).sections, section_id)
    if section is None:
        return gone(request, at)
    context = {
        "section": section,
        "opened_on": whole_section_token(section),
        "facts": blanks_of(owner),
        "back_url": edit_url(at, f"section-{section_id}"),
    }
    return render(request, "policies/section_remove.html", context)


def _section_or_none(sections: tuple[Section, ...], section_id: str) -> Section | None:
    return next((section for section in sections if section.id == section_id), None)
