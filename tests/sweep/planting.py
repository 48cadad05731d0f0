"""Words that stand nowhere else, planted in every text of an organisation, to see where they come out."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from pghistory.models import Event

_numbers = itertools.count(1)
STEM = "qzv"
CANARY = re.compile(rf"{STEM}\d{{5}}")

planted_in: dict[str, str] = {}
"""The field and row that each word was planted in."""

# Tables of Django's own, which hold no word of an organisation's.
# Django's own, and what is sealed or a key: second steps, links to providers, the list of one's own sessions.
NOT_OURS = {"admin", "auth", "contenttypes", "mfa", "pghistory", "sessions", "socialaccount", "usersessions"}
# Texts that hold no words: identifiers, hashes, numbers and names that a program gave.
NOT_WORDS = {
    "core.preview.kind",
    "core.preview.organisation",
    "core.backup.made_by",
    "core.backup.sha256",
    "core.reading.kind",
    "core.reading.organisation",
    "core.reading.request",
    "core.reading.subject",
    "people.erasure.counts",
    "people.secondstepreset.organisation",
    "people.stagedstaff.holders",
    "core.upload.organisation",
    "core.upload.sha256",
    "core.paper.kind",
    "core.paper.subject",
    "core.paper.digest",
    "core.paper.content_type",
    "actionplan.scrutinyreview.fingerprint",
    # The key of a named measure, and the keys of what was chosen for it.
    *("actionplan.valuation.named", "actionplan.valuation.given"),
    # Published standards are the same for everybody.
    *("people.framework.key", "people.framework.name", "people.framework.source"),
    *("people.standard.number", "people.standard.heading", "people.standard.gist"),
    "people.council.code",
    "people.council.colour",
    "people.user.password",
    "succession.agendapaper.kind",
    "succession.agendapaper.subject",
    "succession.report.digest",
    "succession.report.kind",
    "succession.reporttoken.digest",
    "succession.reporttoken.salt",
    "succession.reporttoken.token",
    # Reference data of the release, the same for everybody.
    *("people.programme.key", "people.programme.name", "people.programme.provider", "people.programme.replaced_by"),
    # Counts, and the key of a subject.
    *("policies.tagcount.counts", "succession.chase.tag"),
    # The keys of clauses and of sections, and what a text is known by.
    *("policies.clauserow.clause_id", "policies.clauserow.section_id", "policies.clauserow.model_clause_id"),
    *("policies.shelvedclause.clause_id", "policies.shelvedclause.model_clause_id"),
    *("policies.shelvedtext.key", "policies.shelvedtext.digest"),
    *("policies.commitment.clause_id", "policies.comment.place", "policies.mergeanswer.key"),
}


def tables() -> list[type[models.Model]]:
    """Every model with a table of its own."""
    return [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]


def text_fields() -> Iterator[tuple[type[models.Model], "models.Field[Any, Any]"]]:
    """Every column of every table of ours that can hold words a person wrote. Events repeat what triggers saw there."""
    for model in tables():
        if model._meta.app_label in NOT_OURS or issubclass(model, Event):
            continue
        for column in model._meta.concrete_fields:
            is_text = isinstance(column, (models.CharField, models.TextField, models.JSONField))
            if is_text and not column.choices and not column.primary_key and label(model, column) not in NOT_WORDS:
                yield model, column


def label(model: type[models.Model], column: "models.Field[Any, Any]") -> str:
    return f"{model._meta.label_lower}.{column.name}"


@dataclass
class Planted:
    """The rows that were made inside, with a word of its own in each of their texts."""

    before: dict[type[models.Model], set[Any]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)

    def __enter__(self) -> "Planted":
        self.first = next(_numbers)
        self.before = {model: _keys(model) for model in tables()}
        return self

    def __exit__(self, *_raised: object) -> None:
        for model, column in text_fields():
            for key in _keys(model) - self.before[model]:
                _plant(model, column, key)
        self.words = {f"{STEM}{number:05d}" for number in range(self.first + 1, next(_numbers))}


def unplanted() -> set[str]:
    """The fields in which no word stands, in any row."""
    found = set()
    for model, column in text_fields():
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT EXISTS (SELECT 1 FROM "{model._meta.db_table}" WHERE "{column.column}"::text ~ %s)',  # noqa: S608
                [CANARY.pattern],
            )
            if not cursor.fetchone()[0]:
                found.add(label(model, column))
    return found


def word() -> str:
    return f"{STEM}{next(_numbers):05d}"


def _keys(model: type[models.Model]) -> set[Any]:
    return set(model._base_manager.values_list("pk", flat=True)) if model._meta.managed else set()


def _plant(model: type[models.Model], column: "models.Field[Any, Any]", key: Any) -> None:
    """Write the word where the database takes it: what it holds fast was given its words when it was made."""
    row = model._base_manager.filter(pk=key)
    if isinstance(column, models.JSONField):
        value: Any = _within(row.values_list(column.name, flat=True).get())
    else:
        value = f"{word()}@example.org" if isinstance(column, models.EmailField) else word()
    for planted in CANARY.findall(str(value)):
        planted_in[planted] = f"{label(model, column)} of {key}"
    try:
        with transaction.atomic():
            row.update(**{column.name: value})
    except DatabaseError:
        return


def _within(value: Any) -> Any:
    """The same JSON with a word in each text that is a sentence or a name, and not the name of a kind."""
    if isinstance(value, dict):
        return {name: _within(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_within(part) for part in value]
    if isinstance(value, str) and (" " in value or value.istitle()):
        return f"{value} {word()}"
    return value


def found_in(*texts: str | bytes) -> set[str]:
    """The planted words in any of these."""
    found: set[str] = set()
    for text in texts:
        found |= set(CANARY.findall(text.decode("latin-1") if isinstance(text, bytes) else text))
    return found
