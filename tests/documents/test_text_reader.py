import re
import textwrap
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.blocks import Heading, ListItem, Paragraph, Source, Table, words
from documents.readers.text import read


def shape(text: str, name: str = "policy.txt") -> list[tuple[str, str]]:
    """What the blocks are and say, in short."""
    found = []
    for block in read(name, text).blocks:
        match block:
            case Heading():
                found.append((f"h{block.level}", block.text))
            case ListItem():
                found.append((f"{block.marker}{block.level}", block.text))
            case Table():
                found.append(("table", " / ".join("|".join(row) for row in (block.header, *block.rows) if row)))
            case Paragraph():
                found.append(("p", block.text))
    return found


def letters(source: Source) -> Counter[str]:
    """The letters of all words; joining a word broken at a line end changes no letter."""
    return Counter("".join(source.words))


def letters_in_blocks(source: Source) -> Counter[str]:
    return letters(Source(source.name, source.blocks, furniture=source.furniture))


# Lines


def test_raw_lines_are_kept_with_their_numbers_and_blanks() -> None:
    source = read("plan.txt", "\ufeffOne\r\n\r\n\tTwo  \r\n")
    assert [(line.number, line.text) for line in source.lines] == [(1, "One"), (2, ""), (3, "\tTwo  ")]


def test_an_empty_file_has_no_blocks() -> None:
    assert read("empty.txt", "").blocks == ()


def test_places_name_the_first_and_last_line_of_a_block() -> None:
    text = "Aims\n\nThe school looks ahead, so that nobody is\nsurprised when a leader leaves.\n"
    assert [str(block.place) for block in read("a.txt", text).blocks] == ["line 1", "lines 3-4"]


# Paragraphs


WRAPPED = """\
The trust plans for the day when a leader leaves, because the
people who could follow need time to get ready for the post. It
Talks to each of them once a year.
Staff may ask for a visit to another school.
"""


def test_lines_broken_by_a_margin_are_one_paragraph() -> None:
    assert len(shape(WRAPPED)) == 2
    assert shape(WRAPPED)[1] == ("p", "Staff may ask for a visit to another school.")


def test_unwrapped_lines_stay_paragraphs_of_their_own() -> None:
    text = "The school looks ahead.\nIt talks to its staff.\nIt keeps a list of posts."
    assert [kind for kind, _ in shape(text)] == ["p", "p", "p"]


@pytest.mark.parametrize(
    ("broken", "joined"),
    [
        ("The plan for recruit-\nment is fair.", "The plan for recruitment is fair."),
        ("Ploverdale is here. Go to Plover-\ndale now.", "Ploverdale is here. Go to Ploverdale now."),
        ("The school minds well-\nbeing too.", "The school minds well-being too."),
        ("It trains middle-\nand senior leaders.", "It trains middle- and senior leaders."),
    ],
)
def test_a_word_hyphenated_at_a_line_end_is_joined_where_it_is_known(broken: str, joined: str) -> None:
    assert shape(broken) == [("p", joined)]


def test_a_sentence_goes_on_over_the_turn_of_a_page() -> None:
    text = "Each leader meets the\n\nPage 1 of 2\n\ngovernors once a term.\n\nPage 2 of 2\n"
    source = read("a.txt", text)
    assert [block.text for block in source.blocks if isinstance(block, Paragraph)] == [
        "Each leader meets the governors once a term."
    ]
    assert [block.text for block in source.furniture] == ["Page 1 of 2", "Page 2 of 2"]


# Lists


@pytest.mark.parametrize("sign", ["·", "•", "-", "–", "*", "o", "l", "➢", "▪", "\uf0b7", "§", "Ø", "✓"])
def test_bullets_of_every_sort_begin_an_item(sign: str) -> None:
    text = f"We will:\n\n{sign} offer visits\n{sign} pay for cover\n{sign}\tkeep a list\n"
    assert shape(text)[1:] == [
        (f"{sign}1", "offer visits"),
        (f"{sign}1", "pay for cover"),
        (f"{sign}1", "keep a list"),
    ]


def test_a_bullet_alone_on_its_line_belongs_to_the_next() -> None:
    assert shape("We will:\n-\nOffer visits\n-\nPay for cover\n")[1:] == [
        ("-1", "Offer visits"),
        ("-1", "Pay for cover"),
    ]


def test_nested_items_know_their_level() -> None:
    text = "We will:\n• talk to staff who\no want to lead\no want to move\n• plan cover\n   - today\n   - next term\n"
    assert [kind for kind, _ in shape(text)[1:]] == ["•1", "o2", "o2", "•1", "-2", "-2"]


def test_numbers_and_letters_begin_items_and_nest() -> None:
    text = "The board will:\n1. approve the plan\n2. ask about:\n(a) cover\n(b) money\n3. report\n"
    assert [kind for kind, _ in shape(text)[1:]] == ["1.1", "2.1", "(a)2", "(b)2", "3.1"]


