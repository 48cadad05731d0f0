"""The milestones of a plan as a picture of their time, and counted at the end of each month. Pure."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actionplan import rules
from actionplan.answering.control import Control
from actionplan.rules import DateState, Window
from actionplan.slippage.rules import Move, Written, known_at
from documents.charts import Chart, lines
from documents.timelines import Bar, windows

ON_A_SHEET = 12
MOST_MONTHS = 12
_AHEAD = (DateState.DUE_SOON, DateState.OPEN, DateState.NOT_YET)


@dataclass(frozen=True, slots=True)
class Dated:
    """One date of a milestone. name: of its recommendation. first: as agreed at first, where it has moved."""

    name: str
    text: str
    state: DateState
    now: Written
    first: Written | None


def timeline(every: Sequence[Dated], *, of: int, since: datetime.date, today: datetime.date, part: str) -> Chart:
    """A sheet of windows, at most ON_A_SHEET. of: how many dates a calendar can hold there are on all sheets."""
    moved = sum(one.first is not None for one in every)
    told = f" {moved} of these moved since {'it was' if moved == 1 else 'they were'} first agreed." if moved else ""
    return windows(
        title=f"When milestones are due{part}",
        sentence=(
            f"On {rules.long_date(today)}, the broken line: {len(every)} of {rules.count(of, 'date')}, "
            f"by their last day.{told}"
        ),
        bars=[
            Bar(
                name=f"{one.name}. {one.now.words}",
                now=(one.now.window.earliest, one.now.window.latest),
                first=(one.first.window.earliest, one.first.window.latest) if one.first else None,
                cells=(
                    one.text,
                    rules.span(one.now.window),
                    _first(one),
                    rules.DATE_STATE_LABELS[one.state],
                ),
            )
            for one in every
        ],
        since=since,
        today=today,
        head=("Date", "Milestone", "Now", "First agreed", "State"),
    )


def _first(one: Dated) -> str:
    if one.first is None:
        return "The same"
    return rules.span(one.first.window) if one.first.window.is_known else one.first.words


# Counts over time ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Said:
    """That somebody said on a day that a milestone is done, or is not, and when it was recorded."""

    on: datetime.date
    recorded_at: datetime.datetime
    is_done: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """A milestone with all that was recorded of it: its dates with their moves, and what was said, in any order.

    control: who can make its recommendation happen, which carries no day of its own.
    """

    dates: Sequence[tuple[Written, Sequence[Move]]]
    said: Sequence[Said]
    control: str = Control.NOT_RECORDED


def month_ends(since: datetime.date, today: datetime.date) -> list[datetime.date]:
    """The last day of each month from the one of `since` on, then today; the latest MOST_MONTHS of them."""
    days: list[datetime.date] = []
    first = since.replace(day=1)
    while True:
        following = (first + datetime.timedelta(days=32)).replace(day=1)
        last = following - datetime.timedelta(days=1)
        if last >= today:
            return [*days, today][-MOST_MONTHS:]
        days.append(last)
        first = following


def state_then(milestone: Followed, day: datetime.date, end: datetime.datetime) -> DateState:
    """Where a milestone stood on a day, from what was recorded up to `end`, the moment at which that day is over."""
    known = [said for said in milestone.said if said.on <= day and said.recorded_at < end]
    latest = max(known, key=lambda said: (said.on, said.recorded_at), default=None)
    dates = (known_at(moves, now, end) for now, moves in milestone.dates)
    found: Iterable[Window] = [date.window for date in dates if date is not None]
    return rules.date_state(found, day, latest.on if latest and latest.is_done else None, milestone.control)


def over_time(every: Sequence[Followed], days: Sequence[tuple[datetime.date, datetime.datetime]]) -> Chart:
    """How many milestones were done, late, ahead and without a date at the end of each month, as was known then.

    days: each with the moment at which it is over.
    """
    counts = [Counter(state_then(milestone, day, end) for milestone in every) for day, end in days]
    series = {
        "Done": [count[DateState.DONE] for count in counts],
        "Late": [count[DateState.LATE] for count in counts],
        "Open or to come": [sum(count[state] for state in _AHEAD) for count in counts],
        "No date": [count[DateState.NO_DATE] for count in counts],
    }
    if any(count[DateState.SCHOOLS_DECIDE] for count in counts):
        series["Past its day, schools decide"] = [count[DateState.SCHOOLS_DECIDE] for count in counts]
    (first, _), (last, _) = days[0], days[-1]
    return lines(
        title="Milestones by month, as was known then",
        sentence=(
            f"From {rules.long_date(first)} to {rules.long_date(last)} late milestones went from {series['Late'][0]} "
            f"to {series['Late'][-1]}, and those done from {series['Done'][0]} to {series['Done'][-1]}, "
            f"of {len(every)}. What was recorded later counts from then on."
        ),
        days=[day for day, _ in days],
        series=series,
        of="Milestones",
    )
