"""Saying how a plan is going: updates of milestones, the council's responses, how far actions have got."""

import datetime
import uuid
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Manager, Model

from actionplan import rules
from actionplan.models import Action, Milestone, Recommendation, Update
from actionplan.queries import teams_of_member
from core import clock, conflicts
from people.access.guards import allows, require
from people.access.roles import Permission
from people.models import User

M = TypeVar("M", bound=Model)


@transaction.atomic
def add_update(
    *,
    milestone: Milestone,
    words: str,
    progress: rules.Progress,
    on: datetime.date,
    token: uuid.UUID,
    by: User,
    today: datetime.date,
) -> Update:
    """Add a dated update. The milestone is done on the day its latest update says it is, and not done otherwise.

    token: made with the form; the same form sent twice adds one update, and the second sending gets that one back.
    Raises PermissionDenied where the milestone belongs to others, rules.Refused where the update cannot stand.
    """
    locked = _locked(Milestone.objects, milestone.pk)
    require_update(locked, by=by)
    rules.check_update(words=words, on=on, today=today)
    sent = Update.objects.filter(token=token).first()
    if sent is not None:
        rules.check_sent_again(
            was=(sent.milestone_id, sent.by_id, sent.words, sent.progress, sent.on),
            now=(locked.pk, by.pk, words.strip(), progress, on),
        )
        return sent
    update = Update(
        milestone=locked, words=words.strip(), progress=progress, on=on, by=by, recorded_at=clock.now(), token=token
    )
    update.full_clean()
    update.save()
    _follow(locked)
    return update


def require_update(milestone: Milestone, *, by: User) -> None:
    """Stop unless this person may add to this milestone: an officer any, an action owner what their teams own."""
    recommendation = milestone.recommendation
    council = recommendation.review.council
    require(by, Permission.PLAN_UPDATE, council)
    try:
        rules.check_owner(
            is_editor=allows(by, Permission.PLAN_EDIT, council),
            owning=[team.code for team in recommendation.teams.all()],
            own=[team.code for team in teams_of_member(by, council)],
        )
    except rules.Refused as refusal:
        raise PermissionDenied(str(refusal)) from refusal


def _locked(rows: Manager[M], key: int) -> M:
    """The row, held until the transaction ends. Raises rules.Refused where somebody has taken its plan out."""
    found = rows.select_for_update(of=["self"]).filter(pk=key).first()
    if found is None:
        raise rules.Refused("The plan was taken out while you wrote, so there is nothing to add this to. Keep a copy.")
    return found


def _follow(milestone: Milestone) -> None:
    """Take the day of completion from the latest update by the day it speaks of: one added late may be about before."""
    latest = milestone.updates.latest_first().first()
    is_done = latest is not None and latest.progress == rules.Progress.DONE
    milestone.completed_on = latest.on if latest and is_done else None
    milestone.save(update_fields=["completed_on"])


@transaction.atomic
def record_response(
    *,
    recommendation: Recommendation,
    response: rules.Response,
    reason: str,
    decider: str,
    on: datetime.date | None,
    opened_on: str,
    by: User,
    today: datetime.date,
) -> Recommendation:
    """Record what the council said to a recommendation, who said it, when and why.

    opened_on: the `response_token` the form was opened on. Raises conflicts.Conflict when somebody recorded another
    response meanwhile, rules.Refused where this cannot stand.
    """
    require(by, Permission.PLAN_EDIT, recommendation.review.council)
    locked = _locked(Recommendation.objects, recommendation.pk)
    conflicts.check(opened_on=opened_on, now=locked.response_token)
    rules.check_response(response=response, reason=reason, on=on, today=today)
    locked.response = response.value
    locked.response_reason = reason.strip()
    locked.response_decider = decider.strip()
    locked.response_on = on
    locked.response_recorded_by = by
    locked.response_recorded_at = clock.now()
    locked.full_clean()
    locked.save()
    return locked


@transaction.atomic
def record_delivery(*, action: Action, delivery: rules.Delivery, opened_on: str, by: User) -> Action:
    """Record how far an action has got.

    Raises conflicts.Conflict when somebody recorded something else meanwhile.
    """
    require(by, Permission.PLAN_EDIT, action.recommendation.review.council)
    locked = _locked(Action.objects, action.pk)
    conflicts.check(opened_on=opened_on, now=locked.delivery_token)
    locked.delivery = delivery.value
    locked.full_clean()
    locked.save(update_fields=["delivery"])
    return locked
