"""Nothing confidential is given out before the log says who opened it."""

from contextlib import suppress
from http import HTTPStatus

import pytest
from django.db import ProgrammingError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from core import reading_log
from core.models import Reading
from core.reading_log import logged, reading_logged
from people.access.roles import Role
from people.models import School, User
from tests.builders import make_member, make_school, make_user

pytestmark = pytest.mark.django_db


@reading_logged("paper", "number")
def paper(request: HttpRequest, place: School, number: int) -> HttpResponse:
    if number == 404:
        raise Http404
    return HttpResponse("Ann Example is ready for headship", status=302 if number == 302 else 200)


def ask(user: User, place: School, number: int) -> HttpResponse:
    request = RequestFactory().get("/")
    request.user = user
    request.session = {}  # type: ignore[assignment]
    return paper(request, place, number=number)  # type: ignore[return-value]


def break_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_log, "_WRITE", "INSERT INTO core_reading VALUES (%s, %s, %s, %s, %s, %s)")


def test_an_opening_is_written_with_who_what_and_whose_and_none_of_its_words(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    user, school = make_user(), make_school()
    with django_assert_num_queries(1):
        assert ask(user, school, 7).status_code == HTTPStatus.OK
    line = Reading.objects.get()
    assert (line.by, line.kind, line.subject, line.organisation) == (user, "paper", "7", f"school:{school.pk}")
    assert {field.name for field in Reading._meta.fields} == {
        *("id", "by", "kind", "subject", "organisation", "at", "request")
    }


@pytest.mark.parametrize("number", [404, 302])
def test_what_is_not_shown_is_not_opened(number: int) -> None:
    with suppress(Http404):
        ask(make_user(), make_school(), number)
    assert not Reading.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_page_whose_opening_cannot_be_written_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    school = make_school()
    client.force_login(make_member(Role.HEAD, school))
    break_the_log(monkeypatch)
    answer = client.get(reverse("school-history", kwargs={"urn": school.urn}))
    words = answer.content.decode()
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "Nothing was shown to you" in words
    assert answer["X-Request-Reference"] in words
    assert "Was here when" not in words
    assert school.name not in words.split("<main")[1]


@pytest.mark.django_db(transaction=True)
def test_a_line_stands_whatever_becomes_of_the_page() -> None:
    user = make_user()
    with pytest.raises(RuntimeError, match="page"):
        _page_that_fails(user)
    assert Reading.objects.count() == 1


def _page_that_fails(user: User) -> None:
    logged(by=user.pk, kind="paper", subject="7", organisation="school:1")
    raise RuntimeError("the page failed")


@pytest.mark.django_db(transaction=True)
def test_a_line_that_could_be_taken_back_is_never_begun() -> None:
    user = make_user()
    with transaction.atomic(), pytest.raises(RuntimeError, match="outside any transaction"):
        logged(by=user.pk, kind="paper", subject="7", organisation="school:1")


@pytest.mark.parametrize(
    "statement", ["UPDATE core_reading SET by_id = 1", "DELETE FROM core_reading", "TRUNCATE core_reading"]
)
def test_the_application_cannot_alter_the_log(statement: str) -> None:
    logged(by=make_user().pk, kind="paper", subject="7", organisation="school:1")
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute(statement)
