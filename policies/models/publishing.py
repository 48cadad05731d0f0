"""That a school shows its adopted policy to everybody."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.history.tracking import owner, track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import School


class PublicationQuerySet(ScopedQuerySet["Publication"]):
    """Publications, by whether they stand."""

    def standing(self) -> "PublicationQuerySet":
        """Those that nobody has ended."""
        return self.filter(ended_at__isnull=True)


@track(organisation=owner(school="{row}.school_id"))
class Publication(models.Model):
    """A time in which a school's adopted policy is on its public page, from when the head said so."""

    scope: ClassVar = Scope(read=Permission.POLICY_ADOPTED_READ, schools="school")

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="publications")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["school", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["school"], condition=Q(ended_at__isnull=True), name="policy_is_published_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="publication_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"public page of {self.school}"
