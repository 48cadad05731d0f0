"""Columns of text with headings of their own, told from tables: each page is drawn letter by letter."""

from itertools import pairwise
from pathlib import Path

import pytest

from .pdf_files import text
from .test_pdf_reader import lines, source, told

Section = tuple[str, ...]  # its heading, which may be empty, and its lines

WHY: Section = (
    "Why we plan",
    "A school that knows who could lead it",
    "next is a calm school. Nobody has to be",
    "found in haste.",
)
HEADS: Section = (
    "What heads do",
    "The head keeps a short list of those who",
    "would like to learn more of the work, and",
    "so",
)
PAYS: Section = ("Who pays", "The council pays for cover where a class", "would go without its teacher for a day.")
REST: Section = (
    "",
    "At the end of the year they tell all the",
    "others what they learned, and what they",
    "would change.",
)
BACK: Section = (
    "How we look back",
    "A board from elsewhere reads the plan in",
    "every third year, and asks the questions",
    "we forgot.",
)
HELP: Section = ("How to help", "Tell the clerk by June if you would like", "to read the plan of another school.")
ABOVE = (
    "This letter goes to the governors of our four schools and to everybody who works in",
    "them, so that all know alike.",
)
TITLE = "A letter to everybody who leads one of our schools"


def column(first: float, x: float, *sections: Section) -> str:
    """Sections under each other, each with its heading."""
    drawn = ""
    for name, *said in sections:
        drawn += text(x, first, name, size=13, font="B") if name else ""
        drawn += lines(first + (16 if name else 0), *said, x=x, step=13)
        first += (16 if name else 0) + 13 * len(said) + 9
    return drawn


def read_of(*sections: Section) -> list[str]:
    """What the sections say, read one after the other."""
    return [one for name, *said in sections for one in ([f"h2 {name}"] if name else []) + [" ".join(said)]]


@pytest.mark.parametrize("above", [(), ABOVE])
@pytest.mark.parametrize("left", [(WHY, HEADS, PAYS), (HEADS, PAYS, WHY)])
def test_headings_within_columns_stay_with_the_text_below_them(
    left: tuple[Section, ...], above: tuple[str, ...], tmp_path: Path
) -> None:
    page = text(72, 60, TITLE, size=18, font="B") + lines(90, *above)
    page += column(140, 72, *left) + column(140, 312, REST, BACK, HELP)
    page += text(72, 340, "Where we meet", size=18, font="B") + lines(364, *ABOVE)
    assert told(source(tmp_path, page).blocks) == [
        f"h1 {TITLE}",
        *([" ".join(above)] if above else []),
        *read_of(*left, REST, BACK, HELP),
        "h1 Where we meet",
        " ".join(ABOVE),
    ]


def test_a_large_heading_over_all_columns_ends_those_above_it(tmp_path: Path) -> None:
    page = text(72, 60, TITLE, size=18, font="B")
    page += column(100, 72, WHY, HEADS, PAYS) + column(100, 312, REST, BACK, HELP)
    page += text(72, 320, "Next year", size=18, font="B")
    page += column(350, 72, PAYS, WHY) + column(350, 312, HELP, BACK)
    assert told(source(tmp_path, page).blocks) == [
        f"h1 {TITLE}",
        *read_of(WHY, HEADS, PAYS, REST, BACK, HELP),
        "h1 Next year",
        *read_of(PAYS, WHY, HELP, BACK),
    ]


def test_the_few_lines_of_columns_that_end_on_another_page_are_read_as_columns(tmp_path: Path) -> None:
    first = text(72, 60, TITLE, size=18, font="B")
    first += column(100, 72, WHY, HEADS, PAYS) + column(100, 312, REST, BACK, HELP)
    last = lines(72, "Every answer is kept in the office of the", "clerk for three years.", step=13)
    last += lines(72, "We thank all those who wrote to us in the", "past year.", x=312, step=13)
    *before, one, two = told(source(tmp_path, first, last).blocks)
    assert before == [f"h1 {TITLE}", *read_of(WHY, HEADS, PAYS, REST, BACK, HELP)]
    assert one == "Every answer is kept in the office of the clerk for three years."
    assert two == "We thank all those who wrote to us in the past year."


# For each row its cells, for each cell its paragraphs, for each paragraph its lines. Both cells are equally high.
TABLE = (
    (
        (("Each board asks once a year who might", "lead the school in the year after next."), (WHY[0],)),
        (("The clerk brings the list of all posts.",), ("Names stay out of it, and so does all that", "is said.")),
    ),
    (
        (("Heads let others try a part of the work",), ("for a term, and stand beside them in all", "of it.")),
        (("A colleague asks them how it went, and", "what they would like to try out next."), (HEADS[0],)),
    ),
    (
        (("The council lends a leader for two terms", "at most, and pays for what that costs."), (PAYS[0],)),
        (("It asks for one page of report at the end",), ("of each year, and reads it with the heads", "in May.")),
    ),
    (
        (("Parents read of it in the summer letter.",), ("It names what changed in the plan, and", "what did not.")),
        (("The letter is kept on the website for one", "year so that nobody has to ask for it."), (BACK[0],)),
    ),
)
NAMES = {WHY[0], HEADS[0], PAYS[0], BACK[0]}


def test_cells_of_several_paragraphs_are_cells_of_a_table_and_no_columns(tmp_path: Path) -> None:
    page = text(72, 50, TITLE, size=18, font="B")
    for index, row in enumerate(TABLE):
        for x, cell in zip((72, 312), row, strict=True):
            y = 80 + 56 * index
            for said in cell:
                page += lines(y, *said, x=x, step=13, font="B" if said[0] in NAMES else "F")
                y += 13 * len(said) + 5
    found = told(source(tmp_path, page).blocks)
    assert any(" | " in line for line in found)
    whole = " ".join(found)
    for row, following in pairwise(TABLE):
        assert whole.index(row[1][0][0]) < whole.index(following[0][0][0])
