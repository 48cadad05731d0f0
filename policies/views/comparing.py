"""The versions of a policy, and what differs between two of them."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from core import clock
from core import papers as core_papers
from core.addresses import address
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.models import School
from policies.comparison import paper as change_paper
from policies.comparison.changes import to_compare
from policies.comparison.kept import between
from policies.forms import CompareForm
from policies.models import Version
from policies.queries import blanks_of, numbers_of, two_of
from policies.version_lists import listed
from policies.views.shared import may, school_crumbs


@school_view(Permission.POLICY_SUBMITTED_READ)
@require_safe
def versions(request: SignedInRequest, school: School) -> HttpResponse:
    """Every version this person may read, latest first, and a choice of two to compare."""
    every = listed(request.user, school, clock.today())
    context = {
        "school": school,
        "rows": every,
        "form": CompareForm(numbers=[(version.number, version.state) for version in every]),
        "reads_drafts": may(request, Permission.POLICY_DRAFT_READ, school),
        "crumbs": school_crumbs(school),
    }
    return render(request, "policies/versions.html", context)


@school_view(Permission.POLICY_SUBMITTED_READ)
@require_safe
def version_compare(request: SignedInRequest, school: School) -> HttpResponse:
    """What changed from one version to another: only the changes, or with ?all=1 the whole text.

    Where the address names none, from the version adopted last to the latest.
    """
    chosen = _chosen(request, school)
    if chosen is None:
        messages.info(request, "There is only one version you may read, so there is nothing to compare it with yet.")
        return redirect("policies:versions", urn=school.urn)
    if chosen[0] == chosen[1]:
        messages.info(request, "Choose two different versions to compare.")
        return redirect("policies:versions", urn=school.urn)
    before, after = _two_or_404(request, school, *chosen)
    context = {
        "school": school,
        "before": before,
        "after": after,
        "comparison": between(before, after),
        "shows_all": "all" in request.GET,
        "facts": blanks_of(school),
        "crumbs": school_crumbs(school, ("Versions", address("policies:versions", urn=school.urn))),
    }
    return render(request, "policies/version_compare.html", context)


def _chosen(request: SignedInRequest, school: School) -> tuple[int, int] | None:
    """The numbers chosen in the address; None where it chooses none and there are no two to read."""
    given = request.GET.get("before", ""), request.GET.get("after", "")
    if not any(given):
        return to_compare(numbers_of(request.user, school))
    if not all(number.isdecimal() and len(number) <= 6 for number in given):
        raise Http404
    return int(given[0]), int(given[1])


def _two_or_404(request: SignedInRequest, school: School, *numbers: int) -> tuple[Version, Version]:
    """The two versions with these numbers, the earlier first."""
    found = two_of(request.user, school, numbers)
    if len(found) != 2:
        raise Http404
    return found[0], found[1]


@school_view(Permission.POLICY_SUBMITTED_READ)
@require_safe
def changes_pdf(request: SignedInRequest, school: School, first: int, second: int) -> HttpResponseBase:
    """What changed between two versions as a paper for a meeting."""
    before, after = _two_or_404(request, school, first, second)
    return core_papers.respond(
        request,
        kind=change_paper.KIND,
        subject=change_paper.subject(before, after),
        digest=change_paper.digest(before, after),
        what="the changes",
        back_url=f"{address('policies:version-compare', urn=school.urn)}?before={before.number}&after={after.number}",
    )
