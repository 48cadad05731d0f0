"""Past days of the demonstration: always working days, at a quarter past four."""

import datetime

from django.utils import timezone

_SATURDAY = 5


def days_before(today: datetime.date, days: int) -> datetime.date:
    """The working day `days` days ago, or the Friday before it."""
    day = today - datetime.timedelta(days=days)
    return day - datetime.timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def moment(day: datetime.date) -> datetime.datetime:
    """A quarter past four on that day."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(16, 15)))
