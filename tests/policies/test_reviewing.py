"""The rules of termly reviews and of priorities, as tables of cases."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.calendar import term_of
from policies.document import Refused
from policies.living import reviewing
from policies.living.reviewing import STATUS_LABELS, Status, Step

TODAY = datetime.date(2026, 11, 26)
LONG_AGO = datetime.date(2024, 9, 1)
AUTUMN = term_of(TODAY).number
DAY = datetime.timedelta(days=1)
NO_STEP = Step("", None)


@pytest.mark.parametrize(
    ("since", "reviewed_in", "today", "due"),
    [
        (LONG_AGO, None, datetime.date(2026, 9, 1), False),  # the term has only begun
        (LONG_AGO, None, datetime.date(2026, 10, 12), False),
        (LONG_AGO, None, datetime.date(2026, 10, 13), True),  # six weeks in
        (LONG_AGO, AUTUMN - 1, TODAY, True),
        (LONG_AGO, AUTUMN, TODAY, False),
        (LONG_AGO, AUTUMN, datetime.date(2027, 1, 5), False),
        (LONG_AGO, AUTUMN, datetime.date(2027, 2, 12), True),
        (datetime.date(2026, 11, 1), None, TODAY, False),  # it began to bind three weeks ago
        (datetime.date(2026, 10, 15), None, TODAY, True),
    ],
)
def test_a_review_is_asked_for_six_weeks_into_a_term(
    since: datetime.date, reviewed_in: int | None, today: datetime.date, due: bool
) -> None:
    assert reviewing.is_due(in_force_from=since, reviewed_in=reviewed_in, today=today) is due


@given(st.dates(datetime.date(2001, 1, 1), datetime.date(2090, 1, 1)))
def test_what_was_reviewed_this_term_is_never_asked_for(today: datetime.date) -> None:
    assert not reviewing.is_due(in_force_from=LONG_AGO, reviewed_in=term_of(today).number, today=today)


@pytest.mark.parametrize(
    ("status", "seen", "step", "sentence"),
    [
        ("kept", " ", NO_STEP, "Say in a sentence what you saw."),
        ("kept", "x" * 501, NO_STEP, "Shorten what you saw to 500 characters: it has 501."),
        ("partly", "Some do", NO_STEP, "Say what the next step is"),
        ("not-yet", "None do", Step(" ", TODAY), "Say what the next step is"),
        ("outgrown", "None do", NO_STEP, "Say what the next step is"),
        ("kept", "All do", Step("", TODAY), "You gave a day without a step."),
        ("partly", "Some do", Step("Ask", None), "Say by when"),
        ("partly", "Some do", Step("Ask", TODAY - DAY), "That day has passed."),
        ("partly", "Some do", Step("Ask", TODAY + 733 * DAY), "within two years"),
        ("partly", "Some do", Step("x" * 301, TODAY), "Shorten the next step to 300 characters"),
    ],
)
def test_a_review_that_says_too_little_is_refused(status: str, seen: str, step: Step, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence.replace("(", r"\(")):
        reviewing.check_review(status=status, seen=seen, step=step, today=TODAY)


@pytest.mark.parametrize("status", Status)
def test_each_status_has_words_and_can_be_given(status: Status) -> None:
    assert STATUS_LABELS[status]
    reviewing.check_review(status=status, seen="Some do", step=Step("Ask the others", TODAY), today=TODAY)


def test_what_is_kept_needs_no_next_step() -> None:
    reviewing.check_review(status="kept", seen="All do", step=NO_STEP, today=TODAY)


def test_a_review_is_corrected_within_its_term_alone() -> None:
    reviewing.check_term(AUTUMN, TODAY)
    with pytest.raises(Refused, match="That term is over"):
        reviewing.check_term(AUTUMN - 1, TODAY)


def test_priorities_keep_their_places_and_lose_their_blanks() -> None:
    assert reviewing.cleaned(["", " Reading   in every year ", "Attendance"]) == {
        2: "Reading in every year",
        3: "Attendance",
    }
    for words, sentence in (
        (["a", "A"], "Two of these are the same."),
        (["x" * 201], "Shorten priority 1 to 200"),
        ([str(number) for number in range(9)], "at most 8"),
    ):
        with pytest.raises(Refused, match=sentence):
            reviewing.cleaned(words)


def test_an_academic_year_is_written_as_schools_write_it() -> None:
    assert [reviewing.year_words(year) for year in (2025, 1999)] == ["2025/26", "1999/00"]
