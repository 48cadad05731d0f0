"""When a response is looked at again, and by when scrutiny is to have its reply. Pure: the day is passed in."""

import calendar
import datetime
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from actionplan.answering.control import CONTROL_LABELS, Control
from actionplan.rules import Refused, Response, count, is_no_answer, long_date

# A thing that was taken up whole is followed by its milestones; the others may be worth another look.
REVISITED = frozenset({Response.PARTLY, Response.DECLINED, Response.NOTED})
MOST_MONTHS = 24


# Responses -----------------------------------------------------------------------------------------------------------
def check_revisit(*, response: str, revisit_on: datetime.date | None, today: datetime.date) -> None:
    """Raise Refused unless a response can come back on this day."""
    if revisit_on is None:
        return
    if response not in REVISITED:
        raise Refused(
            "What was accepted is followed by its milestones. Leave the day to look again empty.", field="revisit_on"
        )
    if revisit_on <= today:
        raise Refused("The day to look again is not in the future. Enter a later one.", field="revisit_on")


def check_says_something(*, words: str, field: str) -> None:
    """Raise Refused where words are only "N/A" or a dash, which nobody can be asked about."""
    if words.strip() and is_no_answer(words):
        raise Refused(f"“{words.strip()}” says nothing. Say it in a sentence, or leave it empty.", field=field)


def check_control(control: str) -> None:
    """Raise Refused unless this says who can make it happen."""
    if control == Control.NOT_RECORDED:
        raise Refused("Choose who can make this happen.", field="control")


def has_come_back(revisit_on: datetime.date | None, today: datetime.date) -> bool:
    """Whether the day to look at a response again has come."""
    return revisit_on is not None and revisit_on <= today


def control_label(control: str) -> str:
    """Who can make it happen, in words."""
    return CONTROL_LABELS[Control(control)]


# The reply to scrutiny -----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ReplyTime:
    """For reports sent on a day or later: how many months there are for the reply, and what says so."""

    applies_from: datetime.date
    months: int
    source: str


def _statutory() -> tuple[ReplyTime, ...]:
    path = Path(__file__).parents[1] / "data" / "reply_times.toml"
    return tuple(ReplyTime(**row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["time"])


STATUTORY = _statutory()


def reply_time(sent_on: datetime.date, own: Iterable[ReplyTime]) -> ReplyTime:
    """The time for the reply to a report sent on this day: the council's own where it has one, or else the law's.

    Raises Refused for a report from before any that is known.
    """
    for times in (own, STATUTORY):
        begun = [time for time in times if time.applies_from <= sent_on]
        if begun:
            return max(begun, key=lambda time: time.applies_from)
    first = min(time.applies_from for time in STATUTORY)
    raise Refused(
        f"For a report sent before {long_date(first)} no time for the reply is known here. Set your council’s own.",
        field="sent_on",
    )


def reply_due(sent_on: datetime.date, months: int) -> datetime.date:
    """The last day for the reply. The day it was sent counts: two months from 10 March end with 9 May.

    Where the month has no such day, the time ends with the month: two months from 31 December end with February.
    """
    years, month = divmod(sent_on.year * 12 + sent_on.month - 1 + months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    if sent_on.day > last:
        return datetime.date(years, month + 1, last)
    return datetime.date(years, month + 1, sent_on.day) - datetime.timedelta(days=1)


def reply_sentence(
    *, sent_on: datetime.date, months: int, replied_on: datetime.date | None, today: datetime.date
) -> str:
    """Where the reply to scrutiny stands on a day, in sentences that count the days. A due day ends at midnight."""
    due = reply_due(sent_on, months)
    sent = f"The panel’s report was sent to the Cabinet on {long_date(sent_on)}."
    if replied_on is not None:
        over = (replied_on - due).days
        how = f"{count(over, 'day')} late" if over > 0 else "in time"
        return f"{sent} The council replied on {long_date(replied_on)}, {how}: the reply was due by {long_date(due)}."
    left = (due - today).days
    if left < 0:
        return f"{sent} The reply was due by {long_date(due)} and is {count(-left, 'day')} late."
    when = "today is the last day" if left == 0 else f"{count(left, 'day')} left"
    return f"{sent} The reply is due by {long_date(due)}: {when}."


def check_reply(*, sent_on: datetime.date, replied_on: datetime.date | None, today: datetime.date) -> None:
    """Raise Refused unless these days can be so."""
    if sent_on > today:
        raise Refused("The day the report was sent is in the future. Enter the day it was sent.", field="sent_on")
    if replied_on is not None and replied_on > today:
        raise Refused("The day of the reply is in the future. Leave it empty until then.", field="replied_on")
    if replied_on is not None and replied_on < sent_on:
        raise Refused("The reply is from before the report was sent. Check both days.", field="replied_on")


def check_reply_time(*, months: int, source: str) -> None:
    """Raise Refused unless a council can have this time for its reply."""
    if not 1 <= months <= MOST_MONTHS:
        raise Refused(f"Enter a number of months from 1 to {MOST_MONTHS}.", field="months")
    check_says_something(words=source, field="source")
    if not source.strip():
        raise Refused("Say what sets this time, like a rule of your constitution.", field="source")
