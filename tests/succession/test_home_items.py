import datetime

import pytest

from succession.home.items import MOST_CHANGES, MOST_NEEDS, All, Change, Coming, Home, Need, assembled

DAY = datetime.date(2026, 11, 2)
NOON = datetime.datetime(2026, 11, 2, 12, tzinfo=datetime.UTC)
ONE_DAY = datetime.timedelta(days=1)


def home(**lists: object) -> Home:
    given = {"needs": [], "changes": [], "coming": [], "last_here": None} | lists
    return assembled(**given)  # type: ignore[arg-type]


def test_what_is_due_first_comes_first_and_what_has_no_day_last() -> None:
    needs = [Need("none", "/"), Need("later", "/", by=DAY + ONE_DAY), Need("sooner", "/", by=DAY), Need("nor", "/")]
    assert [need.what for need in home(needs=needs).needs] == ["sooner", "later", "none", "nor"]


def test_the_latest_change_comes_first_and_the_soonest_day_too() -> None:
    changes = [Change(NOON, "first", "/"), Change(NOON + ONE_DAY, "second", "/")]
    coming = [Coming(DAY + ONE_DAY, "second"), Coming(DAY, "first")]
    made = home(changes=changes, coming=coming)
    assert [change.words for change in made.changes] == ["second", "first"]
    assert [item.words for item in made.coming] == ["first", "second"]


def test_a_page_shows_no_more_than_a_person_takes_in() -> None:
    made = home(
        needs=(Need(str(n), "/") for n in range(50)),
        changes=(Change(NOON, str(n), "/") for n in range(50)),
        coming=(Coming(DAY, str(n)) for n in range(50)),
    )
    assert (len(made.needs), len(made.changes), len(made.coming)) == (MOST_NEEDS, MOST_CHANGES, MOST_CHANGES)


def test_where_the_rest_stands_is_said_only_where_something_was_cut_off() -> None:
    beyond = [All("See all 10 late milestones", "/plan/?state=late")]
    for count, said in ((MOST_NEEDS, []), (MOST_NEEDS + 1, beyond)):
        assert list(home(needs=(Need(str(n), "/") for n in range(count)), beyond=beyond).beyond) == said


@pytest.mark.parametrize(("last_here", "words"), [(None, ["new", "old"]), (NOON, ["new"]), (NOON + ONE_DAY, [])])
def test_new_is_what_happened_since_the_person_was_last_here(
    last_here: datetime.datetime | None, words: list[str]
) -> None:
    changes = [Change(NOON, "old", "/"), Change(NOON + ONE_DAY, "new", "/")]
    assert [change.words for change in home(changes=changes, last_here=last_here).new] == words


def test_a_need_says_by_when_in_words() -> None:
    assert Need("Review the policy", "/", by=DAY).when == "By 2 November 2026"
    assert Need("Review the policy", "/").when == ""


def test_a_change_late_in_the_evening_of_summer_belongs_to_the_day_it_was_in_london() -> None:
    assert Change(datetime.datetime(2026, 7, 1, 23, 30, tzinfo=datetime.UTC), "", "/").on == datetime.date(2026, 7, 2)
