"""What a PDF shows is read as a person reads it: no word lost, none invented, each where it belongs."""

import io
from pathlib import Path

import pikepdf
import pytest

from actionplan.reading import read_plan
from documents.blocks import Block, Heading, ListItem, Paragraph, Source, Table
from documents.opening import open_file
from policies.reading import read_policy

from .pdf_files import content, line, ruled, stream, text

PICTURE = stream(
    b"\x80" * 100, "/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8"
)
SCAN = "q 595 0 0 842 0 0 cm /I Do Q "


def source(folder: Path, *pages: str, **more: object) -> Source:
    return opened(folder, content(*pages, **more))


def opened(folder: Path, made: bytes) -> Source:
    (folder / "a.pdf").write_bytes(made)
    return open_file(folder / "a.pdf", "a.pdf")


def lines(first: float, *said: str, x: float = 72, step: float = 14, **how: object) -> str:
    """Lines of writing, one under the other."""
    return "".join(text(x, first + step * index, words, **how) for index, words in enumerate(said) if words)


def told(blocks: tuple[Block, ...]) -> list[str]:
    """What each block is and says, short."""
    found = []
    for block in blocks:
        if isinstance(block, Heading):
            found.append(f"h{block.level} {block.text}")
        elif isinstance(block, ListItem):
            found.append(f"{block.level}{block.marker} {block.text}")
        elif isinstance(block, Table):
            found += [" | ".join(row) for row in block.rows]
        else:
            found.append(block.text)
    return found


PROSE = (
    "We plan for the day on which a leader leaves us, so that nobody is taken by surprise",
    "and the work of the school goes on as it did the day before.",
)
LONGER = (
    "The board of governors looks at this plan each year in the autumn term and asks what",
    "came of it.",
)


def test_lines_of_a_paragraph_are_joined_and_headings_are_known_by_their_look(tmp_path: Path) -> None:
    page = (
        text(72, 72, "Succession policy", size=18, font="B")
        + text(72, 110, "Aims", font="B")
        + lines(130, *PROSE)
        + lines(170, *LONGER)
        + text(72, 215, "Review", font="B")
        + lines(235, "Each year.", "In the autumn.")
    )
    read = source(tmp_path, page)
    assert told(read.blocks) == [
        "h1 Succession policy",
        "h2 Aims",
        " ".join(PROSE),
        " ".join(LONGER),
        "h2 Review",
        "Each year.",
        "In the autumn.",
    ]


def test_items_are_known_by_their_signs_also_those_of_symbol_fonts(tmp_path: Path) -> None:
    page = text(72, 72, "Aims", font="B")
    for index, words in enumerate(("grow our own leaders", "keep what they know")):
        page += text(90, 100 + 14 * index, "l", font="Z") + text(108, 100 + 14 * index, words)
    page += text(90, 128, "-") + text(108, 128, "write it down, and tell whoever is new to the post what the last")
    page += text(108, 142, "one would have liked to know")
    page += lines(200, *PROSE)
    assert told(source(tmp_path, page).blocks) == [
        "h1 Aims",
        "1● grow our own leaders",
        "1● keep what they know",
        "2- write it down, and tell whoever is new to the post what the last one would have liked to know",
        " ".join(PROSE),
    ]


def test_bullets_that_are_drawn_as_shapes_are_bullets(tmp_path: Path) -> None:
    page = text(72, 72, "Aims", font="B") + text(72, 100, "We aim to:") + lines(200, *PROSE)
    for y, words in ((120, "grow our own leaders"), (136, "keep what they know")):
        page += f"90 {842 - y + 2} 4 4 re f\n" + text(105, y, words)
    page += "200 500 4 4 re f\n"  # beside no writing
    assert told(source(tmp_path, page).blocks) == [
        "h1 Aims",
        "We aim to:",
        "1• grow our own leaders",
        "1• keep what they know",
        " ".join(PROSE),
    ]


def test_a_word_broken_at_a_line_end_is_one_word_where_it_is_known(tmp_path: Path) -> None:
    page = lines(
        72,
        "We keep a register of everybody who would like to lead one day, with the respon-",
        "sibility for it in one hand, and ask each of them once a year how we can help, multi-",
        "academy trusts among them, for the plans of 2014-",
        "2015 and after.",
    )
    (block,) = source(tmp_path, page).blocks
    assert isinstance(block, Paragraph)
    assert "with the responsibility for it" in block.text
    assert "multi-academy trusts" in block.text
    assert "plans of 2014-2015 and" in block.text


