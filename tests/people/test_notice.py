"""How much notice papers give: counted day by day, whatever the arithmetic says."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.bank_holidays import BANK_HOLIDAYS, FIRST, LAST
from people.governance.notice import (
    LONGEST,
    USUAL,
    Notice,
    NoticeKind,
    clear_days,
    is_in_time,
    is_working,
    last_day,
    late_sentence,
    notice_of,
    unknown_holidays,
)
from people.rules import BodyKind

pytestmark = pytest.mark.unit

DAY = datetime.timedelta(days=1)
WEEK = Notice(NoticeKind.CLEAR_DAYS, 7)
FIVE = Notice(NoticeKind.CLEAR_WORKING_DAYS, 5)
days = st.dates(FIRST, LAST - 90 * DAY)
notices = st.builds(Notice, st.sampled_from(NoticeKind), st.integers(0, LONGEST))


def on(words: str) -> datetime.date:
    return datetime.datetime.strptime(words, "%d %b %Y").replace(tzinfo=datetime.UTC).date()


@pytest.mark.parametrize(
    ("notice", "meets", "last"),
    [
        # Seven days between: the 4th to the 10th.
        (WEEK, "11 Mar 2026", "3 Mar 2026"),
        (WEEK, "1 Mar 2028", "22 Feb 2028"),  # across 29 February
        # 7, 8, 9, 10 and 13 April are worked; before them lie Easter Monday, a weekend and Good Friday.
        (FIVE, "14 Apr 2026", "2 Apr 2026"),
        (FIVE, "16 Apr 2026", "8 Apr 2026"),
        # Boxing Day 2026 is a Saturday, so Monday the 28th is a holiday.
        (FIVE, "6 Jan 2027", "24 Dec 2026"),
        (Notice(NoticeKind.CLEAR_WORKING_DAYS, 0), "1 Sep 2026", "28 Aug 2026"),  # behind a holiday and a weekend
        (Notice(NoticeKind.CLEAR_DAYS, 0), "1 Sep 2026", "31 Aug 2026"),
    ],
)
def test_the_last_day_leaves_as_many_clear_days_as_the_body_gives(notice: Notice, meets: str, last: str) -> None:
    assert last_day(notice, on(meets)) == on(last)


@given(notices, days)
def test_the_last_day_is_in_time_and_the_next_working_one_is_not(notice: Notice, meets: datetime.date) -> None:
    last = last_day(notice, meets)
    assert is_in_time(notice, issued=last, meets=meets)
    following = last + DAY
    while notice.kind is NoticeKind.CLEAR_WORKING_DAYS and not is_working(following):
        following += DAY
    assert following >= meets or not is_in_time(notice, issued=following, meets=meets)


@given(st.sampled_from(NoticeKind), days, st.integers(0, 80))
def test_neither_the_day_of_issue_nor_that_of_the_meeting_counts(
    kind: NoticeKind, issued: datetime.date, apart: int
) -> None:
    meets = issued + apart * DAY
    between = [issued + n * DAY for n in range(1, apart)]
    counted = [one for one in between if kind is NoticeKind.CLEAR_DAYS or is_working(one)]
    assert clear_days(issued, meets, kind) == len(counted)


@given(notices, days, st.integers(0, 40))
def test_more_notice_is_never_late_where_less_was_in_time(notice: Notice, meets: datetime.date, more: int) -> None:
    earlier = last_day(notice, meets) - more * DAY
    assert is_in_time(notice, issued=earlier, meets=meets)


@given(notices, days)
def test_papers_of_the_day_of_the_meeting_are_late(notice: Notice, meets: datetime.date) -> None:
    assert not is_in_time(notice, issued=meets, meets=meets)
    assert late_sentence(notice, issued=meets, meets=meets)


def test_a_late_issue_is_told_with_the_day_it_should_have_been() -> None:
    said = late_sentence(WEEK, issued=on("5 Mar 2026"), meets=on("11 Mar 2026"))
    assert said == (
        "This body gives 7 clear days of notice. The last day to issue papers for 11 March 2026 is 3 March 2026, so "
        "papers of 5 March 2026 are late."
    )
    assert late_sentence(WEEK, issued=on("3 Mar 2026"), meets=on("11 Mar 2026")) == ""


def test_a_body_gives_what_is_usual_until_it_sets_its_own() -> None:
    assert notice_of(BodyKind.GOVERNING_BOARD) == WEEK
    assert notice_of(BodyKind.SCRUTINY_PANEL) == FIVE
    assert notice_of(BodyKind.COMMITTEE, own_days=10) == Notice(NoticeKind.CLEAR_DAYS, 10)
    assert notice_of(BodyKind.COMMITTEE, own_kind="clear-working-days", own_days=0) == Notice(
        NoticeKind.CLEAR_WORKING_DAYS, 0
    )
    assert set(USUAL) == set(BodyKind)
    assert str(Notice(NoticeKind.CLEAR_WORKING_DAYS, 1)) == "1 clear working day"


def test_each_year_has_its_eight_bank_holidays_on_days_of_the_week() -> None:
    for year in range(FIRST.year, LAST.year + 1):
        assert len([one for one in BANK_HOLIDAYS if one.year == year]) == 8
    assert all(one.weekday() < 5 for one in BANK_HOLIDAYS)


def test_a_year_whose_holidays_are_not_known_is_said_to_be_so() -> None:
    assert unknown_holidays(FIVE, datetime.date(2029, 1, 1))
    assert not unknown_holidays(FIVE, datetime.date(2028, 12, 31))
    assert not unknown_holidays(WEEK, datetime.date(2029, 1, 1))
