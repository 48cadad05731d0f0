"""What a page shows of measures: the live figure as a sentence, its coverage, the day and the moment it is for."""

import datetime
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from actionplan.measures import registry
from actionplan.measures.queries import kept_of, reported_counts, valuations_of
from actionplan.measures.registry import EXCLUDED_LABELS, Counted, Measure, Question
from actionplan.measures.rules import Kept, Outcome, Way, month_ends, number_in, outcome_of, published, shown_of
from actionplan.models import OutcomeMeasure, Valuation
from actionplan.rules import count
from core import clock
from documents.charts import Chart, lines
from people.access.guards import allows
from people.models import Council, User

logger = logging.getLogger(__name__)

LIVE = 3
"""So many measures of one page are counted while it is made; the others show what was kept last night."""
FAILED = "This measure could not be counted just now. The others stand as they are, and what was kept of it is below."
NOT_TOLD = "This counts people or posts, and its figure is told to the council’s officers alone."
NOT_YET = (
    "Not counted yet. People and posts are counted once a term, over five schools or more, on the night after this "
    "measure was chosen."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One measure as a page shows it.

    value: the number that may be shown, where there is one. coverage and left_out are empty where there is no figure.
    """

    measure: OutcomeMeasure
    valuation: Valuation | None
    sentence: str = ""
    value: int | None = None
    coverage: str = ""
    left_out: tuple[str, ...] = ()
    as_at: datetime.date | None = None
    known_at: datetime.datetime | None = None
    problem: str = ""
    last_day: datetime.date | None = None

    @property
    def outcome(self) -> Outcome:
        """What it comes to today, by its target and the last day for it."""
        target = number_in(self.measure.target)
        return outcome_of(value=self.value, target=target, last_day=self.last_day, today=clock.today())

    @property
    def named(self) -> Measure | None:
        """The measure of the registry that counts it."""
        return registry.named(self.valuation.named) if self.valuation and self.valuation.is_computed else None

    @property
    def is_reported(self) -> bool:
        """Whether its number is the count of what was reported."""
        return self.valuation is not None and not self.valuation.is_computed


def shown_for(
    user: User, council: Council, measures: Sequence[OutcomeMeasure], last_days: Mapping[int, datetime.date]
) -> dict[int, Shown]:
    """Each measure of a recommendation that this person may read, by its key.

    last_days: the last day that its paper's dates allow, of each that has any.
    """
    keys = [measure.pk for measure in measures if getattr(measure, "is_valued", True)]
    valuations = valuations_of(keys)
    computed = [one for one in valuations.values() if one.is_computed]
    reported = reported_counts([one.measure_id for one in valuations.values() if one.way == Way.REPORTED])
    live = {one.pk for one in computed if not _is_of_people(one)}
    live = set(sorted(live)[:LIVE])
    kept = kept_of([one.pk for one in computed if one.pk not in live])
    now = clock.now()
    found: dict[int, Shown] = {}
    for measure in measures:
        valuation = valuations.get(measure.pk)
        if valuation is None:
            found[measure.pk] = Shown(measure, None)
        elif not valuation.is_computed:
            found[measure.pk] = _reported(measure, valuation, reported.get(measure.pk))
        elif valuation.pk in live:
            found[measure.pk] = counted_live(user, council, measure, valuation, clock.today(), now)
        else:
            found[measure.pk] = from_kept(user, council, measure, valuation, kept.get(valuation.pk, []))
    return {key: replace(shown, last_day=last_days.get(key) or shown.measure.due_on) for key, shown in found.items()}


def _is_of_people(valuation: Valuation) -> bool:
    named = registry.named(valuation.named)
    return named is not None and named.is_of_people


def _reported(measure: OutcomeMeasure, valuation: Valuation, found: tuple[int, datetime.date] | None) -> Shown:
    number, last = found or (0, None)
    latest = f", the latest of {last:%-d %B %Y}" if last else ""
    sentence = f"{count(number, 'item')} reported{latest}."
    return Shown(measure, valuation, sentence, value=number, as_at=clock.today())


def counted_live(
    user: User,
    council: Council,
    measure: OutcomeMeasure,
    valuation: Valuation,
    day: datetime.date,
    known_at: datetime.datetime,
) -> Shown:
    """A measure that counts no people, counted now for a day and a moment. One whose counting fails says so."""
    named = registry.named(valuation.named)
    if named is None:
        return Shown(measure, valuation, problem=FAILED)
    if not allows(user, named.read, council):
        return Shown(measure, valuation, problem=NOT_TOLD)
    try:
        found = named.figure(question_of(valuation, council, day, known_at))
    except Exception:
        logger.exception("a measure could not be counted named=%s valuation=%s", valuation.named, valuation.pk)
        return Shown(measure, valuation, problem=FAILED)
    every = f"{found.every} {named.unit}"
    sentence = named.says(str(found.counted), every, valuation.given, is_one=found.counted == 1)
    return Shown(
        measure,
        valuation,
        sentence,
        value=found.counted,
        coverage=coverage(found.schools, found.asked),
        left_out=left_out(found),
        as_at=day,
        known_at=known_at,
    )


def from_kept(
    user: User, council: Council, measure: OutcomeMeasure, valuation: Valuation, kept: Sequence[Kept]
) -> Shown:
    """A measure as it was kept last; of people, as it was published last."""
    named = registry.named(valuation.named)
    if named is None:
        return Shown(measure, valuation, problem=FAILED)
    if not allows(user, named.read, council):
        return Shown(measure, valuation, problem=NOT_TOLD)
    values = published(kept) if named.is_of_people else list(kept)
    if not values:
        return Shown(measure, valuation, problem=NOT_YET if named.is_of_people else FAILED)
    last = values[-1]
    if not named.is_of_people:
        sentence = named.says(
            str(last.counted), f"{last.every} {named.unit}", valuation.given, is_one=last.counted == 1
        )
        return Shown(measure, valuation, sentence, value=last.counted, as_at=last.as_at, known_at=last.known_at)
    told = shown_of(last)
    every = f"{told.of} {named.unit}" if told.of is not None else named.unit
    sentence = named.says(str(told), every, valuation.given, is_one=told.value == 1)
    return Shown(
        measure,
        valuation,
        sentence,
        value=told.value,
        coverage=f"Counted over {count(len(last.urns), 'school')}.",
        as_at=last.as_at,
        known_at=last.known_at,
    )


def question_of(valuation: Valuation, council: Council, day: datetime.date, known_at: datetime.datetime) -> Question:
    """What is asked of its named measure."""
    return Question(council.pk, day, known_at, valuation.given, valuation.service)


def coverage(schools: int, asked: int) -> str:
    """Of those that could answer, how many did."""
    return f"Counted over {schools} of {count(asked, 'school')} that could be."


def left_out(found: Counted) -> tuple[str, ...]:
    """Who is left out and why, as "2 schools: Closed"."""
    return tuple(
        f"{count(number, 'school')}: {EXCLUDED_LABELS[part][:1].lower()}{EXCLUDED_LABELS[part][1:]}"
        for part, number in found.excluded.items()
    )


def line_of(named: Measure, valuation: Valuation, kept: Sequence[Kept]) -> Chart | None:
    """The values kept of a computed measure as a line; None of fewer than two."""
    values = published(kept) if named.is_of_people else _thinned(kept)
    if len(values) < 2:
        return None
    told = [shown_of(value).value if named.is_of_people else value.counted for value in values]
    known = [(value, number) for value, number in zip(values, told, strict=True) if number is not None]
    if not known:
        return None
    (first, before), (last, now) = known[0], known[-1]
    return lines(
        title=f"{named.in_full(valuation.given)}, computed",
        sentence=f"{before} on {first.as_at:%-d %B %Y}, {now} on {last.as_at:%-d %B %Y}.",
        days=[value.as_at for value in values],
        series={named.title: told},
        of=named.unit[:1].upper() + named.unit[1:],
    )


def _thinned(kept: Sequence[Kept]) -> list[Kept]:
    """Each of the last sixty days, and before them the end of each month."""
    recent = list(kept[-60:])
    ends = set(month_ends(value.as_at for value in kept[:-60]))
    return [value for value in kept[:-60] if value.as_at in ends] + recent
