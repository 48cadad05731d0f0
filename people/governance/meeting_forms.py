"""What people type about meetings."""

import datetime
from collections.abc import Collection
from typing import Any, ClassVar

from django import forms

from core.forms import OneOfField, TypedDateField, offer
from people import rules
from people.models import Body, School, User
from people.models.governance import BodyQuerySet
from people.queries import held_meetings

_ANOTHER = "another"
"""The choice of a meeting that is not listed."""


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


class MeetingHeldForm(forms.Form):
    """The meeting at which something was decided: one of those held lately, or another, by its body and its day.

    bodies: those of the school that can have decided it.
    """

    decided: ClassVar[str]
    """What the meeting did, as in "adopted it"."""
    body_called: ClassVar[str] = "body"
    """What kind of body it was, as in "committee"."""
    wrong_body: ClassVar[str]
    """The sentence for a body that cannot be chosen."""

    meeting = OneOfField(
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the meeting, or enter another.",
            "invalid_choice": "That meeting is not in the list any more. Choose another, or enter it below.",
        },
    )
    body = OneOfField(required=False)
    on = TypedDateField(label="For another meeting: when it met", required=False)

    def __init__(
        self, *args: Any, bodies: Collection[Body], school: School, user: User, today: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        held = held_meetings(user, bodies, school, today)
        offer(self, "meeting", held, after=[(_ANOTHER, "Another meeting")])
        offer(self, "body", bodies, called=lambda body: body.name, before=[("", f"Choose a {self.body_called}")])
        self.fields["meeting"].label = f"Meeting that {self.decided}"
        self.fields["body"].label = f"For another meeting: which {self.body_called} met"
        self.fields["body"].error_messages["invalid_choice"] = self.wrong_body
        if not held:
            self.initial.setdefault("meeting", _ANOTHER)

    def clean(self) -> dict[str, Any]:
        """Settle which body met on which day; a meeting that is listed says both."""
        given: dict[str, Any] = super().clean() or {}
        given.setdefault("body", None)
        listed = given.get("meeting")
        if listed is not None:
            return given | {"body": listed.body, "on": listed.on}
        if "meeting" not in self.errors:
            if given.get("body") is None and "body" not in self.errors:
                self.add_error("body", f"Choose the {self.body_called} that met.")
            if given.get("on") is None and "on" not in self.errors:
                self.add_error("on", "Enter the day of the meeting, like 14 October 2026.")
        return given
