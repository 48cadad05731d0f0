"""Registers as spreadsheets of all ages write them: each is read, or refused in one plain sentence."""

import datetime
import io
import resource
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from core import sandbox
from documents import container, gate
from documents.readers.sheet import Unreadable
from people.register import columns as register
from people.register.cells import Damaged

HEADING = "Name,Job title,Start date,Ref"
ROW = "Zoë Lee,Teacher,1/9/2020,7"
TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml"'
    b' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def read(content: bytes, tmp_path: Path, name: str = "a.csv") -> dict[str, object]:
    path = tmp_path / name
    path.write_bytes(content)
    return register.read(str(path), name)


def names(found: dict[str, object]) -> list[tuple[object, ...]]:
    assert found["refused"] is None, found["refused"]
    return [(row[0], row[1], row[2]) for row in found["rows"]]  # type: ignore[attr-defined]


def book_of(*rows: Sequence[object], change: Callable[[openpyxl.Workbook], None] = lambda _: None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_parts(content: bytes, **parts: bytes) -> bytes:
    """The same workbook with parts put in or changed; a name's / is written __."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        changed = {name.replace("__", "/"): part for name, part in parts.items()}
        for entry in old.namelist():
            if entry not in changed:
                new.writestr(entry, old.read(entry))
        for name, part in changed.items():
            new.writestr(name, part)
    return made.getvalue()


PLAIN = book_of(("Name", "Job title"), ("Zoë Lee", "Teacher"))


# Text ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_csv_is_read_however_it_is_written(encoding: str, delimiter: str, ending: str, tmp_path: Path) -> None:
    text = ending.join([HEADING, ROW, ""]).replace(",", delimiter)
    assert names(read(text.encode(encoding), tmp_path)) == [(2, "Zoë Lee", "Teacher")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sep=;\nName;Job\nA;B\n", [(2, "A", "B")]),
        ("Staff of Hill Top\n\nPrinted 1 May\nName,Job\n\nA,B\n,,\n", [(6, "A", "B")]),
        ("Job,,Surname,,Forename\nB,x,Lee,y,Ann\n", [(2, "Ann Lee", "B")]),
        ("Name,Job,Notes,Notes\nA,B,1,2\n", [(2, "A", "B")]),
        ('Name,Job\n"Lee, Ann",B\n', [(2, "Lee, Ann", "B")]),
        ('Name,Job\nA,"B\nC"\nD,E\n', [(2, "A", "B\nC"), (3, "D", "E")]),
        ("name , JOB_TITLE\nA,B\n", [(2, "A", "B")]),
        ("Name,Job\nA\n", [(2, "A", "")]),
        ("Name,Job\nA,B,C,D,E\n", [(2, "A", "B")]),
    ],
)
def test_what_stands_round_and_in_a_csv_is_seen_past(text: str, expected: list[object], tmp_path: Path) -> None:
    assert names(read(text.encode(), tmp_path)) == expected


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b" \n \n", "The file holds no rows"),
        (b"Colour,Weight\nred,1\n", "a heading that names a name and a job title"),
        (b"Name,Job\n", "no rows below the heading"),
        (b'Name,Job\nA,"B\nC,D\nE,F\n', "Row 2 cannot be told from the next"),
        (b'Name,Job\n"A" b,C\nE,F\n', "Row 2 cannot be told from the next"),
        (b"Name,Role,Job title\nA,B,C\n", "“Role” (column B) and “Job title” (column C)"),
        (b"Name,Job," + b"x" * 200_000 + b"\nA,B,C\n", "Row 1 cannot be told"),
        (b"%PDF-1.7 Name,Job", "the file is a PDF: save the sheet as CSV"),
        (PLAIN, "the file is a Word, Excel or zip file"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "a program"),
        (b"Name,Job\n\xff\xfe\xfd\x81\x8d\x8f\x90\x9d,B\n", "not plain text"),
        (b"\xff\xfeN\x00a", "letters of the file are damaged"),
    ],
)
def test_a_csv_that_is_none_is_refused_in_a_sentence(content: bytes, sentence: str, tmp_path: Path) -> None:
    assert sentence in str(read(content, tmp_path)["refused"])


def test_nothing_of_other_columns_leaves_the_reader(tmp_path: Path) -> None:
    found = read(b"Name,Job,Date of birth,NI number\nA,B,1/2/1970,QQ123456C\n", tmp_path)
    assert found["unread"] == ["Date of birth", "NI number"]
    assert "1970" not in str(found["rows"])
    assert "QQ" not in str(found["rows"])


def test_many_rows_are_read_and_too_many_refused(tmp_path: Path) -> None:
    rows = b"Name,Job\n" + b"A,B\n" * 200_000
    assert len(read(rows, tmp_path)["rows"]) == 200_000  # type: ignore[arg-type]
    assert "more than 200,000 rows" in str(read(rows + b"A,B\n", tmp_path)["refused"])


@given(st.binary(max_size=300))
@hypothesis_settings(max_examples=200, deadline=None)
def test_no_bytes_break_the_reader(content: bytes) -> None:
    for name in ("hypothesis.csv", "hypothesis.xlsx"):
        path = Path("/dev/shm") / name if Path("/dev/shm").exists() else Path("/tmp") / name  # noqa: S108
        path.write_bytes(content)
        found = register.read(str(path), name)
        assert found["refused"] or found["rows"]


# Workbooks -----------------------------------------------------------------------------------------------------------
def test_a_workbook_is_read_with_its_days_numbers_and_blanks(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.active.merge_cells("A1:D1")
        hidden = book.create_sheet("Old")
        hidden.append(["Name", "Job"])
        hidden.append(["Ghost", "Cook"])
        hidden.sheet_state = "hidden"
        book.create_sheet("Notes").append(["nothing"])

    content = book_of(
        ("Register of staff",),
        (),
        ("Name", "Job title", "Start date", "Payroll no", "FTE"),
        ("Ann", "Cook", datetime.date(2020, 9, 1), 42, 0.6),
        ("Bo", "Cook", datetime.datetime(2020, 9, 1, 8), 43.0, 1.0),  # noqa: DTZ001 (as a cell holds it)
        ("Cy", "Cook", 44075, "007", "60%"),
        (None, None, None),
        ("Di", "Cook", "1/9/2020", "8", None),
        change=change,
    )
    found = read(content, tmp_path, "a.xlsx")
    assert names(found) == [(4, "Ann", "Cook"), (5, "Bo", "Cook"), (6, "Cy", "Cook"), (8, "Di", "Cook")]
    days = [register.day_of(row[5], "first day") for row in found["rows"]]  # type: ignore[attr-defined]
    assert days == [datetime.date(2020, 9, 1)] * 4
    assert [row[7] for row in found["rows"]] == ["42", "43", "007", "8"]  # type: ignore[attr-defined]


def test_a_formula_is_read_as_what_it_last_came_to_and_never_run(tmp_path: Path) -> None:
    found = read(book_of(("Name", "Job"), ("=HYPERLINK(1)", "Cook")), tmp_path, "a.xlsx")
    assert names(found) == [(2, "", "Cook")]


def _two(book: openpyxl.Workbook) -> None:
    book.create_sheet("Other").append(["Name", "Job"])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Name,Job\nA,B\n", "the file is not"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "has a password or comes from an old Excel"),
        (PLAIN[:-200], "damaged"),
        (PLAIN[:400] + b"\x00" * 40 + PLAIN[440:], "damaged"),
        (with_parts(PLAIN, xl__vbaProject_bin=b"", **{"xl__vbaProject.bin": b"x"}), "holds macros"),
        (
            with_parts(PLAIN, **{"[Content_Types].xml": TYPES.replace(b"sheet.main", b"sheet.macroEnabled.main")}),
            "holds macros",
        ),
        (with_parts(PLAIN, **{"[Content_Types].xml": b"<Types/>"}), "the file is not"),
        (with_parts(PLAIN, **{"xl__externalLinks__externalLink1.xml": b"x"}), "takes values from other files"),
        (with_parts(PLAIN, **{"xl__embeddings__oleObject1.bin": b"x"}), "other files inside"),
        (with_parts(PLAIN, **{"..__..__evil": b"x"}), "points outside"),
        (with_parts(PLAIN, **{"xl__big.xml": b" " * 40_000_000}), "too large when it is unpacked"),
        (with_parts(PLAIN, **{f"xl__p{n}": b"" for n in range(2_001)}), "parts inside"),
        (with_parts(PLAIN, **{"xl__x.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]>"}), "definitions that no workbook needs"),
        (
            book_of(("Name", "Job"), ("A", "B"), change=lambda b: b.active.__setitem__("XFD1048576", 1)),
            "hundredth column",
        ),
        (book_of(("Name", "Job"), ("A", "B"), change=lambda b: b.active.__setitem__("A1048576", 1)), "300,000th row"),
        (book_of(("Name", "Job"), ("A", "B"), change=_two), "Several sheets hold a register: “Sheet” and “Other”"),
        (
            book_of(
                ("Colour",),
            ),
            "a heading that names",
        ),
        (book_of(), "a heading that names"),
    ],
)
def test_a_workbook_that_may_not_be_opened_is_refused_in_a_sentence(
    content: bytes, sentence: str, tmp_path: Path
) -> None:
    assert sentence in str(read(content, tmp_path, "a.xlsx")["refused"])


def test_a_claimed_size_is_not_believed(tmp_path: Path) -> None:
    sheet = zipfile.ZipFile(io.BytesIO(PLAIN)).read("xl/worksheets/sheet1.xml")
    vast = with_parts(PLAIN, **{"xl__worksheets__sheet1.xml": sheet.replace(b"A1:B2", b"A1:XFD1048576")})
    assert b"XFD" in zipfile.ZipFile(io.BytesIO(vast)).read("xl/worksheets/sheet1.xml")
    assert names(read(vast, tmp_path, "a.xlsx")) == [(2, "Zoë Lee", "Teacher")]


def test_a_bomb_of_226_kib_takes_no_memory_to_refuse(tmp_path: Path) -> None:
    bomb = with_parts(PLAIN, **{"xl__worksheets__sheet1.xml": b" " * 230_000_000})
    assert len(bomb) < 260 * 1024
    (tmp_path / "a.xlsx").write_bytes(bomb)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(container.Refused, match="too large"):
        container.check_workbook(tmp_path / "a.xlsx")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_a_workbook_that_lies_about_its_length_is_refused(tmp_path: Path) -> None:
    content = bytearray(with_parts(PLAIN, **{"xl__x.xml": b"a" * 5_000_000}))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = content.rfind(mark, 0, content.rfind(b"xl/x.xml"))
        if content[place : place + 4] == mark:
            content[place + at : place + at + 4] = (10).to_bytes(4, "little")
    assert "damaged" in str(read(bytes(content), tmp_path, "a.xlsx")["refused"])


def test_a_sheet_that_fills_the_memory_ends_its_child_alone(tmp_path: Path) -> None:
    """Within the hundred columns and 300,000 rows, and still more cells than the child may hold."""
    content = book_of(("Name", "Job"), ("A", "B"), change=lambda book: book.active.__setitem__("CU299999", 1))
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(sandbox.Failed, match="Save it again as CSV"):
        sandbox.run(
            "people.register.columns:read",
            str(tmp_path / "a.xlsx"),
            "a.xlsx",
            save_as="Save it again as CSV and send that.",
            memory_bytes=300 * 1024 * 1024,
        )


def test_a_sheet_is_never_taken_for_a_document_nor_the_other_way_round() -> None:
    with pytest.raises(gate.Refused, match=r"\.txt or \.md"):
        gate.check_name_and_size("a.csv", 1)
    with pytest.raises(gate.Refused, match=r"\.xlsx or \.csv"):
        gate.check_name_and_size("a.txt", 1, gate.SHEETS)
    with pytest.raises(gate.Refused, match=r"\.xlsx or \.csv"):
        gate.check_name_and_size("a.xlsm", 1, gate.SHEETS)


# Cells ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1/9/2020", datetime.date(2020, 9, 1)),
        ("01.09.2020", datetime.date(2020, 9, 1)),
        ("1/9/98", datetime.date(1998, 9, 1)),
        ("31-8-27", datetime.date(2027, 8, 31)),
        ("1 September 2020", datetime.date(2020, 9, 1)),
        ("2020-09-01", datetime.date(2020, 9, 1)),
        ("2020-09-01 00:00:00", datetime.date(2020, 9, 1)),
        ("44075", datetime.date(2020, 9, 1)),
        ("n/a", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(cell: str, day: datetime.date | None) -> None:
    assert register.day_of(cell, "first day") == day


@pytest.mark.parametrize("cell", ["13/13/2020", "9/13/2020", "2019", "soon", "2020-02-30", "99999", "1/9/1066"])
def test_a_day_that_could_be_another_is_refused(cell: str) -> None:
    with pytest.raises(Damaged, match="first day"):
        register.day_of(cell, "first day")


@pytest.mark.parametrize(
    ("cell", "part"), [("1", "1"), ("0.6", "0.6"), ("0,6", "0.6"), ("60%", "0.6"), (".5", "0.5"), ("Full time", "1")]
)
def test_full_time_equivalent_is_read(cell: str, part: str) -> None:
    assert str(register.fte_of(cell).normalize()) == part  # type: ignore[union-attr]


@pytest.mark.parametrize("cell", ["0", "1.5", "32.5", "-1", "half", "1e9", "600%"])
def test_other_full_time_equivalents_are_refused(cell: str) -> None:
    with pytest.raises(Damaged, match="up to 1"):
        register.fte_of(cell)


@given(st.text(max_size=60))
def test_every_cell_is_read_or_refused(cell: str) -> None:
    for reading in (
        lambda: register.words_of(cell, register.Column.NAME),
        lambda: register.reference_of(cell),
        lambda: register.contract_of(cell),
        lambda: register.fte_of(cell),
        lambda: register.day_of(cell, "last day"),
    ):
        try:
            reading()
        except Damaged as damage:
            assert str(damage).endswith((".", "?"))  # noqa: PT017 (either is right)


@pytest.mark.parametrize(
    "name", ["Zoë", "O’Neill-Ångström", "Nguyễn Thị", "李明", "محمد", "Prince", "D'Arcy", "a" * 200]
)
def test_names_are_kept_as_they_are(name: str) -> None:
    assert register.words_of(name, register.Column.NAME) == name


def test_two_columns_are_told_apart_by_their_letters() -> None:
    with pytest.raises(Unreadable, match="column AB"):
        register.columns_of(["Name", *["x"] * 26, "Full name"])
