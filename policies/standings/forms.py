"""What people type about how a policy is labelled: labels, hints, and sentences that say what to do."""

from typing import Any

from django import forms

from core.forms import WordsField, choose_from
from policies.standings.rules import LINEAGE_LABELS, LONGEST_REASON, Lineage

_CHOOSE = {"required": "Choose a label.", "invalid_choice": "Choose a label from the list."}


class DisputeForm(forms.Form):
    """What a school says its policy should be labelled. now: the label it has."""

    said = forms.ChoiceField(label="How it should be labelled", widget=forms.RadioSelect, error_messages=_CHOOSE)
    reason = WordsField(
        label="Why",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="The council’s officers, and the school’s leaders, governors and clerk, read this.",
        error_messages={"required": "Say why, so that the council can look at it."},
    )

    def __init__(self, *args: Any, now: Lineage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "said", [(key.value, label) for key, label in LINEAGE_LABELS.items() if key is not now])


class AnswerForm(forms.Form):
    """What a council decides on a label."""

    settled = forms.ChoiceField(
        label="How it is labelled from now on",
        widget=forms.RadioSelect,
        choices=[(key.value, label) for key, label in LINEAGE_LABELS.items()],
        error_messages=_CHOOSE,
    )
    words = WordsField(
        label="What you say to the school",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="You can leave this empty where the label becomes what the school asked for.",
    )
