"""What was done for a commitment: lines that are added, corrected and withdrawn, and never deleted."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.history.tracking import track
from core.models import Upload
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import Activity
from policies.living import evidence
from policies.models.clauses import Commitment

if TYPE_CHECKING:
    from people.models import User

OF_COMMITMENT = """coalesce((SELECT coalesce('school:' || policy.school_id, 'council:' || policy.council_id)
    FROM policies_commitment held JOIN policies_policy policy ON policy.id = held.policy_id
    WHERE held.id = {row}.commitment_id), '')"""


def channels() -> list[tuple[str, str]]:
    """Choices for what else evidence counts for."""
    return [(channel.value, label) for channel, label in evidence.CHANNEL_LABELS.items()]


class EvidenceQuerySet(ScopedQuerySet["Evidence"]):
    """Evidence, by who may read it and whether it stands."""

    def visible_to(self, user: "User") -> "EvidenceQuerySet":
        """That of schools where this person reads it; elsewhere what they added themselves, where they still may."""
        reads = Evidence.scope.matching(user.holdings, Permission.EVIDENCE_READ)
        adds = Evidence.scope.matching(user.holdings, Permission.EVIDENCE_ADD)
        return self.filter(reads | (adds & Q(by=user)))

    def standing(self) -> "EvidenceQuerySet":
        """That which nobody withdrew."""
        return self.filter(withdrawn_at__isnull=True)


@track(organisation=OF_COMMITMENT)
class Evidence(models.Model):
    """One dated line that says what was done for a commitment. It names no pupil and, from an activity, no person.

    first_line, first_on: what it said at first, where it was corrected.
    """

    scope: ClassVar = Scope(read=Permission.EVIDENCE_READ, schools="commitment__policy__school")

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="evidence")
    on = models.DateField("when it was done")
    line = models.CharField("what was done", max_length=evidence.LONGEST_LINE)
    channels = ArrayField(models.CharField(max_length=30, choices=channels), default=list, blank=True)
    file = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="evidence", null=True, blank=True)
    link = models.URLField(max_length=500, blank=True)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="evidence", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    first_line = models.CharField("what it said at first", max_length=evidence.LONGEST_LINE, blank=True)
    first_on = models.DateField("the day it said at first", null=True, blank=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    corrected_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField("why it was withdrawn", max_length=evidence.LONGEST_REASON, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(line=""), name="evidence_says_what_was_done"),
            models.UniqueConstraint(
                fields=["commitment", "activity"],
                condition=Q(withdrawn_at__isnull=True, activity__isnull=False),
                name="evidence_of_an_activity_counts_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
                name="evidence_withdrawn_by_somebody_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(corrected_at__isnull=True, corrected_by__isnull=True, first_line="", first_on__isnull=True)
                | Q(corrected_at__isnull=False, corrected_by__isnull=False, first_on__isnull=False) & ~Q(first_line=""),
                name="evidence_corrected_keeps_its_first_words",
            ),
        ]
        indexes = [models.Index(fields=["commitment", "-on", "-id"], name="evidence_of_commitment")]

    def __str__(self) -> str:
        return self.line

    @property
    def counts_for(self) -> list[str]:
        """The names of what it also counts for."""
        return [evidence.CHANNEL_LABELS[evidence.Channel(channel)] for channel in self.channels]
