"""The public page of a school's policy, and where its head decides on it."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core import papers as core_papers
from core.addresses import address, public_address
from people.access.decorators import SignedInRequest, public_view, school_view
from people.access.roles import Permission
from people.models import School
from policies import outgoing, papers
from policies.actions import publishing as actions
from policies.document import Refused
from policies.models import Adoption
from policies.publishing import Published, publication_of, published, status_of
from policies.queries import blanks_of, standing_of
from policies.views.shared import school_crumbs, text_context

_KEPT = "public, max-age=300"
"""For five minutes anybody may keep it: so long a page may still be seen after it was taken down."""


@school_view(Permission.POLICY_PUBLISH)
@require_http_methods(["GET", "POST"])
def publish(request: SignedInRequest, school: School) -> HttpResponse:
    """Say what everybody will see, and publish it; or take the page down."""
    here = address("policies:publish", urn=school.urn)
    if request.method == "POST":
        try:
            if request.POST.get("take") == "down":
                actions.unpublish_policy(school=school, by=request.user)
                messages.success(request, "The public page is taken down. Copies that others keep go in five minutes.")
            else:
                actions.publish_policy(school=school, by=request.user, today=clock.today())
                messages.success(request, "The policy is published. Anybody can read it at the address below.")
        except Refused as refusal:
            messages.info(request, str(refusal))
        return redirect(here)
    context = {
        "school": school,
        "publication": publication_of(school),
        "adoption": standing_of(school, clock.today()).adoption,
        "public_url": public_address("policies:public", urn=school.urn),
        "crumbs": school_crumbs(school),
    }
    return render(request, "policies/publish.html", context)


@public_view
@require_safe
def public(request: HttpRequest, urn: int) -> HttpResponse:
    """The policy in force, as its school shows it to everybody."""
    found = _published(urn)
    return _page(request, found, found.now)


@public_view
@require_safe
def public_version(request: HttpRequest, urn: int, number: int) -> HttpResponse:
    """The policy in force, or one that was, by its number."""
    found = _published(urn)
    return _page(request, found, _adoption(found, number))


@public_view
@require_safe
def public_file(request: HttpRequest, urn: int, number: int, form: str) -> HttpResponse:
    """The same as a file: without who wrote and recorded it."""
    found = _published(urn)
    adoption = _adoption(found, number)
    if form not in outgoing.FORMS:
        raise Http404
    paper = outgoing.paper_of(
        adoption.version.text, blanks_of(found.school), owner=found.school.name, status=status_of(found, adoption)
    )
    made_at = adoption.version.made_at
    return _kept(request, lambda: outgoing.respond(paper, form, number=number, made_at=made_at))


@public_view
@require_safe
def public_pdf(request: HttpRequest, urn: int, number: int) -> HttpResponseBase:
    """The same as a paper that reads aloud well. It is made once, whoever asks for it first."""
    found = _published(urn)
    adoption = _adoption(found, number)
    return core_papers.respond(
        request,
        kind=papers.PUBLIC_KIND,
        subject=papers.public_subject(found, adoption),
        digest=papers.public_digest(found, adoption),
        what="the policy",
        back_url=address("policies:public-version", urn=urn, number=number),
    )


def _published(urn: int) -> Published:
    """A school that is not known and one that shows nothing are answered alike."""
    found = published(urn, clock.today())
    if found is None:
        raise Http404
    return found


def _adoption(found: Published, number: int) -> Adoption:
    adoption = found.adoption(number)
    if adoption is None:
        raise Http404
    return adoption


def _page(request: HttpRequest, found: Published, adoption: Adoption) -> HttpResponse:
    context: dict[str, Any] = text_context(adoption.version.text, found.school) | {
        "school": found.school,
        "now": found.now,
        "adoption": adoption,
        "earlier": found.earlier,
        "colour": found.school.council.colour,
    }
    # Rendered without the request: nothing of whoever reads it may stand in what others are given.
    return _kept(request, lambda: HttpResponse(render_to_string("policies/public.html", context)))


def _kept(request: HttpRequest, make: Callable[[], HttpResponse]) -> HttpResponse:
    """An answer that anybody may keep, with the hash of what it holds."""
    made = make()
    etag = f'"{hashlib.sha256(made.content).hexdigest()[:32]}"'
    made["ETag"], made["Cache-Control"] = etag, _KEPT
    answer = get_conditional_response(request, etag=etag, response=made)
    assert answer is not None, "it is given one"  # noqa: S101
    return answer
