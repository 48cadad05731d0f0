"""What changes of many milestones at once: labels, hints, and sentences that say what to do. Nothing is saved here."""

from collections.abc import Callable, Collection
from typing import Any

from django import forms

from actionplan import rules as plan_rules
from actionplan.bulk import rules
from actionplan.bulk.rules import Change, How, Kind, Named
from actionplan.models import Team
from actionplan.rules import Refused
from actionplan.slippage.rules import LONGEST_NAME, LONGEST_REASON, read_date
from core.forms import OneOfField, TypedDateField, WordsField, offer
from people.models import Body

LONGEST_WORDS = 20_000


class _Told(forms.Form):
    """A form that carries what a page told of it."""

    # What was told on the page that asks for it; empty until then.
    opened_on = forms.CharField(required=False, widget=forms.HiddenInput)

    def told(self, token: str) -> None:
        """Let the form carry what the page tells of it."""
        self.data = {**self.data.dict(), "opened_on": token}  # type: ignore[attr-defined]


class TeamChangeForm(_Told):
    """A team that owns them."""

    team = OneOfField(
        label="Which team?",
        error_messages={"required": "Choose the team.", "invalid_choice": "Choose from the list."},
        help_text="Owners belong to a whole recommendation, so all of its milestones get the same.",
    )
    how = forms.ChoiceField(
        label="And those who own them now?",
        choices=[(how.value, label) for how, label in rules.HOW_LABELS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of those who own them now."},
    )

    def __init__(self, *args: Any, teams: Collection[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "team", teams, called=lambda team: team.in_full, before=[("", "Choose a team")])

    @property
    def change(self) -> Change:
        """The team, by what papers call it."""
        team = self.cleaned_data["team"]
        return rules.Owners(Named(team.pk, team.code), How(self.cleaned_data["how"]))


class BodyChangeForm(_Told):
    """A body that watches them."""

    body = OneOfField(
        label="Which body?",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose from the list."},
    )

    def __init__(self, *args: Any, bodies: Collection[Body], panel: Body | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", bodies, before=[("", f"As the review: {panel or 'none'}")])

    @property
    def change(self) -> Change:
        """The body; none for the one that the review is told to."""
        body = self.cleaned_data["body"]
        return rules.Watched(Named(body.pk, body.name) if body else None)


class DoneChangeForm(_Told):
    """That they were done on a day."""

    words = WordsField(
        label="What happened",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
        help_text="Each of them gets these words as its update. Name no pupil and no member of staff.",
        error_messages={"required": "Say what happened, in a sentence or two."},
    )
    on = TypedDateField(
        label="Done on", error_messages={"required": "Enter the day they were done, like 14 October 2026."}
    )

    @property
    def change(self) -> Change:
        """The day, and what happened."""
        return rules.Done(self.cleaned_data["words"], self.cleaned_data["on"])

    def clean(self) -> dict[str, Any]:
        """Ask of the rules whether it can stand."""
        given: dict[str, Any] = super().clean() or {}
        if {"words", "on"} <= given.keys():
            try:
                plan_rules.check_update(words=given["words"], on=given["on"], today=self.initial["today"])
            except Refused as refusal:
                self.add_error(refusal.field, str(refusal))
        return given


class DateChangeForm(_Told):
    """Another date for them."""

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
        help_text="The bodies that watch these milestones read it.",
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
        help_text="For example, the Cabinet Member. What has moved twice needs a meeting: move it on its own page.",
        error_messages={"required": "Enter who agreed to the new date."},
    )

    def clean_words(self) -> str:
        """The words, where a date can be read in them."""
        words: str = self.cleaned_data["words"]
        try:
            self.read = read_date(words)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return words

    @property
    def change(self) -> Change:
        """The date as we read it, with who asked, who agreed and why."""
        why = {name: self.cleaned_data[name] for name in ("reason", "asked_by", "agreed_by")}
        return rules.Moved(self.read, **why)


ChangeForm = TeamChangeForm | BodyChangeForm | DoneChangeForm | DateChangeForm
"""One kind of change; `change` gives what was asked for once the form is valid."""

FORMS: dict[Kind, Callable[..., ChangeForm]] = {
    Kind.OWNERS: TeamChangeForm,
    Kind.BODY: BodyChangeForm,
    Kind.DONE: DoneChangeForm,
    Kind.DATE: DateChangeForm,
}
