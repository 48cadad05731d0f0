"""What should come of a recommendation, as the paper puts it."""

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from actionplan import rules
from actionplan.models.recommendations import Recommendation
from actionplan.models.reviews import OF_RECOMMENDATION
from core import conflicts
from core.history.tracking import track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import Body


def measure_kinds() -> list[tuple[str, str]]:
    """Choices for what a measure is."""
    return [(key.value, label) for key, label in rules.MEASURE_KIND_LABELS.items()]


@track(organisation=OF_RECOMMENDATION)
class OutcomeMeasure(models.Model):
    """What a recommendation is to be judged by; often only who is to watch it."""

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="recommendation__review__council")

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="measures")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    kind = models.CharField(max_length=20, choices=measure_kinds, default=rules.MeasureKind.NOT_RECORDED.value)
    kind_is_guess = models.BooleanField("the kind is our reading", default=False)
    baseline = models.CharField("where it began", max_length=500, blank=True, default="", db_default="")
    target = models.CharField("how much is enough", max_length=500, blank=True, default="", db_default="")
    due_on = models.DateField("day for it, where the paper gives none", null=True, blank=True)
    monitored_by = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="monitored_measures", null=True, blank=True, db_index=False
    )

    # The last day that the paper's own dates allow, where the page of a measure asks for it.
    last_day: datetime.date | None

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation", "position"]
        indexes = [models.Index(fields=["monitored_by"], name="measure_by_who_watches")]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "position"], name="measure_has_its_place"),
            models.CheckConstraint(condition=~Q(text=""), name="measure_has_words"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def weighing_token(self) -> str:
        """What a form about what it is to show was opened on."""
        return conflicts.token(self.kind, self.kind_is_guess, self.baseline, self.target, self.due_on)

    @property
    def monitoring_body(self) -> Body | None:
        """Who watches it: the body said, or else the one that the review is told to."""
        return self.monitored_by or self.recommendation.review.panel
