"""Saying how a plan is going: updates of milestones, the council's responses, how far actions have got."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import BinaryIO

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actionplan import rules
from actionplan.actions.answering import keep_what_was_said
from actionplan.actions.holding import held
from actionplan.answering import rules as answers
from actionplan.models import Action, Milestone, Recommendation, Update, UpdateEvidence
from actionplan.owning.rules import check_link
from actionplan.queries import latest_updates, teams_of_member
from core import clock, conflicts, uploads
from core.organisations import key_of
from people.access.guards import allows, require
from people.access.roles import Permission
from people.models import Meeting, User


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
    link: str = "",
    file: tuple[str, BinaryIO] | None = None,
) -> Update:
    """Add a dated update. The milestone is done on the day its latest update says it is, and not done otherwise.

    token: made with the form; the same form sent twice adds one update, and the second sending gets that one back.
    link, file: what shows it; a file is its name and its bytes.
    Raises PermissionDenied where the milestone belongs to others, rules.Refused where the update cannot stand, and
    documents.gate.Refused for a file that may not be kept.
    """
    locked = held(Milestone.objects, milestone.pk)
    require_update(locked, by=by)
    rules.check_update(words=words, on=on, today=today)
    check_link(link)
    sent = Update.objects.filter(token=token).select_related("evidence__file").first()
    if sent is not None:
        shown = getattr(sent, "evidence", None)
        was_file = shown.file.name if shown is not None and shown.file is not None else ""
        rules.check_sent_again(
            was=(
                *(sent.milestone_id, sent.by_id, sent.words, sent.progress, sent.on),
                *(shown.link if shown is not None else "", was_file),
            ),
            now=(locked.pk, by.pk, words.strip(), progress, on, link, file[0] if file else ""),
        )
        return sent
    update = update_of(locked, words=words, progress=progress, on=on, author=by, token=token)
    keep_updates([update])
    if link or file:
        _show(update, link, file, by)  # last: whatever breaks leaves no file
    return update


def _show(update: Update, link: str, file: tuple[str, BinaryIO] | None, by: User) -> None:
    """Keep the link and the file of an update beside it."""
    organisation = key_of(update.milestone.recommendation.review.council)
    kept = uploads.keep_attachment(*file, by=by, organisation=organisation) if file else None
    with uploads.kept_with_its_row(kept):
        evidence = UpdateEvidence(update=update, link=link, file=kept)
        evidence.full_clean()
        evidence.save()


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


def update_of(
    milestone: Milestone,
    *,
    words: str,
    progress: rules.Progress,
    on: datetime.date,
    author: User,
    token: uuid.UUID,
) -> Update:
    """The update as it would be kept."""
    given = {"words": words.strip(), "progress": progress, "on": on, "token": token}
    return Update(milestone=milestone, by=author, recorded_at=clock.now(), **given)


def keep_updates(updates: Sequence[Update]) -> None:
    """Keep updates, each of another milestone, and let each milestone follow. For actions that hold the milestones.

    A statement for each day on which some are done, however many, and two more.
    """
    for update in updates:
        update.clean_fields(exclude=["milestone", "by"])
    Update.objects.bulk_create(updates)
    _follow([update.milestone for update in updates])


def _follow(milestones: Sequence[Milestone]) -> None:
    """Take the day of completion from the latest update by the day it speaks of: one added late may be about before."""
    latest = latest_updates(milestones)
    alike: dict[datetime.date | None, list[int]] = defaultdict(list)
    for milestone in milestones:
        said = latest.get(milestone.pk)
        milestone.completed_on = said.on if said and said.progress == rules.Progress.DONE else None
        alike[milestone.completed_on].append(milestone.pk)
    for day, keys in alike.items():
        Milestone.objects.filter(pk__in=keys).update(completed_on=day)


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
    meeting: Meeting | None = None,
    revisit_on: datetime.date | None = None,
) -> Recommendation:
    """Record what the council said to a recommendation, who said it, when and why; what was said before is kept.

    meeting: at which it was decided, one of the council's bodies'. revisit_on: when to look at it again. opened_on: the
    `response_token` the form was opened on. Raises conflicts.Conflict when somebody recorded another response
    meanwhile, rules.Refused where this cannot stand.
    """
    require(by, Permission.PLAN_EDIT, recommendation.review.council)
    locked = held(Recommendation.objects, recommendation.pk)
    said = (response.value, reason.strip(), decider.strip(), on, meeting, revisit_on, by)
    if opened_on != locked.response_token and said == _as_recorded(locked):
        return locked  # the same form, sent twice
    conflicts.check(opened_on=opened_on, now=locked.response_token)
    rules.check_response(response=response, reason=reason, on=on, today=today)
    answers.check_says_something(words=reason, field="reason")
    answers.check_says_something(words=decider, field="decider")
    answers.check_revisit(response=response, revisit_on=revisit_on, today=today)
    _check_meeting(meeting, locked.review.council_id)
    keep_what_was_said(locked)
    locked.response = response.value
    locked.response_reason = reason.strip()
    locked.response_decider = decider.strip()
    locked.response_on = on
    locked.response_meeting = meeting
    locked.revisit_on = revisit_on
    locked.response_recorded_by = by
    locked.response_recorded_at = clock.now()
    locked.full_clean()
    locked.save()
    return locked


def _as_recorded(recommendation: Recommendation) -> tuple[object, ...]:
    decided = (recommendation.response_decider, recommendation.response_on, recommendation.response_meeting)
    said = (recommendation.response, recommendation.response_reason, *decided, recommendation.revisit_on)
    return (*said, recommendation.response_recorded_by)


def _check_meeting(meeting: Meeting | None, council: int) -> None:
    """Raise rules.Refused unless a meeting is one of the council's own bodies'."""
    if meeting is not None and meeting.body.council_id != council:
        raise rules.Refused("Choose a meeting of one of the council’s own bodies.", field="meeting")


@transaction.atomic
def record_delivery(*, action: Action, delivery: rules.Delivery, opened_on: str, by: User) -> Action:
    """Record how far an action has got.

    Raises conflicts.Conflict when somebody recorded something else meanwhile.
    """
    require(by, Permission.PLAN_EDIT, action.recommendation.review.council)
    locked = held(Action.objects, action.pk)
    conflicts.check(opened_on=opened_on, now=locked.delivery_token)
    locked.delivery = delivery.value
    locked.full_clean()
    locked.save(update_fields=["delivery"])
    return locked
