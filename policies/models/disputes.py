"""What a school says of how its policy is labelled, where it does not agree."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.history.tracking import track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from policies.models.adoptions import Adoption, lineages
from policies.standings import rules as standing

if TYPE_CHECKING:
    from people.models import User

_OF_ADOPTION = """coalesce((SELECT 'school:' || policy.school_id
    FROM policies_adoption adoption JOIN policies_version version ON version.id = adoption.version_id
    JOIN policies_policy policy ON policy.id = version.policy_id WHERE adoption.id = {row}.adoption_id), '')"""


class StandingDisputeQuerySet(ScopedQuerySet["StandingDispute"]):
    """Disputes, by who may read them and whether they were answered."""

    def visible_to(self, user: "User") -> "StandingDisputeQuerySet":
        """Those of schools where this person reads what is submitted, or how far the policy is."""
        reads = StandingDispute.scope.matching(user.holdings, Permission.POLICY_SUBMITTED_READ)
        return self.filter(reads | StandingDispute.scope.matching(user.holdings, Permission.POLICY_STATE_READ))

    def waiting(self) -> "StandingDisputeQuerySet":
        """Those that the council has not answered."""
        return self.filter(answered_at__isnull=True)


@track(organisation=_OF_ADOPTION)
class StandingDispute(models.Model):
    """A school says that the standing of its policy is another than the one worked out, and its council answers.

    worked_out: how it stood when the school said so. said: how it should stand. settled: what the council decided.
    """

    scope: ClassVar = Scope(read=Permission.POLICY_SUBMITTED_READ, schools="adoption__version__policy__school")

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="disputes")
    worked_out = models.CharField("label it had", max_length=20, choices=lineages)
    said = models.CharField("label it should have", max_length=20, choices=lineages)
    reason = models.CharField(max_length=standing.LONGEST_REASON)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    settled = models.CharField("label the council decided on", max_length=20, choices=lineages, blank=True)
    answer = models.CharField(max_length=standing.LONGEST_REASON, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = StandingDisputeQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["adoption"], condition=Q(answered_at__isnull=True), name="standing_dispute_one_waits_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="standing_dispute_has_a_reason"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, settled="", answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(settled=""),
                name="standing_dispute_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"dispute of {self.adoption}"

    @property
    def is_upheld(self) -> bool:
        """Whether the council decided as the school said."""
        return bool(self.settled) and self.settled == self.said
