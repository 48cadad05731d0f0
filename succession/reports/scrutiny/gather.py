"""A council's plans as they stood on a day, read from what was dated and recorded up to that day."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, F, QuerySet, Window
from django.utils import timezone

from actionplan import rules
from actionplan.models import (
    Action,
    DateChange,
    EarlierResponse,
    Milestone,
    OutcomeMeasure,
    PlanDate,
    Recommendation,
    ScrutinyReview,
    Update,
)
from actionplan.rules import DateState, Delivery, MeasureKind, Response
from actionplan.slippage.rules import known_at
from core import clock
from core.prepared import prepared
from people.models import Body, Council
from people.rules import BodyKind
from succession.reports import frame
from succession.reports.rules import Part
from succession.reports.scrutiny.record import Asked, Called, Doing, Measure, Plan, Record, Said, Step, WrittenDate
from succession.reports.scrutiny.report import Progress, assemble
from succession.reports.scrutiny.wording import long_date, quoted, these
from succession.reports.tokens import Subject, SubjectKind

# Gives what stands in a report for the name of the person with this key.
Naming = Callable[[int, str], str]

_NO_DELIVERY = (
    "How far actions have got is kept without a day, so a report of a past day leaves it out. What milestones had "
    "reached comes from updates, which have one."
)


def gather(asked: frame.Asked) -> Progress:
    """The report that is asked for, as at its day."""
    council = asked.place
    assert isinstance(council, Council), "this kind is a council's"  # noqa: S101

    def name(key: int, words: str) -> str:
        return asked.names.mark(Part.OPEN, Subject(SubjectKind.USER, key), words)

    return assemble(record_of(council, asked.body, asked.as_at, clock.today(), name), asked.compared)


def record_of(council: Council, body: Body, as_at: datetime.date, today: datetime.date, name: Naming) -> Record:
    """The plans that this body watches, as they stood on a day.

    as_at: the day. Updates and responses count where both the day they speak of and the moment they were recorded are
    on it or before, and a date as it stood when the day was over. Eleven queries, however large the plans are.
    """
    end = _midnight_after(as_at)
    watched = _watched_by(council, body)
    reviews = [review for review in watched if review.imported_at < end]
    keys = [review.pk for review in reviews]
    rows = _recommendations(reviews=keys) if keys else []
    parts = _Parts(keys, as_at, end, name) if rows else None
    plans = []
    for review in reviews:
        label = f" of {quoted(review.title)}" if len(reviews) > 1 else ""
        own = [row for row in rows if row.review_id == review.pk]
        asked = tuple(_asked(row, f"{row.name}{label}", parts, as_at, today) for row in own) if parts else ()
        plans.append(Plan(key=review.pk, title=review.title, asked=asked))
    limits = _limits(watched, reviews, rows, as_at, today)
    return Record(as_at=as_at, plans=tuple(plans), limits=tuple(limits), teams=parts.called if parts else ())


def _midnight_after(day: datetime.date) -> datetime.datetime:
    """The moment in London at which a day is over."""
    return timezone.make_aware(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time()))


def _watched_by(council: Council, body: Body) -> list[ScrutinyReview]:
    """The plans of a council that this body watches.

    A scrutiny panel watches all but those whose paper names another of the council's bodies; a board or partnership
    that asks for a report is told of every plan.
    """
    reviews = _reviews(council=council.pk)
    if body.kind != BodyKind.SCRUTINY_PANEL:
        return reviews
    names = {other.name.casefold() for other in _bodies(council=council.pk) if other.pk != body.pk}
    return [review for review in reviews if review.committee.strip().casefold() not in names]


def _limits(
    watched: Sequence[ScrutinyReview],
    reviews: Sequence[ScrutinyReview],
    rows: Sequence[Recommendation],
    as_at: datetime.date,
    today: datetime.date,
) -> Iterable[str]:
    """What of that day cannot be known."""
    later = [quoted(review.title) for review in watched if review not in reviews]
    if later:
        was, are = ("was", "is") if len(later) == 1 else ("were", "are")
        yield f"{these(later)} {was} brought in after this day, and {are} left out."
    if rows and as_at < today:
        yield _NO_DELIVERY


# One recommendation --------------------------------------------------------------------------------------------------
class _Parts:
    """What belongs to the recommendations of some plans, sorted out by owner."""

    def __init__(self, reviews: Collection[int], as_at: datetime.date, end: datetime.datetime, name: Naming) -> None:
        self.actions = _by(_actions(reviews=reviews), "recommendation_id")
        self.steps = _by(_milestones(reviews=reviews), "recommendation_id")
        self.measures = _by(_measures(reviews=reviews), "recommendation_id")
        self.dates = _by(_dates(reviews=reviews), "milestone_id")
        self.moves = _by(_moves(reviews=reviews), "date_id")
        self.earlier = _by(_earlier(reviews=reviews), "recommendation_id")
        self.end = end
        self.owners: dict[int, list[str]] = defaultdict(list)
        called: dict[str, str] = {}
        for recommendation, code, in_full in _owners(reviews=reviews):
            self.owners[recommendation].append(code)
            called[code] = in_full
        self.called = tuple(Called(code, in_full) for code, in_full in sorted(called.items()) if in_full)
        self.updates = {update.milestone_id: update for update in _latest(reviews=reviews, as_at=as_at, end=end)}
        self.name = name


def _by(rows: Iterable[Any], owner: str) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, owner)].append(row)
    return found


def _asked(row: Recommendation, name: str, parts: _Parts, as_at: datetime.date, today: datetime.date) -> Asked:
    said = _said_then(row, parts.earlier.get(row.pk, []), as_at)
    known = _is_known(said, as_at)
    return Asked(
        key=row.pk,
        name=name,
        text=row.text,
        response=Response(said.response) if known else Response.NOT_RECORDED,
        reason=said.reason if known else "",
        decider=said.decider if known else "",
        answered_on=said.on if known else None,
        unknown="" if known else _unknown(said, as_at),
        owners=tuple(parts.owners[row.pk]),
        actions=tuple(
            Doing(action.pk, action.text, Delivery(action.delivery) if as_at >= today else Delivery.NOT_RECORDED)
            for action in parts.actions.get(row.pk, [])
        ),
        steps=tuple(_step(milestone, parts, as_at, row.control) for milestone in parts.steps.get(row.pk, [])),
        measures=tuple(
            Measure(
                measure.pk,
                measure.text,
                MeasureKind(measure.kind),
                only_watched=measure.kind == MeasureKind.MONITORING or rules.only_names_a_monitor(measure.text),
            )
            for measure in parts.measures.get(row.pk, [])
        ),
    )


class _Answer(NamedTuple):
    """What a council said to a recommendation. recorded_at: None for what came with the paper."""

    response: str
    reason: str
    decider: str
    on: datetime.date | None
    recorded_at: datetime.datetime | None


def _said_then(row: Recommendation, earlier: Sequence[EarlierResponse], as_at: datetime.date) -> _Answer:
    """The response that stood on that day: what stands, or the first that another took the place of later."""
    for one in earlier:
        if timezone.localdate(one.replaced_at) > as_at:
            return _Answer(one.response, one.reason, one.decider, one.on, one.recorded_at)
    return _Answer(row.response, row.response_reason, row.response_decider, row.response_on, row.response_recorded_at)


def _is_known(said: _Answer, as_at: datetime.date) -> bool:
    """Whether a response was given and recorded by that day. One that came with the paper was."""
    recorded = said.recorded_at
    return (recorded is None or timezone.localdate(recorded) <= as_at) and (said.on is None or said.on <= as_at)


def _unknown(said: _Answer, as_at: datetime.date) -> str:
    """What is said in place of a response that cannot be told for that day."""
    recorded = said.recorded_at
    if recorded is not None and timezone.localdate(recorded) > as_at:
        day = long_date(timezone.localdate(recorded))
        return (
            f"A response was recorded on {day}, after this day. If there was another before it, it is not known here."
        )
    return "The response that was recorded is dated after this day."


def _step(milestone: Milestone, parts: _Parts, as_at: datetime.date, control: str) -> Step:
    then = (
        known_at([change.move for change in parts.moves.get(date.pk, [])], date.written, parts.end)
        for date in parts.dates.get(milestone.pk, [])
    )
    dates = [date for date in then if date is not None]
    update = parts.updates.get(milestone.pk)
    done_on = update.on if update is not None and update.progress == rules.Progress.DONE else None
    return Step(
        key=milestone.pk,
        text=milestone.text,
        dates=tuple(WrittenDate(date.words, date.window.earliest, date.window.latest, date.reading) for date in dates),
        state=DateState(rules.date_state([date.window for date in dates], as_at, done_on, control)),
        done_on=done_on,
        updates=update.so_many if update is not None else 0,
        latest=Said(
            on=update.on,
            progress=rules.Progress(update.progress),
            words=update.words,
            by=parts.name(update.by_id, update.by.name),
        )
        if update is not None
        else None,
    )


# Queries, for the action that asked who may prepare reports of the council ------------------------------------------
@prepared()
def _reviews(council: int) -> QuerySet[ScrutinyReview]:
    return ScrutinyReview.objects.filter(council=council).defer("columns").order_by("imported_at", "pk")


@prepared()
def _bodies(council: int) -> QuerySet[Body]:
    return Body.objects.filter(council=council)


@prepared(reviews="bigint")
def _recommendations(reviews: Collection[int]) -> QuerySet[Recommendation]:
    return Recommendation.objects.filter(review__in=reviews).defer("cells").order_by("review", "position")


@prepared(reviews="bigint")
def _actions(reviews: Collection[int]) -> QuerySet[Action]:
    return Action.objects.filter(recommendation__review__in=reviews).order_by("position")


@prepared(reviews="bigint")
def _milestones(reviews: Collection[int]) -> QuerySet[Milestone]:
    return Milestone.objects.filter(recommendation__review__in=reviews).order_by("position")


@prepared(reviews="bigint")
def _measures(reviews: Collection[int]) -> QuerySet[OutcomeMeasure]:
    return OutcomeMeasure.objects.filter(recommendation__review__in=reviews).order_by("position")


@prepared(reviews="bigint")
def _dates(reviews: Collection[int]) -> QuerySet[PlanDate]:
    return PlanDate.objects.filter(review__in=reviews, milestone__isnull=False)


@prepared(reviews="bigint")
def _moves(reviews: Collection[int]) -> QuerySet[DateChange]:
    return DateChange.objects.filter(date__review__in=reviews).order_by("recorded_at", "pk")


@prepared(reviews="bigint")
def _earlier(reviews: Collection[int]) -> QuerySet[EarlierResponse]:
    return EarlierResponse.objects.filter(recommendation__review__in=reviews).order_by("replaced_at", "pk")


@prepared(reviews="bigint")
def _owners(reviews: Collection[int]) -> QuerySet[Recommendation, tuple[Any, ...]]:
    rows = Recommendation.objects.filter(review__in=reviews, teams__isnull=False)
    return rows.order_by("teams__code", "teams__pk").values_list("pk", "teams__code", "teams__name")


@prepared(reviews="bigint")
def _latest(reviews: Collection[int], as_at: datetime.date, end: datetime.datetime) -> QuerySet[Update]:
    """The latest update of each milestone up to a day, with how many there were by then."""
    rows = Update.objects.filter(milestone__recommendation__review__in=reviews, on__lte=as_at, recorded_at__lt=end)
    so_many: dict[str, Any] = {"so_many": Window(Count("pk"), partition_by=[F("milestone")])}
    return rows.annotate(**so_many).select_related("by").latest_of_each()
