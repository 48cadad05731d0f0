"""The committee's report attacked: by its readers, by two at once, by a killed worker, and by what happens after."""

import datetime
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries, Settings

from core import clock, making
from core.models import Letter, Paper, Reading
from core.rules import PaperState
from people.access.roles import Role
from people.actions import leavers
from people.actions.meetings import cancel_meeting, move_meeting
from people.models import Membership, StaffMember, User
from people.planning.cover import Band, Level
from people.privacy import erasure
from people.rules import BodyKind, GovernorCategory, Refused
from people.talent.openings import openings_about
from succession.actions import reports as actions
from succession.models import Report
from succession.reports import audience, queries, verifying
from succession.reports.before import tasks_of
from succession.reports.letters import report_issued
from succession.reports.papers import kind_of
from succession.reports.rules import Part
from tests.builders import (
    make_body,
    make_holder,
    make_meeting,
    make_member,
    make_nomination,
    make_post,
    make_school,
    make_staff,
    make_term,
    make_trust,
)
from tests.core.test_tasks import retry_stalled, start_worker, wait_for
from tests.pdf_structure import structure_of
from tests.signing_in import by_password_alone
from tests.succession.reports_cast import Committee

pytestmark = pytest.mark.django_db

NAMES = ("Dora Deputy", "Nia Nominee", "great calm")


@pytest.fixture
def committee() -> Committee:
    return Committee()


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(report: Report, page: str = "report") -> str:
    return reverse(f"school-{page}", args=[report.place.urn, report.pk])  # type: ignore[union-attr]


def body_of(response: Any) -> bytes:
    if not response.streaming:
        return bytes(response.content)
    content = b"".join(response.streaming_content)
    for close in response._resource_closers:
        close()
    return content


def paper(client: Client, report: Report, page: str) -> Any:
    """The paper of a part: asked for, made, and asked for again."""
    body_of(client.get(address(report, page)))
    for one in Paper.objects.filter(state=PaperState.MAKING):
        making.make(one.pk)
    return client.get(address(report, page))


# What is confidential stays there -------------------------------------------------------------------------------------
def test_no_name_of_the_confidential_part_leaves_by_any_open_way(committee: Committee) -> None:
    report = committee.full()
    for reader in (committee.governor, committee.clerk, committee.head):
        client = signed_in(reader)
        answers = [client.get(address(report)), client.get(reverse("school-reports", args=[committee.school.urn]))]
        answers.append(paper(client, report, "report-pdf"))
        for answer in answers:
            assert answer.status_code == 200
            said = body_of(answer)
            whole = structure_of(said).text if said.startswith(b"%PDF") else said.decode()
            for name in NAMES:
                assert name not in whole
                assert name not in str(answer.headers)
    letters = [report_issued(letter.about) for letter in Letter.objects.filter(kind="succession.report-issued")]
    assert letters
    for written in letters:
        assert written is not None
        for name in NAMES:
            assert name not in f"{written.subject}{written.words}"
        assert "Bryn Awel" not in written.subject


def test_the_confidential_paper_has_the_names_and_its_file_name_has_none(committee: Committee) -> None:
    report = committee.full()
    answer = paper(signed_in(committee.governor), report, "report-confidential-pdf")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert all(name not in answer["Content-Disposition"] for name in NAMES)
    assert "no-store" in answer["Cache-Control"]
    text = " ".join(structure_of(body_of(answer)).text.split())
    assert all(name in text for name in NAMES)


@pytest.mark.parametrize("page", ["report", "report-pdf", "report-confidential", "report-confidential-pdf"])
@pytest.mark.parametrize("role", [Role.GOVERNOR, Role.CHAIR, Role.CLERK, Role.HEAD, Role.OFFICER, Role.TRUST_LEAD])
def test_a_report_of_another_school_is_not_there(committee: Committee, page: str, role: Role) -> None:
    report, other = committee.full(), make_school(council=committee.school.council, trust=make_trust())
    place = {Role.OFFICER: other.council, Role.TRUST_LEAD: other.trust}.get(role, other)
    user = make_member(role, place)
    if role is Role.GOVERNOR:
        make_term(make_body(school=other), user=user)
    answer = signed_in(user).get(address(report, page))
    assert answer.status_code in {403, 404} if role is Role.OFFICER else answer.status_code == 404
    assert "Personnel Committee" not in answer.content.decode()
    crossed = reverse(f"school-{page}", args=[other.urn, report.pk])
    assert signed_in(user).get(crossed).status_code in {403, 404}


