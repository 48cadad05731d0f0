"""What a person sends to correct what was read in a plan. Nothing is saved here."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from actionplan.reading.checking import (
    AddDate,
    Checked,
    DropDate,
    FixDate,
    JoinItem,
    JoinRow,
    MoveItem,
    Operation,
    Owners,
    Place,
    Refused,
    RetypeField,
    RetypeItem,
    RetypeName,
    SetAside,
    SetRestAside,
    SplitItem,
    SplitRow,
)
from actionplan.reading.checking.checked import KIND_WORDS, KINDS, Kind
from actionplan.reading.checking.dates import LONGEST_WORDS, dates_of
from actionplan.reading.checking.loose import choices
from actionplan.reading.checking.rows import FIELDS, LONGEST_LABEL, LONGEST_NAME, LONGEST_TEAM, LONGEST_TEXT
from core.correcting.forms import CorrectionForm
from core.correcting.operations import GONE
from core.forms import SeveralField, TypedDateField, WordsField, choose_from

_KINDS = [(kind, KIND_WORDS[kind].capitalize()) for kind in KINDS]


class PlanForm(CorrectionForm[Checked]):
    """One correction of a plan."""


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _words(label: str, longest: int, *, rows: int = 0) -> WordsField:
    given: dict[str, Any] = {"widget": _area(rows)} if rows else {}
    return WordsField(label=label, max_length=longest, required=False, **given)


def _before() -> WordsField:
    return WordsField(
        label="Split it: the second part begins with the words",
        max_length=200,
        help_text="The first few words are enough.",
        error_messages={"required": "Type the first words of the second part."},
    )


class NameForm(PlanForm):
    """The subtitle: what the review is called is asked on the next page."""

    op, button = "name", "Save these words"
    words = _words("Title", LONGEST_NAME)

    def offer(self, reading: Checked) -> None:
        """The words as they were read."""
        if self.key not in {"title", "subtitle"}:
            raise Refused(GONE)
        self.initial["words"] = getattr(reading, self.key)
        self.fields["words"].label = self.key.capitalize()

    def operations(self) -> Sequence[Operation[Checked]]:
        """The plan, called so."""
        return [RetypeName(self.key, self.cleaned_data["words"])]


class RowForm(PlanForm):
    """The words of a recommendation: each that is changed is a correction."""

    op, button = "row", "Save these words"
    label = _words("Number", LONGEST_LABEL)
    text = _words("Recommendation", LONGEST_TEXT, rows=3)
    response = _words("Response", LONGEST_TEXT, rows=2)
    owners = _words("The paper’s words for who owns it", LONGEST_TEXT)
    due = _words("By when, as the paper says it", LONGEST_TEXT)
    status = _words("Status", LONGEST_TEXT)

    def offer(self, reading: Checked) -> None:
        """The words as they were read."""
        row = reading.row(self.key)
        self.initial.update({name: getattr(row, name) for name in FIELDS})

    def operations(self) -> Sequence[Operation[Checked]]:
        """One for each field that holds other words now."""
        said = {name: self.cleaned_data[name] for name in FIELDS}
        return [
            RetypeField(self.key, name, words)
            for name, words in said.items()
            if words.split() != self.initial[name].split()
        ]


class OwnersForm(PlanForm):
    """The teams that own a recommendation: those that are known, and one more."""

    op, button = "owners", "Save the owners"
    teams = SeveralField(label="Owned by", required=False, widget=forms.CheckboxSelectMultiple)
    another = WordsField(label="Another team (optional)", max_length=LONGEST_TEAM, required=False)

    def offer(self, reading: Checked) -> None:
        """The teams that any recommendation of the plan names."""
        self.initial["teams"] = list(reading.row(self.key).teams)
        self.know([])

    def know(self, codes: Iterable[str]) -> None:
        """Offer the council's teams too."""
        named = [team for row in self.reading.rows for team in row.teams]
        named += [code for code in codes if code.casefold() not in {team.casefold() for team in named}]
        choose_from(self, "teams", [(code, code) for code in sorted(set(named), key=str.casefold)])

    def operations(self) -> Sequence[Operation[Checked]]:
        """The row, owned by these."""
        another = self.cleaned_data["another"]
        return [Owners(self.key, (*self.cleaned_data["teams"], *((another,) if another else ())))]


class SplitRowForm(PlanForm):
    """Where a recommendation ends and another begins."""

    op, button = "split-row", "Split"
    before = _before()

    def operations(self) -> Sequence[Operation[Checked]]:
        """The two."""
        return [SplitRow(self.key, self.cleaned_data["before"])]


class RetypeForm(PlanForm):
    """The words of an item."""

    op, button = "retype", "Save these words"
    words = WordsField(label="Its words", max_length=LONGEST_TEXT, widget=_area(3))

    def offer(self, reading: Checked) -> None:
        """The words as they were read."""
        self.initial["words"] = reading.item(self.key).text

    def operations(self) -> Sequence[Operation[Checked]]:
        """The item in these words."""
        return [RetypeItem(self.key, self.cleaned_data["words"])]


class SplitForm(PlanForm):
    """Where an item ends and another begins."""

    op, button = "split", "Split"
    before = _before()

    def operations(self) -> Sequence[Operation[Checked]]:
        """The two."""
        return [SplitItem(self.key, self.cleaned_data["before"])]


class MoveForm(PlanForm):
    """What an item is, and of which recommendation."""

    op, button = "move", "Move"
    kind = forms.ChoiceField(label="What it is", choices=_KINDS)
    row = forms.ChoiceField(label="Of")

    def offer(self, reading: Checked) -> None:
        """Where it stands now."""
        index, kind, _ = reading.find(self.key)
        choose_from(self, "row", _rows(reading))
        self.initial.update(kind=kind, row=reading.rows[index].key)

    def operations(self) -> Sequence[Operation[Checked]]:
        """The item, there."""
        return [MoveItem(self.key, self.cleaned_data["row"], self.cleaned_data["kind"])]


