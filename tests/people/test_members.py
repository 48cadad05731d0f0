"""Members of a body: who has a place and until when, what stands vacant, and what its clerk writes down."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from core import clock, conflicts
from people.access.roles import Role
from people.actions import terms
from people.models import Body, School, TermOfOffice, User
from people.rules import GovernorCategory, Office, Refused
from tests.builders import make_body, make_council, make_member, make_school, make_term, make_user

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
DAY = datetime.timedelta(days=1)
LONG = "Llanfair" * 25


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
def sign_in() -> SignIn:
    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


def page(school: School, name: str = "members", **keys: int) -> str:
    return reverse(f"people:school-{name}", kwargs={"urn": school.urn, **keys})


def typed(**kw: Any) -> dict[str, Any]:
    given = {"name": "Ann Example", "category": "parent", "office": "", "appointing_body": "Parents", "email": ""}
    return given | {"starts_on": "1 September 2026", "ends_on": "31 August 2030", "opened_on": ""} | kw


def test_a_clerk_adds_a_member_once_however_often_it_is_sent(
    sign_in: SignIn, school: School, board: Body, clerk: User
) -> None:
    client, url = sign_in(clerk), page(school, "member-new", body_id=board.pk)
    for _ in range(2):
        shown = client.post(url, typed(), follow=True).text
    assert "Ann Example has a place on Full governing board." in shown
    term = TermOfOffice.objects.get()
    assert (term.category, term.appointing_body, term.ends_on) == ("parent", "Parents", datetime.date(2030, 8, 31))


def test_a_place_is_linked_to_the_account_of_somebody_with_a_role_here(
    sign_in: SignIn, school: School, board: Body, clerk: User
) -> None:
    governor, stranger = make_member(Role.GOVERNOR, school), make_member(Role.GOVERNOR, make_school())
    client, url = sign_in(clerk), page(school, "member-new", body_id=board.pk)
    refused = client.post(url, typed(email=stranger.email)).text
    assert "Nobody who has a role here signs in with that address." in refused
    assert client.post(url, typed(email="nobody@hill.example")).text.count(
        "Nobody who has a role here"
    ) == refused.count("Nobody who has a role here")
    assert not TermOfOffice.objects.exists()
    client.post(url, typed(email=governor.email.upper()))
    assert TermOfOffice.objects.get().user == governor


def test_days_the_wrong_way_round_are_refused_and_nothing_typed_is_lost(
    sign_in: SignIn, school: School, board: Body, clerk: User
) -> None:
    url = page(school, "member-new", body_id=board.pk)
    shown = sign_in(clerk).post(url, typed(ends_on="1 August 2026", name="Zoë O’Neill")).text
    assert "The last day is before the first." in shown
    assert "Zoë O’Neill" in shown
    assert "<title>Error: " in shown


def test_who_sits_on_a_body_who_comes_and_who_left(sign_in: SignIn, school: School, board: Body, clerk: User) -> None:
    today = clock.today()
    make_term(board, name="Ann Example", office=Office.CHAIR.value, ends_on=today + 30 * DAY)
    make_term(board, name="Ben Before", ends_on=today - DAY)
    make_term(board, name="Cleo Coming", starts_on=today + DAY)
    shown = sign_in(clerk).get(page(school)).text
    now, _, later = shown.partition("Who comes")
    assert "Ann Example, chair" in now
    assert "Ends soon" in now
    assert "1 place held today on 1 body." in now
    coming, _, left = later.partition("Whose place has ended")
    assert "Cleo Coming" in coming
    assert "Ben Before" in left
    assert "Ben Before" not in now
    assert "Cleo Coming" not in now


def test_a_place_whose_further_term_is_written_down_no_longer_asks_for_anything(
    sign_in: SignIn, school: School, board: Body, clerk: User
) -> None:
    last = clock.today() + 30 * DAY
    term = make_term(board, name="Ann Example", ends_on=last, office=Office.CHAIR.value)
    client, url = sign_in(clerk), page(school, "member-renew", term_id=term.pk)
    opened = client.get(url)
    assert opened.context["form"].initial["starts_on"] == last + DAY
    assert opened.context["form"].initial["office"] == ""
    further = typed(starts_on=(last + DAY).isoformat(), ends_on=(last + 1461 * DAY).isoformat())
    for _ in range(2):
        client.post(url, further)
    assert TermOfOffice.objects.count() == 2
    assert "Ends soon" not in client.get(page(school)).text


def test_a_place_that_does_not_run_out_is_not_renewed(
    sign_in: SignIn, school: School, board: Body, clerk: User
) -> None:
    term = make_term(board)
    answer = sign_in(clerk).get(page(school, "member-renew", term_id=term.pk), follow=True)
    assert "does not run out, so there is nothing to renew." in answer.text


def test_a_place_is_ended_after_asking_once_and_reading_the_question_ends_nothing(
    sign_in: SignIn, school: School, board: Body, clerk: User
) -> None:
    term, client = make_term(board, name="Ann Example"), sign_in(clerk)
    url = page(school, "member-end", term_id=term.pk)
    asked = client.get(url)
    assert "End the place of Ann Example?" in asked.text
    assert TermOfOffice.objects.get().ends_on is None
    sent = {"ends_on": "31 August 2026", "opened_on": asked.context["form"].initial["opened_on"]}
    for _ in range(2):
        client.post(url, sent)
    assert TermOfOffice.objects.get().ends_on == datetime.date(2026, 8, 31)


@pytest.mark.parametrize("name", ["member", "member-end"])
def test_of_two_who_change_a_place_the_second_sees_what_the_first_saved(
    sign_in: SignIn, school: School, board: Body, clerk: User, name: str
) -> None:
    term, client = make_term(board, name="Ann Example"), sign_in(clerk)
    url = page(school, name, term_id=term.pk)
    opened_on = client.get(url).context["form"].initial["opened_on"]
    TermOfOffice.objects.filter(pk=term.pk).update(category=GovernorCategory.CO_OPTED.value)
    sent = typed(opened_on=opened_on, ends_on="31 August 2029")
    shown = client.post(url, sent)
    assert "Somebody else has changed this place" in shown.text
    assert "co-opted governor" in shown.text
    assert TermOfOffice.objects.get().ends_on is None
    client.post(url, sent | {"opened_on": shown.context["form"]["opened_on"].value()})
    assert TermOfOffice.objects.get().ends_on == datetime.date(2029, 8, 31)


def test_a_name_that_was_misspelt_is_put_right(sign_in: SignIn, school: School, board: Body, clerk: User) -> None:
    term, client = make_term(board, name="An Exampel"), sign_in(clerk)
    url = page(school, "member", term_id=term.pk)
    client.post(url, typed(opened_on=client.get(url).context["form"].initial["opened_on"]))
    assert TermOfOffice.objects.get().name == "Ann Example"


def test_vacancies_are_counted_once_the_places_are_said(
    sign_in: SignIn, school: School, board: Body, clerk: User
) -> None:
    make_term(board)
    client = sign_in(clerk)
    assert "Vacancies can be counted once you say how many places there are." in client.get(page(school)).text
    url = page(school, "body-places", body_id=board.pk)
    opened_on = client.get(url).context["form"].initial["opened_on"]
    sent = {"notice_kind": "clear-days", "notice_days": "10", "places_parent": "3", "opened_on": opened_on}
    client.post(url, sent)
    board.refresh_from_db()
    assert (board.notice_days, board.places_parent) == (10, 3)
    assert "2 are vacant." in client.get(page(school)).text
    again = client.post(url, sent | {"places_parent": "4"})
    assert "Somebody else has changed this" in again.text
    assert "parent governors: 3" in again.text
    wrong = client.post(url, sent | {"notice_days": "61", "places_parent": "-1"})
    assert "Enter at most 60 days." in wrong.text
    assert "Enter how many places there are, like 2." in wrong.text


def test_a_governor_reads_the_list_and_has_nothing_to_press(sign_in: SignIn, school: School, board: Body) -> None:
    term = make_term(board, name="Ann Example", ends_on=clock.today() + DAY)
    client = sign_in(make_member(Role.GOVERNOR, school))
    shown = client.get(page(school)).text
    assert "Ann Example" in shown
    assert "Renew" not in shown
    assert "Add a member" not in shown
    assert client.get(page(school, "member-end", term_id=term.pk)).status_code == 403


def test_actions_refuse_a_governor_even_without_a_page(school: School, board: Body) -> None:
    governor, term = make_member(Role.GOVERNOR, school), make_term(board)
    with pytest.raises(PermissionDenied):
        terms.end_term(term=term, ends_on=clock.today(), opened_on=terms.term_token(term), by=governor)


def test_an_action_gives_no_place_to_an_account_from_elsewhere(board: Body, clerk: User) -> None:
    given: dict[str, Any] = {
        "category": GovernorCategory.PARENT,
        "office": None,
        "appointing_body": "",
        "ends_on": None,
    }
    with pytest.raises(Refused, match="Choose an account from the list"):
        terms.add_term(body=board, name="A", starts_on=clock.today(), user=make_user(), by=clerk, **given)


def test_an_end_that_was_opened_on_something_else_is_a_conflict(board: Body, clerk: User) -> None:
    term = make_term(board)
    with pytest.raises(conflicts.Conflict):
        terms.end_term(term=term, ends_on=clock.today(), opened_on="", by=clerk)


def test_another_schools_body_and_terms_are_not_found(sign_in: SignIn, school: School, clerk: User) -> None:
    other = make_body(school=make_school())
    term, client = make_term(other, ends_on=clock.today()), sign_in(clerk)
    for name, keys in (
        ("member-new", {"body_id": other.pk}),
        ("body-places", {"body_id": other.pk}),
        ("member", {"term_id": term.pk}),
        ("member-renew", {"term_id": term.pk}),
        ("member-end", {"term_id": term.pk}),
    ):
        assert client.get(page(school, name, **keys)).status_code == 404
        assert client.post(page(school, name, **keys), typed()).status_code == 404


def test_a_board_of_two_schools_is_kept_by_either_clerk(sign_in: SignIn, school: School, board: Body) -> None:
    partner = make_school()
    board.schools.add(partner)
    client = sign_in(make_member(Role.CLERK, partner))
    client.post(page(partner, "member-new", body_id=board.pk), typed())
    assert "Ann Example" in sign_in(make_member(Role.GOVERNOR, school)).get(page(school)).text


def test_an_officer_keeps_a_panels_members_and_its_councillors_come_first(sign_in: SignIn) -> None:
    council = make_council()
    panel = make_body(council=council, name="Scrutiny panel")
    client = sign_in(make_member(Role.OFFICER, council))
    url = reverse("people:council-member-new", kwargs={"code": council.code, "body_id": panel.pk})
    assert client.get(url).text.index("Councillor") < client.get(url).text.index("Parent governor")
    client.post(url, typed(category="councillor"))
    assert TermOfOffice.objects.get().category == "councillor"


def test_a_name_of_200_letters_is_kept_and_a_longer_one_is_not(
    sign_in: SignIn, school: School, board: Body, clerk: User
) -> None:
    client, url = sign_in(clerk), page(school, "member-new", body_id=board.pk)
    client.post(url, typed(name=LONG + "x"))
    assert not TermOfOffice.objects.exists()
    client.post(url, typed(name=LONG))
    assert LONG in client.get(page(school)).text


@pytest.mark.parametrize("rows", [1, 50])
def test_the_number_of_queries_does_not_grow(
    sign_in: SignIn,
    school: School,
    board: Body,
    clerk: User,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    today = clock.today()
    for n in range(rows):
        make_term(board, name=f"Now {n}")
        make_term(board, name=f"Before {n}", ends_on=today - DAY)
        make_term(board, name=f"Coming {n}", starts_on=today + DAY)
    client = sign_in(clerk)
    client.get(page(school))  # the first page of a session saves it
    with django_assert_num_queries(6):
        shown = client.get(page(school)).text
    assert ("The latest 25." in shown) is (rows == 50)
