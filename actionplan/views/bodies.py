"""Who watches what: a page for each body, and the forms that say it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.actions.bodies import set_monitor, set_panel
from actionplan.bodies import queries
from actionplan.bodies.forms import MonitorForm
from actionplan.models import Milestone, ScrutinyReview
from actionplan.rules import Refused
from actionplan.views.shared import milestone_or_404, plan_crumbs, review_or_404, status_of
from core import clock, conflicts
from people.access.decorators import SignedInRequest, council_view
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council


@council_view(Permission.PLAN_READ)
@require_safe
def bodies(request: SignedInRequest, council: Council) -> HttpResponse:
    """The bodies of the council, each leading to what it watches."""
    context = {
        "council": council,
        "bodies": queries.bodies_of(request.user, council),
        "crumbs": plan_crumbs(council),
    }
    return render(request, "actionplan/bodies.html", context)


@council_view(Permission.PLAN_READ)
@require_safe
def body(request: SignedInRequest, council: Council, body_id: int) -> HttpResponse:
    """All that a body watches, with where each stands today."""
    found = queries.body_of(request.user, council, body_id)
    if found is None:
        raise Http404
    every = queries.watched(found, clock.today(), None)
    context = {
        "council": council,
        "body": found,
        "milestones": [one for one in every if one.what == "milestone"][: queries.MOST],
        "measures": [one for one in every if one.what == "measure"][: queries.MOST],
        "has_more": len(every) > queries.MOST,
        "can_edit": allows(request.user, Permission.PLAN_EDIT, council),
        "crumbs": plan_crumbs(council),
    }
    return render(request, "actionplan/body.html", context)


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def panel(request: SignedInRequest, council: Council, review_id: int) -> HttpResponse:
    """Say which body a review is told to."""
    found = review_or_404(request, council, review_id)
    return _monitor_page(request, council, found)


@council_view(Permission.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def monitor(request: SignedInRequest, council: Council, milestone_id: int) -> HttpResponse:
    """Say which body watches a milestone."""
    found = milestone_or_404(request, council, milestone_id)
    return _monitor_page(request, council, found)


def _monitor_page(request: SignedInRequest, council: Council, found: ScrutinyReview | Milestone) -> HttpResponse:
    """The form about who watches a review or a milestone; and the saying."""
    review = found if isinstance(found, ScrutinyReview) else found.recommendation.review
    key = found.panel_id if isinstance(found, ScrutinyReview) else found.monitored_by_id
    every = queries.bodies_of(request.user, council)
    nobody = "None" if isinstance(found, ScrutinyReview) else f"As the review: {review.panel or 'none'}"
    opened = {"body": str(key or ""), "opened_on": queries.monitor_token(key)}
    form = MonitorForm(initial=opened, bodies=every, nobody=nobody)
    if request.method == "POST":
        form = MonitorForm(request.POST, bodies=every, nobody=nobody)
        if form.is_valid() and _said(request, found, form):
            messages.success(request, f"Who watches it is recorded: {form.cleaned_data['body'] or nobody}.")
            return redirect(found)
    context = {"form": form, "thing": found, "review": review, "back_url": found.get_absolute_url()}
    return render(request, "actionplan/monitor.html", context, status=status_of(form.errors))


def _said(request: SignedInRequest, found: ScrutinyReview | Milestone, form: MonitorForm) -> bool:
    """Whether what was said stands; where it does not, the form says why."""
    given = {"body": form.cleaned_data["body"], "opened_on": form.cleaned_data["opened_on"], "by": request.user}
    try:
        if isinstance(found, ScrutinyReview):
            set_panel(review=found, **given)
        else:
            set_monitor(milestone=found, **given)
    except conflicts.Conflict:
        form.add_error(None, "Somebody chose another body meanwhile. Open this page again to see which.")
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
    return not form.errors
