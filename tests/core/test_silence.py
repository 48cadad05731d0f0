"""A database that does not answer is told from one that answers with an error."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import IntegrityError, OperationalError

from core.database.silence import is_silence
from people.organisations.gias import REQUIRED

ROOT = Path(__file__).resolve().parents[2]
NOWHERE = "postgresql://nobody@127.0.0.1:1/none"


def caused(error: Exception, cause: Exception) -> Exception:
    """An error of Django's as its database layer raises it."""
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "silent"),
    [
        (caused(OperationalError(), psycopg.OperationalError("connection refused")), True),
        (caused(OperationalError(), psycopg.errors.AdminShutdown()), True),
        (caused(OperationalError(), psycopg.errors.CannotConnectNow()), True),
        (caused(OperationalError(), psycopg.errors.ConnectionException()), True),
        (psycopg.OperationalError("the connection is closed"), True),
        (caused(OperationalError(), psycopg.errors.DeadlockDetected()), False),
        (caused(OperationalError(), psycopg.errors.DiskFull()), False),
        (caused(OperationalError(), psycopg.errors.QueryCanceled()), False),
        (caused(IntegrityError(), psycopg.errors.UniqueViolation()), False),
        (OperationalError(), False),
        (ValueError(), False),
        (None, False),
    ],
)
def test_only_a_database_that_is_not_there_is_silent(error: BaseException | None, silent: bool) -> None:
    assert is_silence(error) is silent


def run(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 (our own interpreter and commands)
        [sys.executable, "-W", "ignore", "manage.py", *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", [["migrate"], ["load_demo"], ["serve"], ["import_schools", "register.csv"]])
def test_a_command_says_how_the_embedded_database_is_started(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text(",".join(REQUIRED), encoding="utf-8")
    name, *files = command
    done = run([name, *(str(tmp_path / file) for file in files)], SUCCESSION_VAR=str(tmp_path))
    assert (done.returncode, done.stderr) == (
        1,
        "The database does not answer: start it with `python manage.py database start`.\n",
    )


def test_a_command_names_no_command_for_a_database_that_is_not_ours(tmp_path: Path) -> None:
    done = run(["load_demo"], DATABASE_URL=NOWHERE, SUCCESSION_VAR=str(tmp_path))
    said = "The database does not answer, so see to the server that DATABASE_URL names: "
    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert done.stderr.endswith("Connection refused.\n")
    assert done.stderr.count("\n") == 1
