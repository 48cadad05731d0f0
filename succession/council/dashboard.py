"""The council's dashboard: how its schools and its plan stand as at a day, each figure with the list behind it.

Figures of posts go through `people.disclosure`; those of schools, recommendations and milestones are counts of what is
public to the council. Schools are never put in an order of merit.
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from actionplan import queries, rules
from actionplan.models import ScrutinyReview
from actionplan.outlines.queries import standings_of
from actionplan.outlines.rules import PlanStanding
from actionplan.rules import DATE_STATE_LABELS, RESPONSE_LABELS, DateState
from core.addresses import address
from documents.charts import Chart, bars
from people.models import Council, User
from people.planning import counting
from policies.standings.rules import Standing
from succession.council.figures import (
    COVER_LOOK_LABELS,
    NOT_ADOPTED,
    REVIEW_DUE_LABELS,
    SHORT_LABELS,
    CoverLook,
    Facts,
    ReviewDue,
    facts_of,
    may_know_state,
    standing_labels,
)

PLANS_SHOWN = 3
_NOT_IN_FORCE = {NOT_ADOPTED, Standing.NONE.value, Standing.IN_DRAFT.value, Standing.AHEAD.value}
# In the order of the work, so that a bar is read from what is done to what is not.
_DELIVERY = [
    DateState.DONE,
    DateState.OPEN,
    DateState.DUE_SOON,
    DateState.LATE,
    DateState.NOT_YET,
    DateState.NO_DATE,
    DateState.SCHOOLS_DECIDE,
]


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with the list behind it."""

    words: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class PlanPart:
    """One plan: what was answered, what was delivered, what came of it."""

    review: ScrutinyReview
    response: Chart
    delivery: Chart
    responses: Sequence[Figure]
    milestones: Sequence[Figure]
    measures: int


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All of it, as at a day. cover: None for who may not know it; the last two are empty for them too."""

    today: datetime.date
    schools: int
    policies: Chart
    standings: Sequence[Figure]
    reviews: Sequence[Figure]
    cover: Chart | None
    looks: Sequence[Figure]
    posts: counting.Published | None
    plans: Sequence[PlanPart]
    more_plans: int

    @property
    def charts(self) -> list[Chart]:
        """Every chart of the page, in its order."""
        of_plans = [chart for plan in self.plans for chart in (plan.response, plan.delivery)]
        return [self.policies, *([self.cover] if self.cover else []), *of_plans]


def dashboard_of(user: User, council: Council, today: datetime.date) -> Dashboard:
    """The dashboard, as far as this person may know. At most nine queries, however many schools and plans there are."""
    facts, reviews = facts_of(user, council, today), queries.reviews_of(user, council)
    labels = standing_labels(knows_state=may_know_state(user, council))
    shown = reviews[:PLANS_SHOWN]
    looks = Counter(facts.looks.values()) if facts.looks is not None else None
    return Dashboard(
        today=today,
        schools=len(facts.standings),
        policies=_policies(facts, labels),
        standings=_figures(council, "standing", labels, Counter(facts.standings.values())),
        reviews=_figures(council, "review", _due_labels(), Counter(facts.reviews.values())),
        cover=None if looks is None else _cover(looks, len(facts.standings)),
        looks=[] if looks is None else _figures(council, "cover", _look_labels(), looks),
        posts=counting.published_of(user, council),
        plans=_plans(shown, today),
        more_plans=len(reviews) - len(shown),
    )


def _figures(council: Council, name: str, labels: Mapping[str, str], counts: Mapping[Any, int]) -> list[Figure]:
    schools = address("council-schools", code=council.code)
    return [
        Figure(label, counts[key], f"{schools}?{urlencode({name: key})}")
        for key, label in labels.items()
        if counts.get(key)
    ]


def _due_labels() -> dict[str, str]:
    return {key.value: label for key, label in REVIEW_DUE_LABELS.items()}


def _look_labels() -> dict[str, str]:
    return {key.value: label for key, label in COVER_LOOK_LABELS.items()}


def _policies(facts: Facts, labels: Mapping[str, str]) -> Chart:
    counts = Counter(facts.standings.values())
    total = len(facts.standings)
    in_force = total - sum(counts[key] for key in _NOT_IN_FORCE)
    past = Counter(facts.reviews.values())[ReviewDue.PAST]
    sentence = f"{in_force} of {_schools(total)} {_have(in_force)} an adopted policy"
    sentence += f", {past} of them past {'its' if past == 1 else 'their'} review date." if past else "."
    return bars(
        title="Schools by the standing of their policy",
        sentence=sentence,
        states=[SHORT_LABELS[key] for key in labels],
        rows={"Schools": {SHORT_LABELS[key]: counts[key] for key in labels}},
        of="Schools",
    )


def _cover(looks: Counter[CoverLook], total: int) -> Chart:
    looked = looks[CoverLook.LOOKED]
    return bars(
        title="Schools by whether they looked at their cover",
        sentence=f"{looked} of {_schools(total)} {_have(looked)} looked at their cover in the last year.",
        states=list(COVER_LOOK_LABELS.values()),
        rows={"Schools": {label: looks[key] for key, label in COVER_LOOK_LABELS.items()}},
        of="Schools",
    )


def _schools(count: int) -> str:
    return f"{count} open school{'' if count == 1 else 's'}"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _plans(reviews: Sequence[ScrutinyReview], today: datetime.date) -> list[PlanPart]:
    if not reviews:
        return []
    standings = standings_of(reviews, today)
    measures = queries.measures_of(reviews)
    return [_plan(review, standings[review.pk], measures.get(review.pk, 0)) for review in reviews]


def _plan(review: ScrutinyReview, standing: PlanStanding, measures: int) -> PlanPart:
    answered = standing.total - standing.unanswered
    every = sum(standing.milestones.values())
    done = standing.milestones.get(DateState.DONE, 0)
    late = f" {rules.count(standing.late, 'milestone')} {'is' if standing.late == 1 else 'are'} late."
    return PlanPart(
        review=review,
        response=bars(
            title=f"Recommendations by response: {review.title}",
            sentence=f"{answered} of {rules.count(standing.total, 'recommendation')} "
            f"{_have(answered)} a response recorded.",
            states=list(RESPONSE_LABELS.values()),
            rows={"All": {RESPONSE_LABELS[key]: count for key, count in standing.responses.items()}},
            of="Recommendations",
        ),
        delivery=bars(
            title=f"Milestones by state: {review.title}",
            sentence=f"{done} of {rules.count(every, 'milestone')} {'is' if done == 1 else 'are'} done."
            + (late if standing.late else ""),
            states=[DATE_STATE_LABELS[state] for state in _DELIVERY],
            rows={"All": {DATE_STATE_LABELS[key]: count for key, count in standing.milestones.items()}},
            of="Milestones",
        ),
        responses=_of_plan(review, "response", RESPONSE_LABELS, standing.responses),
        milestones=_of_plan(review, "state", DATE_STATE_LABELS, standing.milestones),
        measures=measures,
    )


def _of_plan(review: ScrutinyReview, name: str, labels: Mapping[Any, str], counts: Mapping[Any, int]) -> list[Figure]:
    plan = review.get_absolute_url()
    return [
        Figure(label, counts[key], f"{plan}?{urlencode({name: key.value})}")
        for key, label in labels.items()
        if counts.get(key)
    ]
