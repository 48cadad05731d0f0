"""Places of a body are counted, and a place that runs out is told of in time."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.governance.seats import SOON, Places, is_to_see_to, places_of, vacancies
from people.rules import ON_BOARDS, GovernorCategory

PARENT, STAFF = GovernorCategory.PARENT, GovernorCategory.STAFF
TODAY = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("total", "held", "vacant", "beyond"), [(2, 0, 2, 0), (2, 2, 0, 0), (2, 3, 0, 1), (None, 1, 0, 0), (0, 1, 0, 1)]
)
def test_a_place_is_vacant_where_there_are_more_than_are_held(
    total: int | None, held: int, vacant: int, beyond: int
) -> None:
    found = places_of({PARENT: total}, [PARENT.value] * held)
    assert [(one.vacant, one.beyond) for one in found] == [(vacant, beyond)]


def test_a_category_with_neither_a_place_nor_a_holder_is_not_named() -> None:
    assert places_of({PARENT: None, STAFF: 0}, []) == []


@given(st.lists(st.sampled_from(list(ON_BOARDS))), st.dictionaries(st.sampled_from(list(ON_BOARDS)), st.integers(0, 9)))
def test_every_holder_is_counted_once_and_vacancies_never_exceed_the_places(
    held: list[GovernorCategory], totals: dict[GovernorCategory, int]
) -> None:
    found: list[Places] = places_of(totals, [one.value for one in held])
    assert sum(one.held for one in found) == len(held)
    assert 0 <= vacancies(found) <= sum(totals.values())


@pytest.mark.parametrize(
    ("ends_on", "now"),
    [
        (None, False),
        (TODAY - DAY, False),
        (TODAY, True),
        (TODAY + SOON, True),
        (TODAY + SOON + DAY, False),
    ],
)
def test_a_place_is_to_be_seen_to_from_three_months_before_its_last_day(
    ends_on: datetime.date | None, now: bool
) -> None:
    assert is_to_see_to(ends_on, TODAY) is now
