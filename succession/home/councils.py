"""The home page of a council: for each role what it can act on."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from actionplan import queries, rules
from actionplan.answering.rules import has_come_back
from actionplan.models import Milestone, ScrutinyReview
from actionplan.outlines.queries import outlines_of
from actionplan.outlines.rules import PlanStanding
from actionplan.owning import queries as owning
from actionplan.rules import DateState
from core.addresses import address
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, User
from people.queries import next_meetings
from policies.queries import recent_adoptions
from policies.standings.disputes import model_and_disputes
from succession.home.items import All, Change, Coming, Need
from succession.meetings import todo
from succession.models import Report
from succession.reports import kinds
from succession.reports import queries as reports
from succession.reports.rules import ReportState

_SOON = datetime.timedelta(days=60)
_MOST = 12
# The states of a milestone that an officer is asked about, and how each begins.
_SAID = {DateState.LATE: "Late", DateState.DUE_SOON: "Due soon", DateState.OPEN: "Open now"}
_HANDED_BACK = 3
_ANSWERED_WITHIN = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PlanNow:
    """What the home page tells of a council's plans and of its model; fetched once.

    is_model_published, disputes: said to who edits the model. disputes: how many schools dispute their label.
    revisits: how many responses are to be looked at again by now.
    handed, lying: said to who edits plans: what teams handed back, and teams with something due and nobody left.
    """

    standings: Mapping[int, PlanStanding]
    reviews: Sequence[ScrutinyReview]
    milestones: Sequence[Milestone]
    is_model_published: bool = True
    disputes: int = 0
    revisits: int = 0
    handed: Sequence[owning.HandedBack] = ()
    lying: Sequence[owning.LeftLying] = ()


def plan_now(user: User, council: Council, today: datetime.date) -> PlanNow:
    """The council's plans, and those of their milestones that this person is to think of first."""
    reviews = queries.reviews_of(user, council)
    is_published, disputes = model_and_disputes(council) if allows(user, Permission.MODEL_EDIT, council) else (True, 0)
    if not reviews:
        return PlanNow({}, reviews, [], is_published, disputes)
    has_teams = not allows(user, Permission.PLAN_EDIT, council) and allows(user, Permission.PLAN_UPDATE, council)
    outlines = outlines_of(reviews, today)
    if has_teams:
        pressing = queries.pressing_of_teams(user, reviews, today)[:_MOST]
    else:
        pressing = queries.pressing_of_all(reviews, outlines.values())
    rows = [row for outline in outlines.values() for row in outline.rows]
    revisits = sum(has_come_back(row.revisit_on, today) for row in rows if row.revisit_on)
    standings = {key: outline.standing for key, outline in outlines.items()}
    if not allows(user, Permission.PLAN_EDIT, council):
        return PlanNow(standings, reviews, pressing, is_published, disputes, revisits)
    handed, lying = owning.waiting(council, today)
    return PlanNow(standings, reviews, pressing, is_published, disputes, revisits, handed, lying)


def needs(user: User, council: Council, plan: PlanNow, today: datetime.date) -> Iterator[Need]:
    """What this person can do for this council now."""
    if allows(user, Permission.PLAN_EDIT, council):
        if not plan.reviews:
            yield Need(
                "Bring in the scrutiny review’s action plan",
                _to("actionplan:import", council),
                "Send the paper as text: you check what was read before anything is saved",
            )
        yield from _unanswered(plan)
        yield from _replies(plan, today)
        if plan.revisits:
            yield Need(
                f"Look again at {rules.count(plan.revisits, 'recommendation')} the council did not accept",
                _to("actionplan:declines", council),
                "The day that was set for it has come",
            )
        yield from _owning(council, plan)
    if not plan.is_model_published:
        yield Need("Publish the model policy", _to("policies:model", council), "Then schools can take it")
    if plan.disputes:
        yield Need(_disputed(plan), _to("policies:model-disputes", council))
    if allows(user, Permission.PLAN_UPDATE, council):
        yield from _pressing(plan)
    yield from _reports(user, council, today)
    yield from todo.needs(user, council, today)


def _reports(user: User, council: Council, today: datetime.date) -> Iterator[Need]:
    """For who prepares reports the drafts that wait; for those who read them the newest that stands."""
    if allows(user, Permission.REPORT_PREPARE, council):
        for draft in reports.drafts_of(user, council):
            meeting = draft.meeting if draft.meeting is not None and draft.meeting.on >= today else None
            yield Need(
                f"Issue the {kinds.called(draft)}",
                address("council-report-draft", code=council.code, report_id=draft.pk),
                "The draft is ready: look at it as a councillor will, then issue it",
                meeting.on if meeting else None,
            )
        return
    newest = next((one for one in reports.reports_of(user, council, today) if one.state == ReportState.ISSUED), None)
    if newest is not None:
        yield Need(
            f"Read the {kinds.called(newest)}",
            _of(newest, council),
            "5 minutes: what changed, where the plan stands, what to ask",
        )


def _of(report: Report, council: Council) -> str:
    return address("council-report", code=council.code, report_id=report.pk)


