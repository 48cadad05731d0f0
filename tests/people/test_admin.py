"""How people get accounts and roles: by a superuser, in the admin."""

import datetime
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.access.guards import allows
from people.access.roles import Permission, Role
from people.models import Membership, User
from tests.builders import (
    make_administrator,
    make_body,
    make_council,
    make_meeting,
    make_member,
    make_school,
    make_user,
)

pytestmark = pytest.mark.django_db

PASSWORD = "a heron on the weir at noon"
NO_ROLES = {
    "memberships-TOTAL_FORMS": "0",
    "memberships-INITIAL_FORMS": "0",
    "memberships-MIN_NUM_FORMS": "0",
    "memberships-MAX_NUM_FORMS": "1000",
}


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(make_user(is_superuser=True))
    return client


def test_an_account_is_made_with_its_password_and_its_first_role(admin: Client) -> None:
    school = make_school()
    response = admin.post(
        reverse("admin:people_user_add"),
        NO_ROLES
        | {
            "email": "Ann.Example@School.example",
            "name": "Ann Example",
            "usable_password": "true",
            "password1": PASSWORD,
            "password2": PASSWORD,
            "memberships-TOTAL_FORMS": "1",
            "memberships-0-role": Role.HEAD,
            "memberships-0-school": school.pk,
            "memberships-0-starts_on": "2020-09-01",
        },
    )
    assert response.status_code == 302, response.context["errors"]
    user = User.objects.get(email="ann.example@school.example")
    assert user.check_password(PASSWORD)
    assert not user.is_superuser
    assert allows(user, Permission.POLICY_EDIT, school)


@pytest.mark.parametrize("password", ["a heron", "1q2w3e4r5t6y"])
def test_a_password_that_is_short_or_common_is_refused(admin: Client, password: str) -> None:
    given = {"email": "a@b.example", "name": "A", "password1": password, "password2": password}
    response = admin.post(reverse("admin:people_user_add"), NO_ROLES | given | {"usable_password": "true"})
    assert response.context["errors"]
    assert not User.objects.filter(email="a@b.example").exists()


def test_an_email_that_is_there_in_other_letters_is_refused(admin: Client) -> None:
    make_user(email="ann@school.example")
    given = {"email": "ANN@school.example", "name": "Ann", "password1": PASSWORD, "password2": PASSWORD}
    response = admin.post(reverse("admin:people_user_add"), NO_ROLES | given | {"usable_password": "true"})
    assert response.status_code == 200
    assert User.objects.filter(email__iexact="ann@school.example").count() == 1


def test_a_password_is_changed_on_its_own_page(admin: Client) -> None:
    user = make_user()
    admin.post(
        reverse("admin:auth_user_password_change", args=[user.pk]),
        {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD},
    )
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_role_at_the_wrong_kind_of_place_is_refused_with_a_sentence(admin: Client) -> None:
    given = {"user": make_user().pk, "role": Role.OFFICER, "school": make_school().pk, "starts_on": "2020-09-01"}
    response = admin.post(reverse("admin:people_membership_add"), given)
    assert "Choose the one school, trust or council where this role is held." in response.text
    assert not Membership.objects.exists()


def test_access_ends_with_the_last_day_written_here(admin: Client) -> None:
    school = make_school()
    make_member(Role.HEAD, school)
    user = make_member(Role.HEAD, school)
    membership = user.memberships.get()
    yesterday = datetime.datetime.now(tz=datetime.UTC).date() - datetime.timedelta(days=2)
    admin.post(
        reverse("admin:people_membership_change", args=[membership.pk]),
        {"user": user.pk, "role": Role.HEAD, "school": school.pk, "starts_on": "2020-01-01", "ends_on": yesterday},
    )
    assert not allows(User.objects.get(pk=user.pk), Permission.SCHOOL_READ, school)


def test_a_closed_account_is_signed_out_at_once(admin: Client) -> None:
    school = make_school()
    user = make_member(Role.HEAD, school)
    browser = Client()
    browser.force_login(user)
    assert browser.get(reverse("school", kwargs={"urn": school.urn})).status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    response = browser.get(reverse("school", kwargs={"urn": school.urn}))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


