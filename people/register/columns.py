"""A school's register of staff as a file gives it: which column says what, and what a cell means. Pure.

Columns are found by what their headings say, not by where they stand. Only the columns that are asked for leave the
child process that reads the file: a date of birth or an address that stands beside them is never taken up.
"""

import datetime
import gc
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from documents import characters, gate
from documents.readers.sheet import Sheet, Unreadable, read_sheet
from people.register.cells import Damaged, date_of, text_of, unwrapped
from people.rules import CONTRACT_LABELS, Contract


class Column(StrEnum):
    """What is read of a row, in the order in which it is written."""

    NAME = "name"
    JOB = "job_title"
    CONTRACT = "contract"
    FTE = "fte"
    START = "starts_on"
    END = "ends_on"
    REFERENCE = "reference"


HEADINGS: Final = {
    Column.NAME: "Full name",
    Column.JOB: "Job title",
    Column.CONTRACT: "Contract",
    Column.FTE: "Full-time equivalent",
    Column.START: "First day",
    Column.END: "Last day",
    Column.REFERENCE: "Reference",
}
"""What the columns are called in the files that we write."""

MEANINGS: Final = {
    Column.NAME: "First name and surname as one, or in two columns named First name and Surname.",
    Column.JOB: "What they do, like Deputy headteacher.",
    Column.CONTRACT: f"{', '.join(CONTRACT_LABELS.values())}; or nothing.",
    Column.FTE: "1 for full time, 0.6 for three days a week; or nothing.",
    Column.START: "Day, month and year, like 1 September 2024; or nothing.",
    Column.END: "Where one is known. From the day after they are a leaver.",
    Column.REFERENCE: "What your own system calls them, like a payroll number. By it they are known again.",
}
"""What each column holds, for the template."""

FACTS: Final = {
    Column.NAME: "Name",
    Column.JOB: "Job",
    Column.CONTRACT: "Contract",
    Column.FTE: "Full-time equivalent",
    Column.START: "First day",
    Column.END: "Last day",
    Column.REFERENCE: "Reference",
}
"""What each is called where a change is shown."""

_FIRST, _SURNAME = "first", "surname"
_NAMES: Final = {
    Column.NAME: "name|full name|staff name|employee name|name of employee|member of staff|staff member|employee",
    _FIRST: "first name|first names|forename|forenames|given name|legal forename|preferred forename|christian name",
    _SURNAME: "surname|last name|family name|legal surname|preferred surname",
    Column.JOB: "job title|job|role|post|position|job role|post title|job name|role title|job description|occupation",
    Column.CONTRACT: "contract|contract type|type of contract|employment type|contract status|employment status",
    Column.FTE: "fte|f t e|full time equivalent|full time equivalent fte|fte full time equivalent|contract fte",
    Column.START: "start|start date|starts|started|first day|date started|date of appointment|appointed|date joined|"
    "employment start|employment start date|contract start|contract start date|continuous service date|joining date",
    Column.END: "end|end date|ends|ended|last day|date ended|leaving date|date of leaving|date left|leave date|"
    "employment end|employment end date|contract end|contract end date|leaver date|termination date",
    Column.REFERENCE: "reference|ref|reference number|reference no|staff number|staff no|staff id|staff ref|staff code|"
    "staff reference|payroll|payroll number|payroll no|payroll id|payroll reference|employee id|employee number|"
    "employee no|employee reference|employee code|personnel number|personnel no",
}
_MEANT: Final = {name: what for what, names in _NAMES.items() for name in names.split("|")}
_CONTRACTS: Final = {
    **{label.casefold(): key for key, label in CONTRACT_LABELS.items()},
    **dict.fromkeys(("permanent", "perm", "prm", "open ended"), Contract.PERMANENT),
    **dict.fromkeys(("fixed term", "fixed", "fxt", "fixed term contract"), Contract.FIXED_TERM),
    **dict.fromkeys(("temporary", "temp", "tmp", "casual"), Contract.TEMPORARY),
    **dict.fromkeys(("agency", "through an agency", "agency worker", "supply agency"), Contract.AGENCY),
}
_NOT_GIVEN: Final = {"", "-", "–", "n/a", "na", "none", "not given", "null"}
# An apostrophe that a spreadsheet, or we, put before what would have been a formula.
_ESCAPED = re.compile(r"\A'(?=[=+\-@\t\r])")
# Words of letters and marks that every keyboard has, with single spaces: nothing in them to mend or to refuse.
_PLAIN = re.compile(r"[A-Za-z0-9(][!#-~]*(?: [!#-~]+)*", re.ASCII)
_SIGN = re.compile(r"[^\w]+")
_EARLIEST, _LATEST = 1930, 2100
_NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d{1,12})?|[.,]\d{1,12})\s*(%?)", re.ASCII)
_FULL: Final = {"full time", "full-time", "fulltime", "full"}
_SHORT_YEAR = re.compile(r"(\d{1,2}[/.-]\d{1,2}[/.-])(\d\d)", re.ASCII)
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}", re.ASCII)
_LAST_CENTURY: Final = 70  # 1/9/98 is of the last century, 31/8/27 of this
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_REMEMBERED: Final = 50_000

