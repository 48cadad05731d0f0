"""The cover of a council's schools: counted once a term, kept, and shown so that nothing of one school can be read."""

import datetime

import pytest

from people.access.roles import Role
from people.models import Council, CoverCount, School, User
from people.planning import counting
from people.planning.counting import COVERED, UNCOVERED, count_cover, published_of, term_began
from people.planning.cover import Level, NominationState
from people.rules import SchoolStatus
from tests.builders import (
    make_council,
    make_cover_count,
    make_holder,
    make_member,
    make_nomination,
    make_post,
    make_school,
    make_staff,
)

TODAY = datetime.date(2026, 11, 26)
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("today", "began"),
    [
        (datetime.date(2026, 9, 1), datetime.date(2026, 9, 1)),
        (datetime.date(2026, 12, 31), datetime.date(2026, 9, 1)),
        (datetime.date(2027, 1, 1), datetime.date(2027, 1, 1)),
        (datetime.date(2027, 8, 31), datetime.date(2027, 4, 1)),
    ],
)
def test_a_count_holds_for_its_term(today: datetime.date, began: datetime.date) -> None:
    assert term_began(today) == began


@pytest.fixture
def council(db: None) -> Council:
    return make_council(name="Wexmoor Council")


@pytest.fixture
def officer(council: Council) -> User:
    return make_member(Role.OFFICER, council)


def looked(council: Council, *, posts: int = 2, covered: int = 1, on: datetime.date = TODAY - DAY) -> School:
    """A school that looked at its posts, in so many of which somebody could act."""
    school = make_school(council=council)
    for n in range(posts):
        post = make_post(school, reviewed_on=on)
        if n < covered:
            make_nomination(post)
    return school


def test_the_posts_of_schools_that_looked_are_counted_by_the_rules_of_the_map(council: Council) -> None:
    for _ in range(5):
        school = looked(council)
    # What does not count: the board's own posts, closed ones, schools that did not look, or are closed, or another's.
    make_post(school, level=Level.HEADSHIP, reviewed_on=TODAY)
    make_post(school, closed_on=TODAY, reviewed_on=TODAY)
    looked(council, on=TODAY - 366 * DAY)
    make_post(make_school(council=council))
    looked(make_council())
    School.objects.filter(pk=looked(council).pk).update(status=SchoolStatus.CLOSED)
    assert count_cover(TODAY) == 1
    count = CoverCount.objects.get()
    assert (count.council, count.counted_on, len(count.urns), count.posts, count.uncovered) == (
        council,
        TODAY,
        5,
        10,
        5,
    )


def test_who_holds_the_post_or_has_left_or_is_only_proposed_covers_nothing(council: Council) -> None:
    for _ in range(4):
        looked(council, posts=1, covered=1)
    school = make_school(council=council)
    post = make_post(school, reviewed_on=TODAY)
    make_nomination(post, staff=make_holder(post).staff)
    make_nomination(post, staff=make_staff(school, ends_on=TODAY - DAY))
    make_nomination(post, state=NominationState.PROPOSED)
    count_cover(TODAY)
    assert CoverCount.objects.get().uncovered == 1


def test_fewer_than_five_schools_are_not_counted(council: Council, officer: User) -> None:
    for _ in range(4):
        looked(council)
    assert count_cover(TODAY) == 0
    assert published_of(officer, council) is None
    looked(council)
    assert count_cover(TODAY) == 1


def test_it_is_counted_once_a_term(council: Council) -> None:
    for _ in range(5):
        looked(council)
    assert [count_cover(day) for day in (TODAY, TODAY, TODAY + DAY, datetime.date(2027, 1, 1))] == [1, 0, 0, 1]


def test_what_is_shown_hides_small_numbers(council: Council, officer: User) -> None:
    make_cover_count(council, posts=40, uncovered=12)
    shown = published_of(officer, council)
    assert shown
    assert (str(shown.posts[UNCOVERED]), str(shown.posts.total), shown.posts[UNCOVERED].percent) == ("12", "40", 30)
    make_cover_count(other := make_council(), posts=40, uncovered=3)
    few = published_of(make_member(Role.OFFICER, other), other)
    assert few
    assert (few.posts[UNCOVERED].value, few.posts[COVERED].value) == (None, None)


def test_a_small_move_leaves_the_count_before_standing(council: Council, officer: User) -> None:
    first = make_cover_count(council, counted_on=TODAY, posts=40, uncovered=12)
    make_cover_count(council, counted_on=TODAY + 100 * DAY, posts=40, uncovered=13)
    shown = published_of(officer, council)
    assert shown
    assert shown.counted_on == first.counted_on
    make_cover_count(council, counted_on=TODAY + 200 * DAY, posts=50, uncovered=17)
    later = published_of(officer, council)
    assert later
    assert (later.counted_on, str(later.posts[UNCOVERED])) == (TODAY + 200 * DAY, "17")


@pytest.mark.parametrize(("joined", "follows"), [(0, True), (1, False), (4, False), (5, True)])
def test_a_count_that_differs_by_few_schools_leaves_the_one_before_standing(
    council: Council, officer: User, joined: int, follows: bool
) -> None:
    """Else the school that joined would be what the one count is more than the other."""
    first = make_cover_count(council, counted_on=TODAY, posts=40, uncovered=12)
    urns = [*first.urns, *range(200_000, 200_000 + joined)]
    later = make_cover_count(council, counted_on=TODAY + 100 * DAY, posts=53, uncovered=17, urns=urns)
    shown = published_of(officer, council)
    assert shown
    assert shown.counted_on == (later if follows else first).counted_on


def test_it_is_the_officers_alone(council: Council, officer: User) -> None:
    make_cover_count(council)
    assert published_of(officer, council)
    outsiders = [make_member(Role.OFFICER, make_council()), make_member(Role.HEAD, make_school(council=council))]
    for user in (*outsiders, make_member(Role.COUNCILLOR, council), make_member(Role.ACTION_OWNER, council)):
        assert published_of(user, council) is None


def test_many_schools_are_counted_some_at_a_time(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("people.planning.queries._SCHOOLS_AT_ONCE", 2)
    for _ in range(5):
        looked(council)
    assert counting.count_cover(TODAY) == 1
    assert CoverCount.objects.get().posts == 10
