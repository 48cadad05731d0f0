"""What the library and the page about tags ask."""

from collections.abc import Mapping
from typing import Any

from django import forms

from core.filters import FilterForm
from policies.tagging.rules import PRESENCE_LABELS, UNKNOWN, UNKNOWN_LABEL
from policies.tagging.tags import TAGS

LONGEST_WORDS = 200


class LibraryForm(FilterForm):
    """What somebody looks for in adopted policies."""

    q = forms.CharField(
        label="Words",
        required=False,
        max_length=LONGEST_WORDS,
        help_text="Like mentor, or “acting up” for words that stand together.",
        error_messages={"max_length": f"Look for at most {LONGEST_WORDS} letters at once."},
    )
    tag = forms.ChoiceField(label="What the clause is about", required=False)

    def __init__(self, asked: Mapping[str, str]) -> None:
        super().__init__(asked, {"tag": {tag.key: tag.label for tag in TAGS}})

    @property
    def in_words(self) -> str:
        """What was looked for, as in "“mentor” in clauses about Coaching"."""
        words = f"“{self.chosen['q']}”" if "q" in self.chosen else ""
        about = f"clauses about “{self.word('tag')}”" if "tag" in self.chosen else ""
        return " in ".join(part for part in (words, about) if part)


class PresenceForm(FilterForm):
    """Which schools to list for one tag."""

    anything = "All with an adopted policy"

    presence = forms.ChoiceField(label="What their policy says of it", required=False)

    def __init__(self, asked: Mapping[str, str]) -> None:
        words = {key.value: label for key, label in PRESENCE_LABELS.items()} | {UNKNOWN: UNKNOWN_LABEL}
        super().__init__(asked, {"presence": words})

    @property
    def in_words(self) -> str:
        """What is shown, as in "No such clause"."""
        return self.word("presence")


class SharingForm(forms.Form):
    """Whether other schools may read the policy."""

    is_shared = forms.TypedChoiceField(
        label="Who may read the adopted policy?",
        choices=[
            ("yes", "Our school and our council, and the other schools of our council"),
            ("no", "Our school and our council"),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who may read the policy."},
    )

    def __init__(self, data: Any = None, *, is_shared: bool) -> None:
        super().__init__(data, initial={"is_shared": "yes" if is_shared else "no"})
