"""A register: a .csv or .xlsx of rows under a heading, whatever a spreadsheet, a payroll or a hand has made of it.

Cells come out as plain text as people would write it: a day as 2027-08-31, a number without needless noughts. What a
row means is its reader's to say; here it is only found which row is the heading, and that nothing is lost unseen.
"""

import csv
import datetime
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final

from documents import gate

from .sheet_hidden import hidden_columns

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 100
# The heading is among the first rows: above it stand a title, a date, who printed it.
_LOOKED_THROUGH: Final = 30
_TOLD_DELIMITER = re.compile(r'"?sep=([,;\t|])"?\s*', re.IGNORECASE)
_DELIMITERS: Final = ",;\t|"

Row = tuple[int, list[str]]
"""A row with the number that a spreadsheet shows beside it, from 1."""


class Unreadable(Exception):
    """The file as a whole is no register. Its text is the sentence the person reads."""


@dataclass(slots=True)
class Sheet:
    """The rows below a heading. `name` is the sheet's, where the file has several."""

    heading: list[str]
    rows: list[Row] = field(default_factory=list)
    name: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows of a sheet, from 1, without the columns that are hidden but hold something: these, from 0."""

    name: str
    rows: list[Row]
    hidden: tuple[int, ...] = ()


def read_sheet(path: Path, name: str, is_heading: Callable[[Sequence[str]], bool], wanted: str) -> Sheet:
    """The one sheet of a file with such a heading, without its blank rows.

    wanted: what the heading must have, as in "a name and a job title", for the sentence where none has.
    Raises documents.gate.Refused for what may not be opened, Unreadable for what is no register.
    """
    text = gate.open_sheet(name, path)
    found = _of_text(text, is_heading) if text else _of_workbook(path, is_heading)
    if len(found) > 1:
        names = " and ".join(f"“{sheet.name}”" for sheet in found[:3])
        raise Unreadable(f"Several sheets hold a register: {names}. Keep the one to bring in and send it again.")
    if not found:
        raise Unreadable(f"No row of the first {_LOOKED_THROUGH} is a heading that names {wanted}. Add one.")
    sheet = found[0]
    if not sheet.rows:
        raise Unreadable("There are no rows below the heading: choose the file that holds the register.")
    return sheet


def every_sheet(path: Path, name: str) -> Iterator[Shown]:
    """What shows of each sheet that shows; of a .csv its one.

    Raises documents.gate.Refused for what may not be opened, Unreadable for what is no sheet.
    """
    text = gate.open_sheet(name, path)
    if not text:
        hidden = hidden_columns(path)
        for called, rows in _of_book(path):
            yield _shown(called, _not_too_many(rows), hidden.get(called, frozenset()))
        return
    delimiter, text = _delimited(text)
    yield Shown("", _not_too_many(_numbered(text, delimiter or _by_frequency(text)[0])))


def _shown(name: str, rows: list[Row], hidden: frozenset[int]) -> Shown:
    """The rows without what stands in hidden columns."""
    held = {column for _, cells in rows for column in hidden if column < len(cells) and cells[column].strip()}
    for _, cells in rows:
        for column in held:
            if column < len(cells):
                cells[column] = ""
    return Shown(name, rows, tuple(sorted(held)))


def _not_too_many(rows: Iterator[Row]) -> list[Row]:
    found = list(islice(rows, MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise _too_many()
    return found


def _of_text(text: str, is_heading: Callable[[Sequence[str]], bool]) -> list[Sheet]:
    told, text = _delimited(text)
    for delimiter in [told] if told else _by_frequency(text):
        sheet = _below(_numbered(text, delimiter), is_heading)
        if sheet is not None:
            return [sheet]
    return []


def _delimited(text: str) -> tuple[str, str]:
    """The sign that the file says stands between cells, if it says one, and the rest of it.

    A spreadsheet obeys that line and does not count it.
    """
    first, _, rest = text.partition("\n")
    told = _TOLD_DELIMITER.fullmatch(first.strip("\r"))
    return (told[1], rest) if told else ("", text)


def _by_frequency(text: str) -> list[str]:
    """The signs that may stand between cells, the likeliest first."""
    start = text[:20_000]
    return sorted(_DELIMITERS, key=lambda sign: -start.count(sign))


def _numbered(text: str, delimiter: str) -> Iterator[Row]:
    # Strict, so that a quotation mark that is never closed is told and does not swallow the rows after it.
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            raise _unclosed(number) from None
        yield number, cells


def _unclosed(number: int) -> Unreadable:
    return Unreadable(
        f"Row {number} cannot be told from the next: look there for a quotation mark that is never closed."
    )


def _of_workbook(path: Path, is_heading: Callable[[Sequence[str]], bool]) -> list[Sheet]:
    found = []
    for name, rows in _of_book(path):
        sheet = _below(rows, is_heading)
        if sheet is not None:
            sheet.name = name
            found.append(sheet)
    return found


def _of_book(path: Path) -> Iterator[tuple[str, Iterator[Row]]]:
    """The rows of each sheet of a workbook that shows, by its name."""
    import python_calamine  # noqa: PLC0415 (loaded in the child that reads a workbook, and nowhere else)

    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        for about in book.sheets_metadata:
            shown = about.visible == python_calamine.SheetVisibleEnum.Visible
            if shown and about.typ == python_calamine.SheetTypeEnum.WorkSheet:
                rows = book.get_sheet_by_name(about.name)
                if rows.total_width > MOST_COLUMNS:
                    raise Unreadable(f"The sheet “{about.name}” has more than {MOST_COLUMNS} columns: leave some out.")
                yield about.name, _cells(rows)
    except (python_calamine.CalamineError, OSError, ValueError, KeyError):
        raise Unreadable("The file is damaged. Open it in Excel, save it again and send that.") from None


def _cells(sheet: Any) -> Iterator[Row]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, [cell if cell.__class__ is str else _text_of(cell) for cell in cells]


def _text_of(cell: Any) -> str:
    """A cell as people would write it."""
    if isinstance(cell, datetime.datetime):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, datetime.date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return str(cell)


def _below(rows: Iterator[Row], is_heading: Callable[[Sequence[str]], bool]) -> Sheet | None:
    """The rows below the first that is a heading; None where none of the first is."""
    looked_at = (row for row in islice(rows, _LOOKED_THROUGH) if any(cell.strip() for cell in row[1]))
    heading = next((cells for _, cells in looked_at if is_heading(cells)), None)
    if heading is None:
        return None
    sheet = Sheet(heading)
    for number, cells in rows:
        if any(cell and not cell.isspace() for cell in cells):
            sheet.rows.append((number, cells))
            if len(sheet.rows) > MOST_ROWS:
                raise _too_many()
    return sheet


def _too_many() -> Unreadable:
    return Unreadable(f"The file has more than {MOST_ROWS:,} rows, the most that are read: send a part.")
