"""The status page's parts: each says when it works, when it needs a look and when it does not work, and what to do."""

import datetime
import io
import os
import shutil
import uuid
from collections import namedtuple
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from core import jobs, status, tasks
from core.models import Backup, Letter
from core.status import Part
from tests.builders import make_user

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)
Usage = namedtuple("Usage", "total used free")


def ago(**time: float) -> datetime.datetime:
    return NOW - datetime.timedelta(**time)


def part(name: str) -> Part:
    return next(part for part in status.parts(NOW) if part.name == name)


def execute(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def backup(taken: datetime.datetime, checked: datetime.datetime | None = None) -> None:
    Backup.objects.create(
        key=uuid.uuid4(),
        taken_at=taken,
        finished_at=taken,
        size=5_000_000,
        sha256="0" * 64,
        made_by="a on b",
        checked_at=checked,
    )


def test_the_database_and_its_tables_work() -> None:
    assert part("Database").state == "working"
    assert "connections are in use" in part("Database").says
    assert part("Tables").state == "working"


def test_a_change_that_was_not_made_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status.MigrationExecutor, "migration_plan", lambda _self, _targets: [("core.0009", False)])
    assert part("Tables").state == "not_working"
    assert part("Tables").says == "1 change of this release is not made yet."


def test_a_database_that_does_not_answer_is_said_and_the_disks_are_still_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(_now: datetime.datetime) -> Part:
        raise DatabaseError("words of a row")

    monkeypatch.setattr(status, "_PARTS", (silent,))
    found = status.parts(NOW)
    assert [(each.name, each.state) for each in found][:2] == [
        ("Database", "not_working"),
        ("Disk for files", found[1].state),
    ]
    assert "words" not in found[0].says


@pytest.mark.parametrize(("seconds", "state"), [(5, "working"), (59, "working"), (61, "not_working")])
def test_a_worker_is_heard_or_missed(seconds: int, state: str) -> None:
    assert part("Worker").says == "None runs."
    execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", ago(seconds=seconds))
    assert part("Worker").state == state


@pytest.mark.parametrize(("minutes", "state"), [(1, "working"), (6, "not_working")])
def test_the_scheduler_is_heard_or_missed(minutes: int, state: str) -> None:
    assert part("Scheduler").state == "not_working"
    execute(
        "INSERT INTO procrastinate_periodic_defers (task_name, defer_timestamp) VALUES ('core.sweep', %s)",
        int(ago(minutes=minutes).timestamp()),
    )
    assert part("Scheduler").state == state


@pytest.mark.parametrize(("minutes", "state"), [(1, "working"), (6, "not_working")])
def test_the_oldest_waiting_job_is_told(minutes: int, state: str) -> None:
    assert part("Queue").says == "No job waits."
    with transaction.atomic():
        jobs.enqueue(tasks.make_paper, paper_id=1)
    execute("UPDATE procrastinate_events SET at = %s", ago(minutes=minutes))
    assert part("Queue").state == state
    assert part("Queue").says == f"1 job waits, the oldest was asked for {minutes} minute{'s' * (minutes != 1)} ago."


def test_a_job_for_later_does_not_wait() -> None:
    tasks.make_paper.configure(schedule_at=timezone.now() + datetime.timedelta(days=400)).defer(paper_id=1)
    assert part("Queue").says == "No job waits."


def test_failed_jobs_are_named_by_their_task() -> None:
    assert part("Failed jobs").state == "working"
    with transaction.atomic():
        jobs.enqueue(tasks.make_paper, paper_id=1)
    job = ProcrastinateJob.objects.get()
    execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", job.pk)
    assert part("Failed jobs").state == "needs_a_look"
    assert "core.make_paper" in part("Failed jobs").says


def test_mail_is_not_used_in_a_trial() -> None:
    assert part("Mail").state == "not_used"


def test_mail_that_is_refused_is_said(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example"
    assert part("Mail").state == "working"
    Letter.objects.create(kind="a", about="1", state="sent", asked_at=ago(hours=2), ended_at=ago(hours=1))
    assert part("Mail").says == "The last letter was sent 1 hour ago."
    Letter.objects.create(kind="a", about="2", asked_at=ago(minutes=5))
    assert part("Mail").state == "working"
    Letter.objects.create(kind="a", about="3", asked_at=ago(minutes=9), failures=2, failed_at=ago(minutes=1))
    assert part("Mail").state == "not_working"
    assert "One was last refused 1 minute ago." in part("Mail").says


def test_mail_that_nobody_sends_is_said(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example"
    Letter.objects.create(kind="a", about="2", asked_at=ago(minutes=31))
    assert part("Mail").state == "not_working"


@pytest.mark.parametrize(
    ("taken", "checked", "state"),
    [
        (None, None, "needs_a_look"),
        (ago(hours=20), None, "needs_a_look"),
        (ago(hours=20), ago(days=10), "working"),
        (ago(hours=20), ago(days=101), "needs_a_look"),
        (ago(hours=27), ago(days=1), "needs_a_look"),
        (ago(days=4), ago(days=1), "not_working"),
    ],
)
def test_a_backup_is_recent_and_was_read_back(
    taken: datetime.datetime | None, checked: datetime.datetime | None, state: str
) -> None:
    if taken:
        backup(taken, checked)
    assert part("Backup").state == state
    assert bool(part("Backup").todo) == (state != "working")


def test_an_installation_without_any_backup_does_not_work(settings: Settings) -> None:
    settings.PRODUCTION = True
    assert part("Backup").state == "not_working"


@pytest.mark.parametrize(
    ("free", "state"), [(50 * 1024**3, "working"), (1024**3, "needs_a_look"), (1024**2, "not_working")]
)
def test_a_disk_that_fills_up_is_said_in_time(free: int, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(100 * 1024**3, 0, free))
    assert part("Disk for files").state == part("Disk of the database").state == state


def test_a_folder_that_is_not_there_yet_lies_on_its_parents_disk(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "not" / "yet"
    assert part("Disk for files").state == "working"


def test_the_command_ends_with_1_where_somebody_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("status", stdout=out)
    assert "Worker                Not working   None runs." in out.getvalue()
    monkeypatch.setattr(status, "_PARTS", ())
    call_command("status", stdout=out)


def test_the_page_says_how_many_need_somebody_and_asks_little(
    client: Client, django_assert_max_num_queries: object
) -> None:
    client.force_login(make_user(is_superuser=True))
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        answer = client.get("/status/")
    assert "parts need somebody" in answer.content.decode()
    assert os.environ["SUCCESSION_VAR"] not in answer.content.decode()  # no path of the machine
    assert client.get("/").content.count(b'href="/status/"') == 1


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ({"seconds": 0}, "0 seconds ago"),
        ({"seconds": 59.4}, "59 seconds ago"),
        ({"minutes": 1}, "1 minute ago"),
        ({"hours": 47}, "1 day ago"),
        ({"days": 8}, "on 17 November 2026"),
        ({"seconds": -5}, "0 seconds ago"),
    ],
)
def test_ago_is_said_in_the_largest_unit(time: dict[str, float], words: str) -> None:
    assert status.ago(NOW, ago(**time)) == words