LONGEST: Final = {Column.NAME: 200, Column.JOB: 200, Column.REFERENCE: 50}


# Columns ------------------------------------------------------------------------------------------------------------
def meaning_of(heading: str) -> str | None:
    """What a column with this heading says; None for one that is not read."""
    return _MEANT.get(" ".join(_SIGN.sub(" ", heading.replace("_", " ").casefold()).split()))


def is_heading(cells: Sequence[str]) -> bool:
    """Whether a row names the columns: a name and a job at least."""
    found = {meaning_of(cell) for cell in cells}
    return Column.JOB in found and (Column.NAME in found or {_FIRST, _SURNAME} <= found)


def columns_of(heading: Sequence[str]) -> dict[str, int]:
    """Where each column stands that is read.

    Raises Unreadable where two say the same: which of them counts?
    """
    places: dict[str, int] = {}
    for index, cell in enumerate(heading):
        what = meaning_of(cell)
        if what is None:
            continue
        if what in places:
            one, other = heading[places[what]].strip(), cell.strip()
            raise Unreadable(
                f"Two columns could say the same: “{one}” (column {_letter(places[what])}) and “{other}” (column "
                f"{_letter(index)}). Take one of them out, or call it something else."
            )
        places[what] = index
    if Column.NAME in places:  # the whole name is what counts where all three stand
        places.pop(_FIRST, None)
        places.pop(_SURNAME, None)
    return places


def _letter(index: int) -> str:
    """What a spreadsheet calls a column, from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


# The child process --------------------------------------------------------------------------------------------------
def read(path: str, name: str) -> dict[str, Any]:
    """Read an upload as a register; run in a child process (core.sandbox).

    Gives `rows`, each its number and a cell for every Column (empty where the file has none), `columns` that the file
    has, each with its heading, and the headings that were left `unread`; or why it was `refused`.
    """
    # All that is made lives until it is printed: looking for garbage would only take time.
    gc.disable()
    try:
        return _as_json(read_sheet(Path(path), name, is_heading, "a name and a job title"))
    except (gate.Refused, Unreadable) as refusal:
        return {"refused": str(refusal), "declined": None}
    finally:
        gc.enable()


def _as_json(sheet: Sheet) -> dict[str, Any]:
    places = columns_of(sheet.heading)
    width = len(sheet.heading)
    named = [places.get(Column.NAME, -1)] if Column.NAME in places else [places[_FIRST], places[_SURNAME]]
    others = [places.get(column, width) for column in Column][1:]
    rows = []
    for number, cells in sheet.rows:
        padded = [*cells[:width], *([""] * (width + 1 - len(cells[:width])))]
        whole = padded[named[0]] if len(named) == 1 else f"{padded[named[0]].strip()} {padded[named[1]].strip()}"
        rows.append([number, whole, *(padded[place] for place in others)])
    return {
        "refused": None,
        "declined": None,
        "sheet": sheet.name,
        "columns": {what: _quoted(sheet.heading[place]) for what, place in places.items()},
        "unread": [
            _quoted(cell) for index, cell in enumerate(sheet.heading) if _quoted(cell) and index not in places.values()
        ],
        "rows": rows,
    }


def _quoted(heading: str) -> str:
    return " ".join(characters.without_hidden(heading).split())[:100]


# Cells --------------------------------------------------------------------------------------------------------------
def words_of(cell: str, column: Column) -> str:
    """A name or a job title. Raises Damaged where there is none, or one that cannot stand on a register."""
    if _PLAIN.fullmatch(cell) and len(cell) <= LONGEST[column]:
        return cell
    return text_of(_ESCAPED.sub("", cell), FACTS[column].lower(), longest=LONGEST[column])


def reference_of(cell: str) -> str:
    """What the school's own system calls somebody; nothing where the cell is empty. Raises Damaged."""
    if _PLAIN.fullmatch(cell) and len(cell) <= LONGEST[Column.REFERENCE]:
        return cell
    plain = unwrapped(cell)
    return text_of(plain, "reference", longest=LONGEST[Column.REFERENCE]) if plain else ""


