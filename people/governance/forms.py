"""What a clerk types about the members of a body: a place, its end, its renewal; how many there are, and the notice."""

from collections.abc import Sequence
from typing import Any

from django import forms

from core.forms import TypedDateField, WordsField
from people import rules
from people.governance.notice import LONGEST, NOTICE_KIND_LABELS, NoticeKind
from people.models import Body, TermOfOffice, User
from people.models.governance import places_field
from people.queries import account_at
from people.rules import GovernorCategory, Office

LONGEST_NAME = 200
MOST_PLACES = 99
_NOBODY = "Nobody who has a role here signs in with that address. Correct it, invite them first, or leave it empty."


class PlaceForm(forms.Form):
    """Somebody's place on a body."""

    name = WordsField(
        label="Name",
        max_length=LONGEST_NAME,
        help_text="As it stands in the minutes.",
        error_messages={"required": "Enter the member’s name."},
    )
    category = forms.TypedChoiceField(
        label="Which place do they hold?",
        coerce=GovernorCategory,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the place they hold.", "invalid_choice": "Choose a place from the list."},
    )
    office = forms.TypedChoiceField(
        label="Which office do they hold?",
        coerce=lambda value: Office(value) if value else None,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        choices=[("", "None"), *((one.value, label) for one, label in rules.OFFICE_LABELS.items())],
        error_messages={"invalid_choice": "Choose an office from the list."},
    )
    appointing_body = WordsField(
        label="Who appointed or elected them (optional)",
        max_length=LONGEST_NAME,
        required=False,
        help_text="For example, parents, or the council.",
    )
    starts_on = TypedDateField(
        label="First day", error_messages={"required": "Enter the first day of their term, like 1 September 2026."}
    )
    ends_on = TypedDateField(
        label="Last day (optional)",
        required=False,
        help_text="Most terms are four years. Leave it empty for a place that does not run out.",
    )
    email = forms.EmailField(
        label="Email address they sign in with (optional)",
        required=False,
        max_length=254,
        help_text="Then they get the agenda and papers of the meetings.",
        error_messages={"invalid": "Enter an email address, like name@school.example."},
    )
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._body = body
        self.user: User | None = None
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the types)
        field.choices = [(one.value, rules.GOVERNOR_CATEGORY_LABELS[one]) for one in categories_of(body)]

    def clean_email(self) -> str:
        """The address of somebody with a role at a place of the body."""
        email: str = self.cleaned_data["email"].strip().lower()
        if not email:
            return ""
        self.user = account_at(self._body, email)
        if self.user is None:
            raise forms.ValidationError(_NOBODY)
        return email

    @property
    def given(self) -> dict[str, Any]:
        """The answers, as the actions take them."""
        said = self.cleaned_data
        words = {"name": said["name"], "appointing_body": said["appointing_body"] or ""}
        days = {"starts_on": said["starts_on"], "ends_on": said["ends_on"]}
        return words | days | {"category": said["category"], "office": said["office"], "user": self.user}


class EndForm(forms.Form):
    """The last day of a place."""

    ends_on = TypedDateField(
        label="Last day", error_messages={"required": "Enter the last day of their place, like 31 August 2026."}
    )
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)


class BodyForm(forms.Form):
    """How much notice a body gives, and how many places it has of each category."""

    notice_kind = forms.TypedChoiceField(
        label="Which days of notice count?",
        coerce=lambda value: NoticeKind(value) if value else None,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one from the list."},
    )
    notice_days = forms.IntegerField(
        label="How many days of notice (optional)?",
        required=False,
        min_value=0,
        max_value=LONGEST,
        help_text="Neither the day of issue nor the day of the meeting counts.",
        error_messages={
            "invalid": "Enter a number of days, like 7.",
            "min_value": "Enter a number of days, like 7.",
            "max_value": f"Enter at most {LONGEST} days.",
        },
    )
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, usual: str, categories: Sequence[GovernorCategory], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._categories = categories
        field = self.fields["notice_kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the types)
        labels = [(one.value, label) for one, label in NOTICE_KIND_LABELS.items()]
        field.choices = [("", f"What is usual: {usual}"), *labels]
        for category in categories:
            self.fields[places_field(category)] = forms.IntegerField(
                label=f"Places: {rules.GOVERNOR_CATEGORY_LABELS[category].lower()}s (optional)",
                required=False,
                min_value=0,
                max_value=MOST_PLACES,
                error_messages={
                    "invalid": "Enter how many places there are, like 2.",
                    "min_value": "Enter how many places there are, like 2.",
                    "max_value": f"Enter at most {MOST_PLACES} places.",
                },
            )

    @property
    def given(self) -> dict[str, Any]:
        """The answers, as the action takes them."""
        said = self.cleaned_data
        places = {category: said[places_field(category)] for category in self._categories}
        return {"notice_kind": said["notice_kind"], "notice_days": said["notice_days"], "places": places}


def categories_of(body: Body) -> list[GovernorCategory]:
    """The places there can be on a body: of a council's, a councillor's first."""
    return list(rules.ON_BOARDS) if body.council_id is None else [GovernorCategory.COUNCILLOR, *rules.ON_BOARDS]


def words_of(term: TermOfOffice) -> dict[str, Any]:
    """What a form about a place begins with."""
    return {
        "name": term.name,
        "category": term.category,
        "office": term.office,
        "appointing_body": term.appointing_body,
        "starts_on": term.starts_on,
        "ends_on": term.ends_on,
        "email": term.user.email if term.user else "",
    }
