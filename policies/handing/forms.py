"""What people type about documents on their way to schools. Nothing is saved here."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from core.forms import WordsField, choose_from
from documents import gate
from people.models import School
from policies.handing.queries import Row
from policies.handing.rules import LONGEST_REASON

OTHER, ASIDE, LATER = "other", "aside", "later"


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files. Gives a list of them."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each as one file would be; Django gives several as a list."""
        given = [one for one in (data if isinstance(data, list) else [data]) if one]
        if not given:
            return [super().clean(None, initial)]
        return [one for one in given if isinstance(one, UploadedFile)]


class FilesForm(forms.Form):
    """The policies that a council has of its schools."""

    documents = FilesField(
        label="Choose files",
        error_messages={
            "required": "Choose the files of at least one policy.",
            "invalid": "The files did not arrive. Choose them again.",
            "missing": "The files did not arrive. Choose them again.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["documents"].help_text = f"{gate.may_be(gate.DOCUMENTS)} Up to 60 files at a time, 60 MB together."


class RowForm(forms.Form):
    """Which school a document is of: one that it was matched to, another, none, or later."""

    choice = forms.ChoiceField(
        label="Whose is it?",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose from the list."},
    )
    urn = forms.CharField(
        label="URN of the other school",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 10}),
    )
    # Of the file that the page showed.
    shown = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Row, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.prefix = f"f{row.preview.pk.hex}"
        matched = [(str(one.urn), _called(one, row.versions)) for one in row.schools]
        after = [(OTHER, "Another school"), (ASIDE, "No school’s: remove it"), (LATER, "Leave it here for now")]
        choose_from(self, "choice", [*matched, *after])

    @classmethod
    def of(cls, row: Row) -> "RowForm":
        """The form as it is opened: with the school that it was matched to."""
        first = str(row.match.urn) if row.match.urn in {one.urn for one in row.schools} else LATER
        return cls(initial={"choice": first, "shown": row.preview.upload.sha256}, row=row)

    def clean(self) -> dict[str, Any]:
        """The number of a school, where one is to be found by it."""
        given = super().clean() or {}
        number = "".join((given.get("urn") or "").split())
        if given.get("choice") == OTHER and not (number.isascii() and number.isdigit() and len(number) == 6):
            self.add_error("urn", "Enter the six digits of the school’s URN, like 123456.")
        given["number"] = int(number) if given.get("choice") == OTHER and not self.errors else None
        return given

    @property
    def is_aside(self) -> bool:
        """Whether it is to be removed."""
        return bool(self.cleaned_data["choice"] == ASIDE)

    @property
    def chosen_urn(self) -> int | None:
        """The number of the school that was chosen, once the form is valid."""
        choice = self.cleaned_data["choice"]
        if choice == OTHER:
            return int(self.cleaned_data["number"])
        return int(choice) if choice not in {"", ASIDE, LATER} else None


def _called(school: School, versions: Mapping[int, int]) -> str:
    there = versions.get(school.urn)
    return f"{school.name}, {school.urn}" + (f" (has version {there} here already)" if there else "")


class DeclineForm(forms.Form):
    """Why a document is not to be the school's policy."""

    reason = WordsField(
        label="Why not?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "true"}),
        help_text="The council reads it. For example: it is another school’s, or it is out of date.",
        error_messages={"required": "Say why, so that the council can look again."},
    )
