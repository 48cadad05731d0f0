"""Agendas: what the clerk does, who is kept out of an item, issue, what is decided, and what is refused."""

import datetime
import io
import uuid
import zipfile
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from core import clock, conflicts, mailing
from core.models import Letter, Upload
from documents import gate
from people.access.roles import Role
from people.actions.meetings import confirm_minutes
from people.models import Meeting, Membership, TermOfOffice, User
from people.rules import MeetingStatus, Refused
from policies.models import Adoption
from succession.actions import agenda, issuing
from succession.meetings import access, papers
from succession.meetings.rules import Audience, Decides, ItemKind, Outcome
from succession.models import AgendaIssue, AgendaItem, AgendaPaper, Decision
from tests.at_once import at_once
from tests.builders import make_body, make_council, make_criteria, make_meeting, make_member, make_school, make_term
from tests.policies.cast import Cast
from tests.succession.meetings_cast import AFTER, DAY, LAST_DAY, MEETS, TODAY, Board

pytestmark = pytest.mark.django_db

REVIEW = datetime.date(2027, 10, 31)


@pytest.fixture
def board() -> Board:
    return Board()


def order(board: Board) -> list[str]:
    return list(AgendaItem.objects.filter(meeting=board.meeting).order_by("position").values_list("title", flat=True))


def knows(board: Board, user: User, item: AgendaItem) -> bool:
    found = AgendaItem.objects.get(pk=item.pk)
    return access.may_know(access.standing_of(User.objects.get(pk=user.pk), board.meeting, TODAY), found)


def sent() -> list[tuple[str, str]]:
    """Send every letter that waits: to whom, and its subject."""
    outbox.outbox.clear()
    for letter in Letter.objects.filter(state="waiting").order_by("pk"):
        mailing.send(letter.pk)
    return sorted((message.to[0], message.subject) for message in outbox.outbox)


# Items ----------------------------------------------------------------------------------------------------------------
def test_an_item_sent_twice_is_put_once(board: Board) -> None:
    key = uuid.uuid4()
    assert board.item(key=key) == board.item(key=key)
    assert AgendaItem.objects.count() == 1


def test_an_item_is_moved_once_by_a_click_that_is_sent_twice(board: Board) -> None:
    first, _, third = board.item(title="a"), board.item(title="b"), board.item(title="c")
    for _ in range(2):
        agenda.move_item(item=third, up=True, position=third.position, by=board.clerk)
    assert order(board) == ["a", "c", "b"]
    agenda.move_item(item=first, up=True, position=first.position, by=board.clerk)
    assert order(board) == ["a", "c", "b"]


def test_an_item_is_taken_off_with_its_papers_and_their_files(board: Board) -> None:
    item = board.item()
    paper = put_file(board, item)
    assert paper.upload is not None
    path = paper.upload.file.path
    agenda.remove_item(item=item, by=board.clerk)
    assert not AgendaPaper.objects.exists()
    assert not Upload.objects.exists()
    with pytest.raises(FileNotFoundError), open(path, "rb"):  # noqa: PTH123
        pass


def test_of_two_who_change_an_item_the_second_is_told(board: Board) -> None:
    item = board.item()
    opened_on = agenda.item_token(item)
    given: dict[str, Any] = {"kind": ItemKind.INFORMATION, "decides": None, "presenter": "", "audience": None}
    given |= {"shut_out": [], "opened_on": opened_on}
    agenda.change_item(item=item, title="First", by=board.clerk, **given)
    with pytest.raises(conflicts.Conflict):
        agenda.change_item(item=item, title="Second", by=board.chair, **given)
    assert order(board) == ["First"]


def test_nobody_but_who_keeps_the_minutes_writes_an_agenda(board: Board) -> None:
    item = board.item()
    outsider = make_member(Role.CLERK, make_school())
    officer = make_member(Role.OFFICER, board.school.council)
    for person in (board.governor, board.head, outsider, officer):
        for act in (
            lambda by: board.item(by=by),
            lambda by: agenda.move_item(item=item, up=True, position=1, by=by),
            lambda by: agenda.remove_item(item=item, by=by),
            lambda by: board.issue(by=by),
            lambda by: board.decide(item, by=by),
            lambda by: issuing.move(meeting=board.meeting, on=AFTER, reason="", by=by, today=TODAY),
            lambda by: issuing.cancel(meeting=board.meeting, by=by, today=TODAY),
        ):
            with pytest.raises(PermissionDenied):
                act(person)


