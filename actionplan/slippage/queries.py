"""What pages ask of dates that were changed. Callers have asked who may read the plan, unless a person is taken."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from actionplan.models import DateChange, Milestone, PlanDate
from actionplan.slippage.rules import MOVES_WITHOUT_THE_BODY
from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Body, Council, Meeting, User

MEETINGS = 12


def with_moves(dates: list[PlanDate], changes: Iterable[DateChange]) -> list[PlanDate]:
    """Dates that know what was changed in them, without another query."""
    by_date: dict[int, list[DateChange]] = defaultdict(list)
    for change in changes:
        by_date[change.date_id].append(change)
    for date in dates:
        date.moves = by_date.get(date.pk, ())
    return dates


def changes_in(review: int) -> list[DateChange]:
    """Every change of a plan's dates, the oldest first."""
    return _changes_in(review=review)


def changes_of(milestones: Collection[int]) -> list[DateChange]:
    """Every change of the dates of these milestones, the oldest first."""
    return _changes_of(milestones=list(milestones)) if milestones else []


@prepared()
def _changes_in(review: int) -> QuerySet[DateChange]:
    return DateChange.objects.filter(date__review=review).order_by("recorded_at", "pk")


@prepared(milestones="bigint")
def _changes_of(milestones: Collection[int]) -> QuerySet[DateChange]:
    found = DateChange.objects.filter(milestone__in=milestones).select_related("by", "meeting__body")
    return found.order_by("recorded_at", "pk")


def meetings_of_body(user: User, body: Body | None, today: datetime.date) -> list[Meeting]:
    """The latest meetings of a body at which it can have agreed to something, where this person may know of them."""
    if body is None:
        return []
    return list(Meeting.objects.visible_to(user).filter(body=body).held_by(today).select_related("body")[:MEETINGS])


def moved_to_body(user: User, council: Council, body: Body) -> list[Milestone]:
    """The milestones of a council that have moved so often that this body has to agree to the next date; at most 100.

    Those that are done, and those whose last move it agreed to at a meeting of its own, are not among them.
    """
    if not allows(user, Permission.PLAN_READ, council):
        return []
    return list(_moved_to_body(council=council.pk, body=body.pk))


@prepared()
def _moved_to_body(council: int, body: int) -> QuerySet[Milestone]:
    last = DateChange.objects.moves().filter(milestone=OuterRef("pk")).order_by("-recorded_at", "-pk")
    annotations: dict[str, Any] = {
        "moved": Count("date_changes", filter=~Q(date_changes__was_words="")),
        "agreed_at": Subquery(last.values("meeting__body")[:1]),
    }
    watched = Q(monitored_by=body) | Q(monitored_by__isnull=True, recommendation__review__panel=body)
    found = Milestone.objects.filter(watched, recommendation__review__council=council, completed_on__isnull=True)
    often: dict[str, Any] = {"moved__gte": MOVES_WITHOUT_THE_BODY}
    found = found.annotate(**annotations).filter(**often)
    found = found.filter(Q(("agreed_at__isnull", True)) | ~Q(("agreed_at", body)))
    return found.select_related("recommendation__review__council").order_by("recommendation", "position")[:100]
