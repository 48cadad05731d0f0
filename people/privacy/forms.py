"""What administrators type about people's data."""

import datetime
from typing import Any

from django import forms

from core.forms import TypedDateField
from people.privacy import retention


class GroundForm(forms.Form):
    """Why somebody is to be erased."""

    ground = forms.ChoiceField(
        label="Why are they to be erased?",
        choices=[(ground.value, label) for ground, label in retention.GROUND_LABELS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why.", "invalid_choice": "Choose one of the reasons in the list."},
    )


class HoldForm(forms.Form):
    """Why somebody's data is kept for the time being, and until when."""

    reason = forms.CharField(
        label="Why must it be kept?",
        help_text="The person can read this in the copy of their data.",
        max_length=300,
        error_messages={
            "required": "Enter why the data must be kept, like a claim before a tribunal.",
            "max_length": "Say it in 300 characters or fewer.",
        },
    )
    until = TypedDateField(
        label="Until when, if you know",
        help_text="For example, 14 October 2026. Left empty, it is held until somebody lifts the hold.",
        required=False,
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_until(self) -> datetime.date | None:
        """A day that is over holds nothing."""
        until: datetime.date | None = self.cleaned_data["until"]
        if until is not None and until < self._today:
            raise forms.ValidationError("Enter a day that has not passed.")
        return until