def test_an_officer_keeps_the_agenda_of_a_councils_body() -> None:
    council = make_council()
    meeting = make_meeting(body=make_body(council=council), on=MEETS)
    officer = make_member(Role.OFFICER, council)
    item = Board().item(meeting=meeting, by=officer)
    assert item.meeting == meeting
    with pytest.raises(PermissionDenied):
        Board().item(meeting=meeting, by=make_member(Role.OFFICER, make_council()))


def test_a_panels_councillors_are_told_and_all_of_them_where_nobodys_place_is_written_down() -> None:
    council = make_council()
    officer, beth, carl = (make_member(role, council) for role in (Role.OFFICER, Role.COUNCILLOR, Role.COUNCILLOR))
    make_member(Role.COUNCILLOR, make_council())
    panel = make_body(council=council, name="Scrutiny Panel")
    first, second = make_meeting(body=panel, on=MEETS), make_meeting(body=panel, on=MEETS + 30 * DAY)
    Board().item(meeting=first, by=officer)
    issuing.issue(meeting=first, reason="", by=officer, today=TODAY)
    assert sorted(to for to, _ in sent()) == sorted([beth.email, carl.email])
    assert f"/councils/{council.code}/meetings/{first.pk}/" in outbox.outbox[0].body
    make_term(panel, user=beth)
    Board().item(meeting=second, by=officer)
    issuing.issue(meeting=second, reason="", by=officer, today=TODAY)
    assert [to for to, _ in sent()] == [beth.email]


def test_a_councillor_reads_an_agenda_once_it_is_issued_and_writes_none(client: Client) -> None:
    council = make_council()
    officer, councillor = make_member(Role.OFFICER, council), make_member(Role.COUNCILLOR, council)
    meeting = make_meeting(body=make_body(council=council), on=MEETS)
    Board().item(meeting=meeting, by=officer, title="The progress report")
    Board().confidential(meeting=meeting, by=officer, title="A grievance")
    client.force_login(councillor)
    page = reverse("council-meeting", args=[council.code, meeting.pk])
    assert "The progress report" not in client.get(page).content.decode()
    issuing.issue(meeting=meeting, reason="", by=officer, today=TODAY)
    said = client.get(page).content.decode()
    assert "The progress report" in said
    assert "A grievance" not in said
    with pytest.raises(PermissionDenied):
        Board().item(meeting=meeting, by=councillor)


# Who knows ------------------------------------------------------------------------------------------------------------
def test_a_confidential_item_is_for_members_who_do_not_work_at_the_school(board: Board) -> None:
    item = board.confidential()
    seen = [board.governor, board.chair, board.clerk]
    hidden = [board.staff_governor, board.parent_on_the_staff, board.head, board.elsewhere]
    assert [user.name for user in seen if not knows(board, user, item)] == []
    assert [user.name for user in hidden if knows(board, user, item)] == []


def test_an_audience_can_take_in_staff_governors_or_the_head(board: Board) -> None:
    for_members = board.confidential(audience=Audience.MEMBERS)
    for_head = board.confidential(audience=Audience.HEAD)
    assert knows(board, board.staff_governor, for_members)
    assert not knows(board, board.head, for_members)
    assert knows(board, board.head, for_head)
    assert not knows(board, board.elsewhere, for_head)


def test_somebody_under_discussion_is_kept_out_whatever_they_are(board: Board) -> None:
    """The chair too, who could else write the agenda; and an account that is linked to the place only later."""
    chair, late = board.chair, make_member(Role.GOVERNOR, board.school)
    place = make_term(board.body, name="Linked later")
    item = board.confidential(audience=Audience.MEMBERS, shut_out=[board.term_of(chair), place])
    assert not knows(board, chair, item)
    with pytest.raises(Refused, match="not part of"):
        agenda.remove_item(item=item, by=chair)
    with pytest.raises(Refused, match="not part of"):
        board.decide(item, by=chair)
    TermOfOffice.objects.filter(pk=place.pk).update(user=late)
    assert not knows(board, late, item)


def test_somebody_whose_place_has_ended_is_not_a_member(board: Board) -> None:
    item = board.confidential()
    TermOfOffice.objects.filter(user=board.governor).update(ends_on=TODAY - DAY)
    assert not knows(board, board.governor, item)


def test_nobody_of_another_body_can_be_kept_out(board: Board) -> None:
    with pytest.raises(Refused, match="members of the body"):
        board.item(shut_out=[make_term(make_body(school=board.school))])
    assert not AgendaItem.objects.exists()