def test_columns_of_running_text_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = (
        "Leaders leave us, and mostly they do so at",
        "a time that nobody chose. So we look",
        "ahead: who could do the work for a term,",
        "who for good, and what would they have",
        "to learn before that day? It is a matter of",
        "habit and of honest talk, and of asking the",
    )
    right = (
        "same again next year. The other thing is to",
        "write it down. A plan in one head goes",
        "when the head goes, and that is what we",
        "plan for. So there is one page for each",
        "post, kept by two people, and looked at by",
        "the governors who hold the keys.",
    )
    page = text(72, 60, "Looking ahead", size=16, font="B") + lines(90, *left) + lines(90, *right, x=320)
    assert told(source(tmp_path, page).blocks) == ["h1 Looking ahead", " ".join((*left, *right))]


def test_running_headers_footers_and_page_numbers_stand_apart(tmp_path: Path) -> None:
    pages = [
        text(72, 40, "Hill Top School")
        + lines(100, f"On page {said} something else is said than on the others, and it is of some length,", *PROSE[1:])
        + text(72, 800, "Succession policy")
        + text(500, 800, f"Page {index} of 3")
        for index, said in enumerate(("one", "two", "three"), start=1)
    ]
    read = source(tmp_path, *pages)
    assert [block.text for block in read.furniture] == [
        said for index in (1, 2, 3) for said in ("Hill Top School", f"Succession policy Page {index} of 3")
    ]
    assert [str(block.place) for block in read.blocks] == ["page 1", "page 2", "page 3"]
    assert not any("Hill Top" in said for said in told(read.blocks))


def test_a_title_that_later_pages_repeat_is_kept(tmp_path: Path) -> None:
    pages = [text(72, 50, "Our plan", size=20, font="B") + lines(100, *PROSE)]
    pages += [text(72, 50, "Our plan") + lines(100, *LONGER)]
    read = source(tmp_path, *pages)
    assert told(read.blocks)[0] == "h1 Our plan"
    assert [block.text for block in read.furniture] == ["Our plan"]


def test_a_sentence_goes_on_over_the_page(tmp_path: Path) -> None:
    read = source(tmp_path, lines(700, PROSE[0]) + text(290, 800, "1"), lines(72, PROSE[1]) + text(290, 800, "2"))
    assert told(read.blocks) == [" ".join(PROSE)]
    assert [block.text for block in read.furniture] == ["1", "2"]


def test_a_ruled_table_is_read_by_its_cells_merged_ones_once(tmp_path: Path) -> None:
    xs, ys = (72, 172, 322, 500), (90, 110, 160, 180, 230)
    page = ruled(xs, (90, 230)) + "".join(line(xs[0], y, xs[-1], y) for y in (110, 160))
    page += line(xs[1], 180, xs[-1], 180)  # the first column is merged over the last two rows
    page = page.replace(line(xs[2], 90, xs[2], 230), line(xs[2], 110, xs[2], 230))  # so are the last two in the head
    page += text(76, 104, "No.") + text(176, 104, "What is done") + lines(124, "1.", x=76)
    page += lines(124, "Ask each school what", "it has written down", x=176) + lines(124, "The head", "SES", x=326)
    page += lines(174, "2.", x=76) + lines(174, "Write", x=176) + lines(174, "MEP", x=326)
    page += lines(194, "Send it out to all of", "them", x=176) + lines(194, "MEP", x=326)
    assert len(ys) == 5
    assert told(source(tmp_path, page).blocks) == [
        "No. | What is done | ",
        "1. | Ask each school what it has written down | The head\nSES",
        "2. | Write | MEP",
        " | Send it out to all of them | MEP",
    ]


def row(y: float, *cells: str) -> str:
    return "".join(lines(y, *cell.split("\n"), x=x) for x, cell in zip((76, 126, 326), cells, strict=True))


