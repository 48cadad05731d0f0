"""What people type to ask schools and to answer for one. Nothing is saved here."""

import re
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.models import AskedSchool
from actionplan.returns import rules
from actionplan.returns.rules import Among
from actionplan.rules import Refused
from core.filters import FilterForm
from core.forms import LinkField, TypedDateField, WordsField, choose_from
from people.rules import PHASE_LABELS

_FILE_ERRORS = {
    "empty": "The file is empty: choose the one that shows it.",
    "invalid": "The file did not arrive. Choose it again.",
    "missing": "The file did not arrive. Choose it again.",
}


class AskForm(forms.Form):
    """A question to schools."""

    question = WordsField(
        label="The question",
        max_length=rules.LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
        help_text="In plain words, so that yes, no or not yet answers it. For example: Has the school agreed a policy?",
        error_messages={"required": "Enter the question, so that yes, no or not yet answers it."},
    )
    due_on = TypedDateField(
        label="Answer by",
        help_text="An answer that comes later is taken as well, and says so. For example, 12 March 2027.",
        error_messages={"required": "Enter the day to answer by, like 12 March 2027."},
    )
    among = forms.ChoiceField(
        label="Which schools are asked?",
        choices=[(among.value, label) for among, label in rules.AMONG_LABELS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which schools are asked.", "invalid_choice": "Choose from the list."},
    )
    phase = forms.ChoiceField(
        label="Phase, where only one is asked",
        required=False,
        choices=[("", "Choose a phase"), *((phase.value, label) for phase, label in PHASE_LABELS.items())],
        error_messages={"invalid_choice": "Choose from the list."},
    )
    urns = forms.CharField(
        label="URNs, where schools are named",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The six digits of each school, one a line.",
    )
    service = forms.ChoiceField(
        label="Is it about a service that schools buy?",
        required=False,
        help_text="Each school then says whether it buys it. One that does not is left out, with that reason.",
        error_messages={"invalid_choice": "Choose from the list."},
    )
    # Comes with the form, so that sending it twice asks once.
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, services: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "service", [("", "No"), *((one, one) for one in services)])
        if not services:
            del self.fields["service"]

    @classmethod
    def new(cls, services: Sequence[str]) -> "AskForm":
        """The form as it is opened."""
        return cls(initial={"among": Among.ALL.value, "token": uuid.uuid4()}, services=services)

    def clean(self) -> dict[str, Any]:
        """Which schools: a phase where one is chosen, and URNs where schools are named."""
        given: dict[str, Any] = super().clean() or {}
        among = given.get("among")
        if among == Among.PHASE and not given.get("phase") and "phase" not in self.errors:
            self.add_error("phase", "Choose the phase whose schools are asked.")
        given["urns"] = self._urns(given.get("urns", "")) if among == Among.NAMED else []
        return given

    def _urns(self, words: str) -> list[int]:
        try:
            return rules.urns_in(words)
        except Refused as refusal:
            self.add_error("urns", str(refusal))
            return []

    @property
    def values(self) -> dict[str, Any]:
        """What `ask_schools` takes."""
        given = self.cleaned_data
        taken = {name: given[name] for name in ("question", "due_on", "urns", "token")}
        phase = given["phase"] if given["among"] == Among.PHASE else ""
        return taken | {"among": Among(given["among"]), "phase": phase, "service": given.get("service", "")}


_TOKEN = re.compile(r"q([0-9]{1,18})-token")


def keys_sent(sent: QueryDict) -> list[int]:
    """The keys of the questions whose forms were sent together, in the order in which they stood."""
    return [int(found[1]) for name in sent if (found := _TOKEN.fullmatch(name))]


class ReturnForm(forms.Form):
    """A school's answer."""

    buys = forms.ChoiceField(
        required=False,
        choices=[(buys.value, label) for buys, label in rules.BUYS_LABELS.items()],
        widget=forms.RadioSelect,
        help_text="A school that does not buy it is left out of the count, and need not answer the question.",
        error_messages={"invalid_choice": "Choose whether the school buys the service."},
    )
    answer = forms.ChoiceField(
        label="Your answer",
        required=False,
        choices=[(answer.value, label) for answer, label in rules.ANSWER_LABELS.items()],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose yes, no or not yet."},
    )
    note = WordsField(
        label="Note (optional)",
        required=False,
        max_length=rules.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "true"}),
        help_text="What stands behind it, or what is missing. Name no pupil and no member of staff.",
    )
    link = LinkField(label="Link that shows it (optional)")
    file = forms.FileField(
        label="File that shows it (optional)",
        required=False,
        help_text="A PDF, Word, OpenDocument, Excel or text file of up to 10 MB. The council’s officers can open it.",
        error_messages=_FILE_ERRORS,
    )
    opened_on = forms.CharField(widget=forms.HiddenInput)
    # Comes with the form, so that sending it twice is one answer.
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked: AskedSchool, **kwargs: Any) -> None:
        # One page holds the forms of several questions.
        super().__init__(*args, **kwargs)
        self.prefix = f"q{asked.pk}"
        if asked.request.service:
            self.fields["buys"].label = f"Does the school buy “{asked.request.service}”?"
        else:
            del self.fields["buys"]

    @classmethod
    def of(cls, asked: AskedSchool) -> "ReturnForm":
        """The form as it is opened: with what stands."""
        latest = asked.latest
        held = {"answer": latest.answer, "buys": latest.buys, "note": latest.note} if latest else {}
        held |= {"link": latest.link} if latest else {}
        return cls(initial=held | {"opened_on": asked.token, "token": uuid.uuid4()}, asked=asked)

    @classmethod
    def again(cls, sent: QueryDict, asked: AskedSchool) -> "ReturnForm":
        """What was sent, as if opened on what somebody else has answered meanwhile."""
        fresh = {f"q{asked.pk}-opened_on": asked.token, f"q{asked.pk}-token": str(uuid.uuid4())}
        return cls(sent.dict() | fresh, asked=asked)

    @property
    def values(self) -> dict[str, Any]:
        """What `answer_return` takes."""
        given = self.cleaned_data
        file = given["file"]
        taken = {name: given[name] for name in ("answer", "note", "link", "opened_on", "token")}
        return taken | {"buys": given.get("buys", ""), "file": (file.name, file) if file else None}

    @property
    def is_filled_in(self) -> bool:
        """Whether anything was chosen, typed or attached."""
        sent = (self.data.get(self.add_prefix(name)) for name in ("answer", "buys", "note", "link"))
        return any(one and one.strip() for one in sent) or self.add_prefix("file") in self.files

    def refuse(self, sentence: str, field: str | None) -> None:
        """Say beside a field why this cannot stand."""
        self.add_error(field if field in self.fields else None, sentence)


class StandFilterForm(FilterForm):
    """Which schools of a question to show."""

    stand = forms.ChoiceField(label="Answer", required=False)

    def __init__(self, asked: dict[str, str]) -> None:
        super().__init__(asked, {"stand": {stand.value: label for stand, label in rules.STAND_LABELS.items()}})

    @property
    def in_words(self) -> str:
        """What is shown, as in "answer “Not yet”"."""
        return f"answer “{self.word('stand')}”" if self.chosen else ""
