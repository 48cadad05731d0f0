"""Guessing is slowed for an account and an address, and locks nobody out for long. On PostgreSQL, by many at once."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from people.accounts.tokens import password_key
from people.models import User
from tests.builders import make_user

PASSWORD = "four plain long words"
SIGN_IN = reverse("account_login")
WRONG = "a wrong guess entirely"
SCHOOL, HOME = "192.0.2.1", "192.0.2.77"


@pytest.fixture
def head(transactional_db: None) -> User:
    return make_user(email="head@example.org", password=PASSWORD)


def guess(email: str, password: str = WRONG, **meta: str) -> str:
    """What became of it: "heard" and wrong, "too often", or "in"."""
    answer = Client().post(SIGN_IN, {"login": email, "password": password}, **meta)
    if answer.status_code == 302:
        return "in"
    return "too often" if "tried too often" in answer.content.decode() else "heard"


def all_at_once(tries: list[dict[str, str]], head: User) -> list[str]:
    found: list[str] = []
    start = threading.Barrier(len(tries))

    def run(meta: dict[str, str]) -> None:
        start.wait()
        try:
            found.extend(guess(head.email, **meta) for _ in range(5))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[meta]) for meta in tries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_a_hundred_wrong_guesses_at_once_through_twenty_forged_addresses_are_limited(head: User) -> None:
    found = all_at_once([{"HTTP_X_FORWARDED_FOR": f"198.51.100.{n}"} for n in range(20)], head)
    assert len(found) == 100
    assert 1 <= found.count("heard") <= 10
    assert found.count("in") == 0


def test_a_hundred_at_once_from_twenty_real_addresses_are_limited_for_the_account(head: User) -> None:
    found = all_at_once([{"REMOTE_ADDR": f"198.51.100.{n}"} for n in range(20)], head)
    assert len(found) == 100
    assert 1 <= found.count("heard") <= 10


def test_ten_wrong_guesses_are_an_addresss_whoever_they_are_made_at(head: User) -> None:
    heard = [guess(f"somebody{n}@example.org", REMOTE_ADDR=HOME) for n in range(11)]
    assert heard == ["heard"] * 10 + ["too often"]
    assert guess(head.email, PASSWORD, REMOTE_ADDR=HOME) == "too often"
    assert guess(head.email, PASSWORD, REMOTE_ADDR=SCHOOL) == "in"


def test_a_stranger_cannot_keep_somebody_out_of_where_they_sign_in(head: User) -> None:
    assert guess(head.email, PASSWORD, REMOTE_ADDR=SCHOOL) == "in"
    for n in range(12):
        guess(head.email, REMOTE_ADDR=f"198.51.100.{n}")
    assert guess(head.email, PASSWORD, REMOTE_ADDR=HOME) == "too often", "an address nobody knows"
    assert guess(head.email, PASSWORD, REMOTE_ADDR=SCHOOL) == "in"


def test_whoever_chose_a_new_password_by_letter_is_known_where_they_did(head: User) -> None:
    client = Client(REMOTE_ADDR=HOME)
    client.get(reverse("account_reset_password_from_key", kwargs={"key": password_key(head)}))
    new = "five other plain long words"
    client.post(reverse("people:password-new"), {"password1": new, "password2": new})
    for n in range(12):
        guess(head.email, REMOTE_ADDR=f"198.51.100.{n}")
    assert guess(head.email, new, REMOTE_ADDR=HOME) == "in"


def test_guesses_from_a_known_address_are_limited_too(head: User) -> None:
    assert guess(head.email, PASSWORD, REMOTE_ADDR=SCHOOL) == "in"
    assert [guess(head.email, REMOTE_ADDR=SCHOOL) for _ in range(11)] == ["heard"] * 10 + ["too often"]


def test_signing_in_does_not_wipe_out_the_guesses_before_it(head: User) -> None:
    other = make_user(password=PASSWORD)
    for _ in range(9):
        guess(head.email, REMOTE_ADDR=HOME)
    assert guess(other.email, PASSWORD, REMOTE_ADDR=HOME) == "in"
    assert [guess(head.email, REMOTE_ADDR=HOME) for _ in range(2)] == ["heard", "too often"]


def test_the_counts_name_nobody(head: User) -> None:
    guess(head.email, PASSWORD, REMOTE_ADDR=SCHOOL)
    guess(head.email, REMOTE_ADDR=SCHOOL)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        keys = " ".join(row[0] for row in cursor.fetchall())
    assert "example" not in keys