def test_somebody_who_loses_their_role_meanwhile_finds_nothing(client: Client) -> None:
    school = make_school()
    user = make_member(Role.HEAD, school)
    client.force_login(user)
    url = reverse("school", kwargs={"urn": school.urn})
    assert client.get(url).status_code == 200
    user.memberships.update(ends_on=datetime.date(2020, 1, 2))
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize("model", ["school", "membership", "user"])
def test_a_list_asks_as_much_for_fifty_rows_as_for_one(
    admin: Client, model: str, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        make_member(Role.HEAD, make_school())
    url = reverse(f"admin:people_{model}_changelist")
    assert admin.get(url).status_code == 200  # the first page of a session saves it
    with django_assert_num_queries(5):
        admin.get(url)


def change_of(membership: Membership) -> str:
    return reverse("admin:people_membership_change", args=[membership.pk])


def test_the_last_administrators_role_is_not_ended_here(admin: Client) -> None:
    membership = make_member(Role.HEAD, make_school(name="Hill Top School")).memberships.get()
    response = admin.post(change_of(membership), {"ends_on": "2026-01-01"})
    assert "Hill Top School would then have no headteacher" in response.text
    membership.refresh_from_db()
    assert membership.ends_on is None


def test_the_mark_of_the_last_administrator_stays(admin: Client) -> None:
    officer = make_administrator(Role.OFFICER, make_council())
    membership = officer.memberships.get()
    assert "would then have no administrator" in admin.post(change_of(membership), {}).text
    make_administrator(Role.OFFICER, membership.organisation)
    assert admin.post(change_of(membership), {}).status_code == 302
    membership.refresh_from_db()
    assert not membership.is_administrator


def test_the_account_of_a_last_administrator_is_not_closed(admin: Client) -> None:
    school = make_school(name="Hill Top School")
    head = make_member(Role.HEAD, school)
    given = NO_ROLES | {"email": head.email, "name": head.name}
    url = reverse("admin:people_user_change", args=[head.pk])
    response = admin.post(url, given)
    assert "Hill Top School would then have no headteacher" in response.text
    head.refresh_from_db()
    assert head.is_active
    make_member(Role.HEAD, school)
    assert admin.post(url, given).status_code == 302
    head.refresh_from_db()
    assert not head.is_active


@pytest.mark.parametrize("model", ["user", "membership"])
def test_nobody_and_no_role_is_deleted_here(admin: Client, model: str) -> None:
    user = make_member(Role.STAFF, make_school())
    row = user if model == "user" else user.memberships.get()
    assert admin.post(reverse(f"admin:people_{model}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    listed = reverse(f"admin:people_{model}_changelist")
    admin.post(listed, {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"})
    assert type(row).objects.filter(pk=row.pk).exists()


def test_a_role_given_here_says_by_whom(admin: Client) -> None:
    given = {"user": make_user().pk, "role": Role.HEAD, "school": make_school().pk, "starts_on": "2020-09-01"}
    admin.post(reverse("admin:people_membership_add"), given)
    membership = Membership.objects.get()
    assert membership.granted_by is not None
    assert membership.granted_by.is_superuser


def test_a_meeting_stays_its_bodys_and_its_minutes_are_approved_at_one_of_the_same(admin: Client) -> None:
    body, other = make_body(), make_body()
    meeting, next_one, elsewhere = (
        make_meeting(body=body, on=datetime.date(2026, 3, 2), status="held"),
        make_meeting(body=body, on=datetime.date(2026, 6, 1), status="held"),
        make_meeting(body=other, on=datetime.date(2026, 6, 1), status="held"),
    )
    url = reverse("admin:people_meeting_change", args=[meeting.pk])
    sent = {"body": other.pk, "on": "2/3/2026", "status": "held"}
    refused = admin.post(url, sent | {"minutes_approved_in": elsewhere.pk})
    assert "Choose a meeting of the same body." in refused.content.decode()
    assert admin.post(url, sent | {"minutes_approved_in": next_one.pk}).status_code == HTTPStatus.FOUND
    meeting.refresh_from_db()
    assert (meeting.body, meeting.minutes_approved_in) == (body, next_one)
