"""The staff of a school, as its register has them. Whether they may sign in is another matter (accounts)."""

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.history.tracking import owner, track
from people import rules
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models.accounts import User
from people.models.organisations import School


def contracts() -> list[tuple[str, str]]:
    """Choices for how somebody is employed."""
    return [(key.value, label) for key, label in rules.CONTRACT_LABELS.items()]


class StaffQuerySet(ScopedQuerySet["StaffMember"]):
    """Staff, by day."""

    def here(self, today: datetime.date) -> "StaffQuerySet":
        """Those who have not left: whoever begins later is here already, to be planned with."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))

    def leavers(self, today: datetime.date) -> "StaffQuerySet":
        """Those whose last day has passed: the rest of `here`."""
        return self.filter(ends_on__lt=today)


@track(organisation=owner(school="{row}.school_id"))
class StaffMember(models.Model):
    """Somebody who works at a school, for as long as they do there.

    reference: what the school's own systems call them, by which a register is read again without doubling anybody.
    """

    scope: ClassVar = Scope(read=Permission.STAFF_EDIT, schools="school")

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="staff")
    name = models.CharField("full name", max_length=200)
    job_title = models.CharField(max_length=200)
    contract = models.CharField(max_length=20, choices=contracts, blank=True)
    fte = models.DecimalField("full-time equivalent", max_digits=4, decimal_places=3, null=True, blank=True)
    starts_on = models.DateField("first day", null=True, blank=True)
    ends_on = models.DateField("last day", null=True, blank=True)
    reference = models.CharField(max_length=50, blank=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="staff_records", null=True, blank=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "member of staff"
        verbose_name_plural = "members of staff"
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(job_title=""), name="staff_have_a_name_and_a_job"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="staff_leave_after_they_come",
                violation_error_message="The last day is before the first. Correct one of them.",
            ),
            models.CheckConstraint(
                condition=Q(fte__isnull=True) | Q(fte__gt=0, fte__lte=1),
                name="staff_work_up_to_full_time",
                violation_error_message="Write full-time equivalent as a number up to 1, like 0.6.",
            ),
            models.UniqueConstraint(
                fields=["school", "reference"],
                condition=~Q(reference=""),
                name="staff_reference_is_unique_in_its_school",
                violation_error_message="Somebody else at this school has this reference. Give each person their own.",
            ),
            models.UniqueConstraint(fields=["school", "user"], name="staff_have_one_account_at_a_school"),
        ]
        indexes = [models.Index(fields=["school", "name", "id"], name="staff_of_school")]

    def __str__(self) -> str:
        return self.name

    @property
    def hours(self) -> str:
        """How much they work, in words; nothing where it is not given."""
        return rules.hours(self.fte)
