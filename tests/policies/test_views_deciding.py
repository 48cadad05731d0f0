"""Submitting, returning and recording an adoption, page by page."""

import html
import re
from dataclasses import replace
from http import HTTPStatus

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import clock
from people.access.roles import Role
from people.models import Meeting, User
from people.rules import MeetingStatus
from policies.actions.submissions import submit
from policies.document import Clause, Section, SectionKind
from policies.models import Adoption, Version
from policies.rules import VersionState
from tests.builders import make_body, make_meeting
from tests.policies.cast import MET, Cast, plain_document
from tests.policies.test_actions_versions import change

ANSWERS = {
    "meeting": "another",
    "on": "14/10/2020",
    "minute_reference": "7.2",
    "effective_on": "1 Nov 2020",
    "review_due_on": "31 October 2099",
}


class Person:
    def __init__(self, cast: Cast, user: User) -> None:
        self.cast = cast
        self.client = Client()
        self.client.force_login(user)

    def url(self, name: str, **kwargs: object) -> str:
        return reverse(f"policies:{name}", kwargs={"urn": self.cast.school.urn} | kwargs)

    def get(self, name: str, **kwargs: object) -> str:
        return self.client.get(self.url(name, **kwargs)).content.decode()

    def post(self, name: str, data: dict[str, str] | None = None, **kwargs: object) -> HttpResponse:
        return self.client.post(self.url(name, **kwargs), data or {})


@pytest.fixture
def head(cast: Cast) -> Person:
    return Person(cast, cast.head)


@pytest.fixture
def clerk(cast: Cast) -> Person:
    return Person(cast, cast.clerk)


def answers(cast: Cast, **kw: str) -> dict[str, str]:
    return ANSWERS | {"body": str(cast.board.pk)} | kw


def content(response: HttpResponse) -> str:
    return response.content.decode()


def test_the_submission_says_what_goes_and_what_changed(cast: Cast, head: Person) -> None:
    cast.take()
    page = head.get("submit", number=1)
    assert "Nothing changed; 31 clauses the same" in page
    head.post("submit", number=1)
    head.post("submit", number=1)
    assert Version.objects.get(policy__school=cast.school).state == VersionState.SUBMITTED


def test_a_refusal_stands_where_the_button_would(cast: Cast, head: Person) -> None:
    version = cast.take()
    change(cast, cast.head, "Other words")
    page = head.get("submit", number=1)
    assert "not saved as a version yet" in page
    assert head.url("submit", number=1) not in re.findall(r'<form[^>]*action="([^"]*)"', page)
    head.post("submit", number=1)
    version.refresh_from_db()
    assert version.state == VersionState.DRAFT


def test_what_to_look_at_first_is_named(cast: Cast, head: Person) -> None:
    cast.publish(replace(plain_document("The board is {governing_board}"), title="Draft policy"))
    cast.take()
    page = head.get("submit", number=1)
    assert "A blank is still open: the name of the governing board." in page
    assert "still says that this is a draft" in page


def test_a_record_of_approval_in_the_text_is_pointed_out(cast: Cast, head: Person) -> None:
    cast.take()
    assert "its own record of approval" not in head.get("submit", number=1)
    record = Section("s2", SectionKind.CONTROL, "", (Clause(id="c9", text="Approved by the board in November 2016"),))
    document = plain_document("We plan.")
    cast.publish(replace(document, sections=(*document.sections, record)))
    cast.take()
    assert "The text holds its own record of approval and review." in head.get("submit", number=2)


def test_the_clerk_returns_a_version(cast: Cast, clerk: Person) -> None:
    cast.submitted()
    assert "Enter the comments" in content(clerk.post("version-return", number=1))
    clerk.post("version-return", {"comments": "Say who covers."}, number=1)
    assert Version.objects.get(policy__school=cast.school).comments == "Say who covers."
    assert "already" in content(
        clerk.client.post(clerk.url("version-return", number=1), {"comments": "Again"}, follow=True)
    )


def test_comments_and_a_minute_reference_take_no_hidden_character(cast: Cast, clerk: Person) -> None:
    cast.submitted()
    returned = clerk.post("version-return", {"comments": "Say who\u202e covers."}, number=1)
    assert "“What the governing board asked for” holds a hidden character (U+202E)." in content(returned)
    adopted = clerk.post("adopt", answers(cast, minute_reference="7.2\x01", record="1"))
    assert "“Minute reference” holds a hidden character (U+0001)." in content(adopted)
    assert not Adoption.objects.exists()


def test_a_version_that_is_not_with_the_board_is_not_returned(cast: Cast, clerk: Person) -> None:
    version = cast.take()
    where = clerk.url("version-return", number=1)
    assert "This version is with the school already." in content(clerk.client.get(where, follow=True))
    cast.adopt(cast.submit(version))
    page = clerk.client.get(where, follow=True)
    assert "it can no longer be returned" in content(page)
    assert 'name="comments"' not in content(page)