def test_a_table_goes_on_over_the_page_with_its_row_and_without_its_names(tmp_path: Path) -> None:
    edges = (72, 122, 322, 500)
    head = ("No.", "Action", "Owner")
    first = ruled(edges, (690, 710, 760, 800)) + row(704, *head) + row(724, "1.", "Ask each school what it\nhas", "SES")
    first += row(774, "2.", "Write a policy that every\nschool can take over and", "The council\nand SES")
    second = (
        ruled(edges, (50, 70, 120, 160)) + row(64, *head) + row(84, "", "make its own", "") + row(134, "3.", "x", "y")
    )
    read = source(tmp_path, first, second)
    assert told(read.blocks) == [
        "No. | Action | Owner",
        "1. | Ask each school what it has | SES",
        "2. | Write a policy that every school can take over and make its own | The council and SES",
        "3. | x | y",
    ]
    assert [block.text for block in read.furniture] == list(head)
    (table,) = read.blocks
    assert str(table.place) == "pages 1-2, table 1, rows 1-4"
    assert str(table.place.row(2)) == "page 1, table 1, row 3"
    assert str(table.place.row(3)) == "page 2, table 1, row 4"


def test_a_table_without_lines_is_read_by_its_columns(tmp_path: Path) -> None:
    page = text(72, 60, "Action plan 2026/27", size=16, font="B")
    for y, bold, cells in (
        (100, "B", ("Recommendation", "Action", "By when")),
        (120, "F", ("Share posts between\nsmall schools", "Write to all heads", "March 2027")),
        (160, "F", ("Keep a register", "Ask each school who\nwould like to lead, and\nwhen", "May 2027")),
        (214, "F", ("Tell governors", "Report", "June 2027")),
    ):
        page += "".join(
            lines(y, *cell.split("\n"), x=x, font=bold) for x, cell in zip((72, 232, 402), cells, strict=True)
        )
    read = source(tmp_path, page)
    assert told(read.blocks) == [
        "h1 Action plan 2026/27",
        "Recommendation | Action | By when",
        "Share posts between small schools | Write to all heads | March 2027",
        "Keep a register | Ask each school who would like to lead, and when | May 2027",
        "Tell governors | Report | June 2027",
    ]
    plan = read_plan(read)
    assert [row.text for row in plan.recommendations] == [
        "Share posts between small schools",
        "Keep a register",
        "Tell governors",
    ]


def test_a_footnote_stands_beside_the_words_that_refer_to_it(tmp_path: Path) -> None:
    page = lines(100, PROSE[0]) + lines(300, *LONGER)
    page += f"BT /F 11 Tf 1 0 0 1 72 728 Tm ({PROSE[1]}) Tj /F 6 Tf 4 Ts (1) Tj ET\n"
    page += text(72, 770, "1", size=6) + text(78, 773, "As the council asked of us in 2014.", size=8)
    read = source(tmp_path, page)
    assert told(read.blocks) == [" ".join(PROSE), " ".join(LONGER)]
    (note,) = read.notes
    assert (note.text, str(note.place), note.what) == ("1 As the council asked of us in 2014.", "page 1", "footnote")
    assert [block.text for block in read.furniture] == ["1"]


def test_a_comment_is_told_with_its_page(tmp_path: Path) -> None:
    note = "/Annots [<< /Subtype /Text /Rect [0 0 9 9] /Contents (Who says so?) >>]"
    read = source(tmp_path, lines(100, *PROSE), page=note)
    (comment,) = read.notes
    assert (comment.text, str(comment.place), comment.what) == ("Who says so?", "page 1", "comment")


def test_what_nobody_sees_is_left_out_and_said(tmp_path: Path) -> None:
    page = lines(100, *PROSE) + text(72, 300, "painted white", more="1 g") + text(72, 400, "unpainted", more="3 Tr")
    read = source(tmp_path, page + text(72, 2_000, "beneath the page"))
    assert told(read.blocks) == [" ".join(PROSE)]
    (warning,) = read.warnings
    assert warning.startswith("Hidden in the file, and therefore left out: ")
    assert all(words in warning for words in ("painted white", "unpainted", "beneath the page"))


def test_white_letters_on_a_dark_ground_are_read(tmp_path: Path) -> None:
    page = "0 0 0.4 rg 60 700 400 50 re f\n" + text(72, 120, "Aims of the policy", more="1 g")
    assert told(source(tmp_path, page).blocks) == ["Aims of the policy"]


