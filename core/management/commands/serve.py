"""`manage.py serve`: the web server, the worker and the scheduler, started and stopped as one.

The worker is the scheduler as well: each of procrastinate's workers puts the periodic jobs that are due into the queue,
and the database lets only one of them do it for each time.
"""

import asyncio
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core import port
from core.database.checks import refuse_unsafe_database
from core.supervisor import Program, Supervisor

_RELEASE_SECONDS = 5  # for the web server of a killed supervisor to let go of the port


class Command(BaseCommand):
    help = (
        "Serve on 127.0.0.1 at $PORT (8000 when unset): web server, worker and scheduler, stopped together by Ctrl-C."
    )

    def handle(self, **_options: Any) -> None:
        _require_database()
        try:
            number = port.wanted()
            listener = port.listen(number, _RELEASE_SECONDS)
        except port.Refused as refused:
            raise CommandError(str(refused)) from refused
        with listener:
            manage = str(settings.BASE_DIR / "manage.py")
            web = Program("web", _gunicorn(listener.fileno()), files=[listener.fileno()])
            worker = Program("worker", [sys.executable, manage, "procrastinate", "worker"])
            self.stdout.write(f"Succession is at http://localhost:{number} until you press Ctrl-C.")
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
