"""Which schools of a council's list to show."""

from collections.abc import Mapping

from django import forms

from core.filters import FilterForm
from succession.council.figures import COVER_LOOK_LABELS, REVIEW_DUE_LABELS, standing_labels


class SchoolFilterForm(FilterForm):
    """By policy, by review, and by cover for who may know of it."""

    standing = forms.ChoiceField(label="Policy", required=False)
    review = forms.ChoiceField(label="Review of the policy", required=False)
    cover = forms.ChoiceField(label="Cover of leadership posts", required=False)

    _SAID = {"standing": "policy “{}”", "review": "review “{}”", "cover": "cover “{}”"}

    def __init__(self, asked: Mapping[str, str], *, knows_state: bool, knows_cover: bool) -> None:
        words = {
            "standing": standing_labels(knows_state=knows_state),
            "review": {key.value: label for key, label in REVIEW_DUE_LABELS.items()},
            "cover": {key.value: label for key, label in COVER_LOOK_LABELS.items()},
        }
        super().__init__(asked, words)
        if not knows_cover:
            del self.fields["cover"]

    @property
    def in_words(self) -> str:
        """What is shown, as in "policy “Past its review date”, cover “Looked at within a year”"."""
        return ", ".join(self._SAID[name].format(self.word(name)) for name in self.chosen)
