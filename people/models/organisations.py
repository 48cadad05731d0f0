"""Councils, trusts and schools."""

import re
from typing import ClassVar

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q

from core.addresses import address
from core.history.tracking import owner, track
from people import rules
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet

_COLOUR = RegexValidator(
    re.compile(r"\A#[0-9a-f]{6}\Z"), "Enter a colour as # and six digits or letters a to f, like #1d4f76."
)
DEFAULT_COLOUR = "#1d4f76"


def phases() -> list[tuple[str, str]]:
    """Choices for a school's phase."""
    return [(key.value, label) for key, label in rules.PHASE_LABELS.items()]


def school_statuses() -> list[tuple[str, str]]:
    """Choices for whether a school is open."""
    return [(key.value, label) for key, label in rules.SCHOOL_STATUS_LABELS.items()]


@track(organisation=owner(council="{row}.id"))
class Council(models.Model):
    """A local authority."""

    scope: ClassVar = Scope(read=Permission.COUNCIL_READ, councils="")

    code = models.CharField(
        max_length=3,
        unique=True,
        validators=[RegexValidator(r"\A\d{3}\Z", "Enter the three-digit local authority code.")],
    )
    name = models.CharField(max_length=200)
    colour = models.CharField(max_length=7, default=DEFAULT_COLOUR, validators=[_COLOUR])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="council_has_a_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The council's page."""
        return address("council", code=self.code)


@track(organisation=owner(trust="{row}.id"))
class Trust(models.Model):
    """A multi-academy trust."""

    scope: ClassVar = Scope(read=Permission.SCHOOL_READ, trusts="")

    uid = models.PositiveIntegerField("group UID", unique=True, help_text="The group's number in GIAS.")
    name = models.CharField(max_length=200)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="trust_has_a_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The trust's page: who looks after it."""
        return address("people:trust-roles", uid=self.uid)


class SchoolQuerySet(ScopedQuerySet["School"]):
    """Schools, by what they are."""

    def open(self) -> "SchoolQuerySet":
        """Schools with pupils today, those proposed to close included."""
        return self.filter(status__in=[rules.SchoolStatus.OPEN, rules.SchoolStatus.CLOSING])

    def after(self, last: "School | None") -> "SchoolQuerySet":
        """By name, then URN; with a school, those that follow it."""
        following = Q() if last is None else Q(name__gt=last.name) | Q(name=last.name, urn__gt=last.urn)
        return self.filter(following).order_by("name", "urn")


@track(organisation=owner(school="{row}.id"))
class School(models.Model):
    """A school, known by its URN. After a conversion the new URN is a new school, and the old one names it."""

    scope: ClassVar = Scope(read=Permission.SCHOOL_READ, schools="")

    urn = models.PositiveIntegerField("URN", unique=True, validators=[MinValueValidator(100_000)])
    name = models.CharField(max_length=200)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="schools")
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="schools", null=True, blank=True)
    phase = models.CharField(max_length=20, choices=phases)
    kind = models.CharField(
        "type of establishment", max_length=100, help_text="As GIAS names it, like Community school."
    )
    status = models.CharField(max_length=20, choices=school_statuses, default=rules.SchoolStatus.OPEN.value)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    headcount = models.PositiveIntegerField("number of pupils", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="predecessors",
        null=True,
        blank=True,
        help_text="The school that took over.",
    )

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name", "urn"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="school_has_a_name"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(opened_on__isnull=True)
                | Q(closed_on__gte=models.F("opened_on")),
                name="school_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=models.F("id")),
                name="school_is_not_its_own_successor",
            ),
        ]
        indexes = [models.Index(fields=["council", "name", "urn"], name="school_by_council_and_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The school's page."""
        return address("school", urn=self.urn)
