"""What may be said in a consultation and what may become of it: the rules, without a database."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies import rules
from policies.consultation import rules as consulting
from policies.consultation.rules import ANSWERS, Ending, Outcome, Tally
from policies.document import Clause, ClauseKind, ModelClause, Refused
from policies.readership import rules as receipts
from policies.rules import VersionState
from tests.policies.cast import TODAY, plain_document

DAY = datetime.timedelta(days=1)
OWN = Clause("c1", "Meet every month.")


def test_every_word_has_a_label_and_every_outcome_its_row() -> None:
    assert set(consulting.OUTCOME_LABELS) == set(Outcome)
    assert set(consulting.ENDING_LABELS) == set(Ending)
    assert set(ANSWERS) == set(Outcome) - {Outcome.NONE}


@pytest.mark.parametrize(
    ("has_suggestion", "can_change", "offered"),
    [
        (True, True, [Outcome.ACCEPTED, Outcome.CHANGED, Outcome.DECLINED]),
        (False, True, [Outcome.CHANGED, Outcome.DECLINED, Outcome.NOTED]),
        (False, False, [Outcome.DECLINED, Outcome.NOTED]),
    ],
)
def test_outcomes_fit_what_was_said(has_suggestion: bool, can_change: bool, offered: list[Outcome]) -> None:
    assert consulting.outcomes(has_suggestion=has_suggestion, can_change=can_change) == offered


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("has_suggestion", [True, False])
@pytest.mark.parametrize("reply", ["", "Because."])
def test_an_answer_is_taken_exactly_where_its_row_says_so(outcome: Outcome, has_suggestion: bool, reply: str) -> None:
    asked = ANSWERS.get(outcome)
    fits = asked is not None and asked.of_suggestions in {None, has_suggestion} and bool(reply or not asked.needs_reply)

    def check() -> object:
        return consulting.check_answer(
            outcome, has_suggestion=has_suggestion, can_change=True, is_withdrawn=False, reply=reply, words="Words"
        )

    assert rules.allows(check) == fits


def test_a_comment_that_was_taken_back_is_not_answered() -> None:
    with pytest.raises(Refused, match="took this comment back"):
        consulting.check_answer("noted", has_suggestion=False, can_change=True, is_withdrawn=True, reply="x", words="")


def test_accepting_in_other_words_takes_the_words() -> None:
    given = {"has_suggestion": True, "can_change": True, "is_withdrawn": False, "reply": ""}
    with pytest.raises(Refused, match="Enter the words"):
        consulting.check_answer("changed", words=" ", **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "is_fine"), [(-1, False), (0, False), (1, True), (14, True), (366, True), (367, False)]
)
def test_a_last_day_leaves_time_and_is_within_a_year(days: int, is_fine: bool) -> None:
    assert rules.allows(lambda: consulting.check_until(TODAY + days * DAY, TODAY)) == is_fine


@pytest.mark.parametrize(("days", "is_ended", "is_fine"), [(0, False, True), (-1, False, False), (5, True, False)])
def test_words_are_taken_until_midnight_after_the_last_day(days: int, is_ended: bool, is_fine: bool) -> None:
    assert rules.allows(lambda: consulting.check_open(until=TODAY + days * DAY, is_ended=is_ended, today=TODAY)) == (
        is_fine
    )


@pytest.mark.parametrize(
    ("clause", "can"),
    [
        (OWN, True),
        (None, False),
        (Clause("t", "Table", kind=ClauseKind.TABLE), False),
        (Clause("c", "Core", locked=True, model_clause=ModelClause("m", 1)), False),
        (Clause("c", "Core of a model", locked=True), True),
    ],
)
def test_other_words_are_for_clauses_that_the_school_may_change(clause: Clause | None, can: bool) -> None:
    assert consulting.can_suggest(clause) == can
    assert rules.allows(lambda: consulting.check_suggestion(clause, "Words")) == can
    assert rules.allows(lambda: consulting.check_suggestion(clause, ""))


def test_words_left_as_they_are_suggest_nothing() -> None:
    assert consulting.suggestion(OWN, " Meet every month. \r\n") == ""
    assert consulting.suggestion(OWN, "Meet every week.") == "Meet every week."
    with pytest.raises(Refused, match="Write a comment"):
        consulting.check_said(" ", "")


@given(st.text(alphabet="ab \n", max_size=30), st.text(alphabet="ab \n", max_size=30))
def test_what_is_suggested_keeps_every_word(text: str, words: str) -> None:
    found = consulting.suggestion(Clause("c", text), words)
    assert found.split() == words.split() or (found == "" and words.split() == text.split())


def test_every_section_and_clause_is_a_place_in_reading_order() -> None:
    document = plain_document("One", "Two")
    found = consulting.places(document)
    assert list(found) == ["s1", "c1", "c2"]
    assert [place.order for place in found.values()] == [0, 1, 2]
    assert [place.about for place in found.values()] == [
        "on What we do",
        "on part 1 of What we do",
        "on part 2 of What we do",
    ]


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        (Tally(12, 7, 19, 0), "12 comments from 7 of 19 people; all answered"),
        (Tally(1, 1, 1, 1), "1 comment from 1 of 1 person; 1 still to answer"),
        (Tally(0, 0, 19, 0), "No comments from 19 people"),
    ],
)
def test_a_tally_is_one_sentence(tally: Tally, words: str) -> None:
    assert tally.words == words


# Reading and reminding ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("left", "due"), [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (0, 7), (-1, -1), (-400, -1)]
)
def test_one_reminder_is_due_on_a_day(left: int, due: int | None) -> None:
    assert receipts.due(TODAY + left * DAY, TODAY) == due


@pytest.mark.parametrize(
    ("change", "is_fine"),
    [
        ({}, True),
        ({"state": VersionState.SUBMITTED}, False),
        ({"of_staff": False}, False),
        ({"of_staff": False, "of_governors": True}, True),
        ({"by_day": TODAY}, False),
        ({"by_day": TODAY + DAY}, True),
    ],
)
def test_people_are_asked_to_read_what_was_adopted(change: dict[str, object], is_fine: bool) -> None:
    asked = {"state": VersionState.ADOPTED, "of_staff": True, "of_governors": False, "by_day": None, "today": TODAY}
    assert rules.allows(lambda: receipts.check_asking(**(asked | change))) == is_fine  # type: ignore[arg-type]
