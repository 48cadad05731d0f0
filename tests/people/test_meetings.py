"""Meetings: what the clerk does, what a reader sees, what is refused."""

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from core import clock
from people import rules
from people.access.roles import Role
from people.actions import meetings as actions
from people.models import Body, Meeting, Membership, School, TermOfOffice, User
from people.rules import GovernorCategory, MeetingStatus
from tests.builders import make_body, make_council, make_meeting, make_member, make_school

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 20)
SignIn = Callable[[User], Client]


@pytest.fixture
def board() -> Body:
    return make_body(school=make_school(name="Hill Top School"), name="Full governing board")


@pytest.fixture
def school(board: Body) -> School:
    return board.schools.get()


@pytest.fixture
def clerk(school: School) -> User:
    return make_member(Role.CLERK, school)


@pytest.fixture
def sign_in(client: Client) -> SignIn:
    def signed_in(user: User) -> Client:
        client.force_login(user)
        return client

    return signed_in


def page(school: School, query: str = "") -> str:
    return reverse("people:school-meetings", kwargs={"urn": school.urn}) + query


def make_term(body: Body, **kw: object) -> TermOfOffice:
    given = {"name": "Ann Example", "category": GovernorCategory.PARENT, "starts_on": datetime.date(2025, 9, 1)}
    return TermOfOffice.objects.create(body=body, **given | kw)


def test_a_clerk_plans_a_meeting_with_the_day_as_they_type_it(sign_in: SignIn, school: School, clerk: User) -> None:
    client = sign_in(clerk)
    response = client.post(page(school, "new/"), {"body": school.bodies.get().pk, "on": "14 Oct 27"}, follow=True)
    assert Meeting.objects.get().on == datetime.date(2027, 10, 14)
    assert "Full governing board, 14 October 2027 is in the calendar." in response.text


def test_a_meeting_planned_twice_is_one(school: School, clerk: User, board: Body) -> None:
    first = actions.plan_meeting(body=board, on=TODAY, by=clerk)
    assert actions.plan_meeting(body=board, on=TODAY, by=clerk) == first


def test_a_form_that_does_not_name_a_day_keeps_what_was_typed(sign_in: SignIn, school: School, clerk: User) -> None:
    response = sign_in(clerk).post(page(school, "new/"), {"on": "next week"})
    assert "<title>Error: Plan a meeting" in response.text
    assert "Choose the body that meets." in response.text
    assert "Enter a day with its month and year, like 14 October 2026." in response.text
    assert 'value="next week"' in response.text
    assert not Meeting.objects.exists()


def test_the_only_body_is_chosen_already(sign_in: SignIn, school: School, clerk: User) -> None:
    response = sign_in(clerk).get(page(school, "new/"))
    assert response.context["form"].initial["body"] == school.bodies.get()


def test_another_schools_body_cannot_be_given_a_meeting(sign_in: SignIn, school: School, clerk: User) -> None:
    other = make_body()
    response = sign_in(clerk).post(page(school, "new/"), {"body": other.pk, "on": "14/10/2027"})
    assert response.context["form"].errors["body"] == ["Choose one of the bodies in the list."]
    assert not Meeting.objects.exists()


def test_a_meeting_whose_day_has_come_is_recorded_as_held(sign_in: SignIn, school: School, clerk: User) -> None:
    meeting = make_meeting(body=school.bodies.get(), on=TODAY)
    with clock.at(datetime.datetime(2026, 11, 20, 20, 0, tzinfo=datetime.UTC)):
        response = sign_in(clerk).get(page(school))
        assert "Record that it was held" in response.text
        response = sign_in(clerk).post(page(school, f"{meeting.pk}/held/"), follow=True)
    assert "Full governing board, 20 November 2026 is recorded as held." in response.text
    assert "Record that it was held" not in response.text
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.HELD


def test_a_meeting_in_the_future_cannot_be_recorded_as_held(sign_in: SignIn, school: School, clerk: User) -> None:
    meeting = make_meeting(body=school.bodies.get(), on=TODAY + datetime.timedelta(days=1))
    with clock.at(datetime.datetime(2026, 11, 20, 20, 0, tzinfo=datetime.UTC)):
        assert "Record that it was held" not in sign_in(clerk).get(page(school)).text
        response = sign_in(clerk).post(page(school, f"{meeting.pk}/held/"), follow=True)
    assert "This meeting is in the future." in response.text
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.PLANNED


