"""How a measure is valued: by a named measure that computes itself, or by what is reported; and the values kept."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from actionplan.measures import rules
from actionplan.models.measures import OutcomeMeasure
from core import conflicts
from core.history.tracking import owner, track
from core.models import Upload
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import Council, School

OF_MEASURE = """coalesce((SELECT 'council:' || review.council_id
    FROM actionplan_outcomemeasure measure
    JOIN actionplan_recommendation recommendation ON recommendation.id = measure.recommendation_id
    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id
    WHERE measure.id = {row}.measure_id), '')"""


def ways() -> list[tuple[str, str]]:
    """Choices for how a measure is valued."""
    return [(way.value, label) for way, label in rules.WAY_LABELS.items()]


class ValuationQuerySet(ScopedQuerySet["Valuation"]):
    """Choices of how measures are valued."""

    def standing(self) -> "ValuationQuerySet":
        """Those that no later choice has ended."""
        return self.filter(ended_at__isnull=True)


@track(organisation=OF_MEASURE)
class Valuation(models.Model):
    """How an outcome measure is valued, from when to when. Another choice ends this one, and its values stay with it.

    named, given, service: for a computed one, the measure of the registry, its parameters, and the service whose not
    being bought leaves a school out; all empty for a reported one.
    """

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="measure__recommendation__review__council")

    measure = models.ForeignKey(OutcomeMeasure, on_delete=models.PROTECT, related_name="valuations")
    way = models.CharField("how it is valued", max_length=20, choices=ways)
    named = models.CharField("named measure", max_length=60, blank=True)
    given = models.JSONField("what was chosen for it", default=dict, blank=True)
    service = models.CharField("service that is bought", max_length=rules.LONGEST_SERVICE, blank=True)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ValuationQuerySet.as_manager()

    class Meta:
        ordering = ["-chosen_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure"], condition=Q(ended_at__isnull=True), name="valuation_stands_once_for_a_measure"
            ),
            models.CheckConstraint(
                condition=Q(way=rules.Way.COMPUTED.value) & ~Q(named="")
                | Q(way=rules.Way.REPORTED.value, named="", service=""),
                name="valuation_computed_names_its_measure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()}, {self.measure}"

    @property
    def is_computed(self) -> bool:
        """Whether a named measure counts it."""
        return self.way == rules.Way.COMPUTED


def token_of(valuation: Valuation | None) -> str:
    """What a form about how a measure is valued was opened on."""
    return conflicts.token(valuation.pk if valuation else None)


class MeasureValue(models.Model):
    """What a computed measure was on a day, as it was known at a moment: counted by a job, one a day, never changed.

    schools: how many it was counted over, of how many asked. urns: which, for counts of people and posts alone, which
    are never shown but through `people.disclosure`.
    """

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="valuation__measure__recommendation__review__council")

    valuation = models.ForeignKey(Valuation, on_delete=models.PROTECT, related_name="values")
    as_at = models.DateField()
    known_at = models.DateTimeField()
    counted = models.PositiveIntegerField()
    every = models.PositiveIntegerField()
    schools = models.PositiveIntegerField()
    asked = models.PositiveIntegerField()
    urns = ArrayField(models.PositiveIntegerField(), default=list, blank=True)

    objects = ScopedQuerySet["MeasureValue"].as_manager()

    class Meta:
        ordering = ["as_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["valuation", "as_at"], name="measure_is_counted_once_a_day"),
            models.CheckConstraint(condition=Q(counted__lte=F("every")), name="measure_counts_some_of_all"),
            models.CheckConstraint(condition=Q(schools__lte=F("asked")), name="measure_is_over_some_of_those_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.valuation}, {self.as_at:%-d %B %Y}"


class ReportedItemQuerySet(ScopedQuerySet["ReportedItem"]):
    """What was reported, by whether it stands."""

    def standing(self) -> "ReportedItemQuerySet":
        """That which nobody withdrew, the latest first."""
        return self.filter(withdrawn_at__isnull=True).order_by("-on", "-pk")


@track(organisation=OF_MEASURE, exclude=["token"])
class ReportedItem(models.Model):
    """One dated thing that counts for a reported measure, with what shows it. How many there are is its number."""

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="measure__recommendation__review__council")

    measure = models.ForeignKey(OutcomeMeasure, on_delete=models.PROTECT, related_name="reported")
    on = models.DateField("day")
    words = models.CharField("what there was", max_length=rules.LONGEST_WORDS)
    link = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="reported_items", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    # Made with the form, so that the same form sent twice is one item.
    token = models.UUIDField(unique=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField("why it was withdrawn", max_length=300, blank=True)

    objects = ReportedItemQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="reported_item_has_words"),
            models.CheckConstraint(condition=~Q(link="") | Q(file__isnull=False), name="reported_item_has_evidence"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
                name="reported_item_withdrawn_by_somebody_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["measure", "-on", "-id"], name="reported_item_of_measure")]

    def __str__(self) -> str:
        return self.words


@track(organisation=owner(council="{row}.council_id"))
class ServiceNotBought(models.Model):
    """A school that does not buy a service of its council, from when to when and why: measures then leave it out."""

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="council")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="services_not_bought")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="services_not_bought")
    service = models.CharField(max_length=rules.LONGEST_SERVICE)
    reason = models.CharField(max_length=300)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ScopedQuerySet["ServiceNotBought"].as_manager()

    class Meta:
        verbose_name_plural = "services not bought"
        ordering = ["service", "school__name", "-starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(service="") & ~Q(reason=""), name="service_not_bought_says_which_and_why"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="service_not_bought_ends_after_it_starts",
                violation_error_message="The last day is before the first. Correct one of them.",
            ),
            models.UniqueConstraint(
                fields=["school", "service"],
                condition=Q(ends_on__isnull=True),
                name="service_not_bought_stands_once",
                violation_error_message="It is recorded already that this school does not buy this service.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.service}"

    @property
    def end_token(self) -> str:
        """What a form about its last day was opened on."""
        return conflicts.token(self.ends_on)
