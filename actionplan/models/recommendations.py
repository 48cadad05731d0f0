"""What a review recommends, what the council said to it, and what is done about it."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q

from actionplan import rules
from actionplan.answering.control import CONTROL_LABELS, Control
from actionplan.answering.rules import REVISITED
from actionplan.models.reviews import OF_RECOMMENDATION, OF_REVIEW, ScrutinyReview
from actionplan.models.teams import Team
from core import conflicts
from core.addresses import address
from core.history.tracking import track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import Meeting, User


def responses() -> list[tuple[str, str]]:
    """Choices for the council's response."""
    return [(key.value, label) for key, label in rules.RESPONSE_LABELS.items()]


def deliveries() -> list[tuple[str, str]]:
    """Choices for how far an action has got."""
    return [(key.value, label) for key, label in rules.DELIVERY_LABELS.items()]


def controls() -> list[tuple[str, str]]:
    """Choices for who can make a recommendation happen."""
    return [(key.value, label) for key, label in CONTROL_LABELS.items()]


class RecommendationQuerySet(ScopedQuerySet["Recommendation"]):
    """Recommendations, by what a reader of the plan looks for."""

    def owned_by_teams_of(self, user: User | int) -> "RecommendationQuerySet":
        """Those that a team of this person owns, each once."""
        owning = self.model.teams.through.objects.filter(team__in=Team.objects.of_member(user))
        return self.filter(pk__in=owning.values("recommendation"))

    def with_deliveries(self) -> "RecommendationQuerySet":
        """With what each action says of its delivery."""
        deliveries = Action.objects.filter(recommendation=OuterRef("pk")).values("delivery")
        annotations: dict[str, Any] = {"deliveries": ArraySubquery(deliveries)}
        return self.annotate(**annotations)


@track(organisation=OF_REVIEW)
class Recommendation(models.Model):
    """One recommendation of a review. Response, delivery and outcome are three facts.

    The teams stand here because a paper names the owners once a row, also where it has no column of actions.
    """

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="review__council")

    review = models.ForeignKey(ScrutinyReview, on_delete=models.PROTECT, related_name="recommendations")
    position = models.PositiveSmallIntegerField("place in the paper")
    label = models.CharField("number as written", max_length=60, blank=True)
    text = models.TextField()
    teams = models.ManyToManyField(Team, related_name="recommendations", blank=True)
    owner_words = models.TextField("by whom, as written", blank=True)
    due_words = models.TextField("by when, as written", blank=True)
    status_words = models.TextField("status as written", blank=True)
    response_words = models.TextField("response as written", blank=True)
    cells = models.JSONField("words of its cells, one for each column of the paper")
    place = models.CharField("where it stood in the paper", max_length=40, blank=True)
    response = models.CharField(max_length=20, choices=responses, default=rules.Response.NOT_RECORDED.value)
    response_reason = models.TextField("reason", blank=True)
    response_decider = models.CharField("who decided", max_length=200, blank=True)
    response_on = models.DateField("date of the decision", null=True, blank=True)
    response_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    response_recorded_at = models.DateTimeField(null=True, blank=True)
    response_meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,  # nothing is looked up by it
        verbose_name="meeting that decided",
    )
    revisit_on = models.DateField("day to look again", null=True, blank=True)
    control = models.CharField(
        "who can make it happen",
        max_length=20,
        choices=controls,
        default=Control.NOT_RECORDED.value,
        db_default=Control.NOT_RECORDED.value,
    )
    # What its actions say, where a queryset was asked for `with_deliveries`.
    deliveries: list[str]
    # What was said before, where a page was asked to tell it.
    earlier: list[dict[str, Any]]
    # What schools were asked about it, and how many stand where, where a page was asked to tell it.
    told_returns: list[dict[str, Any]]
    confirmed_clashes: list[dict[str, Any]]
    # Its asks and what serves them, where a page was asked to tell them.
    told_asks: list[dict[str, Any]]
    served: list[dict[str, Any]]

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["review", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revisit_on__isnull=True) | Q(response__in=sorted(word.value for word in REVISITED)),
                name="recommendation_comes_back_if_not_accepted",
            ),
            models.CheckConstraint(
                condition=Q(response_meeting__isnull=True) | ~Q(response=rules.Response.NOT_RECORDED.value),
                name="recommendation_meeting_decided_something",
            ),
            models.UniqueConstraint(fields=["review", "position"], name="recommendation_has_its_place"),
            models.CheckConstraint(condition=~Q(text=""), name="recommendation_has_words"),
            models.CheckConstraint(
                condition=~Q(response__in=sorted(response.value for response in rules.REASONED))
                | ~Q(response_reason=""),
                name="recommendation_turned_down_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(response=rules.Response.NOT_RECORDED.value)
                | Q(response_reason="", response_decider="", response_on__isnull=True),
                name="recommendation_without_a_response_has_no_reason",
            ),
            models.CheckConstraint(
                condition=Q(response_recorded_at__isnull=True, response_recorded_by__isnull=True)
                | Q(response_recorded_at__isnull=False, response_recorded_by__isnull=False),
                name="recommendation_response_recorded_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.name}"

    def get_absolute_url(self) -> str:
        """Its page."""
        where = {"code": self.review.council.code, "recommendation_id": self.pk}
        return address("actionplan:recommendation", **where)

    @property
    def name(self) -> str:
        """What people call it: "2a", or its place where the paper gives no number."""
        return rules.name_of(self.label, self.position)

    @property
    def response_token(self) -> str:
        """What a form about the response was opened on."""
        decided = (self.response_decider, self.response_on, self.response_meeting_id)
        return conflicts.token(
            self.response, self.response_reason, *decided, self.revisit_on, self.response_recorded_at
        )

    @property
    def control_token(self) -> str:
        """What a form about who can make it happen was opened on."""
        return conflicts.token(self.control)

    @property
    def suggests_a_decline(self) -> bool:
        """Whether it reads as turned down without saying so. Asks for its teams, milestones and measures."""
        return rules.suggests_a_decline(
            response=self.response,
            has_teams=bool(self.teams.all()),
            milestones=len(self.milestones.all()),
            measures=len(self.measures.all()),
        )


@track(organisation=OF_RECOMMENDATION)
class RecommendationTeam(Recommendation.teams.through):  # type: ignore[name-defined,misc]
    """A team that owns a recommendation: a row of `Recommendation.teams`, named so that its history is kept."""

    class Meta:
        proxy = True
        verbose_name = "team of a recommendation"


@track(organisation=OF_RECOMMENDATION)
class Action(models.Model):
    """Something that is to be done about a recommendation."""

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="recommendation__review__council")

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="actions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    delivery = models.CharField(max_length=20, choices=deliveries, default=rules.Delivery.NOT_RECORDED.value)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation", "position"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "position"], name="action_has_its_place"),
            models.CheckConstraint(condition=~Q(text=""), name="action_has_words"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def delivery_token(self) -> str:
        """What a form about the delivery was opened on."""
        return conflicts.token(self.delivery)
