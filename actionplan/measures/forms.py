"""What people type about measures. Nothing is saved here."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.measures import registry, rules
from actionplan.measures.registry import Measure
from actionplan.measures.rules import Way
from actionplan.models import ServiceNotBought, Valuation
from actionplan.models.valuing import token_of
from core import clock
from core.filters import FilterForm
from core.forms import LinkField, TypedDateField, WordsField, choose_from

REPORTED = "reported"
_FILE_ERRORS = {
    "empty": "The file is empty: choose the one that holds the words.",
    "invalid": "The file did not arrive. Choose it again.",
    "missing": "The file did not arrive. Choose it again.",
}


class WayForm(FilterForm):
    """Which named measure counts it, or that it is reported: the first of two steps, which lives in the address."""

    anything = "Choose one"

    named = forms.ChoiceField(label="How is this measure to be valued?", required=False)

    def __init__(self, asked: Mapping[str, str]) -> None:
        words = {one.slug: f"Computed: {one.title}" for one in registry.every()}
        super().__init__(asked, {"named": words | {REPORTED: "Reported: dated items, each with what shows it"}})


class ValuationForm(forms.Form):
    """What is chosen for a named measure, and whose buyers alone count: the second step."""

    opened_on = forms.CharField(widget=forms.HiddenInput)
    named = forms.CharField(widget=forms.HiddenInput)
    service = forms.ChoiceField(
        label="Leave out schools that do not buy a service?",
        required=False,
        help_text="The services and the schools that do not buy them are recorded on a page of their own.",
    )

    def __init__(self, *args: Any, named: Measure | None, services: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure = named
        if named is None or not services:
            del self.fields["service"]
        else:
            choose_from(self, "service", [("", "No: count them all"), *((one, one) for one in services)])
        for parameter in named.parameters if named else ():
            self.fields[parameter.name] = forms.ChoiceField(
                label=parameter.label,
                choices=[(value, label[:1].upper() + label[1:]) for value, label in parameter.choices],
                error_messages={
                    "required": f"Choose {parameter.label.lower()}.",
                    "invalid_choice": "Choose from the list.",
                },
            )

    @staticmethod
    def opening(valuation: Valuation | None, named: str) -> dict[str, str]:
        """What the form is opened with: what stands, where it is of this measure."""
        same = valuation is not None and valuation.named == named
        held = {**valuation.given, "service": valuation.service} if valuation is not None and same else {}
        return held | {"opened_on": token_of(valuation), "named": named}

    @property
    def values(self) -> dict[str, Any]:
        """What `choose_valuation` takes."""
        given = self.cleaned_data
        chosen = (
            {parameter.name: given[parameter.name] for parameter in self.measure.parameters} if self.measure else {}
        )
        return {
            "way": Way.COMPUTED if self.measure else Way.REPORTED,
            "named": self.measure.slug if self.measure else "",
            "given": chosen,
            "service": given.get("service", ""),
            "opened_on": given["opened_on"],
        }


class WhenForm(forms.Form):
    """For which day a measure is counted, and as it was known when."""

    on = TypedDateField(label="As at", required=False)
    known = TypedDateField(label="As known at the end of", required=False)

    def moments(self) -> tuple[datetime.date, datetime.datetime]:
        """The day and the moment. Days that have not come, or cannot be read, are today and now."""
        self.is_valid()
        today, now = clock.today(), clock.now()
        on, known = (self.cleaned_data.get(name) for name in ("on", "known"))
        day = on if on is not None and rules.EARLIEST <= on <= today else today
        is_past = known is not None and rules.EARLIEST <= known < today
        return day, clock.midnight(known + datetime.timedelta(days=1)) if known is not None and is_past else now


class ItemForm(forms.Form):
    """One dated thing that counts for a reported measure."""

    words = WordsField(
        label="What was there?",
        max_length=rules.LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One thing, in a sentence: each counts as one. Name no pupil and no member of staff.",
        error_messages={"required": "Say what there was, in a sentence."},
    )
    on = TypedDateField(label="Date", error_messages={"required": "Enter the day of it, like 14 October 2026."})
    link = LinkField(label="Link to what shows it (or a file below)")
    file = forms.FileField(
        label="File that shows it (or a link above)",
        required=False,
        help_text="A PDF, Word, OpenDocument, Excel or text file of up to 10 MB. Who reads the plan can open it.",
        error_messages=_FILE_ERRORS,
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    @classmethod
    def new(cls, today: datetime.date) -> "ItemForm":
        """The form as it is opened, for today."""
        return cls(initial={"on": today, "token": uuid.uuid4()})

    @property
    def values(self) -> dict[str, Any]:
        """What `report_item` takes."""
        given = self.cleaned_data
        file = given["file"]
        return {name: given[name] for name in ("words", "on", "link", "token")} | {
            "file": (file.name, file) if file else None
        }


class ItemWithdrawForm(forms.Form):
    """That a reported item counts no more."""

    reason = WordsField(
        label="Why is it withdrawn?",
        max_length=rules.LONGEST_REASON,
        help_text="It stays in the list with your reason, and counts no more.",
        error_messages={"required": "Say why it is withdrawn, in a sentence."},
    )


class NotBoughtForm(forms.Form):
    """A school that does not buy a service."""

    urn = forms.IntegerField(
        label="URN of the school",
        min_value=100_000,
        max_value=9_999_999,
        help_text="The six digits by which the school is known. They stand on its page.",
        error_messages={
            "required": "Enter the URN of the school.",
            "invalid": "Enter the URN as six digits, like 101234.",
            "min_value": "Enter the URN as six digits, like 101234.",
            "max_value": "Enter the URN as six digits, like 101234.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 8}),
    )
    service = WordsField(
        label="Service",
        max_length=rules.LONGEST_SERVICE,
        help_text="Always under the same name, for example: Support in appointing headteachers.",
        error_messages={"required": "Enter the name of the service."},
    )
    reason = WordsField(
        label="Reason", max_length=rules.LONGEST_REASON, error_messages={"required": "Say why, in a few words."}
    )
    starts_on = TypedDateField(label="Since when", of="first")
    ends_on = TypedDateField(label="Until when (optional)", of="last", required=False)


class NotBoughtEndForm(forms.Form):
    """Until when a school did not buy a service."""

    ends_on = TypedDateField(label="Last day on which the school did not buy it", of="last")
    opened_on = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, record: ServiceNotBought) -> "NotBoughtEndForm":
        """The form as it is opened."""
        return cls(initial={"ends_on": record.ends_on, "opened_on": record.end_token})

    @classmethod
    def again(cls, sent: QueryDict, record: ServiceNotBought) -> "NotBoughtEndForm":
        """What was sent, as if opened on what somebody else has said meanwhile."""
        return cls(sent.dict() | {"opened_on": record.end_token})