@lru_cache(_REMEMBERED)
def contract_of(cell: str) -> str:
    """The short word for a contract; nothing where the cell is empty. Raises Damaged."""
    said = " ".join(_SIGN.sub(" ", cell.casefold()).split())
    if cell.strip().casefold() in _NOT_GIVEN or not said:
        return ""
    found = _CONTRACTS.get(said)
    if found is None:
        known = ", ".join(CONTRACT_LABELS.values())
        raise Damaged(f"The contract “{_shown(cell)}” is none of: {known}. Write one of these, or nothing.")
    return found.value


@lru_cache(_REMEMBERED)
def fte_of(cell: str) -> Decimal | None:
    """How much of full time, above 0 and up to 1, with three places; None for an empty cell. Raises Damaged."""
    plain = unwrapped(cell)
    if plain.casefold() in _NOT_GIVEN:
        return None
    if plain.casefold() in _FULL:
        return Decimal(1)
    found = _NUMBER.fullmatch(plain)
    try:
        number = Decimal(found[1].replace(",", ".")) if found else None
    except InvalidOperation:
        number = None
    if found and number is not None:
        part = (number / 100 if found[2] else number).quantize(Decimal("0.001"))
        if 0 < part <= 1:
            return part
    raise Damaged(f"The full-time equivalent “{_shown(cell)}” is not a number above 0 and up to 1, like 0.6.")


@lru_cache(_REMEMBERED)
def day_of(cell: str, what: str) -> datetime.date | None:
    """A day, written with its day before its month or as a spreadsheet counts; None for an empty cell.

    what: names it in the sentence, as in "first day". Raises Damaged.
    """
    if cell.strip().casefold() in _NOT_GIVEN:
        return None
    day: datetime.date | None = None
    if _ISO.fullmatch(cell):
        try:
            day = datetime.date.fromisoformat(cell)
        except ValueError:
            raise Damaged(f"The {what} “{cell}” is not in the calendar.") from None
    else:
        short = _SHORT_YEAR.fullmatch(cell.strip())
        century = "19" if short and int(short[2]) >= _LAST_CENTURY else "20"
        whole = f"{short[1]}{century}{short[2]}" if short else cell
        day, _ = date_of(whole.strip().replace(".", "-") if _DOTTED.fullmatch(whole.strip()) else whole, what)
    if day is not None and not _EARLIEST <= day.year < _LATEST:
        raise Damaged(f"The {what} “{_shown(cell)}” is read as {day:%-d %B %Y}. Write day, month and year.")
    return day


def _shown(text: str) -> str:
    plain = " ".join(characters.without_hidden(text).split())
    return plain if len(plain) <= 40 else plain[:40] + "…"
