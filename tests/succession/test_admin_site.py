"""The admin has one sign-in page, the product's; its reference data are for the people who run the installation."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from core.sessions import HOLDS_NAMES
from people.access.reporting import holds
from people.access.roles import COUNCIL_ROLES, SCHOOL_ROLES, TRUST_ROLES, Permission, Role
from people.models import User
from succession.admin_site import SuccessionAdminSite
from tests.builders import make_member, make_school, make_trust, make_user
from tests.signing_in import by_password_alone

pytestmark = pytest.mark.django_db

INDEX = "/admin/"
REPORTS = "/admin/succession/report/"
PAGES = [INDEX, "/admin/login/", "/admin/people/user/", "/admin/people/school/add/"]


def test_the_site_is_the_products_own() -> None:
    assert isinstance(admin.site, SuccessionAdminSite)


@pytest.mark.parametrize("url", PAGES)
def test_a_stranger_is_sent_to_the_products_sign_in(client: Client, url: str) -> None:
    answer = client.get(url, follow=True)
    going = INDEX if url == "/admin/login/" else url
    assert answer.redirect_chain[-1] == (f"{reverse('account_login')}?next={going}", 302)
    assert answer.status_code == 200


def test_a_superuser_who_signs_in_arrives_where_they_were_going(client: Client) -> None:
    make_user(email="runs@example.org", is_superuser=True, password="larks-rise-here")
    sign_in, _ = client.get("/admin/people/school/", follow=True).redirect_chain[-1]
    form = {"login": "runs@example.org", "password": "larks-rise-here"}
    assert client.post(sign_in, form).headers["Location"] == "/admin/people/school/"
    assert (
        client.get("/admin/people/school/", follow=True)
        .redirect_chain[-1][0]
        .startswith("/account/second-step/set-up/")
    )


def test_a_superuser_passes_through_the_old_sign_in_address(client: Client) -> None:
    client.force_login(make_user(is_superuser=True))
    assert client.get("/admin/login/").headers["Location"] == INDEX


def everybody_else() -> list[User]:
    school = make_school(trust=make_trust())
    homes = {**dict.fromkeys(SCHOOL_ROLES, school), **dict.fromkeys(COUNCIL_ROLES, school.council)}
    homes |= dict.fromkeys(TRUST_ROLES, school.trust)
    return [make_user(), *(make_member(role, homes[role]) for role in Role)]


def test_nobody_else_finds_the_reference_data_by_any_page(client: Client) -> None:
    for user in everybody_else():
        client.force_login(user)
        for url in PAGES[2:]:
            assert client.get(url, follow=True).status_code == 403
            assert client.post(url, {"name": "x"}, follow=True).status_code == 403


def test_who_reads_no_report_does_not_come_in(client: Client) -> None:
    for user in everybody_else():
        client.force_login(user)
        for url in (INDEX, "/admin/login/"):
            arrived = client.get(url, follow=True)
            assert arrived.status_code == (200 if holds(user, Permission.REPORT_READ) else 403)


def test_a_governors_session_is_no_shorter_for_the_open_part(client: Client) -> None:
    by_password_alone(client, make_member(Role.GOVERNOR, make_school()))
    assert client.get(REPORTS).status_code == 200
    assert HOLDS_NAMES not in client.session
    client.force_login(make_member(Role.CLERK, make_school()))
    assert client.get(REPORTS).status_code == 200
    assert client.session[HOLDS_NAMES]


def test_a_superuser_who_is_switched_off_does_not_come_in(client: Client) -> None:
    client.force_login(make_user(is_superuser=True, is_active=False))
    assert client.get(INDEX, follow=True).wsgi_request.path == reverse("account_login")


def test_a_superuser_reads_no_schools_papers(client: Client) -> None:
    school = make_school()
    client.force_login(make_user(is_superuser=True))
    assert client.get(school.get_absolute_url()).status_code == 404
    assert client.get(school.council.get_absolute_url()).status_code == 404


def test_a_filter_that_no_text_has_is_refused(client: Client) -> None:
    client.force_login(make_user(is_superuser=True))
    assert client.get("/admin/people/termofoffice/?category=x").status_code in {200, 302}
    assert client.get("/admin/people/termofoffice/?category=%00").status_code == 400
