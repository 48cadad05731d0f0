"""Steps that can be seen to have been taken, and what people said of them as time went on."""

import datetime
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When

from actionplan import rules
from actionplan.models.dates import PlanDate, deciding_of
from actionplan.models.recommendations import Recommendation
from actionplan.models.reviews import OF_RECOMMENDATION
from actionplan.models.teams import Team
from actionplan.rules import DateState
from core import conflicts
from core.addresses import address
from core.history.tracking import track
from core.prepared import given
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import Body, User


def progresses() -> list[tuple[str, str]]:
    """Choices for what an update says."""
    return [(key.value, label) for key, label in rules.PROGRESS_LABELS.items()]


_BY_RANK = tuple(rules.DATE_STATE_LABELS)


def _rank_of(state: DateState) -> Value:
    """How pressing a state is: 0 for the most."""
    return Value(_BY_RANK.index(state))


class MilestoneQuerySet(ScopedQuerySet["Milestone"]):
    """Milestones, by whose they are and where they stand on a day."""

    def owned_by_teams_of(self, user: User | int) -> "MilestoneQuerySet":
        """Those of recommendations that a team of this person owns."""
        return self.filter(Exists(Recommendation.objects.owned_by_teams_of(user).filter(pk=OuterRef("recommendation"))))

    def not_done(self) -> "MilestoneQuerySet":
        """Those that nobody has said are done."""
        return self.filter(completed_on__isnull=True)

    def with_state(self, today: datetime.date) -> "MilestoneQuerySet":
        """With `rank`, and so `state`, on a day: `actionplan.rules.date_state` in SQL."""
        dates = PlanDate.objects.filter(milestone=OuterRef("pk"))
        rank = Case(
            When(completed_on__isnull=False, then=_rank_of(DateState.DONE)),
            When(Exists(dates.due_soon(today)), then=_rank_of(DateState.DUE_SOON)),
            When(Exists(dates.open(today)), then=_rank_of(DateState.OPEN)),
            When(Exists(dates.not_ended(today)), then=_rank_of(DateState.NOT_YET)),
            *(
                When(Exists(dates.known()), recommendation__control=control.value, then=_rank_of(passed))
                for control, passed in rules.PASSED.items()
                if passed is not DateState.LATE
            ),
            When(Exists(dates.known()), then=_rank_of(DateState.LATE)),
            default=_rank_of(DateState.NO_DATE),
            output_field=models.SmallIntegerField(),
        )
        annotations: dict[str, Any] = {"rank": rank}
        return self.annotate(**annotations)

    def with_owners(self) -> "MilestoneQuerySet":
        """With `owners`: the codes of the teams that own its recommendation."""
        owning = Team.objects.filter(recommendations=OuterRef("recommendation")).order_by("code", "pk")
        annotations: dict[str, Any] = {"owners": ArraySubquery(owning.values("code"))}
        return self.annotate(**annotations)

    def most_pressing_first(self) -> "MilestoneQuerySet":
        """Late ones on top, then by the last day they allow; those without a date and those done at the end.

        Call after `with_state`.
        """
        latest = PlanDate.objects.filter(milestone=OuterRef("pk"), latest__isnull=False).order_by("-latest")
        annotations: dict[str, Any] = {"ends": Subquery(latest.values("latest")[:1])}
        return self.annotate(**annotations).order_by(F("rank").asc(), F("ends").asc(nulls_last=True), "pk")


@track(organisation=OF_RECOMMENDATION)
class Milestone(models.Model):
    """A step of a recommendation that can be seen to have been taken."""

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="recommendation__review__council")

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="milestones")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    completed_on = models.DateField("day it was done, as its last update says", null=True, blank=True)
    monitored_by = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="monitored_milestones", null=True, blank=True, db_index=False
    )

    # How pressing it is, where a queryset was asked for `with_state`.
    rank: int
    # The codes of the teams that own it, where one was asked for `with_owners`.
    owners: list[str]
    # The last day its dates allow, where one was asked for `most_pressing_first`.
    ends: datetime.date | None

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation", "position"]
        indexes = [models.Index(fields=["monitored_by"], name="milestone_by_who_watches")]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "position"], name="milestone_has_its_place"),
            models.CheckConstraint(condition=~Q(text=""), name="milestone_has_words"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Its page, where updates are added."""
        where = {"code": self.recommendation.review.council.code, "milestone_id": self.pk}
        return address("actionplan:milestone", **where)

    @property
    def monitoring_body(self) -> Body | None:
        """Who watches it: the body said, or else the one that the review is told to."""
        return self.monitored_by or self.recommendation.review.panel

    @property
    def state(self) -> DateState:
        """Where it stands, where a queryset was asked for `with_state`."""
        return _BY_RANK[self.rank]

    @property
    def dates_token(self) -> str:
        """What a form about its dates was opened on."""
        return conflicts.token(*(date.token for date in given(self, "dates")))

    @property
    def last_day(self) -> datetime.date:
        """The last day its dates allow, for sorting: far off where there is none."""
        return max((date.latest for date in given(self, "dates") if date.latest), default=datetime.date.max)

    def deciding_date(self, today: datetime.date) -> PlanDate | None:
        """The date that makes it open, not yet or late on a day."""
        return deciding_of(given(self, "dates"), today)

    def state_on(self, today: datetime.date) -> DateState:
        """Where it stands on a day, from the dates already loaded."""
        windows = [date.window for date in given(self, "dates")]
        return rules.date_state(windows, today, self.completed_on, self.recommendation.control)


class UpdateQuerySet(ScopedQuerySet["Update"]):
    """Updates, by time."""

    def latest_first(self) -> "UpdateQuerySet":
        """By the day each speaks of, then by when it was recorded."""
        return self.order_by("-on", "-recorded_at", "-pk")

    def before(self, update: "Update") -> "UpdateQuerySet":
        """Those that come after this one when the latest come first."""
        same_day = Q(on=update.on)
        earlier = Q(recorded_at__lt=update.recorded_at) | Q(recorded_at=update.recorded_at, pk__lt=update.pk)
        return self.filter(Q(on__lt=update.on) | (same_day & earlier))

    def latest_of_each(self) -> "UpdateQuerySet":
        """The latest update of each milestone."""
        return self.order_by("milestone_id", "-on", "-recorded_at", "-pk").distinct("milestone_id")


@track(
    organisation="""coalesce((SELECT 'council:' || review.council_id
    FROM actionplan_milestone milestone
    JOIN actionplan_recommendation recommendation ON recommendation.id = milestone.recommendation_id
    JOIN actionplan_scrutinyreview review ON review.id = recommendation.review_id
    WHERE milestone.id = {row}.milestone_id), '')""",
    exclude=["token"],
)
class Update(models.Model):
    """What somebody said of a milestone on a day. Never changed: a correction is another update."""

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="milestone__recommendation__review__council")

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="updates")
    words = models.TextField("what happened")
    progress = models.CharField("state", max_length=20, choices=progresses)
    on = models.DateField("day it speaks of")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plan_updates")
    recorded_at = models.DateTimeField()
    # Made with the form, so that the same form sent twice is one update.
    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    # How many there were on its milestone, where a progress report asks for the latest of a day.
    so_many: int

    objects = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-recorded_at", "-id"]
        indexes = [models.Index(fields=["milestone", "-on", "-recorded_at"], name="update_latest_of_milestone")]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="update_has_words")]

    def __str__(self) -> str:
        return f"{self.get_progress_display()}, {rules.long_date(self.on)}"
