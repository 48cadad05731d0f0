"""What people type about staff and posts: labels, hints, and sentences that say what to do."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from core.forms import OneOfField, TypedDateField, WordsField, choose_from, offer
from people import rules
from people.models import StaffMember, TermOfOffice, User
from people.planning import cover
from people.planning.cover import Band, ChangeSource, Impact, Level

_NOBODY = "nobody"
_MAY_READ = "This person may read this."


class StaffForm(forms.Form):
    """Somebody on a school's register."""

    name = WordsField(label="Full name", max_length=200, error_messages={"required": "Enter the person’s name."})
    job_title = WordsField(
        label="Job title",
        max_length=200,
        help_text="For example, Deputy headteacher, or Teacher, year 4.",
        error_messages={"required": "Enter their job title."},
    )
    contract = forms.ChoiceField(
        label="Contract (optional)",
        required=False,
        choices=[("", "Not given"), *((key.value, label) for key, label in rules.CONTRACT_LABELS.items())],
    )
    fte = forms.DecimalField(
        label="Full-time equivalent (optional)",
        required=False,
        min_value=Decimal("0.001"),
        max_value=Decimal(1),
        max_digits=4,
        decimal_places=3,
        widget=forms.TextInput(attrs={"size": 8, "inputmode": "decimal"}),
        help_text="1 for full time, 0.6 for three days a week.",
        error_messages={
            "invalid": "Enter a number, like 0.6.",
            "min_value": "Enter more than 0, like 0.6.",
            "max_value": "Enter 1 or less: 1 is full time.",
            "max_decimal_places": "Enter at most three places, like 0.667.",
            "max_digits": "Enter a number up to 1, like 0.6.",
            "max_whole_digits": "Enter a number up to 1, like 0.6.",
        },
    )
    starts_on = TypedDateField(label="First day (optional)", required=False)
    ends_on = TypedDateField(
        label="Last day (optional)",
        required=False,
        help_text="Where one is known. From the day after they are a leaver.",
    )
    reference = WordsField(
        label="Reference (optional)",
        max_length=50,
        required=False,
        help_text="What your own system calls them, like a payroll number.",
    )
    user_id = forms.TypedChoiceField(
        label="Account (optional)",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="What they sign in with here: they are then told that something is said of them, and can read it.",
        error_messages={"invalid_choice": "Choose an account from the list."},
    )
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, accounts: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = ((user.pk, f"{user.name}, {user.email}") for user in accounts)
        choose_from(self, "user_id", [("", "None"), *named])

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        given: dict[str, Any] = super().clean() or {}
        starts, ends = given.get("starts_on"), given.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "The last day is before the first. Correct one of them.")
        return given

    @property
    def values(self) -> dict[str, Any]:
        """What the register is to hold."""
        return {name: value for name, value in self.cleaned_data.items() if name != "opened_on"}


class LeavingForm(forms.Form):
    """Somebody's last day."""

    on = TypedDateField(label="Last day", error_messages={"required": "Enter their last day, like 31 August 2027."})


class PostForm(forms.Form):
    """A post to plan for."""

    title = WordsField(
        label="Title of the post",
        max_length=200,
        help_text="For example, Deputy headteacher, SENCO, or Chair of the Personnel Committee.",
        error_messages={"required": "Enter the title of the post."},
    )
    level = forms.TypedChoiceField(
        label="Where does it stand?",
        coerce=Level,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where the post stands."},
    )
    impact = forms.TypedChoiceField(
        label="What would it mean if nobody held it for a term?",
        coerce=Impact,
        choices=[(key.value, label) for key, label in cover.IMPACT_LABELS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it would mean."},
    )
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, levels: Sequence[Level], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if levels:
            choose_from(self, "level", [(key.value, cover.LEVEL_LABELS[key]) for key in levels])
        else:
            del self.fields["level"]


class _PersonForm(forms.Form):
    """A form that names somebody of the school. people: those who can be named."""

    person: OneOfField
    before = [("", "Choose somebody")]

    def __init__(self, *args: Any, people: Collection[StaffMember | TermOfOffice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people, called=_called, before=self.before)


class HolderForm(_PersonForm):
    """Who holds a post, and from when. person: None where nobody does."""

    before = [*_PersonForm.before, (_NOBODY, "Nobody from that day on")]
    person = OneOfField(
        label="Who holds it?",
        error_messages={"required": "Choose who holds it.", "invalid_choice": "Choose somebody from the list."},
    )
    starts_on = TypedDateField(
        label="From which day?",
        error_messages={"required": "Enter the first day, like 1 September 2026."},
        help_text="For example, 1 September 2026. Whoever held it before held it until the day before.",
    )
    beside = forms.BooleanField(label="They share it with whoever holds it now", required=False)


class ChangeForm(forms.Form):
    """When somebody may leave a post, and how that is known."""

    earliest = TypedDateField(label="At the earliest (optional)", required=False, of="first")
    latest = TypedDateField(label="At the latest (optional)", required=False, of="last")
    source = forms.TypedChoiceField(
        label="How do you know?",
        required=False,
        coerce=ChangeSource,
        empty_value=None,
        choices=[(key.value, label) for key, label in cover.CHANGE_SOURCE_LABELS.items()],
        widget=forms.RadioSelect,
        help_text="Never from anybody’s age.",
    )
    reason = WordsField(
        label="More about it (optional)",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_MAY_READ,
    )


class NominateForm(_PersonForm):
    """Somebody who could hold a post."""

    person = OneOfField(
        label="Who could hold it?",
        error_messages={"required": "Choose who could hold it.", "invalid_choice": "Choose somebody from the list."},
    )
    band = forms.TypedChoiceField(
        label="How soon?",
        coerce=Band,
        choices=[(key.value, label) for key, label in cover.BAND_LABELS.items()],
        widget=forms.RadioSelect,
        help_text="Cover for today and a successor for later are two facts: the same person may be named for both.",
        error_messages={"required": "Choose how soon."},
    )
    reason = WordsField(
        label="Why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"What they have done that shows it, in a sentence or two. {_MAY_READ}",
        error_messages={"required": "Say why, in a sentence. The person may read it."},
    )


class ProposeForm(NominateForm):
    """Whom a head proposes to cover the headship, were they away from one day to the next."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["band"]
        self.fields["person"].label = "Who could lead the school while you are away?"


class EndNominationForm(forms.Form):
    """That somebody stands behind a post no more."""

    reason = WordsField(
        label="Why (optional)",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_MAY_READ,
    )


def _called(person: StaffMember | TermOfOffice) -> str:
    about = person.job_title if isinstance(person, StaffMember) else person.get_category_display()
    return f"{person.name}, {about}"
