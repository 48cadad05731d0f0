"""Where plans stand on a day: the counts, and the sentence made of them, for every page that speaks of a plan."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actionplan import rules
from actionplan.models import Milestone, PlanDate, Recommendation, ScrutinyReview
from actionplan.rules import DateState, Response, Window


@dataclass(frozen=True, slots=True)
class Standing:
    """How many recommendations have each response, and how many milestones are in each state."""

    responses: Mapping[Response, int]
    milestones: Mapping[DateState, int]

    @property
    def sentence(self) -> str:
        """The plan in two sentences."""
        return rules.plan_sentence(self.responses, self.milestones)

    @property
    def total(self) -> int:
        """How many recommendations there are."""
        return sum(self.responses.values())

    @property
    def late(self) -> int:
        """How many milestones are late."""
        return self.milestones.get(DateState.LATE, 0)

    @property
    def unanswered(self) -> int:
        """How many recommendations have no response recorded."""
        return self.responses.get(Response.NOT_RECORDED, 0)


def standing_of(reviews: Iterable[ScrutinyReview], today: datetime.date) -> dict[int, Standing]:
    """Each review's standing by its key. Two queries, however many reviews; the caller has scoped them.

    A council's plans hold tens of milestones, so the rule of dates is asked in Python: in SQL it costs more to ask.
    """
    ids = [review.pk for review in reviews]
    responses: dict[int, Counter[Response]] = defaultdict(Counter)
    for review, response in Recommendation.objects.filter(review__in=ids).values_list("review", "response").order_by():
        responses[review][Response(response)] += 1
    milestones: dict[int, Counter[DateState]] = defaultdict(Counter)
    for (review, _, completed_on), windows in _windows(ids).items():
        milestones[review][rules.date_state(windows, today, completed_on)] += 1
    return {key: Standing(responses[key], milestones[key]) for key in ids}


def _windows(reviews: list[int]) -> dict[tuple[int, int, datetime.date | None], list[Window]]:
    """The windows of each milestone, by its review, its key and the day it was done."""
    found: dict[tuple[int, int, datetime.date | None], list[Window]] = defaultdict(list)
    rows = Milestone.objects.filter(recommendation__review__in=reviews).order_by()
    given = ("recommendation__review", "pk", "completed_on", "dates__earliest", "dates__latest")
    for review, key, completed_on, earliest, latest in rows.values_list(*given):
        found[review, key, completed_on].append(Window(earliest, latest))
    return found


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One recommendation in the list of a plan: how far it has got, and the milestone to look at first."""

    recommendation: Recommendation
    delivery: rules.Delivery
    states: tuple[DateState, ...]
    pressing: Milestone | None
    pressing_date: PlanDate | None

    @property
    def pressing_state(self) -> DateState | None:
        """Where the milestone to look at first stands."""
        return min(self.states, key=_ORDER.index, default=None)


_ORDER = list(rules.DATE_STATE_LABELS)


def plan_rows(recommendations: Iterable[Recommendation], today: datetime.date) -> list[PlanRow]:
    """The rows of recommendations that were asked for `with_what_a_row_shows`, in their order."""
    return [_plan_row(recommendation, today) for recommendation in recommendations]


def _plan_row(recommendation: Recommendation, today: datetime.date) -> PlanRow:
    milestones = [(milestone.state_on(today), milestone) for milestone in recommendation.milestones.all()]
    first = min(milestones, key=lambda it: (_ORDER.index(it[0]), it[1].last_day, it[1].position), default=None)
    return PlanRow(
        recommendation=recommendation,
        delivery=rules.delivery_of(recommendation.deliveries),
        states=tuple(state for state, _ in milestones),
        pressing=first[1] if first else None,
        pressing_date=first[1].deciding_date(today) if first else None,
    )


def standing_of_rows(rows: Iterable[PlanRow]) -> Standing:
    """The standing of a plan whose every row is already here."""
    every = list(rows)
    return Standing(
        responses=Counter(Response(row.recommendation.response) for row in every),
        milestones=Counter(state for row in every for state in row.states),
    )
