"""A form's field as HTML, rendered once for all that makes it look as it does.

Most forms are shown as they are first opened, and then a field looks as it did the last time. What somebody typed is
kept by no process: round a line of text, all but the words is.
"""

import copy
from datetime import date
from functools import cache
from typing import Any, cast

from django import template
from django.forms import BoundField, ChoiceField, Field, TextInput
from django.template.engine import Engine
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_MOST = 2048
_SLOT = "\ue000words\ue000"  # of the letters that nobody writes; a control sign would be refused by HTML

_shown: dict[tuple[object, ...], SafeString] = {}
_frames: dict[tuple[object, ...], tuple[str, str]] = {}


def shown(field: BoundField) -> SafeString:
    """The field with its label, hint, control and, where it has any, errors."""
    if not field.errors and _is_free_of_words(field):
        key = (*_appearance(field), repr(field.value()))
        if key not in _shown:
            _make_room(_shown)
            _shown[key] = _rendered(field)
        return _shown[key]
    if not field.errors and type(field.field.widget) is TextInput:
        return _framed(field)
    return _rendered(field)


def _framed(field: BoundField) -> SafeString:
    """A line of text with what was typed in it."""
    key = _appearance(field)
    if key not in _frames:
        empty = copy.copy(field)
        empty.value = lambda: _SLOT  # type: ignore[method-assign]  # all else of it is the field's own
        before, after = _rendered(empty).split(_SLOT)
        _make_room(_frames)
        _frames[key] = before, after
    before, after = _frames[key]
    words = cast("TextInput", field.field.widget).format_value(field.value())
    return mark_safe(f"{before}{escape(words)}{after}")  # noqa: S308 (the words are escaped here)


def _make_room(kept: dict[tuple[object, ...], Any]) -> None:
    if len(kept) >= _MOST:
        kept.clear()


def _is_free_of_words(field: BoundField) -> bool:
    """Whether it holds nothing that somebody typed: it is empty, or holds a choice or a day."""
    is_day = isinstance(field.initial, date) and not field.form.is_bound
    return is_day or isinstance(field.field, ChoiceField) or field.value() in (None, "")


def _appearance(field: BoundField) -> tuple[object, ...]:
    """All that makes a field without errors look as it does, but for its value."""
    its = field.field
    return (
        type(field.form),
        field.auto_id,
        field.html_name,
        str(field.label),
        str(field.help_text),
        (its.required, field.form.use_required_attribute, its.disabled),
        (type(its.widget), repr(its.widget.attrs)),
        _choices(its),
    )


def _choices(field: Field) -> tuple[tuple[str, str], ...]:
    choices = cast("Any", field.choices) if isinstance(field, ChoiceField) else ()
    return tuple((str(value), str(label)) for value, label in choices)


def _rendered(field: BoundField) -> SafeString:
    return _template().render(template.Context({"field": field}))


@cache
def _template() -> template.Template:
    return Engine.get_default().get_template("govuk/field.html")
