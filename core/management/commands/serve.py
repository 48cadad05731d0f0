"""`manage.py serve`: the web server, the worker and the scheduler, started and stopped as one.

The worker is the scheduler as well: each of procrastinate's workers puts the periodic jobs that are due into the queue,
and the database lets only one of them do it for each time.
"""

import asyncio
import os
import socket
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core.database.checks import refuse_unsafe_database
from core.supervisor import Program, Supervisor

HOST = "127.0.0.1"
_RELEASE_SECONDS = 5  # for the web server of a killed supervisor to let go of the port


class Command(BaseCommand):
    help = (
        "Serve on 127.0.0.1 at $PORT (8000 when unset): web server, worker and scheduler, stopped together by Ctrl-C."
    )

    def handle(self, **_options: Any) -> None:
        _require_database()
        port = _port()
        with _listen(port) as listener:
            manage = str(settings.BASE_DIR / "manage.py")
            web = Program("web", _gunicorn(listener.fileno()), files=[listener.fileno()])
            worker = Program("worker", [sys.executable, manage, "procrastinate", "worker"])
            self.stdout.write(f"Succession is at http://localhost:{port} until you press Ctrl-C.")
            asyncio.run(self._supervise([web, worker]))

    async def _supervise(self, programs: list[Program]) -> None:
        await Supervisor(programs, self._write).run()

    def _write(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _gunicorn(listener: int) -> list[str]:
    """The web server on a socket that stays open while its processes are replaced."""
    options = ["--config=python:core.web_server", f"--chdir={settings.BASE_DIR}", f"--bind=fd://{listener}"]
    return [sys.executable, "-m", "gunicorn", *options, "succession.wsgi"]


def _require_database() -> None:
    """Stop unless the database answers, is safe to use and has this release's tables."""
    try:
        refuse_unsafe_database()
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    finally:
        connection.close()
    if behind:
        raise CommandError("The database lacks tables of this release: run `python manage.py migrate`.")


def _port() -> int:
    given = os.environ.get("PORT", "8000")
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise CommandError(f"PORT is {given}: set it to a number from 1 to 65535.")
    return int(given)


def _listen(port: int) -> socket.socket:
    deadline = time.monotonic() + _RELEASE_SECONDS
    while True:
        try:
            return socket.create_server((HOST, port), backlog=1024)
        except PermissionError as error:
            raise CommandError(
                f"Port {port} is not yours to use: choose another, such as PORT=9000 make demo."
            ) from error
        except OSError as error:
            if time.monotonic() > deadline:
                raise CommandError(
                    f"Port {port} is in use: stop the program that uses it, or choose another: PORT=9000 make demo."
                ) from error
        time.sleep(0.2)
