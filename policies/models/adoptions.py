"""What a committee recommended and a governing board decided about a version."""

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.history.tracking import track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import Meeting
from policies import rules
from policies.models.policies import OF_VERSION, Version
from policies.standings.rules import LINEAGE_LABELS, Lineage


def lineages() -> list[tuple[str, str]]:
    """Choices for how an adopted version stands to the model."""
    return [(key.value, label) for key, label in LINEAGE_LABELS.items()]


class AdoptionQuerySet(ScopedQuerySet["Adoption"]):
    """Adoptions, by day."""

    def in_force(self, today: datetime.date) -> "AdoptionQuerySet":
        """For each policy the adoption that holds on this day: the latest to have taken effect."""
        taken_effect = self.filter(effective_on__lte=today)
        return taken_effect.order_by("version__policy_id", "-effective_on", "-pk").distinct("version__policy_id")


@track(organisation=OF_VERSION)
class Adoption(models.Model):
    """A version adopted at a meeting, with the minute that says so."""

    scope: ClassVar = Scope(read=Permission.POLICY_ADOPTED_READ, schools="version__policy__school")

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="adoption")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="adoptions")
    minute_reference = models.CharField(max_length=rules.LONGEST_REFERENCE)
    effective_on = models.DateField("takes effect on")
    review_due_on = models.DateField("review due on")
    lineage = models.CharField("relation to the model", max_length=20, choices=lineages)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(minute_reference=""), name="adoption_has_a_minute_reference"),
            models.CheckConstraint(
                condition=Q(review_due_on__gt=F("effective_on")), name="adoption_is_reviewed_after_it_takes_effect"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} adopted by {self.meeting}"

    def condition(self, today: datetime.date) -> rules.Condition:
        """What the version is on this day, as far as its own dates say."""
        return rules.condition(rules.VersionState.ADOPTED, review_due_on=self.review_due_on, today=today)

    @property
    def minute(self) -> str:
        """Its minute reference as it is shown, with whether it is still a draft's."""
        return self.meeting.minute(self.minute_reference)

    @property
    def relation(self) -> Lineage:
        """How the version stands to the model."""
        return Lineage(self.lineage)


@track(organisation=OF_VERSION)
class Recommendation(models.Model):
    """A version that a committee recommended at a meeting, with the minute that says so and what it advises.

    A version that is returned and sent again may be recommended again; what was recorded before stays.
    """

    scope: ClassVar = Scope(read=Permission.POLICY_SUBMITTED_READ, schools="version__policy__school")

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="recommendations")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="recommendations")
    minute_reference = models.CharField(max_length=rules.LONGEST_REFERENCE)
    advice = models.TextField("what the committee advises", blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ScopedQuerySet["Recommendation"].as_manager()

    class Meta:
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(minute_reference=""), name="recommendation_has_a_minute_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.version} recommended by {self.meeting}"

    @property
    def minute(self) -> str:
        """Its minute reference as it is shown, with whether it is still a draft's."""
        return self.meeting.minute(self.minute_reference)
