"""The tags of a PDF are followed where they fit what is seen, and left alone where they do not."""

import io
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pikepdf
import pytest

from documents import pdf_gate

from .pdf_files import Element, content, marked, ruled, tagged, text
from .test_pdf_reader import lines, opened, told

LEFT = (
    "A school that knows who could lead it",
    "next is a calm school, and nobody has to",
    "be found in haste.",
)
RIGHT = (
    "Each head keeps a short list of those who",
    "would like to learn more of the work, and",
    "asks them in the summer term.",
)


TITLE = marked(90, text(72, 50, "Ready to lead", size=18, font="B"))
TOP: Element = ("H1", [90])
NAME = "h1 Ready to lead"


def test_columns_are_read_in_the_order_of_the_tags_with_their_headings_and_items(tmp_path: Path) -> None:
    page = (
        marked(0, text(72, 72, "Who leads next"))
        + marked(1, lines(100, *LEFT, x=72, step=13))
        + marked(2, text(72, 145, "•"))
        + marked(3, text(84, 145, "Heads of department"))
        + marked(4, lines(100, *RIGHT, x=320, step=13))
        + marked(5, text(320, 145, "Nobody is asked twice."))
    )
    tags = ("H1", [0]), ("P", [1]), ("L", [("LI", [("Lbl", [2]), ("LBody", [("P", [3])])])]), ("P", [4]), ("P", [5])
    read = opened(tmp_path, tagged(content(page), tags))
    assert told(read.blocks) == [
        "h1 Who leads next",
        " ".join(LEFT),
        "1• Heads of department",
        " ".join(RIGHT),
        "Nobody is asked twice.",
    ]


def test_a_paragraph_ends_where_its_tag_does_though_its_last_line_is_full(tmp_path: Path) -> None:
    said = ("We plan for each post that has to do with", "We ask all who lead what they would like to", "learn.")
    page = TITLE + marked(0, text(72, 72, said[0])) + marked(1, lines(86, *said[1:]))
    read = opened(tmp_path, tagged(content(page), [TOP, ("P", [0]), ("P", [1])]))
    assert told(read.blocks) == [NAME, said[0], " ".join(said[1:])]


def test_a_paragraph_of_one_tag_goes_on_in_the_next_column(tmp_path: Path) -> None:
    page = (
        TITLE
        + marked(0, lines(72, *LEFT[:2], x=72, step=13) + text(320, 72, LEFT[2]))
        + marked(1, lines(98, *RIGHT, x=320, step=13))
        + marked(2, lines(150, *RIGHT, x=320, step=13))
    )
    read = opened(tmp_path, tagged(content(page), [TOP, ("P", [0]), ("P", [1]), ("P", [2])]))
    assert told(read.blocks) == [NAME, " ".join(LEFT), " ".join(RIGHT), " ".join(RIGHT)]


def grid(*rows: tuple[tuple[str, ...], ...], above: float = 100) -> tuple[str, Element]:
    """A table without lines, each of whose cells holds paragraphs that stand close, and its tags."""
    numbers = count()
    drawn, body = "", []
    for cells in rows:
        tags = []
        for column, cell in enumerate(cells):
            own = []
            for index, said in enumerate(cell):
                number = next(numbers)
                drawn += marked(number, text(72 + 180 * column, above + 13 * index, said))
                own.append(("P", [number]))
            tags.append(("TD", own))
        body.append(("TR", tags))
        above += 13 * max(len(cell) for cell in cells)
    return drawn, ("Table", [("TBody", body)])


def test_cells_that_no_line_parts_hold_several_paragraphs(tmp_path: Path) -> None:
    drawn, table = grid(
        (("Action",), ("Who",), ("When",)),
        (("Write the list.", "Show it to the board.", "Keep it."), ("Head", "Chair"), ("May 2027",)),
        (("Ask all who lead.",), ("Clerk",), ("June 2027", "and each June")),
    )
    (read,) = opened(tmp_path, tagged(content(drawn), [table])).blocks
    assert told((read,)) == [
        "Action | Who | When",
        "Write the list.\nShow it to the board.\nKeep it. | Head\nChair | May 2027",
        "Ask all who lead. | Clerk | June 2027\nand each June",
    ]


