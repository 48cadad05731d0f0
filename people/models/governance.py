"""Bodies that decide, the meetings at which they do, and the places of the people on them."""

import datetime
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from core.history.tracking import owner, track
from people import rules
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.governance import notice
from people.models.organisations import Council, School, Trust


def body_kinds() -> list[tuple[str, str]]:
    """Choices for the sort of a body."""
    return [(key.value, label) for key, label in rules.BODY_KIND_LABELS.items()]


def meeting_statuses() -> list[tuple[str, str]]:
    """Choices for what became of a meeting."""
    return [(key.value, label) for key, label in rules.MEETING_STATUS_LABELS.items()]


def governor_categories() -> list[tuple[str, str]]:
    """Choices for how a governor came to their place."""
    return [(key.value, label) for key, label in rules.GOVERNOR_CATEGORY_LABELS.items()]


def notice_kinds() -> list[tuple[str, str]]:
    """Choices for which days of notice a body counts."""
    return [(key.value, label) for key, label in notice.NOTICE_KIND_LABELS.items()]


def offices() -> list[tuple[str, str]]:
    """Choices for the office a governor holds."""
    return [(key.value, label) for key, label in rules.OFFICE_LABELS.items()]


def places_field(category: rules.GovernorCategory) -> str:
    """The field of a body that says how many places of a category it has."""
    return f"places_{category.value.replace('-', '_')}"


class BodyQuerySet(ScopedQuerySet["Body"]):
    """Bodies, by whose they are and what they may decide."""

    def of(self, organisation: School | Council) -> "BodyQuerySet":
        """Bodies that govern this school, or belong to this council."""
        return (
            self.filter(schools=organisation) if isinstance(organisation, School) else self.filter(council=organisation)
        )

    def deciding_for(self, organisation: School | Council) -> "BodyQuerySet":
        """Bodies that may adopt for this school or council: full boards, and committees with delegated authority."""
        return self.of(organisation).exclude(kind=rules.BodyKind.COMMITTEE, delegated_authority="")