def test_a_governor_without_a_place_on_the_committee_finds_nothing(committee: Committee) -> None:
    report, other = committee.full(), make_member(Role.GOVERNOR, committee.school)
    make_term(make_body(school=committee.school, name="Finance Committee", kind=BodyKind.COMMITTEE), user=other)
    client = signed_in(other)
    for page in ("report", "report-pdf", "report-confidential", "report-confidential-pdf"):
        assert client.get(address(report, page)).status_code == 404
    assert (
        "Personnel Committee report"
        not in client.get(reverse("school-reports", args=[committee.school.urn])).content.decode()
    )


# Who is shut out ------------------------------------------------------------------------------------------------------
def of_themselves(committee: Committee) -> User:
    """A governor who holds a post, and so stands in the confidential part."""
    user = committee.seated(make_member(Role.GOVERNOR, committee.school, name="Hugh Holder"))
    make_holder(make_post(committee.school), staff=make_staff(committee.school, name="Hugh Holder", user=user))
    return user


def on_the_staff(committee: Committee) -> User:
    user = committee.seated(make_member(Role.GOVERNOR, committee.school, name="Sid Staff"))
    make_staff(committee.school, name="Sid Staff", user=user)
    return user


def staff_governor(committee: Committee) -> User:
    user = make_member(Role.GOVERNOR, committee.school, name="Sal Staff")
    return committee.seated(user, category=GovernorCategory.STAFF.value)


def by_name_alone(committee: Committee) -> User:
    """Somebody on the register without an account, of the same name as a governor: better shut out than let in."""
    make_holder(make_post(committee.school), staff=make_staff(committee.school, name="nora  NAMESAKE"))
    return committee.seated(make_member(Role.GOVERNOR, committee.school, name="Nora Namesake"))


@pytest.mark.parametrize("who", [of_themselves, on_the_staff, staff_governor, by_name_alone])
def test_whoever_is_spoken_of_or_works_there_reads_the_open_part_alone(
    committee: Committee, who: Callable[[Committee], User]
) -> None:
    user = who(committee)
    report = committee.full()
    client = signed_in(user)
    shown = client.get(address(report))
    assert shown.status_code == 200
    assert "This part is closed to you" in shown.content.decode()
    for page in ("report-confidential", "report-confidential-pdf"):
        answer = client.get(address(report, page))
        assert answer.status_code == 403
        assert all(name not in answer.content.decode() for name in NAMES)
    assert not Reading.objects.filter(by=user, kind="report").exists()


def test_a_head_who_could_hold_a_post_of_the_map_cannot_check_what_is_said_of_them(committee: Committee) -> None:
    assert committee.nominee
    make_nomination(committee.post, staff=make_staff(committee.school, name="Helen Head", user=committee.head))
    draft = committee.draft()
    assert signed_in(committee.head).get(address(draft, "report-check")).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.record_check(report=draft, opened_on=actions.draft_token(draft), by=committee.head)


# What is written down -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", ["report-confidential", "report-confidential-pdf"])
def test_every_opening_of_named_pages_is_written_down_without_their_words(committee: Committee, page: str) -> None:
    report = committee.full()
    assert signed_in(committee.governor).get(address(report, page)).status_code in {200, 302}
    line = Reading.objects.get(by=committee.governor)
    assert (line.kind, line.subject) == ("report", str(report.pk))
    assert all(name not in str(vars(line)) for name in NAMES)


def test_checking_a_draft_is_written_down_and_reading_the_open_part_is_not(committee: Committee) -> None:
    assert committee.nominee
    draft = committee.draft()
    client = signed_in(committee.head)
    client.get(address(draft, "report-preview"))
    assert not Reading.objects.exists()
    client.get(address(draft, "report-check"))
    assert Reading.objects.get().by == committee.head