def test_a_number_in_running_text_begins_nothing() -> None:
    text = (
        "The board has fifteen members, who serve for four years and are chosen\n"
        "by parents and by staff or named by the trust, and there are among them\n"
        "5 parent governors and the head."
    )
    assert [kind for kind, _ in shape(text)] == ["p"]


def test_a_dash_that_the_margin_put_first_begins_nothing() -> None:
    text = textwrap.fill(
        "• Keep on giving people time to visit, to shadow and to act up in other posts – so that it becomes usual", 60
    )
    assert len(shape(f"We will:\n\n{text}\n• Plan ahead")) == 3


def test_a_list_that_lost_its_bullets_is_a_list_after_its_lead_in() -> None:
    text = "In doing this the board will:\nLook at posts each year.\nSee that there is money.\nTalk to other schools.\n"
    assert [kind for kind, _ in shape(text)] == ["p", "1", "1", "1"]


def test_lines_that_each_begin_with_an_infinitive_are_a_list() -> None:
    assert [kind for kind, _ in shape("Aims\n\nTo keep leaders.\n\nTo grow leaders.\n")] == ["h1", "1", "1"]


# Headings


def test_a_short_line_before_text_is_a_heading_even_right_after_a_list() -> None:
    text = (
        "Aims\n\n• To keep good leaders.\n• To grow more.\nKeeping the plan alive\n\nThe plan will:\n\n• look ahead\n"
    )
    assert [kind for kind, _ in shape(text)] == ["h1", "•1", "•1", "h1", "p", "•1"]


def test_a_sentence_that_introduces_a_list_is_no_heading() -> None:
    assert shape("We will commit to:\n• visits\n")[0] == ("p", "We will commit to:")
    assert shape("Aims and values:\n• visits\n")[0] == ("h1", "Aims and values:")


def test_numbered_headings_and_numbered_clauses_are_told_apart() -> None:
    text = "1. Aims\n1.1 To keep leaders.\n1.2 To grow leaders.\n2. Review\n2.1 The board reviews this.\n"
    assert [kind for kind, _ in shape(text)] == ["h1", "1.11", "1.21", "h1", "2.11"]


def test_a_list_of_short_numbered_items_is_no_row_of_headings() -> None:
    text = "Those who lead are:\n1. Headteacher\n2. Deputy\n3. Bursar\n\nThey meet weekly.\n"
    assert [kind for kind, _ in shape(text)] == ["p", "1.1", "2.1", "3.1", "p"]


def test_numbers_without_a_stop_are_headings_when_they_count_up() -> None:
    text = "1 Aims\n\nTo lead well is the aim.\n\n2 Scope\n\nAll staff are meant.\n\n3 Review\n\nEach year in June.\n"
    assert [entry for entry in shape(text) if entry[0] == "h1"] == [
        ("h1", "1 Aims"),
        ("h1", "2 Scope"),
        ("h1", "3 Review"),
    ]


def test_markdown_headings_have_their_level_and_lose_their_signs() -> None:
    text = "# Policy\n\n## Aims\n\n**All** staff are *meant*.\n\nReview\n------\n\nEach year.\n"
    assert shape(text, "policy.md") == [
        ("h1", "Policy"),
        ("h2", "Aims"),
        ("p", "All staff are meant."),
        ("h2", "Review"),
        ("p", "Each year."),
    ]


def test_names_one_below_the_other_are_a_list_and_no_headings() -> None:
    text = "Policy\n\nThe members are known to all.\n\nAda Marsh\nBen Okoro\nCy Lund\n\nThey meet weekly.\n"
    assert [kind for kind, _ in shape(text)][2:4] == ["p", "p"]


# Tables


def test_a_table_drawn_with_pipes_has_its_header() -> None:
    source = read("a.md", "| Role | Duty |\n|------|------|\n| Head | Keeps the plan |\n")
    assert source.blocks == (Table(("Role", "Duty"), (("Head", "Keeps the plan"),), source.blocks[0].place),)


def test_a_table_drawn_with_tabs_keeps_ragged_rows() -> None:
    (table,) = read("a.txt", "Name\tRole\nAda Marsh\tChair\t2027\n").blocks
    assert isinstance(table, Table)
    assert table.rows == (("Name", "Role"), ("Ada Marsh", "Chair", "2027"))


def test_columns_held_apart_by_spaces_are_a_table_and_wrapped_cells_go_on() -> None:
    text = (
        "Agreed with staff          May 2024\n"
        "Seen by pupils             not yet, it is planned\n"
        "                           for June\n"
    )
    (table,) = read("a.txt", text).blocks
    assert isinstance(table, Table)
    assert table.rows == (
        ("Agreed with staff", "May 2024"),
        ("Seen by pupils", "not yet, it is planned\nfor June"),
    )


