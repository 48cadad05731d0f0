"""A council's new model version as it comes to its schools: the offer, what a school answered, and its withdrawal."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.history.tracking import track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from policies.document.merging import Choice
from policies.models.policies import OF_POLICY, OF_VERSION, Policy, Version
from policies.offers import merged as offering

_OF_OFFER = """coalesce((SELECT coalesce('school:' || policy.school_id, 'council:' || policy.council_id)
    FROM policies_modeloffer offer JOIN policies_policy policy ON policy.id = offer.policy_id
    WHERE offer.id = {row}.offer_id), '')"""


def answer_choices() -> list[tuple[str, str]]:
    """Choices for whose words stand."""
    return [(choice.value, choice.name.capitalize()) for choice in Choice]


class ModelWithdrawalQuerySet(ScopedQuerySet["ModelWithdrawal"]):
    """Withdrawals, by the council whose model it was."""


@track(organisation=OF_VERSION)
class ModelWithdrawal(models.Model):
    """A published version of a council's model that schools are no longer to take, with the reason."""

    scope: ClassVar = Scope(read=Permission.MODEL_READ, councils="version__policy__council")

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField("why it was withdrawn", max_length=offering.LONGEST_REASON)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ModelWithdrawalQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="model_withdrawal_says_why")]

    def __str__(self) -> str:
        return f"withdrawal of {self.version}"


class ModelOfferQuerySet(ScopedQuerySet["ModelOffer"]):
    """Offers, by what became of them."""

    def standing(self) -> "ModelOfferQuerySet":
        """Those of the model version that a council publishes now: not withdrawn, and none published after it."""
        later = Version.objects.published().filter(
            policy=OuterRef("model_version__policy"), number__gt=OuterRef("model_version__number")
        )
        return self.filter(~Exists(later), model_version__withdrawal__isnull=True)


@track(organisation=OF_POLICY)
class ModelOffer(models.Model):
    """A new version of the council's model, offered to one school that has a copy of an earlier one.

    Whether it stands is never stored: it follows from what the council has published and withdrawn since. copy: the
    school's version that was its latest then, and differing and clashes what a merge with it would find. version: what
    the school made of the offer; record: what that merge did, part by part, without names (`policies.offering`).
    """

    scope: ClassVar = Scope(read=Permission.POLICY_DRAFT_READ, schools="policy__school")

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="offers")
    model_version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="offers")
    copy = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    differing = models.PositiveIntegerField(null=True, blank=True)
    clashes = models.PositiveIntegerField(null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_reason = models.CharField("why it was declined", max_length=offering.LONGEST_REASON, blank=True)
    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="merge", null=True, blank=True)
    record = models.JSONField(null=True, blank=True)

    objects = ModelOfferQuerySet.as_manager()

    class Meta:
        ordering = ["policy", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "model_version"], name="model_offer_is_made_once"),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True, declined_by__isnull=True, declined_reason="")
                | Q(declined_at__isnull=False, declined_by__isnull=False) & ~Q(declined_reason=""),
                name="model_offer_declined_by_somebody_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(version__isnull=True, record__isnull=True) | Q(version__isnull=False, record__isnull=False),
                name="model_offer_taken_keeps_its_record",
            ),
        ]

    def __str__(self) -> str:
        return f"offer of {self.model_version} of the model"


class MergeAnswerQuerySet(ScopedQuerySet["MergeAnswer"]):
    """What schools answered."""


@track(organisation=_OF_OFFER)
class MergeAnswer(models.Model):
    """What a school answered where it and the council both changed a clause: kept at every step.

    asked: the token of the words that were in question, so that an answer about other words no longer counts.
    """

    scope: ClassVar = Scope(read=Permission.POLICY_DRAFT_READ, schools="offer__policy__school")

    offer = models.ForeignKey(ModelOffer, on_delete=models.PROTECT, related_name="answers")
    key = models.CharField(max_length=100)
    asked = models.CharField(max_length=16)
    choice = models.CharField("whose words stand", max_length=20, choices=answer_choices)
    text = models.TextField("words in which both changes stand", blank=True)
    points = models.TextField("points under them, a line each", blank=True)
    note = models.CharField("note for governors", max_length=offering.LONGEST_NOTE, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = MergeAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["offer", "id"]
        constraints = [models.UniqueConstraint(fields=["offer", "key"], name="merge_answer_is_one_for_each_part")]

    def __str__(self) -> str:
        return f"answer about {self.key}"
