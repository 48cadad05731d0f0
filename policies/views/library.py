"""The library of adopted policies, what a school shares of its own, and clauses by what they are about."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from core import clock
from core.addresses import address
from people.access.decorators import SignedInRequest, council_view, school_view
from people.access.roles import Permission
from people.models import Council, School
from policies.actions.library import share
from policies.document import compare
from policies.library import queries as shelf
from policies.library.forms import LibraryForm, PresenceForm, SharingForm
from policies.queries import blanks_of, latest_of
from policies.rules import VersionState
from policies.tagging.queries import figure, schools_for, tag_table
from policies.tagging.rules import Presence
from policies.tagging.tags import TAGS, label_of
from policies.views.shared import may, school_crumbs, sent, text_context

_PAGE = 50


@council_view(Permission.LIBRARY_READ)
@require_safe
def library(request: SignedInRequest, council: Council) -> HttpResponse:
    """Clauses of adopted policies with these words and this tag; where nothing is asked, the schools to read."""
    form, today = LibraryForm(request.GET.dict()), clock.today()
    asked = form.chosen
    context = {
        "council": council,
        "form": form,
        "reads_all": shelf.may_read_all(request.user, council),
        "crumbs": [(council.name, council.get_absolute_url())],
    }
    if asked:
        found = shelf.search(request.user, council, words=asked.get("q", ""), tag=asked.get("tag", ""), today=today)
        return render(request, "policies/library.html", context | {"results": found})
    last = _last(request, council)
    rows, more = shelf.shared_after(request.user, council, last, today)
    older = f"?{urlencode({'after': rows[-1].school.urn})}" if more and rows else ""
    return render(request, "policies/library.html", context | {"rows": rows, "older": older, "is_first": last is None})


def _last(request: SignedInRequest, council: Council) -> School | None:
    """The school after which the page goes on, where it is one of the council's."""
    return shelf.school_at(council, request.GET.get("after", ""))


def _own_school(request: SignedInRequest, council: Council) -> School | None:
    """The school of this council that the reader is at, where it is one alone."""
    held = {holding.school_id for holding in request.user.holdings if holding.school_id}
    if len(held) != 1:
        return None
    return School.objects.visible_to(request.user).filter(pk__in=held, council=council).first()


@council_view(Permission.LIBRARY_READ)
@require_safe
def library_policy(request: SignedInRequest, council: Council, of_urn: int) -> HttpResponse:
    """The policy in force of another school, to read."""
    version = shelf.policy_in_library(request.user, council, of_urn, clock.today())
    if version is None:
        raise Http404
    school = version.policy.school
    assert school is not None, "the library holds schools' policies"  # noqa: S101
    own = _own_school(request, council)
    context = {
        "council": council,
        "school": school,
        "version": version,
        "adoption": version.adoption,
        "own": own if own is not None and own.pk != school.pk else None,
        "crumbs": _crumbs(council),
    }
    return render(request, "policies/library_policy.html", context | text_context(version.text, school))


@council_view(Permission.LIBRARY_READ)
@require_safe
def library_differences(request: SignedInRequest, council: Council, of_urn: int) -> HttpResponseBase:
    """How another school's policy differs from the reader's own school's adopted one."""
    theirs = shelf.policy_in_library(request.user, council, of_urn, clock.today())
    own = _own_school(request, council)
    if theirs is None:
        raise Http404
    ours = latest_of(request.user, own, [VersionState.ADOPTED]) if own is not None else None
    if own is None or ours is None:
        messages.info(request, "There is no adopted policy of a school of yours to compare with.")
        return redirect("policies:council-library-policy", code=council.code, of_urn=of_urn)
    comparison = compare(ours.text, theirs.text)
    school = theirs.policy.school
    context = {
        "council": council,
        "school": school,
        "own": own,
        "comparison": comparison,
        "changes": comparison.differing,
        "facts": blanks_of(own) | {"school": "[the school’s name]"},
        "crumbs": [
            *_crumbs(council),
            (str(school), address("policies:council-library-policy", code=council.code, of_urn=of_urn)),
        ],
    }
    return render(request, "policies/library_differences.html", context)


def _crumbs(council: Council) -> list[tuple[str, str]]:
    return [(council.name, council.get_absolute_url()), _at("Library", "policies:council-library", council)]


def _at(words: str, name: str, council: Council, **further: int) -> tuple[str, str]:
    return words, address(name, code=council.code, **further)


@school_view(Permission.POLICY_SHARE)
def sharing(request: SignedInRequest, school: School) -> HttpResponseBase:
    """Let the other schools of the council read the adopted policy, or stop it."""
    form = SharingForm(sent(request), is_shared=shelf.is_shared(school))
    if form.is_bound and form.is_valid():
        shared = share(school=school, is_shared=form.cleaned_data["is_shared"], by=request.user).is_shared
        said = "The other schools of your council can read" if shared else "Only your school and your council read"
        messages.success(request, f"{said} your adopted policy from now on.")
        return redirect("policies:policy", urn=school.urn)
    context = {"school": school, "form": form, "crumbs": school_crumbs(school)}
    return render(request, "policies/sharing.html", context)


@council_view(Permission.SCHOOLS_READ)
@require_safe
def clauses_by_tag(request: SignedInRequest, council: Council) -> HttpResponse:
    """For each tag how many schools' policies hold a clause about it, and how it stands to the model."""
    context = {"council": council, "table": tag_table(request.user, council), "crumbs": _schools_crumbs(council)}
    return render(request, "policies/clauses_by_tag.html", context)


@council_view(Permission.SCHOOLS_READ)
@require_safe
def tag_schools(request: SignedInRequest, council: Council, tag: str) -> HttpResponse:
    """The schools behind a figure of that table."""
    if tag not in {known.key for known in TAGS}:
        raise Http404
    form = PresenceForm(request.GET.dict())
    presence = form.chosen.get("presence", "")
    last = _last(request, council)
    found = list(schools_for(council, tag, presence).after(last)[: _PAGE + 1])
    more = form.chosen | {"after": found[_PAGE - 1].urn} if len(found) > _PAGE else {}
    context = {
        "council": council,
        "tag": tag,
        "label": label_of(tag),
        "chases": presence == Presence.ABSENT and may(request, Permission.SCHOOLS_CHASE, council),
        "form": form,
        "rows": found[:_PAGE],
        "figure": figure(council, tag, presence),
        "older": f"?{urlencode(more)}" if more else "",
        "is_first": last is None,
        "crumbs": [
            *_schools_crumbs(council),
            ("Clauses by tag", address("policies:council-tags", code=council.code)),
        ],
    }
    return render(request, "policies/tag_schools.html", context)


def _schools_crumbs(council: Council) -> list[tuple[str, str]]:
    return [(council.name, council.get_absolute_url()), _at("Schools", "council-schools", council)]
