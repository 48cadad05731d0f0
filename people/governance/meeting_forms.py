"""What people type about meetings."""

import datetime
from typing import Any

from django import forms

from core.forms import TypedDateField
from people import rules
from people.models import Body
from people.models.governance import BodyQuerySet


class MeetingDayForm(forms.Form):
    """The day of a meeting. One that is years away is asked for a second time, as a slip of the hand would be."""

    on = TypedDateField(
        label="Date of the meeting", error_messages={"required": "Enter the day of the meeting, like 14 October 2026."}
    )
    # The day that was sent already, and is meant if it is sent again.
    far = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean(self) -> dict[str, Any]:
        """Ask again for a day that is years away."""
        given: dict[str, Any] = super().clean() or {}
        on = given.get("on")
        if on is not None and rules.is_far(on, self._today) and given.get("far") != on.isoformat():
            self.data = {**self.data, "far": on.isoformat()}
            self.add_error(
                "on", f"{on:%-d %B %Y} is more than two years away. Correct it, or send it again if it is right."
            )
        return given


class MeetingForm(MeetingDayForm):
    """A meeting to put in the calendar: which body, and on which day."""

    field_order = ["body", "on", "far"]

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
        error_messages={"required": "Enter the day of the meeting, like 14 October 2026."},
    )

    def __init__(self, *args: Any, bodies: BodyQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["body"]
        assert isinstance(chosen, forms.ModelChoiceField)  # noqa: S101 (for the types: it stands a few lines above)
        chosen.queryset = bodies
        only: Body | None = bodies[0] if len(bodies) == 1 else None
        self.initial.setdefault("body", only)