def test_a_cell_that_lines_rule_holds_the_paragraphs_of_its_tags_though_their_lines_are_full(tmp_path: Path) -> None:
    said = ("We plan for each post that has", "We ask all who lead what", "they would like to learn next")
    drawn = ruled((70, 240, 400), (60, 80, 130)) + marked(0, text(74, 74, "Action")) + marked(1, text(244, 74, "Who"))
    drawn += marked(2, text(74, 94, said[0])) + marked(3, lines(106, *said[1:], x=74, step=12))
    rows = [("TR", [("TD", [0]), ("TD", [1])]), ("TR", [("TD", [("P", [2]), ("P", [3])]), ("TD", [("P", [4])])])]
    made = tagged(content(drawn + marked(4, text(244, 94, "Clerk"))), [("Table", rows)])
    (read,) = opened(tmp_path, made).blocks
    assert told((read,)) == ["Action | Who", f"{said[0]}\n{said[1]} {said[2]} | Clerk"]


def test_a_cell_that_reaches_over_rows_leaves_its_place_free_below(tmp_path: Path) -> None:
    said = "Aim", "Action", "Grow heads", "Shadow a head", "Lead a project"
    places = (72, 72), (250, 72), (72, 90), (250, 90), (250, 108)
    drawn = "".join(marked(index, text(*at, one)) for index, (at, one) in enumerate(zip(places, said, strict=True)))
    table = ("Table", [("TR", [("TD", [0]), ("TD", [1])]), ("TR", [("TH", [2]), ("TD", [3])]), ("TR", [("TD", [4])])])
    (read,) = opened(tmp_path, tagged(content(drawn), [table], spans={"TH": {"/RowSpan": 2}})).blocks
    assert told((read,)) == ["Aim | Action", "Grow heads | Shadow a head", " | Lead a project"]


