"""Who watches: the body that a review is told to, and that of one milestone. Nothing is saved here."""

from collections.abc import Collection
from typing import Any

from django import forms

from core.forms import OneOfField, offer
from people.models import Body


class MonitorForm(forms.Form):
    """Which body watches."""

    body = OneOfField(
        label="Which body?",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose from the list."},
    )
    opened_on = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, bodies: Collection[Body], nobody: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", bodies, before=[("", nobody)])
