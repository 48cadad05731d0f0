"""What a leader types when an activity becomes evidence: labels, hints, and sentences that say what to do."""

from collections.abc import Sequence
from typing import Any

from django import forms

from core.forms import SeveralField, WordsField, choose_from
from people.development.rules import Kind, may_serve
from policies.living import evidence
from policies.living.commitments import Held
from policies.living.evidence import CHANNEL_LABELS


class ConfirmForm(forms.Form):
    """In which words an activity counts, and for which commitments. Those that speak of its kind stand first."""

    line = WordsField(
        label="What the evidence says",
        max_length=evidence.LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Governors read this. It names nobody: the kind, and how many took part.",
        error_messages={"required": "Say in one line what was done."},
    )
    commitments = forms.TypedMultipleChoiceField(
        label="Which commitments does it serve?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one commitment that this serves.",
            "invalid_choice": "Choose from the list.",
        },
    )
    channels = SeveralField(
        label="It also counts for",
        required=False,
        choices=[(channel.value, label) for channel, label in CHANNEL_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the list."},
    )

    def __init__(self, *args: Any, held: Sequence[Held], kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ordered = sorted(held, key=lambda one: not may_serve(kind, one.text))
        choose_from(self, "commitments", [(one.key, one.text) for one in ordered])
