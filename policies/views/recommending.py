"""Recording that a committee recommended a version."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from core.addresses import address
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.models import School
from policies import rules
from policies.actions import adoptions, recommendations
from policies.consultation.forms import RecommendationForm
from policies.document import Refused
from policies.models import Version
from policies.rules import Step
from policies.views.shared import school_crumbs, sent, version_or_404


@school_view(Permission.ADOPTION_RECORD)
@require_http_methods(["GET", "POST"])
def recommend(request: SignedInRequest, school: School, number: int) -> HttpResponse:
    """Which committee, at which meeting, in which minute, with what advice."""
    version, today = version_or_404(request, school, number), clock.today()
    if refusal := _refusal(request, school, version):
        context = {"school": school, "version": version, "refusal": refusal, "crumbs": school_crumbs(school)}
        return render(request, "policies/adopt_refused.html", context)
    form = RecommendationForm(sent(request), school=school, user=request.user, today=today)
    if form.is_valid():
        try:
            made = recommendations.recommend(version=version, by=request.user, today=today, **form.answers)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{made.meeting.body} recommends version {number}. The board can adopt it.")
            return redirect("policies:version", urn=school.urn, number=number)
    back_url = address("policies:version", urn=school.urn, number=number)
    context = {"form": form, "school": school, "version": version, "back_url": back_url}
    return render(request, "policies/recommend.html", context)


def _refusal(request: SignedInRequest, school: School, version: Version) -> str:
    """Why this person does not record it now, where they do not."""
    if request.method == "POST":  # sent twice, the form finds what it made
        return ""
    try:
        rules.after(Step.RECOMMEND, version.state)
        adoptions.check_recorder(version=version, school=school, by=request.user, today=clock.today())
    except Refused as refused:
        return str(refused)
    return ""
