"""What people answer about reports: labels, hints, and sentences that say what to do."""

from collections.abc import Sequence
from typing import Any

from django import forms

from core.forms import WordsField
from people.models import Body, Meeting
from succession.reports import rules
from succession.reports.frame import Kind
from succession.reports.queries import Addressee

_NAME_NOBODY = "All who may read the report read this. Name nobody in it."


class PrepareForm(forms.Form):
    """Which report is prepared, and for whom."""

    kind = forms.ChoiceField(
        label="Which report?", widget=forms.RadioSelect, error_messages={"required": "Choose which report."}
    )
    to = forms.ChoiceField(
        label="For whom?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for whom it is.", "invalid_choice": "Choose for whom from the list."},
    )

    def __init__(self, *args: Any, kinds: Sequence[Kind[Any]], addressees: Sequence[Addressee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._found = {key: (body, meeting) for key, _, body, meeting in _choices(addressees)}
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)  # noqa: S101 (for the types)
        to.choices = [(key, label) for key, label, _, _ in _choices(addressees)]
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 (as above)
        kind.choices = [(one.slug, one.title) for one in kinds]
        if len(kinds) == 1:
            kind.widget, kind.initial = forms.HiddenInput(), kinds[0].slug

    @property
    def chosen(self) -> tuple[Body, Meeting | None]:
        """The body and, where one was chosen, its meeting."""
        return self._found[self.cleaned_data["to"]]


def _choices(addressees: Sequence[Addressee]) -> list[tuple[str, str, Body, Meeting | None]]:
    found: list[tuple[str, str, Body, Meeting | None]] = []
    for one in addressees:
        found += [
            (f"{one.body.pk}-{meeting.pk}", f"{one.body}, meeting of {meeting.on:%-d %B %Y}", one.body, meeting)
            for meeting in one.meetings
        ]
        found.append((f"{one.body.pk}-0", f"{one.body}, for no meeting", one.body, None))
    return found


class OpenedForm(forms.Form):
    """A confirmation of what was looked at."""

    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)


class WithdrawForm(forms.Form):
    """Why a report is taken back."""

    reason = WordsField(
        label="Why is it taken back?",
        max_length=rules.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_NAME_NOBODY,
        error_messages={"required": "Enter why, in a sentence that its readers can understand. Name nobody in it."},
    )


class CorrectForm(forms.Form):
    """What a new issue puts right."""

    why = WordsField(
        label="What does the new report put right?",
        max_length=rules.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_NAME_NOBODY,
        error_messages={"required": "Enter what it puts right, in a sentence. Name nobody in it."},
    )
