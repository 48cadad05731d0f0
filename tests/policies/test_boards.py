"""The rules of asking boards: until when, what they may reply, and who is written to once."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.boards import rules
from policies.boards.rules import Chosen, Counts, Stance
from policies.document import Refused

TODAY = datetime.date(2026, 11, 2)
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize("days", [1, 40, 184])
def test_boards_may_have_up_to_half_a_year(days: int) -> None:
    rules.check_until(TODAY + days * DAY, TODAY)


@pytest.mark.parametrize(("days", "why"), [(0, "after today"), (-1, "after today"), (185, "within six months")])
def test_a_day_that_is_too_near_or_too_far_is_refused(days: int, why: str) -> None:
    with pytest.raises(Refused, match=why):
        rules.check_until(TODAY + days * DAY, TODAY)


@pytest.mark.parametrize(
    ("until", "is_ended", "may"),
    [(TODAY, False, True), (TODAY + DAY, False, True), (TODAY - DAY, False, False), (TODAY + DAY, True, False)],
)
def test_replies_are_taken_until_the_end_of_the_last_day(until: datetime.date, is_ended: bool, may: bool) -> None:
    if may:
        rules.check_open(until=until, is_ended=is_ended, today=TODAY)
    else:
        with pytest.raises(Refused, match="still below"):
            rules.check_open(until=until, is_ended=is_ended, today=TODAY)


@pytest.mark.parametrize(
    ("stance", "words", "comments", "refusal"),
    [
        ("agree", "", 0, None),
        ("no-comment", "", 0, None),
        ("agree-with-comments", "", 0, "Write what the board says"),
        ("agree-with-comments", "", 1, None),
        ("agree-with-comments", "One thing.", 0, None),
        ("disagree", " ", 0, "Write what the board says"),
        ("disagree", "Too dear.", 0, None),
        ("", "", 0, "Choose what the board says"),
        ("maybe", "x", 3, "Choose what the board says"),
    ],
)
def test_a_reply_says_what_it_must(stance: str, words: str, comments: int, refusal: str | None) -> None:
    if refusal is None:
        assert rules.check_reply(stance, words, comments=comments) == stance
    else:
        with pytest.raises(Refused, match=refusal):
            rules.check_reply(stance, words, comments=comments)


@pytest.mark.parametrize(
    ("reminded_on", "waiting", "refusal"),
    [(None, 1, None), (TODAY - DAY, 1, None), (TODAY, 1, "already"), (None, 0, "nobody to remind")],
)
def test_boards_are_reminded_once_a_day(reminded_on: datetime.date | None, waiting: int, refusal: str | None) -> None:
    if refusal is None:
        rules.check_reminder(reminded_on=reminded_on, today=TODAY, waiting=waiting)
    else:
        with pytest.raises(Refused, match=refusal):
            rules.check_reminder(reminded_on=reminded_on, today=TODAY, waiting=waiting)


def test_nothing_is_published_while_boards_have_time() -> None:
    rules.check_publishing(3, None)
    with pytest.raises(Refused, match="Version 3 is out to schools’ boards until 2 November 2026"):
        rules.check_publishing(3, TODAY)


def test_every_stance_can_be_chosen_from_and_has_words() -> None:
    assert set(rules.STANCE_LABELS) == set(Stance)
    assert set(rules.CHOSEN_LABELS) == set(Chosen)
    assert {stance.value for stance in Stance} <= {chosen.value for chosen in Chosen}


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Counts(1, {}, 0, 0), "0 of 1 school’s board have replied"),
        (Counts(3, {Stance.AGREE: 1}, 0, 0), "1 of 3 schools’ boards has replied"),
        (
            Counts(9, {Stance.AGREE: 1, Stance.DISAGREE: 1}, 1, 0),
            "2 of 9 schools’ boards have replied; 1 comment, all answered",
        ),
        (Counts(9, {Stance.AGREE: 2}, 4, 3), "2 of 9 schools’ boards have replied; 4 comments, 3 still to answer"),
    ],
)
def test_how_far_it_is_in_words(counts: Counts, words: str) -> None:
    assert counts.words == words
    assert sum(number for _, number in counts.lines) == counts.schools


PLACES = st.lists(
    st.tuples(st.integers(1, 20), st.none() | st.integers(1, 8)), max_size=15, unique_by=lambda place: place[0]
)


@given(PLACES, st.integers(1, 12))
def test_schools_are_grouped_without_parting_a_board(places: list[rules.Place], most: int) -> None:
    groups = [list(group) for group in rules.by_board(places, most)]
    assert sorted(place for group in groups for place in group) == sorted(places)  # type: ignore[type-var]
    for board in {board for _, board in places if board is not None}:
        assert sum(any(held == board for _, held in group) for group in groups) == 1
    for group in groups:
        boards = {(board, None if board else school) for school, board in group}
        assert len(group) <= most or len(boards) == 1


@given(PLACES, st.lists(st.tuples(st.integers(1, 20), st.integers(1, 9)), max_size=15))
def test_everybody_is_written_to_once_for_each_board(places: list[rules.Place], people: list[tuple[int, int]]) -> None:
    asked = [(1_000 + school, school, board) for school, board in places]
    board_of = {key: board or f"own {school}" for key, school, board in asked}
    letters = rules.letters(asked, people)
    told = [(board_of[key], person) for key, person in letters]
    boards = {school: board or f"own {school}" for school, board in places}
    assert len(told) == len(set(told))
    assert set(told) == {(boards[school], person) for school, person in people if school in boards}
    # The row is of a school where they hold the role, since the page behind the link is that school's.
    assert {(key - 1_000, person) for key, person in letters} <= set(people)
