"""What talent records ask on the home page of a school: of those who lead, and of the person themself."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from core import clock
from people.access.roles import Role
from people.models import StaffMember, User
from succession.home import talent
from succession.home.items import Need
from tests.builders import (
    make_correction,
    make_member,
    make_record,
    make_school,
    make_staff,
    make_trust,
    make_user,
    make_view,
)
from tests.policies.cast import TODAY, Cast, make_cast

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
MOST_QUERIES = 12
"""Of a page that lists: the session, the person and their roles included."""


@pytest.fixture
def cast() -> Cast:
    return make_cast(name="Bryn Awel School")


@pytest.fixture
def teacher(cast: Cast) -> User:
    return make_member(Role.STAFF, cast.school)


def asked(cast: Cast, user: User, today: datetime.date = TODAY) -> list[Need]:
    return list(talent.needs(user, cast.school, today))


def of_register(cast: Cast, user: User, today: datetime.date = TODAY) -> dict[str, str]:
    """What is asked, with where each leads, without what is one's own."""
    return {need.what: need.href for need in asked(cast, user, today) if "my-record" not in need.href}


@pytest.mark.parametrize(("before", "is_asked"), [(31, False), (30, True), (0, True), (-1, True)])
def test_a_review_is_asked_for_30_days_before_a_record_lapses_and_after(
    cast: Cast, before: int, is_asked: bool
) -> None:
    make_record(make_staff(cast.school, name="Nia Named"), review_by=TODAY + before * DAY)
    found = of_register(cast, cast.head)
    assert list(found) == (["Review 1 talent record"] if is_asked else [])
    assert all("Nia" not in need.what + need.why for need in asked(cast, cast.head))


def test_what_waits_in_the_register_is_counted_and_leads_to_it(cast: Cast, client: Client) -> None:
    today = clock.today()
    for n in range(2):
        name = f"Asha {n}"
        make_view(make_record(make_staff(cast.school, name=name), next_step="Lead", next_step_on=today - DAY))
    make_record(make_staff(cast.school, name="Ravi"), review_by=today - DAY)
    make_record(make_staff(cast.school, name="Quiet"))
    make_correction(make_staff(cast.school, user=make_user()))
    found = of_register(cast, cast.head, today)
    register = reverse("people:talent", kwargs={"urn": cast.school.urn})
    assert found == {
        "Answer 1 request to put something right": reverse("people:corrections", kwargs={"urn": cast.school.urn}),
        "Review 1 talent record": f"{register}?wants=review",
        "Add a second view to 2 talent records": f"{register}?wants=view",
        "Look at 2 next steps whose day has passed": f"{register}?wants=step",
    }
    client.force_login(cast.head)
    for wants, names in (("review", {"Ravi"}), ("view", {"Asha 0", "Asha 1"}), ("step", {"Asha 0", "Asha 1"})):
        page = client.get(f"{register}?wants={wants}").content.decode()
        assert {name for name in ("Asha 0", "Asha 1", "Ravi", "Quiet") if name in page} == names


@pytest.mark.parametrize("state", ["paused", "closed"])
def test_a_record_that_rests_or_is_over_asks_for_nothing(cast: Cast, teacher: User, state: str) -> None:
    ending = {"ending": "wish"} if state == "closed" else {}
    past = {"review_by": TODAY - DAY, "next_step": "Go", "next_step_on": TODAY - DAY}
    make_view(make_record(make_staff(cast.school, user=teacher), state=state, **past, **ending))
    make_view(make_record(make_staff(cast.school, ends_on=TODAY - DAY), **past))
    assert of_register(cast, cast.head) == {}
    assert asked(cast, teacher) == []


def test_a_second_view_is_not_asked_of_who_wrote_the_first_nor_once_it_is_there(cast: Cast) -> None:
    first = make_view(make_record(make_staff(cast.school)), by=cast.head)
    assert of_register(cast, cast.head) == {}
    assert list(of_register(cast, cast.lead)) == ["Add a second view to 1 talent record"]
    make_view(first.record, by=cast.lead, answers=first, answers_by=first.by)
    assert of_register(cast, cast.lead) == {}


def test_the_register_asks_nothing_of_those_who_may_not_read_it(cast: Cast, teacher: User) -> None:
    record = make_record(make_staff(cast.school), review_by=TODAY, next_step="Go", next_step_on=TODAY - DAY)
    make_view(record)
    make_correction(record.staff)
    for user in (cast.chair, cast.clerk, cast.governor, teacher, cast.outsider):
        assert of_register(cast, user) == {}


def test_the_heads_own_record_and_ones_own_ask_nothing_of_the_schools_leads(cast: Cast) -> None:
    past = {"review_by": TODAY, "next_step": "Go", "next_step_on": TODAY - DAY}
    for user in (cast.head, cast.lead):
        make_view(make_record(make_staff(cast.school, user=user), **past))
        make_correction(StaffMember.objects.get(user=user))
    assert of_register(cast, cast.lead) == {}
    assert set(of_register(cast, cast.head).values()) == {
        reverse("people:corrections", kwargs={"urn": cast.school.urn}),
        *(f"{reverse('people:talent', kwargs={'urn': cast.school.urn})}?wants={w}" for w in ("review", "view", "step")),
    }
    cast.school.trust = make_trust()
    cast.school.save()
    trust_lead = make_member(Role.TRUST_LEAD, cast.school.trust)
    assert "Review 2 talent records" in of_register(cast, trust_lead)


def test_another_schools_records_ask_nothing_here(cast: Cast, teacher: User) -> None:
    make_view(make_record(make_staff(make_school()), review_by=TODAY))
    make_record(make_staff(make_school(), user=teacher), review_by=TODAY)
    assert of_register(cast, cast.head) == {}
    assert asked(cast, teacher) == []


def test_a_person_is_asked_to_read_what_was_written_and_told_of_the_review(cast: Cast, teacher: User) -> None:
    record = make_record(make_staff(cast.school, user=teacher), review_by=TODAY + 30 * DAY)
    mine = reverse("people:my-record", kwargs={"urn": cast.school.urn})
    found = asked(cast, teacher)
    assert [(need.what, need.href, need.by) for need in found] == [
        ("Read what was written in your record", mine, None),
        ("Your record is due for review", mine, TODAY + 30 * DAY),
    ]
    record.state = "read"
    record.save()
    assert [need.what for need in asked(cast, teacher)] == ["Your record is due for review"]
    record.review_by = TODAY + 31 * DAY
    record.save()
    assert [need.what for need in asked(cast, teacher)] == []


@pytest.mark.parametrize("person", ["head", "teacher"])
def test_the_page_takes_as_many_queries_with_50_records_as_with_one(
    cast: Cast, teacher: User, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, person: str
) -> None:
    url = reverse("school", kwargs={"urn": cast.school.urn})
    cast.adopted()
    make_record(make_staff(cast.school, user=teacher), review_by=clock.today())
    client.force_login(teacher if person == "teacher" else cast.head)
    client.get(url)
    with django_assert_max_num_queries(MOST_QUERIES) as with_one:
        client.get(url)
    for _ in range(49):
        make_view(make_record(make_staff(cast.school), review_by=clock.today()))
    with django_assert_max_num_queries(MOST_QUERIES) as with_fifty:
        client.get(url)
    assert len(with_fifty) == len(with_one)