def test_a_row_that_goes_on_over_the_page_is_one_though_only_some_of_its_cells_do(tmp_path: Path) -> None:
    names = "Action", "Who", "When", "Ask all who lead, and", "Clerk", "May 2027"
    places = [(72 + 180 * (index % 3), 700 + 16 * (index // 3)) for index in range(6)]
    first = "".join(marked(index, text(*at, one)) for index, (at, one) in enumerate(zip(places, names, strict=True)))
    second = marked(0, text(72, 72, "write down what they say.")) + marked(1, text(72, 120, "Seen by all."))
    rows = [("TR", [("TD", [0]), ("TD", [1]), ("TD", [2])]), ("TR", [("TD", [3]), ("TD", [4]), ("TD", [5])])]
    made = tagged(content(first, second), [("Table", rows)], [("Table", [("TR", [("TD", [0])])]), ("P", [1])])
    assert told(opened(tmp_path, made).blocks) == [
        "Action | Who | When",
        "Ask all who lead, and write down what they say. | Clerk | May 2027",
        "Seen by all.",
    ]


def test_what_stands_above_and_below_all_tags_is_no_part_of_the_text(tmp_path: Path) -> None:
    page = text(72, 40, "Larkfield") + marked(0, lines(72, *LEFT)) + marked(1, lines(140, *RIGHT)) + text(290, 800, "7")
    read = opened(tmp_path, tagged(content(page), [("P", [0]), ("P", [1])]))
    assert told(read.blocks) == [" ".join(LEFT), " ".join(RIGHT)]
    assert [one.text for one in read.furniture] == ["Larkfield", "7"]


# Where tags are not followed


LINES = (
    "We plan for the day on which a leader leaves us so that nobody is taken by surprise",
    "and the work of the school goes on as it did the day before, because somebody knows",
    "what has to be done and for whom, and has done it once, which is what we mean when",
    "we say that a school is ready, and not that a paper lies in a drawer where",
    "nobody has looked at it since the last inspection.",
)


@pytest.mark.parametrize(
    ("order", "what"),
    [
        (range(5), "each of its lines is a paragraph"),
        (range(4, -1, -1), "it goes up the page"),
        (range(2), "it leaves most of the writing out"),
    ],
)
def test_tags_are_left_alone_where(order: range, what: str, tmp_path: Path) -> None:
    page = TITLE + "".join(marked(index, text(72, 72 + 14 * index, said)) for index, said in enumerate(LINES))
    read = opened(tmp_path, tagged(content(page), [TOP, *(("P", [index]) for index in order)]))
    assert told(read.blocks) == [NAME, " ".join(LINES)], what


def test_tags_are_left_alone_where_writing_without_them_stands_among_them(tmp_path: Path) -> None:
    page = TITLE + marked(0, lines(72, *LEFT)) + text(72, 120, "Seen by all.") + marked(1, lines(140, *RIGHT))
    read = opened(tmp_path, tagged(content(page), [TOP, ("P", [0]), ("P", [1])]))
    assert told(read.blocks) == [NAME, " ".join(LEFT), "Seen by all.", " ".join(RIGHT)]


def test_a_table_whose_columns_do_not_stand_beside_each_other_is_none(tmp_path: Path) -> None:
    page = marked(0, lines(72, *LEFT)) + marked(1, lines(130, *RIGHT))
    table = ("Table", [("TR", [("TD", [0]), ("TD", [1])])])
    read = opened(tmp_path, tagged(content(page), [table]))
    assert told(read.blocks) == [" ".join(LEFT), " ".join(RIGHT)]


def test_tags_of_many_thousand_parts_are_left_alone(tmp_path: Path) -> None:
    made = tagged(content(TITLE + marked(0, lines(72, *LEFT))), [TOP, ("H2", [*range(12_000)])])
    assert told(opened(tmp_path, made).blocks) == [NAME, " ".join(LEFT)]


def woven(made: bytes, weave: Callable[[pikepdf.Pdf, pikepdf.Object], None]) -> bytes:
    """A file whose tags are made to harm."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        weave(pdf, pdf.Root.StructTreeRoot)
        pdf.save(out)
    return out.getvalue()


def around(pdf: pikepdf.Pdf, root: pikepdf.Object) -> None:
    """Let the first element hold the one that it stands in."""
    top = root.K[0]
    top.K[0].K = pikepdf.Array([0, top])


def thrice(pdf: pikepdf.Pdf, root: pikepdf.Object) -> None:
    """Let each of thirty elements hold the next three times: billions of ways to the one at the end."""
    leaf = root.K[0]
    for _ in range(30):
        above = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Sect, P=root, K=pikepdf.Array([leaf] * 3)))
        leaf.P = above
        leaf = above
    root.K = pikepdf.Array([leaf])


@pytest.mark.parametrize("weave", [around, thrice])
def test_tags_that_hold_themselves_or_each_other_many_times_are_read_in_no_time(
    weave: Callable[[pikepdf.Pdf, pikepdf.Object], None], tmp_path: Path
) -> None:
    made = woven(tagged(content(TITLE + marked(0, lines(72, *LEFT))), [("Sect", [("P", [0])]), TOP]), weave)
    assert sorted(told(opened(tmp_path, made).blocks)) == [" ".join(LEFT), NAME]


def test_tags_that_every_page_would_have_to_search_are_not_kept(tmp_path: Path) -> None:
    made = tagged(content(marked(0, lines(72, *LEFT))), [("P", [0, *range(1, 30_000)])])
    (tmp_path / "a.pdf").write_bytes(made)
    assert b"StructTreeRoot" not in pdf_gate.opened("a.pdf", tmp_path / "a.pdf").content
