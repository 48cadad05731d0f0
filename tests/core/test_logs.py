"""The log of a production installation: lines of JSON that hold nobody's words."""

import ast
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from core import jobs, logs, references, stopping, tasks, uploads
from people.access.decorators import personal_view, public_view
from people.models import User
from succession.urls import handler400, handler403, handler404, handler500
from succession.urls import urlpatterns as addresses
from tests.builders import make_user
from tests.core.filing import send

ROOT = Path(__file__).resolve().parents[2]
CANARIES = ("Oswaldtwistle", "zinnia.quill@example.org", "Zinnia Quill", "reference-for-zinnia", "quillery")

__all__ = ["handler400", "handler403", "handler404", "handler500"]
pytestmark = pytest.mark.django_db


@public_view
def broken(request: HttpRequest, word: str) -> HttpResponse:
    name = "Zinnia Quill"
    try:
        raise ValueError(f"{name} of {word}")  # noqa: TRY301 (the page is its own)
    except ValueError as error:
        raise RuntimeError(f"could not do it for {request.GET['q']}") from error


@personal_view
def unique(request: HttpRequest) -> HttpResponse:
    """A database's error whose detail quotes the row."""
    User.objects.create(email="zinnia.quill@example.org", name="Zinnia Quill")
    User.objects.create(email="zinnia.quill@example.org", name="Zinnia Quill")
    return HttpResponse()


urlpatterns = [path("broken/<str:word>/", broken, name="broken"), path("unique/", unique, name="unique"), *addresses]


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What production would write, beside whatever the tests' own handlers make of it."""
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logs.Formatter())
    handler.addFilter(references.ReferenceFilter())
    root, requests = logging.getLogger(), logging.getLogger("core.requests")
    level = requests.level
    root.addHandler(handler)
    requests.setLevel(logging.INFO)
    yield out
    root.removeHandler(handler)
    requests.setLevel(level)


@pytest.fixture
def client(settings: Settings) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def lines(log: StringIO) -> list[dict[str, object]]:
    assert not [word for word in CANARIES if word in log.getvalue()]
    assert "quill" not in log.getvalue().lower()
    return [json.loads(line) for line in log.getvalue().splitlines()]


def last(log: StringIO, logger: str) -> dict[str, object]:
    return [line for line in lines(log) if line["logger"] == logger][-1]


# Requests ------------------------------------------------------------------------------------------------------------
def test_a_request_is_told_by_page_person_and_time_and_never_by_its_address(log: StringIO, client: Client) -> None:
    user = make_user(email="zinnia.quill@example.org", name="Zinnia Quill")
    client.force_login(user)
    answer = client.get("/?q=Oswaldtwistle", headers={"User-Agent": "quillery", "Referer": "http://quillery/"})
    line = last(log, "core.requests")
    assert line.pop("milliseconds") < 10_000  # type: ignore[operator]
    assert line.pop("time")
    assert line == {
        "level": "INFO",
        "logger": "core.requests",
        "message": "answered",
        "reference": answer[references.HEADER],
        "method": "GET",
        "route": "home",
        "user": user.pk,
        "status_code": 200,
    }


@pytest.mark.parametrize("address", ["/Oswaldtwistle/", "/schools/999999/?q=Oswaldtwistle", "/councils/Oswaldtwistle/"])
def test_an_address_that_is_none_is_not_repeated(address: str, log: StringIO, client: Client) -> None:
    client.force_login(make_user())
    assert client.get(address).status_code == 404
    assert last(log, "django.request")["message"] == "[...]: [...]"


def test_words_that_are_typed_into_a_form_are_not_logged(log: StringIO, client: Client) -> None:
    client.post("/sign-in/", {"login": "zinnia.quill@example.org", "password": "Oswaldtwistle"})
    assert last(log, "core.requests")["route"] == "account_login"
    client.post("/sign-in/?next=/Oswaldtwistle/", {"login": "Zinnia Quill\0"}, headers={"X-Forwarded-For": "quillery"})
    lines(log)


def test_a_host_that_is_not_ours_is_not_repeated(log: StringIO, client: Client) -> None:
    assert client.get("/", headers={"Host": "quillery.example"}).status_code == 400
    lines(log)


# Errors --------------------------------------------------------------------------------------------------------------
def test_an_error_is_told_by_its_kind_and_its_places(log: StringIO, client: Client) -> None:
    answer = client.get("/broken/Oswaldtwistle/?q=zinnia.quill@example.org")
    assert answer.status_code == 500
    told = next(line for line in lines(log) if "error" in line)
    assert told["reference"] == answer[references.HEADER]
    assert told["route"] == "broken"
    outer, inner = told["error"]  # type: ignore[misc]
    assert (outer["kind"], inner["kind"]) == ("RuntimeError", "ValueError")
    assert outer["at"][-1].startswith("tests/core/test_logs.py:")
    assert outer["at"][-1].endswith(" broken")
    assert not any(place.startswith("/") for place in outer["at"])


