"""The reference of a request: on every error page, in the header of every answer, beside every line of the log."""

import logging
import re
from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django import Settings

from core import references
from core.references import ALPHABET, HEADER, PATTERN
from core.views import server_error
from people.access.decorators import public_view
from succession.urls import handler400, handler403, handler404, handler500
from succession.urls import urlpatterns as addresses

ANSWERS = {
    "bad": (SuspiciousOperation("words of the request"), 400),
    "refused": (PermissionDenied("Your role does not include this."), 403),
    "none": (Http404("words of the address"), 404),
    "long": (RequestDataTooBig("words of the request"), 413),
    "broken": (ValueError("words of a record"), 500),
}
__all__ = ["handler400", "handler403", "handler404", "handler500"]


@public_view
def page(request: HttpRequest, name: str) -> HttpResponse:
    raise ANSWERS[name][0]


urlpatterns = [path("raise/<str:name>/", page), *addresses]


@pytest.fixture
def client(settings: Settings) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.fixture
def lines() -> Iterator[list[logging.LogRecord]]:
    """What the log's own filter made of each line."""
    kept: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.addFilter(references.ReferenceFilter())
    handler.emit = kept.append  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    yield kept
    logging.getLogger().removeHandler(handler)


def test_a_reference_can_be_read_out_and_is_never_a_word() -> None:
    made = {references.new() for _ in range(1000)}
    assert len(made) == 1000
    assert all(re.fullmatch(PATTERN, reference) for reference in made)
    assert not set(ALPHABET) & set("AEIOU01L2Z58BV")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ANSWERS)
def test_an_error_page_says_what_to_do_and_gives_the_reference(
    client: Client, name: str, lines: list[logging.LogRecord]
) -> None:
    error, status = ANSWERS[name]
    answer = client.get(f"/raise/{name}/")
    words = answer.content.decode()
    assert answer.status_code == status
    assert re.fullmatch(PATTERN, answer[HEADER])
    assert f"give them the reference <strong>{answer[HEADER]}</strong>" in words
    assert "Traceback" not in words
    assert (str(error) in words) is (status == 403), "only the sentence of a rule is shown"
    assert {line.reference for line in lines} == {answer[HEADER]}  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_with_the_reference(client: Client) -> None:
    answer = client.post("/sign-in/")
    assert answer.status_code == 403
    assert f"<strong>{answer[HEADER]}</strong>" in answer.content.decode()


@pytest.mark.django_db
def test_an_unknown_host_is_refused_with_the_reference(client: Client) -> None:
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "elsewhere.example" not in answer.content.decode()
    assert f"<strong>{answer[HEADER]}</strong>" in answer.content.decode()


@pytest.mark.django_db
def test_each_request_has_its_own_and_none_that_it_brings(client: Client) -> None:
    brought = {HEADER: "AAAA-AAAA", "X-Request-ID": "AAAA-AAAA"}
    given = [client.get("/healthz", headers=brought)[HEADER] for _ in range(2)]
    assert len({*given, "AAAA-AAAA"}) == 3
    assert references.current() == ""


def test_the_page_of_a_failure_needs_no_database(rf: RequestFactory) -> None:
    request = rf.get("/schools/1/")
    request.reference = "K7MC-PD94"  # type: ignore[attr-defined]
    assert "<strong>K7MC-PD94</strong>" in server_error(request).content.decode()


def test_a_line_outside_a_request_has_a_dash(lines: list[logging.LogRecord]) -> None:
    logging.getLogger(__name__).warning("said by a command")
    assert [line.reference for line in lines] == ["-"]  # type: ignore[attr-defined]


def test_an_error_whose_page_cannot_be_made_is_answered_in_a_sentence(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_arguments: object) -> str:
        raise ValueError("Missing staticfiles manifest entry")

    monkeypatch.setattr("core.views.render_to_string", fails)
    with references.referred("K7MC-PD94"):
        answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert answer.content == b"This could not be done. Tell the people who run this service: K7MC-PD94."
