"""What is right, wrong, missed and invented, and the share of it."""

import pytest

from bench.score.align import aligned
from bench.score.verdicts import (
    Mark,
    Tally,
    Verdict,
    begins,
    judge,
    same_but_for_number,
    same_label,
    same_number,
    tally,
)


@pytest.mark.parametrize(
    ("found", "wanted", "verdict"),
    [
        ("Head,\n Clerk", "Head, Clerk", Verdict.RIGHT),
        ("Head", "Head and Clerk", Verdict.WRONG),
        ("head", "Head", Verdict.WRONG),
        ("Clerk Head", "Head Clerk", Verdict.WRONG),
        (None, "Head", Verdict.MISSED),
        (" \n", "Head", Verdict.MISSED),
        ("Head", None, Verdict.INVENTED),
        ("-", None, Verdict.INVENTED),
        ("-", "-", Verdict.RIGHT),
    ],
)
def test_judge_compares_words_in_order(found: str | None, wanted: str | None, verdict: Verdict) -> None:
    mark = judge("owners", found, wanted)
    assert mark is not None
    assert mark.verdict is verdict


@pytest.mark.parametrize(("found", "wanted"), [(None, None), ("", " "), (None, "")])
def test_judge_counts_nothing_where_neither_says_anything(found: str | None, wanted: str | None) -> None:
    assert judge("owners", found, wanted) is None


@pytest.mark.parametrize(
    ("found", "accept", "verdict"),
    [
        ("B", ["B"], Verdict.RIGHT),
        ("C", ["B"], Verdict.WRONG),
        (None, ["B", None], Verdict.RIGHT),
        (None, ["B"], Verdict.MISSED),
    ],
)
def test_judge_takes_other_fair_readings(found: str | None, accept: list[str | None], verdict: Verdict) -> None:
    mark = judge("title", found, "A", accept=accept)
    assert mark is not None
    assert mark.verdict is verdict


@pytest.mark.parametrize(
    ("found", "wanted", "same"),
    [
        ("2a.", "2a", True),
        ("2a", "2a)", True),
        ("SR (25/26)  01", "SR (25/26) 01", True),
        ("1/17", "1 17", False),
        ("1.7", "17", False),
        ("1.7", "1/7", False),
        ("2A", "2a", False),
        ("R3", "3", False),
    ],
)
def test_labels_are_compared_sign_by_sign(found: str, wanted: str, same: bool) -> None:
    assert same_label(found, wanted) is same


@pytest.mark.parametrize(
    ("found", "wanted", "same"),
    [
        ("1. Aims", "Aims", True),
        ("Aims", "2.1 Aims", True),
        ("A. Aims", "Aims", True),
        ("3 Aims", "Aims", True),
        ("XVIII. Aims", "Aims", True),
        ("iv) Aims", "Aims", True),
        ("Civil duties", "duties", False),
        ("Aims and scope", "Aims", False),
        ("Aims", "aims", False),
    ],
)
def test_headings_are_the_same_with_their_number_and_without(found: str, wanted: str, same: bool) -> None:
    assert same_but_for_number(found, wanted) is same


@pytest.mark.parametrize(
    ("found", "wanted", "does"),
    [
        ("That Cabinet agrees to it", "That Cabinet agr", True),
        ("That Cabinet agrees", "That cabinet", False),
        ("That", "That Cabinet", False),
        ("So that Cabinet", "that Cabinet", False),
    ],
)
def test_begins_allows_the_last_word_to_be_cut_off(found: str, wanted: str, does: bool) -> None:
    assert begins(found, wanted) is does


def test_counts_are_compared_as_numbers() -> None:
    assert same_number("10", "10")
    assert not same_number("1", "10")
    mark = judge("clauses", 0, 0, same=same_number)
    assert mark is not None
    assert mark.verdict is Verdict.RIGHT


def test_the_share_counts_what_was_to_be_found_and_leaves_inventions_apart() -> None:
    seen = [Verdict.RIGHT, Verdict.RIGHT, Verdict.WRONG, Verdict.MISSED, Verdict.INVENTED]
    counted = tally(Mark("labels", verdict) for verdict in seen)
    assert counted == Tally(right=2, wrong=1, missed=1, invented=1)
    assert counted.share == 0.5


@pytest.mark.parametrize(
    ("wanted", "found", "pairs"),
    [
        ("abc", "abc", ["aa", "bb", "cc"]),
        ("abc", "ac", ["aa", "b-", "cc"]),
        ("ac", "abc", ["aa", "-b", "cc"]),
        ("ab", "ba", ["a-", "bb", "-a"]),
        ("", "a", ["-a"]),
        ("a", "", ["a-"]),
    ],
)
def test_what_was_wanted_is_paired_with_what_was_found_in_order(wanted: str, found: str, pairs: list[str]) -> None:
    paired = [f"{a or '-'}{b or '-'}" for a, b in aligned(wanted, found, lambda a, b: float(a == b))]
    assert sorted(paired) == sorted(pairs)


def test_a_pair_that_is_more_alike_is_preferred() -> None:
    assert list(aligned(["x"], ["weak", "strong"], lambda _, found: 2.0 if found == "strong" else 1.0)) == [
        (None, "weak"),
        ("x", "strong"),
    ]
