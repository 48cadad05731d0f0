"""The ledger of dates that were changed."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actionplan.models.dates import PlanDate, precisions
from actionplan.models.milestones import Milestone
from actionplan.rules import Window
from actionplan.slippage.rules import Move, Written
from core.history.tracking import track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import Meeting


class DateChangeQuerySet(ScopedQuerySet["DateChange"]):
    """Changes of dates, by time."""

    def moves(self) -> "DateChangeQuerySet":
        """Those that moved a date; the others gave one where there was none."""
        return self.exclude(was_words="")


@track(
    organisation="""coalesce((SELECT 'council:' || review.council_id
    FROM actionplan_milestone milestone
    JOIN actionplan_recommendation recommendation ON recommendation.id = milestone.recommendation_id
    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id
    WHERE milestone.id = {row}.milestone_id), '')""",
    exclude=["token"],
)
class DateChange(models.Model):
    """A date that was changed, or given where there was none. Never changed itself: a mistake is another change."""

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="milestone__recommendation__review__council")

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="date_changes")
    date = models.ForeignKey(PlanDate, on_delete=models.PROTECT, related_name="changes")
    was_words = models.TextField("date before, as written", blank=True)
    was_earliest = models.DateField("first day before", null=True, blank=True)
    was_latest = models.DateField("last day before", null=True, blank=True)
    was_precision = models.CharField("precision before", max_length=20, choices=precisions, blank=True)
    was_year_inferred = models.BooleanField("the year before was our reading", default=False)
    words = models.TextField("new date, as written")
    earliest = models.DateField("first day", null=True, blank=True)
    latest = models.DateField("last day", null=True, blank=True)
    precision = models.CharField(max_length=20, choices=precisions)
    year_inferred = models.BooleanField("the year is our reading", default=False)
    reason = models.TextField()
    asked_by = models.CharField("who asked for it", max_length=200)
    agreed_by = models.CharField("who agreed", max_length=200)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        related_name="date_changes",
        null=True,
        blank=True,
        verbose_name="meeting at which it was agreed",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="date_changes")
    recorded_at = models.DateTimeField()
    # Made with the form, so that the same form sent twice is one change.
    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = DateChangeQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(reason="") & ~Q(asked_by="") & ~Q(agreed_by=""),
                name="date_change_says_what_and_why",
            ),
            models.CheckConstraint(
                condition=Q(earliest__isnull=True) | Q(latest__isnull=True) | Q(latest__gte=F("earliest")),
                name="date_change_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.was_words} to {self.words}" if self.was_words else self.words

    @property
    def was(self) -> Written | None:
        """What stood before."""
        if not self.was_words:
            return None
        window = Window(self.was_earliest, self.was_latest)
        return Written(self.was_words, window, self.was_precision, self.was_year_inferred)

    @property
    def now(self) -> Written:
        """What it was changed to."""
        return Written(self.words, Window(self.earliest, self.latest), self.precision, self.year_inferred)

    @property
    def move(self) -> Move:
        """The same as the rules take it."""
        return Move(self.was, self.now, self.recorded_at)
