"""The rules of talent records and criteria: whole tables, dates, and who may write what."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.rules import Refused
from people.talent import criteria
from people.talent import rules as talent
from people.talent.criteria import CRITERIA_STEPS, CriteriaState, CriteriaStep
from people.talent.rules import COUNTED, TALENT_STEPS, TalentCondition, TalentState, TalentStep

TODAY = datetime.date(2026, 11, 2)
DAY = datetime.timedelta(days=1)
days = st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))


def test_every_step_says_what_it_makes_of_every_state() -> None:
    assert set(TALENT_STEPS) == set(TalentStep)
    assert all(set(outcomes) == set(TalentState) for outcomes in TALENT_STEPS.values())
    assert set(CRITERIA_STEPS) == set(CriteriaStep)
    assert all(set(outcomes) == set(CriteriaState) for outcomes in CRITERIA_STEPS.values())


def test_every_word_has_a_label() -> None:
    assert set(talent.AIM_LABELS) == set(talent.Aim)
    assert set(talent.SOURCE_LABELS) == set(talent.Source)
    assert set(talent.TALENT_STATE_LABELS) == set(TalentState)
    assert set(talent.TALENT_STEP_LABELS) == set(TalentStep)
    assert set(talent.ENDING_LABELS) == set(talent.Ending)
    assert set(criteria.CRITERIA_STATE_LABELS) == set(CriteriaState)


def test_refusals_are_whole_sentences() -> None:
    tables = [*TALENT_STEPS.values(), *CRITERIA_STEPS.values()]
    sentences = [
        outcome
        for outcomes in tables
        for outcome in outcomes.values()
        if not isinstance(outcome, (TalentState, CriteriaState))
    ]
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in sentences)


@pytest.mark.parametrize("state", TalentState)
def test_what_is_written_is_to_be_read_again(state: TalentState) -> None:
    """Nothing that is written leaves a record as read; and no way leads out of a closed one."""
    outcome = TALENT_STEPS[TalentStep.WRITE][state]
    assert outcome is TalentState.OPEN or isinstance(outcome, str)
    leaving = [step for step in TalentStep if TALENT_STEPS[step][TalentState.CLOSED] in set(TalentState)]
    assert [TALENT_STEPS[step][TalentState.CLOSED] for step in leaving] == [TalentState.CLOSED]


@pytest.mark.parametrize(
    ("state", "review_by", "left_on", "is_"),
    [
        ("open", TODAY, None, TalentCondition.OPEN),
        ("read", TODAY, None, TalentCondition.READ),
        ("read", TODAY - DAY, None, TalentCondition.LAPSED),
        ("paused", TODAY - DAY, None, TalentCondition.PAUSED),
        ("open", TODAY, TODAY, TalentCondition.OPEN),
        ("open", TODAY, TODAY - DAY, TalentCondition.CLOSED),
        ("paused", TODAY, TODAY - DAY, TalentCondition.CLOSED),
        ("closed", TODAY + DAY, None, TalentCondition.CLOSED),
    ],
)
def test_what_a_record_is_today(
    state: str, review_by: datetime.date, left_on: datetime.date | None, is_: TalentCondition
) -> None:
    assert talent.condition(state, review_by=review_by, left_on=left_on, today=TODAY) is is_


@given(today=days, ahead=st.integers(-800, 800))
def test_a_record_never_lasts_longer_than_a_year_unreviewed(today: datetime.date, ahead: int) -> None:
    review_by = today + ahead * DAY
    try:
        talent.check_review_by(review_by, today)
    except Refused:
        assert ahead <= 0 or ahead > 365
    else:
        assert 0 < ahead <= 366
        after_a_year = review_by + DAY
        found = talent.condition("read", review_by=review_by, left_on=None, today=after_a_year)
        assert found is TalentCondition.LAPSED
        assert found not in COUNTED


def test_a_review_from_the_29_february_is_due_on_the_28() -> None:
    assert talent.latest_review(datetime.date(2028, 2, 29)) == datetime.date(2029, 2, 28)


@given(first=st.none() | st.integers(1, 3), by=st.integers(1, 3))
def test_a_second_view_takes_a_first_and_somebody_else(first: int | None, by: int) -> None:
    if first is None or first == by:
        with pytest.raises(Refused):
            talent.check_second_view(first_by=first, by=by)
    else:
        talent.check_second_view(first_by=first, by=by)


def test_nobody_judges_themself() -> None:
    talent.check_writer(is_subject=False)
    with pytest.raises(Refused, match="somebody else writes in it"):
        talent.check_writer(is_subject=True)


@pytest.mark.parametrize("found", TalentCondition)
def test_nothing_is_written_in_what_lapsed_or_is_over(found: TalentCondition) -> None:
    if found in {TalentCondition.LAPSED, TalentCondition.CLOSED}:
        with pytest.raises(Refused):
            talent.check_current(found)
    else:
        talent.check_current(found)


@pytest.mark.parametrize(
    ("proposer", "clerk", "has_clerk", "may"),
    [
        (True, True, True, False),
        (True, False, False, False),
        (False, True, True, True),
        (False, False, True, False),
        (False, False, False, True),
    ],
)
def test_criteria_are_recorded_by_the_clerk_and_never_by_who_proposed_them(
    proposer: bool, clerk: bool, has_clerk: bool, may: bool
) -> None:
    asked = {"is_proposer": proposer, "is_clerk": clerk, "school_has_clerk": has_clerk}
    if may:
        criteria.check_recorder(**asked)
    else:
        with pytest.raises(Refused):
            criteria.check_recorder(**asked)


def test_criteria_that_rest_on_nothing_are_refused() -> None:
    criteria.check_whole([("Listens", 1)])
    with pytest.raises(Refused, match="There is no criterion yet"):
        criteria.check_whole([])
    with pytest.raises(Refused, match="Choose a standard for “Leads”"):
        criteria.check_whole([("Listens", 2), ("Leads", 0)])


@pytest.mark.parametrize("reference", ["", "  ", "7" * 101])
def test_a_minute_reference_is_there_and_short(reference: str) -> None:
    with pytest.raises(Refused, match="minute reference"):
        criteria.check_minute(reference)
