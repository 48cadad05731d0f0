"""A plan that was brought in by mistake: whether it may still be taken out again, and what would go with it."""

from dataclasses import dataclass

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from actionplan import rules
from actionplan.answering.control import Control
from actionplan.models import (
    Action,
    Ask,
    ClashAnswer,
    DateChange,
    EarlierResponse,
    HandBack,
    Milestone,
    OutcomeMeasure,
    Recommendation,
    ReportedItem,
    ReturnRequest,
    ScrutinyReply,
    ScrutinyReview,
    Team,
    Update,
    Valuation,
)
from actionplan.models.teams import TeamQuerySet
from core import clock
from core.prepared import prepared


@dataclass(frozen=True, slots=True)
class Going:
    """What goes with a plan, for the page that asks before it does."""

    recommendations: int
    milestones: int
    teams: list[Team]


def check_undo(review: ScrutinyReview) -> None:
    """Raise rules.Refused unless a plan can still be taken out again. The caller has scoped it."""
    rules.check_undo_in_time(imported_at=review.imported_at, now=clock.now())
    rules.check_nothing_recorded(is_recorded_on=bool(_recorded_on(review=review.pk)))


def can_undo(review: ScrutinyReview) -> bool:
    """Whether `check_undo` passes: hides the link that would be refused."""
    try:
        check_undo(review)
    except rules.Refused:
        return False
    return True


# What hangs on a plan once people work with it, each with the way to its recommendation.
_HANGING: tuple[tuple[type[Model], str], ...] = (
    (Update, "milestone__recommendation"),
    (DateChange, "milestone__recommendation"),
    (HandBack, "recommendation"),
    (EarlierResponse, "recommendation"),
    (Ask, "recommendation"),
    (Valuation, "measure__recommendation"),
    (ReportedItem, "measure__recommendation"),
    (ReturnRequest, "recommendation"),
    (ScrutinyReply, "review__recommendations"),
    (ClashAnswer, "review__recommendations"),
)


@prepared()
def _recorded_on(review: int) -> QuerySet[Recommendation]:
    """One recommendation of a plan on which anybody recorded a response, a reply, an ask, an update or the like."""
    delivered = Action.objects.filter(recommendation=OuterRef("pk")).exclude(delivery=rules.Delivery.NOT_RECORDED)
    done = Milestone.objects.filter(recommendation=OuterRef("pk"), completed_on__isnull=False)
    weighed = OutcomeMeasure.objects.filter(recommendation=OuterRef("pk")).filter(
        ~Q(baseline="", target="")
        | Q(due_on__isnull=False)
        | Q(kind_is_guess=False) & ~Q(kind=rules.MeasureKind.NOT_RECORDED.value)
    )
    recorded = Q(response_recorded_at__isnull=False) | ~Q(control=Control.NOT_RECORDED.value)
    for rows in (delivered, done, weighed):
        recorded |= Q(Exists(rows))
    for model, way in _HANGING:
        recorded |= Q(Exists(model._default_manager.filter(**{way: OuterRef("pk")})))
    return Recommendation.objects.filter(recorded, review=review).only("pk").order_by()[:1]


def teams_of_this_alone(review: ScrutinyReview) -> TeamQuerySet:
    """The teams that no other plan names and that nobody is in."""
    others = Recommendation.teams.through.objects.filter(team=OuterRef("pk")).exclude(recommendation__review=review)
    named = Recommendation.teams.through.objects.filter(team=OuterRef("pk"), recommendation__review=review)
    return Team.objects.filter(Exists(named), ~Exists(others), memberships=None)


def going(review: ScrutinyReview) -> Going:
    """What would go with a plan."""
    return Going(
        recommendations=Recommendation.objects.filter(review=review).count(),
        milestones=Milestone.objects.filter(recommendation__review=review).count(),
        teams=list(teams_of_this_alone(review)),
    )
