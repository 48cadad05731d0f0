"""The pictures of a progress report: milestones by state, responses, late and done over several reports. Pure."""

import math
from collections.abc import Iterator, Sequence

from actionplan.rules import DATE_STATE_LABELS, RESPONSE_LABELS, DateState
from documents.charts import Chart, bars, lines
from succession.reports.scrutiny import figures
from succession.reports.scrutiny.record import Asked, Record
from succession.reports.scrutiny.wording import count, long_date, naming

_STATES = [
    DATE_STATE_LABELS[state]
    # What is due soon stands last, so that the others look in every report as they did in those before it was told.
    for state in (
        *(DateState.LATE, DateState.DONE, DateState.NO_DATE, DateState.OPEN, DateState.NOT_YET),
        DateState.DUE_SOON,
        DateState.SCHOOLS_DECIDE,
    )
]
# So many bars stand on one sheet of A4 with their heading.
_ON_A_SHEET = 10
_FEWEST_POINTS = 3  # two reports are a comparison, which the report begins with


def charts(record: Record, points: Sequence[figures.Point]) -> dict[str, Chart]:
    """The pictures of a report by their names in it."""
    return dict(_charts(record, points))


def _charts(record: Record, points: Sequence[figures.Point]) -> Iterator[tuple[str, Chart]]:
    yield from _milestones([asked for asked in record.every() if asked.steps], record)
    if record.responses():
        yield "responses", _responses(record)
    if len(points) >= _FEWEST_POINTS:
        yield "over-time", _over_time(points)


def _milestones(every: Sequence[Asked], record: Record) -> Iterator[tuple[str, Chart]]:
    """A bar for each recommendation that has milestones, on as many sheets as they need."""
    if not every:
        return
    sheets = math.ceil(len(every) / _ON_A_SHEET)
    size = math.ceil(len(every) / sheets)
    longest = max(len(asked.steps) for asked in every)
    for sheet in range(sheets):
        part = f", part {sheet + 1} of {sheets}" if sheets > 1 else ""
        yield f"milestones-{sheet + 1}", _bars(every[sheet * size : (sheet + 1) * size], record, part, longest)


def _bars(every: Sequence[Asked], record: Record, part: str, longest: int) -> Chart:
    late = [asked.name for asked in every if asked.states()[DateState.LATE]]
    told = f"{naming(late).capitalize()} {'has' if len(late) == 1 else 'have'} late ones." if late else "None is late."
    total = count(sum(len(asked.steps) for asked in every), "milestone")
    return bars(
        title=f"Milestones of each recommendation by state{part}",
        sentence=f"On {long_date(record.as_at)}: {total} of {count(len(every), 'recommendation')}. {told}",
        states=_STATES,
        rows=_rows(every),
        longest=longest,
        of="Milestones of" if len(every) > 1 else "Milestones",
    )


def _rows(every: Sequence[Asked]) -> dict[str, dict[str, int]]:
    """A row for each recommendation; a paper may give two of them one number."""
    found: dict[str, dict[str, int]] = {}
    for asked in every:
        name, nth = f"Recommendation {asked.name}", 2
        while name in found:
            name, nth = f"Recommendation {asked.name}, the same number again ({nth})", nth + 1
        found[name] = {DATE_STATE_LABELS[state]: n for state, n in asked.states().items()}
    return found


def _responses(record: Record) -> Chart:
    first = figures.lines(record)[0]
    return bars(
        title="Recommendations by the council’s response",
        sentence=f"On {long_date(record.as_at)}: {first.figure} {first.words}",
        states=list(RESPONSE_LABELS.values()),
        rows={"All": {RESPONSE_LABELS[response]: n for response, n in record.responses().items()}},
        of="Recommendations",
    )


def _over_time(points: Sequence[figures.Point]) -> Chart:
    first, last = points[0], points[-1]
    return lines(
        title="Milestones late and done, report by report",
        sentence=(
            f"From {long_date(first.as_at)} to {long_date(last.as_at)} late milestones went from {first.late} to "
            f"{last.late}, and those done from {first.done} to {last.done}."
        ),
        days=[point.as_at for point in points],
        series={"Late": [point.late for point in points], "Done": [point.done for point in points]},
        of="Milestones",
    )
