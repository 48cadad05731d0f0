"""How a progress report says numbers, lengths of time and lists of recommendations. Pure."""

import datetime
from collections.abc import Sequence
from textwrap import shorten

from actionplan.rules import count, long_date

__all__ = ["count", "how_long", "long_date", "naming", "quoted", "these"]

_WEEK, _MONTH, _YEAR = 7, 30.4375, 365.25
_WEEKS_FROM, _MONTHS_FROM, _YEARS_FROM = 14, 183, 731
_QUOTED = 90
_NAMED = 4


def how_long(days: int) -> str:
    """So many days, as people say it: "5 days", "3 weeks", "7 months", "11 years". Never more than it was."""
    if days < _WEEKS_FROM:
        return count(days, "day")
    if days < _MONTHS_FROM:
        return count(days // _WEEK, "week")
    if days < _YEARS_FROM:
        return count(int(days / _MONTH), "month")
    return count(int(days / _YEAR), "year")


def since(day: datetime.date, as_at: datetime.date) -> str:
    """How long ago a day was."""
    return how_long((as_at - day).days)


def quoted(text: str) -> str:
    """A text in quotation marks, cut where it is long."""
    return f"“{shorten(text, _QUOTED, placeholder=' …') if ' ' in text[:_QUOTED] else text[:_QUOTED]}”"


def these(words: Sequence[str]) -> str:
    """A list in words: "7", "7 and 8", "7, 8 and 9"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def naming(names: Sequence[str], most: int = _NAMED) -> str:
    """Recommendations by name: "recommendation 7", "recommendations 1, 2a, 3, 4 and 2 others"."""
    shown = list(names[:most])
    rest = len(names) - len(shown)
    if rest:
        shown.append(count(rest, "other"))
    return f"recommendation{'s' if len(names) > 1 else ''} {these(shown)}"
