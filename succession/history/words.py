"""How what was kept is said: what happened, by whom, and each value in plain words."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.utils import timezone

from actionplan.measures import registry
from core.rules import Happened
from policies.document import Piece, compare_texts, from_json
from succession.history.kinds import Kind
from succession.history.queries import Event, Reference, Row

NOTHING = "nothing"
_LONGEST_NAME = 100
_SHORT = 60
# A fingerprint says nothing to anybody, and a key only what its record's address says.
_HIDDEN = {"id", "clause_id", "fingerprint", "sha256", "token"}

HAPPENED = {
    Happened.ADDED: "Added",
    Happened.CHANGED: "Changed",
    Happened.REMOVED: "Removed",
    Happened.FOUND: "Was here when changes began to be kept",
}

_LABELS = {
    ("people.Meeting", "status"): "Where the meeting stands",
    ("people.School", "kind"): "Type of establishment",
    ("policies.Version", "state"): "Where the version stands",
    ("policies.Version", "document"): "Words",
    ("policies.Version", "base"): "Version it began from",
    ("policies.Version", "model_version"): "Version of the model policy it was taken from",
    ("policies.Version", "source"): "File it came from",
    ("policies.Commitment", "version"): "Version that holds its wording",
    ("actionplan.ScrutinyReview", "source"): "File it came from",
    ("actionplan.ScrutinyReview", "context_is_guess"): "The year is our reading",
    ("actionplan.Recommendation", "cells"): "Words of its cells",
    ("actionplan.Action", "delivery"): "How far it has got",
}

Names = Mapping[Reference, str]


def _document(held: Any) -> str:
    return "\n".join(clause.text for section in from_json(held).sections for clause in section.clauses)


def _measure(slug: str) -> str:
    found = registry.named(slug)
    return found.title if found is not None else slug


def _chosen(given: Mapping[str, str]) -> str:
    """What was chosen for a measure; the row does not tell which one, and one name is the same choice in all."""
    known = {parameter.name: parameter for measure in registry.every() for parameter in measure.parameters}
    said = ((known.get(name), name, word) for name, word in given.items())
    return "; ".join(f"{of.label}: {of.word(word)}" if of else f"{name}: {word}" for of, name, word in said)


_SAID: dict[tuple[str, str], Callable[[Any], str]] = {
    ("policies.Version", "document"): _document,
    ("actionplan.Valuation", "named"): _measure,
    ("actionplan.Valuation", "given"): _chosen,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs. pieces: its words marked as added and taken out, where they are long."""

    label: str
    old: str
    new: str
    pieces: tuple[Piece, ...] = ()

    @property
    def held(self) -> str:
        """What stood there, of a row that was added or removed."""
        return self.old if self.new == NOTHING else self.new

    @property
    def is_long(self) -> bool:
        """Whether it is too long to be said in one line."""
        return len(self.old) > _SHORT or len(self.new) > _SHORT or "\n" in self.old + self.new


def references(events: Iterable[Event], befores: Mapping[tuple[str, int], Row]) -> dict[Reference, datetime.datetime]:
    """Every person and record that these events name, with the last moment at which one does."""
    found: dict[Reference, datetime.datetime] = {}
    for event in sorted(events, key=lambda event: event.at):
        if event.context and event.context.get("by"):
            found["people.User", str(event.context["by"])] = event.at
        for row in (befores.get((event.kind.label, event.pk), {}), event.row):
            for column, held in row.items():
                field = event.kind.field(column)
                if field is not None and field.related_model and held is not None:
                    found[_label_of(field), str(held)] = event.at
    return found


def who(event: Event, names: Names) -> str:
    """Who did it, as far as is known."""
    context = event.context
    if event.happened == Happened.FOUND:
        return "Not known: it was before"
    if context is None:
        return "Not known: it was changed outside the service"
    if context.get("by"):
        return names.get(("people.User", str(context["by"])), "Somebody whose account is gone")
    return f"The service itself ({context['via']})" if context.get("via") else "Somebody who had not signed in"


def title(event: Event, names: Names) -> str:
    """What the record is, as "Meeting: Full governing board, 3 May 2026"."""
    fields = ((name, event.kind.field(_column(event.kind, name))) for name in event.kind.named_by)
    parts = [value(field, event.row.get(str(field.column)), names) for _, field in fields if field is not None]
    said = ", ".join(part for part in parts if part != NOTHING)
    said = said if len(said) <= _LONGEST_NAME else f"{said[: _LONGEST_NAME - 1].rstrip()}…"
    return f"{event.kind.noun}: {said}" if said else event.kind.noun


def changes(event: Event, before: Row | None, names: Names, *, in_full: bool) -> list[Change]:
    """The fields that an event changed, or those it began or ended with.

    in_full: with the words of long ones, marked.
    """
    return list(_changes(event, before, names, in_full=in_full))


def _changes(event: Event, before: Row | None, names: Names, *, in_full: bool) -> Iterator[Change]:
    removed = event.happened == Happened.REMOVED
    old, new = (event.row, {}) if removed else (before or {}, event.row)
    for column in event.row:
        field = event.kind.field(column)
        if field is None or field.name in _HIDDEN or old.get(column) == new.get(column):
            continue
        was, became = (value(field, row.get(column), names) for row in (old, new))
        change = Change(label(event.kind, field), was, became)
        if in_full and change.is_long and before is not None and not removed:
            change = replace(change, pieces=_marked(was, became))
        if change.old != change.new:
            yield change


def _marked(was: str, became: str) -> tuple[Piece, ...]:
    return compare_texts(*("" if said == NOTHING else said for said in (was, became)))


def label(kind: Kind, field: "models.Field[Any, Any]") -> str:
    """What a field is called."""
    own = _LABELS.get((kind.label, field.name))
    if own:
        return own
    words = str(field.verbose_name)
    return words[:1].upper() + words[1:]


def value(field: "models.Field[Any, Any]", held: Any, names: Names) -> str:
    """A value as people say it."""
    if held is None or held in ("", [], {}):
        return NOTHING
    if field.related_model:
        return names.get((_label_of(field), str(held)), "something that is gone")
    if isinstance(held, bool):
        return "yes" if held else "no"
    if field.choices:
        return str(dict(field.flatchoices).get(held, held))
    if isinstance(field, models.DateTimeField):
        return moment(datetime.datetime.fromisoformat(held))
    if isinstance(field, models.DateField):
        return f"{datetime.date.fromisoformat(held):%-d %B %Y}"
    if said := _SAID.get((field.model._meta.label, field.name)):
        return said(held)
    return "; ".join(map(str, held)) if isinstance(held, list) else str(held)


def moment(at: datetime.datetime) -> str:
    """A moment as clocks in London show it."""
    return f"{timezone.localtime(at):%-d %B %Y, %H:%M}"


def _column(kind: Kind, name: str) -> str:
    return f"{name}_id" if kind.field(f"{name}_id") is not None else name


def _label_of(field: "models.Field[Any, Any]") -> str:
    model: Any = field.related_model
    return str(model._meta.concrete_model._meta.label)