@pytest.mark.parametrize("page", ["report-confidential", "report-confidential-pdf"])
def test_the_confidential_part_asks_for_the_second_step_and_the_open_part_does_not(
    committee: Committee, page: str
) -> None:
    report = committee.full()
    client = by_password_alone(Client(), committee.governor)
    assert client.get(address(report)).status_code == 200
    answer = client.get(address(report, page))
    assert answer.status_code == 302
    assert "second-step" in answer["Location"]
    assert not Reading.objects.exists()


def test_somebody_named_reads_who_opened_it_and_not_what_it_says(committee: Committee) -> None:
    report = committee.full()
    nominee = committee.nominee.user
    assert nominee is not None
    signed_in(committee.governor).get(address(report, "report-confidential"))
    signed_in(committee.governor).get(address(report))
    (opening,) = openings_about(nominee)
    assert opening.by == "Gina Governor"
    assert opening.what == "The confidential part of the Personnel Committee report 1"
    assert openings_about(committee.governor) == []
    page = signed_in(nominee).get(reverse("people:my-record", args=[committee.school.urn])).content.decode()
    assert opening.what in page
    assert "Dora Deputy" not in page


def test_an_opening_from_before_the_name_stood_there_is_not_about_them(committee: Committee) -> None:
    assert committee.post
    draft = committee.draft()
    signed_in(committee.head).get(address(draft, "report-check"))
    assert committee.nominee.user is not None
    actions.prepare_again(report=draft, by=committee.head)
    assert openings_about(committee.nominee.user) == []


# Preview --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("previewed", "read"), [("report-preview", "report"), ("report-check", "report-confidential")])
def test_what_is_previewed_is_what_a_governor_then_reads(committee: Committee, previewed: str, read: str) -> None:
    assert committee.governor
    assert committee.nominee
    draft = committee.draft()
    before = signed_in(committee.head).get(address(draft, previewed)).context["text"]
    issued = committee.issue(draft)
    after = signed_in(committee.governor).get(address(issued, read)).context["text"]
    assert before == after
    assert str(before)


# Two at once, twice ---------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_who_issue_at_once_issue_one_report() -> None:
    committee = Committee()
    assert committee.nominee
    report = committee.checked(committee.draft())
    token, both = actions.draft_token(report), [committee.clerk, make_member(Role.CLERK, committee.school)]
    start, found = threading.Barrier(2), []

    def run(by: User) -> None:
        try:
            connection.ensure_connection()
            start.wait(10)
            found.append(actions.issue(report=report, opened_on=token, by=by).number)
        except Refused as refusal:
            found.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[by]) for by in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(map(str, found)) == ["1", "This report is issued already."]
    assert Report.objects.get().number == 1
    assert Paper.objects.filter(subject=str(report.pk)).count() == 2
    assert Letter.objects.filter(kind="succession.report-issued").count() == 0, "nobody has a place here"


@pytest.mark.django_db(transaction=True)
def test_two_who_prepare_at_once_make_one_draft() -> None:
    committee = Committee()
    assert committee.body
    start, found = threading.Barrier(2), []

    def run(by: User) -> None:
        try:
            connection.ensure_connection()
            start.wait(10)
            found.append(committee.draft(by=by).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[by]) for by in (committee.head, committee.clerk)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(found) == 2
    assert len(set(found)) == Report.objects.count() == 1


def test_a_double_click_issues_once_and_shows_the_report(committee: Committee) -> None:
    assert committee.governor
    report = committee.checked(committee.draft())
    client, sent = signed_in(committee.clerk), {"opened_on": actions.draft_token(report)}
    for _ in range(2):
        answer = client.post(address(report, "report-issue"), sent)
        assert answer.status_code == 302
        assert answer["Location"] == address(report)
    assert Letter.objects.filter(kind="succession.report-issued").count() == 1


def test_a_page_opened_before_the_draft_was_prepared_again_issues_nothing(committee: Committee) -> None:
    assert committee.nominee
    report = committee.checked(committee.draft())
    client, sent = signed_in(committee.clerk), {"opened_on": actions.draft_token(report)}
    committee.checked(actions.prepare_again(report=report, by=committee.head))
    answer = client.post(address(report, "report-issue"), sent, follow=True)
    assert "The draft was prepared again since you opened this page." in answer.content.decode()
    assert Report.objects.get().is_draft


