"""What needs a clerk: papers to issue in time, decisions to record, minutes to confirm, terms that end, vacancies."""

import datetime

import pytest

from people.access.roles import Role
from people.models import Body, Meeting, School
from people.rules import MeetingStatus
from succession.home.items import Need
from succession.meetings import todo
from succession.meetings.rules import Outcome
from tests.builders import make_body, make_council, make_decision, make_item, make_meeting, make_member, make_term
from tests.succession.meetings_cast import DAY, LAST_DAY, MEETS, TODAY, Board

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Board:
    return Board()


def asked(board: Board, today: datetime.date = TODAY) -> list[Need]:
    return list(todo.needs(board.clerk, board.school, today))


def held(body: Body, on: datetime.date) -> Meeting:
    return make_meeting(body=body, on=on, status=MeetingStatus.HELD.value)


def test_papers_are_to_be_issued_by_the_last_day_the_notice_allows(board: Board) -> None:
    board.item()
    [need] = asked(board)
    assert (need.what, need.by) == (f"Issue the papers of {board.meeting}", LAST_DAY)
    assert need.why == "1 of 1 item without a paper"
    [late] = asked(board, LAST_DAY + DAY)
    assert late.why.startswith("The last day for 7 clear days of notice has passed")
    board.issue()
    assert asked(board) == []


def test_an_agenda_that_is_empty_says_so_and_one_a_season_away_is_not_asked_for(board: Board) -> None:
    assert board.meeting
    assert [need.why for need in asked(board)] == ["The agenda is empty"]
    assert asked(board, MEETS - 61 * DAY) == []


def test_a_meeting_whose_day_has_passed_waits_for_what_it_decided(board: Board) -> None:
    item = board.item()
    board.issue()
    [need] = asked(board, MEETS + DAY)
    assert need.what == f"Record what {board.meeting} decided"
    board.decide(item)
    assert asked(board, MEETS + DAY) == []


def test_minutes_are_to_be_confirmed_once_a_later_meeting_could_have_done_it(board: Board) -> None:
    meeting = held(board.body, MEETS)
    make_decision(make_item(meeting), outcome=Outcome.AGREED.value)
    assert asked(board, MEETS + DAY) == []
    later = held(board.body, MEETS + 30 * DAY)
    assert [need.what for need in asked(board, later.on)] == [f"Confirm the minutes of {meeting}"]
    Meeting.objects.filter(pk=meeting.pk).update(minutes_approved_in=later)
    assert asked(board, later.on) == []


def test_a_cancelled_meeting_asks_for_nothing(board: Board) -> None:
    make_meeting(body=board.body, on=MEETS, status=MeetingStatus.CANCELLED.value)
    assert asked(board) == []


def test_a_term_that_ends_soon_is_to_be_renewed_unless_it_was(board: Board) -> None:
    last = TODAY + 40 * DAY
    make_term(board.body, name="Ann Example", ends_on=last)
    make_term(board.body, name="Bo Example", ends_on=last + DAY)
    [need] = asked(board)
    assert (need.what, need.by) == ("Renew the term of Ann Example, and 1 more, or say who follows", last)
    for name, day in (("Ann Example", last), ("Bo Example", last + DAY)):
        make_term(board.body, name=name, starts_on=day + DAY)
    assert asked(board) == []


def test_vacancies_are_told_by_category(board: Board) -> None:
    Body.objects.filter(pk=board.body.pk).update(places_parent=2, places_staff=1)
    make_term(board.body)
    [need] = asked(board)
    assert need.what == "See to the vacancies on Personnel Committee"
    assert need.why == "Parent governor: 1, Staff governor: 1"


def test_nobody_but_who_keeps_the_meetings_is_asked_and_a_chair_only_without_a_clerk(board: Board) -> None:
    assert board.meeting
    school: School = board.school
    chair = board.chair
    assert [need.what for need in todo.needs(chair, school, TODAY)] == [f"Issue the papers of {board.meeting}"]
    assert asked(board)
    for user in (board.governor, board.head, type(chair).objects.get(pk=chair.pk)):
        assert list(todo.needs(user, school, TODAY)) == []


def test_another_schools_meetings_are_not_the_clerks(board: Board) -> None:
    other = Board()
    assert other.meeting
    assert asked(board) == []
    assert list(todo.needs(board.clerk, other.school, TODAY)) == []


def test_an_officer_is_asked_for_a_panels_papers_by_working_days() -> None:
    council = make_council()
    officer = make_member(Role.OFFICER, council)
    make_meeting(body=make_body(council=council, name="Scrutiny Panel", kind="scrutiny-panel"), on=MEETS)
    [need] = todo.needs(officer, council, TODAY)
    assert need.by == datetime.date(2026, 10, 6)
