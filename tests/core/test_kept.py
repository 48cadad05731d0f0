"""What is typed is not lost when the session ended meanwhile, and is shown to nobody else."""

import datetime
import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.tasks import sweep
from people.access.roles import Role
from people.models import Meeting, School, User
from tests.builders import make_body, make_member, make_school, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "four plain long words"
OURS = {"HTTP_ORIGIN": "http://testserver"}
SIGN_IN = reverse("account_login")


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def clerk(school: School) -> User:
    return make_member(Role.CLERK, school, password=PASSWORD)


def token(client: Client, url: str) -> str:
    return re.search(r'csrfmiddlewaretoken" value="(\w+)"', client.get(url).content.decode())[1]


def sign_in(client: Client, user: User, then: str) -> None:
    answer = client.post(
        SIGN_IN,
        {"login": user.email, "password": PASSWORD, "next": then, "csrfmiddlewaretoken": token(client, SIGN_IN)},
    )
    assert answer["Location"] == then


def sent_after_the_end(school: School, clerk: User, *, is_gone: bool = False) -> tuple[Client, object]:
    """A browser that sent a meeting from a page whose session was over."""
    client, new = Client(enforce_csrf_checks=True), f"/schools/{school.urn}/meetings/new/"
    client.force_login(clerk)
    given = {
        "body": make_body(school=school).pk,
        "on": "14 October 2026, as agreed",
        "csrfmiddlewaretoken": token(client, new),
    }
    rows = Session.objects.filter(pk=client.session.session_key)
    rows.delete() if is_gone else rows.update(expire_date=timezone.now() - datetime.timedelta(minutes=90))
    sweep(0)
    return client, client.post(new, given, **OURS)


def test_words_sent_after_the_session_ended_are_there_after_sign_in_and_can_be_sent(
    school: School, clerk: User
) -> None:
    client, answer = sent_after_the_end(school, clerk)
    assert answer["Location"] == f"{SIGN_IN}?next=/kept/"
    assert not Meeting.objects.exists()
    sign_in(client, clerk, "/kept/")
    page = client.get("/kept/").content.decode()
    assert "14 October 2026, as agreed" in page
    assert f'action="/schools/{school.urn}/meetings/new/"' in page
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.split("Send it now")[1]))
    fields["on"] = "14 October 2026"
    answer = client.post(f"/schools/{school.urn}/meetings/new/", fields)
    assert answer["Location"].startswith("/account/second-step/set-up/"), "what a page asks for is still asked"


def test_words_that_the_same_page_sends_a_second_time_take_the_place_of_the_first(school: School, clerk: User) -> None:
    client, _ = sent_after_the_end(school, clerk)
    again = client.post(f"/schools/{school.urn}/meetings/new/", {"on": "15 October 2026, as agreed later"}, **OURS)
    assert again["Location"] == f"{SIGN_IN}?next=/kept/"
    sign_in(client, clerk, "/kept/")
    page = client.get("/kept/").content.decode()
    assert "15 October 2026, as agreed later" in page
    assert "14 October" not in page


def test_nobody_else_who_signs_in_at_that_browser_sees_them(school: School, clerk: User) -> None:
    client, _ = sent_after_the_end(school, clerk)
    other = make_user(password=PASSWORD)
    sign_in(client, other, "/kept/")
    assert client.get("/kept/")["Location"] == "/"
    client.post(reverse("account_logout"), {"csrfmiddlewaretoken": token(client, reverse("people:account"))})
    sign_in(client, clerk, "/kept/")
    assert client.get("/kept/")["Location"] == "/"


def test_where_the_session_is_gone_the_words_are_shown_at_once(school: School, clerk: User) -> None:
    client, answer = sent_after_the_end(school, clerk, is_gone=True)
    assert answer.status_code == 403
    assert "14 October 2026, as agreed" in answer.content.decode()
    assert "kept" not in client.session


def test_what_another_site_sends_is_neither_kept_nor_shown(school: School, clerk: User) -> None:
    client = Client(enforce_csrf_checks=True)
    for origin in ({}, {"HTTP_ORIGIN": "https://elsewhere.example"}):
        answer = client.post(f"/schools/{school.urn}/meetings/new/", {"on": "some words of a stranger"}, **origin)
        assert answer.status_code == 403
        assert "stranger" not in answer.content.decode()


def test_passwords_and_codes_are_never_kept(clerk: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk)
    Session.objects.update(expire_date=timezone.now() - datetime.timedelta(minutes=1))
    secret = "a secret with a space"
    client.post(reverse("account_change_password"), {"oldpassword": secret, "password1": secret, "why": "some words"})
    assert [name for name, _ in client.session["kept"]["fields"]] == ["why"]


def test_they_can_be_thrown_away(school: School, clerk: User) -> None:
    client, _ = sent_after_the_end(school, clerk)
    sign_in(client, clerk, "/kept/")
    client.post("/kept/", {"csrfmiddlewaretoken": token(client, "/kept/")})
    assert "kept" not in client.session
