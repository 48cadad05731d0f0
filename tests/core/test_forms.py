import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

import actionplan.forms
import people.governance.meeting_forms
import policies.forms
from core.forms import (
    EmailAddressField,
    LinkField,
    OneOfField,
    SomeOfField,
    TypedDateField,
    WordsField,
    choose_from,
    offer,
)


class _Form(forms.Form):
    on = TypedDateField(label="Date of the meeting")


class _WordsForm(forms.Form):
    title = WordsField(label="Title", error_messages={"required": "Enter the title."})
    subtitle = WordsField(label="Subtitle (optional)", required=False, max_length=20_000)


@dataclass(frozen=True)
class _Thing:
    pk: int

    def __str__(self) -> str:
        return f"thing {self.pk}"


class _ThingsForm(forms.Form):
    first = OneOfField(label="First")
    second = OneOfField(label="Second", required=False)
    others = SomeOfField(label="Others", required=False)

    def __init__(self, *args: Any, things: list[_Thing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "first", things, before=[("", "Choose one")], after=[("none", "None of these")])
        offer(self, "second", things, called=lambda thing: f"number {thing.pk}", before=[("", "None")])
        offer(self, "others", things)


def test_a_form_gives_the_things_themselves() -> None:
    one, two = _Thing(1), _Thing(2)
    form = _ThingsForm({"first": "2", "others": ["1", "2", "1"]}, things=[one, two])
    assert form.is_valid()
    assert form.cleaned_data == {"first": two, "second": None, "others": [one, two]}


def test_a_choice_that_stands_for_no_thing_gives_none() -> None:
    form = _ThingsForm({"first": "none"}, things=[_Thing(1)])
    assert form.is_valid()
    assert form.cleaned_data["first"] is None


def test_nothing_is_taken_but_what_was_offered() -> None:
    form = _ThingsForm({"first": "3", "second": "x", "others": ["1", "3"]}, things=[_Thing(1)])
    assert form.errors == {name: ["Choose from the list."] for name in ("first", "second", "others")}
    assert "first" in _ThingsForm({"first": ""}, things=[_Thing(1)]).errors


def test_two_forms_of_one_kind_offer_what_each_was_given() -> None:
    one, two = _ThingsForm(things=[_Thing(1)]), _ThingsForm(things=[_Thing(2)])
    assert [str(radio.data["value"]) for radio in one["second"]] == ["", "1"]
    assert [radio.data["label"] for radio in two["second"]] == ["None", "number 2"]


def test_a_choice_can_be_among_plain_words() -> None:
    class Plain(forms.Form):
        size = forms.ChoiceField()

    form = Plain({"size": "s"})
    choose_from(form, "size", [("s", "Small"), ("l", "Large")])
    assert form.is_valid()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("14 October 2026", datetime.date(2026, 10, 14)),
        ("  14  october 2026 ", datetime.date(2026, 10, 14)),
        ("14th October, 2026", datetime.date(2026, 10, 14)),
        ("Wednesday 14 October 2026", datetime.date(2026, 10, 14)),
        ("Wed, 14 Oct 2026", datetime.date(2026, 10, 14)),
        ("14/10/2026", datetime.date(2026, 10, 14)),
        ("14.10.2026", datetime.date(2026, 10, 14)),
        ("14-10-2026", datetime.date(2026, 10, 14)),
        ("14 / 10 / 26", datetime.date(2026, 10, 14)),
        ("5/9/2027", datetime.date(2027, 9, 5)),
        ("5 Sep 27", datetime.date(2027, 9, 5)),
        ("5 Sept 2027", datetime.date(2027, 9, 5)),
        ("2026-10-14", datetime.date(2026, 10, 14)),
        ("29 February 2028", datetime.date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_however_it_is_typed(typed: str, day: datetime.date) -> None:
    form = _Form({"on": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == day


@pytest.mark.parametrize(
    "typed",
    [
        *("soon", "October 2026", "14 October", "1/1/0026", "14", "N/A", "autumn term 2027", "by 14 October 2026"),
        *("14-15 October 2026", "14 October 2026 or so", "14 October 2026, 5 May 2027", "9" * 500),
    ],
)
def test_what_is_no_day_is_refused_with_an_example(typed: str) -> None:
    form = _Form({"on": typed})
    assert form.errors == {"on": ["Enter a day with its month and year, like 14 October 2026."]}
    assert f'value="{typed}"' in str(form["on"])


@pytest.mark.parametrize("typed", ["31 November 2026", "29/02/2027", "10/14/2026"])
def test_a_day_that_no_calendar_has_is_named(typed: str) -> None:
    sentence = f"“{typed}” is not a day in the calendar: check the day and the month."
    assert _Form({"on": typed}).errors == {"on": [sentence]}


class _WindowForm(forms.Form):
    earliest = TypedDateField(of="first")
    latest = TypedDateField(of="last")


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("autumn term 2027", datetime.date(2027, 9, 1), datetime.date(2027, 12, 31)),
        ("Summer 2027", datetime.date(2027, 4, 1), datetime.date(2027, 7, 31)),
        ("June 2027", datetime.date(2027, 6, 1), datetime.date(2027, 6, 30)),
        ("end of the summer term 2027", datetime.date(2027, 7, 31), datetime.date(2027, 7, 31)),
        ("5/9/2027", datetime.date(2027, 9, 5), datetime.date(2027, 9, 5)),
    ],
)
def test_the_first_or_last_day_of_a_time_is_typed_as_that_time(
    typed: str, first: datetime.date, last: datetime.date
) -> None:
    form = _WindowForm({"earliest": typed, "latest": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"earliest": first, "latest": last}


@pytest.mark.parametrize("typed", ["soon", "by Easter 2027", "autumn term", "2027 or 2028"])
def test_a_time_without_two_ends_is_no_day(typed: str) -> None:
    assert set(_WindowForm({"earliest": typed, "latest": typed}).errors) == {"earliest", "latest"}


def test_a_missing_day_is_asked_for() -> None:
    assert _Form({"on": " "}).errors == {"on": ["Enter a date, like 14 October 2026."]}


def test_a_stored_day_is_read_back_in_full() -> None:
    assert 'value="4 October 2026"' in str(_Form(initial={"on": datetime.date(2026, 10, 4)})["on"])


@pytest.mark.parametrize(("typed", "changed"), [("4/10/2026", False), ("5/10/2026", True), ("perhaps", True)])
def test_only_another_day_counts_as_a_change(typed: str, changed: bool) -> None:
    form = _Form({"on": typed}, initial={"on": datetime.date(2026, 10, 4)})
    assert form.has_changed() is changed


@pytest.mark.parametrize("words", ["", " ", "\u200b", "\u2060 \ufeff", "\u00ad\n\u3164"])
def test_words_that_nobody_can_see_are_no_words(words: str) -> None:
    form = _WordsForm({"title": words, "subtitle": words})
    assert form.errors == {"title": ["Enter the title."]}
    assert form.cleaned_data == {"subtitle": ""}


@pytest.mark.parametrize(("sign", "name"), [("\u202e", "U+202E"), ("\x01", "U+0001"), ("\x00", "U+0000")])
def test_a_hidden_character_is_named_and_refused(sign: str, name: str) -> None:
    form = _WordsForm({"title": f"Our {sign}policy", "subtitle": f"One\nTwo{sign}"})
    assert form.errors == {
        "title": [f"“Title” holds a hidden character ({name}). Delete the line and type it afresh."],
        "subtitle": [f"Line 2 of “Subtitle” holds a hidden character ({name}). Delete the line and type it afresh."],
    }


def test_words_keep_their_accents_their_lines_and_their_joined_signs() -> None:
    words = "Ysgol Tŷ’r Coed\r\n\tfamily: 👩\u200d👧, می\u200cخواهم"
    form = _WordsForm({"title": words})
    assert form.is_valid()
    assert form.cleaned_data["title"] == words


def test_words_that_are_too_long_are_refused_whole_and_none_is_cut_by_the_browser() -> None:
    form = _WordsForm({"title": "a" * 20, "subtitle": "b" * 88_889})
    assert form.errors == {"subtitle": ["Shorten this to 20,000 characters: it has 88,889."]}
    assert "maxlength" not in str(form)
    assert "b" * 88_889 in str(form["subtitle"])


class _LinkForm(forms.Form):
    link = LinkField()
    page = LinkField(schemes=("https", "http"), example="https://school.example/news")


@pytest.mark.parametrize(
    ("typed", "link", "page"),
    [
        ("https://example.org/a?b=c", "", ""),
        ("example.org/a", "", ""),
        ("", "", ""),
        ("http://example.org/", "that begins with https://", ""),
        ("ftp://example.org/", "that begins with https://", "like https://school.example/news"),
        ("javascript:alert(1)", "that begins with https://", "like https://school.example/news"),
        ("two words", "that begins with https://", "like https://school.example/news"),
        ("https://example.org/" + "a" * 500, "at most 500 characters", "at most 500 characters"),
    ],
)
def test_a_link_leads_to_the_web_and_is_refused_whole(typed: str, link: str, page: str) -> None:
    form = _LinkForm({"link": typed, "page": typed})
    form.is_valid()
    for name, said in (("link", link), ("page", page)):
        (sentence,) = form.errors.get(name, [""])
        assert said in sentence
        assert bool(said) == bool(sentence)


def test_every_form_of_the_house_takes_its_words_whole() -> None:
    found = [
        (f"{form.__module__}.{form.__name__}", name)
        for module in (people.governance.meeting_forms, policies.forms, actionplan.forms)
        for form in vars(module).values()
        if isinstance(form, type) and issubclass(form, forms.BaseForm)
        for name, field in form.base_fields.items()  # type: ignore[attr-defined]
        if "maxlength" in field.widget_attrs(field.widget) | field.widget.attrs
    ]
    assert found == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Ann", "Enter an email address, like name@school.example."),
        (f"{'a' * 300}@school.example", "Shorten this to 254 characters: it has 315."),
    ],
)
def test_what_is_no_address_says_what_one_is_like(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        EmailAddressField(label="Email address").clean(typed)
    assert refused.value.messages == [sentence]
