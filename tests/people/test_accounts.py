"""Forgotten passwords, another address, where one is signed in: and nobody learns who has an account."""

import datetime
import itertools
import re
import time
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.sessions.models import Session
from django.core import mail as outbox
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils.http import int_to_base36

from core import clock, mailing
from core.models import Letter
from people.access.roles import Role
from people.accounts import rules
from people.models import EmailChange, PasswordRequest, User
from tests.builders import make_member, make_school, make_user
from tests.signing_in import by_password_alone, note_second_step

pytestmark = pytest.mark.django_db
SIGN_IN, FORGOTTEN = reverse("account_login"), reverse("account_reset_password")
PASSWORD, NEW = "four plain long words", "five other plain long words"


class Counting(PBKDF2PasswordHasher):
    """Counts how often a password was hashed: that is what sign-in takes its time for."""

    iterations = 10
    hashed = 0

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        Counting.hashed += 1
        return super().encode(password, salt, iterations)


COUNTING = override_settings(PASSWORD_HASHERS=[f"{__name__}.Counting"])


@pytest.fixture
def person() -> User:
    return make_user(email="known@example.org", password=PASSWORD)


@pytest.fixture
def closed() -> User:
    return make_user(email="closed@example.org", password=PASSWORD, is_active=False)


def sent() -> list[Any]:
    """Send what waits, and give back what went out."""
    outbox.outbox.clear()
    for letter in Letter.objects.filter(state="waiting").order_by("pk"):
        mailing.send(letter.pk)
    return list(outbox.outbox)


def signed_in(person: User) -> Client:
    """As by the page: a session that is listed with the person's others."""
    client = Client()
    client.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    return client


def is_kept(client: Client) -> bool:
    """Whether the session of this browser's cookie is still there."""
    return Session.objects.filter(pk=client.cookies[settings.SESSION_COOKIE_NAME].value).exists()


def link_in(letter: Any) -> str:
    return re.search(r"http://localhost:\d+(\S+)", letter.body)[1]


def words(html: str) -> str:
    """A page without what differs at every request: the token, the reference and the address that was typed."""
    html = re.sub(r"csrfmiddlewaretoken\" value=\"\w+", "", html)
    return re.sub(r"\w+@example\.org", "ADDRESS", html)


_addresses = itertools.count(1)


def as_a_stranger(method: str, url: str, data: dict[str, str]) -> dict[str, object]:
    client = Client(REMOTE_ADDR=f"198.51.100.{next(_addresses) % 250}")
    Counting.hashed = 0
    with CaptureQueriesContext(connection) as asked:
        answer = getattr(client, method)(url, data)
    return {
        "status": answer.status_code,
        "body": words(answer.content.decode()),
        "location": answer.get("Location"),
        "cookies": sorted(client.cookies),
        "letters": Letter.objects.count(),
        "hashed": Counting.hashed,
        "queries": [re.sub(r"'[^']*'|\d+", "?", query["sql"])[:60] for query in asked.captured_queries],
    }


@COUNTING
def test_sign_in_answers_an_unknown_a_closed_and_a_wrong_one_alike(person: User, closed: User) -> None:
    person.set_password(PASSWORD)
    person.save()
    closed.set_password(PASSWORD)
    closed.save()
    other = make_user(email="other@example.org", password=PASSWORD, is_active=False)
    tried = {
        "wrong password": {"login": person.email, "password": "a wrong guess entirely"},
        "nobody": {"login": "nobody@example.org", "password": "a wrong guess entirely"},
        "closed, right password": {"login": closed.email, "password": PASSWORD},
        "closed, wrong password": {"login": other.email, "password": "a wrong guess entirely"},
    }
    answers = {name: as_a_stranger("post", SIGN_IN, data) for name, data in tried.items()}
    first = answers.pop("wrong password")
    assert first["hashed"] == 1
    for name, answer in answers.items():
        assert answer == first, name


def test_asking_for_a_letter_answers_everybody_alike_and_asks_for_one_letter_each(person: User, closed: User) -> None:
    answers = []
    for n, email in enumerate([person.email, "nobody@example.org", closed.email, make_user().email]):
        answer = as_a_stranger("post", FORGOTTEN, {"email": email})
        assert answer.pop("letters") == n + 1
        answers.append(answer)
    assert all(answer == answers[0] for answer in answers)
    letters = sent()
    assert [len(letter.to) for letter in letters] == [1, 1, 1, 1]
    assert [letter.subject for letter in letters] == [
        "Choose a new password",
        "No account with this address",
        "No account with this address",
        "Choose a new password",
    ]
    assert not PasswordRequest.objects.exists(), "the addresses of strangers are forgotten"


