"""What people type into talent records and criteria: labels, hints, and sentences that say what to do."""

import datetime
from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from core.filters import FilterForm
from core.forms import OneOfField, SomeOfField, TypedDateField, WordsField, offer
from people.models import Criterion, Meeting, StaffMember, Standard, TalentRecord
from people.talent import criteria
from people.talent import rules as talent
from people.talent.rules import Aim, Source, TalentCondition

CONDITION_LABELS = {
    TalentCondition.OPEN.value: "To be read by the person",
    TalentCondition.READ.value: "Read by the person",
    TalentCondition.PAUSED.value: "Paused",
    TalentCondition.LAPSED.value: "Lapsed",
    TalentCondition.CLOSED.value: "Closed",
}
WANTS_LABELS = {
    "review": "A review, within 30 days or lapsed",
    "view": "A second view, which you could write",
    "step": "A next step whose day has passed",
}
_UNSAID = ("none", "Has not said")
_AIMS = [*((key.value, label) for key, label in talent.AIM_LABELS.items()), _UNSAID]
_LINES = forms.Textarea(attrs={"rows": 4})


def may_read(name: str) -> str:
    """What stands under every box in which somebody is judged."""
    return f"{name} may read this."


class _AboutForm(forms.Form):
    """A form about somebody, whose name stands under the boxes of `judges`."""

    judges: tuple[str, ...] = ()

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.judges:
            self.fields[field].help_text = f"{self.fields[field].help_text} {may_read(name)}".strip()


def _called(person: StaffMember) -> str:
    return f"{person.name}, {person.job_title}"


# The register ---------------------------------------------------------------------------------------------------------
class RegisterFilterForm(FilterForm):
    """Which records to show."""

    state = forms.ChoiceField(
        label="Where it stands", required=False, choices=[("", "All that run"), *CONDITION_LABELS.items()]
    )
    aim = forms.ChoiceField(
        label="Would like to lead",
        required=False,
        choices=[("", "Anything"), *_AIMS],
    )
    wants = forms.ChoiceField(
        label="Waits for", required=False, choices=[("", "Anything or nothing"), *WANTS_LABELS.items()]
    )

    @property
    def in_words(self) -> str:
        """What is shown, as in "lapsed, has not said"."""
        labels = {"state": CONDITION_LABELS, "aim": dict(_AIMS), "wants": WANTS_LABELS}
        said = {name: labels[name][value].lower() for name, value in self.chosen.items()}
        return ", ".join(f"waiting for {words}" if name == "wants" else words for name, words in said.items())

    def takes(self, record: TalentRecord, now: TalentCondition, today: datetime.date) -> bool:
        """Whether a record is among those asked for. record: one of people.talent_queries.register_of."""
        chosen = self.chosen
        aim = chosen.get("aim", record.aim)
        if now != chosen.get("state", now) or record.aim != ("" if aim == _UNSAID[0] else aim):
            return False
        match chosen.get("wants"):
            case "review":
                return talent.wants_review(now, record.review_by, today)
            case "view":
                return now in talent.COUNTED and vars(record)["asks_for_a_second"]
            case "step":
                return talent.is_overdue(now, record.next_step_on, today)
        return True


