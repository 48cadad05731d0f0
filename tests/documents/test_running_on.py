"""A whole document on one line: cut at the names of its parts, at bullets, and at letters that count."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from documents.blocks import Heading, ListItem, Paragraph, words
from documents.readers.text import read


def shape(text: str) -> list[tuple[str, str]]:
    """The blocks, each as its sort and its words."""
    sorts = {Heading: "heading", Paragraph: "text", ListItem: "item"}
    return [
        (sorts[type(block)], f"{getattr(block, 'marker', '')} {block.text}".strip())
        for block in read("policy.txt", text).blocks
        if isinstance(block, Heading | Paragraph | ListItem)
    ]


def test_names_of_parts_are_found_inside_one_paragraph() -> None:
    text = "STAFF POLICY Introduction We plan ahead. Aims and Objectives The aim is to be ready. Monitoring Heads look."
    assert shape(text) == [
        ("heading", "STAFF POLICY"),
        ("heading", "Introduction"),
        ("text", "We plan ahead."),
        ("heading", "Aims and Objectives"),
        ("text", "The aim is to be ready."),
        ("heading", "Monitoring"),
        ("text", "Heads look."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The school sets out its Aims. Our Principles are few. We like Monitoring, and Review comes once a year.",
        "Introduction We plan ahead. Aims We want to be ready.",
        "We plan ahead; the aims. The monitoring. The review. The scope of it all is wide.",
        "Staff know our Aims We think. They know our Principles Too often. They know our Review Of things.",
    ],
)
def test_words_that_are_no_names_of_parts_are_left_in_their_sentence(text: str) -> None:
    assert [sort for sort, _ in shape(text)].count("heading") == 0


@pytest.mark.parametrize(
    ("signs", "count"),
    [("a) b) c)", 3), ("(a) (b)", 2), ("i) ii) iii)", 3), ("(i) (ii) (iii)", 3), ("1) 2) 3)", 3), ("(1) (2)", 2)],
)
def test_letters_that_count_after_a_colon_begin_items(signs: str, count: int) -> None:
    items = [f"{sign} train people" for sign in signs.split()]
    found = shape("We will: " + " ".join(items))
    assert found == [("text", "We will:"), *(("item", item) for item in items)]
    assert len(found) == 1 + count


@pytest.mark.parametrize(
    "text",
    [
        "The head may (a) appoint and (b) dismiss.",
        "We will: b) train people c) pay them",
        "We will: a) train people",
        "See part a) of the plan and part c) of the other: both matter.",
    ],
)
def test_letters_that_do_not_count_a_list_stay_in_their_sentence(text: str) -> None:
    assert shape(text) == [("text", text)]


@pytest.mark.parametrize(("gap_after", "last"), [(True, "item"), (False, "heading")])
def test_the_last_line_of_a_list_without_bullets_belongs_to_what_it_stands_close_to(gap_after: bool, last: str) -> None:
    between = "\n\n" if gap_after else "\n"
    items = "Hold a talk with everybody\nLet teachers try posts\nKeep notes for each post"
    text = f"We will:\n\n{items}{between}Governors will:\n\nAsk now\nPay soon\n"
    assert (last, "Keep notes for each post") in shape(text)


PIECES = st.sampled_from(
    [
        "Introduction", "We plan.", "Aims", "The aims are:", "a)", "b)", "(i)", "(ii)", "•", "1.", "2.", "Monitoring",
        "Review", "train people", "Staff Policy", "and", "x", ":", "\n", "\n\n",
    ]
)  # fmt: skip


@example(["1.", *["Introduction"] * 6])
@given(st.lists(PIECES, max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost_made_or_moved_when_a_line_is_cut(pieces: list[str]) -> None:
    text = " ".join(pieces)
    source = read("policy.txt", text)
    shown = [word for _, written in shape(text) for word in words(written)]
    aside = [word for block in source.furniture for word in words(block.text)]
    assert sorted([*shown, *aside]) == sorted(words(text))
    if not aside:
        assert shown == words(text)
