"""What a council asked a school for."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.history.tracking import owner, track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import School
from succession.council.chase_rules import REASON_LABELS, Reason


def reasons() -> list[tuple[str, str]]:
    """Choices for what is missing."""
    return [(reason.value, label) for reason, label in REASON_LABELS.items()]


@track(organisation=owner(school="{row}.school_id"))
class Chase(models.Model):
    """A council asked a school's head and clerk for something of its policy that is missing, by a letter to each.

    tag: of which subject a clause is missing, where that is the reason.
    """

    scope: ClassVar = Scope(read=Permission.POLICY_STATE_READ, schools="school")

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="chases")
    reason = models.CharField("what is missing", max_length=20, choices=reasons)
    tag = models.CharField("which subject", max_length=40, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reason=Reason.TAG.value) & ~Q(tag="") | ~Q(reason=Reason.TAG.value) & Q(tag=""),
                name="chase_names_a_tag_where_one_is_missing",
            )
        ]
        indexes = [models.Index(fields=["school", "-asked_at"], name="chase_of_school")]

    def __str__(self) -> str:
        return self.get_reason_display()
