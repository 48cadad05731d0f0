"""Which part of a history to show. It lives in the URL; words it does not know are passed over."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from core.forms import TypedDateField
from succession.history.kinds import Kind

NOBODY = "nobody"


class HistoryFilterForm(forms.Form):
    """By kind of record, by person, by day."""

    kind = forms.ChoiceField(label="What", required=False)
    by = forms.ChoiceField(label="Who", required=False)
    day = TypedDateField(label="Day", required=False)

    def __init__(self, *args: Any, kinds: Iterable[Kind], people: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._labels: dict[str, dict[str, str]] = {
            "kind": {kind.slug: kind.noun for kind in sorted(kinds, key=lambda kind: kind.noun)},
            "by": {str(key): name for key, name in people} | {NOBODY: "Not known"},
        }
        for name, labels in self._labels.items():
            label = self.fields[name].label
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=[("", "Any"), *labels.items()])

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that are set and known, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

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


class ReadingFilterForm(forms.Form):
    """By person."""

    by = forms.ChoiceField(label="Who", required=False)

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Anybody"), *((str(key), name) for key, name in people)]
        self.fields["by"] = forms.ChoiceField(label="Who", required=False, choices=choices)

    @property
    def by_key(self) -> int | None:
        """The person asked for; None for anybody."""
        self.is_valid()
        by = self.cleaned_data.get("by")
        return int(by) if by else None