def _unanswered(plan: PlanNow) -> Iterator[Need]:
    for review in plan.reviews:
        count = plan.standings[review.pk].unanswered
        if count:
            words = "1 recommendation" if count == 1 else f"{count} recommendations"
            yield Need(f"Record the council’s response to {words}", review.get_absolute_url(), review.title)


def _owning(council: Council, plan: PlanNow) -> Iterator[Need]:
    """What teams handed back, to be answered within a week, and what is due of teams in which nobody is left."""
    for handed in plan.handed[:_HANDED_BACK]:
        what = f"Answer {handed.team}, which hands back recommendation {handed.recommendation}"
        href = address("actionplan:hand-back-answer", code=council.code, hand_back_id=handed.key)
        why = "It says that this is not its own. Until you answer, it stays with this team"
        yield Need(what, href, why, timezone.localdate(handed.at) + _ANSWERED_WITHIN)
    lying = plan.lying
    if lying:
        more = f", and {len(lying) - 1} more" if len(lying) > 1 else ""
        what = f"Put somebody in the team {lying[0].code}{more}"
        href = address("actionplan:team", code=council.code, team_id=lying[0].key)
        yield Need(what, href, "Something of theirs is due, and nobody in the team can update it")


def _replies(plan: PlanNow, today: datetime.date) -> Iterator[Need]:
    for review in plan.reviews:
        reply = getattr(review, "reply", None)
        if reply is not None and reply.replied_on is None:
            where = address("actionplan:reply-record", code=review.council.code, review_id=review.pk)
            yield Need(f"Reply to scrutiny: {review.title}", where, reply.sentence_on(today), reply.due_on)


def _pressing(plan: PlanNow) -> Iterator[Need]:
    for milestone in plan.milestones:
        state = DateState(milestone.state)
        if state in _SAID:
            why = f"{_SAID[state]}. {', '.join(milestone.owners) or 'Nobody is named'}"
            words = f"Say what happened: {milestone.text}"
            yield Need(words, milestone.get_absolute_url(), why, milestone.ends)


def _disputed(plan: PlanNow) -> str:
    words = "a school that disputes" if plan.disputes == 1 else f"{plan.disputes} schools that dispute"
    return f"Answer {words} how the policy is labelled"


def beyond(user: User, council: Council, plan: PlanNow) -> Iterator[All]:
    """Where an officer finds every late, open or soon due milestone, plan by plan, and the labels that are disputed."""
    if plan.disputes:
        yield All(_disputed(plan), _to("policies:model-disputes", council))
    if not allows(user, Permission.PLAN_EDIT, council):
        return
    if plan.handed:
        first = plan.handed[0]
        href = address("actionplan:hand-back-answer", code=council.code, hand_back_id=first.key)
        yield All(f"Answer what {rules.count(len(plan.handed), 'team')} handed back", href)
    if plan.lying:
        words = f"See {rules.count(len(plan.lying), 'team')} with something due and nobody to update it"
        yield All(words, _to("actionplan:teams", council))
    for review in plan.reviews:
        for state in _SAID:
            n = plan.standings[review.pk].milestones.get(state, 0)
            if n:
                milestones = f"milestone{'' if n == 1 else 's'}"
                which = f"{milestones} due soon" if state is DateState.DUE_SOON else f"{state.value} {milestones}"
                words = f"See {'all' if n > 1 else 'the'} {n} {which}"
                of_which = f" of {review.title}" if len(plan.reviews) > 1 else ""
                yield All(f"{words}{of_which}", f"{review.get_absolute_url()}?state={state.value}")


def changes(user: User, council: Council, plan: PlanNow) -> Iterator[Change]:
    """What was said of the plan, and what schools adopted."""
    for update in queries.recent_updates(plan.reviews):
        words = f"{update.by} on recommendation {update.label.rstrip('.')}: {update.words}"
        href = address("actionplan:milestone", code=council.code, milestone_id=update.milestone)
        yield Change(update.recorded_at, words, href)
    for adoption in recent_adoptions(user, council):
        said = f"{adoption.body} adopted its succession policy on {adoption.on:%-d %B %Y}"
        href = address("policies:policy", urn=adoption.urn)
        yield Change(adoption.recorded_at, f"{adoption.recorded_by} recorded that {said}", href)


def records(council: Council, plan: PlanNow) -> Iterator[All]:
    """Where all that changed in each plan stands."""
    for review in plan.reviews:
        which = f" of {review.title}" if len(plan.reviews) > 1 else ""
        href = address("council-plan-changes", code=council.code, review_id=review.pk)
        yield All(f"All that changed in the plan{which}", href)


def coming(user: User, council: Council, plan: PlanNow, today: datetime.date) -> Iterator[Coming]:
    """The days ahead: milestones that fall due, and meetings of the council's bodies."""
    for milestone in plan.milestones:
        if milestone.ends is not None and today <= milestone.ends <= today + _SOON:
            yield Coming(milestone.ends, milestone.text, milestone.get_absolute_url())
    for meeting in next_meetings(user, council, today):
        yield Coming(meeting.on, f"{meeting.body} meets", _to("people:council-meetings", council))


def _to(name: str, council: Council) -> str:
    return address(name, code=council.code)
