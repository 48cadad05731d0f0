"""What people type about evidence: labels, hints, and sentences that say what to do. Nothing is saved here."""

import datetime
from typing import Any

from django import forms

from core.forms import LinkField, SeveralField, TypedDateField, WordsField
from policies.living import evidence
from policies.living.evidence import CHANNEL_LABELS, NO_PUPIL


class CorrectForm(forms.Form):
    """A line of evidence in other words."""

    line = WordsField(
        label="What was done",
        max_length=evidence.LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=f"One line, like “Two teachers led a staff meeting”. {NO_PUPIL}",
        error_messages={"required": "Say in one line what was done."},
    )
    on = TypedDateField(label="When", error_messages={"required": "Enter the day it was done, like 12 March 2027."})
    channels = SeveralField(
        label="It also counts for",
        required=False,
        choices=[(channel.value, label) for channel, label in CHANNEL_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the list."},
    )
    link = LinkField(
        label="Link (optional)",
        schemes=("https", "http"),
        example="https://school.example/news",
        help_text="To a page that shows it, like https://school.example/news.",
    )
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)


class EvidenceForm(CorrectForm):
    """What was done for a commitment, in under a minute: one line, today."""

    file = forms.FileField(
        label="File (optional)",
        required=False,
        help_text="A plain text or Markdown file (.txt or .md) of up to 10 MB.",
        error_messages={
            "empty": "The file is empty: choose the one that holds the words.",
            "invalid": "The file did not arrive. Choose it again.",
            "missing": "The file did not arrive. Choose it again.",
        },
    )
    field_order = ("line", "on", "channels", "file", "link")

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today)
        del self.fields["opened_on"]

    @property
    def values(self) -> dict[str, Any]:
        """What `add_evidence` takes."""
        given = self.cleaned_data
        file = given["file"]
        return {name: given[name] for name in ("line", "on", "channels", "link")} | {
            "file": (file.name, file, file.size) if file else None
        }


class WithdrawForm(forms.Form):
    """That a line counts no more."""

    reason = WordsField(
        label="Why is it withdrawn?",
        max_length=evidence.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=f"It stays in the list, struck out, with your reason. {NO_PUPIL}",
        error_messages={"required": "Say why it is withdrawn, in a sentence."},
    )
