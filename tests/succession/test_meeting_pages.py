"""A meeting's pages: the clerk sets one up, issues and records; a governor reads what is theirs to read."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core import clock
from core.models import Reading
from people.models import Meeting, User
from people.rules import MeetingStatus
from succession.actions.decisions import decision_token
from succession.models import AgendaIssue, AgendaItem, AgendaPaper, Decision
from tests.succession.meetings_cast import Board

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def board() -> Board:
    board = Board()
    board.meeting.on = clock.today() + 60 * DAY
    board.meeting.save()
    return board


def page(board: Board, tail: str = "") -> str:
    return reverse("school-meeting", kwargs={"urn": board.school.urn, "meeting_id": board.meeting.pk}) + tail


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_clerk_sets_up_a_meeting_issues_its_papers_and_records_what_was_decided(board: Board) -> None:
    clerk = signed_in(board.clerk)
    new = {"title": "Budget", "asks": "information", "audience": "", "shut_out": []}
    assert clerk.post(page(board, "items/new/"), new, follow=True).status_code == 200
    item = AgendaItem.objects.get()
    sent = {"file": SimpleUploadedFile("budget.txt", b"A plan"), "title": "", "reference": ""}
    clerk.post(page(board, f"items/{item.pk}/papers/"), sent)
    paper = AgendaPaper.objects.get()
    assert "Issue agenda and papers" in clerk.get(page(board)).text
    clerk.post(page(board, "issue/"), {"reason": ""})
    assert AgendaIssue.objects.exists()
    governor = signed_in(board.governor)
    shown = governor.get(page(board)).text
    assert "1. Budget" in shown
    file = governor.get(page(board, f"papers/{paper.pk}/"))
    assert file["Content-Disposition"].startswith("attachment")
    assert b"".join(file.streaming_content) == b"A plan"  # type: ignore[attr-defined]
    Meeting.objects.filter(pk=board.meeting.pk).update(on=clock.today())
    said = {"outcome": "agreed", "minute_reference": "7.2", "words": "", "opened_on": decision_token(None)}
    clerk.post(page(board, f"items/{item.pk}/decide/"), said)
    assert Decision.objects.get().minute_reference == "7.2"
    assert "(draft until the minutes are confirmed)" in governor.get(page(board)).text


def test_before_the_issue_a_governor_sees_no_item(board: Board) -> None:
    board.item(title="Not yet")
    shown = signed_in(board.governor).get(page(board)).text
    assert "Not yet" not in shown
    assert "The agenda is not issued yet." in shown


def test_confidential_items_stand_apart_and_their_opening_is_written_down(board: Board) -> None:
    board.confidential(title="The pay of one person")
    board.issue(today=clock.today())
    governor, hidden = signed_in(board.governor), signed_in(board.staff_governor)
    assert "The pay of one person" not in governor.get(page(board)).text
    opened = governor.get(page(board, "confidential/"))
    assert "The pay of one person" in opened.text
    assert "Members who do not work at the school" in opened.text
    assert Reading.objects.filter(by=board.governor, kind="confidential-agenda").exists()
    assert "An item you are not part of" in hidden.get(page(board)).text
    assert hidden.get(page(board, "confidential/")).status_code == 404


def test_papers_out_of_time_are_issued_only_with_a_reason(board: Board) -> None:
    Meeting.objects.filter(pk=board.meeting.pk).update(on=clock.today() + 3 * DAY)
    board.item()
    clerk = signed_in(board.clerk)
    assert "the last day to issue the papers was" in clerk.get(page(board)).text
    refused = clerk.post(page(board, "issue/"), {"reason": ""})
    assert "<title>Error: " in refused.text
    assert "are late" in refused.text
    clerk.post(page(board, "issue/"), {"reason": "The chair agreed"})
    assert AgendaIssue.objects.get().late_reason == "The chair agreed"
    assert "The chair agreed" in signed_in(board.governor).get(page(board)).text


def test_papers_in_time_are_asked_for_no_reason(board: Board) -> None:
    Meeting.objects.filter(pk=board.meeting.pk).update(on=clock.today() + 60 * DAY)
    board.item()
    clerk = signed_in(board.clerk)
    assert "issue the papers by" in clerk.get(page(board)).text
    assert "Move up" not in clerk.get(page(board)).text, "there is nothing to move the only item past"
    assert 'name="reason"' not in clerk.get(page(board, "issue/")).text
    clerk.post(page(board, "issue/"), {})
    assert AgendaIssue.objects.get().late_reason == ""


def test_minutes_are_confirmed_at_a_later_meeting(board: Board) -> None:
    today = clock.today()
    held = {"status": MeetingStatus.HELD.value}
    Meeting.objects.filter(pk=board.meeting.pk).update(on=today - 40 * DAY, **held)
    later = Meeting.objects.create(body=board.body, on=today - DAY, **held)
    clerk = signed_in(board.clerk)
    clerk.post(page(board, "minutes/"), {"approved_in": later.pk})
    assert Meeting.objects.get(pk=board.meeting.pk).minutes_approved_in == later
    assert "Its minutes were approved at" in clerk.get(page(board)).text


def test_another_schools_meeting_is_not_found(board: Board) -> None:
    assert signed_in(Board().clerk).get(page(board)).status_code == 404