def test_asking_too_often_is_refused_alike(person: User) -> None:
    for email in (person.email, "nobody@example.org"):
        found = [as_a_stranger("post", FORGOTTEN, {"email": email})["status"] for _ in range(4)]
        assert found == [302, 302, 302, 429], email


def test_letters_asked_for_from_one_address_are_twenty_an_hour(person: User) -> None:
    client = Client(REMOTE_ADDR="203.0.113.5")
    asked = [client.post(FORGOTTEN, {"email": f"somebody{n}@example.org"}).status_code for n in range(21)]
    assert asked == [302] * 20 + [429]
    assert Letter.objects.count() == 20
    assert Client(REMOTE_ADDR="203.0.113.6").post(FORGOTTEN, {"email": person.email}).status_code == 302


def test_the_queue_holds_no_address(person: User) -> None:
    Client().post(FORGOTTEN, {"email": person.email})
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs")
        assert all("@" not in row[0] for row in cursor.fetchall())


def reset_link(person: User) -> str:
    Client().post(FORGOTTEN, {"email": person.email})
    return link_in(sent()[0])


def test_a_link_changes_the_password_once_and_not_by_being_opened(person: User) -> None:
    elsewhere, client = signed_in(person), Client()
    person.refresh_from_db()
    link = reset_link(person)
    for _ in range(3):
        page = client.get(link, follow=True)
        assert "Choose a new password" in page.content.decode()
    assert page.redirect_chain[-1][0] == reverse("people:password-new"), "no secret in the address"
    given = {"password1": NEW, "password2": NEW}
    assert client.post(reverse("people:password-new"), given)["Location"] == SIGN_IN
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert not is_kept(elsewhere), "the session is gone before anybody comes with it"
    assert elsewhere.get(reverse("home"))["Location"].startswith(SIGN_IN), "signed out everywhere"
    again = Client()
    assert again.get(link, follow=True).status_code == 410
    assert again.post(reverse("people:password-new"), given).status_code == 410
    assert [letter.subject for letter in sent()] == ["The password of your account was changed"]


def test_a_new_password_is_no_sign_in_and_no_second_step() -> None:
    school = make_school()
    head, client = make_member(Role.HEAD, school, password=PASSWORD), Client()
    client.get(reset_link(head))
    client.post(reverse("people:password-new"), {"password1": NEW, "password2": NEW})
    assert client.get(f"/schools/{school.urn}/")["Location"].startswith(SIGN_IN)
    client.post(SIGN_IN, {"login": head.email, "password": NEW})
    assert client.get(f"/schools/{school.urn}/")["Location"].startswith("/account/second-step/set-up/")


def test_a_weak_new_password_is_refused_and_the_link_still_works(person: User) -> None:
    client = Client()
    client.get(reset_link(person))
    page = client.post(reverse("people:password-new"), {"password1": "password", "password2": "password"})
    assert rules.TOO_SHORT in page.content.decode()
    page = client.post(reverse("people:password-new"), {"password1": NEW, "password2": "another"})
    assert "not the same" in page.content.decode()
    assert client.post(reverse("people:password-new"), {"password1": NEW, "password2": NEW}).status_code == 302


@pytest.mark.parametrize("spoil", ["expired", "signed in since", "another's", "forged", "closed"])
def test_a_link_that_is_over_or_forged_opens_nothing(spoil: str, person: User) -> None:
    link = reset_link(person)
    wait = datetime.timedelta(0)
    if spoil == "expired":
        wait = datetime.timedelta(hours=1, seconds=2)
    elif spoil == "signed in since":
        Client().post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    elif spoil == "another's":
        other = make_user(password=PASSWORD)
        _, token = link.strip("/").split("/")[-1].split("-", 1)
        link = reverse("account_reset_password_from_key", kwargs={"key": f"{int_to_base36(other.pk)}-{token}"})
    elif spoil == "forged":
        link = link[:-3] + ("xx/" if link[-3:] != "xx/" else "yy/")
    else:
        User.objects.filter(pk=person.pk).update(is_active=False)
    with override_settings(PASSWORD_RESET_TIMEOUT=3600 if not wait else -1):
        client = Client()
        page = client.get(link, follow=True)
        assert page.status_code == 410
        assert rules.LINK_IS_OVER in page.content.decode()
        assert client.post(reverse("people:password-new"), {"password1": NEW, "password2": NEW}).status_code == 410
    for user in User.objects.all():
        assert not user.check_password(NEW)


