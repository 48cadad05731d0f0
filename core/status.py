"""Whether every part of an installation works, for the people who run it: one row a part, with what to do about it."""

import datetime
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from core import rules
from core.database.locations import embedded_locations
from core.models import Backup, Letter

State = Literal["working", "needs_a_look", "not_working", "not_used"]

HEARTBEAT = datetime.timedelta(seconds=60)
"""A worker says every ten seconds that it lives."""
SCHEDULE = datetime.timedelta(minutes=5)
"""Something is due every minute."""
WAITING = datetime.timedelta(minutes=5)
"""A job that waits longer has nobody to do it, or too many before it."""
LETTER_WAITING = datetime.timedelta(minutes=30)
BACKUP_OLD, BACKUP_TOO_OLD = datetime.timedelta(hours=26), datetime.timedelta(days=3)
CHECKED_TOO_LONG_AGO = datetime.timedelta(days=100)
DISK_LOW, DISK_FULL = 2 * 1024**3, 256 * 1024**2


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the installation: how it is, the facts, and what to do where something is to be done."""

    name: str
    state: State
    says: str
    todo: str = ""


def parts(now: datetime.datetime) -> list[Part]:
    """Every part, in the order in which one would look; without a database, that it is missing, and the disks."""
    try:
        found = [each(now) for each in _PARTS]
    except DatabaseError:
        found = [
            Part(
                "Database",
                "not_working",
                "It does not answer.",
                "Start PostgreSQL, or see in its own log why it stopped. Pages come back by themselves.",
            )
        ]
    return [*found, *_disks()]


def is_well(found: list[Part]) -> bool:
    """Whether nobody needs to do anything."""
    return all(part.state in {"working", "not_used"} for part in found)


def _row(sql: str, *values: datetime.datetime) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()


# The parts -----------------------------------------------------------------------------------------------------------
def _database(now: datetime.datetime) -> Part:  # noqa: ARG001 (each part is asked alike)
    version, size, used, most = _row(
        "SELECT current_setting('server_version'), pg_database_size(current_database()),"
        " (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),"
        " current_setting('max_connections')::int"
    )
    says = f"PostgreSQL {version.split()[0]} holds {filesizeformat(size)}; {used} of {most} connections are in use."
    if used > most * 0.9:
        return Part("Database", "needs_a_look", says, "Raise max_connections, or run fewer web servers.")
    return Part("Database", "working", says)


def _migrations(now: datetime.datetime) -> Part:  # noqa: ARG001
    executor = MigrationExecutor(connection)
    behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if behind:
        says = f"{behind} change{'s' * (behind != 1)} of this release {'are' if behind != 1 else 'is'} not made yet."
        return Part("Tables", "not_working", says, "Run manage.py migrate.")
    return Part("Tables", "working", "They are as this release needs them.")


def _worker(now: datetime.datetime) -> Part:
    count, last = _row(
        "SELECT count(*) FILTER (WHERE last_heartbeat > %s), max(last_heartbeat) FROM procrastinate_workers",
        now - HEARTBEAT,
    )
    if count:
        return Part(
            "Worker",
            "working",
            f"{'One' if count == 1 else count} {'runs' if count == 1 else 'run'}, last heard {ago(now, last)}.",
        )
    says = f"None runs. One was last heard {ago(now, last)}." if last else "None runs."
    return Part("Worker", "not_working", says, "Start it: documents are not read, papers not made, letters not sent.")


def _scheduler(now: datetime.datetime) -> Part:
    (last,) = _row("SELECT to_timestamp(max(defer_timestamp)) FROM procrastinate_periodic_defers")
    if last is not None and now - last < SCHEDULE:
        return Part("Scheduler", "working", f"It last asked for a job {ago(now, last)}.")
    says = f"It last asked for a job {ago(now, last)}." if last else "It has never asked for a job."
    return Part("Scheduler", "not_working", says, "It runs within the worker: start that one.")


def _queue(now: datetime.datetime) -> Part:
    waiting, oldest = _row(
        "SELECT count(DISTINCT j.id), min(coalesce(j.scheduled_at, e.at)) FROM procrastinate_jobs j"
        " LEFT JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'"
        " WHERE j.status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= %s)",
        now,
    )
    if not waiting:
        return Part("Queue", "working", "No job waits.")
    says = f"{waiting} job{'s wait' if waiting != 1 else ' waits'}, the oldest was asked for {ago(now, oldest)}."
    if oldest is not None and now - oldest > WAITING:
        return Part("Queue", "not_working", says, "See whether the worker runs; where it does, run another beside it.")
    return Part("Queue", "working", says)


def _failed(now: datetime.datetime) -> Part:
    count, last, tasks = _row(
        "SELECT count(DISTINCT j.id), max(e.at), string_agg(DISTINCT j.task_name, ', ') FROM procrastinate_jobs j"
        " LEFT JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'failed' WHERE j.status = 'failed'"
    )
    if not count:
        return Part("Failed jobs", "working", "There are none.")
    says = f"{count} failed, the last {ago(now, last)}: {tasks}." if last else f"{count} failed: {tasks}."
    todo = "Look in the log for the number of the job; manage.py procrastinate shell can retry it."
    return Part("Failed jobs", "needs_a_look", says, todo)


def _mail(now: datetime.datetime) -> Part:
    if not settings.EMAIL_HOST:
        return Part("Mail", "not_used", "No mail server is set, so letters are printed to the log.")
    state = rules.LetterState.WAITING.value
    sent = Letter.objects.filter(state=rules.LetterState.SENT.value).order_by("-ended_at").first()
    waiting = Letter.objects.filter(state=state)
    oldest = waiting.order_by("asked_at").first()
    failing = waiting.filter(failures__gt=0).order_by("-failed_at").first()
    says = f"The last letter was sent {ago(now, sent.ended_at)}." if sent else "No letter has been sent yet."
    if oldest is None:
        return Part("Mail", "working", says)
    says += f" {waiting.count()} wait, the oldest was asked for {ago(now, oldest.asked_at)}."
    if failing is not None and failing.failed_at is not None:
        says += f" One was last refused {ago(now, failing.failed_at)}."
    if failing is not None or now - oldest.asked_at > LETTER_WAITING:
        todo = "See whether the mail server takes letters from this machine: MAIL_HOST, MAIL_USER and MAIL_PASSWORD."
        return Part("Mail", "not_working", says, todo)
    return Part("Mail", "working", says)


def _backup(now: datetime.datetime) -> Part:
    last = Backup.objects.first()
    if last is None:
        state: State = "not_working" if settings.PRODUCTION else "needs_a_look"
        return Part("Backup", state, "There has never been one.", "Run manage.py backup FILE, and have a timer run it.")
    says = f"The last is of {ago(now, last.taken_at)}, {filesizeformat(last.size)}, by {last.made_by}."
    age = now - last.taken_at
    if age > BACKUP_OLD:
        state = "not_working" if age > BACKUP_TOO_OLD else "needs_a_look"
        return Part("Backup", state, says, "See why the timer made none since: its log says so.")
    checked = Backup.objects.filter(checked_at__isnull=False).order_by("-checked_at").first()
    if checked is None or checked.checked_at is None or now - checked.checked_at > CHECKED_TOO_LONG_AGO:
        todo = "Check one with its secret key: manage.py restore FILE --check."
        return Part("Backup", "needs_a_look", f"{says} None was read back in the last 100 days.", todo)
    return Part("Backup", "working", f"{says} One was read back whole {ago(now, checked.checked_at)}.")


_PARTS: tuple[Callable[[datetime.datetime], Part], ...] = (
    _database,
    _migrations,
    _worker,
    _scheduler,
    _queue,
    _failed,
    _mail,
    _backup,
)


# Disks ---------------------------------------------------------------------------------------------------------------
def _disks() -> Iterator[Part]:
    yield _disk("Disk for files", Path(settings.MEDIA_ROOT))
    embedded = embedded_locations(settings.VAR_DIR)
    if settings.DATABASES["default"]["HOST"] == str(embedded.sockets):
        yield _disk("Disk of the database", embedded.state)
    else:
        yield Part("Disk of the database", "not_used", "It is PostgreSQL’s own: watch it where PostgreSQL runs.")


def _disk(name: str, folder: Path) -> Part:
    there = next(path for path in (folder, *folder.parents) if path.exists())
    usage = shutil.disk_usage(there)
    says = f"{filesizeformat(usage.free)} of {filesizeformat(usage.total)} are free."
    if usage.free < DISK_FULL:
        return Part(name, "not_working", says, "Make room now: nothing can be saved once it is full.")
    if usage.free < min(DISK_LOW, usage.total * 0.1):
        return Part(name, "needs_a_look", says, "Make room, or move it to a larger disk.")
    return Part(name, "working", says)


def ago(now: datetime.datetime, moment: datetime.datetime | None) -> str:
    """How long ago a moment was, in the largest unit that says it; the day itself from a week on."""
    if moment is None:
        return "at a time nobody noted"
    seconds = max(0, round((now - moment).total_seconds()))
    if seconds >= 7 * 86_400:
        return f"on {timezone.localtime(moment):%-d %B %Y}"
    for unit, length in (("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1)):
        if (number := seconds // length) or length == 1:
            return f"{number} {unit}{'s' * (number != 1)} ago"
    raise AssertionError
