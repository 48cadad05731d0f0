"""What pages ask of plans, each with who may know it; and where plans stand on a day, for every page that says so."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from textwrap import shorten
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from actionplan import rules
from actionplan.answering.queries import earlier_responses
from actionplan.asks.queries import asks_and_servings
from actionplan.models import (
    Action,
    Milestone,
    OutcomeMeasure,
    PlanDate,
    Recommendation,
    ScrutinyReview,
    Team,
    Update,
    Valuation,
)
from actionplan.rules import DateState, Response, Window
from actionplan.slippage.queries import changes_in, changes_of, with_moves
from core.prepared import give, given, prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, User


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


@dataclass(frozen=True, slots=True)
class Facts:
    """What counts of plans are made of: responses, and the windows of milestones by plan, key and day of completion.

    controls: who can make the recommendation of each milestone happen. revisits: on which days responses come back.
    """

    responses: Mapping[int, Counter[Response]]
    windows: Mapping[tuple[int, int, datetime.date | None], list[Window]]
    controls: Mapping[int, str]
    revisits: Mapping[int, list[datetime.date]]

    def states(self, today: datetime.date) -> Iterator[tuple[int, int, DateState]]:
        """Where each milestone stands on a day, with the keys of its plan and its own."""
        for (review, key, completed_on), windows in self.windows.items():
            yield review, key, rules.date_state(windows, today, completed_on, self.controls[key])


_ORDER = list(rules.DATE_STATE_LABELS)
_FAR_OFF = datetime.date.max
# What is told of a milestone away from its plan.
_TOLD = (
    "text",
    "position",
    "completed_on",
    *(f"recommendation__{name}" for name in ("label", "position", "review_id", "control")),
)


# What a council's pages show ----------------------------------------------------------------------------------------
def reviews_of(user: User, council: Council) -> list[ScrutinyReview]:
    """The council's plans that this person may read, the latest first; at most 50."""
    return _reviews(council=council.pk) if allows(user, Permission.PLAN_READ, council) else []


def review_of(user: User, council: Council, key: int) -> ScrutinyReview | None:
    """One of them."""
    return next((review for review in _review(key=key) if _may_read(user, council, review)), None)


def recommendations_of(review: ScrutinyReview) -> list[Recommendation]:
    """The recommendations of a plan that its caller may read, with what a row of the plan shows."""
    found = _recommendations(review=review.pk)
    milestones = _milestones(review=review.pk)
    dates = with_moves(_milestone_dates(review=review.pk), changes_in(review.pk))
    give(milestones, "dates", dates, "milestone_id")
    give(found, "milestones", milestones, "recommendation_id")
    by_key = {recommendation.pk: recommendation for recommendation in found}
    for milestone in milestones:
        milestone.recommendation = by_key[milestone.recommendation_id]
    give(found, "teams", _teams(recommendations=list(by_key)), "owns")
    return found


def cells_of(review: ScrutinyReview, *, after: int, at_most: int) -> list[tuple[int, list[str]]]:
    """The words of a paper's rows below one, each with its place, of a plan that the caller may read."""
    rows = Recommendation.objects.filter(review=review, position__gt=after).order_by("position")
    return list(rows.values_list("position", "cells")[:at_most])


def recommendation_of(user: User, council: Council, key: int) -> Recommendation | None:
    """A recommendation with all that its page shows, where this person may read it."""
    found = next((one for one in _recommendation(key=key) if _may_read(user, council, one.review)), None)
    if found is not None:
        mine, keys = [found], {"recommendation": found.pk}
        give(mine, "actions", _actions(**keys), "recommendation_id")
        give(mine, "milestones", _milestones_of(**keys), "recommendation_id")
        give(mine, "measures", _measures(**keys), "recommendation_id")
        give(mine, "teams", _teams(recommendations=[found.pk]), "owns")
    return found


def dates_of(recommendation: Recommendation) -> list[PlanDate]:
    """Every date of a recommendation that its caller may read: its own, its actions', milestones' and measures'."""
    dates = _dates(recommendation=recommendation.pk, review=recommendation.review_id)
    return with_moves(dates, changes_of([date.milestone_id for date in dates if date.milestone_id]))


def milestone_of(user: User, council: Council, key: int) -> Milestone | None:
    """A milestone with its dates and the teams that own it, where this person may read it."""
    every = _milestone(key=key)
    found = next((one for one in every if _may_read(user, council, one.recommendation.review)), None)
    if found is not None:
        _with_teams(with_dates([found]))
    return found


