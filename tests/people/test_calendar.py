"""Terms and years: every day is in one term, and quiet terms are the whole ones between."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.calendar import (
    Term,
    academic_year,
    financial_year,
    quiet_terms,
    term_of,
    term_with_key,
    terms_back,
)

D = datetime.date
DAY = datetime.timedelta(days=1)
days = st.dates(D(1950, 1, 1), D(2150, 1, 1))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (D(2026, 9, 1), "autumn term 2026"),
        (D(2026, 12, 31), "autumn term 2026"),
        (D(2027, 1, 1), "spring term 2027"),
        (D(2028, 2, 29), "spring term 2028"),
        (D(2027, 3, 31), "spring term 2027"),
        (D(2027, 4, 1), "summer term 2027"),
        (D(2027, 8, 31), "summer term 2027"),
    ],
)
def test_a_day_belongs_to_the_term_of_its_month(day: D, words: str) -> None:
    assert str(term_of(day)) == words


@pytest.mark.parametrize(
    ("since", "today", "terms"),
    [
        (D(2026, 9, 1), D(2026, 12, 31), 0),
        (D(2026, 9, 1), D(2027, 3, 31), 0),
        (D(2026, 12, 31), D(2027, 4, 1), 1),
        (D(2026, 12, 31), D(2027, 9, 1), 2),
        (D(2025, 9, 1), D(2026, 9, 1), 2),
        (D(2027, 1, 1), D(2026, 1, 1), 0),
    ],
)
def test_only_whole_terms_are_quiet(since: D, today: D, terms: int) -> None:
    assert quiet_terms(since, today) == terms


def test_years_begin_in_september_and_in_april() -> None:
    assert academic_year(D(2027, 8, 31)) == (D(2026, 9, 1), D(2027, 8, 31))
    assert academic_year(D(2026, 9, 1)) == (D(2026, 9, 1), D(2027, 8, 31))
    assert financial_year(D(2027, 3, 31)) == (D(2026, 4, 1), D(2027, 3, 31))
    assert financial_year(D(2027, 4, 1)) == (D(2027, 4, 1), D(2028, 3, 31))


@pytest.mark.parametrize("key", ["", "spring", "2027", "2027-winter", "x027-spring", "0001-spring", "٢٠٢٧-spring"])
def test_what_is_no_term_in_an_address_is_none(key: str) -> None:
    assert term_with_key(key) is None


@given(days)
def test_a_term_holds_its_days_and_meets_its_neighbours(day: D) -> None:
    term = term_of(day)
    assert term.starts_on <= day <= term.ends_on
    assert term.next.starts_on == term.ends_on + DAY
    assert term_of(term.ends_on) == term == term_with_key(term.key)
    first, last = academic_year(day)
    assert first <= day <= last
    assert {Term(term.academic_year * 3 + place) for place in range(3)} == {
        term_of(first),
        term_of(D(first.year + 1, 1, 1)),
        term_of(last),
    }


@given(days, st.integers(1, 12))
def test_terms_are_counted_back_one_by_one(day: D, count: int) -> None:
    found = list(terms_back(day, count))
    assert found[0] == term_of(day)
    assert [term.next for term in found[1:]] == found[:-1]


@given(days, days, days)
def test_a_later_day_of_evidence_never_makes_it_quieter(one: D, other: D, today: D) -> None:
    earlier, later = sorted((one, other))
    assert quiet_terms(later, today) <= quiet_terms(earlier, today)