# Records --------------------------------------------------------------------------------------------------------------
class OpenForm(forms.Form):
    """Somebody's record, opened by nomination or at recruitment. people: for whom it may be opened."""

    person = OneOfField(
        label="Who could grow into leading?",
        error_messages={"required": "Choose somebody.", "invalid_choice": "Choose somebody from the list."},
    )
    source = forms.TypedChoiceField(
        label="How did you come to think of them?",
        coerce=Source,
        choices=[
            (Source.NOMINATED.value, "I nominate them"),
            (Source.RECRUITMENT.value, "It showed when they were recruited"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you came to think of them."},
    )
    reason = WordsField(
        label="What have you seen?",
        max_length=1000,
        widget=_LINES,
        help_text="Begin with what happened. The person may read this.",
        error_messages={"required": "Say what you have seen, in a sentence. The person may read it."},
    )
    review_by = TypedDateField(
        label="Review it by",
        help_text="Within twelve months, or the record lapses. For example, 1 July 2027.",
        error_messages={"required": "Enter a day within twelve months, like 1 July 2027."},
    )

    def __init__(self, *args: Any, people: Collection[StaffMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people, called=_called, before=[("", "Choose somebody")])


class EvidenceForm(_AboutForm):
    """What happened and, in a box of its own, what its writer makes of it. criteria: those in force."""

    judges = ("fact", "opinion")

    criterion = OneOfField(
        label="Which criterion does it speak to?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a criterion.", "invalid_choice": "Choose a criterion from the list."},
    )
    on = TypedDateField(
        label="When did it happen?",
        help_text="For example, 12 March 2026.",
        error_messages={"required": "Enter the day, like 12 March 2026."},
    )
    fact = WordsField(
        label="What happened",
        max_length=1000,
        widget=_LINES,
        help_text="What anybody in the room could have seen. Name no pupil.",
        error_messages={"required": "Say what happened. What you make of it goes into the next box."},
    )
    opinion = WordsField(
        label="What you make of it (optional)",
        max_length=1000,
        required=False,
        widget=_LINES,
        help_text="Your opinion, kept apart from the facts.",
    )

    def __init__(self, *args: Any, offered: Collection[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "criterion", offered, called=lambda one: one.heading)


class ReasonForm(_AboutForm):
    """Why something is done to a record."""

    judges = ("reason",)

    reason = WordsField(
        label="Why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why, in a sentence."},
    )


class ViewForm(_AboutForm):
    """What somebody thinks of a person's way to lead."""

    judges = ("words",)

    words = WordsField(
        label="Your view",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What they do well, and what they could try next.",
        error_messages={"required": "Write your view."},
    )


class NextStepForm(_AboutForm):
    """What would help somebody, and what is done next, by when and by whom. people: who could see to it."""

    judges = ("needs",)

    needs = WordsField(
        label="What would help them (optional)",
        max_length=1000,
        required=False,
        widget=_LINES,
        help_text="Experience, time, somebody to learn from.",
    )
    next_step = WordsField(
        label="The next step (optional)",
        max_length=300,
        required=False,
        help_text="One thing to do, like: shadow the deputy for a week.",
    )
    on = TypedDateField(label="By when? (optional)", required=False)
    owner = OneOfField(
        label="Who sees to it? (optional)",
        required=False,
        error_messages={"invalid_choice": "Choose somebody from the list."},
    )
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, people: Collection[StaffMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", people, called=_called, before=[("", "Nobody yet")])

    def clean(self) -> dict[str, Any]:
        """A day and an owner are of a step."""
        given: dict[str, Any] = super().clean() or {}
        if (given.get("on") or given.get("owner")) and not given.get("next_step") and "next_step" not in self.errors:
            self.add_error("next_step", "Say what the next step is, or empty the day and who sees to it.")
        return given


class ReviewForm(_AboutForm):
    """That a record was gone through with the person."""

    judges = ("words",)

    words = WordsField(
        label="What you agreed together",
        max_length=1000,
        widget=_LINES,
        error_messages={"required": "Say what you agreed, in a sentence."},
    )
    review_by = TypedDateField(
        label="Review it again by",
        help_text="Within twelve months. For example, 1 July 2027.",
        error_messages={"required": "Enter a day within twelve months, like 1 July 2027."},
    )


class AnswerForm(_AboutForm):
    """The answer to somebody who asked for something to be put right."""

    judges = ("answer",)

    answer = WordsField(
        label="Your answer",
        max_length=1000,
        widget=_LINES,
        help_text="What you changed, or why you did not.",
        error_messages={"required": "Write your answer."},
    )


# One's own ------------------------------------------------------------------------------------------------------------
class AimForm(forms.Form):
    """What somebody would like to lead."""

    aim = forms.TypedChoiceField(
        label="What would you like to lead?",
        coerce=Aim,
        choices=[(key.value, label) for key, label in talent.AIM_LABELS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you would like to lead. You can change it at any time."},
    )
    aspiration = WordsField(
        label="In your own words (optional)",
        max_length=1000,
        required=False,
        widget=_LINES,
        help_text="What you hope for, and what would help you. Your head and the school’s leads can read this.",
    )


class ReadForm(forms.Form):
    """That one has read one's record."""

    comment = WordsField(
        label="Your comment (optional)",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What you see otherwise, or what is missing. It stays beside what was written.",
    )
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)


class EndOwnForm(forms.Form):
    """That one wants one's record closed."""

    words = WordsField(label="Why (optional)", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class CorrectionForm(forms.Form):
    """What is to be put right."""

    words = WordsField(
        label="What is wrong, and what would be right?",
        max_length=1000,
        widget=_LINES,
        error_messages={"required": "Say what is wrong, and what would be right."},
    )


class IntentionForm(forms.Form):
    """Between which days a head may leave the headship."""

    earliest = TypedDateField(
        label="At the earliest",
        of="first",
        help_text="For example, 31 December 2027, or autumn term 2027.",
        error_messages={"required": "Enter a day, like 31 December 2027."},
    )
    latest = TypedDateField(
        label="At the latest",
        of="last",
        help_text="For example, 31 August 2028, or summer term 2028.",
        error_messages={"required": "Enter a day, like 31 August 2028."},
    )
    words = WordsField(
        label="More about it (optional)", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


# Criteria -------------------------------------------------------------------------------------------------------------
class CriterionForm(forms.Form):
    """One thing to look for. standards: those in use."""

    heading = WordsField(
        label="What do you look for?",
        max_length=200,
        help_text="For example, Listens before deciding.",
        error_messages={"required": "Say what you look for, in a few words."},
    )
    description = WordsField(
        label="What does it look like? (optional)",
        max_length=1000,
        required=False,
        widget=_LINES,
        help_text="What somebody does who has it, so that two people would see the same.",
    )
    standards = SomeOfField(
        label="Which standards does it rest on?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one standard.",
            "invalid_choice": "Choose standards from the list.",
        },
    )
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, standards: Sequence[Standard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {one.framework_id: str(one.framework) for one in standards}
        several = len(names) > 1
        if len(names) == 1:
            self.fields["standards"].help_text = f"Those of {next(iter(names.values()))}."
        offer(self, "standards", standards, called=lambda one: f"{one} ({one.framework})" if several else str(one))


class AgreedForm(forms.Form):
    """At which meeting criteria were agreed. meetings: those that could have."""

    meeting = OneOfField(
        label="At which meeting were they agreed?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the meeting.", "invalid_choice": "Choose a meeting from the list."},
    )
    minute_reference = WordsField(
        label="Minute reference",
        max_length=criteria.LONGEST_REFERENCE,
        help_text="Like 7.2 of 14 October 2026.",
        error_messages={"required": "Enter the minute reference, like 7.2 of 14 October 2026."},
    )

    def __init__(self, *args: Any, meetings: Collection[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "meeting", meetings)
