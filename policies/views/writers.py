"""Pages on which a policy is written: one view for a school's own policy and for a council's model."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from people.access.decorators import SignedInRequest, View, council_view, school_view
from people.access.roles import Permission
from people.models import School
from policies.document import Clause, Document
from policies.owners import Addresses, Owner
from policies.queries import draft_of
from policies.views.shared import Crumbs, council_crumbs, latest_or_404, school_crumbs

CHANGED_MEANWHILE = "This was changed after you opened the page. Here it is as it stands now."
MOVED_MEANWHILE = "The order changed after you opened the page. Here it is as it stands now."


@dataclass(frozen=True, slots=True)
class Both:
    """One view at two addresses."""

    school: View
    council: View


def writers_view(*methods: str) -> Callable[[Callable[..., HttpResponse]], Both]:
    """A page for those who write the policy: the view gets its owner, a school or a council."""

    def decorate(view: Callable[..., HttpResponse]) -> Both:
        page = require_http_methods(["HEAD", *methods] if "GET" in methods else [*methods])(view)
        return Both(
            school=school_view(Permission.POLICY_EDIT)(page),
            council=council_view(Permission.MODEL_EDIT)(page),
        )

    return decorate


def crumbs_of(owner: Owner, *further: tuple[str, str]) -> Crumbs:
    """The way back up from a page about a policy."""
    return school_crumbs(owner, *further) if isinstance(owner, School) else council_crumbs(owner, *further)


def present(request: SignedInRequest, owner: Owner) -> Document:
    """The policy as this editor has it now."""
    draft = draft_of(request.user, owner)
    return draft.text if draft else latest_or_404(request, owner).text


def clause_or_none(document: Document, clause_id: str) -> Clause | None:
    """The clause, where it is still there."""
    return next((clause for clause in document.clauses() if clause.id == clause_id), None)


def opened_again(request: SignedInRequest, opened_on: str) -> QueryDict:
    """What was sent, as if the page had been opened on what stands there now: sending it again decides."""
    sent = request.POST.copy()
    sent["opened_on"] = opened_on
    return sent


def gone(request: SignedInRequest, at: Addresses) -> HttpResponse:
    """Back to the policy: what the page was about is no longer there."""
    messages.error(request, "That part is no longer in the policy. Here it is as it stands now.")
    return redirect(at.of("edit"))


def edit_url(at: Addresses, part: str = "") -> str:
    """The editor, at the part with this id."""
    return f"{at.of('edit')}#{part}" if part else at.of("edit")


def to_clause(at: Addresses, clause_id: str) -> HttpResponse:
    """Back to the policy, where the clause stands."""
    return redirect(edit_url(at, f"clause-{clause_id}" if clause_id else ""))


def to_section(at: Addresses, section_id: str) -> HttpResponse:
    """Back to the policy, where the section stands."""
    return redirect(edit_url(at, f"section-{section_id}" if section_id else ""))


def new_id() -> uuid.UUID:
    """An id for a part that a form will add."""
    return uuid.uuid4()
