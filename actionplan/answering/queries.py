"""What pages ask of responses: what was said before, what was declined, and when scrutiny is to have its reply."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, JSONObject
from django.utils.dateparse import parse_date, parse_datetime

from actionplan.answering import rules
from actionplan.models import EarlierResponse, Recommendation, ReplyTime
from actionplan.rules import Response
from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, User

PAGE = 50
# Where no day is set a decline stands behind those that come back.
_NEVER = datetime.date.max


@dataclass(frozen=True, slots=True)
class Said:
    """A response that another took the place of. by: who recorded it; empty where it came with the paper."""

    response: str
    reason: str
    decider: str
    on: datetime.date | None
    body: str
    met_on: datetime.date | None
    revisit_on: datetime.date | None
    by: str
    recorded_at: datetime.datetime | None
    replaced_at: datetime.datetime


def earlier_responses() -> ArraySubquery:
    """What was said of a recommendation before, within the query of it: no page asks for it apart."""
    told = JSONObject(
        response="response",
        reason="reason",
        decider="decider",
        on="on",
        body="meeting__body__name",
        met_on="meeting__on",
        revisit_on="revisit_on",
        by="recorded_by__name",
        recorded_at="recorded_at",
        replaced_at="replaced_at",
    )
    earlier = EarlierResponse.objects.filter(recommendation=OuterRef("pk")).order_by("-replaced_at", "-pk")
    return ArraySubquery(earlier.values_list(told))


def said_before(recommendation: Recommendation) -> list[Said]:
    """The responses that others took the place of, the latest first, of a recommendation that was asked for them."""
    return [_said(told) for told in recommendation.earlier]


def _said(told: dict[str, Any]) -> Said:
    replaced_at = parse_datetime(told["replaced_at"])
    assert replaced_at is not None, "PostgreSQL writes moments as ISO 8601 has them"  # noqa: S101
    return Said(
        response=told["response"],
        reason=told["reason"],
        decider=told["decider"],
        on=_day(told["on"]),
        body=told["body"] or "",
        met_on=_day(told["met_on"]),
        revisit_on=_day(told["revisit_on"]),
        by=told["by"] or "",
        recorded_at=parse_datetime(told["recorded_at"]) if told["recorded_at"] else None,
        replaced_at=replaced_at,
    )


def _day(words: str | None) -> datetime.date | None:
    return parse_date(words) if words else None


# The register of declines --------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Declined:
    """A recommendation that was not taken up, or comes back on a day. has_come_back: whether that day has come."""

    recommendation: Recommendation
    has_come_back: bool


@dataclass(frozen=True, slots=True)
class Declines:
    """A page of the register. older: what the address of the rest ends in; empty where this is all of it."""

    rows: Sequence[Declined]
    older: str


def declines_of(user: User, council: Council, today: datetime.date, after: str = "") -> Declines:
    """What the council declined, and what else it said it would look at again; what has come back stands first.

    after: the end of the page before, as `Declines.older` gave it; anything else begins at the top.
    """
    if not allows(user, Permission.PLAN_READ, council):
        return Declines([], "")
    day, key = _place(after)
    found = _declines(council=council.pk, day=day, key=key)
    shown = found[:PAGE]
    older = f"{shown[-1].revisit_on or _NEVER}.{shown[-1].pk}" if len(found) > PAGE else ""
    return Declines([Declined(one, rules.has_come_back(one.revisit_on, today)) for one in shown], older)


def _place(after: str) -> tuple[datetime.date, int]:
    day, _, key = after.partition(".")
    try:
        return datetime.date.fromisoformat(day), int(key) if len(key) < 19 else 0
    except ValueError:
        return datetime.date.min, 0


@prepared()
def _declines(council: int, day: datetime.date, key: int) -> QuerySet[Recommendation]:
    listed = Q(response=Response.DECLINED.value) | Q(revisit_on__isnull=False)
    ranked = Recommendation.objects.filter(listed, review__council=council).annotate(
        comes_back=Coalesce("revisit_on", _NEVER)
    )
    found = ranked.filter(comes_back__gte=day).exclude(comes_back=day, pk__lte=key)
    return (
        found.select_related("review__council", "response_recorded_by", "response_meeting__body")
        .defer("cells", "review__columns")
        .order_by("comes_back", "pk")[: PAGE + 1]
    )


# The reply to scrutiny -----------------------------------------------------------------------------------------------
def reply_times_of(user: User, council: Council) -> list[ReplyTime]:
    """The council's own times for the reply, the latest first; at most 20."""
    return _reply_times(council=council.pk) if allows(user, Permission.PLAN_READ, council) else []


@prepared()
def _reply_times(council: int) -> QuerySet[ReplyTime]:
    return ReplyTime.objects.filter(council=council).order_by("-applies_from")[:20]
