"""Published standards, and the criteria by which a school spots leadership: versions, agreed at a meeting."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.history.tracking import owner, track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models.accounts import User
from people.models.governance import Meeting
from people.models.organisations import Council, School
from people.talent import criteria


def criteria_states() -> list[tuple[str, str]]:
    """Choices for where a version of criteria stands."""
    return [(key.value, label) for key, label in criteria.CRITERIA_STATE_LABELS.items()]


@track()
class Framework(models.Model):
    """A published set of standards, like the Headteachers' Standards 2020: dated reference data, the same for all."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    source = models.CharField("who published it, and where", max_length=300)
    starts_on = models.DateField("in use from")
    ends_on = models.DateField("until", null=True, blank=True)

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(key=""), name="framework_has_a_name"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="framework_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@track()
class Standard(models.Model):
    """One heading of a framework, with our own words for what it is about."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="standards")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20, blank=True)
    heading = models.CharField(max_length=200)
    gist = models.CharField("in our own words", max_length=500, blank=True)

    class Meta:
        ordering = ["framework", "position"]
        constraints = [
            models.CheckConstraint(condition=~Q(heading=""), name="standard_has_a_heading"),
            models.UniqueConstraint(fields=["framework", "heading"], name="standard_stands_once_in_its_framework"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.heading}".strip()


_DRAFT, _ADOPTED = criteria.CriteriaState.DRAFT.value, criteria.CriteriaState.ADOPTED.value


class CriteriaQuerySet(ScopedQuerySet["CriteriaVersion"]):
    """Versions, by whose they are and who may know them yet."""

    def visible_to(self, user: User) -> "CriteriaQuerySet":
        """Agreed versions of one's school and council; those before one's board; drafts for their writers."""
        scope, held = CriteriaVersion.scope, user.holdings
        agreed = scope.matching(held, Permission.SCHOOL_READ) | scope.matching(held, Permission.COUNCIL_READ)
        return self.filter(
            agreed & Q(state=criteria.CriteriaState.ADOPTED)
            | scope.matching(held, Permission.MEETING_READ)
            & Q(state=criteria.CriteriaState.PROPOSED, school__isnull=False)
            | scope.matching(held, Permission.CRITERIA_EDIT)
        )

    def of(self, place: School | Council) -> "CriteriaQuerySet":
        """A school's or council's own, the latest first."""
        return self.filter(school=place) if isinstance(place, School) else self.filter(council=place)

    def agreed(self) -> "CriteriaQuerySet":
        """Those that were adopted or published."""
        return self.filter(state=criteria.CriteriaState.ADOPTED)


@track(organisation=owner(school="{row}.school_id", council="{row}.council_id"))
class CriteriaVersion(models.Model):
    """One version of a school's criteria, or of the set that a council publishes."""

    scope: ClassVar = Scope(read=Permission.CRITERIA_EDIT, schools="school", councils="council")

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="criteria", null=True, blank=True)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="criteria", null=True, blank=True)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=criteria_states, default=criteria.CriteriaState.DRAFT.value)
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="criteria", null=True, blank=True)
    minute_reference = models.CharField(max_length=criteria.LONGEST_REFERENCE, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)

    objects = CriteriaQuerySet.as_manager()

    class Meta:
        verbose_name = "version of the criteria"
        verbose_name_plural = "versions of criteria"
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False, council__isnull=True) | Q(school__isnull=True, council__isnull=False),
                name="criteria_are_of_one_place",
            ),
            models.UniqueConstraint(
                fields=["school", "council", "number"], nulls_distinct=False, name="criteria_number_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["school", "council"],
                condition=~Q(state=_ADOPTED),
                nulls_distinct=False,
                name="criteria_are_worked_on_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=_ADOPTED,
                    adopted_on__isnull=False,
                    recorded_by__isnull=False,
                    recorded_at__isnull=False,
                )
                | ~Q(state=_ADOPTED) & Q(adopted_on__isnull=True, recorded_by__isnull=True, recorded_at__isnull=True),
                name="criteria_agreed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=_ADOPTED)
                | Q(school__isnull=True)
                | Q(meeting__isnull=False) & ~Q(minute_reference=""),
                name="criteria_of_a_school_have_a_minute",
            ),
            models.CheckConstraint(
                condition=Q(state=_DRAFT, proposed_by__isnull=True, proposed_at__isnull=True)
                | Q(council__isnull=False)
                | ~Q(state=_DRAFT) & Q(proposed_by__isnull=False, proposed_at__isnull=False),
                name="criteria_proposed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of the criteria"

    @property
    def minute(self) -> str:
        """Its minute reference as it is shown, with whether it is still a draft's; empty where there is none."""
        return self.meeting.minute(self.minute_reference) if self.meeting else ""

    @property
    def place(self) -> School | Council:
        """Whose they are."""
        place = self.school or self.council
        assert place is not None, "the database keeps exactly one"  # noqa: S101
        return place


_OF_VERSION = "(SELECT coalesce('school:' || version.school_id, 'council:' || version.council_id)"
_OF_VERSION += " FROM people_criteriaversion version WHERE version.id = {row}.version_id)"
_OF_CRITERION = "(SELECT coalesce('school:' || version.school_id, 'council:' || version.council_id)"
_OF_CRITERION += " FROM people_criterion criterion JOIN people_criteriaversion version"
_OF_CRITERION += " ON version.id = criterion.version_id WHERE criterion.id = {row}.criterion_id)"


class CriterionQuerySet(ScopedQuerySet["Criterion"]):
    """Criteria, by who may know their version yet."""

    def visible_to(self, user: User) -> "CriterionQuerySet":
        """Those of the versions that this person may see."""
        return self.filter(version__in=CriteriaVersion.objects.visible_to(user))


@track(organisation=f"coalesce({_OF_VERSION}, '')")
class Criterion(models.Model):
    """One thing to look for, in the school's words, and the standards that it rests on."""

    scope: ClassVar = Scope(read=Permission.CRITERIA_EDIT, schools="version__school", councils="version__council")

    version = models.ForeignKey(CriteriaVersion, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200)
    description = models.CharField("what it looks like", max_length=1000, blank=True)
    standards = models.ManyToManyField(Standard, through="CriterionStandard", related_name="criteria")

    objects = CriterionQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "criteria"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(heading=""), name="criterion_has_a_heading"),
            models.UniqueConstraint(fields=["version", "heading"], name="criterion_stands_once_in_its_version"),
        ]

    def __str__(self) -> str:
        return self.heading


class CriterionStandardQuerySet(ScopedQuerySet["CriterionStandard"]):
    """What criteria rest on, by who may know their version yet."""

    def visible_to(self, user: User) -> "CriterionStandardQuerySet":
        """Those of the versions that this person may see."""
        return self.filter(criterion__version__in=CriteriaVersion.objects.visible_to(user))


@track(organisation=f"coalesce({_OF_CRITERION}, '')")
class CriterionStandard(models.Model):
    """A criterion rests on a standard."""

    scope: ClassVar = Scope(
        read=Permission.CRITERIA_EDIT, schools="criterion__version__school", councils="criterion__version__council"
    )

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="rests_on")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="+")

    objects = CriterionStandardQuerySet.as_manager()

    class Meta:
        verbose_name = "standard of a criterion"
        verbose_name_plural = "standards of criteria"
        constraints = [
            models.UniqueConstraint(fields=["criterion", "standard"], name="criterion_rests_on_a_standard_once")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.standard}"
