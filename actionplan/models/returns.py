"""What a council asks each school about a recommendation, and what each school returns."""

import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from actionplan.models.recommendations import Recommendation
from actionplan.models.reviews import OF_RECOMMENDATION
from actionplan.models.valuing import ServiceNotBought
from actionplan.returns import rules
from actionplan.returns.rules import Buys, Stand
from core import clock, conflicts
from core.addresses import address
from core.history.tracking import track
from core.models import Upload
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import School
from people.models.organisations import phases
from people.rules import SchoolStatus

OF_ASKED = """coalesce((SELECT 'school:' || asked.school_id
    FROM actionplan_askedschool asked WHERE asked.id = {row}.asked_id), '')"""
_OPEN = (SchoolStatus.OPEN.value, SchoolStatus.CLOSING.value)


def amongs() -> list[tuple[str, str]]:
    """Choices for which schools are asked."""
    return [(among.value, label) for among, label in rules.AMONG_LABELS.items()]


def answers() -> list[tuple[str, str]]:
    """Choices for what a school answers."""
    return [(answer.value, label) for answer, label in rules.ANSWER_LABELS.items()]


def buyings() -> list[tuple[str, str]]:
    """Choices for whether a school buys a service."""
    return [(buys.value, label) for buys, label in rules.BUYS_LABELS.items()]


@track(organisation=OF_RECOMMENDATION, exclude=["token"])
class ReturnRequest(models.Model):
    """A question that a council asks its schools about a recommendation, with the day to answer by.

    service: the service that it is about, as `ServiceNotBought` names it; empty where it is about none.
    """

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="recommendation__review__council")

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="return_requests")
    question = models.TextField()
    service = models.CharField("service that is bought", max_length=100, blank=True)
    among = models.CharField("which schools", max_length=20, choices=amongs)
    phase = models.CharField(max_length=20, choices=phases, blank=True)
    due_on = models.DateField("day to answer by")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField("when a reminder was asked for", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    # Made with the form, so that the same form sent twice asks once.
    token = models.UUIDField(unique=True, editable=False)

    objects = ScopedQuerySet["ReturnRequest"].as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="return_request_has_a_question"),
            models.CheckConstraint(
                condition=Q(among=rules.Among.PHASE.value) & ~Q(phase="")
                | ~Q(among=rules.Among.PHASE.value) & Q(phase=""),
                name="return_request_of_a_phase_names_it",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="return_request_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        """Its page, with what schools answered."""
        return address("actionplan:returns", code=self.recommendation.review.council.code, request_id=self.pk)

    @property
    def is_closed(self) -> bool:
        """Whether schools can answer it no more."""
        return self.closed_at is not None

    @property
    def reminded_on(self) -> datetime.date | None:
        """The day of the last reminder, in London."""
        return clock.local(self.reminded_at).date() if self.reminded_at else None

    @property
    def whom(self) -> str:
        """Which schools were asked, in words."""
        if self.among == rules.Among.PHASE:
            return f"The open schools of one phase: {self.get_phase_display()}"
        return self.get_among_display()


class AskedSchoolQuerySet(ScopedQuerySet["AskedSchool"]):
    """Schools that were asked, by where they stand."""

    def with_stand(self, today: Any) -> "AskedSchoolQuerySet":
        """With `stand`: `returns.rules.stand_of` in SQL. today: a day, or the slot of one in a prepared query."""
        not_bought = ServiceNotBought.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=today),
            school=OuterRef("school"),
            service=OuterRef("request__service"),
            starts_on__lte=today,
        )
        stand = Case(
            When(~Q(school__status__in=_OPEN), then=Value(Stand.CLOSED.value)),
            When(latest__buys=Buys.NO.value, then=Value(Stand.NOT_BOUGHT.value)),
            When(
                ~Q(request__service="")
                & (Q(latest__isnull=True) | ~Q(latest__buys=Buys.YES.value))
                & Exists(not_bought),
                then=Value(Stand.NOT_BOUGHT.value),
            ),
            default=Coalesce(F("latest__answer"), Value(Stand.WAITING.value)),
            output_field=models.CharField(),
        )
        annotations: dict[str, Any] = {"stand": stand}
        return self.annotate(**annotations)

    def at(self, stand: str) -> "AskedSchoolQuerySet":
        """Those that stand here. Call after `with_stand`."""
        wanted: dict[str, Any] = {"stand": stand}
        return self.filter(**wanted)

    def counted(self) -> list[tuple[int, str, int]]:
        """Of each request, how many stand where: counted by the database. Call after `with_stand`."""
        by: tuple[Any, ...] = ("request", "stand")
        return list(self.order_by().values_list(*by).annotate(number=Count("pk")))

    def open_to(self, school: School | int) -> "AskedSchoolQuerySet":
        """What a school can still answer."""
        return self.filter(school=school, request__closed_at__isnull=True)


class AskedSchool(models.Model):
    """That a school was asked, and which of its returns stands.

    told_at, reminded_at: when letters went, so that each goes once.
    """

    scope: ClassVar = Scope(read=Permission.RETURN_READ, schools="school")

    request = models.ForeignKey(ReturnRequest, on_delete=models.PROTECT, related_name="schools")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+", db_index=False)
    latest = models.OneToOneField("SchoolReturn", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    # Where it stands, where a queryset was asked for `with_stand`.
    stand: str

    objects = AskedSchoolQuerySet.as_manager()

    class Meta:
        ordering = ["request", "id"]
        constraints = [models.UniqueConstraint(fields=["request", "school"], name="school_is_asked_once_in_a_request")]
        indexes = [models.Index(fields=["school", "-request"], name="returns_asked_of_a_school")]

    def __str__(self) -> str:
        return f"{self.school}: {self.request}"

    @property
    def token(self) -> str:
        """What a form about the answer was opened on."""
        return conflicts.token(self.latest_id)


@track(organisation=OF_ASKED, exclude=["token"])
class SchoolReturn(models.Model):
    """What a school answered. Never changed: another takes its place, and it stays.

    answer: empty only where the school does not buy the service that is asked about.
    """

    scope: ClassVar = Scope(read=Permission.RETURN_READ, schools="asked__school")

    asked = models.ForeignKey(AskedSchool, on_delete=models.PROTECT, related_name="returns")
    answer = models.CharField(max_length=20, choices=answers, blank=True)
    note = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="school_returns", null=True, blank=True)
    buys = models.CharField("buys the service", max_length=20, choices=buyings, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # Made with the form, so that the same form sent twice is one answer.
    token = models.UUIDField(unique=True, editable=False)

    objects = ScopedQuerySet["SchoolReturn"].as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(answer="") | Q(buys=Buys.NO.value), name="school_return_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.get_answer_display() or self.get_buys_display()

    @property
    def on(self) -> datetime.date:
        """The day it was given, in London."""
        return clock.local(self.at).date()
