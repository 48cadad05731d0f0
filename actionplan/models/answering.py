"""What a council answered before, and by when it is to reply to its scrutiny panel."""

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actionplan.answering import rules
from actionplan.models.recommendations import Recommendation, responses
from actionplan.models.reviews import OF_RECOMMENDATION, OF_REVIEW, ScrutinyReview
from core import conflicts
from core.history.tracking import owner, track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import Council, Meeting


@track(organisation=OF_RECOMMENDATION)
class EarlierResponse(models.Model):
    """A response that another took the place of. Never changed: what a council said, it said."""

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="recommendation__review__council")

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="earlier_responses")
    response = models.CharField(max_length=20, choices=responses)
    reason = models.TextField(blank=True)
    decider = models.CharField("who decided", max_length=200, blank=True)
    on = models.DateField("date of the decision", null=True, blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    revisit_on = models.DateField("day to look again", null=True, blank=True)
    # Nobody recorded what came with the paper.
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    recorded_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField("when another took its place")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-replaced_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recorded_at__isnull=True, recorded_by__isnull=True)
                | Q(recorded_at__isnull=False, recorded_by__isnull=False),
                name="earlier_response_recorded_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.get_response_display()


@track(organisation=OF_REVIEW)
class ScrutinyReply(models.Model):
    """When a panel's report was sent to the Cabinet, how long there was for the reply, and when it was given."""

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="review__council")

    review = models.OneToOneField(ScrutinyReview, on_delete=models.PROTECT, related_name="reply")
    sent_on = models.DateField("day the report was sent")
    # As the rule of the day it was sent had it: a rule that comes later changes no earlier reply.
    months = models.PositiveSmallIntegerField("months for the reply")
    replied_on = models.DateField("day of the reply", null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=rules.MOST_MONTHS), name="reply_has_a_time_for_it"
            ),
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True) | Q(replied_on__gte=F("sent_on")),
                name="reply_comes_after_the_report",
            ),
        ]

    def __str__(self) -> str:
        return f"Reply to {self.review}"

    @property
    def due_on(self) -> datetime.date:
        """The last day for it."""
        return rules.reply_due(self.sent_on, self.months)

    def sentence_on(self, today: datetime.date) -> str:
        """Where it stands on a day."""
        return rules.reply_sentence(sent_on=self.sent_on, months=self.months, replied_on=self.replied_on, today=today)

    @property
    def token(self) -> str:
        """What a form about it was opened on."""
        return conflicts.token(self.sent_on, self.replied_on)


@track(organisation=owner(council="{row}.council_id"))
class ReplyTime(models.Model):
    """A council's own time for the reply to a report of its scrutiny panel, from a day on."""

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="council")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="reply_times")
    applies_from = models.DateField("for reports sent from")
    months = models.PositiveSmallIntegerField("months for the reply")
    source = models.CharField("what sets it", max_length=200)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-applies_from"]
        constraints = [
            models.UniqueConstraint(fields=["council", "applies_from"], name="reply_time_is_one_a_day"),
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=rules.MOST_MONTHS), name="reply_time_is_some_months"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="reply_time_says_what_sets_it"),
        ]

    def __str__(self) -> str:
        return f"{self.months} months from {self.applies_from}"

    @property
    def as_rule(self) -> rules.ReplyTime:
        """The same for the rules."""
        return rules.ReplyTime(self.applies_from, self.months, self.source)

    @property
    def token(self) -> str:
        """What a form about it was opened on."""
        return conflicts.token(self.applies_from, self.months, self.source)
