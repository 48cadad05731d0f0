"""What an invitation is worth, and when a change of administrators leaves a day without any."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.membership.rules import (
    CLOSED,
    OPEN_FOR,
    Days,
    InvitationState,
    first_day_without,
    invitation_state,
    last_day_refusal,
    opens_a_gap,
)

NOW = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("is_accepted", "is_withdrawn", "left", "state"),
    [
        (False, False, OPEN_FOR, InvitationState.OPEN),
        (False, False, datetime.timedelta(seconds=1), InvitationState.OPEN),
        (False, False, datetime.timedelta(0), InvitationState.RUN_OUT),
        (True, False, OPEN_FOR, InvitationState.ACCEPTED),
        (True, False, -OPEN_FOR, InvitationState.ACCEPTED),
        (False, True, OPEN_FOR, InvitationState.WITHDRAWN),
        (False, True, -OPEN_FOR, InvitationState.WITHDRAWN),
    ],
)
def test_what_an_invitation_is_worth(
    is_accepted: bool, is_withdrawn: bool, left: datetime.timedelta, state: InvitationState
) -> None:
    found = invitation_state(is_accepted=is_accepted, is_withdrawn=is_withdrawn, expires_at=NOW + left, now=NOW)
    assert found is state


def test_every_closed_state_has_its_sentence() -> None:
    assert set(CLOSED) == set(InvitationState) - {InvitationState.OPEN}


def days(start: int, end: int | None) -> Days:
    return TODAY + start * DAY, None if end is None else TODAY + end * DAY


SPAN = st.builds(
    lambda start, length: days(start, None if length is None else start + length),
    st.integers(-9, 9),
    st.none() | st.integers(0, 9),
)


@given(st.lists(SPAN, max_size=5))
def test_the_first_day_without_is_the_first_that_no_span_covers(spans: list[Days]) -> None:
    def is_covered(day: datetime.date) -> bool:
        return any(start <= day and (end is None or day <= end) for start, end in spans)

    horizon = [TODAY + n * DAY for n in range(60)]
    assert first_day_without(spans, TODAY) == next((day for day in horizon if not is_covered(day)), None)


@pytest.mark.parametrize(
    ("before", "after", "is_gap"),
    [
        ([(-9, None)], [], True),
        ([(-9, None)], [(-9, 30)], True),
        ([(-9, None)], [(-9, 30), (31, None)], False),
        ([(-9, None)], [(-9, 30), (32, None)], True),
        ([(-9, None), (-5, None)], [(-5, None)], False),
        ([(-9, 30)], [(-9, 30)], False),
        ([(-9, 30)], [(-9, 40)], False),
        ([(-9, 30)], [(-9, 29)], True),
        ([], [], False),
        ([(5, None)], [], False),
    ],
)
def test_a_gap_is_a_day_on_which_there_was_to_be_an_administrator(
    before: list[tuple[int, int | None]], after: list[tuple[int, int | None]], is_gap: bool
) -> None:
    assert opens_a_gap([days(*span) for span in before], [days(*span) for span in after], TODAY) is is_gap


@pytest.mark.parametrize(
    ("start", "end", "is_refused"), [(-9, None, False), (-9, 0, False), (-9, -1, True), (5, 4, True), (5, 5, False)]
)
def test_a_last_day_is_neither_over_nor_before_the_first(start: int, end: int | None, is_refused: bool) -> None:
    starts, ends = days(start, end)
    assert (last_day_refusal(starts_on=starts, ends_on=ends, today=TODAY) is not None) is is_refused
