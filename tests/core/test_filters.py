"""Filters of a list: what they know is asked for and shown, and nothing else is."""

import pytest
from django import forms
from django.http import QueryDict

from core.filters import FilterForm


class Fruit(FilterForm):
    """A search, a menu that is always the same, and one that is not."""

    q = forms.CharField(required=False, max_length=10)
    colour = forms.ChoiceField(required=False, choices=[("", "Any"), ("r", "Red"), ("g", "Green")])
    kind = forms.ChoiceField(label="Kind", required=False)


def form(query: str) -> Fruit:
    return Fruit(QueryDict(query).dict(), {"kind": {"1": "Apple", "2": "Pear"}})


def test_what_is_known_is_chosen_and_stands_in_the_address_and_in_words() -> None:
    asked = form("q=cox&colour=r&kind=2&page=3")
    assert asked.chosen == {"q": "cox", "colour": "r", "kind": "2"}
    assert asked.in_address == "q=cox&colour=r&kind=2"
    assert [asked.word(name) for name in asked.chosen] == ["cox", "Red", "Pear"]


@pytest.mark.parametrize(
    "query",
    ["colour=puce", "kind=3", "kind=1%00", "q=%00", "nothing=1", "colour=&kind=", "kind=<b>&colour=%27%20OR%201"],
)
def test_what_is_not_known_is_passed_over_and_shown_nowhere(query: str) -> None:
    asked = form(query)
    assert asked.chosen == {}
    assert asked.in_address == ""
    assert asked.as_div() == form("").as_div()


def test_words_that_are_too_long_are_not_asked_for() -> None:
    assert form("q=" + "x" * 11).chosen == {}


def test_the_first_choice_of_a_menu_is_all_of_it() -> None:
    assert next(iter(form("").fields["kind"].choices)) == ("", "Any")  # type: ignore[attr-defined]
