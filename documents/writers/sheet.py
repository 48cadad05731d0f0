"""Rows to a spreadsheet that never runs a formula."""

import csv
import datetime
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

Cell = str | int | float | datetime.date | None

# What a spreadsheet program takes for the start of a formula, in a file we write or in one made from it.
_FORMULA = re.compile(r"\A[=+\-@\t\r]")
# Excel's own limits.
_CELL_LENGTH = 32_767
_TITLE_LENGTH = 31
_TITLE_REFUSED = re.compile(r"[\[\]:*?/\\']")
# XML has no place for these.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a title, a width in characters for each column, and rows as long as `columns`."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int] = ()


def safe_text(text: str) -> str:
    """The text as a cell may hold it: a leading = + - @ tab or return is put behind an apostrophe."""
    text = _CONTROL.sub("", text)
    return ("'" + text if _FORMULA.match(text) else text)[:_CELL_LENGTH]


def csv_file(rows: Sequence[Sequence[Cell]]) -> bytes:
    """A .csv file of these rows, which spreadsheet programs open with every letter right. Days as 31 August 2027."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([[_as_text(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _as_text(cell: Cell) -> str:
    if isinstance(cell, datetime.date):
        return f"{cell:%-d %B %Y}"
    if isinstance(cell, str):
        return safe_text(cell)
    return "" if cell is None else f"{cell:g}"


def workbook(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """An .xlsx file of these sheets, with a header row that stays and repeats in print. Dates stay dates."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": title})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        date = book.add_format({"num_format": "d mmmm yyyy", "valign": "top", "align": "left"})
        for sheet in sheets:
            page = book.add_worksheet(_TITLE_REFUSED.sub(" ", sheet.title)[:_TITLE_LENGTH])
            page.set_landscape()
            page.set_paper(9)  # A4
            page.fit_to_pages(1, 0)
            page.repeat_rows(0)
            page.freeze_panes(1, 0)
            for column, width in enumerate(sheet.widths):
                page.set_column(column, column, width)
            for column, name in enumerate(sheet.columns):
                page.write_string(0, column, safe_text(name), head)
            for number, row in enumerate(sheet.rows, start=1):
                for column, cell in enumerate(row):
                    if isinstance(cell, datetime.date):
                        page.write_datetime(number, column, cell, date)
                    elif isinstance(cell, str):
                        page.write_string(number, column, safe_text(cell), body)
                    elif cell is not None:
                        page.write_number(number, column, cell, body)
    return buffer.getvalue()
