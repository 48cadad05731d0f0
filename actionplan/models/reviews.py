"""A scrutiny review whose action plan is kept here."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.addresses import address
from core.history.tracking import owner, track
from core.models import Upload
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import Body, Council

# Whose a row is, for its history.
OF_REVIEW = """coalesce((SELECT 'council:' || review.council_id
    FROM actionplan_scrutinyreview review WHERE review.id = {row}.review_id), '')"""
OF_RECOMMENDATION = """coalesce((SELECT 'council:' || review.council_id
    FROM actionplan_recommendation recommendation
    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id
    WHERE recommendation.id = {row}.recommendation_id), '')"""


@track(organisation=owner(council="{row}.council_id"), exclude=["revision"])
class ScrutinyReview(models.Model):
    """One review by a council's scrutiny panel, with its action plan as it came."""

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="council")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="reviews")
    title = models.CharField(max_length=300)
    subtitle = models.CharField(max_length=300, blank=True)
    committee = models.CharField("committee that made the recommendations", max_length=200, blank=True)
    panel = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        related_name="reviews",
        null=True,
        blank=True,
        db_index=False,
        verbose_name="body it is told to",
    )
    source = models.OneToOneField(Upload, on_delete=models.PROTECT, related_name="review")
    fingerprint = models.CharField("the same for the same plan", max_length=64)
    context_words = models.CharField("year the paper speaks of, as written", max_length=100, blank=True)
    context_year = models.CharField("year the paper speaks of", max_length=20, blank=True)
    context_is_guess = models.BooleanField(default=False)
    columns = models.JSONField("names of the paper's columns")
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()
    # Another with every change of its recommendations, their teams, milestones or dates: given by the database.
    # None is met twice, as a number would be in a database that was restored.
    revision = models.UUIDField(default=uuid.uuid4, db_default=uuid.UUID(int=0), editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-imported_at", "-id"]
        indexes = [models.Index(fields=["panel"], name="review_by_whom_it_is_told_to")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="review_has_a_title"),
            models.UniqueConstraint(
                fields=["council", "fingerprint"],
                name="review_is_imported_once",
                violation_error_message="This plan has been imported already, so nothing was added again.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The plan's page."""
        return address("actionplan:plan", code=self.council.code, review_id=self.pk)
