import datetime
import threading

import pytest
from django.utils import timezone

from core import clock

NOON = datetime.datetime(2026, 7, 1, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def test_now_is_this_moment_unless_it_is_set() -> None:
    assert abs(timezone.now() - clock.now()) < HOUR
    with clock.at(NOON):
        assert clock.now() == NOON
    assert abs(timezone.now() - clock.now()) < HOUR


def test_at_can_be_nested_and_gives_back_what_was_set_before() -> None:
    with clock.at(NOON):
        with clock.at(NOON + HOUR):
            assert clock.now() == NOON + HOUR
        assert clock.now() == NOON


def test_at_is_reset_by_what_breaks_out_of_it() -> None:
    with pytest.raises(ZeroDivisionError), clock.at(NOON):
        raise ZeroDivisionError
    assert clock.now() != NOON


def test_at_sets_the_clock_of_nobody_else() -> None:
    seen: list[datetime.datetime] = []
    with clock.at(NOON):
        other = threading.Thread(target=lambda: seen.append(clock.now()))
        other.start()
        other.join()
    assert seen != [NOON]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-07-01T22:59:59+00:00", "2026-07-01"),
        ("2026-07-01T23:00:00+00:00", "2026-07-02"),  # midnight in London, in summer
        ("2026-12-01T23:30:00+00:00", "2026-12-01"),
        ("2026-03-29T00:59:59+00:00", "2026-03-29"),  # the clocks go forward
        ("2026-10-24T23:30:00+00:00", "2026-10-25"),  # and that night, back
        ("2028-02-28T23:59:59+00:00", "2028-02-28"),
        ("2028-02-29T00:00:00+00:00", "2028-02-29"),
        ("2026-12-31T23:59:59+00:00", "2026-12-31"),
        ("2027-01-01T00:00:00+00:00", "2027-01-01"),
    ],
)
def test_today_is_the_day_it_is_in_london(moment: str, day: str) -> None:
    with clock.at(datetime.datetime.fromisoformat(moment)):
        assert clock.today() == datetime.date.fromisoformat(day)


def test_a_day_begins_at_midnight_in_london() -> None:
    assert clock.midnight(datetime.date(2026, 7, 1)) == datetime.datetime(2026, 6, 30, 23, tzinfo=datetime.UTC)
    assert clock.midnight(datetime.date(2026, 1, 1)) == datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
