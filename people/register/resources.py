"""The register of staff in files: what each column holds, read and written by the same fields.

A bulk load reads its cells with these fields, and saves by SQL (people.bringing), not row by row.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from import_export import fields, resources, widgets

from people.models import StaffMember
from people.register import columns as register
from people.register.cells import Damaged
from people.register.columns import HEADINGS, Column
from people.rules import CONTRACT_LABELS, Contract


class _Words(widgets.Widget):  # type: ignore[misc] # without types
    """A name or a job title."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column

    def clean(self, value: str, row: Any = None, **_: Any) -> str:  # noqa: ARG002 (as a widget is called)
        return register.words_of(value, self.column)

    def render(self, value: str, obj: Any = None, **_: Any) -> str:  # noqa: ARG002
        return value or ""


class _Reference(widgets.Widget):  # type: ignore[misc] # without types
    def clean(self, value: str, row: Any = None, **_: Any) -> str:  # noqa: ARG002
        return register.reference_of(value)

    def render(self, value: str, obj: Any = None, **_: Any) -> str:  # noqa: ARG002
        return value or ""


class _Contract(widgets.Widget):  # type: ignore[misc] # without types
    """How somebody is employed: its word spelt out."""

    def clean(self, value: str, row: Any = None, **_: Any) -> str:  # noqa: ARG002
        return register.contract_of(value)

    def render(self, value: str, obj: Any = None, **_: Any) -> str:  # noqa: ARG002
        return CONTRACT_LABELS[Contract(value)] if value else ""


class _Fte(widgets.Widget):  # type: ignore[misc] # without types
    def clean(self, value: str, row: Any = None, **_: Any) -> Decimal | None:  # noqa: ARG002
        return register.fte_of(value)

    def render(self, value: Decimal | None, obj: Any = None, **_: Any) -> float | None:  # noqa: ARG002
        return None if value is None else float(value)


class _Day(widgets.Widget):  # type: ignore[misc] # without types
    """A day, which stays one in a workbook."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what

    def clean(self, value: str, row: Any = None, **_: Any) -> datetime.date | None:  # noqa: ARG002
        return register.day_of(value, self.what)

    def render(self, value: datetime.date | None, obj: Any = None, **_: Any) -> datetime.date | None:  # noqa: ARG002
        return value


def _field(column: Column, widget: widgets.Widget) -> fields.Field:
    return fields.Field(attribute=column.value, column_name=HEADINGS[column], widget=widget)


class StaffResource(resources.ModelResource):  # type: ignore[misc] # without types
    """Members of staff, one a row."""

    name = _field(Column.NAME, _Words(Column.NAME))
    job_title = _field(Column.JOB, _Words(Column.JOB))
    contract = _field(Column.CONTRACT, _Contract())
    fte = _field(Column.FTE, _Fte())
    starts_on = _field(Column.START, _Day("first day"))
    ends_on = _field(Column.END, _Day("last day"))
    reference = _field(Column.REFERENCE, _Reference())

    class Meta:
        model = StaffMember
        fields = tuple(column.value for column in Column)
        export_order = tuple(column.value for column in Column)
        import_id_fields = ("reference",)

    def readers(self) -> tuple[Callable[[str], Any], ...]:
        """What reads a cell of each column, in their order: the fields' own widgets, without a dictionary a row."""
        return tuple(self.fields[column.value].widget.clean for column in Column)

    @staticmethod
    def read_cells(readers: Sequence[Callable[[str], Any]], cells: Sequence[str]) -> tuple[list[Any], list[str]]:
        """What a row's cells say, one for each column; and a sentence for each that cannot be read."""
        try:
            return [read(cell) for read, cell in zip(readers, cells, strict=True)], []
        except Damaged:
            pass  # seldom: then each cell by itself, so that all that is wrong is said
        values: list[Any] = []
        wrong: list[str] = []
        for column, read, cell in zip(Column, readers, cells, strict=True):
            try:
                values.append(read(cell))
            except Damaged as damage:
                values.append(_EMPTY[column])
                wrong.append(str(damage))
        return values, wrong

    def rows_of(self, staff: Iterable[StaffMember]) -> tuple[list[str], list[list[Any]]]:
        """The headings, and a row for each member of staff: words, days and numbers."""
        chosen = self.get_export_fields()
        rows = [[field.export(member) for field in chosen] for member in staff]
        return [str(field.column_name) for field in chosen], rows


_EMPTY = {column: None if column in {Column.FTE, Column.START, Column.END} else "" for column in Column}