@pytest.mark.parametrize("page", ["report-issue", "report-discard", "report-check", "report-preview", "report-draft"])
def test_looking_changes_nothing(committee: Committee, page: str) -> None:
    assert committee.nominee
    draft = committee.draft()
    before = Report.objects.values().get()
    by = committee.clerk if page == "report-issue" else committee.head
    signed_in(by).get(address(draft, page))
    assert Report.objects.values().get() == before


# The meeting ----------------------------------------------------------------------------------------------------------
def ahead(days: int) -> datetime.date:
    return clock.today() + datetime.timedelta(days=days)


def test_a_meeting_moved_or_cancelled_after_issue_is_told_beside_the_report_which_stays(committee: Committee) -> None:
    assert committee.governor
    meeting = make_meeting(body=committee.body, on=ahead(20))
    report = committee.issue(committee.draft(meeting=meeting))
    client = signed_in(committee.governor)
    move_meeting(meeting=meeting, on=ahead(30), by=committee.clerk)
    shown = client.get(address(report)).content.decode()
    assert f"the meeting was moved from {ahead(20):%-d %B %Y} to {ahead(30):%-d %B %Y}" in shown
    assert f"for the meeting of {ahead(20):%-d %B %Y}" in shown
    in_admin = reverse("admin:succession_report_change", args=[report.pk])
    assert f"moved from {ahead(20):%-d %B %Y}" in client.get(in_admin).content.decode()
    cancel_meeting(meeting=meeting, by=committee.clerk)
    for page in (address(report), in_admin):
        assert "was cancelled after this report was prepared" in client.get(page).content.decode()
    assert verifying.verify(Report.objects.get()).is_intact


def test_a_draft_for_a_meeting_that_is_otherwise_now_is_not_issued(committee: Committee) -> None:
    meeting = make_meeting(body=committee.body, on=ahead(20))
    draft = committee.draft(meeting=meeting)
    move_meeting(meeting=meeting, on=ahead(30), by=committee.clerk)
    with pytest.raises(Refused, match="was moved from"):
        committee.issue(draft)
    page = signed_in(committee.clerk).get(address(draft, "report-draft")).content.decode()
    assert "Prepare it again, so that it says so." in page
    again = actions.prepare_again(report=draft, by=committee.head)
    assert committee.issue(again).number == 1
    following = committee.draft(meeting=meeting)
    cancel_meeting(meeting=meeting, by=committee.clerk)
    with pytest.raises(Refused, match="was cancelled"):
        committee.issue(following)


@pytest.mark.parametrize(("days", "said"), [(20, "gives 7 clear days of notice before"), (3, "are late")])
def test_the_draft_says_by_when_it_is_to_go_out(committee: Committee, days: int, said: str) -> None:
    draft = committee.draft(meeting=make_meeting(body=committee.body, on=ahead(days)))
    page = signed_in(committee.clerk).get(address(draft, "report-draft")).content.decode()
    assert said in page


# A school without a clerk ---------------------------------------------------------------------------------------------
def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.VICE_CHAIR])
def test_where_there_is_no_clerk_the_chair_issues_and_the_page_says_so(committee: Committee, role: Role) -> None:
    chair = committee.seated(make_member(role, committee.school))
    draft = committee.draft()
    page = signed_in(chair).get(address(draft, "report-draft")).content.decode()
    assert "The school has no clerk here, so the " in page
    issued = actions.issue(report=draft, opened_on=actions.draft_token(draft), by=fresh(chair))
    assert issued.number == 1
    gone = actions.withdraw(report=issued, reason="Of the wrong day", by=fresh(chair))
    assert gone.is_withdrawn


@pytest.mark.parametrize("role", [Role.CHAIR, Role.VICE_CHAIR])
def test_where_there_is_a_clerk_the_chair_neither_issues_nor_sees_the_draft(committee: Committee, role: Role) -> None:
    chair, draft = committee.seated(make_member(role, committee.school)), committee.draft()
    assert committee.clerk
    with pytest.raises(PermissionDenied):
        actions.issue(report=draft, opened_on=actions.draft_token(draft), by=fresh(chair))
    client = signed_in(chair)
    assert client.get(address(draft, "report-draft")).status_code == 403
    assert client.get(address(draft)).status_code == 404
    assert not Report.objects.visible_to(fresh(chair)).exists()


