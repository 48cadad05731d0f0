"""One change of many milestones of a plan, all at once or none. Each is made as a single one is."""

import datetime
import uuid
from collections.abc import Collection, Mapping

from django.db import transaction

from actionplan.actions.bodies import check_body, keep_monitor
from actionplan.actions.holding import held
from actionplan.actions.owning import check_teams, keep_owners
from actionplan.actions.progress import keep_updates, update_of
from actionplan.actions.slippage import change_of, keep_changes
from actionplan.bulk import rules
from actionplan.bulk.queries import facts_of, milestones_of
from actionplan.models import DateChange, Milestone, Recommendation, ScrutinyReview, Team, Update
from actionplan.rules import Progress, Refused
from core import conflicts
from core.prepared import given
from people.access.guards import require
from people.access.roles import Permission
from people.models import Body, User


@transaction.atomic
def change_together(
    *,
    review: ScrutinyReview,
    milestones: Collection[int],
    change: rules.Change,
    opened_on: str,
    by: User,
    today: datetime.date,
) -> int:
    """Change these milestones of a plan as the page told, but those that it said would stay. How many have changed.

    opened_on: the `rules.token_of` of what was told. Raises conflicts.Conflict, with nothing changed, when any of them
    is not as it was then; Refused where the plan was taken out, or none of them would change.
    """
    require(by, Permission.PLAN_EDIT, review.council)
    require(by, Permission.PLAN_UPDATE, review.council)
    found = _held(review, milestones, with_owners=isinstance(change, rules.Owners))
    lines = rules.planned(change, facts_of(found), today)
    conflicts.check(opened_on=opened_on, now=rules.token_of(change, lines))
    chosen = {line.facts.key: line.facts for line in rules.changing(lines)}
    if not chosen:
        raise Refused("None of these milestones would change.")
    _make(change, [milestone for milestone in found if milestone.pk in chosen], chosen, review=review, author=by)
    return len(chosen)


def _held(review: ScrutinyReview, keys: Collection[int], *, with_owners: bool) -> list[Milestone]:
    """The milestones, and where their owners change their recommendations, held in one order until all is done."""
    if with_owners:
        rows = Recommendation.objects.filter(review=review, milestones__in=keys).order_by("pk")
        list(Recommendation.objects.select_for_update(of=["self"]).filter(pk__in=rows.values("pk")).order_by("pk"))
    every = Milestone.objects.select_for_update(of=["self"]).filter(recommendation__review=review, pk__in=keys)
    if len(every.order_by("pk")) < len(set(keys)):
        raise Refused("The plan was taken out while you looked, so nothing was changed.")
    return milestones_of(review, keys)


def _make(
    change: rules.Change,
    found: list[Milestone],
    facts: Mapping[int, rules.Facts],
    *,
    review: ScrutinyReview,
    author: User,
) -> None:
    """Make the change of each of these, by what makes a single one."""
    if isinstance(change, rules.Owners):
        check_teams([held(Team.objects, change.team.key)], review.council_id)
        rows = {milestone.recommendation_id: milestone.recommendation for milestone in found}
        keep_owners(list(rows.values()), _owning(change, facts), author=author)
    elif isinstance(change, rules.Watched):
        body = held(Body.objects, change.body.key) if change.body else None
        check_body(body, review.council_id)
        keep_monitor(found, body)
    elif isinstance(change, rules.Done):
        keep_updates([_said(change, one, author) for one in found])
    else:
        keep_changes([_moved(change, one, facts[one.pk].moves, author) for one in found])


def _owning(change: rules.Owners, facts: Mapping[int, rules.Facts]) -> dict[int, set[int]]:
    """The teams that own each recommendation then."""
    kept = change.how is rules.How.ADD
    return {one.recommendation: {change.team.key, *(team.key for team in one.teams if kept)} for one in facts.values()}


def _said(change: rules.Done, milestone: Milestone, author: User) -> Update:
    words, done = change.words, Progress.DONE
    return update_of(milestone, words=words, progress=done, on=change.on, author=author, token=uuid.uuid4())


def _moved(change: rules.Moved, milestone: Milestone, moves: int, author: User) -> DateChange:
    date = next(iter(given(milestone, "dates")), None)
    why = {"reason": change.reason, "asked_by": change.asked_by, "agreed_by": change.agreed_by}
    return change_of(milestone, date, change.to, moves=moves, meeting=None, author=author, token=uuid.uuid4(), **why)
