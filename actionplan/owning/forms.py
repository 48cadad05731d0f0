"""What people type about who owns what: labels, hints, and sentences that say what to do. Nothing is saved here."""

import uuid
from collections.abc import Collection
from typing import Any

from django import forms

from actionplan.models import HandBack, Recommendation, Team
from actionplan.owning import rules
from core.forms import OneOfField, SomeOfField, WordsField, offer


class TeamForm(forms.Form):
    """A team that no paper names."""

    code = WordsField(
        label="What the papers call it",
        max_length=200,
        help_text="A short name or initials, like SIS.",
        error_messages={"required": "Enter what the papers call the team, like SIS."},
    )
    name = WordsField(
        label="Full name (optional)",
        max_length=200,
        required=False,
        help_text="For example, School Improvement Service.",
    )


class OwnersForm(forms.Form):
    """Which teams own a recommendation."""

    teams = SomeOfField(
        label="Which teams own it?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Each of them can update its milestones. With none, only officers can.",
        error_messages={"invalid_choice": "Choose from the list."},
    )
    opened_on = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, teams: Collection[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "teams", teams, called=lambda team: team.in_full)

    @classmethod
    def of(cls, recommendation: Recommendation, token: str, *, teams: Collection[Team]) -> "OwnersForm":
        """The form as it is opened: with the teams that own it now."""
        own = [str(team.pk) for team in recommendation.teams.all()]
        return cls(initial={"teams": own, "opened_on": token}, teams=teams)


class HandBackForm(forms.Form):
    """Why something is not a team's."""

    team = OneOfField(
        label="Which team hands it back?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose your team.", "invalid_choice": "Choose from the list."},
    )
    reason = WordsField(
        label="Why is it not this team’s?",
        max_length=rules.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Whose it may be instead, where you know. The officer reads it, and it stays with the plan.",
        error_messages={"required": "Say why it is not your team’s, and whose it may be. The officer reads it."},
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, teams: Collection[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "team", teams, called=lambda team: team.in_full)

    @classmethod
    def new(cls, teams: Collection[Team]) -> "HandBackForm":
        """The form as it is opened; the only team is chosen already."""
        only = {"team": str(next(iter(teams)).pk)} if len(teams) == 1 else {}
        return cls(initial={"token": uuid.uuid4(), **only}, teams=teams)


class AnswerForm(forms.Form):
    """What an officer answers to a team that handed something back."""

    answer = forms.ChoiceField(
        label="What happens with it?",
        choices=[(key.value, label) for key, label in rules.ANSWER_LABELS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens with it."},
    )
    team = OneOfField(
        label="Which team does it go to?",
        required=False,
        widget=forms.Select,
        error_messages={"invalid_choice": "Choose from the list."},
    )
    reply = WordsField(
        label="Reply",
        max_length=rules.LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed where you send it back. The team reads it, and it stays with the plan.",
    )
    opened_on = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, teams: Collection[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "team", teams, called=lambda team: team.in_full, before=[("", "No other team")])

    @classmethod
    def of(cls, handed: HandBack, *, teams: Collection[Team]) -> "AnswerForm":
        """The form as it is opened."""
        return cls(initial={"opened_on": handed.answer_token}, teams=teams)
