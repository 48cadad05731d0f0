"""What people type about responses and replies. Nothing is saved here."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from actionplan import rules
from actionplan.actions.answering import NONE
from actionplan.answering.control import CONTROL_LABELS, CONTROL_MEANS, Control
from actionplan.answering.rules import MOST_MONTHS
from actionplan.models import Recommendation, ReplyTime, ScrutinyReply
from core.forms import OneOfField, TypedDateField, WordsField, offer
from people.models import Meeting

_LONGEST_REASON = 20_000


class ResponseForm(forms.Form):
    """What the council said to a recommendation."""

    response = forms.ChoiceField(
        label="What did the council say?",
        choices=[
            (key.value, label) for key, label in rules.RESPONSE_LABELS.items() if key is not rules.Response.NOT_RECORDED
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the council said to this recommendation."},
    )
    reason = WordsField(
        label="Reason",
        max_length=_LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
        help_text="Needed where it was declined, or accepted in part. The panel reads it.",
    )
    decider = WordsField(
        label="Who decided (optional)", max_length=200, required=False, help_text="For example, Cabinet."
    )
    meeting = OneOfField(
        label="At which meeting (optional)",
        required=False,
        help_text="The latest meetings of the council’s bodies.",
        error_messages={"invalid_choice": "That meeting is not in the list any more. Choose another, or none."},
    )
    on = TypedDateField(label="Date of the decision (optional)", required=False)
    revisit_on = TypedDateField(
        label="When to look at it again (optional)",
        required=False,
        help_text="Where it was not accepted as a whole. On that day it comes back. For example, 1 September 2027.",
    )
    opened_on = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, meetings: Sequence[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "meeting", meetings, before=[("", "No meeting recorded here")])
        if not meetings:
            del self.fields["meeting"]

    @classmethod
    def of(cls, recommendation: Recommendation, meetings: Sequence[Meeting]) -> "ResponseForm":
        """The form as it is opened: with what is recorded."""
        return cls(
            meetings=meetings,
            initial={
                "response": recommendation.response,
                "reason": recommendation.response_reason,
                "decider": recommendation.response_decider,
                "meeting": recommendation.response_meeting_id,
                "on": recommendation.response_on,
                "revisit_on": recommendation.revisit_on,
                "opened_on": recommendation.response_token,
            },
        )

    @classmethod
    def again(cls, sent: QueryDict, recommendation: Recommendation, meetings: Sequence[Meeting]) -> "ResponseForm":
        """What was sent, as if opened on what somebody else has recorded meanwhile."""
        return cls(sent.dict() | {"opened_on": recommendation.response_token}, meetings=meetings)

    @property
    def given(self) -> dict[str, Any]:
        """What `record_response` takes, once the form is valid."""
        given = self.cleaned_data
        names = ("reason", "decider", "on", "revisit_on", "opened_on")
        return {
            "response": rules.Response(given["response"]),
            "meeting": given.get("meeting"),
            **{name: given[name] for name in names},
        }


class ControlForm(forms.Form):
    """Who can make a recommendation happen."""

    control = forms.ChoiceField(
        label="Who can make it happen?",
        choices=[
            (key.value, f"{label}. {CONTROL_MEANS[key]}")
            for key, label in CONTROL_LABELS.items()
            if key is not Control.NOT_RECORDED
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who can make this happen."},
    )
    opened_on = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, recommendation: Recommendation) -> "ControlForm":
        """The form as it is opened: with what is recorded."""
        return cls(initial={"control": recommendation.control, "opened_on": recommendation.control_token})

    @classmethod
    def again(cls, sent: QueryDict, recommendation: Recommendation) -> "ControlForm":
        """What was sent, as if opened on what somebody else has recorded meanwhile."""
        return cls(sent.dict() | {"opened_on": recommendation.control_token})


class ReplyForm(forms.Form):
    """When a panel's report was sent to the Cabinet, and when the council replied."""

    sent_on = TypedDateField(
        label="Day the report was sent to the Cabinet",
        help_text="The time for the reply runs from this day, and the day counts. For example, 14 October 2026.",
        error_messages={"required": "Enter the day the report was sent, like 14 October 2026."},
    )
    replied_on = TypedDateField(
        label="Day the council replied (optional)", required=False, help_text="Leave it empty until then."
    )
    opened_on = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, reply: ScrutinyReply | None) -> "ReplyForm":
        """The form as it is opened: with what is recorded."""
        if reply is None:
            return cls(initial={"opened_on": NONE})
        return cls(initial={"sent_on": reply.sent_on, "replied_on": reply.replied_on, "opened_on": reply.token})

    @classmethod
    def again(cls, sent: QueryDict, reply: ScrutinyReply | None) -> "ReplyForm":
        """What was sent, as if opened on what somebody else has recorded meanwhile."""
        return cls(sent.dict() | {"opened_on": reply.token if reply else NONE})


class ReplyTimeForm(forms.Form):
    """How long a council has to reply to its scrutiny panel."""

    months = forms.IntegerField(
        label="Months for the reply",
        min_value=1,
        max_value=MOST_MONTHS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Enter a number of months, like 2.",
            "invalid": "Enter a number of months in figures, like 2.",
            "min_value": f"Enter a number of months from 1 to {MOST_MONTHS}.",
            "max_value": f"Enter a number of months from 1 to {MOST_MONTHS}.",
        },
    )
    applies_from = TypedDateField(
        label="For reports sent from",
        help_text="Replies to earlier reports keep the time they had. For example, 1 May 2027.",
        error_messages={"required": "Enter the first day it is for, like 1 May 2027."},
    )
    source = WordsField(
        label="What sets it",
        max_length=200,
        help_text="For example, a rule of the council’s constitution. Check with your adviser.",
        error_messages={"required": "Say what sets this time, like a rule of your constitution."},
    )
    opened_on = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, latest: ReplyTime | None, today: datetime.date) -> "ReplyTimeForm":
        """The form as it is opened: with the latest of the council's own times."""
        if latest is None:
            return cls(initial={"applies_from": today, "opened_on": NONE})
        held = {"months": latest.months, "applies_from": latest.applies_from, "source": latest.source}
        return cls(initial=held | {"opened_on": latest.token})

    @classmethod
    def again(cls, sent: QueryDict, latest: ReplyTime | None) -> "ReplyTimeForm":
        """What was sent, as if opened on what somebody else has set meanwhile."""
        return cls(sent.dict() | {"opened_on": latest.token if latest else NONE})