def test_a_governor_reads_the_list_and_has_no_button(sign_in: SignIn, school: School) -> None:
    make_meeting(body=school.bodies.get(), on=datetime.date(2026, 10, 14))
    response = sign_in(make_member(Role.GOVERNOR, school)).get(page(school))
    assert "14 October 2026" in response.text
    assert "Plan a meeting" not in response.text
    assert "Record that it was held" not in response.text


def test_actions_refuse_a_governor_even_without_a_page(school: School, board: Body) -> None:
    governor = make_member(Role.GOVERNOR, school)
    with pytest.raises(PermissionDenied):
        actions.plan_meeting(body=board, on=TODAY, by=governor)
    with pytest.raises(PermissionDenied):
        actions.record_meeting_held(meeting=make_meeting(body=board), by=governor, today=TODAY)
    with pytest.raises(PermissionDenied):
        actions.cancel_meeting(meeting=Meeting.objects.get(), by=governor)
    with pytest.raises(PermissionDenied):
        actions.move_meeting(meeting=Meeting.objects.get(), on=TODAY, by=governor)


def test_a_planned_meeting_is_cancelled_after_asking_once(sign_in: SignIn, school: School, clerk: User) -> None:
    meeting = make_meeting(body=school.bodies.get(), on=datetime.date(2027, 3, 4))
    client = sign_in(clerk)
    where = page(school, f"{meeting.pk}/cancel/")
    assert f'href="{where}"' in client.get(page(school)).text
    assert "Full governing board, planned for 4 March 2027." in client.get(where).text
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.PLANNED
    assert "Full governing board, 4 March 2027 is cancelled." in client.post(where, follow=True).text
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.CANCELLED
    assert f'href="{where}"' not in client.get(page(school)).text


def test_a_cancelled_meeting_can_be_planned_again(school: School, clerk: User, board: Body) -> None:
    meeting = actions.plan_meeting(body=board, on=TODAY, by=clerk)
    for _ in range(2):
        assert actions.cancel_meeting(meeting=meeting, by=clerk).status == MeetingStatus.CANCELLED
    with pytest.raises(rules.Refused, match="was cancelled"):
        actions.record_meeting_held(meeting=meeting, by=clerk, today=TODAY)
    again = actions.plan_meeting(body=board, on=TODAY, by=clerk)
    assert (again.pk, again.status) == (meeting.pk, MeetingStatus.PLANNED)


def test_a_meeting_on_the_wrong_day_is_put_on_the_right_one(sign_in: SignIn, school: School, clerk: User) -> None:
    meeting = make_meeting(body=school.bodies.get(), on=datetime.date(2027, 3, 4))
    client = sign_in(clerk)
    where = page(school, f"{meeting.pk}/move/")
    assert 'value="4 March 2027"' in client.get(where).text
    response = client.post(where, {"on": "11 March 2027"}, follow=True)
    assert "Full governing board, 11 March 2027 is in the calendar, instead of 4 March 2027." in response.text
    meeting.refresh_from_db()
    assert meeting.on == datetime.date(2027, 3, 11)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(MeetingStatus.PLANNED, "is in the calendar already"), (MeetingStatus.CANCELLED, "was cancelled")],
)
def test_a_meeting_is_not_put_on_the_day_of_another(
    board: Body, clerk: User, status: MeetingStatus, sentence: str
) -> None:
    make_meeting(body=board, on=TODAY, status=status)
    meeting = make_meeting(body=board, on=TODAY + datetime.timedelta(days=7))
    with pytest.raises(rules.Refused, match=sentence):
        actions.move_meeting(meeting=meeting, on=TODAY, by=clerk)


@pytest.mark.parametrize("name", ["move", "cancel"])
def test_a_meeting_that_was_held_stays_as_it_is(sign_in: SignIn, school: School, clerk: User, name: str) -> None:
    meeting = make_meeting(body=school.bodies.get(), on=TODAY, status=MeetingStatus.HELD)
    client = sign_in(clerk)
    for response in (
        client.get(page(school, f"{meeting.pk}/{name}/"), follow=True),
        client.post(page(school, f"{meeting.pk}/{name}/"), {"on": "1 March 2027"}, follow=True),
    ):
        assert "This meeting was held, so it stays in the calendar as it is." in response.text
    with pytest.raises(rules.Refused):
        actions.cancel_meeting(meeting=meeting, by=clerk)
    with pytest.raises(rules.Refused):
        actions.move_meeting(meeting=meeting, on=TODAY - datetime.timedelta(days=1), by=clerk)
    meeting.refresh_from_db()
    assert (meeting.on, meeting.status) == (TODAY, MeetingStatus.HELD)


