"""Where the plans are in six lines, and the counts of successive reports. Pure."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from actionplan.rules import RESPONSE_LABELS, DateState, Response
from succession.reports.scrutiny.record import AHEAD, Asked, Record, Step
from succession.reports.scrutiny.wording import how_long, long_date, naming

MOST_POINTS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A figure with what it counts: "3 of 18" and "milestones are late, the longest by 5 weeks."."""

    figure: str
    words: str


@dataclass(frozen=True, slots=True)
class Point:
    """How many milestones were in each state in one issued report. Those that were due soon count as open."""

    as_at: datetime.date
    late: int
    open: int
    not_yet: int
    no_date: int
    done: int
    schools_decide: int = 0


# Six lines -----------------------------------------------------------------------------------------------------------
def lines(record: Record) -> tuple[Line, ...]:
    """Where we are: responses, done, late, ahead, without a date, and measures that say what should come of it."""
    asked, steps = list(record.every()), list(record.steps())
    if not asked:
        return (Line("0", "recommendations: no plan had been brought in by this day."),)
    states = record.states()
    total = len(steps)
    if not total:
        none = Line("0", "milestones are set, so nothing can be late or done.")
        return (_answered(record, len(asked)), none, _measures(asked))
    return (
        _answered(record, len(asked)),
        Line(_of(states[DateState.DONE], total), f"{_milestones(total)} {_verb(states[DateState.DONE])} done."),
        _late(record, steps),
        _ahead(sum(states[state] for state in AHEAD), total, steps, record.as_at),
        _undated(steps, total),
        _measures(asked),
    )


def _of(n: int, total: int) -> str:
    return f"{n} of {total}"


def _verb(n: int) -> str:
    return "is" if n == 1 else "are"


def _milestones(total: int) -> str:
    return "milestone" if total == 1 else "milestones"


def _answered(record: Record, total: int) -> Line:
    responses = record.responses()
    answered = total - responses[Response.NOT_RECORDED]
    parts = [
        f"{responses[response]} {label.lower()}"
        for response, label in RESPONSE_LABELS.items()
        if responses[response] and response is not Response.NOT_RECORDED
    ]
    have = f"{'recommendation' if total == 1 else 'recommendations'} {'has' if answered == 1 else 'have'}"
    told = f": {', '.join(parts)}" if parts else ""
    return Line(_of(answered, total), f"{have} a response recorded{told}.")


def _late(record: Record, steps: Sequence[tuple[Asked, Step]]) -> Line:
    late = [(step.days_late(record.as_at), asked.name) for asked, step in steps if step.state is DateState.LATE]
    words = f"{_milestones(len(steps))} {_verb(len(late))} late"
    schools = record.states()[DateState.SCHOOLS_DECIDE]
    if late:
        days, name = max(late, key=lambda found: found[0])
        longest = "" if len(late) == 1 else "the longest "
        words += f", {longest}by {how_long(days)} ({naming([name])})"
    if schools:
        words += (
            f"; {schools} more {'has' if schools == 1 else 'have'} passed {'its' if schools == 1 else 'their'} day "
        )
        words += "where each school decides for itself, which the council cannot be late with"
    return Line(_of(len(late), len(steps)), f"{words}.")


def _ahead(n: int, total: int, steps: Sequence[tuple[Asked, Step]], as_at: datetime.date) -> Line:
    words = f"{_milestones(total)} {_verb(n)} open or still to come"
    ends = [
        (date.latest, asked.name)
        for asked, step in steps
        if step.state in AHEAD
        for date in step.dates
        if date.latest is not None and date.latest >= as_at
    ]
    if ends:
        day, name = min(ends)
        words += f"; the next is due by {long_date(day)} ({naming([name])})"
    return Line(_of(n, total), f"{words}.")


def _undated(steps: Sequence[tuple[Asked, Step]], total: int) -> Line:
    n = sum(step.state is DateState.NO_DATE for _, step in steps)
    tail = f", so {'it' if n == 1 else 'they'} can never be late" if n else ""
    return Line(_of(n, total), f"{_milestones(total)} {'has' if n == 1 else 'have'} no date{tail}.")


def _measures(every: Sequence[Asked]) -> Line:
    measures = [measure for asked in every for measure in asked.measures]
    if not measures:
        return Line("0", "outcome measures are set, so nothing says what should come of the plan.")
    n = sum(measure.only_watched for measure in measures)
    what = "outcome measure" if len(measures) == 1 else "outcome measures"
    says = "says only who watches" if n == 1 else "say only who watches"
    return Line(_of(n, len(measures)), f"{what} {says}, not what should come of it.")


# Report by report ----------------------------------------------------------------------------------------------------
def point_of(record: Record) -> Point:
    """The counts of a report, for the line over several of them."""
    states = record.states()
    return Point(
        as_at=record.as_at,
        late=states[DateState.LATE],
        open=states[DateState.OPEN] + states[DateState.DUE_SOON],
        not_yet=states[DateState.NOT_YET],
        no_date=states[DateState.NO_DATE],
        done=states[DateState.DONE],
        schools_decide=states[DateState.SCHOOLS_DECIDE],
    )


def points_with(earlier: Sequence[Point], record: Record) -> tuple[Point, ...]:
    """The counts of earlier reports and of this one, a day once, the latest MOST_POINTS of them."""
    before = [point for point in earlier if point.as_at < record.as_at]
    return (*before, point_of(record))[-MOST_POINTS:]
