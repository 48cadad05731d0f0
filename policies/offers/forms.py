"""What people type while they take a new version of the model. Nothing is saved here."""

from collections.abc import Mapping
from typing import Any

from django import forms

from core.filters import FilterForm
from core.forms import WordsField
from policies.document import LONGEST_CLAUSE, ClauseKind
from policies.document.merging import Answer, Choice, Item, Kind, choices
from policies.offers import merged as offering
from policies.offers.states import TAKING_LABELS


class AnswerForm(forms.Form):
    """Whose words stand in one clause that both changed, and why."""

    choice = forms.ChoiceField(
        label="What your policy says from now on",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose words to keep.", "invalid_choice": "Choose one of these."},
    )
    text = WordsField(
        label="Words in which both changes stand",
        required=False,
        max_length=LONGEST_CLAUSE,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    points = WordsField(
        label="Points under it",
        required=False,
        max_length=LONGEST_CLAUSE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One on each line.",
    )
    note = WordsField(
        label="Note for governors (optional)",
        required=False,
        max_length=offering.LONGEST_NOTE,
        help_text="Why you chose so. It stands in the record of the merge, which governors read.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, item: Item, answer: Answer | None, note: str = "", **kwargs: Any) -> None:
        offered = choices(item)
        kwargs["initial"] = _initial(item, answer, note) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(choice.value, offering.label(item, choice)) for choice in offered]
        if Choice.COMBINED not in offered:
            del self.fields["text"], self.fields["points"]
        elif item.kind is not Kind.CLAUSE or not _has_points(item):
            del self.fields["points"]

    def clean(self) -> dict[str, Any]:
        """Ask for words where both are to stand together."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("choice") == Choice.COMBINED and not given.get("text") and "text" not in self.errors:
            self.add_error("text", "Enter the words in which both changes stand, or choose one of the two.")
        return given

    @property
    def answer(self) -> Answer:
        """What was answered, once the form is valid."""
        given = self.cleaned_data
        choice = Choice(given["choice"])
        if choice is not Choice.COMBINED:
            return Answer(choice)
        points = tuple(line.strip() for line in given.get("points", "").splitlines() if line.strip())
        return Answer(choice, given["text"], points)


def _initial(item: Item, answer: Answer | None, note: str) -> dict[str, str]:
    """The answer there is; without one, both changes put together where they do not meet, else the school's words."""
    chosen = {} if answer is None else {"choice": answer.choice.value}
    if answer is not None and answer.text:
        text, points = answer.text, answer.points
    else:
        text, points = item.suggestion or (
            (item.ours.text, item.ours.sub_clauses) if item.ours is not None else ("", ())
        )
    if answer is None and item.suggestion and Choice.COMBINED in choices(item):
        chosen = {"choice": Choice.COMBINED.value}
    return chosen | {"text": text, "points": "\n".join(points), "note": note}


def _has_points(item: Item) -> bool:
    sides = (item.base, item.ours, item.theirs)
    return any(side is not None and side.kind is ClauseKind.CLAUSE and side.sub_clauses for side in sides)


class ReasonForm(forms.Form):
    """Why a school declines a version of the model, or a council withdraws one."""

    reason = WordsField(
        label="Reason",
        max_length=offering.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter the reason, so that the others can read it."},
    )


class WithdrawForm(ReasonForm):
    """Why a council withdraws a version of its model. number: the version that the page named."""

    number = forms.IntegerField(widget=forms.HiddenInput)


class TakingForm(FilterForm):
    """Which of the schools that were offered a version of the model to list."""

    anything = "All that were offered it"

    state = forms.ChoiceField(label="How far they are", required=False)

    def __init__(self, asked: Mapping[str, str]) -> None:
        super().__init__(asked, {"state": {key.value: label for key, label in TAKING_LABELS.items()}})
