"""Pages of the installation itself, which anybody may read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.access.roles import Role
from tests.builders import make_member, make_school

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db


def test_healthz_says_ok_after_one_question_to_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, b"ok", "text/plain")
    assert not answer.cookies


def without_database(path: str, session: str = "") -> str:
    """The status and the words of a page while no database answers."""
    program = (
        "import django; django.setup(); from django.test import Client;"
        "from django.conf import settings;"
        "settings.STORAGES['staticfiles'] = {'BACKEND': 'django.contrib.staticfiles.storage.StaticFilesStorage'};"
        f"client = Client(raise_request_exception=False); client.cookies['sessionid'] = '{session}';"
        f"answer = client.get('{path}', headers={{'host': 'localhost'}});"
        "print(answer.status_code, answer.content.decode())"
    )
    nowhere = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "DJANGO_SETTINGS_MODULE": "succession.settings"}
    run = subprocess.run(  # noqa: S603 (our own interpreter and program)
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, **nowhere},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


def test_healthz_says_so_when_the_database_does_not_answer() -> None:
    assert without_database("/healthz") == "503 The database does not answer."


@pytest.mark.parametrize("path", ["/", "/schools/100001/", "/admin/"])
def test_a_page_says_so_when_the_database_does_not_answer(path: str) -> None:
    page = without_database(path, session="k" * 32)
    assert page.startswith("503 ")
    assert "What is kept here cannot be reached." in page
    assert "give them the reference <strong>" in page


@pytest.mark.parametrize("name", ["privacy", "accessibility"])
def test_a_public_page_is_read_by_strangers_and_by_people_signed_in(client: Client, name: str) -> None:
    for _ in range(2):
        answer = client.get(reverse(name))
        assert answer.status_code == 200
        assert answer.content.decode().count("<h1") == 1
        client.force_login(make_member(Role.HEAD, make_school()))


def test_every_page_links_to_both(client: Client) -> None:
    page = client.get(reverse("account_login")).content.decode()
    for name in ("privacy", "accessibility"):
        assert f'href="{reverse(name)}"' in page


def test_the_privacy_page_says_of_each_thing_why_who_and_how_long(client: Client) -> None:
    page = client.get(reverse("privacy")).content.decode()
    for words in ("What is held", "Why", "Who can see it", "How long"):
        assert words in page


def test_home_is_for_people_signed_in(client: Client) -> None:
    assert client.get("/").headers["Location"] == f"{reverse('account_login')}?next=/"
