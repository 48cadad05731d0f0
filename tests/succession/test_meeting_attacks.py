"""Meetings under attack: keys from elsewhere, people who left, two schools, papers taken back, long names."""

import datetime
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from core import clock
from people.access.roles import Role
from people.governance.notice import Notice, NoticeKind, last_day
from people.models import Body, Meeting, Membership, School, TermOfOffice, User
from people.rules import MeetingStatus
from succession.actions.decisions import decision_token
from succession.meetings.rules import Audience, Decides, ItemKind, Outcome
from succession.models import AgendaIssue, AgendaItem, Decision
from tests.builders import (
    make_confidential_item,
    make_decision,
    make_issue,
    make_item,
    make_meeting,
    make_member,
    make_paper,
    make_report,
    make_school,
    make_term,
)
from tests.succession.meetings_cast import Board

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
LONG = "Llanfair" * 25
# Beside the agenda, one looks for all that can be put on it, and the other asks for a second step and writes it down.
MOST_QUERIES = {"item": 23, "confidential": 16}


@pytest.fixture
def board() -> Board:
    board = Board()
    board.meeting.on = clock.today() + 60 * DAY
    board.meeting.save()
    return board


def page(board: Board, tail: str = "", school: School | None = None) -> str:
    kwargs = {"urn": (school or board.school).urn, "meeting_id": board.meeting.pk}
    return reverse("school-meeting", kwargs=kwargs) + tail


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


# Keys from elsewhere --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("tail", ["", "decide/", "move/", "remove/", "papers/"])
def test_an_item_of_another_schools_meeting_is_not_found_below_ones_own(board: Board, tail: str) -> None:
    stranger = make_item(Board().meeting, title="Theirs")
    client, url = signed_in(board.clerk), page(board, f"items/{stranger.pk}/{tail}")
    for answer in (client.get(url), client.post(url, {"title": "Mine now"})):
        assert answer.status_code in {404, 405}
    assert AgendaItem.objects.get(pk=stranger.pk).title == "Theirs"


def test_a_paper_of_another_item_is_not_taken_off(board: Board) -> None:
    mine, other = board.item(), make_item(Board().meeting)
    paper = make_paper(other)
    answer = signed_in(board.clerk).post(page(board, f"items/{mine.pk}/papers/{paper.pk}/remove/"))
    assert answer.status_code == 404
    assert other.papers.exists()


def test_nothing_of_another_school_can_be_put_on_an_agenda_by_its_key(board: Board) -> None:
    item, elsewhere = board.item(), Board()
    report = make_report(elsewhere.school, body=elsewhere.body)
    sent = {"reference": f"report:{report.pk}", "title": "", "key": str(uuid.uuid4())}
    shown = signed_in(board.clerk).post(page(board, f"items/{item.pk}/papers/"), sent)
    assert "Choose a paper from the list." in shown.text
    assert not item.papers.exists()


def test_minutes_are_not_confirmed_at_another_bodys_meeting(board: Board) -> None:
    held = {"status": MeetingStatus.HELD.value}
    Meeting.objects.filter(pk=board.meeting.pk).update(on=clock.today() - 9 * DAY, **held)
    stranger = make_meeting(body=Board().body, on=clock.today() - DAY, **held)
    shown = signed_in(board.clerk).post(page(board, "minutes/"), {"approved_in": stranger.pk})
    assert "Choose a meeting from the list." in shown.text
    assert Meeting.objects.get(pk=board.meeting.pk).has_draft_minutes


# Two schools, one board -----------------------------------------------------------------------------------------------
def test_each_school_of_a_board_reads_its_meeting_at_its_own_address_alone(board: Board) -> None:
    board.item(title="For both schools")
    board.issue(today=clock.today())
    partner = make_school(name="Other Hill School")
    board.body.schools.add(partner)
    reader = make_member(Role.GOVERNOR, partner)
    assert "For both schools" in signed_in(reader).get(page(board, school=partner)).text
    assert signed_in(reader).get(page(board)).status_code == 404
    assert signed_in(board.governor).get(page(board, school=partner)).status_code == 404


def test_somebody_who_works_at_either_school_is_kept_out_of_a_confidential_item(board: Board) -> None:
    partner = make_school()
    board.body.schools.add(partner)
    head = board.seated(make_member(Role.HEAD, partner, name="Petra Partner"))
    board.confidential(title="The pay of one person")
    board.issue(today=clock.today())
    client = signed_in(head)
    assert "An item you are not part of" in client.get(page(board, school=partner)).text
    assert client.get(page(board, "confidential/", school=partner)).status_code == 404