def pressing_of_teams(user: User, reviews: Collection[ScrutinyReview], today: datetime.date) -> list[Milestone]:
    """What this person's own teams have still to do in plans they may read, the most pressing first; at most 101."""
    keys = [review.pk for review in reviews]
    return _with_teams(_in_plans(_pressing_of_teams(reviews=keys, user=user.pk, today=today), reviews))


def pressing_of_all(reviews: Collection[ScrutinyReview], facts: Facts, today: datetime.date) -> list[Milestone]:
    """What is still to do in plans that the caller may read, the most pressing first, with owners; at most 12."""
    pressing = {
        key: (_ORDER.index(state), max((window.latest for window in windows if window.latest), default=_FAR_OFF), key)
        for (_, key, state), windows in zip(facts.states(today), facts.windows.values(), strict=True)
        if state is not DateState.DONE
    }
    first = sorted(pressing, key=lambda key: pressing[key])[:12]
    found = sorted(_milestones_by_key(keys=first), key=lambda milestone: pressing[milestone.pk])
    for milestone in found:
        milestone.rank, milestone.ends = pressing[milestone.pk][0], _known(pressing[milestone.pk][1])
    return _in_plans(found, reviews)


def _known(day: datetime.date) -> datetime.date | None:
    return None if day == _FAR_OFF else day


def teams_of_member(user: User, council: Council) -> list[Team]:
    """The teams of the council that this person is in."""
    return _teams_of_member(council=council.pk, user=user.pk)


def latest_updates(milestones: Iterable[Milestone]) -> dict[int, Update]:
    """The latest update of each milestone that has one, by the milestone's key; its caller may read them."""
    found = _latest_updates(milestones=[milestone.pk for milestone in milestones])
    return {update.milestone_id: update for update in found}


def updates_of(milestone: Milestone) -> list[Update]:
    """The latest updates of a milestone that its caller may read; at most 51."""
    return _updates(milestone=milestone.pk)


@dataclass(frozen=True, slots=True)
class UpdateTold:
    """An update as it is told away from its plan: who said what, when, on which milestone of which recommendation."""

    recorded_at: datetime.datetime
    by: str
    words: str
    label: str
    milestone: int


def recent_updates(reviews: Collection[ScrutinyReview]) -> list[UpdateTold]:
    """The six latest updates on plans that the caller may read."""
    return [UpdateTold(*told) for told in _recent_updates(reviews=[review.pk for review in reviews])]


def _in_plans(milestones: list[Milestone], reviews: Collection[ScrutinyReview]) -> list[Milestone]:
    """Milestones with the plans that are here already."""
    by_key = {review.pk: review for review in reviews}
    for milestone in milestones:
        milestone.recommendation.review = by_key[milestone.recommendation.review_id]
    return milestones


def _may_read(user: User, council: Council, review: ScrutinyReview) -> bool:
    return review.council_id == council.pk and allows(user, Permission.PLAN_READ, council)


def with_dates(milestones: list[Milestone]) -> list[Milestone]:
    """Milestones that the caller may read, each with its dates."""
    keys = [milestone.pk for milestone in milestones]
    dates = with_moves(_dates_of_milestones(milestones=keys), changes_of(keys))
    give(milestones, "dates", dates, "milestone_id")
    return milestones


def _with_teams(milestones: list[Milestone]) -> list[Milestone]:
    recommendations = [milestone.recommendation for milestone in milestones]
    teams = _teams(recommendations=[recommendation.pk for recommendation in recommendations])
    give(recommendations, "teams", teams, "owns")
    return milestones


@prepared()
def _reviews(council: int) -> QuerySet[ScrutinyReview]:
    return ScrutinyReview.objects.filter(council=council).select_related("council", "reply").defer("columns")[:50]


@prepared()
def _review(key: int) -> QuerySet[ScrutinyReview]:
    return ScrutinyReview.objects.filter(pk=key).select_related("council", "panel", "reply")


@prepared()
def _recommendations(review: int) -> QuerySet[Recommendation]:
    return Recommendation.objects.filter(review=review).with_deliveries().defer("cells").order_by("position")


@prepared()
def _recommendation(key: int) -> QuerySet[Recommendation]:
    related = ("review__council", "response_recorded_by", "response_meeting__body")
    annotations: dict[str, Any] = {"earlier": earlier_responses()} | asks_and_servings()
    return Recommendation.objects.filter(pk=key).select_related(*related).annotate(**annotations).order_by("pk")


