"""How the milestones of a plan are put together, and in which order. Pure."""

import datetime
from collections.abc import Iterable, Mapping
from enum import StrEnum

from actionplan import rules
from actionplan.rules import DateState, Window


class By(StrEnum):
    """What the milestones of a plan are put together by. Without one, the plan is shown by recommendation."""

    TEAM = "team"
    MONTH = "month"
    STATE = "state"
    BODY = "body"


BY_LABELS = {By.TEAM: "Team", By.MONTH: "Month", By.STATE: "State", By.BODY: "Monitoring body"}
NOBODY = "Nobody is named"
NO_BODY = "No body watches these"
NO_MONTH = "No last day"
_FAR_OFF = datetime.date.max


def month_of(windows: Iterable[Window], today: datetime.date) -> datetime.date | None:
    """The first day of the month in which a milestone is next due, or was due last; None where no date says so."""
    days = sorted(window.latest for window in windows if window.latest is not None)
    if not days:
        return None
    return next((day for day in days if day >= today), days[-1]).replace(day=1)


def month_order(month: datetime.date | None) -> datetime.date:
    """Months in time, and what has none at the end."""
    return month or _FAR_OFF


def month_heading(month: datetime.date | None) -> str:
    """A month as a heading."""
    return f"{month:%B %Y}" if month else NO_MONTH


def group_sentence(states: Mapping[DateState, int]) -> str:
    """What a group holds: "4 milestones: 1 late, 2 open, 1 done."."""
    total = sum(states.values())
    told = [f"{states[state]} {label.lower()}" for state, label in rules.DATE_STATE_LABELS.items() if states.get(state)]
    return f"{rules.count(total, 'milestone')}: {', '.join(told)}."
