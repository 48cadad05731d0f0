"""Which schools of a council's list to show."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django import forms

from succession.council.figures import COVER_LOOK_LABELS, REVIEW_DUE_LABELS, standing_labels


class SchoolFilterForm(forms.Form):
    """Which schools to show. It lives in the URL; words it does not know are passed over."""

    standing = forms.ChoiceField(label="Policy", required=False)
    review = forms.ChoiceField(label="Review of the policy", required=False)
    cover = forms.ChoiceField(label="Cover of leadership posts", required=False)

    _SAID = {"standing": "policy “{}”", "review": "review “{}”", "cover": "cover “{}”"}

    def __init__(self, asked: Mapping[str, str], *, knows_state: bool, knows_cover: bool) -> None:
        self._labels: dict[str, dict[str, str]] = {
            "standing": standing_labels(knows_state=knows_state),
            "review": {key.value: label for key, label in REVIEW_DUE_LABELS.items()},
            "cover": {key.value: label for key, label in COVER_LOOK_LABELS.items()},
        }
        if not knows_cover:
            del self._labels["cover"]
        super().__init__({name: asked.get(name) for name, labels in self._labels.items() if asked.get(name) in labels})
        if not knows_cover:
            del self.fields["cover"]
        for name, labels in self._labels.items():
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label, required=False, choices=[("", "Any"), *labels.items()]
            )

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set and known, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def in_words(self) -> str:
        """What is shown, as in "policy “Past its review date”, cover “Looked at within a year”"."""
        return ", ".join(self._SAID[name].format(self._labels[name][value]) for name, value in self.chosen.items())

    @property
    def first(self) -> str:
        """The filters as they stand in the URL of the first page."""
        return urlencode(self.chosen)
