"""From what is held about people (core.privacy) to the steps by which the database erases somebody.

The function `erase_person` in the database belongs to the role that owns the tables, and is the only way into their
history. It takes the number of a person and nothing else: which columns it empties stands in a table that the
application may only read. `manage.py migrate` writes that table from the register, and a test compares the two.
"""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from itertools import chain
from typing import Any, cast

from django.apps import apps
from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper

from core import privacy
from core.privacy import Erasure, Field, Link, Record

STEPS = "erasure_step"


@dataclass(frozen=True, slots=True)
class Step:
    """One statement of an erasure.

    matches: "key" where match_column holds the person's number, "through" where it holds the key (via_key) of a row of
    via_table whose via_column does, "name" where it begins with their name.
    does: "set" set_column to `becomes`, in which {} is the person's number; "end" it yesterday; give it a "file name";
    or "delete" the row.
    """

    in_table: str
    matches: str
    match_column: str
    via_table: str
    via_key: str
    via_column: str
    does: str
    set_column: str
    becomes: str | None


def installed() -> Iterator[tuple[Record, type[models.Model]]]:
    """The records whose models are part of this installation."""
    for record in privacy.records():
        if _has(record.model):
            yield record, apps.get_model(record.model)


def _has(label: str) -> bool:
    try:
        apps.get_model(label)
    except LookupError:
        return False
    return True


def event_models(model: type[models.Model]) -> list[type[models.Model]]:
    """The tables that keep the history of a model's rows."""
    return [other for other in apps.get_models() if getattr(other, "pgh_tracked_model", None) is model]


def steps() -> list[Step]:
    """All that erasing somebody does, in order.

    History comes first, while rows still lead to it, and again last: erasing a row writes its last words into history.
    """
    history = list(_history_steps())
    rows = sorted(_row_steps(), key=lambda step: (step.does != "delete", step.matches != "through"))
    return [*history, *rows, *history]


def write(to: BaseDatabaseWrapper) -> None:
    """Let the database know the steps, as the role that owns the tables; where it has its table for them."""
    if STEPS not in to.introspection.table_names():
        return
    rows = [(position, *astuple(step)) for position, step in enumerate(steps(), start=1)]
    columns = len(rows[0])
    with to.cursor() as cursor:
        cursor.execute(f"DELETE FROM {STEPS}")  # noqa: S608 (a constant)
        cursor.executemany(f"INSERT INTO {STEPS} VALUES ({', '.join(['%s'] * columns)})", rows)  # noqa: S608


def written() -> list[Step]:
    """The steps that the database knows."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {STEPS} ORDER BY position")  # noqa: S608
        return [Step(*row[1:]) for row in cursor.fetchall()]


def _row_steps() -> Iterator[Step]:
    for record, model in installed():
        for link in record.links:
            yield from _of_link(record, link, model, _match(link, model))


def _history_steps() -> Iterator[Step]:
    for record, model in installed():
        for event in event_models(model):
            for link in record.links:
                for match in _event_matches(link, model, event):
                    yield from (step for step in _of_link(record, link, event, match) if step.does != "end")


def _event_matches(
    link: Link, model: type[models.Model], event: type[models.Model]
) -> Iterator[tuple[str, str, str, str, str]]:
    """How a row of history leads to the person: by what it says itself, and by the row it is the history of."""
    names = {field.name for field in event._meta.concrete_fields}
    kind, column, via_table, via_key, via_column = _match(link, model)
    if link.path in names:
        yield (
            _match(link, event)
            if kind != "through"
            else (kind, _column(event, link.path), via_table, via_key, via_column)
        )
    if "pgh_obj" in names:
        own = _column(event, "pgh_obj")
        if link.path == "":
            yield "key", own, "", "", ""
        elif kind == "key":
            yield "through", own, model._meta.db_table, cast("str", model._meta.pk.column), column


def _match(link: Link, model: type[models.Model]) -> tuple[str, str, str, str, str]:
    if link.named:
        return "name", _column(model, link.path), "", "", ""
    if link.through:
        beyond = cast("type[models.Model]", model._meta.get_field(link.path).related_model)
        key = cast("str", beyond._meta.pk.column)
        return "through", _column(model, link.path), beyond._meta.db_table, key, _column(beyond, link.through)
    return "key", _column(model, link.path or model._meta.pk.name), "", "", ""


def _of_link(
    record: Record, link: Link, model: type[models.Model], match: tuple[str, str, str, str, str]
) -> Iterator[Step]:
    table = model._meta.db_table
    if link.deletes:
        yield Step(table, *match, "delete", "", None)
        return
    names = {field.name for field in model._meta.concrete_fields}
    for field in record.fields_of(link):
        if field.erasure is not Erasure.KEEP and field.name in names:
            does, becomes = _effect(field, model)
            yield Step(table, *match, does, _column(model, field.name), becomes)


def _effect(field: Field, model: type[models.Model]) -> tuple[str, str | None]:
    if field.erasure is Erasure.END:
        return "end", None
    if field.erasure is Erasure.FILE_NAME:
        return "file name", None
    becomes = {
        Erasure.NAME: privacy.tombstone(0).replace("0", "{}"),
        Erasure.ADDRESS: f"erased-{{}}@{privacy.ERASED_DOMAIN}",
        Erasure.SECRET: "!",  # what Django takes for a password that nothing equals
        Erasure.NO: "false",
        Erasure.EMPTY: None if cast("Any", model._meta.get_field(field.name)).null else "",
    }
    return "set", becomes[field.erasure]


def _column(model: type[models.Model], name: str) -> str:
    return cast("str", cast("Any", model._meta.get_field(name)).column)


def papers_of(person: int) -> Iterator[tuple[str, str]]:
    """The kind and subject of each kept paper that shows a person's name."""
    found = chain.from_iterable(_papers_of(record, model, person) for record, model in installed())
    yield from dict.fromkeys(found)


def _papers_of(record: Record, model: type[models.Model], person: int) -> Iterable[tuple[str, str]]:
    for link in record.links:
        path = f"{link.path}__{link.through}" if link.through else link.path
        for kind, subject in (*link.papers, *([link.paper] if link.paper else [])):
            for key in model._default_manager.filter(**{path: person}).values_list(subject, flat=True):
                yield kind, str(key)
