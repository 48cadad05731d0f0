"""What every report says about itself, whatever its kind. Pure."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class About:
    """What a report says of itself, whatever its kind. The number it gets when it is issued stands beside it."""

    title: str
    place: str
    body: str
    as_at: datetime.date
    meeting_on: datetime.date | None = None
    previous_number: int | None = None
    previous_as_at: datetime.date | None = None
    replaces_number: int | None = None
    correction: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is otherwise than in an earlier report, in sentences, for each part."""

    open: tuple[str, ...] = ()
    confidential: tuple[str, ...] = ()