def test_visible_to_gives_only_what_everybody_may_see(board: Board) -> None:
    shown, _, kept_out = board.item(), board.confidential(), board.item(shut_out=[make_term(board.body)])
    assert not AgendaItem.objects.visible_to(board.clerk).exists()
    board.issue()
    assert list(AgendaItem.objects.visible_to(board.governor)) == [shown]
    board.decide(kept_out)
    assert not Decision.objects.visible_to(board.governor).exists()


# Papers ---------------------------------------------------------------------------------------------------------------
def put_file(
    board: Board, item: AgendaItem, name: str = "budget.txt", content: bytes = b"A plan", **kw: Any
) -> AgendaPaper:
    given = {"item": item, "key": uuid.uuid4(), "title": "Budget", "name": name, "content": io.BytesIO(content)}
    return agenda.add_file(**given | {"by": board.clerk} | kw)  # type: ignore[arg-type]


def test_a_file_sent_twice_is_kept_once(board: Board) -> None:
    item, key = board.item(), uuid.uuid4()
    assert put_file(board, item, key=key) == put_file(board, item, key=key)
    assert Upload.objects.count() == 1


def office(part: str = "word/vbaProject.bin") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as container:
        container.writestr("[Content_Types].xml", "wordprocessingml.document.main+xml")
        container.writestr(part, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.exe", b"MZ", "Choose a PDF"),
        ("a.pdf", b"hello", "something else"),
        ("a.docx", b"hello", "something else"),
        ("a.docx", office(), "macros"),
        ("a.xlsx", office("word/a.xml"), "something else"),
        ("a.pdf", b"%PDF-1.7 /Encrypt", "locked"),
        ("a.pdf", b"%PDF-1.7 /JavaScript", "program"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked"),
        ("a.txt", b"", "empty"),
        ("a.pdf", b"%PDF-" + b" " * 10 * 1024 * 1024, "10 MB"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_not_kept(board: Board, name: str, content: bytes, says: str) -> None:
    with pytest.raises(gate.Refused, match=says):
        put_file(board, board.item(), name, content)
    assert not AgendaPaper.objects.exists()
    assert not Upload.objects.exists()


def test_word_and_pdf_files_are_kept_as_they_came(board: Board) -> None:
    for name, content in (("a.docx", office("word/document.xml")), ("a.pdf", b"%PDF-1.7 words %%EOF")):
        paper = put_file(board, board.item(), name, content)
        assert paper.upload is not None
        with paper.upload.file.open("rb") as kept:
            assert kept.read() == content
        assert paper.upload.organisation == f"school:{board.school.pk}"


def test_only_what_waits_at_the_bodys_own_schools_can_be_put(board: Board) -> None:
    item, other = board.item(), Cast(make_school()).submitted()
    with pytest.raises(Refused, match="from the list"):
        agenda.add_reference(item=item, key=uuid.uuid4(), kind="policy", subject=str(other.pk), by=board.clerk)
    with pytest.raises(Refused, match="from the list"):
        agenda.add_reference(item=item, key=uuid.uuid4(), kind="nothing", subject="1", by=board.clerk)


# Issue ----------------------------------------------------------------------------------------------------------------
def test_the_last_day_is_in_time_and_the_day_after_asks_to_go_on_knowingly(board: Board) -> None:
    board.item()
    with pytest.raises(issuing.TooLate, match="is 6 October 2026, so papers of 7 October 2026 are late"):
        board.issue(today=LAST_DAY + DAY)
    assert not AgendaIssue.objects.exists()
    issued = board.issue(today=LAST_DAY + DAY, reason="The chair agreed to it")
    assert issued.late_reason == "The chair agreed to it"


def test_papers_in_time_keep_no_reason(board: Board) -> None:
    board.item()
    assert board.issue(today=LAST_DAY, reason="None needed").late_reason == ""


def test_members_are_told_once_without_a_word_of_the_agenda(board: Board) -> None:
    assert board.governor
    assert board.elsewhere
    board.confidential()
    first = board.issue()
    assert board.issue() == first
    assert sent() == [(board.governor.email, "Agenda and papers: Personnel Committee, 14 October 2026")]
    assert "pay" not in outbox.outbox[0].body
    assert f"/schools/{board.school.urn}/meetings/{board.meeting.pk}/" in outbox.outbox[0].body


def test_whoever_lost_their_place_meanwhile_gets_no_letter(board: Board) -> None:
    assert board.governor
    assert board.chair
    board.item()
    board.issue()
    TermOfOffice.objects.filter(user=board.governor).update(ends_on=clock.today() - DAY)
    Membership.objects.filter(user=board.chair).update(ends_on=clock.today() - DAY)
    assert sent() == []


def test_an_empty_agenda_and_a_past_or_cancelled_meeting_are_not_issued(board: Board) -> None:
    with pytest.raises(Refused, match="The agenda is empty"):
        board.issue()
    board.item()
    with pytest.raises(Refused, match="day has passed"):
        board.issue(today=AFTER)
    issuing.cancel(meeting=board.meeting, by=board.clerk, today=TODAY)
    with pytest.raises(Refused, match="was cancelled"):
        board.issue()


def test_after_the_issue_the_order_stays_and_what_comes_is_late(board: Board) -> None:
    item, other = board.item(title="a"), board.item(title="b")
    assert board.governor
    issue = board.issue()
    sent()
    for refused in (
        lambda: agenda.move_item(item=other, up=True, position=2, by=board.clerk),
        lambda: agenda.remove_item(item=item, by=board.clerk),
    ):
        with pytest.raises(Refused, match="has been issued"):
            refused()
    with clock.at(issue.issued_at + DAY):
        late = put_file(board, item)
        assert agenda.is_late(board.item(title="c").added_at, issue)
    assert agenda.is_late(late.added_at, issue)
    assert not agenda.is_late(item.added_at, issue)
    assert order(board) == ["a", "b", "c"]


def test_a_late_paper_of_an_item_is_told_only_to_whoever_may_know_of_it(board: Board) -> None:
    far = Board()
    far.meeting.on = clock.today() + 60 * DAY
    far.meeting.save()
    assert far.staff_governor
    assert far.governor
    item = far.confidential()
    far.issue(today=clock.today())
    sent()
    put_file(far, item)
    assert [to for to, _ in sent()] == [far.governor.email]


def test_somebody_can_still_be_kept_out_after_the_issue(board: Board) -> None:
    item = board.confidential()
    board.issue()
    given: dict[str, Any] = {"title": item.title, "kind": ItemKind.INFORMATION, "decides": None, "presenter": ""}
    given |= {"audience": Audience.GOVERNORS, "opened_on": agenda.item_token(item), "by": board.clerk}
    agenda.change_item(item=item, shut_out=[board.term_of(board.governor)], **given)
    assert not knows(board, board.governor, item)


def test_a_meeting_moved_after_its_issue_has_its_notice_counted_again(board: Board) -> None:
    assert board.governor
    board.item()
    board.issue()
    sent()
    nearer = TODAY + 5 * DAY
    with pytest.raises(issuing.TooLate, match="for 6 October 2026 is 28 September 2026"):
        issuing.move(meeting=board.meeting, on=nearer, reason="", by=board.clerk, today=TODAY)
    assert Meeting.objects.get(pk=board.meeting.pk).on == MEETS
    issuing.move(meeting=board.meeting, on=nearer, reason="The hall is taken", by=board.clerk, today=TODAY)
    issue = AgendaIssue.objects.get()
    assert (issue.first_for, issue.moved_reason) == (MEETS, "The hall is taken")
    assert sent() == [(board.governor.email, "Moved: Personnel Committee, 6 October 2026")]
    issuing.move(meeting=board.meeting, on=MEETS + DAY, reason="", by=board.clerk, today=TODAY)
    assert AgendaIssue.objects.get().moved_reason == ""


def test_a_meeting_cancelled_after_its_issue_is_told_once_and_again_when_it_is_on(board: Board) -> None:
    assert board.governor
    board.item()
    board.issue()
    sent()
    for _ in range(2):
        issuing.cancel(meeting=board.meeting, by=board.clerk, today=TODAY)
    assert sent() == [(board.governor.email, "Cancelled: Personnel Committee, 14 October 2026")]
    issuing.plan(body=board.body, on=MEETS, by=board.clerk, today=TODAY)
    assert sent() == [(board.governor.email, "Takes place after all: Personnel Committee, 14 October 2026")]


def test_nobody_is_told_of_a_meeting_without_an_issue(board: Board) -> None:
    assert board.governor
    issuing.move(meeting=board.meeting, on=MEETS + DAY, reason="", by=board.clerk, today=TODAY)
    issuing.cancel(meeting=board.meeting, by=board.clerk, today=TODAY)
    assert not Letter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_from_two_at_once_papers_are_issued_once() -> None:
    board = Board()
    assert board.governor
    board.item()

    def issue() -> None:
        issuing.issue(meeting=board.meeting, reason="", by=User.objects.get(pk=board.clerk.pk), today=TODAY)

    assert at_once(issue, issue) == []
    assert (AgendaIssue.objects.count(), Letter.objects.count()) == (1, 1)


# Decisions ------------------------------------------------------------------------------------------------------------
def to_adopt(board: Board, kind: str, subject: int) -> AgendaItem:
    item = board.item(kind=ItemKind.DECISION, decides=Decides.ADOPT, title="The policy")
    agenda.add_reference(item=item, key=uuid.uuid4(), kind=kind, subject=str(subject), by=board.clerk)
    return AgendaItem.objects.get(pk=item.pk)


AGREED: dict[str, Any] = {"outcome": Outcome.AGREED, "effective_on": MEETS, "review_due_on": REVIEW}


def test_a_decision_is_recorded_once_and_holds_the_meeting(board: Board) -> None:
    item = board.item()
    assert board.decide(item) == board.decide(item)
    assert Meeting.objects.get(pk=board.meeting.pk).status == MeetingStatus.HELD


def test_nothing_is_decided_before_the_day_or_without_a_minute_or_at_a_cancelled_meeting(board: Board) -> None:
    item = board.item()
    with pytest.raises(Refused, match="in the future"):
        board.decide(item, today=TODAY)
    with pytest.raises(Refused, match=r"Enter the minute reference, like 7\.2"):
        board.decide(item, minute_reference="  ")
    issuing.cancel(meeting=board.meeting, by=board.clerk, today=TODAY)
    with pytest.raises(Refused, match="decided nothing"):
        board.decide(item)


def test_agreeing_to_a_policy_adopts_it_at_this_meeting_with_this_minute(board: Board) -> None:
    version = Cast(board.school).submitted()
    item = to_adopt(board, "policy", version.pk)
    decision = board.decide(item, **AGREED)
    adoption = Adoption.objects.get(version=version)
    assert decision.adopted
    assert (adoption.meeting, adoption.minute_reference, adoption.effective_on) == (board.meeting, "7.2", MEETS)
    with pytest.raises(Refused, match="only the words can be changed"):
        board.decide(item, outcome=Outcome.DEFERRED)
    assert board.decide(item, **AGREED, words="With thanks").words == "With thanks"


def test_a_policy_not_agreed_to_goes_on_waiting(board: Board) -> None:
    version = Cast(board.school).submitted()
    board.decide(to_adopt(board, "policy", version.pk), outcome=Outcome.NOT_AGREED)
    assert not Adoption.objects.exists()


def test_agreeing_to_criteria_adopts_them(board: Board) -> None:
    criteria = make_criteria(board.school, state="proposed")
    board.decide(to_adopt(board, "criteria", criteria.pk), outcome=Outcome.AGREED)
    criteria.refresh_from_db()
    assert (criteria.state, criteria.meeting, criteria.minute_reference) == ("adopted", board.meeting, "7.2")


def test_whoever_submitted_a_policy_does_not_record_that_it_was_adopted(board: Board) -> None:
    """A head who is clerk too: nothing is saved, and the sentence of the policy's own rule is shown."""
    cast = Cast(board.school)
    version = cast.submitted()
    item = to_adopt(board, "policy", version.pk)
    Membership.objects.create(user=cast.head, role=Role.CLERK, school=board.school, starts_on=datetime.date(2020, 1, 1))
    head = User.objects.get(pk=cast.head.pk)
    with pytest.raises(Refused, match="You submitted this version"):
        board.decide(item, **AGREED, by=head)
    assert not Decision.objects.exists()
    assert not Adoption.objects.exists()
    assert Meeting.objects.get(pk=board.meeting.pk).status == MeetingStatus.PLANNED


def test_a_chair_records_no_adoption_where_there_is_a_clerk(board: Board) -> None:
    item = to_adopt(board, "policy", Cast(board.school).submitted().pk)
    with pytest.raises(Refused, match="has a clerk"):
        board.decide(item, **AGREED, by=board.chair)
    assert not Decision.objects.exists()


def test_an_adoption_without_its_paper_or_its_days_is_refused(board: Board) -> None:
    bare = board.item(kind=ItemKind.DECISION, decides=Decides.ADOPT)
    with pytest.raises(Refused, match="no paper to adopt"):
        board.decide(bare, **AGREED)
    item = to_adopt(board, "policy", Cast(board.school).submitted().pk)
    with pytest.raises(Refused, match="from which day it holds"):
        board.decide(item, outcome=Outcome.AGREED)


def test_an_item_has_one_paper_to_adopt(board: Board) -> None:
    item = to_adopt(board, "policy", Cast(board.school).submitted().pk)
    criteria = make_criteria(board.school, state="proposed")
    with pytest.raises(Refused, match="an item of its own"):
        agenda.add_reference(item=item, key=uuid.uuid4(), kind="criteria", subject=str(criteria.pk), by=board.clerk)


def test_what_was_recorded_on_the_policys_own_page_is_not_adopted_twice(board: Board) -> None:
    cast = Cast(board.school)
    version = cast.submitted()
    item = to_adopt(board, "policy", version.pk)
    cast.clerk = board.clerk
    cast.adopt(version, body=board.body, on=MEETS, effective_on=MEETS, today=AFTER, by=board.clerk)
    assert board.decide(item, **AGREED, minute_reference="7.2").adopted
    assert Adoption.objects.count() == 1


def test_of_two_who_record_a_decision_the_second_is_told(board: Board) -> None:
    item = board.item()
    opened_on = "of nothing"
    board.decide(item, outcome=Outcome.DEFERRED)
    with pytest.raises(conflicts.Conflict):
        board.decide(item, opened_on=opened_on)


# Minutes --------------------------------------------------------------------------------------------------------------
def confirm(board: Board, later: Meeting, **kw: Any) -> Meeting:
    meeting = Meeting.objects.get(pk=board.meeting.pk)
    given = {"meeting": meeting, "approved_in": later, "by": board.clerk, "today": MEETS + 60 * DAY}
    return confirm_minutes(**given | kw)  # type: ignore[arg-type]


def test_a_draft_minute_is_confirmed_with_all_others_of_its_meeting(board: Board) -> None:
    board.decide(to_adopt(board, "policy", Cast(board.school).submitted().pk), **AGREED)
    board.decide(board.item())
    later = make_meeting(body=board.body, on=MEETS + 40 * DAY)
    assert Meeting.objects.get(pk=board.meeting.pk).has_draft_minutes
    for _ in range(2):
        confirm(board, later)
    assert not Adoption.objects.get().meeting.has_draft_minutes
    assert not Decision.objects.filter(item__meeting__minutes_approved_in__isnull=True).exists()
    assert Meeting.objects.get(pk=later.pk).status == MeetingStatus.HELD
    with pytest.raises(Refused, match="were approved, so what they say stays"):
        board.decide(AgendaItem.objects.last(), words="Other words")  # type: ignore[arg-type]


def test_minutes_are_approved_at_a_later_held_meeting_of_the_same_body(board: Board) -> None:
    later = make_meeting(body=board.body, on=MEETS + 40 * DAY)
    with pytest.raises(Refused, match="Record first that this meeting was held"):
        confirm(board, later)
    board.decide(board.item())
    earlier = make_meeting(body=board.body, on=MEETS - 40 * DAY)
    others = make_meeting(body=make_body(school=board.school), on=MEETS + 40 * DAY)
    for wrong in (earlier, others, board.meeting):
        with pytest.raises(Refused, match="later meeting of the same body"):
            confirm(board, wrong)
    with pytest.raises(Refused, match="in the future"):
        confirm(board, later, today=MEETS + DAY)
    off = make_meeting(body=board.body, on=MEETS + 41 * DAY, status=MeetingStatus.CANCELLED.value)
    with pytest.raises(Refused, match="was cancelled"):
        confirm(board, off)
    with pytest.raises(PermissionDenied):
        confirm(board, later, by=board.governor)
    confirm(board, later)
    with pytest.raises(Refused, match="already"):
        confirm(board, make_meeting(body=board.body, on=MEETS + 50 * DAY))


# The database ---------------------------------------------------------------------------------------------------------
def test_the_database_keeps_what_an_agenda_promises(board: Board) -> None:
    item = board.item()
    for wrong in ({"is_confidential": True}, {"decides": "other"}, {"title": ""}, {"kind": "decision"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AgendaItem.objects.filter(pk=item.pk).update(**wrong)
    board.issue()
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaIssue.objects.update(issued_on=MEETS + DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=board.meeting.pk).update(minutes_approved_in=board.meeting)


def test_every_kind_of_paper_says_what_it_is() -> None:
    assert [kind.slug for kind in papers.kinds()] == ["policy", "criteria", "report"]
    assert all(kind.label for kind in papers.kinds())
