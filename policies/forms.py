"""What people type about policies: labels, hints, and sentences that say what to do. Nothing is saved here."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from core.forms import DocumentForm, SomeOfField, TypedDateField, WordsField, choose_from, offer
from people.governance.meeting_forms import MeetingHeldForm
from people.models import School, User
from people.queries import bodies_of
from policies import rules
from policies.comparison.changes import to_compare
from policies.document import LONGEST_CLAUSE, Comparison, Document, in_words
from policies.editor import choosing
from policies.writing import LONGEST_WHY

_LONGEST_NAME = 300


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ChooseForm(DocumentForm):
    """A document to bring in: a file, or its words."""

    what = "policy"
    how_to_paste = "Copy everything, the title too. Keep each bullet on a line of its own."


class NamesForm(forms.Form):
    """Title and subtitle of the policy."""

    title = WordsField(
        label="Title", max_length=_LONGEST_NAME, error_messages={"required": "Enter the title of the policy."}
    )
    subtitle = WordsField(label="Subtitle (optional)", max_length=_LONGEST_NAME, required=False)
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)


class VersionForm(forms.Form):
    """A save point."""

    why = WordsField(
        label="What changed, in a few words (optional)",
        max_length=LONGEST_WHY,
        required=False,
        help_text="Stands beside the version in the list of versions.",
    )


class PublishForm(forms.Form):
    """What schools are told about a new version of the model."""

    why = WordsField(
        label="What changed, in a few words (optional)",
        max_length=LONGEST_WHY,
        required=False,
        help_text="Schools read it beside the new version.",
    )
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)


class ChoiceForm(forms.Form):
    """Where two people changed the policy: whose words to keep, for each difference, or words out of both.

    `facts` fill the blanks; `base` is what both began from.
    """

    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, comparison: Comparison, facts: Mapping[str, str], base: Document, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if comparison.headings:
            self._ask(choosing.NAMES, "Title and headings", "Theirs", "Yours")
        total = len(comparison.differing)
        for number, change in enumerate(comparison.differing, start=1):
            section = in_words(change.section.heading, facts) or change.section.kind.label
            theirs = in_words(change.before.full_text, facts) if change.before else "Without this clause"
            mine = in_words(change.after.full_text, facts) if change.after else "Without this clause"
            can_combine = choosing.can_combine(change)
            self._ask(change.clause.id, f"{section}: difference {number} of {total}", theirs, mine, both=can_combine)
            if can_combine:
                self._ask_words(change.clause.id, f"difference {number}", choosing.both(change, base))

    def _ask(self, key: str, label: str, theirs: str, mine: str, *, both: bool = False) -> None:
        choices = [(choosing.Pick.THEIRS.value, f"Theirs: {theirs}"), (choosing.Pick.MINE.value, f"Yours: {mine}")]
        if both:
            choices.append((choosing.Pick.BOTH.value, "Both, as written below"))
        self.fields[f"pick-{key}"] = forms.ChoiceField(
            label=label,
            choices=choices,
            widget=forms.RadioSelect,
            error_messages={"required": f"Choose whose words to keep in “{label}”."},
        )

    def _ask_words(self, key: str, of: str, begin: choosing.Words) -> None:
        self.fields[f"words-{key}"] = WordsField(
            label=f"Words out of both, for {of}",
            initial=begin.text,
            required=False,
            max_length=LONGEST_CLAUSE,
            widget=_area(5),
        )
        if begin.points:
            self.fields[f"points-{key}"] = WordsField(
                label=f"Points under it, for {of}",
                initial="\n".join(begin.points),
                required=False,
                max_length=LONGEST_CLAUSE,
                widget=_area(3),
            )

    @property
    def picks(self) -> dict[str, str]:
        """Whose words were chosen for each difference, once the form is valid."""
        return {
            name.removeprefix("pick-"): pick for name, pick in self.cleaned_data.items() if name.startswith("pick-")
        }

    @property
    def words(self) -> dict[str, choosing.Words]:
        """The words that were written out of both, once the form is valid."""
        return {
            key: choosing.Words(
                self.cleaned_data.get(f"words-{key}", ""),
                tuple(filter(None, map(str.strip, self.cleaned_data.get(f"points-{key}", "").splitlines()))),
            )
            for key, pick in self.picks.items()
            if pick == choosing.Pick.BOTH
        }


class CompareForm(forms.Form):
    """Two versions to compare. numbers: number and state of each, the latest first."""

    before = forms.ChoiceField(label="From")
    after = forms.ChoiceField(label="To")

    def __init__(self, *args: Any, numbers: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(number), f"Version {number}") for number, _ in numbers]
        begin = to_compare(numbers) or (None, None)
        for name, initial in zip(("before", "after"), begin, strict=True):
            choose_from(self, name, offered)
            self.initial.setdefault(name, initial)


class OtherSchoolsForm(forms.Form):
    """The other schools for which a meeting adopted a policy. schools: those that can be chosen."""

    schools = SomeOfField(
        label="It was adopted for these schools too",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one school, or go back.",
            "invalid_choice": "Choose from the list.",
        },
    )

    def __init__(self, *args: Any, schools: Iterable[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "schools", schools)


class ReturnForm(forms.Form):
    """What the governing board asked for."""

    comments = WordsField(
        label="What the governing board asked for",
        max_length=LONGEST_CLAUSE,
        widget=_area(6),
        error_messages={"required": "Enter the comments of the governing board."},
    )


class AdoptionForm(MeetingHeldForm):
    """A decision of a governing board: which meeting, which minute, from when, reviewed when."""

    decided = "adopted it"
    wrong_body = "Choose a body that decides for this school."

    minute_reference = WordsField(
        label="Minute reference",
        max_length=rules.LONGEST_REFERENCE,
        help_text="Where the minutes say so, like 7.2 of 14 October 2026.",
        error_messages={"required": "Enter the minute reference, like 7.2 of 14 October 2026."},
    )
    effective_on = TypedDateField(
        label="Takes effect on", error_messages={"required": "Enter the day from which it holds, like 1 November 2026."}
    )
    review_due_on = TypedDateField(
        label="Review due on",
        error_messages={"required": "Enter the day by which it is reviewed, like 31 October 2027."},
    )

    def __init__(self, *args: Any, school: School, user: User, **kwargs: Any) -> None:
        bodies = [body for body in bodies_of(user, school) if body.can_decide]
        super().__init__(*args, bodies=bodies, school=school, user=user, **kwargs)

    @property
    def as_sent(self) -> dict[str, str]:
        """What was sent, by the name of its field, to be sent again."""
        return {name: str(self[name].value() or "") for name in self.fields}

    @property
    def answers(self) -> dict[str, Any]:
        """What `adopt` and `check_adoption` take, once the form is valid."""
        names = ("body", "on", "minute_reference", "effective_on", "review_due_on")
        return {name: self.cleaned_data[name] for name in names}
