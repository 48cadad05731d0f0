"""Filters of a list, which live in its address."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.http import urlencode


class FilterForm(forms.Form):
    """Which rows of a list to show. Whatever it does not know is passed over, and neither shown nor asked for.

    asked: the words of the address. words: for each menu whose choices are not always the same, what can be chosen,
    with the words for it.
    """

    anything = "Any"
    """The first choice of each menu."""

    def __init__(
        self, asked: Mapping[str, str], words: Mapping[str, Mapping[str, str]] | None = None, **options: Any
    ) -> None:
        super().__init__({name: value for name, value in asked.items() if "\0" not in value}, **options)
        for name, choices in (words or {}).items():
            cast("forms.ChoiceField", self.fields[name]).choices = [("", self.anything), *choices.items()]
        self.data = {name: value for name, value in self.data.items() if self._knows(name, value)}

    def _knows(self, name: str, value: str) -> bool:
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            return field.valid_value(value)
        return field is not None

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that are set, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def in_address(self) -> str:
        """The same as an address has them."""
        return urlencode(self.chosen)

    def word(self, name: str) -> str:
        """What was chosen in a menu, or typed, in words."""
        value, field = str(self.chosen[name]), self.fields[name]
        words = dict(cast("Iterable[tuple[str, str]]", getattr(field, "choices", ())))
        return str(words.get(value, value))
