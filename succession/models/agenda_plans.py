"""What had gathered of the action plan on an agenda when it was issued."""

from typing import ClassVar

from django.db import models

from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import Meeting


class AgendaPlan(models.Model):
    """The rows of the action plan as they stood when an agenda was issued. Written with the issue, never changed.

    since: the day of the body's meeting before, where there was one. rows: actionplan.bodies.rules.Watched, as JSON.
    """

    scope: ClassVar = Scope(read=Permission.MEETING_READ, councils="meeting__body__council")

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="agenda_plan")
    since = models.DateField("day of the meeting before", null=True, blank=True)
    rows = models.JSONField("what had gathered")
    kept_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "part of an agenda from the action plan"
        ordering = ["-kept_at", "-id"]

    def __str__(self) -> str:
        return f"from the action plan, for {self.meeting}"
