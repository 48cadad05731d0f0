"""The form by which an officer says whether two dates clash."""

from django import forms
from django.http import QueryDict

from actionplan.clashes import rules
from actionplan.models import ClashAnswer
from core.forms import WordsField


class ClashForm(forms.Form):
    """Whether two promises clash, and what follows."""

    answer = forms.ChoiceField(
        label="Do these two clash?",
        choices=[(key.value, label) for key, label in rules.ANSWER_LABELS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether they clash."},
    )
    words = WordsField(
        label="What is to be done, or why they do not clash",
        max_length=rules.LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
        help_text="Whoever reads the plan reads it. It stays with the plan.",
        error_messages={"required": "Say what is to be done, or why they do not clash, in a sentence."},
    )
    opened_on = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, latest: ClashAnswer | None, token: str) -> "ClashForm":
        """The form as it is opened: with what was answered last."""
        before = {"answer": latest.answer, "words": latest.words} if latest else {}
        return cls(initial=before | {"opened_on": token})

    @classmethod
    def again(cls, sent: QueryDict, token: str) -> "ClashForm":
        """What was sent, as if opened on what somebody else has changed meanwhile."""
        return cls(sent.dict() | {"opened_on": token})
