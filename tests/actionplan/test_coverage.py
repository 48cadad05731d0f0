"""What a recommendation asks for beside what is done about it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan.asks import coverage
from actionplan.asks.coverage import Ask, Coverage, Serving
from actionplan.rules import Refused

TEXT = "That Cabinet consults heads, and reports at sensible intervals; it also pays for coaches."


def ask(words: str, key: int = 1) -> Ask:
    start = TEXT.index(words)
    return Ask(key, start, start + len(words), words)


CONSULTS, REPORTS, PAYS = ask("consults heads"), ask("reports", 2), ask("pays for coaches", 3)
ACTIONS = {7: "Write to heads", 8: "Plant trees"}


def covered(*servings: Serving, asks: tuple[Ask, ...] = (PAYS, CONSULTS, REPORTS)) -> Coverage:
    return coverage.coverage(asks, servings, ACTIONS)


def words(every: object) -> list[str]:
    return [one.ask.words for one in every]  # type: ignore[attr-defined]


def test_what_nobody_serves_what_serves_nothing_and_what_is_narrowed() -> None:
    found = covered(Serving(1, 7, ""), Serving(2, 7, "at intervals"))
    assert words(found.asks) == ["consults heads", "reports", "pays for coaches"]
    assert words(found.uncovered) == ["pays for coaches"]
    assert words(found.narrowed) == ["reports"]
    assert found.asks[1].narrowing == (("Write to heads", "at intervals"),)
    assert found.idle == ("Plant trees",)
    assert found.sentence == ("3 asks: 1 has no action, 1 is served only in part. 1 action serves no ask.")


def test_an_ask_that_another_action_serves_whole_is_not_narrowed() -> None:
    found = covered(Serving(1, 7, "some heads"), Serving(1, 8, ""), asks=(CONSULTS,))
    assert not found.narrowed
    assert found.sentence == "1 ask: each has an action."


def test_where_nothing_is_marked_nothing_is_said_of_actions() -> None:
    found = covered(asks=())
    assert not found.idle
    assert found.sentence.startswith("Nobody has marked yet")


def test_the_words_are_shown_whole_with_their_asks() -> None:
    shown = coverage.pieces(TEXT, [PAYS, CONSULTS])
    assert "".join(piece.text for piece in shown) == TEXT
    assert [(piece.text, piece.number) for piece in shown if piece.number] == [
        ("consults heads", 1),
        ("pays for coaches", 2),
    ]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=8))
def test_no_mark_wherever_it_stands_loses_a_letter(text: str, spans: list[tuple[int, int]]) -> None:
    asks = [Ask(n, max(start, 0), end, "x") for n, (start, end) in enumerate(spans)]
    assert "".join(piece.text for piece in coverage.pieces(text, asks)) == text


@given(st.text(alphabet="ab ,.;\n", max_size=80))
def test_what_is_proposed_stands_in_the_text_apart_and_can_be_marked(text: str) -> None:
    marked: list[Ask] = []
    for start, end in coverage.proposed(text, []):
        coverage.check_ask(text, start, end, marked)
        marked.append(Ask(start, start, end, text[start:end]))
        assert text[start:end] == text[start:end].strip()
    assert not coverage.proposed(text, marked)


def test_a_sentence_is_proposed_by_its_parts_without_those_that_are_marked() -> None:
    parts = [TEXT[start:end] for start, end in coverage.proposed(TEXT, [])]
    assert parts == ["That Cabinet consults heads", "reports at sensible intervals", "it also pays for coaches"]
    left = [TEXT[start:end] for start, end in coverage.proposed(TEXT, [CONSULTS])]
    assert left == parts[1:]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("consults heads", "consults heads"),
        ("  CONSULTS\n heads ", "consults heads"),
        ("sensible intervals;", "sensible intervals;"),
    ],
)
def test_words_are_found_however_they_are_spaced(typed: str, found: str) -> None:
    start, end = coverage.find(TEXT, typed)
    assert TEXT[start:end] == found


def test_words_are_found_whatever_their_quotation_marks() -> None:
    text = "That the council’s “offer” be kept."
    start, end = coverage.find(text, 'council\'s "offer"')
    assert text[start:end] == "council’s “offer”"


@pytest.mark.parametrize(
    ("typed", "why"),
    [("", "Enter the words"), ("buys boats", "do not stand in"), ("a", "times. Enter more")],
)
def test_words_that_cannot_be_found_are_refused(typed: str, why: str) -> None:
    with pytest.raises(Refused, match=re.escape(why)):
        coverage.find(TEXT, typed)


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        (-1, 5, "outside"),
        (5, 5, "outside"),
        (9, 5, "outside"),
        (5, len(TEXT) + 1, "outside"),
        (27, 29, "no word"),
        (CONSULTS.start, CONSULTS.end, "overlap"),
        (CONSULTS.start - 3, CONSULTS.start + 1, "overlap"),
        (CONSULTS.end - 1, CONSULTS.end + 5, "overlap"),
        (CONSULTS.start + 1, CONSULTS.end - 1, "overlap"),
        (0, len(TEXT), "overlap"),
    ],
)
def test_an_ask_stands_inside_the_text_and_beside_the_others(start: int, end: int, why: str) -> None:
    with pytest.raises(Refused, match=why):
        coverage.check_ask(TEXT, start, end, [CONSULTS])


def test_asks_that_touch_stand_beside_each_other() -> None:
    coverage.check_ask(TEXT, CONSULTS.end + 1, CONSULTS.end + 6, [CONSULTS])
    coverage.check_ask(TEXT, 0, CONSULTS.start, [CONSULTS])


def test_there_are_no_more_asks_than_can_be_told_apart() -> None:
    text = "ab " * 300
    marked = [Ask(n, n * 3, n * 3 + 2, "ab") for n in range(coverage.MOST_ASKS)]
    with pytest.raises(Refused, match="200 asks"):
        coverage.check_ask(text, 603, 605, marked)


@pytest.mark.parametrize("left_out", ["", " ", "N/A", "-"])
def test_what_is_left_out_is_said(left_out: str) -> None:
    with pytest.raises(Refused, match="Say what is left out"):
        coverage.check_left_out(left_out)