@prepared()
def _actions(recommendation: int) -> QuerySet[Action]:
    return Action.objects.filter(recommendation=recommendation).order_by("position")


@prepared()
def _milestones_of(recommendation: int) -> QuerySet[Milestone]:
    return Milestone.objects.filter(recommendation=recommendation).order_by("position")


@prepared()
def _measures(recommendation: int) -> QuerySet[OutcomeMeasure]:
    # So that a page asks how its measures are valued only where one is.
    annotations: dict[str, Any] = {"is_valued": Exists(Valuation.objects.standing().filter(measure=OuterRef("pk")))}
    return OutcomeMeasure.objects.filter(recommendation=recommendation).annotate(**annotations).order_by("position")


@prepared()
def _milestones(review: int) -> QuerySet[Milestone]:
    return Milestone.objects.filter(recommendation__review=review).order_by("recommendation", "position")


@prepared()
def _milestone_dates(review: int) -> QuerySet[PlanDate]:
    return PlanDate.objects.filter(review=review, milestone__isnull=False)


@prepared()
def _dates(recommendation: int, review: int) -> QuerySet[PlanDate]:
    return PlanDate.objects.of_recommendation(recommendation).filter(review=review)


@prepared(milestones="bigint")
def _dates_of_milestones(milestones: Collection[int]) -> QuerySet[PlanDate]:
    return PlanDate.objects.filter(milestone__in=milestones)


@prepared(recommendations="bigint")
def _teams(recommendations: Collection[int]) -> QuerySet[Team]:
    annotations: dict[str, Any] = {"owns": F("recommendations")}
    return Team.objects.filter(recommendations__in=recommendations).annotate(**annotations)


@prepared()
def _teams_of_member(council: int, user: int) -> QuerySet[Team]:
    return Team.objects.filter(council=council).of_member(user)


@prepared()
def _milestone(key: int) -> QuerySet[Milestone]:
    found = Milestone.objects.filter(pk=key).select_related(
        "recommendation__review__council", "recommendation__review__panel", "monitored_by"
    )
    return found.defer("recommendation__cells", "recommendation__review__columns").order_by("pk")


@prepared(keys="bigint")
def _milestones_by_key(keys: Collection[int]) -> QuerySet[Milestone]:
    found = Milestone.objects.filter(pk__in=keys).select_related("recommendation").only(*_TOLD).order_by()
    return found.with_owners()


@prepared(reviews="bigint")
def _pressing_of_teams(reviews: Collection[int], user: int, today: datetime.date) -> QuerySet[Milestone]:
    found = Milestone.objects.filter(recommendation__review__in=reviews).owned_by_teams_of(user).not_done()
    found = found.with_state(today).most_pressing_first().with_owners().select_related("recommendation")
    return found.defer("recommendation__cells")[:101]


@prepared(milestones="bigint")
def _latest_updates(milestones: Collection[int]) -> QuerySet[Update]:
    return Update.objects.filter(milestone__in=milestones).select_related("by").latest_of_each()


@prepared()
def _updates(milestone: int) -> QuerySet[Update]:
    return Update.objects.filter(milestone=milestone).select_related("by").latest_first()[:51]


@prepared(reviews="bigint")
def _recent_updates(reviews: Collection[int]) -> QuerySet[Update, tuple[Any, ...]]:
    found = Update.objects.filter(milestone__recommendation__review__in=reviews).order_by("-recorded_at", "-pk")
    return found.values_list("recorded_at", "by__name", "words", "milestone__recommendation__label", "milestone")[:6]


# Where plans stand --------------------------------------------------------------------------------------------------
def facts_of(reviews: Iterable[ScrutinyReview]) -> Facts:
    """The facts of plans that the caller may read. One query, however many plans.

    A council's plans hold tens of milestones, so the rule of dates is asked in Python: in SQL it costs more to ask.
    """
    responses: dict[int, dict[int, Response]] = defaultdict(dict)
    windows: dict[tuple[int, int, datetime.date | None], list[Window]] = defaultdict(list)
    revisits: dict[int, dict[int, datetime.date]] = defaultdict(dict)
    controls: dict[int, str] = {}
    for review, recommendation, response, control, revisit_on, milestone, completed_on, earliest, latest in _facts(
        reviews=[review.pk for review in reviews]
    ):
        responses[review][recommendation] = Response(response)
        if revisit_on is not None:
            revisits[review][recommendation] = revisit_on
        if milestone is not None:
            windows[review, milestone, completed_on].append(Window(earliest, latest))
            controls[milestone] = control
    return Facts(
        {review: Counter(given.values()) for review, given in responses.items()},
        windows,
        controls,
        {review: list(days.values()) for review, days in revisits.items()},
    )


