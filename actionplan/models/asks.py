"""The separate things that a recommendation asks for, and which action serves which."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from actionplan.asks import coverage
from actionplan.models.recommendations import Action, Recommendation
from actionplan.models.reviews import OF_RECOMMENDATION
from core.history.tracking import track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet


@track(organisation=OF_RECOMMENDATION)
class Ask(models.Model):
    """One thing that a recommendation asks for: a stretch of its own words."""

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="recommendation__review__council")

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="asks")
    start = models.PositiveIntegerField("first character")
    end = models.PositiveIntegerField("character after the last")
    words = models.TextField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="ask_has_some_words"),
            models.CheckConstraint(condition=~Q(words=""), name="ask_keeps_its_words"),
            ExclusionConstraint(
                name="asks_do_not_overlap",
                expressions=[
                    (
                        Func(
                            F("recommendation"),
                            F("recommendation"),
                            Value("[]"),
                            function="int8range",
                            output_field=BigIntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(F("start"), F("end"), function="int4range", output_field=IntegerRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="These words overlap with an ask that is marked already.",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def as_rule(self) -> coverage.Ask:
        """The same for the rules."""
        return coverage.Ask(self.pk, self.start, self.end, self.words)


@track(
    organisation="""coalesce((SELECT 'council:' || review.council_id
    FROM actionplan_ask ask
    JOIN actionplan_recommendation recommendation ON recommendation.id = ask.recommendation_id
    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id
    WHERE ask.id = {row}.ask_id), '')"""
)
class Serving(models.Model):
    """That an action serves an ask, whole or in part."""

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="ask__recommendation__review__council")

    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="servings")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="servings")
    left_out = models.TextField("what is left out of the ask", blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["ask", "action"]
        constraints = [models.UniqueConstraint(fields=["ask", "action"], name="action_serves_an_ask_once")]

    def __str__(self) -> str:
        return f"{self.action}: {self.ask}"