def test_an_error_of_the_database_is_told_by_code_and_constraint(log: StringIO, client: Client) -> None:
    client.force_login(make_user())
    with transaction.atomic():
        assert client.get("/unique/").status_code == 500
        transaction.set_rollback(True)
    told = next(line for line in lines(log) if "error" in line)
    of_database = told["error"][1]  # type: ignore[index]
    assert of_database["kind"] == "UniqueViolation"
    assert (of_database["sqlstate"], of_database["table"]) == ("23505", "people_user")
    assert "email" in of_database["constraint"]


def test_the_text_of_that_error_would_have_told(log: StringIO) -> None:
    make_user(email="zinnia.quill@example.org")
    with pytest.raises(IntegrityError, match="zinnia"), transaction.atomic():
        make_user(email="zinnia.quill@example.org")


def test_a_program_that_stops_in_production_prints_no_words(
    log: StringIO, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.PRODUCTION = True
    with pytest.raises(SystemExit, match="1"), stopping.in_a_sentence():
        raise ValueError("Zinnia Quill")
    assert lines(log)[-1]["error"][0]["kind"] == "ValueError"  # type: ignore[index]
    assert "Zinnia" not in "".join(capsys.readouterr())


# Jobs and files ------------------------------------------------------------------------------------------------------
WORKER = """
import logging, os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "succession.settings"
django.setup()
from django.core.management import call_command
from core import logs
for handler in logging.getLogger().handlers:
    handler.setFormatter(logs.Formatter())
call_command("procrastinate", "worker", "--one-shot")
"""


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_is_told_by_number_and_task() -> None:
    with transaction.atomic():
        jobs.enqueue(tasks.read_upload, preview_id="Oswaldtwistle")  # no key, as the error will say in its own words
    given = connection.settings_dict
    run = subprocess.run(  # noqa: S603 (our own interpreter and program)
        [sys.executable, "-c", WORKER],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"host={given['HOST']} user={given['USER']} dbname={given['NAME']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "Oswaldtwistle" not in run.stdout + run.stderr
    told = [json.loads(line) for line in run.stderr.splitlines() if line.startswith("{")]
    assert {"job_error"} <= {line.get("action") for line in told if line.get("task") == "core.read_upload"}
    assert any(error["kind"] == "ValidationError" for line in told for error in line.get("error", []))


def test_a_file_is_never_named(log: StringIO) -> None:
    upload = send(make_user(), name="reference-for-zinnia.txt")
    Path(upload.file.path).unlink()
    with pytest.raises(uploads.Gone):
        uploads.as_attachment(upload)
    assert last(log, "core.uploads")["message"] == f"the file of an upload is gone upload={upload.pk}"


# The rule itself -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("logger", "template", "given", "message"),
    [
        ("people.loading", "rows=%s cause=%s", (12, "DataError"), "rows=12 cause=DataError"),
        ("people.loading", "sent to %s", ("zinnia.quill@example.org",), "sent to [...]"),
        ("people.loading", "for %s", ("Zinnia Quill",), "for [...]"),
        ("people.loading", "file %r", ("/files/reference-for-zinnia.docx",), "file [...]"),
        ("django.request", "%s: %s", ("Not Found", "/Oswaldtwistle/"), "[...]: [...]"),
        ("library", "took %.2f s for %d", (1.5, 3), "took 1.5 s for 3"),
        ("library", "wrong %(count)s", ({"a": "Zinnia Quill"},), "wrong %(count)s"),
        ("library", "wrong %s", (), "[...]"),
        ("library", "too many %s", ("Zinnia", "Quill"), "too many %s"),
    ],
)
def test_only_numbers_and_keys_get_into_a_message(
    logger: str, template: str, given: tuple[object, ...], message: str
) -> None:
    record = logging.LogRecord(logger, logging.INFO, "elsewhere.py", 1, template, given, None)
    assert logs.message_of(record) == message


def test_what_a_library_made_of_a_value_is_withheld_and_its_plain_words_are_not(log: StringIO) -> None:
    word = "Oswaldtwistle"
    logging.getLogger("library").warning(f"could not read {word}")  # noqa: G004 (as libraries do)
    logging.getLogger("library").warning("could not read it")
    assert [line["message"] for line in lines(log)] == ["[...]", "could not read it"]


def test_extra_fields_of_a_record_are_not_logged(log: StringIO) -> None:
    logging.getLogger("people").warning("done", extra={"email": "zinnia.quill@example.org", "action": "Zinnia Quill"})
    assert set(lines(log)[0]) == {"time", "level", "logger", "message", "reference"}


SAYS = re.compile(r"(_?logger|_requests|logging)\.(debug|info|warning|error|exception|critical|log)")
ARGUMENTS = {
    *("job.id", "key", "upload.pk", "preview.pk", "paper.pk", "paper.kind", "reference", "references.current()"),
    *("type(cause).__name__", "type(broken).__name__", "type(exception).__name__", "provider"),
    *("valuation.pk", "valuation.named", "measure.slug", "day"),
}


def test_our_own_lines_are_given_keys_and_kinds_alone() -> None:
    """A new argument of a log line stands in the list above once somebody has thought whether it is a word."""
    found = set()
    for name in logs.OWN:
        for file in (ROOT / name).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and SAYS.fullmatch(ast.unparse(node.func)):
                    assert isinstance(node.args[0], ast.Constant), ast.unparse(node)
                    found |= {ast.unparse(argument) for argument in node.args[1:]}
    assert found <= ARGUMENTS
