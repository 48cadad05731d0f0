"""What a body watches, for callers that asked who may know; and the bodies that may be asked to watch."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from actionplan import rules
from actionplan.bodies.rules import Watched, belongs, since
from actionplan.models import Milestone, OutcomeMeasure, PlanDate, Update
from actionplan.queries import latest_updates
from core import conflicts
from core.prepared import give, given, prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Body, Council, User

MOST = 200


def bodies_of(user: User, council: Council) -> list[Body]:
    """The council's own bodies, by name, for who may read its plans, which name them; at most 200."""
    if not allows(user, Permission.PLAN_READ, council):
        return []
    return list(Body.objects.filter(council=council).order_by("name", "pk")[:MOST])


def body_of(user: User, council: Council, key: int) -> Body | None:
    """One of them."""
    if not allows(user, Permission.PLAN_READ, council):
        return None
    return Body.objects.filter(council=council, pk=key).first()


def monitor_token(body: int | None) -> str:
    """What a form about who watches was opened on."""
    return conflicts.token(body)


def milestones_of(body: Body) -> list[Milestone]:
    """The milestones that a body watches, with their dates, in the order of the papers; at most 201."""
    found = _milestones(body=body.pk)
    give(found, "dates", _dates(milestones=[one.pk for one in found], measures=[]), "milestone_id")
    return found


def measures_of(body: Body) -> list[OutcomeMeasure]:
    """The measures that a body watches, with their dates; at most 201."""
    found = _measures(body=body.pk)
    give(found, "dates", _dates(milestones=[], measures=[one.pk for one in found]), "measure_id")
    return found


def watched(body: Body, today: datetime.date, last: datetime.date | None) -> list[Watched]:
    """All that a body watches, milestones first. last: the day of its last meeting."""
    milestones = milestones_of(body)
    latest = latest_updates(milestones)
    rows = [_of_milestone(one, latest.get(one.pk), today, since(last)) for one in milestones]
    return rows + [_of_measure(one, today) for one in measures_of(body)]


def gathered(body: Body, today: datetime.date, last: datetime.date | None) -> list[Watched]:
    """What of it belongs on the body's next agenda."""
    every = watched(body, today, last)
    return [one for one in every if belongs(rules.DateState(one.state), is_changed=one.is_changed)]


def _of_milestone(
    milestone: Milestone, update: Update | None, today: datetime.date, from_day: datetime.date
) -> Watched:
    date = milestone.deciding_date(today)
    said = f"{update.get_progress_display()}, {rules.long_date(update.on)}" if update else ""
    return Watched(
        what="milestone",
        key=milestone.pk,
        recommendation=milestone.recommendation_id,
        label=milestone.recommendation.name,
        text=milestone.text,
        state=milestone.state_on(today).value,
        due=_written(date),
        said=said,
        is_changed=update is not None and timezone.localdate(update.recorded_at) >= from_day,
    )


def _of_measure(measure: OutcomeMeasure, today: datetime.date) -> Watched:
    dates: list[PlanDate] = list(given(measure, "dates"))
    state = rules.date_state([date.window for date in dates], today, None)
    ahead = [date for date in dates if date.window.is_known and not date.window.has_ended(today)]
    return Watched(
        what="measure",
        key=measure.pk,
        recommendation=measure.recommendation_id,
        label=measure.recommendation.name,
        text=measure.text,
        state=state.value,
        due=_written(next(iter(ahead or dates[-1:]), None)),
        said="",
        is_changed=False,
    )


def _written(date: PlanDate | None) -> str:
    if date is None:
        return ""
    return f"{date.words} ({date.reading})" if date.reading else date.words


def _watched_by(body: int) -> Q:
    """The condition that this body watches: it is said so, or else the review is told to it."""
    return Q(monitored_by=body) | Q(monitored_by__isnull=True, recommendation__review__panel=body)


@prepared()
def _milestones(body: int) -> QuerySet[Milestone]:
    found = Milestone.objects.filter(_watched_by(body)).select_related("recommendation__review__council")
    found = found.defer("recommendation__cells", "recommendation__review__columns")
    return found.order_by("recommendation__review", "recommendation__position", "position")[: MOST + 1]


@prepared()
def _measures(body: int) -> QuerySet[OutcomeMeasure]:
    found = OutcomeMeasure.objects.filter(_watched_by(body)).select_related("recommendation__review__council")
    found = found.defer("recommendation__cells", "recommendation__review__columns")
    return found.order_by("recommendation__review", "recommendation__position", "position")[: MOST + 1]


@prepared(milestones="bigint", measures="bigint")
def _dates(milestones: Collection[int], measures: Collection[int]) -> QuerySet[PlanDate, Any]:
    return PlanDate.objects.filter(Q(milestone__in=milestones) | Q(measure__in=measures)).order_by("position", "pk")
