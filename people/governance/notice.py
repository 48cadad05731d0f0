"""How long before a meeting its papers go out: clear days, or clear working days. Pure.

Clear days count neither the day on which papers go out nor the day of the meeting. Of a council's body only days on
which people work are counted: no Saturday, no Sunday, no bank holiday.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from people.bank_holidays import BANK_HOLIDAYS, FIRST, LAST
from people.rules import BodyKind

LONGEST = 60
"""The most days of notice that a body may ask for."""

_DAY = datetime.timedelta(days=1)
_SATURDAY = 5


class NoticeKind(StrEnum):
    """Which days are counted."""

    CLEAR_DAYS = "clear-days"
    CLEAR_WORKING_DAYS = "clear-working-days"


NOTICE_KIND_LABELS = {
    NoticeKind.CLEAR_DAYS: "Clear days",
    NoticeKind.CLEAR_WORKING_DAYS: "Clear working days",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """How much notice a body gives. days: 0 to LONGEST."""

    kind: NoticeKind
    days: int

    def __str__(self) -> str:
        words = "clear working day" if self.kind is NoticeKind.CLEAR_WORKING_DAYS else "clear day"
        return f"{self.days} {words}{'' if self.days == 1 else 's'}"


_WEEK = Notice(NoticeKind.CLEAR_DAYS, 7)
_FIVE_WORKING = Notice(NoticeKind.CLEAR_WORKING_DAYS, 5)
USUAL = {
    BodyKind.GOVERNING_BOARD: _WEEK,
    BodyKind.TRUST_BOARD: _WEEK,
    BodyKind.COMMITTEE: _WEEK,
    BodyKind.SCRUTINY_PANEL: _FIVE_WORKING,
    BodyKind.COUNCIL_BOARD: _FIVE_WORKING,
    BodyKind.PARTNERSHIP: _FIVE_WORKING,
}
"""What a body of each sort gives where it has set nothing else."""


def notice_of(kind: BodyKind, *, own_kind: str = "", own_days: int | None = None) -> Notice:
    """The notice that a body gives: its own where it has set one, else what is usual for its sort."""
    usual = USUAL[kind]
    return Notice(NoticeKind(own_kind) if own_kind else usual.kind, usual.days if own_days is None else own_days)


def is_working(day: datetime.date, holidays: Collection[datetime.date] = BANK_HOLIDAYS) -> bool:
    """Whether people work on a day."""
    return day.weekday() < _SATURDAY and day not in holidays


def clear_days(
    issued: datetime.date,
    meets: datetime.date,
    kind: NoticeKind,
    holidays: Collection[datetime.date] = BANK_HOLIDAYS,
) -> int:
    """How many clear days lie between the day of issue and the day of the meeting, neither counted; 0 for none."""
    if kind is NoticeKind.CLEAR_DAYS:
        return max(0, (meets - issued).days - 1)
    between = range(1, max(1, (meets - issued).days))
    return sum(is_working(issued + number * _DAY, holidays) for number in between)


def last_day(
    notice: Notice, meets: datetime.date, holidays: Collection[datetime.date] = BANK_HOLIDAYS
) -> datetime.date:
    """The last day on which papers can go out so that enough clear days lie before the meeting.

    With working days it is itself a day on which people work, as long as any notice is given.
    """
    day = meets - _DAY
    if notice.kind is NoticeKind.CLEAR_DAYS:
        return day - notice.days * _DAY
    left = notice.days
    while left or not is_working(day, holidays):
        left -= is_working(day, holidays) and left > 0
        day -= _DAY
    return day


def is_in_time(
    notice: Notice,
    *,
    issued: datetime.date,
    meets: datetime.date,
    holidays: Collection[datetime.date] = BANK_HOLIDAYS,
) -> bool:
    """Whether papers that went out on a day gave the notice that the body gives."""
    return clear_days(issued, meets, notice.kind, holidays) >= notice.days and issued < meets


def late_sentence(notice: Notice, *, issued: datetime.date, meets: datetime.date) -> str:
    """What to say of papers that do not give the notice; empty for those that do."""
    if is_in_time(notice, issued=issued, meets=meets):
        return ""
    last = last_day(notice, meets)
    return (
        f"This body gives {notice} of notice. The last day to issue papers for {meets:%-d %B %Y} is "
        f"{last:%-d %B %Y}, so papers of {issued:%-d %B %Y} are late."
    )


def unknown_holidays(notice: Notice, meets: datetime.date) -> bool:
    """Whether working days were counted for a year whose bank holidays are not known here: the count is then a guess.

    Without them a day too many may be counted, so the last day may be too late by as much.
    """
    return notice.kind is NoticeKind.CLEAR_WORKING_DAYS and not FIRST <= meets <= LAST
