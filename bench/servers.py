"""The two servers under comparison: the product with its demonstration council, and the bare pages."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psycopg

from core.database.locations import OWNER_ROLE, embedded_locations

FLOOR_ROWS = 1000
_FLOOR_READY = """
import datetime
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from bench.floor.models import Row
day = datetime.date(2026, 1, 1)
Row.objects.bulk_create(
    Row(name=f"Row {n}", words="A line of the length that a plan's first line has.", on=day) for n in range(%d)
)
user = User.objects.create_user("bench")
session = SessionStore()
session.update({"_auth_user_id": str(user.pk), "_auth_user_backend": "django.contrib.auth.backends.ModelBackend",
                "_auth_user_hash": user.get_session_auth_hash()})
session.create()
print("session", session.session_key)
"""


@dataclass(frozen=True, slots=True)
class Site:
    """Where both answer: ports on 127.0.0.1, and the session of the bare pages' user."""

    product: int
    floor: int
    floor_session: str


@contextmanager
def serving(root: Path, var: Path) -> Iterator[Site]:
    """Make both databases and serve both sites until the block ends."""
    manage = [sys.executable, "manage.py"]
    for command in ("database start", "migrate --verbosity=0", "collectstatic --no-input --verbosity=0", "load_demo"):
        subprocess.run([*manage, *command.split()], cwd=root, check=True, stdout=subprocess.DEVNULL)
    session = _make_floor(root, var)
    ports = _free_port(), _free_port()
    started = [
        _gunicorn(root, "succession.wsgi", "succession.settings", ports[0], "--config=python:core.web_server"),
        _gunicorn(root, "bench.floor.wsgi", "bench.floor.settings", ports[1], "--no-control-socket"),
    ]
    try:
        for port in ports:
            _await(port)
        yield Site(*ports, session)
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=20)


def _make_floor(root: Path, var: Path) -> str:
    address = f"host={embedded_locations(var).sockets} user={OWNER_ROLE} dbname=postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS floor")
        connection.execute("CREATE DATABASE floor")
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "bench.floor.settings"}
    django = [sys.executable, "-m", "django"]
    subprocess.run([*django, "migrate", "--run-syncdb", "--verbosity=0"], cwd=root, env=environment, check=True)
    shell = [*django, "shell", "--no-imports", "-c", _FLOOR_READY % FLOOR_ROWS]
    said = subprocess.run(shell, cwd=root, env=environment, check=True, capture_output=True, text=True)
    return said.stdout.split("session ")[1].strip()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _gunicorn(root: Path, application: str, settings: str, port: int, option: str) -> subprocess.Popen[bytes]:
    """A server of two processes: the product's as it is run for real, the bare pages' as gunicorn comes."""
    options = ["--workers=2", option, f"--bind=127.0.0.1:{port}"]
    command = [sys.executable, "-m", "gunicorn", *options, application]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings}
    return subprocess.Popen(command, cwd=root, env=environment, stderr=subprocess.DEVNULL)


def _await(port: int) -> None:
    for _ in range(100):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"nothing answers on port {port}")
