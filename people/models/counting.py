"""Counts over a council's schools, made on a fixed day and kept, so that no page counts anew each time it is opened."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models.organisations import Council


class CoverCount(models.Model):
    """How many posts of a council's schools had nobody who could act, on the day they were counted.

    Of the schools that had looked at their cover within a year, and of their own posts alone. Never shown but through
    `people.disclosure`.
    """

    scope: ClassVar = Scope(read=Permission.COVER_STATE_READ, councils="council")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="cover_counts")
    counted_on = models.DateField()
    urns = ArrayField(models.PositiveIntegerField(), verbose_name="schools it is over")
    posts = models.PositiveIntegerField()
    uncovered = models.PositiveIntegerField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["counted_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["council", "counted_on"], name="cover_is_counted_once_a_day"),
            models.CheckConstraint(condition=Q(uncovered__lte=F("posts")), name="cover_uncovered_are_among_its_posts"),
        ]

    def __str__(self) -> str:
        return f"Cover at {self.council}, {self.counted_on:%-d %B %Y}"