@pytest.mark.parametrize("minutes", [59, 61])
def test_a_link_lasts_an_hour(minutes: int, client: Client, person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    reset = reset_link(person)
    client.post(reverse("people:email"), {"email": "new@example.org"})
    confirm = link_in(sent()[0])
    then = datetime.datetime.now() + datetime.timedelta(minutes=minutes)  # noqa: DTZ005 (as Django reads its clock)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _: then)
    status = 200 if minutes < 60 else 410
    assert Client().get(reset, follow=True).status_code == status
    assert client.get(confirm).status_code == status


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(person: User) -> None:
    here, there = signed_in(person), signed_in(person)
    given = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    here.post(reverse("account_change_password"), given)
    assert not is_kept(there), "it is gone before anybody comes with it"
    assert here.get(reverse("home")).status_code == 200
    assert there.get(reverse("home"))["Location"].startswith(SIGN_IN)
    assert here.get(reverse("people:sessions")).content.decode().count("<tr>") == 2


def test_guesses_at_the_password_now_are_counted(person: User) -> None:
    client = Client()
    client.force_login(person)
    given = {"oldpassword": "a wrong guess entirely", "password1": NEW, "password2": NEW}
    for _ in range(10):
        assert "not the password you use now" in client.post(reverse("account_change_password"), given).content.decode()
    given["oldpassword"] = PASSWORD
    assert "tried too often" in client.post(reverse("account_change_password"), given).content.decode()


# Another address ------------------------------------------------------------------------------------------------------
@pytest.fixture
def client(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_another_address_is_confirmed_by_its_own_letter_and_the_old_one_told(client: Client, person: User) -> None:
    elsewhere = Client()
    elsewhere.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    assert elsewhere.get(reverse("home")).status_code == 200
    client.post(reverse("people:email"), {"email": "New@Example.org"})
    (letter,) = sent()
    assert letter.to == ["new@example.org"]
    link = link_in(letter)
    assert "Sign in with new@example.org?" in client.get(link).content.decode()
    person.refresh_from_db()
    assert person.email == "known@example.org", "opening it changes nothing"
    assert client.post(link).status_code == 302
    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert [letter.to for letter in sent()] == [["known@example.org"]]
    assert client.post(link).status_code == 410
    assert client.get(reverse("home")).status_code == 200
    assert elsewhere.get(reverse("home"))["Location"].startswith(SIGN_IN)


def test_asking_for_an_address_answers_alike_whoever_has_it(client: Client) -> None:
    make_user(email="taken@example.org")
    pages = [client.post(reverse("people:email"), {"email": f"{who}@example.org"}) for who in ("taken", "free")]
    assert words(pages[0].content.decode()) == words(pages[1].content.decode())
    assert [letter.subject for letter in sent()] == ["This address has an account already", "Confirm your new address"]


def test_another_address_is_asked_for_five_times_an_hour(client: Client, person: User) -> None:
    asked = [client.post(reverse("people:email"), {"email": f"new{n}@example.org"}).status_code for n in range(6)]
    assert asked == [200] * 5 + [429]
    assert EmailChange.objects.count() == 5
    elsewhere = Client(REMOTE_ADDR="203.0.113.5")
    elsewhere.force_login(person)
    assert elsewhere.post(reverse("people:email"), {"email": "new@example.org"}).status_code == 429


def test_a_link_to_another_address_is_of_no_use_to_anybody_else(client: Client, person: User) -> None:
    client.post(reverse("people:email"), {"email": "new@example.org"})
    link, other = link_in(sent()[0]), Client()
    other.force_login(make_user())
    for answer in (other.get(link), other.post(link)):
        assert answer.status_code == 410
        assert rules.NOT_YOURS in answer.content.decode()
    assert Client().post(link)["Location"].startswith(SIGN_IN)
    with override_settings(PASSWORD_RESET_TIMEOUT=-1):
        assert client.post(link).status_code == 410
    person.refresh_from_db()
    assert person.email == "known@example.org"


def test_an_address_that_somebody_took_meanwhile_is_refused(client: Client, person: User) -> None:
    client.post(reverse("people:email"), {"email": "new@example.org"})
    link = link_in(sent()[0])
    make_user(email="new@example.org")
    assert rules.TAKEN in client.post(link).content.decode()
    assert EmailChange.objects.get().done_at is None


def test_a_letter_older_than_a_day_is_not_sent(client: Client) -> None:
    with clock.at(clock.now() - datetime.timedelta(hours=25)):
        client.post(reverse("people:email"), {"email": "new@example.org"})
        Client().post(FORGOTTEN, {"email": "nobody@example.org"})
    assert sent() == []


# Fresh proof and sessions ---------------------------------------------------------------------------------------------
LONG_AGO = 11 * 60


def test_grave_things_ask_for_a_password_given_within_ten_minutes(person: User) -> None:
    client = by_password_alone(Client(), person, at=time.time() - LONG_AGO)
    again = reverse("account_reauthenticate")
    for name in ("people:email", "people:second-step-set-up"):
        assert client.get(reverse(name))["Location"].startswith(again)
    assert "not your password" in client.post(again, {"password": "a wrong guess"}).content.decode()
    answer = client.post(again, {"password": PASSWORD, "next": reverse("people:email")})
    assert answer["Location"] == reverse("people:email")
    assert client.get(reverse("people:email")).status_code == 200


def test_a_proof_is_given_thirty_times_in_five_minutes_and_no_more(client: Client) -> None:
    given = [client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code for _ in range(31)]
    assert given == [302] * 30 + [429]


def test_another_password_is_sent_twenty_times_in_five_minutes_and_no_more(client: Client, person: User) -> None:
    given = [client.post(reverse("account_change_password")).status_code for _ in range(20)]
    assert given == [200] * 20
    last = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post(reverse("account_change_password"), last).status_code == 429
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize(
    "url", ["/admin/people/user/add/", "/admin/people/membership/add/", "/admin/people/user/1/password/"]
)
def test_the_admin_asks_for_it_before_accounts_and_roles(url: str) -> None:
    user = make_user(is_superuser=True, password=PASSWORD)
    client = Client()
    client.force_login(user)
    note_second_step(client, user, at=time.time() - LONG_AGO)
    for answer in (client.get(url), client.post(url)):
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert client.get("/admin/people/user/").status_code == 200


def test_the_admin_asks_for_it_before_anything_is_removed_and_holds_names_for_half_an_hour(person: User) -> None:
    user = make_user(is_superuser=True, password=PASSWORD)
    client = Client()
    client.force_login(user)
    client.get(reverse("home"))
    assert client.session.get_expiry_age() > 60 * 60
    note_second_step(client, user, at=time.time() - LONG_AGO)
    ticked = {"action": "delete_selected", "_selected_action": person.pk, "post": "yes"}
    for answer in (
        client.post(f"/admin/people/user/{person.pk}/delete/", {"post": "yes"}),
        client.post("/admin/people/user/", ticked),
    ):
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert User.objects.filter(pk=person.pk).exists()
    assert client.session.get_expiry_age() <= 30 * 60


def test_the_admin_shows_no_secret_and_no_session() -> None:
    names = {model._meta.label for model in admin.site._registry}
    assert not [name for name in names if name.startswith(("mfa.", "usersessions.", "socialaccount.", "account."))]


def test_people_see_where_they_are_signed_in_and_end_it(person: User) -> None:
    here, there, other = Client(), Client(headers={"user-agent": "Mozilla (iPhone) Safari"}), Client()
    here.force_login(person)
    there.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    other.force_login(make_user())
    page = here.get(reverse("people:sessions")).content.decode()
    assert "Safari on an iPhone" in page
    key = re.search(r'name="session"\s+value="(\d+)"', page)[1]
    other.post(reverse("people:sessions"), {"session": key})
    assert there.get(reverse("home")).status_code == 200, "nobody ends another's"
    here.post(reverse("people:sessions"), {"session": key})
    assert there.get(reverse("home"))["Location"].startswith(SIGN_IN)
    assert here.get(reverse("home")).status_code == 200


def test_a_page_that_asks_by_itself_how_long_the_session_lasts_does_not_prolong_it(client: Client) -> None:
    client.get(reverse("home"))
    row = Session.objects.get(pk=client.session.session_key)
    Session.objects.filter(pk=row.pk).update(expire_date=row.expire_date - datetime.timedelta(minutes=30))
    left = reverse("people:session-left")
    assert client.get(left, headers={"x-by-itself": "1"}).json()["left"] <= 90 * 60
    assert client.get(left, headers={"x-by-itself": "1"}).json()["left"] <= 90 * 60
    assert client.get(left).json()["left"] > 119 * 60, "whoever says that they are still there"


def test_the_session_has_another_key_after_sign_in(person: User) -> None:
    client = Client()
    client.get(SIGN_IN)
    client.session["words"] = 1
    before = client.session.session_key
    client.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    assert client.session.session_key != before
