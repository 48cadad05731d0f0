"""What people type about meetings."""

from typing import Any

from django import forms

from core.forms import TypedDateField
from people.models import Body
from people.models.governance import BodyQuerySet


class MeetingForm(forms.Form):
    """A meeting to put in the calendar: which body, and on which day."""

    body: "forms.ModelChoiceField[Body]" = forms.ModelChoiceField(
        queryset=None,
        label="Which body meets?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choose the body that meets.",
            "invalid_choice": "Choose one of the bodies in the list.",
        },
    )
    on = TypedDateField(
        label="Date of the meeting",
        help_text="For example, 14 October 2026. A past day is fine: add the meeting, then record that it was held.",
    )

    def __init__(self, *args: Any, bodies: BodyQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["body"]
        assert isinstance(chosen, forms.ModelChoiceField)  # noqa: S101 (for the types: it stands a few lines above)
        chosen.queryset = bodies
        only: Body | None = bodies[0] if len(bodies) == 1 else None
        self.initial.setdefault("body", only)
