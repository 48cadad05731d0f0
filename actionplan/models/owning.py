"""What is shown for an update, and what a team handed back because it is not theirs."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from actionplan.models.milestones import Milestone, Update
from actionplan.models.recommendations import Recommendation
from actionplan.models.reviews import OF_RECOMMENDATION
from actionplan.models.teams import Team
from actionplan.owning import rules
from core import conflicts
from core.history.tracking import track
from core.models import Upload
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet


def answers() -> list[tuple[str, str]]:
    """Choices for what became of something that was handed back."""
    return [(key.value, label) for key, label in rules.ANSWERED_LABELS.items()]


@track(
    organisation="""coalesce((SELECT 'council:' || review.council_id
    FROM actionplan_update said
    JOIN actionplan_milestone milestone ON milestone.id = said.milestone_id
    JOIN actionplan_recommendation recommendation ON recommendation.id = milestone.recommendation_id
    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id
    WHERE said.id = {row}.update_id), '')"""
)
class UpdateEvidence(models.Model):
    """The link and the file by which an update shows what it says. Never changed, as the update is not."""

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="update__milestone__recommendation__review__council")

    update = models.OneToOneField(Update, on_delete=models.PROTECT, related_name="evidence")
    link = models.URLField(max_length=rules.LONGEST_LINK, blank=True)
    file = models.OneToOneField(Upload, on_delete=models.PROTECT, related_name="plan_evidence", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence of updates"
        ordering = ["update"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(link="") | Q(file__isnull=False), name="update_evidence_is_a_link_or_a_file"
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://"), name="update_evidence_links_securely"
            ),
        ]

    def __str__(self) -> str:
        return self.link or str(self.file)


class HandBackQuerySet(ScopedQuerySet["HandBack"]):
    """What was handed back, by whether it was answered."""

    def open(self) -> "HandBackQuerySet":
        """That which nobody has answered."""
        return self.filter(answered_at__isnull=True)


@track(organisation=OF_RECOMMENDATION, exclude=["token"])
class HandBack(models.Model):
    """A team says that a recommendation, or a milestone of it, is not theirs; an officer answers. Both stay.

    milestone: the one it was said of, where it was said of one. given_to: the team it went to.
    """

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="recommendation__review__council")

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="hand_backs")
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="hand_backs", null=True, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="hand_backs")
    reason = models.TextField("why it is not theirs", max_length=rules.LONGEST_REASON)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # Made with the form, so that the same form sent twice hands back once.
    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    answer = models.CharField(max_length=20, choices=answers, blank=True)
    given_to = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    reply = models.TextField(max_length=rules.LONGEST_REASON, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = HandBackQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="hand_back_says_why"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="", reply="", given_to=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="hand_back_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(answer=rules.Answer.RETURNED.value) | Q(given_to=None) & ~Q(reply=""),
                name="hand_back_sent_back_with_a_reply",
            ),
            models.UniqueConstraint(
                fields=["recommendation", "team"],
                condition=Q(answered_at__isnull=True),
                name="hand_back_waits_once_for_a_team",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}, handed back by {self.team}"

    @property
    def answer_token(self) -> str:
        """What a form about the answer was opened on."""
        return conflicts.token(self.answer, self.given_to_id, self.reply)
