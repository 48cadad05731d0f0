"""What people type about opportunities and activities: labels, hints, and sentences that say what to do."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms

from core.filters import FilterForm
from core.forms import TypedDateField, WordsField, choose_from
from people.calendar import Term, term_with_key, terms_back
from people.development import rules as development
from people.development.queries import Filter
from people.development.rules import KINDS, MOST_PEOPLE, STATE_LABELS, STEPS, Kind, State
from people.models import Programme, StaffMember
from people.rules import Refused

_MAY_READ = "This person may read this."
_NO_PUPIL = "Name no pupil."
_TERMS_SHOWN = 9


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _kind_field(kinds: Collection[Kind] = tuple(Kind)) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label="What kind?",
        coerce=Kind,
        choices=[("", "Choose a kind"), *((kind.value, KINDS[kind].label) for kind in kinds)],
        error_messages={"required": "Choose what kind it is.", "invalid_choice": "Choose a kind from the list."},
    )


def _one_of(label: str, help_text: str = "") -> forms.TypedChoiceField:
    """Somebody or something chosen by its key, or nothing."""
    return forms.TypedChoiceField(
        label=label,
        required=False,
        coerce=int,
        empty_value=None,
        help_text=help_text,
        error_messages={"invalid_choice": "Choose from the list."},
    )


def _first_day() -> TypedDateField:
    return TypedDateField(label="First day", error_messages={"required": "Enter the first day, like 3 March 2027."})


def _people(none: str, people: Sequence[StaffMember]) -> list[tuple[Any, str]]:
    return [("", none), *((person.pk, f"{person.name}, {person.job_title}") for person in people)]


def _programmes(programmes: Sequence[Programme]) -> list[tuple[Any, str]]:
    return [("", "None"), *((programme.pk, str(programme)) for programme in programmes)]


class OpportunityForm(forms.Form):
    """Something to offer to staff."""

    kind = _kind_field()
    title = WordsField(
        label="What is it called?",
        max_length=200,
        help_text="For example, Two days beside the deputy head.",
        error_messages={"required": "Enter what it is called."},
    )
    what = WordsField(
        label="What is it?",
        max_length=1000,
        widget=_area(4),
        help_text="What somebody does and learns, and what it asks of them.",
        error_messages={"required": "Say what it is, in a sentence or two."},
    )
    when = WordsField(
        label="When is it?",
        max_length=200,
        help_text="For example, two days in the summer term.",
        error_messages={"required": "Say when it is, as far as you know."},
    )
    places = forms.IntegerField(
        label="How many places? (optional)",
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={"size": 5, "inputmode": "numeric"}),
        error_messages={
            "invalid": "Enter a number, like 2.",
            "min_value": "Enter 1 or more, or leave it empty.",
            "max_value": f"Enter {MOST_PEOPLE:,} or fewer.",
        },
    )
    ask = WordsField(
        label="Whom can somebody ask about it?",
        max_length=200,
        help_text="A role or a name, with how to reach them.",
        error_messages={"required": "Say whom somebody can ask."},
    )
    open_until = TypedDateField(label="Open until (optional)", required=False)
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def values(self) -> dict[str, Any]:
        """What is offered."""
        return {name: value for name, value in self.cleaned_data.items() if name != "opened_on"}


class InterestForm(forms.Form):
    """That somebody would like an opportunity."""

    words = WordsField(
        label="Why would you like it? (optional)",
        max_length=500,
        required=False,
        widget=_area(3),
        help_text="The headteacher and the school leads read this.",
    )


class DeclineForm(forms.Form):
    """Why not this time."""

    reason = WordsField(
        label="Why not this time?",
        max_length=300,
        widget=_area(2),
        help_text=_MAY_READ,
        error_messages={"required": "Say why not, in a sentence. The person reads it."},
    )


class AgreeForm(forms.Form):
    """When somebody takes up what they asked for, and with whom."""

    starts_on = _first_day()
    ends_on = TypedDateField(label="Last day (optional)", required=False)
    mentor_id = _one_of("Host or mentor at this school (optional)")
    partner = WordsField(label="Host or mentor from elsewhere (optional)", max_length=200, required=False)
    partner_school = WordsField(label="School or place, if another (optional)", max_length=200, required=False)

    def __init__(self, *args: Any, people: Sequence[StaffMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "mentor_id", _people("Nobody", people))


class ActivityForm(AgreeForm):
    """Something that somebody does to grow as a leader, or that a number of people do."""

    kind = _kind_field()
    title = WordsField(
        label="What is it?",
        max_length=200,
        help_text=f"In a few words, like Shadows the SENCO. {_NO_PUPIL}",
        error_messages={"required": "Say what it is, in a few words."},
    )
    staff_id = _one_of("Who takes part?", "One person. For a workshop or for pupils, give how many instead.")
    people = forms.IntegerField(
        label="Or how many take part?",
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={"size": 5, "inputmode": "numeric"}),
        help_text="Pupils are only ever counted.",
        error_messages={
            "invalid": "Enter a number, like 12.",
            "min_value": "Enter 1 or more.",
            "max_value": f"Enter {MOST_PEOPLE:,} or fewer.",
        },
    )
    programme_id = _one_of("Programme or qualification (optional)")
    state = forms.TypedChoiceField(
        label="Where does it stand?",
        coerce=State,
        choices=[(state.value, STATE_LABELS[state]) for state in State if state is not State.STOPPED],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where it stands."},
    )
    field_order = ("kind", "title", "staff_id", "people", "programme_id", "mentor_id", "partner", "partner_school")

    def __init__(
        self, *args: Any, people: Sequence[StaffMember], programmes: Sequence[Programme], **kwargs: Any
    ) -> None:
        super().__init__(*args, people=people, **kwargs)
        choose_from(self, "staff_id", _people("Nobody by name", people))
        choose_from(self, "programme_id", _programmes(programmes))

    def clean(self) -> dict[str, Any]:
        """One person or a number, as the kind has it."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("kind") and not self.errors:
            is_person, people = given["staff_id"] is not None, given["people"]
            try:
                development.check_who(given["kind"], is_person=is_person, people=people)
            except Refused as refusal:
                self.add_error("people" if people is not None or not is_person else "staff_id", str(refusal))
        return given


