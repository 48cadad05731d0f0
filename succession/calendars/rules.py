"""What a calendar holds: days of the plan and of meetings, in words that name nobody. Pure."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One whole day. key: what the calendar program knows it by, the same when its day or words change."""

    key: str
    on: datetime.date
    title: str
    href: str
    is_cancelled: bool = False


def milestone_title(recommendation: str, number: int) -> str:
    """What a milestone is called: by numbers alone, since its words may name somebody."""
    return f"Action plan: recommendation {recommendation}, milestone {number} is due"


def meeting_title(body: str) -> str:
    """What a meeting is called."""
    return f"Meeting: {body}"
