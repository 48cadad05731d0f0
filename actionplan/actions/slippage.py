"""Moving the date of a milestone, and giving one a date that had none. What stood before is kept in the ledger."""

import uuid
from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from actionplan import rules
from actionplan.actions.holding import held
from actionplan.models import DateChange, Milestone, PlanDate
from actionplan.slippage.rules import Written, check_change, read_date
from core import clock, conflicts
from core.prepared import given
from people.access.guards import require
from people.access.roles import Permission
from people.models import Meeting, User

_OWNERS = ("review", "recommendation", "action", "milestone", "measure")
_READ = ("words", "earliest", "latest", "precision", "year_inferred")


@transaction.atomic
def change_date(
    *,
    milestone: Milestone,
    date: PlanDate | None,
    words: str,
    reason: str,
    asked_by: str,
    agreed_by: str,
    meeting: Meeting | None,
    opened_on: str,
    token: uuid.UUID,
    by: User,
) -> DateChange:
    """Put a new date in the place of one of a milestone's, or give it one. The old date and why it moved are kept.

    date: the one that moves; None for one more. agreed_by: may be empty where a meeting agreed. opened_on: the
    milestone's `dates_token` the form was opened on. token: made with the form; sent twice, it is one change.
    Raises conflicts.Conflict when somebody changed a date meanwhile, rules.Refused where this cannot stand.
    """
    require(by, Permission.PLAN_EDIT, milestone.recommendation.review.council)
    locked = held(Milestone.objects, milestone.pk)
    now = read_date(words)
    sent = DateChange.objects.filter(token=token).first()
    if sent is not None:
        rules.check_sent_again(
            was=(sent.milestone_id, sent.by_id, sent.words, sent.reason),
            now=(locked.pk, by.pk, now.words, reason.strip()),
        )
        return sent
    conflicts.check(opened_on=opened_on, now=locked.dates_token)
    row = next((one for one in locked.dates.all() if date and one.pk == date.pk), None)
    if date is not None and row is None:
        raise rules.Refused("That date does not belong to this milestone.", field="which")
    body = locked.monitoring_body
    if meeting is not None and (body is None or meeting.body_id != body.pk or meeting.on > clock.today()):
        raise rules.Refused("Choose a meeting that the body which watches this milestone has held.", field="meeting")
    change = change_of(
        locked,
        row,
        now,
        moves=locked.date_changes.moves().count(),
        reason=reason,
        asked_by=asked_by,
        agreed_by=agreed_by,
        meeting=meeting,
        author=by,
        token=token,
    )
    keep_changes([change])
    return change


def change_of(
    milestone: Milestone,
    date: PlanDate | None,
    now: Written,
    *,
    moves: int,
    reason: str,
    asked_by: str,
    agreed_by: str,
    meeting: Meeting | None,
    author: User,
    token: uuid.UUID,
) -> DateChange:
    """The change as it would be kept, with its date as it would stand. Raises rules.Refused where it cannot stand.

    date: the one that moves; None for one more. moves: how often the milestone's dates have moved.
    """
    was = date.written if date else None
    check_change(
        was=was,
        now=now,
        moves=moves,
        has_body=milestone.monitoring_body is not None,
        has_meeting=meeting is not None,
        agreed_by=agreed_by,
    )
    return DateChange(
        milestone=milestone,
        date=_put(date or _new(milestone), now),
        was_words=was.words if was else "",
        was_earliest=was.window.earliest if was else None,
        was_latest=was.window.latest if was else None,
        was_precision=was.precision if was else "",
        was_year_inferred=bool(was and was.year_inferred),
        words=now.words,
        earliest=now.window.earliest,
        latest=now.window.latest,
        precision=now.precision,
        year_inferred=now.year_inferred,
        reason=reason.strip(),
        asked_by=asked_by.strip(),
        agreed_by=agreed_by.strip() or str(meeting.body if meeting else ""),
        meeting=meeting,
        by=author,
        recorded_at=clock.now(),
        token=token,
    )


def keep_changes(changes: Sequence[DateChange]) -> None:
    """Keep changes, each of another date, and the dates as they stand then. For actions that hold the milestones.

    A statement for each new date, however many have it, and two more.
    """
    dates = [change.date for change in changes]
    for date in dates:
        date.clean_fields(exclude=_OWNERS)
    for change in changes:
        change.clean_fields(exclude=["milestone", "date", "meeting", "by"])
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for date in dates:
        if date.pk is not None:
            alike[tuple(getattr(date, name) for name in _READ)].append(date.pk)
    for values, keys in alike.items():
        PlanDate.objects.filter(pk__in=keys).update(**dict(zip(_READ, values, strict=True)))
    PlanDate.objects.bulk_create(date for date in dates if date.pk is None)
    DateChange.objects.bulk_create(changes)


def _new(milestone: Milestone) -> PlanDate:
    position = max((date.position for date in given(milestone, "dates")), default=0) + 1
    return PlanDate(review_id=milestone.recommendation.review_id, milestone=milestone, position=position)


def _put(date: PlanDate, now: Written) -> PlanDate:
    """The row with its new words."""
    date.words, date.precision, date.year_inferred = now.words, now.precision, now.year_inferred
    date.earliest, date.latest = now.window.earliest, now.window.latest
    return date
