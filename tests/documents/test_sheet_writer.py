import datetime
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.writers.sheet import Sheet, safe_text, workbook


def read_back(content: bytes) -> list[list[object]]:
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    assert page is not None
    return [list(row) for row in page.iter_rows(values_only=True)]


def test_a_workbook_holds_its_header_and_rows() -> None:
    sheet = Sheet(
        "Plan", ["What", "When", "How many"], [["Articles", datetime.date(2026, 7, 31), 2], [None, None, 0.5]]
    )
    assert read_back(workbook([sheet], title="Plan")) == [
        ["What", "When", "How many"],
        ["Articles", datetime.datetime(2026, 7, 31), 2],  # noqa: DTZ001 (a spreadsheet's day)
        [None, None, 0.5],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_becomes_text(text: str) -> None:
    page = openpyxl.load_workbook(io.BytesIO(workbook([Sheet("S", [text], [[text]])], title=""))).active
    assert page is not None
    assert [cell.data_type for row in page.iter_rows() for cell in row] == ["s", "s"]
    assert safe_text(text).startswith("'")


@given(st.text(max_size=60))
def test_no_text_is_ever_a_formula(text: str) -> None:
    assert safe_text(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"}


@pytest.mark.parametrize("title", ["A/B: [C]*?'", "x" * 200])
def test_any_title_makes_a_sheet(title: str) -> None:
    assert read_back(workbook([Sheet(title, ["a"], [])], title=title)) == [["a"]]


def test_a_very_long_cell_is_cut_at_what_excel_holds() -> None:
    assert len(str(read_back(workbook([Sheet("S", ["a"], [["x" * 40_000]])], title=""))[1][0])) == 32_767
