"""What pages ask of dates that may clash. Its callers have asked who may read the plan."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, JSONObject
from django.utils.dateparse import parse_datetime

from actionplan.clashes import rules
from actionplan.clashes.rules import Clash, Promise
from actionplan.models import ClashAnswer, PlanDate, Recommendation, ScrutinyReview
from actionplan.models.clashes import as_they_stand
from actionplan.overview.queries import dates_of_measures
from core.prepared import given, prepared


@dataclass(frozen=True, slots=True)
class Answered:
    """A pair that was answered. one: the promise that ends earlier. has_changed: whether a date changed since."""

    answer: ClashAnswer
    one: Promise
    other: Promise
    has_changed: bool

    @property
    def is_settled(self) -> bool:
        """Whether both end on one day now."""
        return not rules.still_clash(self.answer.one.latest, self.answer.other.latest)


@dataclass(frozen=True, slots=True)
class Found:
    """A suggestion. before: what was answered when its dates stood otherwise."""

    clash: Clash
    before: ClashAnswer | None


@dataclass(frozen=True, slots=True)
class Clashes:
    """What is suggested of a plan, and what was answered: the confirmed and the dismissed, the latest first."""

    found: Sequence[Found]
    confirmed: Sequence[Answered]
    dismissed: Sequence[Answered]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A confirmed clash as the page of one of its recommendations tells it. text: what the other one promises."""

    recommendation: int
    name: str
    text: str
    words: str
    note: str
    by: str
    at: datetime.datetime


def clashes_in(review: ScrutinyReview, recommendations: Sequence[Recommendation]) -> Clashes:
    """What may clash in a plan whose recommendations the caller has with their milestones and dates."""
    answered = [_answered(answer) for answer in _latest(review=review.pk)]
    answered.sort(key=lambda one: one.answer.pk, reverse=True)
    confirmed = [one for one in answered if one.answer.is_confirmed]
    dismissed = [one for one in answered if not one.answer.is_confirmed and not one.has_changed]
    but = {one.answer.pair for one in (*confirmed, *dismissed)}
    before = {one.answer.pair: one.answer for one in answered}
    suggested = rules.clashes(list(promises_of(review, recommendations)), council=review.council.name, but=but)
    return Clashes([Found(clash, before.get(clash.pair)) for clash in suggested], confirmed, dismissed)


def promises_of(review: ScrutinyReview, recommendations: Sequence[Recommendation]) -> Iterator[Promise]:
    """Every promise of a plan that has a last day."""
    names = {one.pk: one.name for one in recommendations}
    for one in recommendations:
        for milestone in given(one, "milestones"):
            yield from _promised(one.pk, one.name, milestone.text, given(milestone, "dates"))
    for date in dates_of_measures(review.pk):
        assert date.measure is not None  # noqa: S101 (for the types: it is asked for)
        owner = date.measure.recommendation_id
        yield from _promised(owner, names[owner], date.measure.text, [date])


def _promised(owner: int, name: str, text: str, dates: Iterable[PlanDate]) -> Iterator[Promise]:
    for date in dates:
        if date.latest is not None:
            yield Promise(date.pk, owner, name, text, date.words, date.latest)


def pair_in(review: ScrutinyReview, one: int, other: int) -> tuple[PlanDate, PlanDate] | None:
    """Two dates of a plan by their keys, the lower first, where milestones or measures promise something by them."""
    found = _dates(review=review.pk, keys=[one, other])
    return (found[0], found[1]) if len(found) == 2 else None


def suggestion(review: ScrutinyReview, one: PlanDate, other: PlanDate) -> Clash | None:
    """What the rules say of two dates alone."""
    pair = [promise for date in (one, other) for promise in [_promise(date, date.latest)] if promise]
    return next(iter(rules.clashes(pair, council=review.council.name)), None)


def latest_answer(one: PlanDate, other: PlanDate) -> ClashAnswer | None:
    """The answer that holds of a pair, the lower key first."""
    return next(iter(_of_pair(one=one.pk, other=other.pk)), None)


def _answered(answer: ClashAnswer) -> Answered:
    # A date that lost its last day is told where it stood.
    pair = [
        _promise(answer.one, answer.one.latest or answer.one_ends),
        _promise(answer.other, answer.other.latest or answer.other_ends),
    ]
    first, last = sorted((one for one in pair if one), key=lambda one: one.ends)
    stands = rules.stands(answer.answered_on, as_they_stand(answer.one, answer.other))
    return Answered(answer, first, last, has_changed=not stands)


def _promise(date: PlanDate, ends: datetime.date | None) -> Promise | None:
    promised = date.milestone or date.measure
    if promised is None or ends is None:
        return None
    owner = promised.recommendation
    return Promise(date.pk, owner.pk, owner.name, promised.text, date.words, ends)


_PROMISES = ("milestone__recommendation", "measure__recommendation")


@prepared()
def _latest(review: int) -> QuerySet[ClashAnswer]:
    related = [f"{date}__{promise}" for date in ("one", "other") for promise in _PROMISES]
    unread = [f"{name}__cells" for name in related]
    found = ClashAnswer.objects.filter(review=review).latest_of_each()
    return found.select_related("by", *related).defer(*unread)


@prepared()
def _of_pair(one: int, other: int) -> QuerySet[ClashAnswer]:
    return ClashAnswer.objects.filter(one=one, other=other).select_related("by").order_by("-id")[:1]


@prepared(keys="bigint")
def _dates(review: int, keys: Collection[int]) -> QuerySet[PlanDate]:
    promised = Q(milestone__isnull=False) | Q(measure__isnull=False)
    found = PlanDate.objects.filter(promised, review=review, pk__in=keys).select_related("review__council", *_PROMISES)
    return found.defer("review__columns", *(f"{name}__cells" for name in _PROMISES)).order_by("pk")


# The page of a recommendation ----------------------------------------------------------------------------------------
def confirmed_clashes() -> ArraySubquery:
    """The confirmed clashes of a recommendation, within the query of it: no page asks for them apart."""
    told = {"by": "by__name", "at": "at", "note": "words"}
    for side in ("one", "other"):
        told |= {f"{side}_of": f"{side}_of_id", f"{side}_label": f"{side}_of__label"}
        told |= {f"{side}_position": f"{side}_of__position", f"{side}_words": f"{side}__words"}
    texts = {
        f"{side}_text": Coalesce(f"{side}__milestone__text", f"{side}__measure__text") for side in ("one", "other")
    }
    mine = Q(one_of=OuterRef("pk")) | Q(other_of=OuterRef("pk"))
    found = ClashAnswer.objects.filter(mine).standing().confirmed().order_by("-pk")
    return ArraySubquery(found.values_list(JSONObject(**told, **texts))[:20])


def confirmed_of(recommendation: Recommendation) -> list[Confirmed]:
    """The confirmed clashes of a recommendation that was asked for with `confirmed_clashes`, the latest first."""
    return [_confirmed(recommendation.pk, told) for told in recommendation.confirmed_clashes]


def _confirmed(own: int, told: dict[str, Any]) -> Confirmed:
    side = "other" if told["one_of"] == own else "one"
    at = parse_datetime(told["at"])
    assert at is not None, "PostgreSQL writes moments as ISO 8601 has them"  # noqa: S101
    name = Recommendation(label=told[f"{side}_label"], position=told[f"{side}_position"]).name
    return Confirmed(
        recommendation=told[f"{side}_of"],
        name=name,
        text=told[f"{side}_text"],
        words=told[f"{side}_words"],
        note=told["note"],
        by=told["by"],
        at=at,
    )
