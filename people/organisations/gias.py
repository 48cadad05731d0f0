"""The register of schools, as GIAS gives it: a file of rows into establishments, refusals and what is left out. Pure.

The columns differ from year to year, so they are found by name. A file that has been through a spreadsheet has damaged
codes: what can be mended without a guess is mended and said, everything else is refused with its row number.

Left out on purpose: what has a URN and is no school (NOT_SCHOOLS). Closed schools are read like any other; whether one
is worth keeping depends on what is known already (people.loading).
"""

import csv
import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final, TypeVar

from people.register.cells import Damaged, date_of, has_lost_a_letter, number_of, text_of
from people.rules import Phase, SchoolStatus

W = TypeVar("W")

_URN = "URN"
_NAME = "EstablishmentName"
_COUNCIL_CODE, _COUNCIL_NAME = "LA (code)", "LA (name)"
_KIND = "TypeOfEstablishment (name)"
_STATUS_CODE, _STATUS_NAME = "EstablishmentStatus (code)", "EstablishmentStatus (name)"
_PHASE_CODE, _PHASE_NAME = "PhaseOfEducation (code)", "PhaseOfEducation (name)"
_OPENED, _CLOSED, _WHY_CLOSED = "OpenDate", "CloseDate", "ReasonEstablishmentClosed (name)"
_HEADCOUNT = "NumberOfPupils"
_TRUST_CODE, _TRUST_NAME = "Trusts (code)", "Trusts (name)"
_TRUST_SORT = "TrustSchoolFlag (name)"

REQUIRED: Final = (_URN, _NAME, _COUNCIL_CODE, _COUNCIL_NAME, _KIND, _STATUS_NAME, _PHASE_NAME)
_OPTIONAL: Final = (
    *(_STATUS_CODE, _PHASE_CODE, _OPENED, _CLOSED, _WHY_CLOSED),
    *(_HEADCOUNT, _TRUST_CODE, _TRUST_NAME, _TRUST_SORT),
)

_STATUSES: Final = {
    "open": (1, SchoolStatus.OPEN),
    "closed": (2, SchoolStatus.CLOSED),
    "open, but proposed to close": (3, SchoolStatus.CLOSING),
    "proposed to open": (4, SchoolStatus.PROPOSED),
}
_PHASES: Final = {
    "not applicable": (0, Phase.NOT_APPLICABLE),
    "nursery": (1, Phase.NURSERY),
    "primary": (2, Phase.PRIMARY),
    "middle deemed primary": (3, Phase.MIDDLE),
    "secondary": (4, Phase.SECONDARY),
    "middle deemed secondary": (5, Phase.MIDDLE),
    "16 plus": (6, Phase.POST_16),
    "all-through": (7, Phase.ALL_THROUGH),
    "all through": (7, Phase.ALL_THROUGH),
}
NOT_SCHOOLS: Final = {
    "children's centre": "children's centres",
    "children's centre linked site": "children's centres",
    "further education": "colleges and universities",
    "higher education institutions": "colleges and universities",
    "special post 16 institution": "colleges and universities",
    "institution funded by other government department": "colleges and universities",
    "miscellaneous": "adult education and other centres",
    "online provider": "adult education and other centres",
    "secure units": "adult education and other centres",
    "british schools overseas": "schools abroad",
    "offshore schools": "schools abroad",
}
"""The types of establishment that are left out, and what each is counted as."""

_ACADEMY_TRUST = "academy trust"
_URNS = range(100_000, 1_000_000)
_ENCODINGS: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_TOLD_DELIMITER = re.compile(r'"?sep=([,;\t|])"?\s*', re.IGNORECASE)
_BLANK = " ,;\t\r\n"
_STRAY_BYTE = re.compile("[\udc80-\udcff]")  # as surrogateescape shows it
_LETTER = re.compile("[^\x00-\x7f\udc80-\udcff]")
_REPLACED = "\ufffd"


class Unreadable(Exception):
    """The file as a whole is no register of schools. Its text is the sentence the person reads."""


@dataclass(frozen=True, slots=True)
class Establishment:
    """One row of the register. `mended` says what had to be put right to read it."""

    row: int
    urn: int
    name: str
    council_code: str
    council_name: str
    trust_uid: int | None
    trust_name: str
    phase: Phase
    kind: str
    status: SchoolStatus
    opened_on: datetime.date | None
    closed_on: datetime.date | None
    why_closed: str
    headcount: int | None
    mended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be read, by the number a spreadsheet shows (the heading is mostly row 1), and why."""

    row: int
    sentence: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no school, or not of the council asked for, and what it is counted as."""

    row: int
    reason: str


Read = Establishment | Refusal | LeftOut


