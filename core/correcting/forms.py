"""The form of one correction of one part of a reading. Nothing is saved here."""

from abc import ABCMeta, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass

from core.correcting.operations import Operation

R = TypeVar("R")


class _AbstractForm(DeclarativeFieldsMetaclass, ABCMeta):
    """What a form is made by, which knows abstract methods."""


class CorrectionForm(forms.Form, Generic[R], metaclass=_AbstractForm):
    """One correction of the part `key`, whose ids hold the key, so that a page may show many.

    op: its word in what is sent. button: what its button says.
    """

    op: ClassVar[str] = ""
    button: ClassVar[str] = "Change"

    def __init__(self, sent: Mapping[str, Any] | None = None, *, key: str, reading: R, more: str = "") -> None:
        super().__init__(sent, auto_id=f"{key}-{self.op}{more}-%s")
        self.key = key
        self.reading = reading
        self.more = more
        self.offer(reading)

    def offer(self, reading: R) -> None:
        """Give the fields what they begin with, and what can be chosen. Raises Refused where the part is gone."""

    @property
    def first(self) -> str:
        """The field that what is wrong with the whole form is said of, so that a link leads there."""
        return next(iter(self.fields))

    @abstractmethod
    def operations(self) -> Sequence[Operation[R]]:
        """The corrections, once the form is valid: one, but for a form of several fields."""
