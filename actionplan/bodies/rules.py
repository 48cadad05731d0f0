"""What of all that a body watches belongs on its next agenda. Pure."""

import datetime
from dataclasses import dataclass
from typing import Any

from actionplan.rules import DateState

GATHERED = (DateState.LATE, DateState.DUE_SOON, DateState.OPEN)
"""The states for whose sake a milestone stands on an agenda, beside what changed since the last meeting."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A milestone or a measure as an agenda shows it, in words that stay as they are once it is issued.

    what: "milestone" or "measure". due: the date as written, with our reading. said: the day and state of its latest
    update. is_changed: whether it was said since the body's last meeting.
    """

    what: str
    key: int
    recommendation: int
    label: str
    text: str
    state: str
    due: str
    said: str
    is_changed: bool

    def as_json(self) -> dict[str, Any]:
        """To be kept."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def belongs(state: DateState, *, is_changed: bool) -> bool:
    """Whether something watched stands on the agenda: it is late, due or open, or something was said since."""
    return is_changed or state in GATHERED


def from_json(rows: list[dict[str, Any]]) -> list[Watched]:
    """What was kept, as it was gathered."""
    return [Watched(**row) for row in rows]


def since(last: datetime.date | None) -> datetime.date:
    """From which day on something counts as said since the last meeting; all of it where there was none."""
    return last or datetime.date.min
