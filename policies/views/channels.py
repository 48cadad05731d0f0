"""The evidence of a school year for each thing that it also counts for, such as the self-evaluation."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import clock
from core import papers as core_papers
from core.addresses import address
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.models import School
from policies.living import channel_papers as papers
from policies.living.channels import Sheet, sheet_of
from policies.living.evidence import CHANNEL_LABELS, Channel
from policies.living.review_forms import YearFilterForm
from policies.living.reviews import this_year
from policies.views.shared import school_crumbs


@school_view(Permission.EVIDENCE_READ)
@require_safe
def channel(request: SignedInRequest, school: School, channel: str) -> HttpResponse:
    """What was done in an academic year that counts for one thing beside the policy."""
    form = YearFilterForm(request.GET, this_year=this_year(clock.today()))
    shown = _sheet(request, school, channel, form.year_asked)
    here: dict[str, int] = {"urn": school.urn}
    context = {
        "school": school,
        "sheet": shown,
        "form": form,
        "pdf_url": address("policies:channel-pdf", channel=channel, year=form.year_asked, **here),
        "others": [
            (label, address("policies:channel", channel=other.value, **here))
            for other, label in CHANNEL_LABELS.items()
            if other is not shown.channel
        ],
        "crumbs": school_crumbs(school, ("Commitments", address("policies:commitments", **here))),
    }
    return render(request, "policies/channel.html", context)


@school_view(Permission.EVIDENCE_READ)
@require_safe
def channel_pdf(request: SignedInRequest, school: School, channel: str, year: int) -> HttpResponseBase:
    """The same as a paper."""
    now = this_year(clock.today())
    if YearFilterForm({"year": str(year)}, this_year=now).year_asked != year:
        raise Http404
    shown = _sheet(request, school, channel, year)
    return core_papers.respond(
        request,
        kind=papers.KIND,
        subject=papers.subject(school, shown.channel, year),
        digest=papers.digest(school, shown),
        what="the evidence",
        back_url=f"{address('policies:channel', urn=school.urn, channel=channel)}?year={year}",
    )


def _sheet(request: SignedInRequest, school: School, channel: str, year: int) -> Sheet:
    if channel not in {known.value for known in Channel}:
        raise Http404
    found = sheet_of(request.user, school, Channel(channel), year)
    if found is None:
        raise Http404
    return found
