"""A minute reference is a draft's until the minutes are confirmed, wherever it stands, and in the kept paper too."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from people.access.roles import Role
from people.actions.meetings import confirm_minutes
from people.models import Meeting, School, User
from people.rules import DRAFT_MINUTE, MeetingStatus
from policies import papers
from policies.models import Adoption, Version
from tests.builders import make_criteria, make_meeting, make_member, make_school
from tests.pdf_structure import structure_of
from tests.policies.cast import Cast, make_cast

pytestmark = pytest.mark.django_db

LATER = datetime.date(2026, 11, 18)


@pytest.fixture
def cast() -> Cast:
    return make_cast(name="Bryn Awel School")


def shown(user: User, name: str, **kwargs: object) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(reverse(name, kwargs=kwargs))
    assert response.status_code == 200
    return response.text


def confirm(meeting: Meeting, by: User) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(status=MeetingStatus.HELD.value)
    later = make_meeting(body=meeting.body, on=LATER, status=MeetingStatus.HELD.value)
    confirm_minutes(meeting=meeting, approved_in=later, by=by, today=LATER)


def text_of(version: Version) -> str:
    structure = structure_of(papers.version_pdf(str(version.pk)).content)
    assert structure.problems() == []
    return " ".join(structure.text.split())


@pytest.mark.parametrize("name", ["policies:policy", "policies:versions", "policies:version", "school"])
def test_an_adoption_by_a_draft_minute_says_so_until_it_is_confirmed(cast: Cast, name: str) -> None:
    version = cast.adopted(effective_on=datetime.date(2026, 10, 15))
    number = {"number": version.number} if name == "policies:version" else {}
    said = ", by a draft minute" if name == "policies:versions" else f"7.2 ({DRAFT_MINUTE})"
    assert said in shown(cast.clerk, name, urn=cast.school.urn, **number)
    confirm(Adoption.objects.get(version=version).meeting, cast.clerk)
    assert (
        "draft" not in shown(cast.clerk, name, urn=cast.school.urn, **number).partition("<h1")[2].partition("Saved")[0]
    )


def test_the_paper_is_another_once_the_minutes_are_confirmed(cast: Cast) -> None:
    version = cast.adopted()
    before = papers.digest(Version.objects.with_people().get(pk=version.pk))
    assert f"minute 7.2 ({DRAFT_MINUTE})." in text_of(version)
    confirm(Adoption.objects.get(version=version).meeting, cast.clerk)
    assert papers.digest(Version.objects.with_people().get(pk=version.pk)) != before
    text = text_of(version)
    assert "minute 7.2." in text
    assert DRAFT_MINUTE not in text


def test_criteria_agreed_by_a_draft_minute_say_so_until_it_is_confirmed() -> None:
    school: School = make_school()
    clerk = make_member(Role.CLERK, school)
    first = make_criteria(school, state="adopted", number=1)
    make_criteria(school, state="adopted", number=2)
    page = shown(clerk, "people:school-criteria", urn=school.urn)
    assert page.count(DRAFT_MINUTE) == 2
    assert first.meeting is not None
    confirm(first.meeting, clerk)
    page = shown(clerk, "people:school-criteria", urn=school.urn)
    assert page.count(DRAFT_MINUTE) == 1
    assert "minute 7.2, superseded" in page