# Those who left -------------------------------------------------------------------------------------------------------
def test_a_governor_whose_role_has_ended_finds_nothing(board: Board) -> None:
    board.item()
    board.issue(today=clock.today())
    client = signed_in(board.governor)
    assert client.get(page(board)).status_code == 200
    Membership.objects.filter(user=board.governor).update(ends_on=clock.today() - DAY)
    assert client.get(page(board)).status_code in {403, 404}


def test_a_governor_whose_place_has_ended_opens_no_confidential_item(board: Board) -> None:
    board.confidential()
    board.issue(today=clock.today())
    client = signed_in(board.governor)
    assert client.get(page(board, "confidential/")).status_code == 200
    TermOfOffice.objects.filter(user=board.governor).update(ends_on=clock.today() - DAY)
    assert client.get(page(board, "confidential/")).status_code == 404


def test_a_clerk_who_is_kept_out_of_an_item_neither_reads_nor_changes_nor_decides_it(board: Board) -> None:
    clerk = board.seated(board.clerk)
    deputy = make_member(Role.CLERK, board.school, name="Dee Deputy")
    item = board.confidential(title="The clerk’s own pay", shut_out=[board.term_of(clerk)], by=deputy)
    Meeting.objects.filter(pk=board.meeting.pk).update(on=clock.today())
    client = signed_in(clerk)
    assert "The clerk’s own pay" not in client.get(page(board)).text
    sent = {"outcome": "agreed", "minute_reference": "7.2", "opened_on": decision_token(None)}
    for tail in ("", "decide/"):
        url = page(board, f"items/{item.pk}/{tail}")
        assert client.get(url).status_code == 404
        assert client.post(url, sent).status_code == 404
    assert not Decision.objects.exists()


# What is sent twice, taken back or too long ---------------------------------------------------------------------------
def test_a_form_that_is_sent_twice_puts_one_item_and_records_one_decision(board: Board) -> None:
    client = signed_in(board.clerk)
    new = {"title": "Budget", "asks": "information", "audience": "", "shut_out": [], "key": str(uuid.uuid4())}
    for _ in range(2):
        client.post(page(board, "items/new/"), new)
    item = AgendaItem.objects.get()
    Meeting.objects.filter(pk=board.meeting.pk).update(on=clock.today())
    sent = {"outcome": "noted", "minute_reference": "3", "words": "", "opened_on": decision_token(None)}
    for _ in range(2):
        client.post(page(board, f"items/{item.pk}/decide/"), sent)
    assert Decision.objects.count() == 1


def test_a_member_who_is_sent_twice_is_kept_out_once(board: Board) -> None:
    out = board.term_of(board.governor)
    new = {
        "title": "Pay",
        "asks": "information",
        "audience": "",
        "shut_out": [out.pk, out.pk],
        "key": str(uuid.uuid4()),
    }
    assert signed_in(board.clerk).post(page(board, "items/new/"), new).status_code == 302
    assert [one.term for one in AgendaItem.objects.get().exclusions.all()] == [out]


def test_a_paper_whose_subject_is_gone_keeps_its_name_on_the_agenda(board: Board) -> None:
    item = board.item()
    make_paper(item, kind="report", subject="987654", title="Report 3 to the committee")
    board.issue(today=clock.today())
    shown = signed_in(board.governor).get(page(board)).text
    assert "Report 3 to the committee" in shown
    assert "987654" not in shown


def test_a_moved_meeting_keeps_its_papers_and_says_from_which_day_and_that_they_are_late(board: Board) -> None:
    item = board.item(title="Budget")
    make_paper(item, title="The plan")
    first = board.meeting.on
    board.issue(today=clock.today())
    on = clock.today() + 3 * DAY
    client, move = signed_in(board.clerk), page(board, "move/")
    asked = client.post(move, {"on": on.isoformat(), "reason": ""})
    assert "are late" in asked.text
    client.post(move, {"on": on.isoformat(), "reason": "The chair is ill"})
    shown = signed_in(board.governor).get(page(board)).text
    assert f"This meeting was moved after its papers were issued: from {first:%-d %B %Y}" in shown
    for words in ("Why: The chair is ill", "1. Budget", "The plan"):
        assert words in shown


