"""The paper's own table as files to work on: spreadsheets by django-import-export, and Word.

Each reads back as the same plan, so that bringing in what was taken out changes nothing.
"""

from collections.abc import Sequence
from typing import Any, Final

from import_export import fields, resources

from actionplan.models import Recommendation, ScrutinyReview
from core import clock
from documents.writers import docx
from documents.writers.parts import Grid, Paper, Text, said
from documents.writers.sheet import Sheet, csv_file, workbook

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": docx.MIME,
}
"""The kinds of file there are, with what each says of itself."""
_WIDTH = 40


class CellField(fields.Field):  # type: ignore[misc] # without types
    """One column of the paper. place: which of a row's cells stands under it, from 0."""

    def __init__(self, place: int, column_name: str) -> None:
        super().__init__(column_name=column_name, readonly=True)
        self.place = place

    def get_value(self, instance: Recommendation, **_: Any) -> str:
        """The words of the cell, as they came."""
        return str(instance.cells[self.place])


class TableResource(resources.Resource):  # type: ignore[misc] # without types
    """The rows of a paper under the columns it has."""

    def __init__(self, columns: Sequence[str]) -> None:
        super().__init__()
        # By place: a paper may call two columns the same.
        self.fields = {str(place): CellField(place, name) for place, name in enumerate(columns)}


def table_file(review: ScrutinyReview, kind: str) -> bytes:
    """The table of a plan that the caller may read. kind: one of TYPES."""
    resource = TableResource(review.columns)
    columns = resource.get_export_fields()
    rows = [
        [resource.export_field(column, row) for column in columns]
        for row in review.recommendations.only("review", "cells").order_by("position")
    ]
    names = [str(column.column_name) for column in columns]
    if kind == "docx":
        return docx.render(_paper(review, names, rows), made_at=clock.now())
    if kind == "csv":
        return csv_file([names, *rows])
    return workbook([Sheet("Action plan", names, rows, widths=[_WIDTH] * len(names))], title=review.title)


def _paper(review: ScrutinyReview, names: Sequence[str], rows: Sequence[Sequence[str]]) -> Paper:
    grid: tuple[tuple[Text, ...], ...] = tuple(tuple(said(cell) for cell in row) for row in (names, *rows))
    return Paper(
        title=said(review.title),
        subtitle=said(review.subtitle),
        author=str(review.council),
        parts=(Grid((), grid),),
        is_wide=True,
    )
