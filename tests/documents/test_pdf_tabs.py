"""Columns that were made with tabs: a cell may fill its column to a hair, and no space is set before the next one."""

from pathlib import Path

import pytest

from .pdf_files import text
from .test_pdf_reader import source, told

ROWS = (
    ("What we agree", "Who", "By when"),
    ("Talk with every head of year", "Hazel Finch", "May 2027"),
    ("Write down who might lead next", "The clerk", "June 2027"),
    ("Ask the board", "A. Moss", "July 2027"),
    ("Report to the council each autumn", "Hazel Finch", "Easter 2028"),
)
LETTER = 6.0  # points, of the typewriter's letters in size 10


def drawn(gap: float) -> str:
    """The rows; gap: how much room the longest cell leaves, in points."""
    xs = (72.0, 72 + LETTER * max(len(row[0]) for row in ROWS) + gap, 420.0)
    return "".join(
        text(x, 100 + 20 * index, cell, size=10, font="C")
        for index, row in enumerate(ROWS)
        for x, cell in zip(xs, row, strict=True)
    )


@pytest.mark.parametrize("gap", [0.3, 1.0, 2.0, 2.9])
def test_cells_that_nearly_touch_are_parted_where_other_lines_go_on_at_a_tab(gap: float, tmp_path: Path) -> None:
    assert told(source(tmp_path, drawn(gap)).blocks) == [" | ".join(row) for row in ROWS]


def test_a_word_that_is_drawn_in_parts_stays_one_though_a_part_begins_at_a_tab(tmp_path: Path) -> None:
    edge = 72 + LETTER * 33 + 1
    said = "We all read about early leader"
    start = edge - LETTER * len(said)
    page = drawn(1.0) + text(start, 220, said, size=10, font="C") + text(edge, 220, "ship once", size=10, font="C")
    assert any("leadership once" in line for line in told(source(tmp_path, page).blocks))


def test_text_below_that_ends_just_before_a_tab_is_no_row_of_the_table(tmp_path: Path) -> None:
    below = "All of it is told to them in one letter"
    edge = 72 + LETTER * 33 + 0.5
    page = drawn(0.5) + text(edge - 1 - LETTER * len(below), 194, below, size=10, font="C")
    found = told(source(tmp_path, page).blocks)
    assert found[: len(ROWS)] == [" | ".join(row) for row in ROWS]
    assert found[len(ROWS) :] == [below]


def moved_row(y: float, first: str, *others: tuple[float, str]) -> str:
    return text(72, y, first, size=10, font="C") + "".join(text(x, y, said, size=10, font="C") for x, said in others)


def test_a_cell_that_is_too_long_for_its_tab_moves_the_cells_after_it_and_stays_in_its_row(tmp_path: Path) -> None:
    page = drawn(20.0)
    page += moved_row(200, "Look for a leader in one of our other schools", (420, "A. Moss"), (492, "May 2029"))
    page += moved_row(220, "Thank those who went", (290, "The board and all of the council"), (512, "June 2029"))
    assert told(source(tmp_path, page).blocks) == [
        *(" | ".join(row) for row in ROWS),
        "Look for a leader in one of our other schools | A. Moss | May 2029",
        "Thank those who went | The board and all of the council | June 2029",
    ]


def test_a_row_that_is_moved_by_nothing_is_not_put_in_order(tmp_path: Path) -> None:
    page = drawn(20.0) + moved_row(200, "Look for a leader", (440, "A. Moss"), (512, "May 2029"))
    found = told(source(tmp_path, page).blocks)
    assert found[: len(ROWS)] == [" | ".join(row) for row in ROWS]
    assert "Look for a leader | A. Moss | May 2029" not in found
