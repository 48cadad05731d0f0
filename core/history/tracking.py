"""Every change to a tracked table is kept by the database itself, whoever makes it and by whatever way.

`@track(organisation=...)` gives a model an event model, `<Model>Event`, and its table three triggers. A trigger's
function belongs to the owner of the tables and writes with the owner's rights: the application's role may read events
and write none. pgtrigger's own way to switch triggers off (`pgtrigger.ignore`) is left out of them.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

import pghistory
import pgtrigger
from django.db import models
from pghistory import trigger
from pgtrigger import compiler

from core.rules import Happened

M = TypeVar("M", bound=type[models.Model])

# A key like "school:12" (core.organisations), or "" where a row is of no organisation.
_ORGANISATION_LENGTH = 40


def track(*, organisation: str = "", exclude: Sequence[str] = ()) -> Callable[[M], M]:
    """Track a model: keep each insert, update and delete of its rows, with who, why and request.

    organisation: SQL for the key of the organisation a row belongs to, with {row} for the row. exclude: fields whose
    values are never kept; an update of these alone is no change.
    """
    return cast(
        "Callable[[M], M]",
        pghistory.track(
            _Insert(Happened.ADDED.value),
            _Update(Happened.CHANGED.value),
            _Delete(Happened.REMOVED.value),
            exclude=list(exclude),
            obj_field=pghistory.ObjForeignKey(related_name="+", db_index=True),
            context_field=pghistory.ContextJSONField(),
            context_id_field=cast("Any", None),
            attrs={
                "organisation_sql": organisation or "''",
                "pgh_id": models.BigAutoField(primary_key=True),
                "pgh_organisation": models.CharField(max_length=_ORGANISATION_LENGTH),
            },
            meta={"indexes": [models.Index(fields=["pgh_organisation", "-pgh_created_at", "-pgh_id"])]},
        ),
    )


def owner(*, school: str = "", trust: str = "", council: str = "") -> str:
    """SQL for an organisation's key, from SQL for the ids of which one is set."""
    ids = {"school": school, "trust": trust, "council": council}
    keys = ", ".join(f"'{kind}:' || {sql}" for kind, sql in ids.items() if sql)
    return f"coalesce({keys}, '')"


class RecordingSql(compiler.UpsertTriggerSql):
    """The trigger and its function, as migrations make them.

    The search path is fixed, so that nobody's temporary table stands in for one of ours, and nobody may call the
    function from a trigger of their own: core.database.privileges takes that from the application's role too.
    """

    def get_template(self) -> str:
        """The SQL."""
        return """
            CREATE OR REPLACE FUNCTION {pgid}()
            RETURNS TRIGGER AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$ LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
            REVOKE EXECUTE ON FUNCTION {pgid}() FROM PUBLIC;
            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE {constraint} TRIGGER {pgid}
                {when} {operation} ON {table}
                {timing}
                {referencing}
                FOR EACH {level} {condition}
                EXECUTE PROCEDURE {execute};
            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class _Recording(trigger.Event):
    """Writes one event for one row."""

    def get_func(self, model: Any) -> str:
        """The statement that writes it."""
        event = cast("Any", self.event_model)
        tracked = {field.name for field in event.pgh_tracked_model._meta.fields}
        values = {
            field.column: f'{self.row}."{field.column}"' for field in event._meta.fields if field.name in tracked
        } | {
            "pgh_created_at": "clock_timestamp()",
            "pgh_label": f"'{self.label}'",
            "pgh_obj_id": f'{self.row}."{model._meta.pk.column}"',
            "pgh_context": "nullif(current_setting('pghistory.context_metadata', true), '')::jsonb",
            "pgh_organisation": event.organisation_sql.format(row=self.row),
        }
        columns = ", ".join(f'"{column}"' for column in values)
        return f'INSERT INTO "{event._meta.db_table}" ({columns}) VALUES ({", ".join(values.values())}); RETURN NULL;'  # noqa: S608 (names of our own tables)

    def compile(self, model: Any) -> compiler.Trigger:
        """The trigger with the function's rights."""
        compiled = super().compile(model)
        written = {name: value for name, value in compiled.sql.kwargs.items() if name != "ignore_func_name"}
        return compiler.Trigger(name=compiled.name, sql=RecordingSql(**cast("Any", written)))


class _RecordingEvent(pghistory.RowEvent):
    """An event of pghistory, written by our trigger."""

    def add_event_trigger(self, event_model: Any) -> None:
        """Register the trigger."""
        recording = cast("Any", _Recording)(
            event_model=event_model,
            label=self.label,
            name=f"keep_{self.label}",
            row=self.row,
            operation=self.operation,
            condition=self.condition,
        )
        pgtrigger.register(recording)(event_model.pgh_tracked_model)


class _Insert(_RecordingEvent, pghistory.InsertEvent):
    pass


class _Update(_RecordingEvent, pghistory.UpdateEvent):
    pass


class _Delete(_RecordingEvent, pghistory.DeleteEvent):
    pass
