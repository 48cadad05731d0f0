"""A document that a council takes to be a school's policy, handed to the school to check."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.history.tracking import owner, track
from core.models import Upload
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import School
from policies.handing.rules import ANSWER_LABELS, LONGEST_REASON, Answer


def answers() -> list[tuple[str, str]]:
    """Choices for what the school made of it."""
    return [(answer.value, label) for answer, label in ANSWER_LABELS.items()]


class HandedPolicyQuerySet(ScopedQuerySet["HandedPolicy"]):
    """Documents that were handed to schools, by what became of them."""

    def waiting(self) -> "HandedPolicyQuerySet":
        """Those that their school has not answered."""
        return self.filter(answer=Answer.WAITING.value)


@track(organisation=owner(school="{row}.school_id"))
class HandedPolicy(models.Model):
    """One document. Nothing becomes a policy by it: those who write the school's policy read it in, or say why not."""

    scope: ClassVar = Scope(read=Permission.POLICY_HANDED_READ, schools="school")

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    upload = models.OneToOneField(Upload, on_delete=models.PROTECT, related_name="handed")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=20, choices=answers, blank=True, default=Answer.WAITING.value)
    reason = models.CharField("why it was not taken", max_length=LONGEST_REASON, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = HandedPolicyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "handed policies"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True, reason="")
                | Q(answer=Answer.TAKEN.value, answered_by__isnull=False, answered_at__isnull=False, reason="")
                | Q(answer=Answer.DECLINED.value, answered_by__isnull=False, answered_at__isnull=False) & ~Q(reason=""),
                name="handed_policy_is_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.upload} for {self.school}"

    @property
    def is_waiting(self) -> bool:
        """Whether the school has not answered."""
        return self.answer == Answer.WAITING
