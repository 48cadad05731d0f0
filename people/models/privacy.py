"""What is done about the data of people: erasures, holds that stop them, and copies made for whoever is described."""

import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from core.history.tracking import owner, track
from people.access.roles import Permission
from people.access.scoping import M, Scope, ScopedQuerySet
from people.models.accounts import User
from people.models.organisations import Council, School, Trust
from people.privacy import retention

_CONTROLLER = owner(school="{row}.school_id", trust="{row}.trust_id", council="{row}.council_id")
_SCOPE = Scope(read=Permission.PRIVACY_MANAGE, schools="school", trusts="trust", councils="council")


def grounds() -> list[tuple[str, str]]:
    """Choices for why somebody is to be erased."""
    return [(ground.value, label) for ground, label in retention.GROUND_LABELS.items()]


def _one_controller(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(school__isnull=False, trust__isnull=True, council__isnull=True)
        | Q(school__isnull=True, trust__isnull=False, council__isnull=True)
        | Q(school__isnull=True, trust__isnull=True, council__isnull=False),
        name=name,
    )


class _ControllersQuerySet(ScopedQuerySet[M]):
    """Rows, by who decides about them."""

    def at(self, controller: School | Trust | Council) -> Self:
        """Rows of this controller."""
        return self.filter(**{str(controller._meta.model_name): controller})


class ErasureQuerySet(_ControllersQuerySet["Erasure"]):
    """Erasures, by how far they have got."""

    def open(self) -> "ErasureQuerySet":
        """Asked for, and neither done nor withdrawn."""
        return self.filter(done_at__isnull=True, withdrawn_at__isnull=True)

    def done(self) -> "ErasureQuerySet":
        """Done: each is a certificate."""
        return self.filter(done_at__isnull=False).order_by("-done_at", "-id")


@track(organisation=_CONTROLLER)
class Erasure(models.Model):
    """Somebody is to be erased, or was: then this row is the certificate, which names nobody."""

    scope: ClassVar = _SCOPE

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="erasures")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    ground = models.CharField("why", max_length=20, choices=grounds)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField("what was emptied, by table and column", default=dict, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            _one_controller("erasure_is_one_controllers"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(done_at__isnull=True, withdrawn_at__isnull=True),
                name="erasure_is_asked_for_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(confirmed_by__isnull=False, withdrawn_at__isnull=True),
                name="erasure_done_was_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"erasure {self.pk}"

    @property
    def controller(self) -> School | Trust | Council:
        """Whose decision it is."""
        place = self.school or self.trust or self.council
        assert place is not None, "the database keeps exactly one"  # noqa: S101
        return place


class HoldQuerySet(_ControllersQuerySet["Hold"]):
    """Holds, by day."""

    def in_force(self, today: datetime.date) -> "HoldQuerySet":
        """Holds that stop erasure on this day: `retention.holds_on` in SQL."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=today), lifted_at__isnull=True)


@track(organisation=_CONTROLLER)
class Hold(models.Model):
    """A reason to keep somebody's data for the time being, whatever is due."""

    scope: ClassVar = _SCOPE

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="holds")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    reason = models.CharField(max_length=300)
    until = models.DateField("last day", null=True, blank=True)
    placed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-id"]
        constraints = [
            _one_controller("hold_is_one_controllers"),
            models.CheckConstraint(condition=~Q(reason=""), name="hold_says_why"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__gte=F("placed_at"), lifted_by__isnull=False),
                name="hold_is_lifted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"

    @property
    def controller(self) -> School | Trust | Council:
        """Whose decision it is."""
        place = self.school or self.trust or self.council
        assert place is not None, "the database keeps exactly one"  # noqa: S101
        return place


class DataPackQuerySet(_ControllersQuerySet["DataPack"]):
    """Copies, by who may have them."""

    def of_person(self, user: User) -> "DataPackQuerySet":
        """Those that the person themself asked for, and no controller."""
        return self.filter(person=user, asked_by=user, school=None, trust=None, council=None)

    def kept(self) -> "DataPackQuerySet":
        """Those that are still here."""
        return self.filter(downloaded_at__isnull=True, removed_at__isnull=True)


class DataPack(models.Model):
    """A copy of what is held about somebody: made in a job, downloaded once, kept a week. The file is a core.Paper."""

    scope: ClassVar = _SCOPE

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="data_packs")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    downloaded_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = DataPackQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=Q(downloaded_at__isnull=True, removed_at__isnull=True),
                name="data_pack_kept",
            )
        ]

    def __str__(self) -> str:
        return f"data pack {self.pk}"

    @property
    def controller(self) -> School | Trust | Council | None:
        """Whose administrator asked for it; None where the person themself did."""
        return self.school or self.trust or self.council
