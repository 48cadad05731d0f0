"""What the overview of a plan asks besides the plan itself. Its callers have asked who may read the plan."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import QuerySet

from actionplan.models import Milestone, PlanDate, Recommendation, Team, Update
from core.prepared import prepared
from people.models import Body


def names_of_bodies(keys: Collection[int]) -> dict[int, str]:
    """The names of bodies by their keys: what watches a milestone is public to the plan's readers."""
    return dict(_names(keys=list(keys))) if keys else {}


@prepared(keys="bigint")
def _names(keys: Collection[int]) -> QuerySet[Body, tuple[Any, ...]]:
    return Body.objects.filter(pk__in=keys).order_by().values_list("pk", "name")


def told_of_recommendations(keys: Collection[int]) -> dict[int, Sequence[Any]]:
    """What a row of the plan tells of recommendations, by their keys: label, text, response, deliveries of actions."""
    return {key: told for key, *told in _recommendations(keys=list(keys))} if keys else {}


@prepared(keys="bigint")
def _recommendations(keys: Collection[int]) -> QuerySet[Recommendation, tuple[Any, ...]]:
    found = Recommendation.objects.filter(pk__in=keys).with_deliveries().order_by()
    told: tuple[Any, ...] = ("pk", "label", "text", "response", "deliveries")
    return found.values_list(*told)


def told_of_milestones(keys: Collection[int]) -> dict[int, Sequence[Any]]:
    """What a line of a group tells of milestones, by their keys.

    The recommendation's key, label and position, the milestone's text, and the codes of the teams that own it.
    """
    return {key: told for key, *told in _milestones(keys=list(keys))} if keys else {}


@prepared(keys="bigint")
def _milestones(keys: Collection[int]) -> QuerySet[Milestone, tuple[Any, ...]]:
    found = Milestone.objects.filter(pk__in=keys).with_owners().order_by()
    of_recommendation = ("recommendation", "recommendation__label", "recommendation__position")
    told: tuple[Any, ...] = ("pk", *of_recommendation, "text", "owners")
    return found.values_list(*told)


def teams_by_key(keys: Collection[int]) -> dict[int, Team]:
    """Teams by their keys."""
    return {team.pk: team for team in _teams(keys=list(keys))} if keys else {}


@prepared(keys="bigint")
def _teams(keys: Collection[int]) -> QuerySet[Team]:
    return Team.objects.filter(pk__in=keys)


def said_in(review: int) -> list[tuple[Any, ...]]:
    """What was said of a plan's milestones: milestone, day it speaks of, when recorded, and the state it says."""
    return _said(review=review)


@prepared()
def _said(review: int) -> QuerySet[Update, tuple[Any, ...]]:
    found = Update.objects.filter(milestone__recommendation__review=review).order_by()
    return found.values_list("milestone", "on", "recorded_at", "progress")


def dates_of_measures(review: int) -> list[PlanDate]:
    """The dates of a plan's outcome measures that have a last day, with the measure."""
    return _dates_of_measures(review=review)


@prepared()
def _dates_of_measures(review: int) -> QuerySet[PlanDate]:
    found = PlanDate.objects.filter(review=review, measure__isnull=False, latest__isnull=False)
    return found.select_related("measure").order_by("pk")
