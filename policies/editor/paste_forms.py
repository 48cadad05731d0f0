"""What people send to put a whole text into a policy."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import WordsField
from policies.document import Document, in_words

LONGEST_TEXT = 150_000
"""How many letters one text may hold: about 60 pages, and what is kept for somebody whose sign-in ran out meanwhile."""
MOST_LINES = 3_000


class PasteForm(forms.Form):
    """The text, where it goes, and what the page was opened on.

    `batch` names this one paste, so that sending it twice adds it once.
    """

    whole = WordsField(
        label="The text",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"required": "Paste the text that is to be added."},
    )
    section = forms.ChoiceField(
        label="Where its first words go",
        help_text="What stands under headings of its own follows as sections after this one.",
        error_messages={
            "required": "Choose the section it goes into.",
            "invalid_choice": "That section is no longer in the policy. Choose another.",
        },
    )
    after = forms.CharField(widget=forms.HiddenInput, required=False)
    signed = forms.BooleanField(widget=forms.HiddenInput, required=False)
    batch = forms.UUIDField(widget=forms.HiddenInput)
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, document: Document, facts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not document.sections:
            del self.fields["section"]
            return
        field = self.fields["section"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [
            (section.id, f"in “{in_words(section.heading, facts) or section.kind.label}”")
            for section in document.sections
        ]

    def clean_whole(self) -> str:
        """The text, unless it holds more lines than are read at once."""
        words: str = self.cleaned_data["whole"]
        count = sum(1 for line in words.splitlines() if line.strip())
        if count > MOST_LINES:
            raise ValidationError(
                f"This text holds {count:,} lines, and at most {MOST_LINES:,} are read at once. Paste a part of it."
            )
        return words

    @property
    def paste_id(self) -> uuid.UUID:
        """The name of this one paste."""
        given: uuid.UUID = self.cleaned_data["batch"]
        return given

    @property
    def section_id(self) -> str:
        """The section its first words go into; empty where the policy has none yet."""
        return str(self.cleaned_data.get("section", ""))
