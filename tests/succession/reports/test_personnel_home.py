"""What the home page of a school says of the committee's report, and what the demonstration shows of it."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from people.access.roles import Role
from people.models import Body, School, User
from people.rules import BodyKind
from policies.queries import standing_of
from succession.actions import reports as actions
from succession.demo import cast
from succession.home import schools
from succession.home.items import Need
from succession.models import Report
from succession.reports import papers, verifying
from succession.reports.rules import Part
from tests.builders import make_meeting, make_member
from tests.succession.conftest import Demo
from tests.succession.reports_cast import Committee

pytestmark = pytest.mark.django_db

NAMED = "the Personnel Committee report"


@pytest.fixture
def committee() -> Committee:
    return Committee()


def ahead(days: int) -> datetime.date:
    return clock.today() + datetime.timedelta(days=days)


def needs(committee: Committee, user: User, today: datetime.date | None = None) -> list[Need]:
    day = today or clock.today()
    found = User.objects.get(pk=user.pk)
    every = schools.needs(found, committee.school, standing_of(committee.school, day), [], None, day)
    return [need for need in every if "report" in need.what]


def test_a_head_is_asked_to_check_and_a_clerk_to_issue_by_the_last_day_of_notice(committee: Committee) -> None:
    assert committee.nominee
    draft = committee.draft(meeting=make_meeting(body=committee.body, on=ahead(20)))
    (head,), (clerk,) = needs(committee, committee.head), needs(committee, committee.clerk)
    assert head.what == f"Check {NAMED}"
    assert clerk.what == f"Issue {NAMED}"
    assert head.by == clerk.by == ahead(12), "seven clear days lie between"
    assert head.href == clerk.href == reverse("school-report-draft", args=[committee.school.urn, draft.pk])
    committee.checked(draft)
    assert needs(committee, committee.head) == []
    assert needs(committee, committee.clerk)[0].why == "It is checked, and waits for you"
    assert needs(committee, committee.governor) == []


def test_a_governor_is_asked_to_read_what_was_issued_until_the_committee_has_met(committee: Committee) -> None:
    assert committee.governor
    report = committee.issue(committee.draft(meeting=make_meeting(body=committee.body, on=ahead(20))))
    (need,) = needs(committee, committee.governor)
    assert need.what == f"Read {NAMED} 1"
    assert need.href == reverse("school-report", args=[committee.school.urn, report.pk])
    assert needs(committee, committee.governor, ahead(20))
    assert needs(committee, committee.governor, ahead(21)) == []
    assert needs(committee, make_member(Role.GOVERNOR, committee.school)) == [], "who has no place there"
    actions.withdraw(report=report, reason="Of the wrong day", by=committee.clerk)
    assert needs(committee, committee.governor) == []


def test_a_report_for_no_meeting_is_news_for_a_month(committee: Committee) -> None:
    assert committee.governor
    committee.issue()
    assert needs(committee, committee.governor, ahead(29))
    assert needs(committee, committee.governor, ahead(30)) == []


@pytest.mark.parametrize("role", [Role.STAFF, Role.CHAIR, Role.VICE_CHAIR])
def test_nobody_else_is_told_of_a_draft(committee: Committee, role: Role) -> None:
    assert committee.clerk
    committee.draft()
    assert needs(committee, make_member(role, committee.school)) == []


def test_a_chair_is_asked_to_issue_where_there_is_no_clerk(committee: Committee) -> None:
    committee.draft()
    (need,) = needs(committee, make_member(Role.CHAIR, committee.school))
    assert need.what == f"Issue {NAMED}"


# The demonstration ----------------------------------------------------------------------------------------------------
def test_the_demonstrations_committee_has_read_one_report_and_the_next_says_what_changed(demo: Demo) -> None:
    larkfield = School.objects.get(urn=cast.LARKFIELD.urn)
    committee = Body.objects.get(schools=larkfield, kind=BodyKind.COMMITTEE)
    first, draft = Report.objects.filter(body=committee).order_by("pk")
    assert (first.state, first.number, draft.state, draft.previous_id) == ("issued", 1, "draft", first.pk)
    assert verifying.verify(first).sentence == "intact"
    assert first.as_at < draft.as_at == demo.today
    assert first.meeting is not None
    assert first.meeting.on < demo.today
    assert draft.meeting is not None
    assert draft.meeting.on.weekday() < 5
    opened, closed = (papers.filled(draft, part) for part in Part)
    for words in ("Since report 1", "lines of evidence were written down", "places on the board are vacant"):
        assert words in opened
    assert opened.count("?</strong>") >= 3
    assert "School business manager: somebody is on the way to follow." in closed
    assert "Marta Wilk" in closed
    assert "Marta Wilk" not in opened
    assert "A new version of the policy waits" not in papers.filled(first, Part.OPEN)


@pytest.mark.parametrize("local", ["head", "lead", "clerk", "chair", "governor"])
def test_everybody_of_the_demonstration_comes_to_the_report_from_their_home_page(demo: Demo, local: str) -> None:
    user = User.objects.get(email=f"{local}@{cast.DOMAIN}")
    client = Client()
    client.force_login(user)
    page = client.get(reverse("school-reports", args=[cast.LARKFIELD.urn])).content.decode()
    assert "Personnel Committee report 1" in page
    assert ("draft" in page) is (local in {"head", "lead", "clerk"})