@dataclass(frozen=True, slots=True)
class Register:
    """An opened file: which columns it has, and its rows, which can be gone through once.

    has_stray_bytes: whether some bytes are not written as the others are; a mark stands in the rows for each.
    """

    columns: Mapping[str, int]
    width: int
    rows: Iterator[tuple[int, list[str]]]
    has_stray_bytes: bool = False

    @property
    def has_trusts(self) -> bool:
        """Whether the file says which trust a school belongs to."""
        return _TRUST_CODE in self.columns and _TRUST_NAME in self.columns

    @property
    def has_closing_days(self) -> bool:
        """Whether the file says when a school closed."""
        return _CLOSED in self.columns

    def read(self, council: str = "") -> Iterator[Read]:
        """Every row that is not blank; with `council`, only schools of the council with that code."""
        for row, cells in self.rows:
            if any(cell.strip() for cell in cells):
                yield self._read_row(row, cells, council)

    def _read_row(self, row: int, cells: list[str], council: str) -> Read:
        if len(cells) > self.width and any(cell.strip() for cell in cells[self.width :]):
            return Refusal(row, f"It has {len(cells)} cells where the heading has {self.width}: which is which?")
        line = _Line(self.columns, cells)
        not_a_school = NOT_SCHOOLS.get(_folded(line[_KIND]))
        if not_a_school:
            return LeftOut(row, not_a_school)
        try:
            code = line.council_code()
            if council and code != council:
                return LeftOut(row, "schools of other councils")
            if self.has_stray_bytes:
                line.refuse_stray_bytes()
            return _establishment(row, line, code)
        except Damaged as damage:
            return Refusal(row, str(damage))


@contextmanager
def open_register(path: Path) -> Iterator[Register]:
    """Open a file and find its columns.

    Raises Unreadable, and OSError where there is no such file.
    """
    encoding, has_stray_bytes = _encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        first, blank_rows = text.readline(), 0
        told = _TOLD_DELIMITER.fullmatch(first)
        if told:  # a spreadsheet obeys this line and does not count it
            first = text.readline()
        while first and not first.strip(_BLANK):
            first, blank_rows = text.readline(), blank_rows + 1
        if not first:
            raise Unreadable("This file is empty. Download the register of schools from GIAS again.")
        if first.startswith("PK"):
            raise Unreadable("This is a spreadsheet file. Open it, save it as CSV, and load that.")
        delimiter = told[1] if told else max(",;\t", key=first.count)
        rows = _numbered(csv.reader(chain([first], text), delimiter=delimiter), after=blank_rows)
        _, heading = next(rows)
        yield Register(columns=_columns(heading), width=len(heading), rows=rows, has_stray_bytes=has_stray_bytes)


def _encoding(path: Path) -> tuple[str, bool]:
    """How the file is written, and whether some of its bytes are not.

    UTF-8 where it says so or most of its letters are, else what the real download uses: Windows-1252. In that, letters
    that happen to be UTF-8 are next to none, so a few stray bytes do not turn every other letter into two.
    """
    letters = strays = 0
    with path.open("rb") as file:
        start = file.read(3)
        encoding = next((encoding for mark, encoding in _ENCODINGS.items() if start.startswith(mark)), "")
        if encoding == "utf-16":
            return encoding, False
        file.seek(0)
        for line in file:
            if not line.isascii():
                text = line.decode(errors="surrogateescape")
                letters += len(_LETTER.findall(text))
                strays += len(_STRAY_BYTE.findall(text))
    if not encoding and strays > letters:
        return "cp1252", False
    return encoding or "utf-8", strays > 0


def _numbered(rows: Iterator[list[str]], after: int) -> Iterator[tuple[int, list[str]]]:
    """Rows with the numbers a spreadsheet shows, `after` the ones above the heading."""
    number = after
    while True:
        number += 1
        try:
            yield number, next(rows)
        except StopIteration:
            return
        except csv.Error:
            raise Unreadable(
                f"Row {number} cannot be told from the next: look there for a quotation mark that is never closed."
            ) from None


def _columns(heading: Sequence[str]) -> dict[str, int]:
    """Where each column that is read stands."""
    wanted = {_folded(name): name for name in (*REQUIRED, *_OPTIONAL)}
    columns: dict[str, int] = {}
    for index, cell in enumerate(heading):
        name = wanted.get(_folded(cell))
        if name in columns:
            raise Unreadable(f"The column {name} stands twice in this file, so nothing was read.")
        if name:
            columns[name] = index
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise Unreadable(f"This is not the register of schools from GIAS: it has no column named {', '.join(missing)}.")
    return columns


