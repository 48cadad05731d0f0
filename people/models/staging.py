"""What a file says of a school's staff, until it is confirmed and can no longer be undone."""

from typing import Any

from django.db import models
from django.db.models import Q

from core.models import Preview
from people import rules
from people.models.staff import StaffMember, contracts


def row_states() -> list[tuple[str, str]]:
    """Choices for what a row would do."""
    return [(state, state) for state in ("new", "changed", "refused", "absent")]


class StagedStaffQuerySet(models.QuerySet["StagedStaff"]):
    """Rows, by whose preview they belong to."""

    def visible_to(self, user: Any) -> "StagedStaffQuerySet":
        """Rows of the previews that this person made."""
        return self.filter(preview__made_by=user)


class StagedStaff(models.Model):
    """One row of a file as it would stand on the register, or why it cannot; or somebody whom the file leaves out.

    staff: whom it changes. A new row holds the number that its member of staff will have, so nothing in the database
    ties the two. was: what the register said when the file was read. holders: whose holding of a post it ended.
    Rows that change nothing are counted and not kept.
    """

    preview = models.ForeignKey(Preview, on_delete=models.CASCADE, related_name="staged_staff", db_index=False)
    row_number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=row_states)
    reason = models.CharField("why it cannot be brought in", max_length=500, blank=True)
    staff = models.ForeignKey(
        StaffMember, on_delete=models.DO_NOTHING, db_constraint=False, related_name="staged", null=True, db_index=False
    )
    name = models.CharField("full name", max_length=200, blank=True)
    job_title = models.CharField(max_length=200, blank=True)
    contract = models.CharField(max_length=20, choices=contracts, blank=True)
    fte = models.DecimalField("full-time equivalent", max_digits=4, decimal_places=3, null=True, blank=True)
    starts_on = models.DateField("first day", null=True, blank=True)
    ends_on = models.DateField("last day", null=True, blank=True)
    reference = models.CharField(max_length=50, blank=True)
    was = models.JSONField(null=True, blank=True)
    holders = models.JSONField(null=True, blank=True)

    objects = StagedStaffQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["preview", "state", "id"], name="staged_staff_of_preview")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="refused") & ~Q(reason="")) | (~Q(state="refused") & Q(reason="")),
                name="staged_staff_refused_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["changed", "new", "absent"]) | Q(staff__isnull=False),
                name="staged_staff_is_of_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"row {self.row_number}"

    @property
    def hours(self) -> str:
        """How much they work, in words; nothing where it is not given."""
        return rules.hours(self.fte)
