"""Saying who can make a recommendation happen, and when scrutiny asked for its reply and had it."""

import datetime

from django.db import transaction

from actionplan.actions.holding import held
from actionplan.answering import rules
from actionplan.answering.control import Control
from actionplan.models import EarlierResponse, Recommendation, ReplyTime, ScrutinyReply, ScrutinyReview
from actionplan.rules import Response
from core import clock, conflicts
from people.access.guards import require
from people.access.roles import Permission
from people.models import Council, User

NONE = conflicts.token("none")
"""What a form was opened on where nothing was recorded yet."""


def keep_what_was_said(recommendation: Recommendation) -> None:
    """Keep the response that another is about to take the place of, where there is one. For who holds the row."""
    if recommendation.response == Response.NOT_RECORDED:
        return
    earlier = EarlierResponse(
        recommendation=recommendation,
        response=recommendation.response,
        reason=recommendation.response_reason,
        decider=recommendation.response_decider,
        on=recommendation.response_on,
        meeting=recommendation.response_meeting,
        revisit_on=recommendation.revisit_on,
        recorded_by=recommendation.response_recorded_by,
        recorded_at=recommendation.response_recorded_at,
        replaced_at=clock.now(),
    )
    earlier.full_clean()
    earlier.save()


@transaction.atomic
def record_control(*, recommendation: Recommendation, control: Control, opened_on: str, by: User) -> Recommendation:
    """Record who can make a recommendation happen.

    Raises conflicts.Conflict when somebody recorded something else meanwhile, Refused where this says nothing.
    """
    require(by, Permission.PLAN_EDIT, recommendation.review.council)
    rules.check_control(control)
    locked = held(Recommendation.objects, recommendation.pk)
    conflicts.check(opened_on=opened_on, now=locked.control_token)
    locked.control = control.value
    locked.full_clean()
    locked.save(update_fields=["control"])
    return locked


@transaction.atomic
def record_reply(
    *,
    review: ScrutinyReview,
    sent_on: datetime.date,
    replied_on: datetime.date | None,
    opened_on: str,
    by: User,
    today: datetime.date,
) -> ScrutinyReply:
    """Record when a panel's report was sent to the Cabinet and, once it was given, the day of the reply.

    opened_on: the reply's token, or NONE. The time for it is the one that the council's rule, or else the law, gives
    on the day it was sent. Raises conflicts.Conflict, Refused.
    """
    require(by, Permission.PLAN_EDIT, review.council)
    locked = held(ScrutinyReview.objects, review.pk)
    reply = ScrutinyReply.objects.filter(review=locked).first() or ScrutinyReply(review=locked)
    conflicts.check(opened_on=opened_on, now=reply.token if reply.pk else NONE)
    rules.check_reply(sent_on=sent_on, replied_on=replied_on, today=today)
    if reply.sent_on != sent_on:
        own = [time.as_rule for time in ReplyTime.objects.filter(council=locked.council_id)]
        reply.months = rules.reply_time(sent_on, own).months
    reply.sent_on, reply.replied_on = sent_on, replied_on
    reply.recorded_by, reply.recorded_at = by, clock.now()
    reply.full_clean()
    reply.save()
    return reply


@transaction.atomic
def set_reply_time(
    *, council: Council, applies_from: datetime.date, months: int, source: str, opened_on: str, by: User
) -> ReplyTime:
    """Set how long the council has for its replies to reports that are sent from a day on.

    opened_on: the token of the latest of its times, or NONE. Raises conflicts.Conflict, Refused.
    """
    require(by, Permission.PLAN_EDIT, council)
    rules.check_reply_time(months=months, source=source)
    council = Council.objects.select_for_update().get(pk=council.pk)
    latest = ReplyTime.objects.filter(council=council).order_by("-applies_from").first()
    conflicts.check(opened_on=opened_on, now=latest.token if latest else NONE)
    same = ReplyTime.objects.filter(council=council, applies_from=applies_from).first()
    time = same or ReplyTime(council=council, applies_from=applies_from)
    time.months, time.source = months, source.strip()
    time.recorded_by, time.recorded_at = by, clock.now()
    time.full_clean()
    time.save()
    return time
