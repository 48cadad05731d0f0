"""Outlines of plans that the caller may read, kept by this process until a plan or the day changes.

The database gives a plan another `revision` with every change of what an outline is made of, whoever makes it. So a
page of a plan of 10,000 milestones counts and chooses without asking for them again.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import QuerySet

from actionplan import rules
from actionplan.models import Recommendation, ScrutinyReview
from actionplan.outlines.rules import Outline, PlanStanding, Row, Step
from actionplan.overview.rules import month_of
from actionplan.rules import Response, Window
from core.prepared import prepared

_PLANS = 32  # of 10,000 milestones each they take 100 MB


def outline_of(review: ScrutinyReview, today: datetime.date) -> Outline:
    """The outline of one plan."""
    return outlines_of([review], today)[review.pk]


def outlines_of(reviews: Iterable[ScrutinyReview], today: datetime.date) -> dict[int, Outline]:
    """Outlines by the plans' keys. One query where one has changed, however many plans; otherwise none."""
    kept = {review.pk: _kept(review.pk, review.revision, today) for review in reviews}
    if missing := [key for key, outline in kept.items() if not outline]:
        rows = _rows(missing, today)
        for key in missing:
            kept[key][:] = [Outline(tuple(rows[key]))]
    return {key: outline[0] for key, outline in kept.items()}


def standings_of(reviews: Iterable[ScrutinyReview], today: datetime.date) -> dict[int, PlanStanding]:
    """Where plans stand on a day, by their keys."""
    return {key: outline.standing for key, outline in outlines_of(reviews, today).items()}


@lru_cache(maxsize=_PLANS)
def _kept(_review: int, _revision: UUID, _today: datetime.date) -> list[Outline]:
    """The place of an outline, empty until somebody asks for it."""
    return []


def _rows(reviews: Collection[int], today: datetime.date) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for own, together in groupby(_lines(reviews=list(reviews)), key=itemgetter(slice(0, 6))):
        review, key, position, response, control, revisit_on = own
        lines = list(together)
        teams = tuple(team for team in lines[0][-1] if team is not None)
        steps = tuple(_steps(lines, control, today))
        found[review].append(Row(key, position, Response(response), revisit_on, teams, steps))
    return found


def _steps(lines: Iterable[tuple[Any, ...]], control: str, today: datetime.date) -> Iterator[Step]:
    of_milestones = (line[6:12] for line in lines if line[6] is not None)
    for (key, position, completed_on, watched_by), dates in groupby(of_milestones, key=itemgetter(slice(0, 4))):
        windows = [Window(earliest, latest) for *_, earliest, latest in dates]
        ends = max((window.latest for window in windows if window.latest), default=None)
        state = rules.date_state(windows, today, completed_on, control)
        yield Step(key, position, state, ends, month_of(windows, today), watched_by)


@prepared(reviews="bigint")
def _lines(reviews: Collection[int]) -> QuerySet[Recommendation, tuple[Any, ...]]:
    """One row for each window of a milestone, with the keys of the teams that own its recommendation."""
    rows = Recommendation.objects.filter(review__in=reviews).order_by("review", "position", "milestones__position")
    own = ("review", "pk", "position", "response", "control", "revisit_on")
    of_milestones = ("milestones__pk", "milestones__position", "milestones__completed_on", "milestones__monitored_by")
    windows = ("milestones__dates__earliest", "milestones__dates__latest")
    return rows.values_list(*own, *of_milestones, *windows).annotate(owned_by=ArrayAgg("teams", distinct=True))
