import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.register.cells import Damaged, date_of, has_lost_a_letter, number_of, text_of


@pytest.mark.parametrize(
    ("cell", "number", "was_mended"),
    [
        ("100000", 100000, False),
        (" 007 ", 7, False),
        ("100000.0", 100000, True),
        ("100000.00", 100000, True),
        ("1.06653E+05", 106653, True),
        ("1.06653e5", 106653, True),
        ("1.00000E+05", 100000, True),
        ("1,119", 1119, True),
        ('="001"', 1, True),
        ("'001", 1, True),
        ("2147483647", 2147483647, False),
    ],
)
def test_a_number_is_mended_where_no_guess_is_needed(cell: str, number: int, was_mended: bool) -> None:
    assert number_of(cell, "URN") == (number, was_mended)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("", "It has no URN."),
        ("  ", "It has no URN."),
        ("1E+05", "The URN “1E+05” has lost its last digits in a spreadsheet."),
        ("1.067E+05", "The URN “1.067E+05” has lost its last digits in a spreadsheet."),
        ("1.066531E+05", "The URN “1.066531E+05” is not a whole number."),
        ("12.5", "The URN “12.5” is not a whole number."),
        ("-5", "The URN “-5” is not a whole number."),
        ("#REF!", "The URN “#REF!” is not a whole number."),
        ("11,19", "The URN “11,19” is not a whole number."),
        ("١٢٣", "The URN “١٢٣” is not a whole number."),
        ("x" * 50, f"The URN “{'x' * 40}…” is too long to be a number."),
        ("9" * 5000, f"The URN “{'9' * 40}…” is too long to be a number."),
        ("2147483648", "The URN “2147483648” is too large to be right."),
        ("99,999,999,999", "The URN “99999999999” is too large to be right."),
    ],
)
def test_a_number_that_would_be_a_guess_is_refused(cell: str, sentence: str) -> None:
    with pytest.raises(Damaged) as caught:
        number_of(cell, "URN")
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("cell", "day", "was_mended"),
    [
        ("", None, False),
        ("31-08-2026", datetime.date(2026, 8, 31), False),
        ("31/08/2026", datetime.date(2026, 8, 31), False),
        ("5/9/2027", datetime.date(2027, 9, 5), False),
        ("2026-08-31", datetime.date(2026, 8, 31), False),
        ("2026-08-31 00:00:00", datetime.date(2026, 8, 31), False),
        ("31-Aug-2026", datetime.date(2026, 8, 31), False),
        ("31 August 2026", datetime.date(2026, 8, 31), False),
        ("41053", datetime.date(2012, 5, 24), True),
        ("41053.0", datetime.date(2012, 5, 24), True),
        ("01-01-1539", datetime.date(1539, 1, 1), False),
    ],
)
def test_a_day_is_read(cell: str, day: datetime.date | None, was_mended: bool) -> None:
    assert date_of(cell, "closing date") == (day, was_mended)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("08/31/2026", "The closing date “08/31/2026” has its month before its day."),
        ("31-02-2026", "The closing date “31-02-2026” is not a day, like 31-08-2026."),
        ("31-08-26", "The closing date “31-08-26” is not a day, like 31-08-2026."),
        ("####", "The closing date “####” is not a day, like 31-08-2026."),
    ],
)
def test_what_is_no_day_is_refused(cell: str, sentence: str) -> None:
    with pytest.raises(Damaged) as caught:
        date_of(cell, "closing date")
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  St  Thomas\u00a0à Becket ", "St Thomas à Becket"),
        ("Ysgol Ty\u0302 Mawr", "Ysgol Tŷ Mawr"),
        ("O’Neill’s", "O’Neill’s"),
        ("X", "X"),
    ],
)
def test_names_are_respected(cell: str, text: str) -> None:
    assert text_of(cell, "name") == text


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("", "It has no name."),
        ("\u00a0", "It has no name."),
        ("a\x00b", "The name holds a hidden character (U+0000)."),
        ("a\u202eb", "The name holds a hidden character (U+202E)."),
        ("x" * 201, "The name is longer than 200 characters."),
    ],
)
def test_what_no_name_has_is_refused(cell: str, sentence: str) -> None:
    with pytest.raises(Damaged) as caught:
        text_of(cell, "name")
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("name", "lost"),
    [("T? Mawr", True), ("Caf\ufffd School", True), ("Hill Top School", False), ("Why ? School", False)],
)
def test_a_lost_letter_is_seen(name: str, lost: bool) -> None:
    assert has_lost_a_letter(name) is lost


@given(st.integers(0, 10**9))
def test_no_way_a_spreadsheet_writes_a_whole_number_changes_it(number: int) -> None:
    digits = max(len(str(number)) - 1, 0)
    for cell in (str(number), f"{number}.0", f"{number:,}", f"{number:.{digits}E}", f'="{number:09d}"'):
        assert number_of(cell, "code")[0] == number


@given(st.dates(datetime.date(1927, 5, 19), datetime.date(2150, 1, 1)))
def test_no_way_a_spreadsheet_writes_a_day_changes_it(day: datetime.date) -> None:
    serial = (day - datetime.date(1899, 12, 30)).days
    for cell in (f"{day:%d-%m-%Y}", f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", str(serial), f"{serial}.0"):
        assert date_of(cell, "day")[0] == day


def reading_of(read: Callable[[str, str], object], cell: str) -> str:
    """ "", or the sentence with which the cell is refused."""
    try:
        read(cell, "code")
    except Damaged as damage:
        return str(damage)
    return ""


@given(st.text(max_size=60))
def test_any_cell_is_read_or_refused_with_a_sentence(cell: str) -> None:
    for read in (number_of, date_of, text_of):
        assert reading_of(read, cell)[-1:] in {"", "."}
