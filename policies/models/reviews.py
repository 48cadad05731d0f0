"""How leaders review each commitment once a term, and the improvement-plan priority that it serves."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.history.tracking import owner, track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.calendar import Term
from people.models import School
from policies.living import reviewing
from policies.models.clauses import Commitment
from policies.models.evidence import OF_COMMITMENT


def statuses() -> list[tuple[str, str]]:
    """Choices for how a commitment is kept."""
    return [(status.value, label) for status, label in reviewing.STATUS_LABELS.items()]


class CommitmentReviewQuerySet(ScopedQuerySet["CommitmentReview"]):
    """Reviews, by who may read them."""


@track(organisation=OF_COMMITMENT)
class CommitmentReview(models.Model):
    """What the leaders of a school saw of a commitment in one term, and what comes next. One for each term.

    It is corrected within its term; what it said before is in its history.
    """

    scope: ClassVar = Scope(read=Permission.EVIDENCE_READ, schools="commitment__policy__school")

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="reviews")
    term = models.PositiveIntegerField("number of the term")
    status = models.CharField(max_length=20, choices=statuses)
    seen = models.CharField("what was seen", max_length=reviewing.LONGEST_SEEN)
    next_step = models.CharField(max_length=reviewing.LONGEST_STEP, blank=True)
    next_by = models.DateField("when the next step is due", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    corrected_at = models.DateTimeField(null=True, blank=True)

    objects = CommitmentReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-term", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "term"], name="commitment_is_reviewed_once_a_term"),
            models.CheckConstraint(condition=~Q(seen=""), name="commitment_review_says_what_was_seen"),
            models.CheckConstraint(
                condition=Q(next_step="", next_by__isnull=True) | ~Q(next_step="") & Q(next_by__isnull=False),
                name="commitment_review_step_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(corrected_at__isnull=True, corrected_by__isnull=True)
                | Q(corrected_at__isnull=False, corrected_by__isnull=False),
                name="commitment_review_corrected_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"review of {Term(self.term)}"

    @property
    def term_words(self) -> str:
        """Its term, as a heading."""
        term = Term(self.term)
        return f"{term.name.capitalize()} term {term.starts_on.year}"


class PriorityQuerySet(ScopedQuerySet["Priority"]):
    """Priorities, by who may read them."""


@track(organisation=owner(school="{row}.school_id"))
class Priority(models.Model):
    """One priority of a school's improvement plan in one academic year, in the school's own words."""

    scope: ClassVar = Scope(read=Permission.EVIDENCE_READ, schools="school")

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="priorities")
    year = models.PositiveIntegerField("calendar year in which its academic year began")
    place = models.PositiveIntegerField("place in the list")
    words = models.CharField(max_length=reviewing.LONGEST_PRIORITY)

    objects = PriorityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "priorities"
        ordering = ["school", "-year", "place"]
        constraints = [
            models.UniqueConstraint(fields=["school", "year", "place"], name="priority_has_its_own_place"),
            models.CheckConstraint(condition=~Q(words=""), name="priority_has_words"),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=reviewing.MOST_PRIORITIES), name="priority_place_is_on_the_list"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class ServedQuerySet(ScopedQuerySet["Served"]):
    """Which commitment serves which priority."""


@track(organisation=OF_COMMITMENT)
class Served(models.Model):
    """That a commitment serves a priority of the improvement plan: at most one in each academic year."""

    scope: ClassVar = Scope(read=Permission.EVIDENCE_READ, schools="commitment__policy__school")

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="served")
    year = models.PositiveIntegerField("that of the priority")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="served")

    objects = ServedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "served priorities"
        ordering = ["commitment", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "year"], name="commitment_serves_one_priority_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.priority} in {reviewing.year_words(self.year)}"
