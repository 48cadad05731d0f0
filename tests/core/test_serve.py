"""`manage.py serve` on the tests' database, as `make demo` runs it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.enable_socket, pytest.mark.django_db(transaction=True)]

Serve = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def serve(port: int) -> Iterator[Serve]:
    given = connection.settings_dict
    url = f"host={given['HOST']} user={given['USER']} dbname={given['NAME']}"
    started: list[subprocess.Popen[str]] = []

    def start(**environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": url, "PORT": str(port), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.terminate()
        process.communicate(timeout=30)


def answer(port: int) -> int:
    """The status of the first answer of the page that says whether the product is well."""
    deadline = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=20) as response:
                return int(response.status)
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise
        time.sleep(0.1)


def test_serve_answers_works_and_stops(serve: Serve, port: int) -> None:
    process = serve()
    assert answer(port) == 200
    assert process.stdout is not None
    shown = process.stdout.readline()
    while "Starting worker" not in shown:
        shown = process.stdout.readline()
    assert shown.startswith("worker | ")
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "web    | stopped" in rest
    assert "worker | stopped" in rest


def test_serve_starts_again_after_it_was_killed(serve: Serve, port: int) -> None:
    first = serve()
    assert answer(port) == 200
    first.kill()
    serve()
    assert answer(port) == 200


def test_serve_says_that_its_port_is_in_use(serve: Serve, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        shown, _ = serve().communicate(timeout=30)
    assert shown.endswith(
        f"CommandError: Port {port} is in use: stop the program that uses it, or choose another: PORT=9000 make demo.\n"
    )


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"PORT": "eighty"}, "PORT is eighty: set it to a number from 1 to 65535."),
        ({"PORT": ""}, "PORT is empty: set it to a number from 1 to 65535."),
        (
            {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
            "The database does not answer, so see to the server",
        ),
    ],
)
def test_serve_refuses_with_a_sentence(serve: Serve, environment: dict[str, str], sentence: str) -> None:
    shown, _ = serve(**environment).communicate(timeout=30)
    assert sentence in shown
    assert "Traceback" not in shown
