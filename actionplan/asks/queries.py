"""What pages ask of asks: those of a recommendation come within the query of it."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from actionplan.asks import coverage
from actionplan.models import Action, Ask, Recommendation, Serving
from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, User


def asks_and_servings() -> dict[str, Any]:
    """The asks of a recommendation and what serves them, within the query of it: no page asks for them apart."""
    asks = Ask.objects.filter(recommendation=OuterRef("pk")).order_by("start")
    servings = Serving.objects.filter(ask__recommendation=OuterRef("pk")).order_by("action__position")
    told = JSONObject(key="pk", start="start", end="end", words="words")
    served = JSONObject(ask="ask_id", action="action_id", left_out="left_out")
    return {"told_asks": ArraySubquery(asks.values_list(told)), "served": ArraySubquery(servings.values_list(served))}


def asks_of(recommendation: Recommendation) -> list[coverage.Ask]:
    """The asks of a recommendation that was asked for with `asks_and_servings`."""
    return [coverage.Ask(**told) for told in recommendation.told_asks]


def coverage_of(recommendation: Recommendation, actions: Iterable[Action]) -> coverage.Coverage:
    """The same beside its actions."""
    servings = [coverage.Serving(**served) for served in recommendation.served]
    return coverage.coverage(asks_of(recommendation), servings, {action.pk: action.text for action in actions})


def ask_of(user: User, council: Council, key: int) -> Ask | None:
    """An ask of the council's plans, where this person may read it."""
    found = next(iter(_ask(key=key)), None)
    may_read = allows(user, Permission.PLAN_READ, council)
    return found if found is not None and may_read and found.recommendation.review.council_id == council.pk else None


def servings_of(ask: Ask) -> list[Serving]:
    """What serves an ask that the caller may read."""
    return _servings(ask=ask.pk)


def actions_of(recommendation: Recommendation) -> list[Action]:
    """The actions of a recommendation that the caller may read."""
    return _actions(recommendation=recommendation.pk)


@prepared()
def _ask(key: int) -> QuerySet[Ask]:
    found = Ask.objects.filter(pk=key).select_related("recommendation__review__council")
    return found.defer("recommendation__cells", "recommendation__review__columns").order_by("pk")


@prepared()
def _servings(ask: int) -> QuerySet[Serving]:
    return Serving.objects.filter(ask=ask).order_by("action")


@prepared()
def _actions(recommendation: int) -> QuerySet[Action]:
    return Action.objects.filter(recommendation=recommendation).order_by("position")
