"""A spreadsheet read as a document: each row a table of its own with its number, and no word lost."""

import csv
import datetime
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import gate
from documents.blocks import Place, Table, words
from documents.opening import open_file
from documents.writers.sheet import Sheet, csv_file, workbook

# What a cell of ours may hold: any sign but those that no workbook keeps.
CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=20)


def opened(folder: Path, name: str, content: bytes) -> list[Table]:
    (folder / name).write_bytes(content)
    blocks = open_file(folder / name, name, gate.EITHER).blocks
    assert all(isinstance(block, Table) for block in blocks)
    return [block for block in blocks if isinstance(block, Table)]


def cells(tables: list[Table]) -> list[tuple[str, ...]]:
    return [row for table in tables for row in table.rows]


def test_rows_are_as_wide_as_the_widest_and_blank_ones_are_left_out(tmp_path: Path) -> None:
    found = opened(tmp_path, "a.csv", b"Action,By whom,When\r\nWrite,SES\r\n,,\r\nSend,SES,May,,\r\n")
    assert cells(found) == [("Action", "By whom", "When"), ("Write", "SES", ""), ("Send", "SES", "May")]
    assert [table.place for table in found] == [Place(1, 1, "row"), Place(2, 2, "row"), Place(4, 4, "row")]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_whatever_stands_between_cells_is_found(sign: str, tmp_path: Path) -> None:
    found = opened(tmp_path, "a.csv", f"Action{sign}By whom\nWrite it{sign}SES\n".encode())
    assert cells(found) == [("Action", "By whom"), ("Write it", "SES")]


def test_every_sheet_that_shows_is_read_and_a_hidden_one_is_not(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Action", "By whom"])
    book.create_sheet("Second").append(["Write it", datetime.date(2027, 8, 31)])
    hidden = book.create_sheet("Hidden")
    hidden.append(["Secret"])
    hidden.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    assert cells(opened(tmp_path, "a.xlsx", file.getvalue())) == [("Action", "By whom"), ("Write it", "31/08/2027")]


def test_a_hidden_column_is_left_out_and_said_one_that_is_empty_is_not(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Plan"
    for row in (["Action", "Our notes", "", "By whom"], ["Write it", "Never tell", "", "SES"], ["Send it"]):
        book.active.append(row)
    for letter in ("B", "C"):
        book.active.column_dimensions[letter].hidden = True
    file = io.BytesIO()
    book.save(file)
    (tmp_path / "a.xlsx").write_bytes(file.getvalue())
    source = open_file(tmp_path / "a.xlsx", "a.xlsx", gate.SHEETS)
    tables = [block for block in source.blocks if isinstance(block, Table)]
    assert cells(tables) == [("Action", "", "", "By whom"), ("Write it", "", "", "SES"), ("Send it", "", "", "")]
    (said,) = source.warnings
    assert said.startswith("Column B is hidden on the sheet “Plan” and was left out")


def test_hidden_columns_are_called_as_a_spreadsheet_calls_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Action", *["x"] * 27])
    for letter in ("Z", "AA", "AB"):
        book.active.column_dimensions[letter].hidden = True
    file = io.BytesIO()
    book.save(file)
    (tmp_path / "a.xlsx").write_bytes(file.getvalue())
    (said,) = open_file(tmp_path / "a.xlsx", "a.xlsx", gate.SHEETS).warnings
    assert said.startswith("Columns Z, AA, AB are hidden on the sheet “Sheet”")


@pytest.mark.parametrize(
    ("name", "given", "shown"),
    [
        ("% done", [0.35, 1, 0], ["35%", "100%", "0%"]),
        ("Per cent complete", [0.125, 0.5, ""], ["12.5%", "50%", ""]),
        ("% done", [35, 100, 0], ["35", "100", "0"]),
        ("% done", [1, 0, 1], ["1", "0", "1"]),
        ("Score", [0.35, 1, 0], ["0.35", "1", "0"]),
    ],
)
def test_shares_below_a_name_that_says_percent_are_read_as_they_show(
    name: str, given: list[object], shown: list[str], tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (["Action", name], *(["Write it", value] for value in given)):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    assert [row[1] for row in cells(opened(tmp_path, "a.xlsx", file.getvalue()))[1:]] == shown


def test_a_share_in_a_text_is_read_as_it_is_written(tmp_path: Path) -> None:
    assert cells(opened(tmp_path, "a.csv", b"Action,% done\nWrite it,0.35\n"))[1] == ("Write it", "0.35")


def test_a_line_end_of_any_kind_inside_a_cell_is_one(tmp_path: Path) -> None:
    found = opened(tmp_path, "a.csv", b'Action,By whom\n"One\r\nTwo\rThree",SES\n')
    assert cells(found)[1] == ("One\nTwo\nThree", "SES")


def test_a_document_is_no_sheet_where_only_documents_are_taken(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"Action,By whom\n")
    with pytest.raises(gate.Refused, match="Choose a Word"):
        open_file(tmp_path / "a.csv", "a.csv")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b'Action,By whom\n"Write,SES\n', "a quotation mark that is never closed"),
        ("a.csv", b"%PDF-1.7", "the file is a PDF"),
        ("a.xlsx", b"Action,By whom", "workbook"),
        ("a.docx", b"PK", "name says Word"),
        ("a.csv", b"", "empty"),
    ],
)
def test_what_is_no_sheet_is_refused_in_one_sentence(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(gate.Refused, match=said):
        open_file(tmp_path / name, name, gate.EITHER)


@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6))
def test_no_word_of_what_we_write_is_lost_and_none_invented(
    rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("sheets")
    head = ["Action", "By whom", "When"]
    written = [word for row in (head, *rows) for cell in row for word in words(cell)]
    book = workbook([Sheet("Plan", head, rows)], title="Plan")
    for name, content in (("a.csv", csv_file([head, *rows])), ("a.xlsx", book)):
        read = [word for row in cells(opened(folder, name, content)) for cell in row for word in words(cell)]
        assert read == written, name


def test_an_apostrophe_before_a_formula_is_taken_off_and_no_other(tmp_path: Path) -> None:
    file = io.StringIO()
    csv.writer(file).writerows([["Action", "By whom"], ["'-October", "'tis SES"]])
    assert cells(opened(tmp_path, "a.csv", file.getvalue().encode()))[1] == ("-October", "'tis SES")