def test_a_word_drawn_twice_is_read_once_and_is_bold(tmp_path: Path) -> None:
    page = text(72, 72, "Aims") + text(72.3, 72, "Aims") + lines(100, *PROSE)
    assert told(source(tmp_path, page).blocks) == ["h1 Aims", " ".join(PROSE)]


def test_letters_set_apart_are_the_words_that_they_make(tmp_path: Path) -> None:
    page = text(72, 72, "O U R   A I M S", size=14, font="B") + lines(100, *PROSE)
    assert told(source(tmp_path, page).blocks)[0] == "h1 OUR AIMS"


def test_words_are_parted_by_gaps_where_no_space_was_set(tmp_path: Path) -> None:
    page = "BT /F 11 Tf 72 700 Td [(We)-300(plan)-300(ahead,)-300(to)10(day)] TJ ET"
    assert told(source(tmp_path, page).blocks) == ["We plan ahead, today"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_was_turned_is_read_as_it_is_shown(turn: int, tmp_path: Path) -> None:
    upright = source(tmp_path, lines(100, *PROSE) + text(72, 200, "Aims", font="B") + lines(230, *LONGER))
    made = content(lines(100, *PROSE) + text(72, 200, "Aims", font="B") + lines(230, *LONGER))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        pdf.pages[0].rotate(turn, relative=False)
        pdf.save(tmp_path / "turned.pdf")
    turned = open_file(tmp_path / "turned.pdf", "turned.pdf")
    assert told(turned.blocks) == told(upright.blocks)
    # Drawn sideways, as landscape pages are.
    drawn = f"0 1 -1 0 842 0 cm {lines(100, *PROSE)}{text(72, 200, 'Aims', font='B')}{lines(230, *LONGER)}"
    sideways = content(drawn, page="/MediaBox [0 0 842 595]")
    assert told(opened(tmp_path, sideways).blocks) == told(upright.blocks)


def test_a_picture_of_a_page_is_declined_in_one_sentence_by_both(tmp_path: Path) -> None:
    read = source(tmp_path, SCAN, more=[PICTURE], resources="/XObject << /I 20 0 R >>")
    for reading in (read_policy(read), read_plan(read)):
        assert reading.declined is not None
        assert reading.declined.startswith("This PDF is a picture of its pages, so no words can be read from it")
        assert "\n" not in reading.declined
    assert not read.words


def test_a_page_that_is_a_picture_among_others_is_said(tmp_path: Path) -> None:
    page = lines(100, *PROSE, *LONGER)
    read = source(tmp_path, page, SCAN, more=[PICTURE], resources="/XObject << /I 20 0 R >>")
    assert read.warnings == ("Page 2 is a picture, whose words are not read.",)
    assert not read.unread


def test_a_scan_whose_text_was_recognised_is_read(tmp_path: Path) -> None:
    page = SCAN + lines(100, *PROSE, *LONGER, more="3 Tr")
    read = source(tmp_path, page, more=[PICTURE], resources="/XObject << /I 20 0 R >>")
    assert told(read.blocks) == [" ".join(PROSE), " ".join(LONGER)]
    assert not read.warnings


def test_words_across_the_page_are_no_part_of_the_text(tmp_path: Path) -> None:
    mark = "BT /F 60 Tf 0.7 0.7 -0.7 0.7 150 250 Tm (DRAFT) Tj ET "
    read = source(tmp_path, mark + lines(100, *PROSE))
    assert told(read.blocks) == [" ".join(PROSE)]
    assert [block.text for block in read.furniture] == ["DRAFT"]


def test_upright_words_in_the_head_of_a_table_are_read(tmp_path: Path) -> None:
    page = ruled((72, 172, 202, 300), (90, 160, 190))
    page += text(76, 150, "Post") + "BT /F 11 Tf 0 1 -1 0 190 690 Tm (Since when) Tj ET\n" + text(206, 150, "Who")
    page += text(76, 180, "Head") + text(176, 180, "2015") + text(206, 180, "A. Moss")
    assert told(source(tmp_path, page).blocks) == ["Post | Since when | Who", "Head | 2015 | A. Moss"]
