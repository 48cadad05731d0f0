"""What people type about a review and about priorities: labels, hints, and sentences that say what to do."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from core.filters import FilterForm
from core.forms import OneOfField, TypedDateField, WordsField, offer
from policies.living import reviewing
from policies.living.evidence import NO_PUPIL
from policies.living.reviewing import STATUS_LABELS, year_words
from policies.living.reviews import Earlier
from policies.models import Priority


class ReviewForm(forms.Form):
    """How a commitment is kept this term."""

    status = forms.ChoiceField(
        label="How is it kept?",
        choices=[(status.value, label) for status, label in STATUS_LABELS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it is kept.", "invalid_choice": "Choose from the list."},
    )
    seen = WordsField(
        label="What did you see?",
        max_length=reviewing.LONGEST_SEEN,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"A sentence or two, like “Four of six middle leaders have led a meeting”. {NO_PUPIL}",
        error_messages={"required": "Say in a sentence what you saw."},
    )
    next_step = WordsField(
        label="Next step",
        required=False,
        max_length=reviewing.LONGEST_STEP,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What somebody will do next. You can leave it empty where you are doing it already.",
    )
    next_by = TypedDateField(label="By when", required=False)
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)


class PrioritiesForm(forms.Form):
    """A school's list for a year, a line each."""

    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, words: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, reviewing.MOST_PRIORITIES + 1):
            self.fields[_name(place)] = WordsField(
                label=f"Priority {place}", required=False, max_length=reviewing.LONGEST_PRIORITY
            )
            self.initial.setdefault(_name(place), words.get(place, ""))

    @property
    def words(self) -> list[str]:
        """The lines by their places."""
        return [self.cleaned_data[_name(place)] for place in range(1, reviewing.MOST_PRIORITIES + 1)]


def _name(place: int) -> str:
    return f"priority_{place}"


class ServeForm(forms.Form):
    """Which priority a commitment serves."""

    priority = OneOfField(
        label="Which priority does it serve?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a priority, or “None of these”."},
    )

    def __init__(self, *args: Any, priorities: Sequence[Priority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "priority", priorities, after=[("none", "None of these")])


class ContinueForm(forms.Form):
    """Which commitment of before it is."""

    earlier = OneOfField(
        label="Which one is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the earlier commitment, or go back."},
    )

    def __init__(self, *args: Any, earlier: Sequence[Earlier], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "earlier", earlier, called=_called)


def _called(one: Earlier) -> str:
    lines = f"{one.lines} line{'' if one.lines == 1 else 's'} of evidence"
    return f"{one.text.splitlines()[0]} (held until {one.last_day:%-d %B %Y}, {lines})"


class CommitmentFilterForm(FilterForm):
    """Which commitments to show."""

    anything = "All"

    show = forms.ChoiceField(label="Commitments", required=False)

    def __init__(self, asked: Mapping[str, str]) -> None:
        super().__init__(asked, {"show": {"review": "No review this term", "quiet": "Quiet for a whole term"}})


class YearFilterForm(FilterForm):
    """Of which academic year: this one or one of the four before it."""

    year = forms.ChoiceField(label="Academic year", required=False)

    def __init__(self, asked: Mapping[str, str], *, this_year: int) -> None:
        self.anything = year_words(this_year)
        super().__init__(
            asked, {"year": {str(year): year_words(year) for year in range(this_year - 1, this_year - 5, -1)}}
        )
        self.this_year = this_year

    @property
    def year_asked(self) -> int:
        """The calendar year in which it began."""
        return int(self.chosen.get("year", self.this_year))
