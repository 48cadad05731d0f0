"""What people type about asks. Nothing is saved here."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.actions.asks import token_of
from actionplan.asks import coverage
from actionplan.models import Action, Recommendation, Serving
from actionplan.rules import Refused
from core.forms import SeveralField, WordsField

_LONGEST = 20_000
_NOT, _WHOLE, _PART = "no", "whole", "part"


class MarkForm(forms.Form):
    """The words that ask for one thing: selected, typed or pasted, or chosen from stretches of the text."""

    text = forms.CharField(
        label="The recommendation",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "readonly": True, "data-ask-text": ""}),
        help_text="Select the words that ask for one thing, by mouse or Shift and arrow keys, and press the button.",
    )
    words = WordsField(
        label="Or type or paste the words",
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="As they stand in the recommendation.",
    )
    stretches = SeveralField(
        label="Or choose from its parts",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Each that you tick becomes an ask of its own.",
        error_messages={"invalid_choice": "One of these parts has been marked meanwhile. Choose again."},
    )
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, recommendation: Recommendation, asks: Sequence[coverage.Ask], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._text = recommendation.text
        self.fields["text"].initial = self._text
        spans = coverage.proposed(self._text, asks)
        if not spans:
            del self.fields["stretches"]
            return
        field = self.fields["stretches"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (for the types)
        field.choices = [(f"{start}-{end}", self._text[start:end]) for start, end in spans]

    def clean(self) -> dict[str, Any]:
        """Where the words stand that were selected, typed or ticked."""
        given = super().clean() or {}
        given["spans"] = [tuple(map(int, span.split("-"))) for span in given.get("stretches", [])]
        if given.get("words"):
            try:
                given["spans"].append(self._selected(given) or coverage.find(self._text, given["words"]))
            except Refused as refusal:
                self.add_error(refusal.field, str(refusal))
        elif not given["spans"] and not self.errors:
            self.add_error("words", "Select, type or choose the words that ask for one thing.")
        return given

    def _selected(self, given: Mapping[str, Any]) -> tuple[int, int] | None:
        """The stretch that a script says was selected, where it holds the words that were sent with it."""
        start, end = given.get("start"), given.get("end")
        if start is None or end is None or not 0 <= start < end <= len(self._text):
            return None
        start, end = coverage.trimmed(self._text, start, end)
        sent = " ".join(given["words"].split())
        return (start, end) if start < end and " ".join(self._text[start:end].split()) in sent else None


class ServeForm(forms.Form):
    """Which actions serve an ask, and what each leaves out of it."""

    opened_on = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, actions: Sequence[Action], servings: Sequence[Serving], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keys = [action.pk for action in actions]
        stands = {one.action_id: one.left_out for one in servings}
        for action in actions:
            left_out = stands.get(action.pk)
            self.fields[f"serves_{action.pk}"] = forms.ChoiceField(
                label=f"Action: {action.text}",
                choices=[
                    (_NOT, "Does not serve this ask"),
                    (_WHOLE, "Serves it"),
                    (_PART, "Serves it only in part"),
                ],
                widget=forms.RadioSelect,
                initial=_NOT if left_out is None else _PART if left_out else _WHOLE,
                error_messages={"required": "Choose whether this action serves the ask."},
            )
            self.fields[f"left_{action.pk}"] = WordsField(
                label="What it leaves out, where it serves the ask only in part",
                required=False,
                max_length=_LONGEST,
                initial=left_out or "",
                widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "true"}),
            )
        self.initial.setdefault("opened_on", token_of(servings))

    @classmethod
    def again(cls, sent: QueryDict, actions: Sequence[Action], servings: Sequence[Serving]) -> "ServeForm":
        """What was sent, as if opened on what somebody else has said meanwhile."""
        return cls(sent.dict() | {"opened_on": token_of(servings)}, actions=actions, servings=servings)

    def clean(self) -> dict[str, Any]:
        """What is left out is said where, and only where, an action serves a part."""
        given = super().clean() or {}
        for key in self._keys:
            serves, left_out = given.get(f"serves_{key}"), given.get(f"left_{key}", "")
            if serves == _PART:
                try:
                    coverage.check_left_out(left_out)
                except Refused as refusal:
                    self.add_error(f"left_{key}", str(refusal))
            elif serves and left_out.strip():
                self.add_error(
                    f"serves_{key}", "You say that something is left out. Choose “Serves it only in part”, or empty it."
                )
        return given

    @property
    def served(self) -> dict[int, str]:
        """For each action that serves the ask, what it leaves out; once the form is valid."""
        given = self.cleaned_data
        return {
            key: given[f"left_{key}"] if given[f"serves_{key}"] == _PART else ""
            for key in self._keys
            if given[f"serves_{key}"] != _NOT
        }
