"""What people type about consultations, recommendations and reading. Nothing is saved here."""

from typing import Any, TypedDict

from django import forms

from core.forms import SeveralField, TypedDateField, WordsField, choose_from
from people.governance.meeting_forms import MeetingHeldForm
from people.models import School, User
from people.queries import bodies_of
from people.rules import BodyKind
from policies import rules
from policies.consultation import rules as consulting
from policies.document import LONGEST_CLAUSE, Clause

_LONGEST_QUESTION = 500


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Words(TypedDict):
    """What somebody wrote about a clause: a comment, other words for it, or both."""

    text: str
    suggested: str


class OpenForm(forms.Form):
    """Until when people may comment, and what they are to look at."""

    until = TypedDateField(
        label="Last day for comments",
        help_text="Until midnight at the end of that day.",
        error_messages={"required": "Enter the last day for comments, like 14 November 2026."},
    )
    question = WordsField(
        label="What to look at (optional)",
        required=False,
        max_length=_LONGEST_QUESTION,
        widget=_area(3),
        help_text="Stands above the policy for everybody who is asked.",
    )


class UntilForm(forms.Form):
    """Another last day."""

    until = TypedDateField(
        label="Last day for comments",
        error_messages={"required": "Enter the last day for comments, like 14 November 2026."},
    )


class EndForm(forms.Form):
    """How to end a consultation before its day."""

    how = forms.ChoiceField(
        label="What is to happen",
        choices=[
            ("close", "Close it now, and answer the comments"),
            ("withdraw", "Take the version back: the comments are kept, and count for no version"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is to happen."},
    )


class CommentForm(forms.Form):
    """A comment on one place of a policy, with other words where the clause can have them."""

    text = WordsField(label="Your comment", required=False, max_length=consulting.LONGEST_COMMENT, widget=_area(4))
    suggested = WordsField(
        label="Other words for the clause (optional)",
        required=False,
        max_length=LONGEST_CLAUSE,
        widget=_area(6),
        help_text="Change what you would change, and leave the rest as it is.",
    )
    sent_as = forms.UUIDField(widget=forms.HiddenInput, required=False)
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, clause: Clause | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if clause is None or not consulting.can_suggest(clause):
            del self.fields["suggested"]

    @property
    def said(self) -> Words:
        """What was written: `text` and `suggested`."""
        return Words(text=self.cleaned_data["text"], suggested=self.cleaned_data.get("suggested", ""))


class AnswerForm(forms.Form):
    """What becomes of a comment."""

    outcome = forms.ChoiceField(
        label="What becomes of it",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of it."},
    )
    words = WordsField(
        label="Words of the clause",
        required=False,
        max_length=LONGEST_CLAUSE,
        widget=_area(6),
        help_text="For “Accepted in other words”: what the clause is to say.",
    )
    reply = WordsField(
        label="Your reply",
        required=False,
        max_length=consulting.LONGEST_REPLY,
        widget=_area(4),
        help_text="Read by the person who wrote the comment. Needed where it is declined or noted.",
    )
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, has_suggestion: bool, can_change: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = consulting.outcomes(has_suggestion=has_suggestion, can_change=can_change)
        choose_from(self, "outcome", [(one.value, consulting.OUTCOME_LABELS[one]) for one in offered])
        if not can_change:
            del self.fields["words"]

    @property
    def answer(self) -> dict[str, str]:
        """What `answer` takes, once the form is valid."""
        return {name: self.cleaned_data.get(name, "") for name in ("outcome", "words", "reply", "opened_on")}


class RecommendationForm(MeetingHeldForm):
    """What a committee recommended: at which meeting, in which minute, with what advice."""

    decided = "recommended it"
    body_called = "committee"
    wrong_body = "Choose a committee of this school."

    minute_reference = WordsField(
        label="Minute reference",
        max_length=rules.LONGEST_REFERENCE,
        help_text="Where the minutes say so, like 4.1 of 7 October 2026.",
        error_messages={"required": "Enter the minute reference, like 4.1 of 7 October 2026."},
    )
    advice = WordsField(
        label="What the committee advises (optional)",
        required=False,
        max_length=LONGEST_CLAUSE,
        widget=_area(4),
        help_text="The board reads it before it decides.",
    )

    def __init__(self, *args: Any, school: School, user: User, **kwargs: Any) -> None:
        bodies = [body for body in bodies_of(user, school) if body.kind == BodyKind.COMMITTEE]
        super().__init__(*args, bodies=bodies, school=school, user=user, **kwargs)

    @property
    def answers(self) -> dict[str, Any]:
        """What `recommend` takes, once the form is valid."""
        return {name: self.cleaned_data[name] for name in ("body", "on", "minute_reference", "advice")}


class AskForm(forms.Form):
    """Who is asked to read an adopted version, and by when."""

    who = SeveralField(
        label="Who is asked",
        choices=[("staff", "Staff"), ("governors", "Governors")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who is asked: staff, governors, or both."},
    )
    by_day = TypedDateField(label="To be read by (optional)", required=False)

    @property
    def asked(self) -> dict[str, Any]:
        """What `ask_to_read` takes, once the form is valid."""
        who = self.cleaned_data["who"]
        return {
            "of_staff": "staff" in who,
            "of_governors": "governors" in who,
            "by_day": self.cleaned_data["by_day"],
        }
