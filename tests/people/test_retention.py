"""How long things are kept: days of the calendar, ends of months, leap years."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import rules
from people.privacy import retention
from people.privacy.retention import LEAVER, RULES, Ground, Period, due_on, ground_refusal, holds_on

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2200, 1, 1))
PERIODS = st.builds(Period, years=st.integers(0, 10), months=st.integers(0, 24), days=st.integers(0, 60))


@pytest.mark.parametrize(
    ("start", "keep", "due"),
    [
        ("2026-01-31", Period(months=1), "2026-02-28"),
        ("2028-01-31", Period(months=1), "2028-02-29"),
        ("2026-08-31", Period(months=6), "2027-02-28"),
        ("2027-08-31", Period(months=6), "2028-02-29"),
        ("2028-02-29", Period(years=1), "2029-02-28"),
        ("2028-02-29", Period(years=4), "2032-02-29"),
        ("2026-12-31", Period(days=1), "2027-01-01"),
        ("2026-07-31", Period(months=6), "2027-01-31"),
    ],
)
def test_due_on_counts_months_as_the_calendar_has_them(start: str, keep: Period, due: str) -> None:
    assert due_on(datetime.date.fromisoformat(start), keep) == datetime.date.fromisoformat(due)


@given(DAYS, PERIODS)
def test_due_on_is_never_before_its_start_and_in_the_right_month(start: datetime.date, keep: Period) -> None:
    due = due_on(start, keep)
    assert due >= start
    bare = due_on(start, Period(years=keep.years, months=keep.months))
    months = (bare.year - start.year) * 12 + bare.month - start.month
    assert months == keep.years * 12 + keep.months
    assert bare.day == start.day or (bare.day < start.day and (bare + datetime.timedelta(days=1)).day == 1)
    assert due - bare == datetime.timedelta(days=keep.days)


@given(DAYS, st.integers(0, 400), PERIODS)
def test_whoever_leaves_later_is_not_due_sooner(start: datetime.date, later: int, keep: Period) -> None:
    assert due_on(start, keep) <= due_on(start + datetime.timedelta(days=later), keep)


def test_due_on_stops_at_the_end_of_the_calendar() -> None:
    assert due_on(datetime.date.max, Period(years=1)) == datetime.date.max
    assert due_on(datetime.date.max, Period(days=1)) == datetime.date.max


@given(DAYS, DAYS)
def test_a_leaver_is_refused_until_the_day_they_are_due(left: datetime.date, today: datetime.date) -> None:
    refused = ground_refusal(Ground.LEAVER, left, today) is not None
    assert refused is (left >= today or due_on(left, LEAVER.keep) > today)
    assert ground_refusal(Ground.ASKED, None, today) is None


@given(st.none() | DAYS, st.booleans(), DAYS)
def test_a_hold_ends_with_its_last_day_or_when_it_is_lifted(
    until: datetime.date | None, is_lifted: bool, today: datetime.date
) -> None:
    expected = not is_lifted and (until is None or today <= until)
    assert holds_on(until=until, is_lifted=is_lifted, today=today) is expected


def test_every_rule_is_read_as_a_sentence() -> None:
    assert str(LEAVER) == "A person’s account and name: 6 months after their last role ended"
    assert all(str(rule.keep) for rule in RULES)
    assert len({rule.key for rule in RULES}) == len(RULES)


def test_what_goes_by_itself_goes_when_the_rules_say() -> None:
    assert datetime.timedelta(days=retention.LETTER.keep.days) == rules.LETTERS_KEPT_FOR
    assert datetime.timedelta(days=retention.JOB.keep.days) == rules.JOBS_KEPT_FOR
    assert datetime.timedelta(hours=retention.PREVIEW.keep.hours) == rules.KEPT_FOR