def _folded(text: str) -> str:
    """A heading or a word of a vocabulary, for comparing."""
    return " ".join(text.replace("\ufeff", "").replace("’", "'").casefold().split())


class _Line:
    """One row by column name, and what had to be mended to read it."""

    def __init__(self, columns: Mapping[str, int], cells: Sequence[str]) -> None:
        self._columns = columns
        self._cells = cells
        self.mended: list[str] = []

    def __getitem__(self, name: str) -> str:
        """A cell; empty where the file has no such column or the row ends before it."""
        index = self._columns.get(name, len(self._cells))
        return self._cells[index] if index < len(self._cells) else ""

    def refuse_cut_short(self) -> None:
        """Raise Damaged where the row ends before a column that is read: taken as empty, it would be emptied here."""
        missing = [name for name, index in self._columns.items() if index >= len(self._cells)]
        if missing:
            raise Damaged(f"It ends before the column {missing[0]}: the file may be cut short, so download it again.")

    def refuse_stray_bytes(self) -> None:
        """Raise Damaged where a cell that is read holds a byte in whose place a mark stands: which letter was it?"""
        for name in self._columns:
            if _REPLACED in self[name]:
                raise Damaged(
                    f"Its {name} holds a letter that is not written in UTF-8 as the file's other letters are: put it "
                    "right, or download the file again."
                )

    def number(self, name: str, what: str) -> int:
        number, was_mended = number_of(self[name], what)
        if was_mended:
            self.mended.append(f"{what} rewritten by a spreadsheet")
        return number

    def day(self, name: str, what: str) -> datetime.date | None:
        day, was_mended = date_of(self[name], what)
        if was_mended:
            self.mended.append(f"{what} turned into a count of days by a spreadsheet")
        return day

    def council_code(self) -> str:
        code = self.number(_COUNCIL_CODE, "council's code")
        if code > 999:
            raise Damaged(f"The council's code “{code}” has more than three digits.")
        if len(self[_COUNCIL_CODE].strip()) < 3:
            self.mended.append("council's code without its leading zeros")
        return f"{code:03d}"

    def word(self, name: str, code: str, what: str, vocabulary: Mapping[str, tuple[int, W]]) -> W:
        """A word of a vocabulary; the code beside it, where there is one, must say the same.

        That they agree also shows that no cell before them has gone astray.
        """
        if not self[name].strip():
            raise Damaged(f"It has no {what}.")
        found = vocabulary.get(_folded(self[name]))
        if found is None:
            raise Damaged(f"“{self[name].strip()}” is not a {what} this register has.")
        number, word = found
        if self[code].strip() and number_of(self[code], f"code of the {what}")[0] != number:
            raise Damaged(f"The code of the {what}, {self[code].strip()}, does not mean “{self[name].strip()}”.")
        return word


def _establishment(row: int, line: _Line, council_code: str) -> Establishment:
    line.refuse_cut_short()
    urn = line.number(_URN, "URN")
    if urn not in _URNS:
        raise Damaged(f"The URN “{urn}” does not have six digits.")
    name = text_of(line[_NAME], "name")
    if has_lost_a_letter(name):
        line.mended.append("name with a question mark for a letter, kept as it stands: correct it in the admin")
    trust_uid, trust_name = _trust(line)
    opened, closed = line.day(_OPENED, "opening date"), line.day(_CLOSED, "closing date")
    if opened and closed and closed < opened:
        line.mended.append("opening date after the closing date, left out")
        opened = None
    return Establishment(
        row=row,
        urn=urn,
        name=name,
        council_code=council_code,
        council_name=text_of(line[_COUNCIL_NAME], "council's name"),
        trust_uid=trust_uid,
        trust_name=trust_name,
        phase=line.word(_PHASE_NAME, _PHASE_CODE, "phase of education", _PHASES),
        kind=text_of(line[_KIND], "type of establishment", longest=100),
        status=line.word(_STATUS_NAME, _STATUS_CODE, "status", _STATUSES),
        opened_on=opened,
        closed_on=closed,
        why_closed=text_of(line[_WHY_CLOSED], "reason for closing") if line[_WHY_CLOSED].strip() else "",
        headcount=line.number(_HEADCOUNT, "number of pupils") if line[_HEADCOUNT].strip() else None,
        mended=tuple(line.mended),
    )


def _trust(line: _Line) -> tuple[int | None, str]:
    """The academy trust. A foundation school's trust runs no school, so it is nobody's employer here."""
    sort = _folded(line[_TRUST_SORT])
    if not line[_TRUST_CODE].strip() or (sort and _ACADEMY_TRUST not in sort):
        return None, ""
    return line.number(_TRUST_CODE, "trust's number"), text_of(line[_TRUST_NAME], "trust's name")
