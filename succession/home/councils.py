"""The home page of a council: for each role what it can act on."""

import datetime
from collections.abc import Iterator, Sequence

from django.urls import reverse

from actionplan import queries
from actionplan.models import Milestone, ScrutinyReview, Update
from actionplan.rules import DateState
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, Meeting, User
from people.rules import MeetingStatus
from policies.models import Adoption
from policies.queries import published_model
from succession.home.items import Change, Coming, Need

_SOON = datetime.timedelta(days=60)


def needs(user: User, council: Council, reviews: Sequence[ScrutinyReview], today: datetime.date) -> Iterator[Need]:
    """What this person can do for this council now."""
    edits_plan = allows(user, Permission.PLAN_EDIT, council)
    if edits_plan and not reviews:
        yield Need(
            "Bring in the scrutiny review’s action plan",
            _to("actionplan:import", council),
            "Send the paper as text: you check what was read before anything is saved",
        )
    if edits_plan:
        yield from _unanswered(reviews, today)
    if allows(user, Permission.MODEL_EDIT, council) and published_model(council) is None:
        yield Need("Publish the model policy", _to("policies:model", council), "Then schools can take it")
    if allows(user, Permission.PLAN_UPDATE, council):
        yield from _pressing(user, council, today, all_teams=edits_plan)


def _unanswered(reviews: Sequence[ScrutinyReview], today: datetime.date) -> Iterator[Need]:
    standings = queries.standing_of(reviews, today)
    for review in reviews:
        count = standings[review.pk].unanswered
        if count:
            words = "1 recommendation" if count == 1 else f"{count} recommendations"
            yield Need(f"Record the council’s response to {words}", review.get_absolute_url(), review.title)


def _pressing(user: User, council: Council, today: datetime.date, *, all_teams: bool) -> Iterator[Need]:
    milestones = Milestone.objects.visible_to(user).of_council(council)
    if not all_teams:
        milestones = milestones.owned_by_teams_of(user)
    pressing = milestones.with_state(today).most_pressing_first().with_what_a_row_shows()[:5]
    for milestone in pressing:
        if milestone.state_on(today) not in {DateState.LATE, DateState.OPEN}:
            return
        late = milestone.state_on(today) is DateState.LATE
        teams = ", ".join(team.code for team in milestone.recommendation.teams.all())
        why = f"{'Late' if late else 'Open now'}. {teams or 'Nobody is named'}"
        yield Need(f"Say what happened: {milestone.text}", milestone.get_absolute_url(), why, _last_day(milestone))


def _last_day(milestone: Milestone) -> datetime.date | None:
    return max((date.latest for date in milestone.dates.all() if date.latest), default=None)


def changes(user: User, council: Council) -> Iterator[Change]:
    """What was said of the plan, and what schools adopted."""
    updates = Update.objects.visible_to(user).filter(milestone__recommendation__review__council=council)
    related = "milestone__recommendation__review__council"
    for update in updates.select_related(related, "by").order_by("-recorded_at")[:6]:
        label = update.milestone.recommendation.label.rstrip(".")
        words = f"{update.by} on recommendation {label}: {update.words}"
        yield Change(update.recorded_at, words, update.milestone.get_absolute_url())
    adoptions = Adoption.objects.visible_to(user).filter(version__policy__school__council=council)
    adoptions = adoptions.select_related("version__policy__school", "meeting__body").defer("version__document")
    for adoption in adoptions.order_by("-recorded_at")[:6]:
        school = adoption.version.policy.school
        href = reverse("policies:policy", kwargs={"urn": school.urn}) if school else ""
        yield Change(adoption.recorded_at, f"{adoption.meeting.body} adopted its succession policy", href)


def coming(user: User, council: Council, today: datetime.date) -> Iterator[Coming]:
    """The days ahead: milestones that fall due, and meetings of the council's bodies."""
    milestones = Milestone.objects.visible_to(user).of_council(council).filter(completed_on__isnull=True)
    due = milestones.filter(dates__latest__gte=today, dates__latest__lte=today + _SOON)
    for milestone in due.with_what_a_row_shows().order_by("dates__latest")[:5]:
        last = _last_day(milestone)
        if last is not None:
            yield Coming(last, milestone.text, milestone.get_absolute_url())
    meetings = Meeting.objects.visible_to(user).filter(body__council=council, on__gte=today)
    for meeting in meetings.exclude(status=MeetingStatus.CANCELLED).select_related("body").order_by("on")[:3]:
        yield Coming(meeting.on, f"{meeting.body} meets", _to("people:council-meetings", council))


def _to(name: str, council: Council) -> str:
    return reverse(name, kwargs={"code": council.code})
