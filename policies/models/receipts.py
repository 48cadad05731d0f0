"""Who was asked to read an adopted policy, who said that they have, and which reminders of its review went out."""

import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.history.tracking import track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from policies.models.adoptions import Adoption
from policies.models.policies import OF_VERSION, Version

if TYPE_CHECKING:
    from people.models import User


@track(organisation=OF_VERSION)
class ReadRequest(models.Model):
    """That the people of a school are asked to read a version: staff, governors, or both, by a day where one is set."""

    scope: ClassVar = Scope(read=Permission.RECEIPT_GIVE, schools="version__policy__school")

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="read_request")
    of_staff = models.BooleanField(default=True)
    of_governors = models.BooleanField(default=False)
    by_day = models.DateField("to be read by", null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reminded_on = models.DateField("day of the last reminder", null=True, blank=True)

    objects = ScopedQuerySet["ReadRequest"].as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(of_staff=True) | Q(of_governors=True), name="read_request_asks_somebody")
        ]

    def __str__(self) -> str:
        return f"request to read {self.version}"

    def is_late(self, today: datetime.date) -> bool:
        """Whether the day by which it is to be read has passed."""
        return self.by_day is not None and self.by_day < today


class ReadReceiptQuerySet(ScopedQuerySet["ReadReceipt"]):
    """Confirmations, by who may read them."""

    def visible_to(self, user: "User") -> "ReadReceiptQuerySet":
        """Everybody's, for who writes the policy; else one's own."""
        return self.filter(ReadReceipt.scope.matching(user.holdings, Permission.POLICY_EDIT) | Q(user=user))


@track(organisation=OF_VERSION)
class ReadReceipt(models.Model):
    """That one person confirmed to have read one version. It stays whatever becomes of version and person: a trigger
    in the database refuses every change.
    """

    scope: ClassVar = Scope(read=Permission.POLICY_EDIT, schools="version__policy__school")

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="read_receipts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    objects = ReadReceiptQuerySet.as_manager()

    class Meta:
        ordering = ["version", "-read_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "user"], name="read_receipt_is_one_for_each_reader"),
        ]

    def __str__(self) -> str:
        return f"{self.user} read {self.version}"


class ReviewReminder(models.Model):
    """That a reminder of a review went out: the key by which each goes once."""

    scope: ClassVar = Scope(read=Permission.POLICY_EDIT, schools="adoption__version__policy__school")

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="reminders")
    days_before = models.SmallIntegerField()
    sent_at = models.DateTimeField()

    objects = ScopedQuerySet["ReviewReminder"].as_manager()

    class Meta:
        ordering = ["adoption", "-days_before"]
        constraints = [
            models.UniqueConstraint(fields=["adoption", "days_before"], name="review_reminder_goes_once"),
        ]

    def __str__(self) -> str:
        return f"reminder of the review of {self.adoption}"
