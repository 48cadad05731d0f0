"""Checking the wording of a policy, and the glossary."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.addresses import address
from people.access.decorators import SignedInRequest, council_view, public_view, school_view
from people.access.roles import Permission
from people.models import Council, School
from policies import wording
from policies.document import Document, can_change, in_words
from policies.model_text import built_in_model
from policies.queries import blanks_of, draft_of, latest_of, model_of
from policies.views.shared import school_crumbs


@school_view(Permission.POLICY_EDIT)
@require_safe
def school_wording(request: SignedInRequest, school: School) -> HttpResponse:
    """What to look at in the words of a school's policy, as this person has them now. Nothing is changed."""
    draft, latest = draft_of(request.user, school), latest_of(request.user, school)
    if latest is None:
        raise Http404
    document = draft.text if draft else latest.text
    fixed = {clause.id for clause in document.clauses() if not can_change(clause)}
    rows = [(one, "" if one.clause_id in fixed else _place(school, document, one)) for one in wording.check(document)]
    context = {"crumbs": school_crumbs(school), "back_url": address("policies:edit", urn=school.urn)}
    return _page(request, school, document, rows, context)


def _place(school: School, document: Document, one: wording.Finding) -> str:
    """Where the words are changed: the page of their clause or, for title and subtitle, of these."""
    if one.clause_id:
        return address("policies:clause-change", urn=school.urn, clause_id=one.clause_id)
    is_title = one.line in {document.title, document.subtitle} and not one.section
    return address("policies:names" if is_title else "policies:edit", urn=school.urn)


@council_view(Permission.MODEL_EDIT)
@require_safe
def model_wording(request: SignedInRequest, council: Council) -> HttpResponse:
    """What to look at in the words of a council's model policy."""
    published = model_of(request.user, council)
    document = published.text if published else built_in_model()
    model_url = address("policies:model", code=council.code)
    crumbs = [(council.name, address("council", code=council.code)), ("Model policy", model_url)]
    rows = [(one, "") for one in wording.check(document)]
    return _page(request, council, document, rows, {"crumbs": crumbs, "back_url": model_url, "is_model": True})


def _page(
    request: SignedInRequest,
    owner: School | Council,
    document: Document,
    rows: list[tuple[wording.Finding, str]],
    context: Mapping[str, object],
) -> HttpResponse:
    facts = blanks_of(owner)
    shown = [(one, in_words(one.section, facts), in_words(one.line, facts), href) for one, href in rows]
    about = {"owner": owner, "rows": shown, "as_at": wording.known().as_at, "title": in_words(document.title, facts)}
    return render(request, "policies/wording.html", {**about, **context})


@public_view
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """What initials stand for, and what has ended with what stands in its place."""
    words = wording.known()
    terms = sorted(words.glossary.items(), key=lambda term: term[0].casefold())
    ended = sorted(words.ended, key=lambda one: one.words[0].casefold())
    return render(request, "policies/glossary.html", {"as_at": words.as_at, "terms": terms, "ended": ended})
