"""What several pages show of a plan, taken from rows that are already loaded."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Generic, TypeVar

from django.http import Http404, HttpRequest

from actionplan import rules
from actionplan.answering.control import Control
from actionplan.models import Action, Milestone, OutcomeMeasure, PlanDate, Recommendation, ScrutinyReply, ScrutinyReview
from actionplan.queries import milestone_of, recommendation_of, review_of
from actionplan.rules import DateState
from core.addresses import address
from people.access.decorators import SignedInRequest
from people.models import Council

F = TypeVar("F", ScrutinyReview, Recommendation, Milestone)
T = TypeVar("T", Action, Milestone, OutcomeMeasure)
Crumb = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A thing of a plan with its dates and where it stands on the day the page is for."""

    item: T
    dates: Sequence[PlanDate]
    state: DateState


@dataclass(frozen=True, slots=True)
class DatesOf:
    """The dates of one recommendation, sorted out by what they belong to."""

    due: list[PlanDate]
    by_owner: dict[tuple[str, int], list[PlanDate]]

    @classmethod
    def from_rows(cls, dates: Iterable[PlanDate]) -> "DatesOf":
        """Sort out dates that were asked for in one query."""
        found = cls([], defaultdict(list))
        for date in dates:
            if date.recommendation_id is not None:
                found.due.append(date)
            for kind, key in (
                ("action", date.action_id),
                ("milestone", date.milestone_id),
                ("measure", date.measure_id),
            ):
                if key is not None:
                    found.by_owner[kind, key].append(date)
        return found

    def last_days(self, kind: str) -> dict[int, datetime.date]:
        """The last day that the dates of each thing of one kind allow, by its key, where they name any."""
        return {
            key: max(days)
            for (owner, key), dates in self.by_owner.items()
            if owner == kind and (days := [date.latest for date in dates if date.latest is not None])
        }

    def of(
        self, kind: str, items: Iterable[T], today: datetime.date, control: str = Control.NOT_RECORDED
    ) -> list[Dated[T]]:
        """Things of one kind with their dates. control: who can make the recommendation happen, where that counts."""
        every = []
        for item in items:
            dates = self.by_owner.get((kind, item.pk), [])
            completed_on = getattr(item, "completed_on", None)
            state = rules.date_state([date.window for date in dates], today, completed_on, control)
            every.append(Dated(item, dates, state))
        return every


def position_in(request: HttpRequest) -> int:
    """Where a list of a plan goes on, from the URL; anything else begins at the top."""
    after = request.GET.get("after", "")
    return int(after) if after.isdecimal() and len(after) < 6 else 0


def plan_crumbs(council: Council, review: ScrutinyReview | None = None) -> list[Crumb]:
    """The way up from a page of a plan, or from the plan's own."""
    crumbs = [(council.name, council.get_absolute_url()), ("Action plan", _url("plans", council))]
    if review is not None:
        crumbs.append((review.title, _url("plan", council, review_id=review.pk)))
    return crumbs


def recommendation_crumbs(council: Council, recommendation: Recommendation) -> list[Crumb]:
    """The way up from a page of something that belongs to a recommendation."""
    own = (str(recommendation), _url("recommendation", council, recommendation_id=recommendation.pk))
    return [*plan_crumbs(council, recommendation.review), own]


def _url(name: str, council: Council, **keys: int) -> str:
    return address(f"actionplan:{name}", code=council.code, **keys)


def review_or_404(request: SignedInRequest, council: Council, review_id: int) -> ScrutinyReview:
    """A plan of this council that this person may read."""
    return _found(review_of(request.user, council, review_id))


def reply_of(review: ScrutinyReview) -> ScrutinyReply | None:
    """What is recorded of the reply to a plan's panel; nothing is asked of the database where it came along."""
    return getattr(review, "reply", None)


def recommendation_or_404(request: SignedInRequest, council: Council, recommendation_id: int) -> Recommendation:
    """A recommendation of this council that this person may read."""
    return _found(recommendation_of(request.user, council, recommendation_id))


def milestone_or_404(request: SignedInRequest, council: Council, milestone_id: int) -> Milestone:
    """A milestone of this council's plans that this person may read."""
    return _found(milestone_of(request.user, council, milestone_id))


def _found(thing: F | None) -> F:
    if thing is None:
        raise Http404
    return thing


def status_of(*refusals: object) -> int:
    """The status of a form's page: 422 where something stands in the way, so that scripts see it as well."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if any(refusals) else HTTPStatus.OK
