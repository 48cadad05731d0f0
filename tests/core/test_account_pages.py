"""Signing in, signing out and changing a password look and speak like the rest of the product."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from tests.access_table import TABLE, World
from tests.builders import make_user

pytestmark = pytest.mark.django_db


def title_of(html: str) -> str:
    found = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert found
    return found[1].strip()


def test_the_sign_in_page_asks_for_an_email_address_and_a_password(client: Client) -> None:
    html = client.get(reverse("account_login")).content.decode()
    assert title_of(html) == "Sign in - Succession"
    assert html.count("<h1") == 1
    assert 'autocomplete="email"' in html
    assert 'autocomplete="current-password"' in html
    assert ">Email address</label>" in html
    assert "placeholder" not in html


def test_a_sign_in_that_fails_says_so_in_the_title_and_above_the_form(client: Client) -> None:
    response = client.post(reverse("account_login"), {"login": "nobody@demo.example", "password": "not the right one"})
    html = response.content.decode()
    assert title_of(html) == "Error: Sign in - Succession"
    assert html.index("There is a problem") < html.index("The email address or the password is not right.")
    assert html.index("is not right.") < html.index("<h1")
    assert 'value="nobody@demo.example"' in html
    assert "not the right one" not in html


def test_the_page_to_go_to_after_sign_in_is_kept(client: Client) -> None:
    html = client.get(reverse("account_login"), {"next": "/schools/1/"}).content.decode()
    assert re.search(r'<input[^>]*name="next"[^>]*value="/schools/1/"', html)


@pytest.mark.parametrize(
    ("name", "heading"), [("account_logout", "Sign out"), ("account_change_password", "Change your password")]
)
def test_a_person_signed_in_finds_their_account_pages(client: Client, name: str, heading: str) -> None:
    client.force_login(make_user(password="three plain words"))
    html = client.get(reverse(name)).content.decode()
    assert title_of(html) == f"{heading} - Succession"
    assert f'action="{reverse("account_logout")}"' in html


def test_a_password_left_out_is_asked_for_by_name(client: Client) -> None:
    client.force_login(make_user(password="three plain words"))
    html = client.post(reverse("account_change_password"), {}).content.decode()
    assert '<a href="#id_oldpassword">Enter the password you use now.</a>' in html
    assert '<a href="#id_password1">Enter a new password.</a>' in html
    assert "placeholder" not in html
    assert "This field is required" not in html


def test_signing_in_needs_no_message_and_signing_out_has_a_plain_one(client: Client) -> None:
    user = make_user(password="three plain words")
    given = {"login": user.email, "password": "three plain words"}
    page = client.post(reverse("account_login"), given, follow=True).content.decode()
    assert user.name in page
    assert "uccessfully" not in page
    assert "You are signed out." in client.post(reverse("account_logout"), follow=True).content.decode()


def test_a_changed_password_is_said_plainly(client: Client) -> None:
    client.force_login(make_user(password="three plain words"))
    given = {
        "oldpassword": "three plain words",
        "password1": "four plain long words",
        "password2": "four plain long words",
    }
    page = client.post(reverse("account_change_password"), given, follow=True).content.decode()
    assert "Your password is changed." in page


@pytest.mark.parametrize(
    "name", [name for name, row in TABLE.items() if name.startswith(("account", "mfa", "people:"))]
)
def test_no_page_of_an_account_comes_from_the_library_itself(name: str, client: Client) -> None:
    """Each page is made of our own templates: the library's would look and speak like another house."""
    if TABLE[name].access not in {"personal", "public"}:
        return
    client.force_login(make_user(password="three plain words"))
    world = World()
    page = client.get(reverse(name, kwargs=TABLE[name].things(world, world.people["head"])), follow=True)
    used = [str(template.origin) for template in page.templates if template.origin]
    assert not [origin for origin in used if "allauth" in origin and origin.endswith(".html")]


def test_no_address_of_the_library_is_there_that_is_not_in_the_table() -> None:
    views = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    stock = {
        "account_signup",
        "account_email",
        "account_inactive",
        "socialaccount_connections",
        "mfa_index",
        "mfa_authenticate",
    }
    assert not views & stock
