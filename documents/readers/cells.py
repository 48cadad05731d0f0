"""A .csv or .xlsx read as a document: its words row by row, each row a table of one row with the number it has.

Which rows are a heading, a title or a section is for whoever gives the document its meaning.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import ascii_uppercase

from documents import gate
from documents.blocks import Block, Place, Source, Table
from documents.readers import sheet

# An apostrophe that a spreadsheet, or we, put before what would have been a formula.
_ESCAPED = re.compile(r"\A'(?=[=+\-@\t\r])")
_PERCENT = re.compile(r"%|\bper ?cent", re.IGNORECASE)
_SHARE = re.compile(r"0(?:\.\d+)?|1(?:\.0+)?")
_MOST_ABOVE = 30  # rows, among which the names of columns are
_LONGEST_NAME = 30  # letters
_LINE_END = re.compile(r"\r\n|\r|\n|_x000[Dd]_\n?")


def read(path: Path, name: str) -> Source:
    """Every row that says something, of every sheet that shows. Raises gate.Refused."""
    try:
        sheets = list(sheet.every_sheet(path, name))
    except sheet.Unreadable as unreadable:
        raise gate.Refused(str(unreadable)) from unreadable
    is_workbook = Path(name).suffix.casefold() == ".xlsx"
    blocks = tuple(block for shown in sheets for block in _blocks(shown.rows, is_workbook=is_workbook))
    return Source(name=name, blocks=blocks, warnings=tuple(_left_out(one) for one in sheets if one.hidden))


def _left_out(shown: sheet.Shown) -> str:
    letters = [_letters(column) for column in shown.hidden]
    columns = f"Column {letters[0]} is" if len(letters) == 1 else f"Columns {', '.join(letters)} are"
    where = f" on the sheet “{shown.name}”" if shown.name else ""
    return f"{columns} hidden{where} and was left out: show it in the workbook and send it again where it is needed."


def _letters(column: int) -> str:
    """What a spreadsheet calls a column, counted from 0."""
    above, letter = divmod(column, len(ascii_uppercase))
    return (_letters(above - 1) if above else "") + ascii_uppercase[letter]


def _blocks(rows: Iterable[sheet.Row], *, is_workbook: bool) -> Iterator[Block]:
    """Rows as wide as the widest, so that one whose last cells are blank is like the others."""
    given = [(number, [_text(cell) for cell in cells]) for number, cells in rows]
    if is_workbook:
        _write_percentages([cells for _, cells in given])
    width = max((_width(cells) for _, cells in given), default=0)
    for number, cells in given:
        padded = (*cells, *([""] * (width - len(cells))))[:width]
        if any(padded):
            yield Table(header=(), rows=(padded,), place=Place(number, number, "row"))


def _write_percentages(rows: list[list[str]]) -> None:
    """Write shares of one as they show, below a name that says percent: a workbook gives 0.35 for 35%."""
    for above, cells in enumerate(rows[:_MOST_ABOVE]):
        for column in [
            place for place, cell in enumerate(cells) if _PERCENT.search(cell) and len(cell) <= _LONGEST_NAME
        ]:
            below = [row for row in rows[above + 1 :] if len(row) > column and _SHARE.fullmatch(row[column])]
            if any("." in row[column] for row in below):
                for row in below:
                    row[column] = f"{round(float(row[column]) * 100, 2):g}%"


def _width(cells: list[str]) -> int:
    return max((place for place, cell in enumerate(cells, start=1) if cell), default=0)


def _text(cell: str) -> str:
    return _ESCAPED.sub("", _LINE_END.sub("\n", cell)).strip()
