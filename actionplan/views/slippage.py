"""Another date for a milestone, and the plan beside what was first agreed."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from actionplan import rules
from actionplan.actions.slippage import change_date
from actionplan.models import Milestone, PlanDate, Recommendation
from actionplan.queries import recommendations_of
from actionplan.slippage.forms import DateForm
from actionplan.slippage.queries import meetings_of_body
from actionplan.slippage.rules import Compared, baseline_sentence, compared
from actionplan.views.shared import milestone_or_404, plan_crumbs, review_or_404, status_of
from core import clock, conflicts
from core.prepared import given
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council

PAGE = 100


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def milestone_date(request: SignedInRequest, council: Council, milestone_id: int) -> HttpResponse:
    """Give a milestone another date: typed in words, read back, then saved with who asked, who agreed and why."""
    found = milestone_or_404(request, council, milestone_id)
    form = _form(request, found, request.POST if request.method == "POST" else None)
    clash, read = False, ""
    if form.is_valid() and not form.is_read_back:
        read = form.written.read_as
        form.read_back()
    elif form.is_valid():
        try:
            change = change_date(
                milestone=found,
                date=form.date,
                words=form.written.words,
                reason=form.cleaned_data["reason"],
                asked_by=form.cleaned_data["asked_by"],
                agreed_by=form.cleaned_data["agreed_by"],
                meeting=form.agreed_at,
                opened_on=form.cleaned_data["opened_on"],
                token=form.cleaned_data["token"],
                by=request.user,
            )
        except rules.Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        except conflicts.Conflict:
            found, clash = milestone_or_404(request, council, milestone_id), True
            form = _form(request, found, request.POST)
            form.reopened(found)
        else:
            messages.success(request, f"The new date is saved: {change.words}. The old one is kept beside it.")
            return redirect(found)
    context = {"form": form, "clash": clash, "read": read, "milestone": found, "back_url": found.get_absolute_url()}
    return render(request, "actionplan/milestone_date.html", context, status=status_of(form.errors, clash))


def _form(request: SignedInRequest, found: Milestone, sent: object) -> DateForm:
    meetings = meetings_of_body(request.user, found.monitoring_body, clock.today())
    return DateForm(sent, milestone=found, dates=given(found, "dates"), meetings=meetings)


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """One date of a milestone beside the first agreed."""

    recommendation: Recommendation
    milestone: Milestone
    compared: Compared


@council_view(Permission.PLAN_READ)
@require_safe
def baseline(request: SignedInRequest, council: Council, review_id: int) -> HttpResponse:
    """Every date of a plan's milestones, as first agreed and now."""
    review = review_or_404(request, council, review_id)
    every = [
        BaselineRow(recommendation, milestone, _compared(date))
        for recommendation in recommendations_of(review)
        for milestone in given(recommendation, "milestones")
        for date in given(milestone, "dates")
    ]
    only_moved = request.GET.get("show") == "moved"
    found = [row for row in every if row.compared.moves or row.compared.added_on] if only_moved else every
    after = request.GET.get("after", "")
    first = int(after) if after.isdecimal() and len(after) < 7 else 0
    more = {"show": "moved"} if only_moved else {}
    context = {
        "council": council,
        "review": review,
        "sentence": baseline_sentence([row.compared for row in every]),
        "rows": found[first : first + PAGE],
        "only_moved": only_moved,
        "more": urlencode(more | {"after": first + PAGE}) if found[first + PAGE :] else "",
        "crumbs": plan_crumbs(council, review),
    }
    return render(request, "actionplan/baseline.html", context)


def _compared(date: PlanDate) -> Compared:
    changes = [change.move for change in date.moves]
    return compared(changes, date.written, timezone.localdate(changes[0].recorded_at) if changes else None)