# Page furniture


def test_a_line_that_ends_far_from_its_beginning_with_the_number_of_a_page_is_furniture() -> None:
    lines = [f"Bread is kept cool in the cellar for day {number}." for number in range(14)]
    foot = "BREAD-7                        Page 1 of 1"
    source = read("bread.txt", "\n\n".join([*lines, foot]))
    assert [block.text for block in source.furniture] == [foot]
    assert read("bread.txt", f"{lines[0]}\n\n{foot}").furniture == ()  # it may be all there is of a title


def test_lines_that_are_the_same_but_for_the_number_of_a_page_are_furniture() -> None:
    lines = [f"Bread is kept cool in the cellar for day {number}." for number in range(14)]
    feet = ["Bread policy, page 1", "Bread policy, page 2"]
    source = read("bread.txt", "\n\n".join([*lines, feet[0], *lines[:8], feet[1]]))
    assert [block.text for block in source.furniture] == feet


def page(number: int) -> str:
    return "\n".join(
        ["Larch Trust staff policy", *(f"Line {number} {n} says a little." for n in range(9)), str(number)]
    )


def test_running_headers_and_page_numbers_are_furniture_and_the_title_is_not() -> None:
    source = read("a.txt", "\n".join(page(number) for number in (1, 2, 3)))
    assert [block.text for block in source.furniture] == [
        "1", "Larch Trust staff policy", "2", "Larch Trust staff policy", "3",
    ]  # fmt: skip
    assert source.blocks[0] == Heading(1, "Larch Trust staff policy", source.blocks[0].place)


def test_rows_numbered_one_a_line_are_no_page_numbers() -> None:
    text = "\n".join(f"{n}\nA short task {n}\nThe clerk\nBy June\nNot begun\nA note\nMore" for n in (1, 2, 3))
    assert read("a.txt", text).furniture == ()


# Run on


def test_sections_run_on_in_one_paragraph_are_parted() -> None:
    text = (
        "Staff policy 1. Vision We grow leaders. 2. Aims These are they: · To keep leaders; · To grow them "
        "3. Review The board looks at it each year."
    )
    assert shape(text) == [
        ("h1", "Staff policy"),
        ("h1", "1. Vision"),
        ("p", "We grow leaders."),
        ("h1", "2. Aims"),
        ("p", "These are they:"),
        ("·1", "To keep leaders;"),
        ("·1", "To grow them"),
        ("h1", "3. Review"),
        ("p", "The board looks at it each year."),
    ]


# Properties

VOCABULARY = "we will lead and learn at School Aims Review 2 12 co-op well- a o l The ..... ___ cost, recruit- ment"
WORD = st.sampled_from(VOCABULARY.split())
START = st.sampled_from(
    ["", "", "• ", "- ", "o ", "1. ", "2. ", "(a) ", "1.1 ", "# ", "   ", "\t", "| ", "Page 2 of 3", "3"]
)
END = st.sampled_from(["", "", ".", ":", ";", "-", "\t", " |", "   apart", "\f", "\v"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    lines = [
        draw(START) + " ".join(draw(st.lists(WORD, max_size=12))) + draw(END) for _ in range(draw(st.integers(0, 25)))
    ]
    return draw(st.sampled_from(["\n", "\r\n", "\n\n"])).join(lines)


@given(texts(), st.sampled_from(["a.txt", "a.md"]))
@settings(max_examples=150, deadline=None)
def test_no_letter_of_a_file_is_lost_or_invented(text: str, name: str) -> None:
    source = read(name, text)
    assert letters_in_blocks(source) == letters(source)


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    assert len(read("a.txt", text).lines) <= text.count("\n") + text.count("\r") + 1


@pytest.mark.samples
def test_every_sample_keeps_its_words(samples: Path) -> None:
    paths = sorted([*(samples / "seeds").glob("*.txt"), *(samples / "samples").glob("*/*.txt")])
    assert paths
    for path in paths:
        source = read(path.name, path.read_text(encoding="utf-8"))
        assert letters_in_blocks(source) == letters(source), path.name


@pytest.mark.samples
@pytest.mark.parametrize("width", [50, 60, 72, 80, 100])
def test_the_seed_policy_reads_the_same_at_any_width(samples: Path, width: int) -> None:
    text = next((samples / "seeds").glob("000_*.txt")).read_text(encoding="utf-8")
    wrapped = "\n".join(textwrap.fill(line, width) for line in text.split("\n"))

    def blocks(of: str) -> list[tuple[str, list[str]]]:
        return [(kind, words(said)) for kind, said in shape(of)]

    assert blocks(wrapped) == blocks(text)
    assert len(re.findall("\n", wrapped)) > len(re.findall("\n", text))
