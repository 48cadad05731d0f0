"""What people type about an outcome measure. Nothing is saved here."""

from django import forms
from django.http import QueryDict

from actionplan.models import OutcomeMeasure
from actionplan.rules import MEASURE_KIND_LABELS, MeasureKind
from core.forms import TypedDateField, WordsField

LONGEST = 500


class WeighForm(forms.Form):
    """What an outcome measure is, from where it begins, and what it should reach by when."""

    kind = forms.ChoiceField(
        label="What kind of measure is it?",
        choices=[
            (key.value, label) for key, label in MEASURE_KIND_LABELS.items() if key is not MeasureKind.NOT_RECORDED
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of measure it is."},
    )
    baseline = WordsField(
        label="Baseline (optional)",
        required=False,
        max_length=LONGEST,
        help_text="Where it began, and when. For example, 12 of 40 schools in March 2026.",
    )
    target = WordsField(
        label="Target (optional)",
        required=False,
        max_length=LONGEST,
        help_text="How much is enough. For example, every school. Leave it empty where the words above say it.",
    )
    due_on = TypedDateField(
        label="By when (optional)",
        required=False,
        of="last",
        help_text="Where the paper gives no date. For example, 31 March 2027, or autumn term 2027.",
    )
    opened_on = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, measure: OutcomeMeasure) -> "WeighForm":
        """The form as it is opened: with what is recorded."""
        held = {"kind": measure.kind, "baseline": measure.baseline, "target": measure.target, "due_on": measure.due_on}
        return cls(initial=held | {"opened_on": measure.weighing_token})

    @classmethod
    def again(cls, sent: QueryDict, measure: OutcomeMeasure) -> "WeighForm":
        """What was sent, as if opened on what somebody else has recorded meanwhile."""
        return cls(sent.dict() | {"opened_on": measure.weighing_token})