def measures_of(reviews: Iterable[ScrutinyReview]) -> dict[int, int]:
    """How many outcome measures plans that the caller may read name, by the plan's key."""
    return dict(_measured(reviews=[review.pk for review in reviews]))


@prepared(reviews="bigint")
def _measured(reviews: Collection[int]) -> QuerySet[OutcomeMeasure, tuple[Any, ...]]:
    counted = OutcomeMeasure.objects.filter(recommendation__review__in=reviews).order_by()
    return (
        counted.values("recommendation__review")
        .annotate(count=Count("pk"))
        .values_list("recommendation__review", "count")
    )


@prepared(reviews="bigint")
def _facts(reviews: Collection[int]) -> QuerySet[Recommendation, tuple[Any, ...]]:
    rows = Recommendation.objects.filter(review__in=reviews).order_by()
    of_milestones = ("milestones__pk", "milestones__completed_on", "milestones__dates__earliest")
    own = ("review", "pk", "response", "control", "revisit_on")
    return rows.values_list(*own, *of_milestones, "milestones__dates__latest")


def standing_of(reviews: Iterable[ScrutinyReview], today: datetime.date) -> dict[int, Standing]:
    """Each review's standing by its key. One query, however many reviews; the caller has scoped them."""
    every = list(reviews)
    return standings(every, facts_of(every), today) if every else {}


def standings(reviews: Iterable[ScrutinyReview], facts: Facts, today: datetime.date) -> dict[int, Standing]:
    """The same from facts that are here already."""
    milestones: dict[int, Counter[DateState]] = defaultdict(Counter)
    for review, _, state in facts.states(today):
        milestones[review][state] += 1
    return {review.pk: Standing(facts.responses.get(review.pk, Counter()), milestones[review.pk]) for review in reviews}


_HEADLINE = 110  # characters


@lru_cache(maxsize=4096)
def _beginning(text: str) -> str:
    return shorten(text, _HEADLINE, placeholder=" …")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One recommendation in the list of a plan: how far it has got, and the milestone to look at first."""

    recommendation: Recommendation
    teams: tuple[Team, ...]
    delivery: rules.Delivery
    states: tuple[DateState, ...]
    pressing: Milestone | None
    pressing_date: PlanDate | None
    pressing_state: DateState | None

    @property
    def headline(self) -> str:
        """What it is called and how it begins."""
        return f"{self.recommendation.name}. {_beginning(self.recommendation.text)}"

    @property
    def owners(self) -> str:
        """Who is to do it, by their codes."""
        return ", ".join(team.code for team in self.teams) or "Nobody"

    @property
    def is_all_done(self) -> bool:
        """Whether it has milestones and none is left to do."""
        return set(self.states) == {DateState.DONE}


def plan_rows(recommendations: Iterable[Recommendation], today: datetime.date) -> list[PlanRow]:
    """The rows of recommendations that came from `recommendations_of`, in their order."""
    return [_plan_row(recommendation, today) for recommendation in recommendations]


def rows_showing(rows: Iterable[PlanRow], state: DateState, today: datetime.date) -> list[PlanRow]:
    """The same rows, each with the first of its milestones in this state in place of the most pressing of all."""
    return [_plan_row(row.recommendation, today, only=state) for row in rows]


def _plan_row(recommendation: Recommendation, today: datetime.date, only: DateState | None = None) -> PlanRow:
    milestones = [(milestone.state_on(today), milestone) for milestone in given(recommendation, "milestones")]
    among = [(state, milestone) for state, milestone in milestones if only in (None, state)]
    first = min(among, key=lambda it: (_ORDER.index(it[0]), it[1].last_day, it[1].position), default=None)
    return PlanRow(
        recommendation=recommendation,
        teams=tuple(given(recommendation, "teams")),
        delivery=rules.delivery_of(recommendation.deliveries),
        states=tuple(state for state, _ in milestones),
        pressing=first[1] if first else None,
        pressing_date=first[1].deciding_date(today) if first else None,
        pressing_state=first[0] if first else None,
    )


def standing_of_rows(rows: Iterable[PlanRow]) -> Standing:
    """The standing of a plan whose every row is already here."""
    every = list(rows)
    return Standing(
        responses=Counter(Response(row.recommendation.response) for row in every),
        milestones=Counter(state for row in every for state in row.states),
    )
