"""Form fields that every room uses."""

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

_FORMATS = ("%d/%m/%Y", "%d/%m/%y", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%d %B %y", "%d %b %y")
_WEEKDAY = re.compile(r"\A(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[,.\s]+", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_SEPTEMBER = re.compile(r"\bsept\b", re.IGNORECASE)
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)\s*[-./]\s*(?=\d)")
_YEARS = range(1900, 2200)


class TypedDateField(forms.Field):
    """One day, typed as people write it: 14 October 2026, 14/10/2026, 5 Sep 27. Gives a `datetime.date`.

    The page reads it back in full, so that a slip of the hand is seen: a form shown again holds "14 October 2026".
    """

    widget = forms.TextInput(attrs={"size": 24, "autocomplete": "off"})
    default_error_messages = {
        "required": "Enter a date, like 14 October 2026.",
        "not_a_day": "Enter a day with its month and year, like 14 October 2026.",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "For example, 14 October 2026.")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> datetime.date | None:
        """The day that the words name."""
        if value in self.empty_values or isinstance(value, datetime.date):
            return value or None
        words = str(value).strip()
        if not words:
            return None
        day = _day(words)
        if day is None:
            raise ValidationError(self.error_messages["not_a_day"], code="not_a_day")
        return day

    def prepare_value(self, value: Any) -> Any:
        """A stored day as people write it; what was typed stays as typed."""
        return f"{value:%-d %B %Y}" if isinstance(value, datetime.date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another day is named, however it is written."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


def _day(words: str) -> datetime.date | None:
    plain = _SEPTEMBER.sub("sep", _ORDINAL.sub("", _WEEKDAY.sub("", words)))
    plain = _BETWEEN_NUMBERS.sub("/", " ".join(plain.replace(",", " ").split()))
    for form in _FORMATS:
        try:
            day = datetime.datetime.strptime(plain, form).date()  # noqa: DTZ007 (a day has no time zone)
        except ValueError:
            continue
        return day if day.year in _YEARS else None
    return None
