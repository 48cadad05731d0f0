"""The form that gives a milestone another date. It reads the date back before anything is saved."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from actionplan import rules
from actionplan.models import Milestone, PlanDate
from actionplan.slippage.rules import (
    LONGEST_NAME,
    LONGEST_REASON,
    Written,
    check_change,
    moves_of,
    needs_the_body,
    read_date,
    times,
)
from core.forms import WordsField
from people.models import Meeting

ANOTHER = "another"


class DateForm(forms.Form):
    """Another date for a milestone: which one moves, to when, why, and who asked and agreed."""

    which = forms.ChoiceField(
        label="Which date?", widget=forms.RadioSelect, error_messages={"required": "Choose the date that moves."}
    )
    words = WordsField(
        label="New date",
        max_length=500,
        widget=forms.TextInput(attrs={"size": 40, "autocomplete": "off"}),
        help_text="In words, as a paper would have it: 14 October 2026, end of March 2027, by autumn term 2027.",
        error_messages={"required": "Enter the new date, like end of March 2027."},
    )
    reason = WordsField(
        label="Why",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
        help_text="The body that watches this milestone reads it.",
        error_messages={"required": "Enter the reason, in a sentence."},
    )
    asked_by = WordsField(
        label="Who asked for it",
        max_length=LONGEST_NAME,
        help_text="A team or an office, for example Comms.",
        error_messages={"required": "Enter who asked for the new date."},
    )
    agreed_by = WordsField(
        label="Who agreed",
        max_length=LONGEST_NAME,
        required=False,
        help_text="For example, the Cabinet Member.",
    )
    meeting = forms.ChoiceField(label="Meeting at which it was agreed (optional)", required=False)
    # What was read back already, and is meant if it is sent again.
    read = forms.CharField(widget=forms.HiddenInput, required=False)
    opened_on = forms.CharField(widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, milestone: Milestone, dates: Sequence[PlanDate], meetings: Sequence[Meeting], **kwargs: Any
    ) -> None:
        opened: dict[str, Any] = {"opened_on": milestone.dates_token, "token": uuid.uuid4()}
        super().__init__(*args, **{"initial": opened, **kwargs})
        self.by_key = {str(date.pk): date for date in dates}
        self.meetings = {str(meeting.pk): meeting for meeting in meetings}
        self.moves = sum(moves_of([change.move for change in date.moves]) for date in dates)
        self.has_body = milestone.monitoring_body is not None
        self._offer(dates, meetings, milestone)

    def _offer(self, dates: Sequence[PlanDate], meetings: Sequence[Meeting], milestone: Milestone) -> None:
        which, meeting = self.fields["which"], self.fields["meeting"]
        assert isinstance(which, forms.ChoiceField)  # noqa: S101 (for the types: both stand above)
        assert isinstance(meeting, forms.ChoiceField)  # noqa: S101 (as above)
        if dates:
            another = (ANOTHER, "None of these: add another date")
            which.choices = [*((str(date.pk), date.words) for date in dates), another]
            if len(dates) == 1:
                self.initial["which"] = str(dates[0].pk)
        else:
            del self.fields["which"]
        if meetings:
            self.fields["agreed_by"].help_text += " Leave it empty where a meeting below agreed."
        meeting.choices = [("", "No meeting"), *((str(one.pk), str(one)) for one in meetings)]
        if needs_the_body(self.moves) and self.has_body:
            body = milestone.monitoring_body
            meeting.label = f"Meeting at which {body} agreed"
            moved = times(self.moves)
            meeting.help_text = f"This milestone has moved {moved}, so {body} has to agree to the next date."
        elif not meetings:
            meeting.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Read the date, and ask of the rules whether it can stand."""
        given: dict[str, Any] = super().clean() or {}
        if "words" not in given:
            return given
        try:
            given["written"] = now = read_date(given["words"])
            check_change(
                was=self.date.written if self.date else None,
                now=now,
                moves=self.moves,
                has_body=self.has_body,
                has_meeting=bool(given.get("meeting")),
                agreed_by=given.get("agreed_by", ""),
            )
        except rules.Refused as refusal:
            self.add_error(refusal.field, str(refusal))
        return given

    @property
    def date(self) -> PlanDate | None:
        """The date that moves."""
        return self.by_key.get(self.cleaned_data.get("which", ""))

    @property
    def agreed_at(self) -> Meeting | None:
        """The meeting that agreed."""
        return self.meetings.get(self.cleaned_data.get("meeting", ""))

    @property
    def written(self) -> Written:
        """The new date, once the form is valid."""
        written = self.cleaned_data["written"]
        assert isinstance(written, Written)  # noqa: S101 (for the types)
        return written

    @property
    def is_read_back(self) -> bool:
        """Whether the person has seen how we read these words."""
        return bool(self.cleaned_data.get("read") == self.written.words)

    def read_back(self) -> None:
        """Let the form carry that these words were read back."""
        self.data = {**self.data.dict(), "read": self.written.words}  # type: ignore[attr-defined]

    def reopened(self, milestone: Milestone) -> None:
        """Let the form be as if opened on what somebody else has changed meanwhile."""
        self.data = {**self.data.dict(), "read": "", "opened_on": milestone.dates_token}  # type: ignore[attr-defined]
