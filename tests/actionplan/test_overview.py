"""A plan put together by team, month, state and body; as a picture of its time; and counted month by month."""

import datetime
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from actionplan.answering.control import Control
from actionplan.models import Milestone
from actionplan.overview import pictures, rules
from actionplan.overview.pictures import Dated, Followed, Said
from actionplan.overview.rules import By
from actionplan.rules import DateState, Precision, Window
from actionplan.slippage.rules import Move, Written
from core import clock
from documents.timelines import Bar, windows
from people.access.roles import Role
from people.models import User
from people.rules import BodyKind
from tests.actionplan.builders import make_milestone, make_recommendation, make_review
from tests.builders import make_body, make_council, make_member

TODAY = date(2026, 6, 15)
MARCH = Written("By March 2026", Window(None, date(2026, 3, 31)), Precision.MONTH)
JULY = Written("July 2026", Window(date(2026, 7, 1), date(2026, 7, 31)), Precision.MONTH)


def at(month: int, day: int) -> datetime.datetime:
    return datetime.datetime(2026, month, day, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("windows", "month"),
    [
        ([], None),
        ([Window(None, None), Window(date(2026, 1, 1), None)], None),
        ([MARCH.window], date(2026, 3, 1)),
        ([MARCH.window, JULY.window], date(2026, 7, 1)),
        ([JULY.window, Window(None, date(2027, 1, 31))], date(2026, 7, 1)),
        ([Window(None, date(2026, 1, 1)), MARCH.window], date(2026, 3, 1)),
    ],
)
def test_a_milestone_stands_in_the_month_of_its_next_last_day(windows: list[Window], month: date | None) -> None:
    assert rules.month_of(windows, TODAY) == month


def test_every_way_to_put_milestones_together_has_a_label() -> None:
    assert set(rules.BY_LABELS) == set(By)


def test_a_group_says_what_it_holds() -> None:
    assert rules.group_sentence({DateState.DONE: 1, DateState.LATE: 2}) == "3 milestones: 2 late, 1 done."
    assert rules.group_sentence({DateState.DUE_SOON: 1}) == "1 milestone: 1 due soon."


# Pictures -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("since", "days"),
    [
        (date(2026, 4, 10), [date(2026, 4, 30), date(2026, 5, 31), TODAY]),
        (TODAY, [TODAY]),
        (date(2026, 6, 1), [TODAY]),
    ],
)
def test_the_months_end_with_today(since: date, days: list[date]) -> None:
    assert pictures.month_ends(since, TODAY) == days
    assert len(pictures.month_ends(date(2020, 2, 29), TODAY)) == pictures.MOST_MONTHS


@pytest.mark.parametrize(
    ("day", "end", "state"),
    [
        (date(2026, 2, 28), at(3, 1), DateState.OPEN),
        (date(2026, 3, 31), at(4, 1), DateState.DUE_SOON),
        (date(2026, 4, 30), at(5, 1), DateState.LATE),
        # Moved on 5 May, so that it was late until then and no longer after.
        (date(2026, 5, 31), at(6, 1), DateState.NOT_YET),
        # Done on 10 June, and said so on 20 June: on 15 June nobody knew.
        (TODAY, at(6, 16), DateState.NOT_YET),
        (date(2026, 6, 30), at(7, 1), DateState.DONE),
    ],
)
def test_a_milestone_stands_as_was_known_then(day: date, end: datetime.datetime, state: DateState) -> None:
    moved = Move(MARCH, JULY, at(5, 5))
    milestone = Followed([(JULY, [moved])], [Said(date(2026, 6, 10), at(6, 20), is_done=True)])
    assert pictures.state_then(milestone, day, end) is state


def test_a_milestone_that_is_done_no_longer_counts_by_its_latest_word() -> None:
    said = [Said(date(2026, 2, 1), at(2, 1), is_done=True), Said(date(2026, 2, 9), at(2, 9), is_done=False)]
    milestone = Followed([(MARCH, [])], said)
    assert pictures.state_then(milestone, date(2026, 2, 5), at(2, 6)) is DateState.DONE
    assert pictures.state_then(milestone, date(2026, 2, 28), at(3, 1)) is DateState.OPEN


def test_counts_over_time_have_a_sentence_and_a_table() -> None:
    every = [
        Followed([(MARCH, [])], []),
        Followed([], []),
        Followed([(MARCH, [])], [Said(TODAY, at(6, 15), is_done=True)]),
    ]
    chart = pictures.over_time(every, [(date(2026, 2, 28), at(3, 1)), (TODAY, at(6, 16))])
    assert chart.head == ("Day", "Done", "Late", "Open or to come", "No date")
    assert [row[1:] for row in chart.rows] == [("0", "0", "2", "1"), ("1", "1", "0", "1")]
    assert "late milestones went from 0 to 1, and those done from 0 to 1, of 3." in chart.sentence


def test_a_count_over_time_tells_schools_choices_from_what_is_late() -> None:
    every = [Followed([(MARCH, [])], [], Control.SCHOOL_DECIDES), Followed([(MARCH, [])], [])]
    chart = pictures.over_time(every, [(date(2026, 2, 28), at(3, 1)), (TODAY, at(6, 16))])
    told = dict(zip(chart.head, chart.rows[-1], strict=True))
    assert (told["Late"], told["Past its day, schools decide"]) == ("1", "1")


