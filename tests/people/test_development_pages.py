"""The pages about development: what they send, who sees them, and that a list costs the same however long it is."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.models import Reading
from people.access.roles import Role
from people.development.rules import Reply, State
from people.models import Activity, Interest, Opportunity, School, StaffMember, User
from people.talent.openings import openings_about
from tests.builders import make_activity, make_interest, make_member, make_opportunity, make_school, make_staff
from tests.core.test_reading_log import break_the_log

pytestmark = pytest.mark.django_db

TODAY = clock.today()
DAY = datetime.timedelta(days=1)
LONG = ("Maximiliana-Theodora " * 10)[:200].strip()


@pytest.fixture
def school() -> School:
    return make_school(name="Hill Top School")


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school, name="Hana Head")


@pytest.fixture
def teacher(school: School) -> User:
    user = make_member(Role.STAFF, school, name="Tess Teacher")
    make_staff(school, user=user, name="Tess Teacher")
    return user


def url(name: str, school: School, **kw: int) -> str:
    return reverse(f"people:{name}", kwargs={"urn": school.urn, **kw})


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(client: Client, address: str, sent: dict[str, object] | None = None) -> str:
    answer = client.get(address) if sent is None else client.post(address, sent)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def text(day: datetime.date) -> str:
    return f"{day:%-d %B %Y}"


# What is sent ---------------------------------------------------------------------------------------------------------
def test_what_is_sent_twice_is_done_once(school: School, head: User, teacher: User) -> None:
    leads, asks = client_of(head), client_of(teacher)
    offer = {"kind": "shadowing", "title": "Shadow", "what": "A day", "when": "May", "ask": "The head"}
    assert {leads.post(url("opportunity-new", school), offer).status_code for _ in range(2)} == {302}
    offered = Opportunity.objects.get()
    page = url("opportunity", school, opportunity_id=offered.pk)
    assert {asks.post(page, {"words": "To learn"}).status_code for _ in range(2)} == {302}
    interest = Interest.objects.get()
    agree = url("interest-agree", school, interest_id=interest.pk)
    assert {leads.post(agree, {"starts_on": text(TODAY)}).status_code for _ in range(2)} == {302}
    activity = Activity.objects.get()
    move = url("activity-move", school, activity_id=activity.pk)
    moved = [leads.post(move, {"state": "finished", "ends_on": text(TODAY)}).status_code for _ in range(2)]
    assert moved == [302, 404], "what is finished stands nowhere else"
    recorded = {"kind": "shadowing", "title": "Another", "staff_id": StaffMember.objects.get().pk, "state": "planned"}
    recorded |= {"starts_on": text(TODAY)}
    assert {leads.post(url("activity-new", school), recorded).status_code for _ in range(2)} == {302}
    assert Activity.objects.count() == 2


def test_reading_a_page_changes_nothing(school: School, head: User, teacher: User) -> None:
    """Neither a state nor an answer comes by opening an address."""
    interest = make_interest(make_opportunity(school), staff=StaffMember.objects.get(user=teacher))
    activity = make_activity(school)
    for name, key in (("activity-agree", {"activity_id": activity.pk}),):
        assert client_of(head).get(url(name, school, **key)).status_code == 405
    withdraw = url("interest-withdraw", school, opportunity_id=interest.opportunity_id)
    assert client_of(teacher).get(withdraw).status_code == 405
    interest.refresh_from_db()
    assert interest.state == Reply.WAITING


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"kind": "student-voice", "staff_id": "here"}, "Pupils take part in this"),
        ({}, "Choose who takes part, or give how many"),
        ({"people": "many"}, "Enter a number, like 12."),
        ({"staff_id": "elsewhere"}, "Choose from the list."),
        ({"people": 3, "state": "finished", "ends_on": text(TODAY + DAY)}, "It is not over yet."),
        ({"people": 3, "ends_on": text(TODAY - DAY)}, "The last day is before the first."),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    sent: dict[str, object], sentence: str, school: School, head: User
) -> None:
    people = {"here": make_staff(school).pk, "elsewhere": make_staff().pk}
    given = {"kind": "workshop", "title": "Workshop", "state": "planned", "starts_on": text(TODAY)} | sent
    given["staff_id"] = people.get(str(given.get("staff_id")), "")
    shown = words(client_of(head), url("activity-new", school), given)
    assert sentence in shown
    assert "<title>Error: " in shown
    assert 'value="Workshop"' in shown
    assert not Activity.objects.exists()


def test_the_second_to_change_an_activity_sees_what_the_first_saved(school: School, head: User) -> None:
    activity = make_activity(school, title="Shadows the SENCO", starts_on=TODAY)
    client, address = client_of(head), url("activity-change", school, activity_id=activity.pk)
    opened = client.get(address).context["form"]["opened_on"].value()
    given = {"kind": "shadowing", "title": "Shadows the SENCO", "starts_on": text(TODAY)}
    assert client.post(address, given | {"done": "One day", "opened_on": opened}).status_code == 302
    shown = words(client, address, given | {"done": "Two days", "opened_on": opened})
    assert "What was done: One day" in shown
    assert "Two days</textarea>" in shown
    now = {"opened_on": client.get(address).context["form"]["opened_on"].value()}
    assert client.post(address, given | {"done": "Two days"} | now).status_code == 302
    activity.refresh_from_db()
    assert activity.done == "Two days"


def test_own_words_in_two_windows_are_both_seen(school: School, teacher: User) -> None:
    activity = make_activity(staff=StaffMember.objects.get(user=teacher))
    client, address = client_of(teacher), url("own-activity", school, activity_id=activity.pk)
    opened = client.get(address).context["form"]["opened_on"].value()
    assert client.post(address, {"words": "Hard", "opened_on": opened}).status_code == 302
    shown = words(client, address, {"words": "Easy", "opened_on": opened})
    assert "It says now: “Hard”" in shown
    assert "Easy</textarea>" in shown


def test_one_who_is_on_no_register_is_told_what_to_do(school: School) -> None:
    client = client_of(make_member(Role.STAFF, school))
    offered = make_opportunity(school)
    for page in (url("opportunities", school), url("opportunity", school, opportunity_id=offered.pk)):
        assert "Ask the headteacher to add it there" in words(client, page)
    shown = words(client, url("opportunity", school, opportunity_id=offered.pk), {"words": ""})
    assert "not on the school’s register" in shown
    assert not Interest.objects.exists()


# Who sees what --------------------------------------------------------------------------------------------------------
def test_a_teacher_sees_their_own_and_nobody_elses(school: School, teacher: User) -> None:
    client = client_of(teacher)
    own = make_activity(staff=StaffMember.objects.get(user=teacher), title="Shadows the SENCO", mentor_words="Listens")
    other = make_activity(staff=make_staff(school, name="Omar Other"), title="Secret plan")
    make_interest(make_opportunity(school), staff=make_staff(school, name="Ida Interested"))
    shown = words(client, url("opportunities", school))
    assert "Shadows the SENCO" in shown
    assert not {"Omar Other", "Secret plan", "Ida Interested"} & {part for part in shown.split("\n") if part}
    for name in ("Omar Other", "Secret plan", "Ida Interested"):
        assert name not in shown
    assert "Listens" in words(client, url("own-activity", school, activity_id=own.pk))
    assert client.get(url("own-activity", school, activity_id=other.pk)).status_code == 404
    assert client.get(url("activity", school, activity_id=own.pk)).status_code == 403


def test_a_council_sees_what_it_offers_and_never_who_asks(school: School, teacher: User) -> None:
    offered = make_opportunity(council=school.council, title="A coach")
    make_interest(offered, staff=StaffMember.objects.get(user=teacher), words="I would like to lead")
    officer = client_of(make_member(Role.OFFICER, school.council))
    shown = words(officer, reverse("people:council-opportunities", args=[school.council.code]))
    assert "A coach" in shown
    assert "Tess Teacher" not in shown
    assert officer.get(url("development", school)).status_code == 403


def test_each_page_about_named_people_says_who_sees_it_and_is_written_down(
    school: School, head: User, teacher: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    activity = make_activity(staff=StaffMember.objects.get(user=teacher), title="Shadows the SENCO")
    client = client_of(head)
    for page in (url("development", school), url("activity", school, activity_id=activity.pk)):
        assert "Only the headteacher, the school leads" in words(client, page)
    assert [(line.kind, line.subject) for line in Reading.objects.order_by("pk")] == [
        ("development", ""),
        ("activity", str(activity.pk)),
    ]
    assert client.session["_holds_names"]
    assert {opening.what for opening in openings_about(teacher)} == {
        "The list of who does what to grow",
        "“Shadows the SENCO”",
    }
    break_the_log(monkeypatch)
    answer = client.get(url("activity", school, activity_id=activity.pk))
    assert answer.status_code == 503
    assert "Tess Teacher" not in answer.content.decode()


def test_what_waits_stands_on_the_heads_home_without_a_name(school: School, head: User, teacher: User) -> None:
    make_interest(make_opportunity(school), staff=StaffMember.objects.get(user=teacher))
    make_activity(school)
    shown = words(client_of(head), reverse("school", args=[school.urn]))
    assert "Answer 2 requests about development" in shown
    assert "Tess Teacher" not in shown
    assert "about development" not in words(client_of(teacher), reverse("school", args=[school.urn]))


# How much it costs ----------------------------------------------------------------------------------------------------
def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", ["development", "opportunities"])
def test_a_list_asks_as_much_with_50_rows_as_with_one(page: str, school: School, head: User, teacher: User) -> None:
    member = StaffMember.objects.get(user=teacher)
    client = client_of(head if page == "development" else teacher)

    def fill(count: int) -> None:
        for _ in range(count):
            offered = make_opportunity(school, title=LONG)
            make_interest(offered, staff=member)
            make_activity(staff=member, title=LONG, mentor=make_staff(school, name=LONG))

    fill(1)
    one = queries(client, url(page, school))
    fill(49)
    assert queries(client, url(page, school)) == one
    assert one <= 12, one


def test_a_list_is_filtered_in_its_address_and_paged_by_key(school: School, head: User) -> None:
    for number in range(60):
        make_activity(school, title=f"Activity of number {number}", state=State.UNDER_WAY)
    make_activity(school, title="The planned one", state=State.PLANNED)
    client, address = client_of(head), url("development", school)
    first = words(client, f"{address}?state=under-way&kind=shadowing")
    assert "60 activities: under way, shadowing, the latest first." in first
    assert "The planned one" not in first
    older = client.get(f"{address}?state=under-way&kind=shadowing").context["older"]
    assert older.startswith("?state=under-way&kind=shadowing&before=")
    assert "Activity of number 3<" in words(client, address + older)
    for odd in ("?state=nothing", "?term=2027-winter", "?before=x", "?before=2026-13-01-5", "?kind=%00"):
        assert "61 activities" in words(client, address + odd)