class ChangeActivityForm(ActivityForm):
    """What an activity is, what was done and what the host or mentor thinks of it."""

    done = WordsField(
        label="What was done (optional)",
        max_length=1000,
        required=False,
        widget=_area(3),
        help_text=f"Facts alone: what happened. {_MAY_READ}",
    )
    mentor_words = WordsField(
        label="What the host or mentor thinks of it (optional)",
        max_length=1000,
        required=False,
        widget=_area(3),
        help_text=f"An opinion, in their words. {_MAY_READ}",
    )
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("state", "staff_id", "people"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Who takes part is not asked again: the action compares the kind with it."""
        return self.cleaned_data


class MoveForm(forms.Form):
    """That an activity has got further, or stopped."""

    state = forms.TypedChoiceField(
        label="Where does it stand now?",
        coerce=State,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where it stands now."},
    )
    ends_on = TypedDateField(label="Last day, if it is finished", required=False)
    reason = WordsField(
        label="Why, if it stopped",
        max_length=300,
        required=False,
        widget=_area(2),
        help_text=_MAY_READ,
    )

    def __init__(self, *args: Any, before: State, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "state", [(state.value, STATE_LABELS[state]) for state in State if state in STEPS[before]])

    def clean(self) -> dict[str, Any]:
        """What is finished has a last day, and what stopped a reason."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("state") is State.FINISHED and not given.get("ends_on") and "ends_on" not in self.errors:
            self.add_error("ends_on", "Enter the last day, like 18 December 2026.")
        if given.get("state") is State.STOPPED and not given.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Say why it stopped, in a sentence.")
        return given


class OwnActivityForm(forms.Form):
    """Something that somebody did themselves and has finished."""

    kind = _kind_field([kind for kind in Kind if not KINDS[kind].pupils])
    title = WordsField(
        label="What was it?",
        max_length=200,
        help_text="In a few words, like Led the training day on reading.",
        error_messages={"required": "Say what it was, in a few words."},
    )
    programme_id = _one_of("Programme or qualification (optional)")
    partner = WordsField(label="Host or mentor (optional)", max_length=200, required=False)
    partner_school = WordsField(label="School or place, if another (optional)", max_length=200, required=False)
    starts_on = _first_day()
    ends_on = TypedDateField(label="Last day", error_messages={"required": "Enter the last day, like 3 March 2027."})
    done = WordsField(
        label="What you did (optional)",
        max_length=1000,
        required=False,
        widget=_area(3),
        help_text=f"Facts alone: what happened. {_NO_PUPIL}",
    )
    own_words = WordsField(
        label="What you think of it (optional)",
        max_length=1000,
        required=False,
        widget=_area(3),
        help_text=f"What you learned, and what it leads to. {_NO_PUPIL}",
    )

    def __init__(self, *args: Any, programmes: Sequence[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "programme_id", _programmes(programmes))


class OwnWordsForm(forms.Form):
    """What somebody thinks of what they did."""

    words = WordsField(
        label="What you think of it",
        max_length=1000,
        required=False,
        widget=_area(5),
        help_text=f"What you learned, and what it leads to. The school’s leaders read this. {_NO_PUPIL}",
    )
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)


class ActivityFilterForm(FilterForm):
    """Which activities are shown."""

    anything = "All"

    state = forms.ChoiceField(label="State", required=False)
    kind = forms.ChoiceField(label="Kind", required=False)
    term = forms.ChoiceField(label="Term", required=False)

    def __init__(self, asked: Mapping[str, str], *, today: datetime.date) -> None:
        words = {
            "state": {state.value: label for state, label in STATE_LABELS.items()},
            "kind": {kind.value: about.label for kind, about in KINDS.items()},
            "term": {term.key: str(term).capitalize() for term in _terms(today)},
        }
        super().__init__(asked, words)

    @property
    def wanted(self) -> Filter:
        """The same as activities are asked for."""
        chosen = self.chosen
        return Filter(
            state=State(chosen["state"]) if "state" in chosen else None,
            kind=Kind(chosen["kind"]) if "kind" in chosen else None,
            term=term_with_key(chosen["term"]) if "term" in chosen else None,
        )

    @property
    def in_words(self) -> str:
        """What is shown, where not everything is: "finished, shadowing, spring term 2027"."""
        return ", ".join(self.word(name).lower() for name in self.chosen)


def _terms(today: datetime.date) -> list[Term]:
    """The next term, this one and those before."""
    shown = list(terms_back(today, _TERMS_SHOWN - 1))
    return [shown[0].next, *shown]