class PlaceForm(PlanForm):
    """A recommendation for words that stand nowhere, and what they are there."""

    op, button = "place", "Place"
    row = forms.ChoiceField(label="Place it in")
    into = forms.ChoiceField(label="As", choices=choices)

    def offer(self, reading: Checked) -> None:
        """The recommendations."""
        reading.piece(self.key)
        choose_from(self, "row", _rows(reading))

    def operations(self) -> Sequence[Operation[Checked]]:
        """The words, there."""
        return [Place(self.key, self.cleaned_data["row"], self.cleaned_data["into"])]


class DateForm(PlanForm):
    """What a date allows: typed again in words, or its first and last day. `more` is its number, or "new"."""

    op, button = "date", "Save this date"
    words = WordsField(
        label="Type the date again",
        max_length=LONGEST_WORDS,
        required=False,
        help_text="As in a paper, like By March 2027 or autumn term 2027.",
    )
    earliest = TypedDateField(label="Or its first day (optional)", required=False, of="first")
    latest = TypedDateField(label="And its last day (optional)", required=False, of="last")
    number = forms.CharField(required=False, widget=forms.HiddenInput)

    def offer(self, reading: Checked) -> None:
        """The days that the date allows now."""
        dates = dates_of(reading, self.key)
        self.initial["number"] = self.more
        if self.more.isdecimal() and int(self.more) < len(dates):
            held = dates[int(self.more)]
            self.initial.update(earliest=held.earliest, latest=held.latest)

    @property
    def title(self) -> str:
        """The date it is about, as it is written."""
        dates = dates_of(self.reading, self.key)
        is_one = self.more.isdecimal() and int(self.more) < len(dates)
        return f"The date “{dates[int(self.more)].words}”" if is_one else "A date that we did not read"

    def clean(self) -> dict[str, Any]:
        """The days, from the words where there are any."""
        given: dict[str, Any] = super().clean() or {}
        words = given.get("words") or ""
        if words and not self.errors:
            found = [one for one in self._read(words) if one.earliest or one.latest]
            if len(found) != 1:
                self.add_error("words", "Type one date with its year, like By March 2027; or give its days below.")
            else:
                given.update(earliest=found[0].earliest, latest=found[0].latest)
        if not self.errors and not (given.get("earliest") or given.get("latest")):
            self.add_error("words", "Type the date, or give its first day, its last day or both.")
        return given

    def _read(self, words: str) -> Sequence[Any]:
        row = next((row for row in self.reading.rows if row.key == self.key), None)
        if row is None:
            index, _, _ = self.reading.find(self.key)
            row = self.reading.rows[index]
        return self.reading.dates_in(words, row, asked=True)

    def operations(self) -> Sequence[Operation[Checked]]:
        """The date, on these days; a new one in the words that were typed."""
        earliest, latest = (_iso(self.cleaned_data[name]) for name in ("earliest", "latest"))
        number = self.cleaned_data["number"]
        if number.isdecimal():
            return [FixDate(self.key, int(number), earliest, latest)]
        words = self.cleaned_data["words"] or _said(self.cleaned_data["earliest"], self.cleaned_data["latest"])
        return [AddDate(self.key, words, earliest, latest)]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _said(first: date | None, last: date | None) -> str:
    """Days that were given without words, in words."""
    days = [f"{day:%-d %B %Y}" for day in dict.fromkeys((first, last)) if day]
    if first is None:
        return f"by {days[0]}"
    return f"from {days[0]}" if last is None else " to ".join(days)


def _rows(reading: Checked) -> list[tuple[str, str]]:
    return [(row.key, f"{row.name[:1].upper()}{row.name[1:]}") for row in reading.rows]


_EVERY: tuple[type[PlanForm], ...] = (
    *(NameForm, RowForm, OwnersForm, SplitRowForm),
    *(RetypeForm, SplitForm, MoveForm, PlaceForm, DateForm),
)
FORMS: dict[str, type[PlanForm]] = {form.op: form for form in _EVERY}
BUTTONS: dict[str, Callable[[str], Operation[Checked]]] = {
    "join": JoinItem,
    "join-row": JoinRow,
    "aside": SetAside,
    "rest-aside": lambda _: SetRestAside(),
}
"""Corrections that are one button."""


def drop_date(key: str, number: str) -> Operation[Checked]:
    """A date that is none."""
    return DropDate(key, int(number) if number.isdecimal() and len(number) < 4 else -1)


def forms_of_row(key: str, reading: Checked) -> list[PlanForm]:
    """The forms that an open recommendation shows."""
    made = [form(key=key, reading=reading) for form in (RowForm, OwnersForm, SplitRowForm)]
    return [*made, *_dates(key, reading)]


def forms_of_item(key: str, reading: Checked) -> list[PlanForm]:
    """The forms that an open item shows."""
    made = [form(key=key, reading=reading) for form in (RetypeForm, SplitForm, MoveForm)]
    return [*made, *_dates(key, reading)]


def _dates(key: str, reading: Checked) -> list[PlanForm]:
    numbers = [str(number) for number in range(len(dates_of(reading, key)))]
    return [DateForm(key=key, reading=reading, more=number) for number in (*numbers, "new")]


__all__ = ["BUTTONS", "FORMS", "Kind", "NameForm", "OwnersForm", "PlaceForm", "PlanForm", "drop_date"]