@track(organisation="'body:' || {row}.id")
class Body(models.Model):
    """A board, committee, panel or partnership. It governs one or more schools, or belongs to a council."""

    scope: ClassVar = Scope(read=Permission.MEETING_READ, schools="schools", councils="council", many=True)

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=body_kinds)
    schools = models.ManyToManyField(School, related_name="bodies", blank=True)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="bodies", null=True, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="committees", null=True, blank=True)
    delegated_authority = models.CharField(
        max_length=500,
        blank=True,
        help_text="For a committee: what the board has delegated to it, and at which meeting.",
    )
    notice_kind = models.CharField("which days of notice count", max_length=20, choices=notice_kinds, blank=True)
    notice_days = models.PositiveSmallIntegerField("days of notice", null=True, blank=True)
    places_parent = models.PositiveSmallIntegerField("places of parent governors", null=True, blank=True)
    places_staff = models.PositiveSmallIntegerField("places of staff governors", null=True, blank=True)
    places_local_authority = models.PositiveSmallIntegerField(
        "places of local authority governors", null=True, blank=True
    )
    places_co_opted = models.PositiveSmallIntegerField("places of co-opted governors", null=True, blank=True)
    places_foundation = models.PositiveSmallIntegerField("places of foundation governors", null=True, blank=True)
    places_ex_officio = models.PositiveSmallIntegerField("places of ex officio governors", null=True, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "bodies"
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="body_has_a_name"),
            models.UniqueConstraint(fields=["council", "name"], name="body_name_is_unique_in_its_council"),
            models.CheckConstraint(
                condition=Q(notice_days__isnull=True) | Q(notice_days__lte=notice.LONGEST),
                name="body_notice_is_at_most_two_months",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def can_decide(self) -> bool:
        """Whether it may adopt: `deciding_for` for one body."""
        return self.kind != rules.BodyKind.COMMITTEE or self.delegated_authority != ""

    @property
    def notice(self) -> notice.Notice:
        """How much notice it gives of its papers."""
        return notice.notice_of(rules.BodyKind(self.kind), own_kind=self.notice_kind, own_days=self.notice_days)

    @property
    def places(self) -> dict[rules.GovernorCategory, int | None]:
        """How many places it has of each category; None where nobody has said."""
        return {one: getattr(self, places_field(one)) for one in rules.ON_BOARDS}


@track(organisation=owner(school="{row}.school_id"))
class BodySchool(Body.schools.through):  # type: ignore[name-defined,misc]
    """A school that a body governs: a row of `Body.schools`, named so that its history is kept."""

    class Meta:
        proxy = True
        verbose_name = "school of a body"


class MeetingQuerySet(ScopedQuerySet["Meeting"]):
    """Meetings, by whose they are and by day."""

    def of(self, organisation: School | Council) -> "MeetingQuerySet":
        """Meetings of the bodies that govern this school, or belong to this council."""
        owner = "body__schools" if isinstance(organisation, School) else "body__council"
        return self.filter(**{owner: organisation})

    def earlier_than(self, on: datetime.date, pk: int) -> "MeetingQuerySet":
        """The rest of the list, latest first, after the meeting on this day with this key."""
        return self.filter(Q(on__lt=on) | Q(on=on, pk__lt=pk))

    def held_by(self, today: datetime.date) -> "MeetingQuerySet":
        """Meetings whose day has come and that were not cancelled, latest first."""
        return self.exclude(status=rules.MeetingStatus.CANCELLED).filter(on__lte=today).order_by("-on", "-id")


@track(organisation="'body:' || {row}.body_id")
class Meeting(models.Model):
    """One meeting of a body."""

    scope: ClassVar = Scope(read=Permission.MEETING_READ, schools="body__schools", councils="body__council", many=True)

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField("date of the meeting")
    status = models.CharField(max_length=20, choices=meeting_statuses, default=rules.MeetingStatus.PLANNED.value)
    # Until then every reference to its minutes is a draft's.
    minutes_approved_in = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="minutes_approved",
        null=True,
        blank=True,
        verbose_name="meeting at which its minutes were approved",
        db_index=False,  # by an index with a name, which is made while people write
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["minutes_approved_in"], name="meeting_minutes_approved_in")]
        constraints = [
            models.UniqueConstraint(fields=["body", "on"], name="meeting_is_once_a_day_for_a_body"),
            models.CheckConstraint(
                condition=Q(minutes_approved_in__isnull=True) | Q(status=rules.MeetingStatus.HELD.value),
                name="meeting_with_minutes_was_held",
            ),
            models.CheckConstraint(
                condition=~Q(minutes_approved_in=F("id")), name="meeting_approves_minutes_of_an_earlier_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.on:%-d %B %Y}"

    def clean(self) -> None:
        """Minutes are approved at a meeting of the same body."""
        approving = self.minutes_approved_in
        if approving is not None and approving.body_id != self.body_id:
            raise ValidationError({"minutes_approved_in": "Choose a meeting of the same body."})

    def can_be_held(self, today: datetime.date) -> bool:
        """Whether it may be recorded as held on this day: the boolean of actions.record_meeting_held."""
        planned = self.status == rules.MeetingStatus.PLANNED
        return planned and rules.meeting_refusal(on=self.on, today=today, held=True) is None

    @property
    def has_draft_minutes(self) -> bool:
        """Whether its minutes are still to be approved, so that a reference to them is a draft's."""
        return self.minutes_approved_in_id is None

    def minute(self, reference: str) -> str:
        """A reference to its minutes as it is shown: whoever reads it learns where it is still a draft's."""
        return f"{reference} ({rules.DRAFT_MINUTE})" if self.has_draft_minutes else reference

    @property
    def can_be_changed(self) -> bool:
        """Whether it may be cancelled or put on another day: the boolean of the actions that do."""
        return rules.change_refusal(self.status) is None


class TermOfOfficeQuerySet(ScopedQuerySet["TermOfOffice"]):
    """Places on bodies, by whose the bodies are and by day."""

    def of(self, organisation: School | Trust | Council) -> "TermOfOfficeQuerySet":
        """Places on the bodies that govern this school, or belong to this council. A trust has no bodies here."""
        if isinstance(organisation, Trust):
            return self.none()
        owner = "body__schools" if isinstance(organisation, School) else "body__council"
        return self.filter(**{owner: organisation})

    def in_force(self, today: datetime.date) -> "TermOfOfficeQuerySet":
        """Places that somebody holds on this day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today)


@track(organisation="'body:' || {row}.body_id")
class TermOfOffice(models.Model):
    """A governor's place on a body, from its first day to its last."""

    scope: ClassVar = Scope(read=Permission.MEETING_READ, schools="body__schools", councils="body__council", many=True)

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms_of_office")
    name = models.CharField("governor's name", max_length=200)
    user = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="terms_of_office", null=True, blank=True
    )
    category = models.CharField(max_length=20, choices=governor_categories)
    appointing_body = models.CharField(max_length=200, blank=True)
    office = models.CharField(max_length=20, choices=offices, blank=True)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)

    objects = TermOfOfficeQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "terms of office"
        ordering = ["body", "-starts_on", "name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="term_of_office_has_a_name"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="term_of_office_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.body}"
