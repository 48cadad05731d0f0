"""What people type about a plan: labels, hints, and sentences that say what to do. Nothing is saved here."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Self

from django import forms
from django.http import QueryDict

from actionplan import rules, shape
from actionplan.models import Action, Team
from actionplan.outlines.rules import Asked
from actionplan.overview.rules import BY_LABELS, By
from core.filters import FilterForm
from core.forms import DocumentForm, EmailAddressField, LinkField, TypedDateField, WordsField
from documents import gate

LONGEST_WORDS = 20_000


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "spellcheck": "true"})


class ChooseForm(DocumentForm):
    """A plan to bring in: a file, or its words."""

    what = "plan"
    among = gate.EITHER
    how_to_paste = "Copy everything, the title and the names of the columns too. Tabs between columns are kept."


class ConfirmForm(forms.Form):
    """What the review is called here, once the person has checked what was read."""

    title = WordsField(
        label="Title of the review",
        max_length=shape.TITLE_LENGTH,
        help_text="As read in your document. Change it where people know the review by another name.",
        error_messages={"required": "Enter what the review is called."},
    )
    committee = WordsField(label="Committee that made the recommendations (optional)", max_length=200, required=False)
    shown = forms.CharField(widget=forms.HiddenInput)
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, has_title: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_title:
            self.fields["title"].help_text = "We found no title in your document. Enter what people call the review."


class UpdateForm(forms.Form):
    """What happened to a milestone."""

    words = WordsField(
        label="What happened",
        max_length=LONGEST_WORDS,
        widget=_area(4),
        help_text="Two or three sentences: what was done, and how you know. Name no pupil and no member of staff.",
        error_messages={"required": "Say what happened, in a sentence or two."},
    )
    progress = forms.ChoiceField(
        label="Where is it now?",
        choices=[(key.value, label) for key, label in rules.PROGRESS_LABELS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where it is now."},
    )
    on = TypedDateField(label="Date", error_messages={"required": "Enter the day it happened, like 14 October 2026."})
    link = LinkField(label="Link that shows it (optional)", help_text="A whole address that begins with https://.")
    file = forms.FileField(
        label="File that shows it (optional)",
        required=False,
        help_text="A PDF, Word, OpenDocument, Excel or text file of up to 10 MB. Who reads the plan can open it.",
        error_messages={
            "empty": "The file is empty: choose the one that shows it.",
            "invalid": "The file did not arrive. Choose it again.",
            "missing": "The file did not arrive. Choose it again.",
        },
    )
    # Comes with the form, so that sending it twice adds one update.
    token = forms.UUIDField(widget=forms.HiddenInput)

    @classmethod
    def new(cls, today: datetime.date, **options: Any) -> Self:
        """The form as it is opened, for today."""
        return cls(initial={"on": today, "token": uuid.uuid4()}, **options)

    @classmethod
    def again(cls, sent: QueryDict, **options: Any) -> Self:
        """What was sent, as a form that has not been sent before."""
        return cls(sent.dict() | {"token": str(uuid.uuid4())}, **options)


class SayForm(UpdateForm):
    """The same in a list, where nothing is shown with it."""

    link = None  # type: ignore[assignment]
    file = None  # type: ignore[assignment]


class DeliveryForm(forms.Form):
    """How far an action has got."""

    delivery = forms.ChoiceField(
        label="How far has it got?",
        choices=[
            (key.value, label) for key, label in rules.DELIVERY_LABELS.items() if key is not rules.Delivery.NOT_RECORDED
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far it has got."},
    )
    opened_on = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, action: Action) -> "DeliveryForm":
        """The form as it is opened: with what is recorded."""
        return cls(initial={"delivery": action.delivery, "opened_on": action.delivery_token})

    @classmethod
    def again(cls, sent: QueryDict, action: Action) -> "DeliveryForm":
        """What was sent, as if opened on what somebody else has recorded meanwhile."""
        return cls(sent.dict() | {"opened_on": action.delivery_token})


class TeamNameForm(forms.Form):
    """What the initials of a team stand for."""

    name = WordsField(
        label="Full name (optional)",
        max_length=200,
        required=False,
        help_text="For example, School Improvement Service. It is said where a page first uses the initials.",
    )
    opened_on = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, team: Team) -> Self:
        """The form as it is opened: with the name that is recorded."""
        return cls(initial={"name": team.name, "opened_on": team.naming_token})

    @classmethod
    def again(cls, sent: QueryDict, team: Team) -> Self:
        """What was sent, as if opened on what somebody else has recorded meanwhile."""
        return cls(sent.dict() | {"opened_on": team.naming_token})


class TeamMemberForm(forms.Form):
    """Somebody to put in a team."""

    email = EmailAddressField(
        label="Email address",
        help_text="The address they sign in with.",
        error_messages={"required": "Enter an email address, like name@council.example."},
    )


class PlanFilterForm(FilterForm):
    """Which recommendations of a plan to show, or which of its milestones, put together by what."""

    by = forms.ChoiceField(
        label="Shown by",
        required=False,
        choices=[("", "Recommendation"), *((key.value, label) for key, label in BY_LABELS.items())],
    )
    state = forms.ChoiceField(label="Milestones", required=False)
    team = forms.ChoiceField(label="Owned by", required=False)
    response = forms.ChoiceField(label="Response", required=False)

    _SAID = {"state": "with a milestone that {}", "team": "owned by {}", "response": "with the response “{}”"}
    _STATE_SAID = {
        rules.DateState.LATE: "is late",
        rules.DateState.DUE_SOON: "is due soon",
        rules.DateState.OPEN: "is open",
        rules.DateState.NOT_YET: "is not yet open",
        rules.DateState.SCHOOLS_DECIDE: "is past its day where schools decide",
        rules.DateState.NO_DATE: "has no date",
        rules.DateState.DONE: "is done",
    }

    def __init__(self, asked: Mapping[str, str], *, teams: Iterable[Team]) -> None:
        words = {
            "state": {key.value: label for key, label in rules.DATE_STATE_LABELS.items()},
            "team": {str(team.pk): team.code for team in sorted(teams, key=lambda team: team.code)},
            "response": {key.value: label for key, label in rules.RESPONSE_LABELS.items()},
        }
        super().__init__(asked, words)

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that are set, by name: by what the plan is shown hides nothing, and is none."""
        return {name: value for name, value in super().chosen.items() if name != "by"}

    @property
    def asked(self) -> Asked:
        """The same, as the rules take them."""
        chosen = self.chosen
        return Asked(
            state=rules.DateState(chosen["state"]) if "state" in chosen else None,
            team=int(chosen["team"]) if "team" in chosen else None,
            response=rules.Response(chosen["response"]) if "response" in chosen else None,
        )

    @property
    def put_together(self) -> By | None:
        """What its milestones are put together by; None for a list of recommendations."""
        by = super().chosen.get("by")
        return By(by) if by else None

    @property
    def in_words(self) -> str:
        """What is shown, as in "with a milestone that is late, owned by SIS"."""
        return ", ".join(self._SAID[name].format(self._said(name)) for name in self.chosen)

    def _said(self, name: str) -> str:
        return self._STATE_SAID[rules.DateState(self.chosen[name])] if name == "state" else self.word(name)
