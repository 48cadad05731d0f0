"""Form fields that every room uses."""

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, Self, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

from documents import characters, gate
from documents.dates import find_dates

_LONGEST = 60
T = TypeVar("T")


class WordsField(forms.CharField):
    """Words that a person types: a line, or with a larger widget many.

    What nobody can see does not count as words, and a character that turns or hides the writing around it is refused.
    Words that are too long are refused whole: no browser is told to cut what is pasted, which it does without a word.
    """

    def __init__(self, *, max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest = max_length

    def to_python(self, value: Any) -> str | None:
        """The words, without the blank space round them."""
        words: str | None = super().to_python(value)
        if not words or characters.is_blank(words):
            return self.empty_value
        if found := characters.hidden_in(words):
            raise ValidationError(self._without(found), code="hidden_character")
        if self.longest is not None and len(words) > self.longest:
            raise ValidationError(too_long(self.longest, len(words)), code="too_long")
        return words

    def _without(self, found: re.Match[str]) -> str:
        """What to do about a hidden character."""
        name = str(self.label).removesuffix(" (optional)")
        where = f"Line {characters.line_of(found)} of “{name}”" if "\n" in found.string else f"“{name}”"
        return f"{where} holds a hidden character ({characters.name_of(found)}). Delete the line and type it afresh."


LONGEST_LINK = 500


class LinkField(forms.URLField):
    """The address of a page on the web, whole: nothing that a browser runs, and nothing that it fetches otherwise.

    schemes: what it may begin with. One that is too long is refused whole, as words are.
    """

    def __init__(self, *, schemes: Sequence[str] = ("https",), example: str = "", **kwargs: Any) -> None:
        how = f", like {example}" if example else " that begins with https://"
        errors = {
            "invalid": f"Enter a whole address{how}.",
            "max_length": f"Enter an address of at most {LONGEST_LINK} characters.",
        }
        given: dict[str, Any] = {
            "max_length": LONGEST_LINK,
            "assume_scheme": "https",
            "error_messages": errors,
            "required": False,
        }
        super().__init__(**given | {"widget": forms.URLInput(attrs={"size": 40})} | kwargs)
        others = [check for check in self.validators if not isinstance(check, URLValidator)]
        self.validators = [URLValidator(schemes=schemes, message=errors["invalid"]), *others]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No length after which a browser would cut what is pasted."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class _Offering(forms.ChoiceField):
    """A choice among things that a form is given when it is made. Nothing else is taken, whatever is sent."""

    default_error_messages = {"invalid_choice": "Choose from the list."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._things: dict[str, Any] = {}

    def offer(
        self,
        things: Iterable[Any],
        *,
        called: Callable[[Any], str],
        before: Iterable[tuple[str, str]],
        after: Iterable[tuple[str, str]],
    ) -> None:
        """Take these, by their primary keys. before, after: choices that stand for none of them."""
        self._things = {str(thing.pk): thing for thing in things}
        self.choices = [*before, *((key, called(thing)) for key, thing in self._things.items()), *after]


class OneOfField(_Offering):
    """One of the things that `offer` gave it. Gives the thing itself, or None where none is chosen."""

    def clean(self, value: Any) -> Any:
        """The thing that was chosen."""
        return self._things.get(super().clean(value))


class SeveralField(forms.MultipleChoiceField):
    """Some of its choices, each once however often it is sent."""

    def to_python(self, value: Any) -> list[str]:
        """What was chosen, in the order in which it was sent."""
        return list(dict.fromkeys(super().to_python(value)))


class SomeOfField(_Offering, SeveralField):
    """Some of the things that `offer` gave it. Gives a list of the things themselves."""

    def clean(self, value: Any) -> list[Any]:
        """The things that were chosen."""
        return [self._things[key] for key in super().clean(value)]


def offer(
    form: forms.Form,
    name: str,
    things: Iterable[T],
    *,
    called: Callable[[T], str] = str,
    before: Iterable[tuple[str, str]] = (),
    after: Iterable[tuple[str, str]] = (),
) -> None:
    """Give a form's `OneOfField` or `SomeOfField` what can be chosen.

    called: what a thing is called in the list. before, after: choices that stand for none of the things.
    """
    field = form.fields[name]
    assert isinstance(field, _Offering)  # noqa: S101 (for the types: a form names its own field)
    field.offer(things, called=called, before=before, after=after)


def choose_from(form: forms.Form, name: str, choices: Iterable[tuple[Any, str]]) -> None:
    """Give a form's field its choices: value and words of each."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the types: a form names its own field)
    field.choices = list(choices)


class DocumentForm(forms.Form):
    """A document to bring in: a file, or its words. `what` names it in the sentences; `among`: the endings taken."""

    what = "document"
    how_to_paste = ""
    among: tuple[str, ...] = gate.DOCUMENTS

    file = forms.FileField(
        label="Upload a file",
        required=False,
        error_messages={
            "empty": "The file is empty: choose the one that holds the words.",
            "invalid": "The file did not arrive. Choose it again.",
            "missing": "The file did not arrive. Choose it again.",
        },
    )
    words = forms.CharField(required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = gate.may_be(self.among)
        self.fields["words"].label = f"Or paste the words of the {self.what}"
        self.fields["words"].help_text = self.how_to_paste
        self.fields["words"].validators.clear()  # what no text holds is turned down when the words are read

    @classmethod
    def turned_down(cls, sentence: str, words: str) -> Self:
        """The form again, with the sentence that says why; `words` are those that were pasted, if any were."""
        form = cls({"words": words})
        form.errors.clear()
        form.add_error("words" if words else "file", sentence)
        return form

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(given.get("file")) == bool((given.get("words") or "").strip()):
            self.add_error("file", f"Choose a file, or paste the words of the {self.what}: one of the two.")
        return given


class EmailAddressField(WordsField):
    """An email address."""

    widget = forms.EmailInput
    default_validators = [EmailValidator("Enter an email address, like name@school.example.")]

    def __init__(self, *, max_length: int | None = 254, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)


def too_long(longest: int, length: int) -> str:
    """What to do about words that are longer than a place holds."""
    return f"Shorten this to {longest:,} characters: it has {length:,}."


class TypedDateField(forms.Field):
    """One day, typed as people write it: 14 October 2026, 14/10/2026, 5 Sep 27. Gives a `datetime.date`.

    The page reads it back in full, so that a slip of the hand is seen: a form shown again holds "14 October 2026".
    One that is the `first` or the `last` day of a time is also typed as that time: autumn term 2027, June 2027.
    """

    widget = forms.TextInput(attrs={"size": 24, "autocomplete": "off"})
    default_error_messages = {"required": "Enter a date, like 14 October 2026."}

    def __init__(self, *, of: Literal["first", "last"] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", f"For example, 14 October 2026{', or autumn term 2027' if of else ''}.")
        super().__init__(**kwargs)
        self.of = of

    def to_python(self, value: Any) -> datetime.date | None:
        """The day that the words name."""
        if value in self.empty_values or isinstance(value, datetime.date):
            return value or None
        words = str(value).strip()
        return _day(words, self.of) if words else None

    def prepare_value(self, value: Any) -> Any:
        """A stored day as people write it; what was typed stays as typed."""
        return f"{value:%-d %B %Y}" if isinstance(value, datetime.date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another day is named, however it is written."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


def _day(words: str, of: Literal["first", "last"] | None) -> datetime.date:
    """The one day that these words, and no others beside them, name; of a time, the day that is asked for."""
    found, warnings = find_dates(words, asked=True) if len(words) <= _LONGEST else ([], [])
    if warnings:
        raise ValidationError(warnings[0], code="not_a_day")
    if len(found) == 1 and found[0].words == words:
        first, last = found[0].earliest, found[0].latest
        if first is not None and last is not None and (of or first == last):
            return last if of == "last" else first
    raise ValidationError("Enter a day with its month and year, like 14 October 2026.", code="not_a_day")