def test_the_answers_are_read_back_then_recorded_once(cast: Cast, clerk: Person) -> None:
    cast.submitted()
    to_check = clerk.post("adopt", answers(cast)).headers["Location"]
    assert to_check.startswith(clerk.url("adopt-check"))
    check = content(clerk.client.get(to_check))
    for words in ("Full governing board, 14 October 2020", "7.2", "1 November 2020", "31 October 2099"):
        assert words in check
    assert not Adoption.objects.exists()
    change = re.search(r'href="([^"]*adopt/[?][^"]*)"', check)
    assert change
    again = content(clerk.client.get(html.unescape(change[1])))
    for words in ('value="14/10/2020"', 'value="7.2"', 'value="1 Nov 2020"', f'value="{cast.board.pk}" selected'):
        assert words in again
    assert "There is a problem" not in again
    for _ in range(2):
        response = clerk.post("adopt", answers(cast, record="1"))
        assert response.headers["Location"] == clerk.url("adopted", number=1)
    assert Adoption.objects.count() == 1
    assert Meeting.objects.get().status == MeetingStatus.HELD
    assert "Version 1 is adopted" in clerk.get("adopted", number=1)
    assert "No version is waiting" in content(clerk.client.get(to_check, follow=True))


def test_a_meeting_before_the_version_was_there_is_pointed_out_and_taken(cast: Cast, clerk: Person) -> None:
    version = cast.submitted()
    day = f"{timezone.localdate(version.made_at):%-d %B %Y}"
    page = content(clerk.client.post(clerk.url("adopt"), answers(cast), follow=True))
    assert f"This version was saved on {day}, after the meeting of 14 October 2020." in page
    clerk.post("adopt", answers(cast, record="1"))
    assert Adoption.objects.exists()


def test_a_meeting_that_was_held_can_be_chosen(cast: Cast, clerk: Person) -> None:
    cast.submitted()
    meeting = make_meeting(body=cast.board, on=MET)
    make_meeting(body=cast.board, on=clock.today().replace(year=clock.today().year + 1))
    make_meeting(body=make_body(), on=MET)
    page = clerk.get("adopt")
    assert re.findall(r'name="meeting"[^>]*value="([^"]*)"', page.replace("\n", " ")) == [str(meeting.pk), "another"]
    clerk.post(
        "adopt",
        answers(cast, meeting=str(meeting.pk), body="", on="", effective_on="1 November 2026", record="1"),
    )
    assert Adoption.objects.get().meeting == meeting


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"meeting": ""}, "Choose the meeting, or enter another."),
        ({"body": ""}, "Choose the body that met."),
        ({"on": ""}, "Enter the day of the meeting"),
        ({"on": "last Tuesday"}, "Enter a day with its month and year"),
        ({"on": "1/1/2098", "effective_on": "1/1/2098"}, "in the future"),
        ({"minute_reference": ""}, "Enter the minute reference"),
        ({"effective_on": "13 October 2020"}, "before the meeting"),
        ({"review_due_on": "1 November 2020"}, "after the day the policy takes effect"),
    ],
)
def test_a_wrong_answer_says_what_to_enter_and_keeps_the_rest(
    cast: Cast, clerk: Person, answer: dict[str, str], sentence: str
) -> None:
    cast.submitted()
    page = content(clerk.post("adopt", answers(cast, record="1", **answer)))
    assert sentence in page
    assert "<title>Error: " in page
    assert not Adoption.objects.exists()


def test_answers_in_an_address_are_checked_again(cast: Cast, clerk: Person) -> None:
    cast.submitted()
    wrong = clerk.client.get(clerk.url("adopt-check"), answers(cast, minute_reference=""))
    assert wrong.headers["Location"].startswith(f"{clerk.url('adopt')}?")
    chair = Person(cast, cast.chair)
    assert "who records adoptions" in content(chair.client.get(chair.url("adopt-check"), answers(cast)))
    assert not Adoption.objects.exists()


def test_a_chair_is_told_that_the_clerk_records(cast: Cast) -> None:
    cast.submitted()
    assert cast.clerk
    chair = Person(cast, cast.chair)
    page = chair.get("adopt")
    assert "This school has a clerk, who records adoptions." in page
    assert "minute_reference" not in page
    chair.post("adopt", answers(cast, record="1"))
    assert not Adoption.objects.exists()


def test_only_whoever_may_record_an_adoption_is_led_to_its_form(cast: Cast, clerk: Person) -> None:
    cast.submitted()
    chair = Person(cast, cast.chair)
    for page in (chair.get("policy"), chair.get("version", number=1)):
        assert chair.url("adopt") not in page
        assert chair.url("version-return", number=1) in page
    for page in (clerk.get("policy"), clerk.get("version", number=1)):
        assert clerk.url("adopt") in page


def test_a_chair_records_where_the_school_has_no_clerk(cast: Cast) -> None:
    cast.submitted()
    chair = Person(cast, cast.chair)
    assert chair.url("adopt") in chair.get("policy")
    assert "minute_reference" in chair.get("adopt")


def test_whoever_submitted_is_told_that_somebody_else_records(cast: Cast) -> None:
    version = cast.take()
    cast.clerk.memberships.create(role=Role.HEAD, school=cast.school, starts_on=MET.replace(year=2020))
    submit(version=version, by=cast.clerk)
    both = Person(cast, User.objects.get(pk=cast.clerk.pk))
    assert "You submitted this version" in both.get("adopt")
    both.post("adopt", answers(cast, record="1"))
    assert not Adoption.objects.exists()


def test_with_nothing_waiting_there_is_nothing_to_record(cast: Cast, clerk: Person) -> None:
    cast.take()
    assert clerk.post("adopt", answers(cast)).status_code == HTTPStatus.FOUND
    assert not Adoption.objects.exists()