def test_a_cancelled_meeting_keeps_its_papers_and_offers_nothing_to_press(board: Board) -> None:
    board.item(title="Budget")
    board.issue(today=clock.today())
    clerk = signed_in(board.clerk)
    clerk.post(page(board, "cancel/"))
    shown = clerk.get(page(board)).text
    assert "This meeting was cancelled." in shown
    assert "1. Budget" in shown
    assert "Add an item" not in shown
    refused = clerk.post(page(board, "items/new/"), {"title": "Late", "asks": "information"})
    assert "Plan it again if it takes place after all." in refused.text
    assert AgendaItem.objects.count() == 1


def test_names_of_200_letters_are_shown_whole_and_longer_ones_refused(board: Board) -> None:
    client = signed_in(board.clerk)
    for title in (LONG, f"{LONG}x"):
        client.post(page(board, "items/new/"), {"title": title, "asks": "information", "presenter": LONG})
    item = AgendaItem.objects.get()
    assert (item.title, item.presenter) == (LONG, LONG)
    assert LONG in client.get(page(board)).text


@pytest.mark.parametrize(
    ("meets", "last"), [("2027-03-31", "2027-03-23"), ("2026-10-28", "2026-10-20"), ("2028-03-02", "2028-02-23")]
)
def test_days_of_notice_are_days_across_a_change_of_the_clock_and_a_leap_day(meets: str, last: str) -> None:
    week = Notice(NoticeKind.CLEAR_DAYS, 7)
    assert last_day(week, datetime.date.fromisoformat(meets)) == datetime.date.fromisoformat(last)


# Queries --------------------------------------------------------------------------------------------------------------
def _filled(board: Board, rows: int) -> dict[str, str]:
    """An issued agenda with so many items, papers, members and later meetings, and the pages that show them."""
    given: dict[str, Any] = {"meeting": board.meeting}
    for n in range(rows):
        item = make_item(**given, position=n + 1, kind=ItemKind.DECISION.value, decides=Decides.OTHER.value)
        make_paper(item, kind="report", subject=str(n + 1))
        make_decision(item, outcome=Outcome.NOTED.value)
        secret = make_confidential_item(**given, position=500 + n, audience=Audience.MEMBERS.value)
        make_paper(secret, kind="criteria", subject=str(n + 1))
        make_term(board.body)
    first = AgendaItem.objects.filter(meeting=board.meeting).order_by("position")[0]
    return {
        "meeting": page(board),
        "confidential": page(board, "confidential/"),
        "item": page(board, f"items/{first.pk}/"),
        "item_new": page(board, "items/new/"),
        "issue": page(board, "issue/"),
        "decide": page(board, f"items/{first.pk}/decide/"),
        "minutes": page(board, "minutes/"),
        "move": page(board, "move/"),
        "cancel": page(board, "cancel/"),
    }


@pytest.mark.parametrize("user", ["clerk", "governor"])
def test_no_page_of_a_meeting_asks_more_for_50_items_than_for_one(
    django_assert_max_num_queries: DjangoAssertNumQueries, user: str
) -> None:
    asked: dict[int, dict[str, int]] = {}
    for rows in (1, 50):
        board = Board()
        pages = _filled(board, rows)
        make_issue(board.meeting)
        client = signed_in(getattr(board, user))
        shown = pages if user == "clerk" else {name: pages[name] for name in ("meeting", "confidential")}
        client.get(page(board))  # the first page of a session saves it
        asked[rows] = {}
        for name, url in shown.items():
            with django_assert_max_num_queries(MOST_QUERIES.get(name, 12)) as queries:
                assert client.get(url).status_code == 200
            asked[rows][name] = len(queries)
    assert asked[1] == asked[50]


def test_reading_issues_and_decides_nothing(board: Board) -> None:
    item = board.item()
    Meeting.objects.filter(pk=board.meeting.pk).update(on=clock.today())
    client = signed_in(board.clerk)
    for tail in ("issue/", f"items/{item.pk}/decide/", "cancel/", "move/", "minutes/"):
        assert client.get(page(board, tail)).status_code == 200
    assert not AgendaIssue.objects.exists()
    assert not Decision.objects.exists()
    assert Body.objects.get(pk=board.body.pk).meetings.get().status == MeetingStatus.PLANNED
