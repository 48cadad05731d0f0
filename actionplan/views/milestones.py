"""One milestone and its updates; and the milestones of a person's own teams."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actionplan import rules
from actionplan.actions.progress import add_update, require_update
from actionplan.digests.queries import is_stopped
from actionplan.forms import SayForm, UpdateForm
from actionplan.models import Milestone, PlanDate, Update
from actionplan.owning.queries import evidence_by_update
from actionplan.queries import latest_updates, pressing_of_teams, reviews_of, teams_of_member, updates_of, with_dates
from actionplan.views.listing import list_address
from actionplan.views.shared import milestone_or_404, recommendation_crumbs, status_of
from core import clock
from core.bodies import takes_a_document
from core.prepared import given
from documents import gate
from people.access.decorators import SignedInRequest, council_view
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council

UPDATES = 50
OURS = 100


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A milestone of the reader's own teams, with the date that makes it so and what was last said of it."""

    milestone: Milestone
    date: PlanDate | None
    update: Update | None


@council_view(Permission.PLAN_READ)
@takes_a_document
@require_http_methods(["GET", "POST"])
def milestone(request: SignedInRequest, council: Council, milestone_id: int) -> HttpResponse:
    """A milestone, what was said of it, and for those who may, the form that adds to it."""
    found = milestone_or_404(request, council, milestone_id)
    if request.method == "POST":
        form = UpdateForm(request.POST, request.FILES)
        if form.is_valid():
            refused = _add(request, found, form)
            if refused is None:
                return redirect(found)
            form = refused
        return _milestone_page(request, council, found, form)
    return _milestone_page(request, council, found, UpdateForm.new(clock.today()))


def _add(request: SignedInRequest, found: Milestone, form: UpdateForm, auto_id: str = "id_%s") -> UpdateForm | None:
    """Add the update; the form to show again where it cannot stand."""
    file = form.cleaned_data.get("file")
    try:
        update = add_update(
            milestone=found,
            words=form.cleaned_data["words"],
            progress=rules.Progress(form.cleaned_data["progress"]),
            on=form.cleaned_data["on"],
            token=form.cleaned_data["token"],
            link=form.cleaned_data.get("link", ""),
            file=(file.name, file) if file else None,
            by=request.user,
            today=clock.today(),
        )
    except gate.Refused as refusal:
        again = type(form).again(request.POST, auto_id=auto_id)
        again.add_error("file", str(refusal))
        return again
    except rules.Refused as refusal:
        again = type(form).again(request.POST, auto_id=auto_id)
        again.add_error(refusal.field, str(refusal))
        return again
    is_done = update.progress == rules.Progress.DONE
    messages.success(
        request, "Your update is added, and the milestone is done." if is_done else "Your update is added."
    )
    return None


@council_view(Permission.PLAN_UPDATE)
@require_http_methods(["GET", "POST"])
def milestone_say(request: SignedInRequest, council: Council, milestone_id: int) -> HttpResponse:
    """Say in a list how a milestone is going, with what was said last beside it; back to the same place of the list."""
    found = milestone_or_404(request, council, milestone_id)
    require_update(found, by=request.user)
    back, named = list_address(request, found.recommendation.review), f"id_{found.pk}_%s"
    form: UpdateForm = (
        SayForm(request.POST, auto_id=named) if request.method == "POST" else SayForm.new(clock.today(), auto_id=named)
    )
    if form.is_valid():
        refused = _add(request, found, form, named)
        if refused is None:
            return redirect(back)
        form = refused
    last = latest_updates([found]).get(found.pk)
    context = {"council": council, "milestone": found, "last": last, "form": form, "back_url": back}
    # Always answered as found: the list's script shows the errors, and a browser complains of what a script is refused.
    return render(request, "actionplan/milestone_say.html", context)


def _milestone_page(request: SignedInRequest, council: Council, found: Milestone, form: UpdateForm) -> HttpResponse:
    try:
        require_update(found, by=request.user)
    except PermissionDenied as denied:
        if request.method == "POST":
            raise
        refusal = str(denied) if allows(request.user, Permission.PLAN_UPDATE, council) else ""
        template = "actionplan/milestone.html"
    else:
        refusal, template = "", "actionplan/milestone_update.html"
    page = _older(request, found)
    shown = evidence_by_update([update.pk for update in page])
    own = {team.pk for team in found.recommendation.teams.all()}
    context = {
        "council": council,
        "milestone": found,
        "state": found.state_on(clock.today()),
        "updates": page[:UPDATES],
        "said": [(update, shown.get(update.pk)) for update in page[:UPDATES]],
        "can_hand_back": template.endswith("update.html")
        and any(team.pk in own for team in teams_of_member(request.user, council)),
        "can_edit": allows(request.user, Permission.PLAN_EDIT, council),
        "older": f"?before={page[UPDATES - 1].pk}" if len(page) > UPDATES else "",
        "changes": [change for date in given(found, "dates") for change in date.moves],
        "refusal": refusal,
        "form": form,
        "crumbs": recommendation_crumbs(council, found.recommendation),
    }
    return render(request, template, context, status=status_of(form.errors))


def _older(request: SignedInRequest, found: Milestone) -> list[Update]:
    """Updates latest first, going on behind the one that the URL names, and one more where there are more."""
    before = request.GET.get("before", "")
    if not before.isdecimal() or len(before) > 18:
        return updates_of(found)
    updates = Update.objects.visible_to(request.user).filter(milestone=found).select_related("by").latest_first()
    last = updates.filter(pk=int(before)).first()
    return list(updates.before(last)[: UPDATES + 1]) if last else updates_of(found)


@council_view(Permission.PLAN_UPDATE)
@require_safe
def ours(request: SignedInRequest, council: Council) -> HttpResponse:
    """What the reader's own teams have to do, the late on top."""
    today = clock.today()
    found = with_dates(pressing_of_teams(request.user, reviews_of(request.user, council), today))
    latest = latest_updates(found)
    rows = [OwnRow(milestone, milestone.deciding_date(today), latest.get(milestone.pk)) for milestone in found[:OURS]]
    context = {
        "council": council,
        "teams": teams_of_member(request.user, council),
        "rows": rows,
        "late": sum(milestone.state == rules.DateState.LATE for milestone in found),
        "has_more": len(found) > OURS,
        "letter_is_stopped": is_stopped(request.user, council),
        "can_edit": allows(request.user, Permission.PLAN_EDIT, council),
        "crumbs": [(council.name, council.get_absolute_url())],
    }
    return render(request, "actionplan/ours.html", context)
