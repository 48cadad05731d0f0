"""What people send and choose when a register comes in: labels, hints, and sentences that say what to do."""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

_NOT_HERE = "The file did not arrive. Choose it again."


class RegisterFileForm(forms.Form):
    """A register to bring in."""

    file = forms.FileField(
        label="Upload a file",
        help_text="An Excel workbook (.xlsx) or a CSV file (.csv) of up to 10 MB.",
        error_messages={
            "required": "Choose the file that holds the register.",
            "empty": "The file is empty: choose the one that holds the rows.",
            "invalid": _NOT_HERE,
            "missing": _NOT_HERE,
        },
    )

    @classmethod
    def turned_down(cls, sentence: str) -> "RegisterFileForm":
        """The form again, with the one sentence that says why a file cannot be brought in."""
        form = cls({}, MultiValueDict())
        form.errors.clear()
        form.add_error("file", sentence)
        return form


class SaveRegisterForm(forms.Form):
    """What was previewed, to be saved."""

    leaving_out = forms.BooleanField(required=False)
    shown = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, refused: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = "1 row that cannot" if refused == 1 else f"{refused:,} rows that cannot"
        self.fields["leaving_out"].label = f"Leave out the {rows} be brought in, and save the rest"
        if not refused:
            del self.fields["leaving_out"]
