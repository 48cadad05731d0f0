"""Which part of a history to show."""

import datetime
from collections.abc import Iterable, Mapping

from django import forms
from django.utils import timezone

from core.filters import FilterForm
from core.forms import TypedDateField
from succession.history.kinds import Kind

NOBODY = "nobody"


class HistoryFilterForm(FilterForm):
    """By kind of record, by person, by day."""

    kind = forms.ChoiceField(label="What", required=False)
    by = forms.ChoiceField(label="Who", required=False)
    day = TypedDateField(label="Day", required=False)

    def __init__(self, asked: Mapping[str, str], *, kinds: Iterable[Kind], people: Iterable[tuple[int, str]]) -> None:
        self._labels = {
            "kind": {kind.slug: kind.noun for kind in sorted(kinds, key=lambda kind: kind.noun)},
            "by": {str(key): name for key, name in people} | {NOBODY: "Not known"},
        }
        super().__init__(asked, self._labels)

    @property
    def by_key(self) -> int | None:
        """The person asked for; 0 for nobody known; None for anybody."""
        by = self.chosen.get("by")
        return None if by is None else 0 if by == NOBODY else int(by)

    @property
    def moments(self) -> tuple[datetime.datetime, datetime.datetime] | None:
        """The first moment of the day asked for in London, and of the day after it."""
        day = self.chosen.get("day")
        if day is None or not datetime.date(1900, 1, 1) <= day < datetime.date(9000, 1, 1):
            return None
        first, last = (datetime.datetime.combine(on, datetime.time()) for on in (day, day + datetime.timedelta(days=1)))
        return timezone.make_aware(first), timezone.make_aware(last)

    @property
    def in_words(self) -> str:
        """What is shown, as in "meeting, by Ann Head, on 3 May 2026"."""
        said = {
            "kind": lambda value: self._labels["kind"][value].lower(),
            "by": lambda value: f"by {self._labels['by'][value]}" if value != NOBODY else "by somebody not known",
            "day": lambda value: f"on {value:%-d %B %Y}",
        }
        return ", ".join(said[name](value) for name, value in self.chosen.items())


class ReadingFilterForm(FilterForm):
    """By person."""

    anything = "Anybody"

    by = forms.ChoiceField(label="Who", required=False)

    def __init__(self, asked: Mapping[str, str], *, people: Iterable[tuple[int, str]]) -> None:
        super().__init__(asked, {"by": {str(key): name for key, name in people}})

    @property
    def by_key(self) -> int | None:
        """The person asked for; None for anybody."""
        by = self.chosen.get("by")
        return int(by) if by else None