def test_the_timeline_shows_windows_today_and_what_was_first_agreed() -> None:
    every = [
        Dated("1", "A step", DateState.NOT_YET, JULY, MARCH),
        Dated("2a", "Another step", DateState.LATE, MARCH, None),
    ]
    chart = pictures.timeline(every, of=2, since=date(2026, 1, 10), today=TODAY, part="")
    assert chart.sentence == (
        "On 15 June 2026, the broken line: 2 of 2 dates, by their last day. 1 of these moved since it was first agreed."
    )
    assert chart.rows[0] == ("1. July 2026", "A step", "July 2026", "to 31 March 2026", "Not yet")
    assert chart.rows[1][3] == "The same"
    # July lasts until its last day is over; a deadline begins with the plan.
    assert '"from":"2026-07-01","kind":"Now"' in chart.spec
    assert '"to":"2026-08-01"' in chart.spec
    assert '"from":"2026-01-10","kind":"First agreed"' in chart.spec
    assert '"day":"2026-06-15"' in chart.spec


def test_a_picture_of_windows_without_any_is_empty_and_not_an_error() -> None:
    chart = windows(title="T", sentence="S", bars=[Bar("1", (None, None))], since=TODAY, today=TODAY, head=("Date",))
    assert chart.rows == (("1",),)


# On the page --------------------------------------------------------------------------------------------------------
@pytest.fixture
def officer(db: None) -> User:
    return make_member(Role.OFFICER, make_council())


@pytest.fixture
def milestone(officer: User) -> Milestone:
    council = officer.memberships.get().council
    review = make_review(
        council=council, by=officer, panel=make_body(council=council, kind=BodyKind.SCRUTINY_PANEL, name="The Panel")
    )
    today = clock.today()
    row = make_recommendation(review=review, teams=["SES", "Press"])
    other = make_recommendation(review=review)
    board = make_body(council=council, kind=BodyKind.PARTNERSHIP, name="A Board")
    make_milestone((None, today - datetime.timedelta(days=1)), recommendation=row, text="The late step")
    make_milestone(recommendation=other, text="A step without a date", monitored_by=board)
    return make_milestone((None, date(2090, 3, 31)), recommendation=row, text="A far step")


@pytest.mark.parametrize(
    ("by", "headings", "first"),
    [
        (By.TEAM, ["Press", "SES", "Nobody is named"], "2 milestones: 1 late, 1 open."),
        (By.STATE, ["Late", "Open", "No date"], "1 milestone: 1 late."),
        (By.BODY, ["A Board", "The Panel"], "1 milestone: 1 no date."),
    ],
)
def test_the_plan_is_shown_by_what_its_address_asks_for(
    milestone: Milestone, officer: User, client: Client, by: By, headings: list[str], first: str
) -> None:
    client.force_login(officer)
    page = client.get(f"{milestone.recommendation.review.get_absolute_url()}?by={by}")
    groups = page.context["milestones"]["groups"]
    assert [group.heading for group, _ in groups] == headings
    assert groups[0][0].sentence == first
    assert "A far step" in page.content.decode()


def test_by_month_comes_in_time_with_what_has_no_day_at_the_end(
    milestone: Milestone, officer: User, client: Client
) -> None:
    client.force_login(officer)
    url = milestone.recommendation.review.get_absolute_url()
    groups = client.get(f"{url}?by=month").context["milestones"]["groups"]
    assert [group.heading for group, _ in groups][1:] == ["March 2090", "No last day"]
    page = client.get(f"{url}?by=month&state=open").content.decode()
    assert "A far step" in page
    assert "The late step" not in page
    assert "A far step" not in client.get(f"{url}?by=state&state=due-soon").content.decode()


def test_a_filter_by_team_shows_that_team_alone(milestone: Milestone, officer: User, client: Client) -> None:
    client.force_login(officer)
    team = milestone.recommendation.teams.get(code="SES")
    page = client.get(f"{milestone.recommendation.review.get_absolute_url()}?by=team&team={team.pk}")
    assert [group.heading for group, _ in page.context["milestones"]["groups"]] == ["SES"]


def test_a_long_plan_goes_on_behind_its_last_line(
    milestone: Milestone, officer: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actionplan.views.plans.PAGE", 1)
    client.force_login(officer)
    url, more, seen = milestone.recommendation.review.get_absolute_url(), "by=state", []
    while more:
        page = client.get(f"{url}?{more}")
        ((_, lines),) = page.context["milestones"]["groups"]
        seen += [line.text for line in lines]
        more = page.context["milestones"]["more"]
    assert seen == ["The late step", "A far step", "A step without a date"]


@pytest.mark.parametrize("by", ["", *By])
@pytest.mark.parametrize("rows", [1, 30])
def test_the_plan_takes_as_many_queries_however_long_it_is(
    officer: User, client: Client, rows: int, by: str, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    review = make_review(council=officer.memberships.get().council, by=officer)
    for _ in range(rows):
        make_milestone((None, date(2090, 3, 31)), recommendation=make_recommendation(review=review, teams=["SES"]))
    client.force_login(officer)
    client.get(review.get_absolute_url())
    with django_assert_max_num_queries(12):
        client.get(f"{review.get_absolute_url()}?by={by}")


def test_the_pictures_have_their_sentences_and_tables(milestone: Milestone, officer: User, client: Client) -> None:
    client.force_login(officer)
    url = f"{milestone.recommendation.review.get_absolute_url()}pictures/"
    page = client.get(url).content.decode()
    assert "those done from 0 to 0, of 3." in page
    assert "2 of 2 dates, by their last day." in page
    assert "1 milestone has no date, so it stands in no picture of time." in page
    assert client.get(f"{url}?part=99").status_code == 200
    assert client.get(f"{url}?part=zero").status_code == 200


def test_the_pictures_of_an_empty_plan_say_so(officer: User, client: Client) -> None:
    review = make_review(council=officer.memberships.get().council, by=officer)
    client.force_login(officer)
    assert "This plan has no milestones" in client.get(f"{review.get_absolute_url()}pictures/").content.decode()