def test_a_clerk_who_left_is_no_clerk_and_one_to_come_is_none_yet(committee: Committee) -> None:
    chair = make_member(Role.CHAIR, committee.school)
    draft = committee.draft()
    held = Membership.objects.filter(user=committee.clerk)
    for ends, starts in ((ahead(-1), ahead(-30)), (None, ahead(1))):
        held.update(ends_on=ends, starts_on=starts)
        assert draft in Report.objects.visible_to(fresh(chair))
    held.update(ends_on=None, starts_on=ahead(-30))
    assert draft not in Report.objects.visible_to(fresh(chair))


def test_a_chair_of_another_school_gains_nothing_by_its_having_no_clerk(committee: Committee) -> None:
    assert committee.clerk
    chair = make_member(Role.CHAIR, make_school(council=committee.school.council))
    assert not Report.objects.visible_to(fresh(chair)).exists()
    with pytest.raises(PermissionDenied):
        committee.draft(by=fresh(chair))


def test_who_can_issue_is_said_to_a_head_who_cannot(committee: Committee) -> None:
    draft = committee.draft()

    def hint() -> str:
        return tasks_of(fresh(committee.head), committee.school, draft, clock.today())[-1].hint

    assert hint().startswith("Nobody here can issue it yet: the school has no clerk and no chair.")
    make_member(Role.VICE_CHAIR, committee.school)
    assert hint() == "The school has no clerk here, so the vice-chair issues it."
    make_member(Role.CHAIR, committee.school)
    assert hint() == "The school has no clerk here, so the chair or the vice-chair issues it."
    assert committee.clerk
    assert hint() == "The clerk issues it."


# Erased after issue ---------------------------------------------------------------------------------------------------
def erase(user: User) -> None:
    Membership.objects.filter(user=user).update(ends_on=datetime.date(2021, 1, 1))
    with transaction.atomic():
        erasure._erase_all(User.objects.select_for_update().get(pk=user.pk), clock.now())


def test_the_paper_is_made_again_without_the_name_of_somebody_erased(committee: Committee) -> None:
    report = committee.full()
    client = signed_in(committee.governor)
    before = structure_of(body_of(paper(client, report, "report-confidential-pdf"))).text
    assert "Nia Nominee" in before
    assert committee.nominee.user is not None
    erase(committee.nominee.user)
    after = structure_of(body_of(paper(client, report, "report-confidential-pdf")))
    assert after.problems() == []
    assert "Nia Nominee" not in after.text
    assert "name erased" in after.text
    assert "Dora Deputy" in after.text
    assert verifying.verify(report).sentence == f"intact, 1 name erased on {clock.today():%-d %B %Y}"
    page = client.get(address(report, "report-confidential")).content.decode()
    assert "Nia Nominee" not in page


def test_a_leaver_without_an_account_is_erased_in_what_was_issued_and_it_stays_intact(committee: Committee) -> None:
    member = make_staff(committee.school, name="Nora Noaccount")
    make_nomination(committee.post, staff=member, band=Band.TODAY, reason="Led year six with great calm")
    assert committee.governor
    report = committee.issue()
    client = signed_in(committee.governor)
    assert "Nora Noaccount" in client.get(address(report, "report-confidential")).content.decode()
    StaffMember.objects.filter(pk=member.pk).update(ends_on=datetime.date(2021, 1, 1))
    erase(leavers.stand_in(member=member, by=committee.head, today=clock.today()))
    page = client.get(address(report, "report-confidential")).content.decode()
    assert "Nora Noaccount" not in page
    assert "name erased" in page
    assert verifying.verify(report).sentence == f"intact, 1 name erased on {clock.today():%-d %B %Y}"


