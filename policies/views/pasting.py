"""Putting a whole text into a policy: paste it, see what it makes, add it, and take it out again."""

import itertools
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from core.bodies import takes_a_document
from core.conflicts import Conflict
from people.access.decorators import SignedInRequest
from policies.actions import pasting
from policies.document import Document, Insertion, Refused, Section, insert, insertion
from policies.editor.parts import layout_token, pasted_token
from policies.editor.paste_forms import PasteForm
from policies.models import Draft
from policies.owners import Owner, addresses_of
from policies.queries import blanks_of
from policies.reading import PartReading, read_part, to_part
from policies.views.shared import sent
from policies.views.writers import (
    CHANGED_MEANWHILE,
    clause_or_none,
    edit_url,
    new_id,
    opened_again,
    present,
    writers_view,
)

MEANWHILE = "The order of the policy changed after you opened the page. Look again where the text goes, then add it."
_MOST_PARTS = 1_100  # sections and clauses that one policy may hold


@writers_view("GET", "POST")
@takes_a_document
def paste(request: SignedInRequest, owner: Owner) -> HttpResponse:
    """A whole text to be added: first its words, then what they make, then they are added."""
    at = addresses_of(owner)
    document = present(request, owner)
    facts = blanks_of(owner)
    form = PasteForm(sent(request), document=document, facts=facts, initial=_begun(request, document))
    made: Insertion | None = None
    reading = PartReading(())
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        reading = read_part(form.cleaned_data["whole"], signed=form.cleaned_data["signed"])
        part = _part(reading, form.paste_id)
        made = insertion(part, is_into_a_section=bool(document.sections))
        try:
            if "add" in request.POST:
                draft = _added(request, owner, part, form)
                return redirect(_shown_at(at.of("edit"), draft, part, form.paste_id))
            insert(document, made, section_id=form.section_id, after=form.cleaned_data["after"] or None)
        except Refused as refusal:
            form.add_error("whole", str(refusal))
            made = None
        except Conflict:
            form.data = opened_again(request, layout_token(document))
            messages.error(request, MEANWHILE)
    elif request.method == "POST" and "change" in request.POST:
        form = PasteForm(initial=request.POST.dict(), document=document, facts=facts)
    follows = clause_or_none(document, str(form["after"].value() or ""))
    context: dict[str, Any] = {
        "at": at,
        "form": form,
        "facts": facts,
        "follows": follows,
        "home": _home(document, form),
        "back_url": edit_url(at, f"clause-{follows.id}" if follows else ""),
    }
    if made is None:
        return render(request, "policies/paste.html", context)
    return render(request, "policies/paste_check.html", context | {"made": made, "left_out": reading.left_out})


def _begun(request: SignedInRequest, document: Document) -> dict[str, Any]:
    """What the empty form holds: where the link that led here stands, and the order of the policy."""
    after = clause_or_none(document, request.GET.get("after", ""))
    home = document.section_of(after.id).id if after else request.GET.get("section", "")
    known = {section.id for section in document.sections}
    last = document.sections[-1].id if document.sections else ""
    return {
        "after": after.id if after else "",
        "section": home if home in known else last,
        "batch": new_id(),
        "opened_on": layout_token(document),
    }


def _home(document: Document, form: PasteForm) -> Section | None:
    chosen = form["section"].value() if document.sections else ""
    return next((section for section in document.sections if section.id == chosen), None)


def _part(reading: PartReading, batch: uuid.UUID) -> tuple[Section, ...]:
    numbers = itertools.count()
    return to_part(reading, lambda: uuid.uuid5(batch, str(next(numbers))).hex)


def _added(request: SignedInRequest, owner: Owner, part: tuple[Section, ...], form: PasteForm) -> Draft:
    return pasting.add_part(
        owner=owner,
        part=part,
        section_id=form.section_id,
        after=form.cleaned_data["after"] or None,
        opened_on=form.cleaned_data["opened_on"],
        by=request.user,
    )


def _shown_at(edit: str, draft: Draft, part: tuple[Section, ...], batch: uuid.UUID) -> str:
    """The editor, at the first part that was added, with the way to take it all out again."""
    count = len(part) + sum(len(section.clauses) for section in part)
    ids = set(pasting.ids_of(batch, count))
    places = (
        place
        for section in draft.text.sections
        for place in (
            *([f"section-{section.id}"] if section.id in ids else []),
            *(f"clause-{clause.id}" for clause in section.clauses if clause.id in ids),
        )
    )
    return f"{edit}?{urlencode({'pasted': f'{batch}.{count}'})}#{next(places, '')}"


def pasted_in(document: Document, asked: str) -> dict[str, Any] | None:
    """What the editor says of a paste that was just added: how much of it stands there, and what its button sends."""
    ids = _ids(asked) & pasting.ids_in(document)
    if not ids:
        return None
    sections = sum(section.id in ids for section in document.sections)
    clauses = sum(clause.id in ids for clause in document.clauses())
    counts = ((sections, "section"), (clauses, "clause"))
    said = " and ".join(f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counts if count)
    return {"words": said, "asked": asked, "opened_on": pasted_token(document, ids)}


def _ids(asked: str) -> set[str]:
    """The ids of the parts that the words of an address may name; none where it names no paste of ours."""
    batch, _, count = asked.partition(".")
    try:
        return set(pasting.ids_of(uuid.UUID(batch), min(int(count), _MOST_PARTS)))
    except ValueError:
        return set()


@writers_view("POST")
def paste_undo(request: SignedInRequest, owner: Owner) -> HttpResponse:
    """Take out what one paste added."""
    at = addresses_of(owner)
    asked = request.POST.get("pasted", "")
    try:
        pasting.take_part_out(
            owner=owner, ids=_ids(asked), opened_on=request.POST.get("opened_on", ""), by=request.user
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Conflict:
        messages.error(request, CHANGED_MEANWHILE)
    else:
        messages.success(request, "What you pasted is taken out again.")
        return redirect(at.of("edit"))
    return redirect(f"{at.of('edit')}?{urlencode({'pasted': asked})}")
