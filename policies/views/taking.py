"""How far schools are with a version of the model that they were offered."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from core.addresses import address
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council
from policies.library.queries import school_at
from policies.offers.forms import TakingForm
from policies.offers.states import TAKING_LABELS
from policies.offers.taking import counts_of, rows_of, schools_offered
from policies.queries import model_version_of
from policies.rules import VersionState
from policies.views.shared import council_crumbs

_PAGE = 50


@council_view(Permission.MODEL_EDIT)
@require_safe
def schools(request: SignedInRequest, council: Council, number: int) -> HttpResponse:
    """Who was offered a published version, who took it, and who declined it and why."""
    version = model_version_of(request.user, council, number)
    if version is None or version.state != VersionState.ADOPTED:
        raise Http404
    form = TakingForm(request.GET.dict())
    counts = counts_of(request.user, council, version)
    last = school_at(council, request.GET.get("after", ""))
    found = list(schools_offered(council, version, form.chosen.get("state", "")).after(last)[: _PAGE + 1])
    more = form.chosen | {"after": found[_PAGE - 1].urn} if len(found) > _PAGE else {}
    context = {
        "council": council,
        "version": version,
        "form": form,
        "figures": [(TAKING_LABELS[key], key.value, count) for key, count in counts.items()],
        "count": sum(counts.values()),
        "rows": [(row, TAKING_LABELS[row.state]) for row in rows_of(version, found[:_PAGE])],
        "older": f"?{urlencode(more)}" if more else "",
        "is_first": last is None,
        "here": address("policies:model-version-schools", code=council.code, number=number),
        "crumbs": council_crumbs(council, ("Versions", address("policies:model-versions", code=council.code))),
    }
    return render(request, "policies/model_version_schools.html", context)