@pytest.mark.parametrize("typed", ["14 October 2062", "14 October 1999"])
def test_a_day_that_is_years_away_is_asked_for_again(sign_in: SignIn, school: School, clerk: User, typed: str) -> None:
    client = sign_in(clerk)
    given = {"body": school.bodies.get().pk, "on": typed}
    asked = client.post(page(school, "new/"), given)
    assert f"{typed} is more than two years away." in asked.text
    assert not Meeting.objects.exists()
    other = client.post(page(school, "new/"), given | {"on": "1 May 2070", "far": asked.context["form"]["far"].value()})
    assert "1 May 2070 is more than two years away." in other.text
    client.post(page(school, "new/"), given | {"far": asked.context["form"]["far"].value()})
    assert f"{Meeting.objects.get().on:%-d %B %Y}" == typed


@pytest.mark.parametrize(
    ("on", "far"),
    [
        (datetime.date(2028, 11, 20), False),
        (datetime.date(2028, 11, 21), True),
        (datetime.date(2024, 11, 20), False),
        (datetime.date(2024, 11, 19), True),
    ],
)
def test_two_years_to_the_day_are_not_far(on: datetime.date, far: bool) -> None:
    assert rules.is_far(on, TODAY) is far


def test_the_list_shows_only_this_schools_meetings(sign_in: SignIn, school: School, clerk: User) -> None:
    elsewhere = make_meeting(body=make_body(name="A board elsewhere"))
    Membership.objects.create(user=clerk, role=Role.CLERK, school=elsewhere.body.schools.get())
    assert "A board elsewhere" not in sign_in(clerk).get(page(school)).text


def test_a_federations_board_is_kept_by_the_clerk_of_either_school(board: Body, school: School) -> None:
    partner = make_school()
    board.schools.add(partner)
    assert actions.plan_meeting(body=board, on=TODAY, by=make_member(Role.CLERK, partner)).body == board


def test_a_school_without_a_body_is_told_why_and_what_to_do(sign_in: SignIn) -> None:
    school = make_school()
    shown = sign_in(make_member(Role.CLERK, school)).get(page(school)).text
    assert "No board or committee is set up yet" in shown
    assert "Plan a meeting" not in shown


def test_a_councils_meetings_have_pages_of_their_own(sign_in: SignIn) -> None:
    council = make_council()
    panel = make_body(council=council, name="Scrutiny panel")
    client = sign_in(make_member(Role.OFFICER, council))
    base = reverse("people:council-meetings", kwargs={"code": council.code})
    client.post(f"{base}new/", {"body": panel.pk, "on": "1 September 2026"})
    client.post(f"{base}{Meeting.objects.get().pk}/held/")
    assert Meeting.objects.get().status == MeetingStatus.HELD
    assert "Scrutiny panel" in client.get(base).text


def test_older_meetings_follow_by_key(sign_in: SignIn, school: School, board: Body, clerk: User) -> None:
    days = [datetime.date(2020, 1, 1) + datetime.timedelta(days=7 * n) for n in range(30)]
    Meeting.objects.bulk_create(Meeting(body=board, on=day) for day in days)
    first = sign_in(clerk).get(page(school))
    rest = sign_in(clerk).get(page(school, first.context["older"]))
    shown = [meeting.on for response in (first, rest) for meeting, _ in response.context["rows"]]
    assert shown == days[::-1]
    assert rest.context["older"] == ""


@pytest.mark.parametrize("key", ["x", "2020-01-01", "2020-01-01.x", "2020-13-01.5", "2020-01-01.99999999999999999999"])
def test_a_key_nobody_was_given_is_no_error(sign_in: SignIn, school: School, clerk: User, key: str) -> None:
    assert sign_in(clerk).get(page(school, f"?from={key}")).status_code == 200


@pytest.mark.parametrize("rows", [1, 50])
def test_the_number_of_queries_does_not_grow(
    sign_in: SignIn,
    school: School,
    board: Body,
    clerk: User,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    Meeting.objects.bulk_create(
        Meeting(body=board, on=datetime.date(2020, 1, 1) + datetime.timedelta(days=n)) for n in range(rows)
    )
    for n in range(rows):
        make_term(board, name=f"Governor {n}")
    client = sign_in(clerk)
    client.get(page(school))  # the first page of a session saves it
    with django_assert_num_queries(4):
        client.get(page(school))
