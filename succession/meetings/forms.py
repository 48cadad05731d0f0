"""What a clerk types about an agenda, its issue and what was decided."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from core.forms import SeveralField, TypedDateField, WordsField
from documents import attachments
from people.models import Meeting, TermOfOffice
from people.rules import GovernorCategory
from succession.meetings import rules
from succession.meetings.papers import Offered, PaperKind
from succession.meetings.rules import Audience, Decides, ItemKind, Outcome

OPEN = ""


class ItemForm(forms.Form):
    """One item of an agenda."""

    title = WordsField(
        label="Title",
        max_length=rules.LONGEST_TITLE,
        help_text="For example, Succession policy: adoption.",
        error_messages={"required": "Enter what the item is called."},
    )
    asks = forms.ChoiceField(
        label="What is it for?",
        widget=forms.RadioSelect,
        choices=[
            (ItemKind.INFORMATION.value, "For information"),
            *((one.value, f"For decision: {rules.DECIDES_LABELS[one].lower()}") for one in Decides),
        ],
        error_messages={"required": "Choose what the item is for."},
    )
    presenter = WordsField(label="Who presents it (optional)", max_length=200, required=False)
    audience = forms.ChoiceField(
        label="Who may know of it?",
        required=False,
        widget=forms.RadioSelect,
        help_text="A confidential item’s title and papers are hidden from everybody else.",
    )
    shut_out = SeveralField(
        label="Who is kept out of it (optional)?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Somebody it is about, or with an interest in it. They see “An item you are not part of”.",
        error_messages={"invalid_choice": "Choose members from the list."},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, members: Sequence[TermOfOffice], is_school: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._members = {str(term.pk): term for term in members}
        said = [one for one in Audience if is_school or one is Audience.MEMBERS]
        labels = [(one.value, f"Confidential: {rules.AUDIENCE_LABELS[one].lower()}") for one in said]
        self._choices("audience", [(OPEN, "Everybody who may read of the meeting"), *labels])
        self._choices("shut_out", [(key, _called(term)) for key, term in self._members.items()])
        self.initial.setdefault("key", uuid.uuid4())

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField))  # noqa: S101 (for the types)
        field.choices = choices

    @property
    def given(self) -> dict[str, Any]:
        """The answers, as the actions take them."""
        asks, audience = self.cleaned_data["asks"], self.cleaned_data["audience"]
        is_told = asks == ItemKind.INFORMATION.value
        return {
            "title": self.cleaned_data["title"],
            "kind": ItemKind.INFORMATION if is_told else ItemKind.DECISION,
            "decides": None if is_told else Decides(asks),
            "presenter": self.cleaned_data["presenter"] or "",
            "audience": Audience(audience) if audience else None,
            "shut_out": [self._members[key] for key in self.cleaned_data["shut_out"]],
        }


class PaperForm(forms.Form):
    """A paper of an item: a file, or something that is kept here already."""

    file = forms.FileField(
        label="Upload a paper (optional)",
        required=False,
        help_text=f"Up to 10 MB: {', '.join(attachments.EXTENSIONS)}",
        error_messages={"empty": "The file is empty: choose the one that holds the paper."},
    )
    title = WordsField(label="What the file is called (optional)", max_length=rules.LONGEST_TITLE, required=False)
    reference = forms.ChoiceField(
        label="Or choose something kept here (optional)",
        required=False,
        error_messages={"invalid_choice": "Choose a paper from the list."},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, offered: Sequence[tuple[PaperKind, list[Offered]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reference"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the types)
        groups = [(kind.label, [(f"{kind.slug}:{one.subject}", one.title) for one in rows]) for kind, rows in offered]
        field.choices = [("", "Nothing"), *groups]
        self.initial.setdefault("key", uuid.uuid4())

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(given.get("file")) == bool(given.get("reference")):
            self.add_error("file", "Choose a file, or something kept here: one of the two.")
        return given


class ReasonForm(forms.Form):
    """Why papers go out, or a meeting is moved, with less notice than the body gives."""

    reason = WordsField(
        label="Why does it go on all the same?",
        max_length=rules.LONGEST_REASON,
        required=False,
        help_text="Members can read it.",
    )

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["reason"]


class DecisionForm(forms.Form):
    """What a meeting decided on an item."""

    outcome = forms.TypedChoiceField(
        label="What was decided?",
        coerce=Outcome,
        widget=forms.RadioSelect,
        choices=[(one.value, label) for one, label in rules.OUTCOME_LABELS.items()],
        error_messages={"required": "Choose what was decided."},
    )
    words = WordsField(
        label="In words (optional)",
        max_length=rules.LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    minute_reference = WordsField(
        label="Minute reference",
        max_length=rules.LONGEST_REFERENCE,
        help_text="Like 7.2. It is a draft’s until the minutes are approved.",
        error_messages={"required": "Enter the minute reference, like 7.2."},
    )
    effective_on = TypedDateField(label="Takes effect on (where it was agreed)", required=False)
    review_due_on = TypedDateField(label="Review due on (where it was agreed)", required=False)
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, asks_days: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_days:
            del self.fields["effective_on"], self.fields["review_due_on"]

    @property
    def given(self) -> dict[str, Any]:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        return {
            "outcome": said["outcome"],
            "words": said["words"] or "",
            "minute_reference": said["minute_reference"],
            "effective_on": said.get("effective_on"),
            "review_due_on": said.get("review_due_on"),
            "opened_on": said["opened_on"],
        }


class MinutesForm(forms.Form):
    """At which meeting minutes were approved."""

    approved_in = forms.ChoiceField(
        label="At which meeting were they approved?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the meeting that approved the minutes.",
            "invalid_choice": "Choose a meeting from the list.",
        },
    )

    def __init__(self, *args: Any, meetings: Sequence[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._meetings = {str(meeting.pk): meeting for meeting in meetings}
        field = self.fields["approved_in"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the types)
        field.choices = [(key, str(meeting)) for key, meeting in self._meetings.items()]

    @property
    def chosen(self) -> Meeting:
        """The meeting that was chosen."""
        return self._meetings[self.cleaned_data["approved_in"]]


def _called(term: TermOfOffice) -> str:
    works = " (staff governor)" if term.category == GovernorCategory.STAFF else ""
    return f"{term.name}{works}"
