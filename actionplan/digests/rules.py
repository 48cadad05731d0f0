"""Which week a letter is of, whether there is one, and what it says. Pure.

It holds no word of the plan itself, only numbers, states and days: what a milestone says is read behind the sign-in.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from actionplan.rules import DateState, count, long_date

TOLD = {
    DateState.LATE: "Late",
    DateState.DUE_SOON: "Due soon",
    DateState.OPEN: "Open",
}
"""The states that are told, in the order of the letter, and how each group is headed."""
ASKING = frozenset({DateState.LATE, DateState.DUE_SOON})
"""The states for whose sake there is a letter at all."""
MOST = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One milestone: whose recommendation, which of its milestones, its last day, and where it is updated."""

    state: DateState
    recommendation: str
    number: int
    ends: datetime.date | None
    href: str

    @property
    def words(self) -> str:
        """What it is, without a word of what it says."""
        ends = f", to {long_date(self.ends)}" if self.ends else ""
        return f"Recommendation {self.recommendation}, milestone {self.number}{ends}"


def week_of(day: datetime.date) -> datetime.date:
    """The Monday of the week a day lies in: the key of that week's letter."""
    return day - datetime.timedelta(days=day.weekday())


def is_due(states: Sequence[DateState]) -> bool:
    """Whether there is a letter: only where something is late or due."""
    return any(state in ASKING for state in states)


def subject(lines: Sequence[Line], council: str) -> str:
    """What the letter is about, in numbers alone."""
    late = sum(line.state is DateState.LATE for line in lines)
    soon = sum(line.state is DateState.DUE_SOON for line in lines)
    parts = [f"{late} late"] if late else []
    parts += [f"{soon} due soon"] if soon else []
    return f"The action plan of {council}: {', '.join(parts)}"[:200]


def body(lines: Sequence[Line], *, council: str, ours: str, stop: str) -> str:
    """The letter: each group with its items, each with the link to where it is updated."""
    parts = [f"What your teams have to do in the action plan of {council}. Each link leads to its update form."]
    shown = list(lines[:MOST])
    for state, heading in TOLD.items():
        group = [line for line in shown if line.state is state]
        if group:
            every = sum(line.state is state for line in lines)
            parts.append(f"{heading} ({count(every, 'milestone')})")
            parts += [f"{line.words}:\n{line.href}" for line in group]
    if len(lines) > MOST:
        parts.append(f"And {len(lines) - MOST} more.")
    parts.append(f"All of it: {ours}")
    parts.append(f"This letter comes on Mondays, and only when something is late or due. Stop it here: {stop}")
    return "\n\n".join(parts)