# A worker that is killed ----------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_makes_the_paper_only_delays_it() -> None:
    committee = Committee()
    for number in range(60):
        make_nomination(make_post(committee.school, title=f"Post {number}", level=Level.MIDDLE), band=Band.TODAY)
    report = committee.issue()
    wanted = Paper.objects.get(subject=str(report.pk), kind=kind_of(Part.CONFIDENTIAL))
    job = ProcrastinateJob.objects.get(task_name="core.make_paper", args__paper_id=wanted.pk)
    ProcrastinateJob.objects.exclude(pk=job.pk).update(scheduled_at=clock.now() + datetime.timedelta(days=1))
    worker = start_worker()
    try:
        wait_for("doing", job)
    finally:
        worker.kill()
        worker.wait()
    wanted.refresh_from_db()
    assert wanted.state == PaperState.MAKING
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    retry_stalled(0)
    assert start_worker("--one-shot").wait(90) == 0
    wanted.refresh_from_db()
    assert wanted.state == PaperState.MADE
    assert Paper.objects.filter(subject=str(report.pk), kind=kind_of(Part.CONFIDENTIAL)).count() == 1


# As many queries as it takes ------------------------------------------------------------------------------------------
MOST_OF_A_PAGE, MOST_OF_A_PREVIEW = 12, 25


def grow(committee: Committee, many: int) -> None:
    for _ in range(many):
        post = make_post(committee.school, level=Level.MIDDLE)
        make_holder(post)
        make_nomination(post)
        make_term(committee.body)


@pytest.mark.parametrize("page", ["report", "report-confidential"])
@pytest.mark.parametrize("many", [1, 50])
def test_a_stored_report_asks_at_most_twelve_queries(
    committee: Committee, page: str, many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    assert committee.governor
    grow(committee, many)
    report = committee.issue()
    client = signed_in(committee.governor)
    body_of(client.get(address(report, page)))
    with django_assert_max_num_queries(MOST_OF_A_PAGE):
        client.get(address(report, page))


@pytest.mark.parametrize("reader", ["governor", "clerk"])
def test_the_list_asks_as_many_queries_for_fifty_reports_as_for_one(committee: Committee, reader: str) -> None:
    assert committee.governor
    user, page = getattr(committee, reader), reverse("school-reports", args=[committee.school.urn])
    counted = []
    for many in (1, 49):
        for _ in range(many):
            committee.issue()
        client = signed_in(user)
        client.get(page)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(page)
        counted.append(len(captured))
        assert answer.content.decode().count("<tr>") <= queries.PAGE + 1
    assert counted[0] == counted[1] <= MOST_OF_A_PAGE


@pytest.mark.parametrize("page", ["report-preview", "report-check", "report-draft"])
def test_a_preview_asks_as_many_queries_for_fifty_posts_as_for_one(committee: Committee, page: str) -> None:
    counted = []
    for many in (1, 49):
        grow(committee, many)
        draft = committee.draft()
        client = signed_in(committee.head)
        client.get(address(draft, page))
        with CaptureQueriesContext(connection) as captured:
            client.get(address(draft, page))
        counted.append(len(captured))
    assert counted[0] == counted[1] <= MOST_OF_A_PREVIEW


def test_preparing_reads_as_often_for_fifty_posts_as_for_one(committee: Committee) -> None:
    """What is composed is read in few queries; the rest of them check and keep it."""
    counted = []
    for many in (1, 49):
        grow(committee, many)
        committee.draft()
        with CaptureQueriesContext(connection) as captured:
            committee.draft()
        asked = [one["sql"] for one in captured]
        reads = [sql for sql in asked if sql.startswith("SELECT") and not sql.startswith("SELECT 1 AS")]
        counted.append((len(reads), len(asked)))
    assert counted[0] == counted[1]
    assert counted[0][0] <= MOST_OF_A_PREVIEW


# Read by who may ------------------------------------------------------------------------------------------------------
def test_the_list_the_page_and_the_models_agree_on_who_may_know(committee: Committee) -> None:
    report = committee.full()
    people = [committee.head, committee.clerk, committee.governor, make_member(Role.CHAIR, committee.school)]
    people += [make_member(role, committee.school) for role in (Role.STAFF, Role.GOVERNOR, Role.SCHOOL_LEAD)]
    people += [make_member(Role.OFFICER, committee.school.council)]
    for user in map(fresh, people):
        ways = {
            audience.may_read(user, report, clock.today()),
            Report.objects.visible_to(user).filter(pk=report.pk).exists(),
            report in queries.reports_of(user, committee.school, clock.today()),
        }
        assert len(ways) == 1, user
