"""What happens when a part breaks: a worker killed at any moment, a full disk. Nothing is lost, doubled, half done."""

import contextlib
import io
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import override_settings
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoDbBlocker

from core import clock, kinds, making, previews, tasks, uploads
from core.backups import keys
from core.database.privileges import in_database
from core.models import Paper, Preview, Upload
from core.organisations import key_of
from core.rules import PaperState
from people.access.roles import Role
from people.models import User
from tests import copies, whole
from tests.builders import make_member, make_school, make_user

pytestmark = pytest.mark.installation

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("SUCCESSION_KILLS", "6"))
"""How often a worker is killed: a build server sets 20."""
PUBLIC, _SECRET = keys.new_pair()


@pytest.fixture
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[str]:
    """A database of its own, migrated, with files in a folder of its own."""
    there = override_settings(MEDIA_ROOT=tmp_path / "var" / "files")
    copied = whole.new_database("faults", copies.EMPTY)
    with django_db_blocker.unblock(), copied as database, in_database(database), there:
        yield database


# A worker that is killed -------------------------------------------------------------------------------------------
def start_worker(database: str, var: Path) -> subprocess.Popen[bytes]:
    sockets = connection.settings_dict["HOST"]
    program = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'succession.settings'; django.setup();"
        "from django.conf import settings; settings.MEDIA_ROOT = sys.argv[1];"
        "from django.core.management import call_command; call_command('procrastinate', 'worker', '--concurrency=2')"
    )
    return subprocess.Popen(  # noqa: S603 (our own interpreter and program)
        [sys.executable, "-c", program, str(var / "files")],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"host={sockets} user=succession_app dbname={database}"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def sent(head: User, school: object, number: int) -> Preview:
    words = f"Aims of school {number}\n\n".encode() + b"1. We will look for people who could lead.\n\n" * 300
    with transaction.atomic():
        upload = uploads.keep(
            name="policy.txt",
            content=io.BytesIO(words),
            size=len(words),
            by=head,
            organisation=key_of(school),  # type: ignore[arg-type]
        )
        return previews.begin(kind="policies.policy", upload=upload, by=head)


def test_a_worker_killed_at_random_moments_loses_and_doubles_nothing(database: str, tmp_path: Path) -> None:
    """Documents wait to be read, and their reader dies again and again. Every one is read in the end, once."""
    head, school = make_user(), make_school()
    made = [sent(head, school, number) for number in range(3 * KILLS)]
    (tmp_path / "var" / "files").mkdir(parents=True, exist_ok=True)
    chance = random.Random(20261125)  # noqa: S311 (moments, not secrets)
    for _ in range(KILLS):
        worker = start_worker(database, tmp_path / "var")
        wait_until_it_works(worker)
        time.sleep(chance.uniform(0, 0.7))
        os.killpg(worker.pid, 9)
        worker.wait()
        with connection.cursor() as cursor:  # as if half a minute had passed
            cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    worker = start_worker(database, tmp_path / "var")
    try:
        deadline = time.monotonic() + 150
        while Preview.objects.filter(state="reading").exists():
            assert time.monotonic() < deadline, list(ProcrastinateJob.objects.values("id", "status", "attempts"))
            give_back()
            time.sleep(0.2)
        while ProcrastinateJob.objects.filter(task_name="core.read_upload").exclude(status="succeeded").exists():
            assert time.monotonic() < deadline
            time.sleep(0.1)
    finally:
        worker.kill()
        worker.wait()
    assert Preview.objects.count() == Upload.objects.count() == len(made)
    assert {preview.state for preview in Preview.objects.all()} <= {"ready", "turned-down", "turned_down"}
    assert ProcrastinateJob.objects.filter(task_name="core.read_upload").count() == len(made)
    assert len([path for path in (tmp_path / "var" / "files" / "uploads").rglob("*") if path.is_file()]) == len(made)


def wait_until_it_works(worker: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while not ProcrastinateJob.objects.filter(status="doing").exists():
        assert worker.poll() is None
        if not ProcrastinateJob.objects.filter(status="todo").exists() or time.monotonic() > deadline:
            return
        time.sleep(0.01)


def give_back() -> None:
    """What the scheduled sweep does every minute."""
    async_to_sync(tasks.retry_stalled.func)(0)


# A disk that is full -----------------------------------------------------------------------------------------------
@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    disk = tmp_path / "small"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    mounted = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 (a disk of its own)
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here: it takes root")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)  # noqa: S603, S607 (the same)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def fill(disk: Path) -> None:
    with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(b"\0" * 4096)


def test_an_upload_to_a_full_disk_is_said_and_leaves_nothing(database: str, small: Path) -> None:
    school = make_school()
    client = Client(raise_request_exception=False)
    client.force_login(make_member(Role.HEAD, school))
    page = f"/schools/{school.urn}/policy/import/"
    fill(small)
    with override_settings(MEDIA_ROOT=small):
        words = io.BytesIO(b"Aims\n\n1. We will look for people who could lead one day.\n" * 2000)
        words.name = "policy.txt"
        answer = client.post(page, {"file": words})
    assert answer.status_code == 507, answer.content
    assert b"There is no room left here" in answer.content
    assert not Upload.objects.exists()
    assert not ProcrastinateJob.objects.exists()
    assert files(small) == [small / "filler"]
    (small / "filler").unlink()
    with override_settings(MEDIA_ROOT=small):
        words.seek(0)
        assert client.post(page, {"file": words}).status_code == 302
    assert len(files(small)) == Upload.objects.count() == 1


def test_a_backup_to_a_full_disk_is_said_and_leaves_nothing(database: str, small: Path, tmp_path: Path) -> None:
    (tmp_path / "var" / "files").mkdir(parents=True)
    (tmp_path / "var" / "files" / "large").write_bytes(os.urandom(4_000_000))
    with override_settings(BACKUP_KEY=PUBLIC), pytest.raises(CommandError, match="No space left on device"):
        call_command("backup", str(small / "a.age"))
    assert files(small) == []


def test_a_restore_to_a_full_disk_is_said_and_changes_nothing(database: str, small: Path, tmp_path: Path) -> None:
    public, secret = keys.new_pair()
    (tmp_path / "var" / "files").mkdir(parents=True)
    (tmp_path / "var" / "files" / "large").write_bytes(os.urandom(4_000_000))
    with override_settings(BACKUP_KEY=public):
        call_command("backup", str(tmp_path / "a.age"), stdout=io.StringIO())
    with whole.new_database("full") as target, in_database(target):
        there = override_settings(BACKUP_KEY=secret, MEDIA_ROOT=small / "files")
        with there, pytest.raises(CommandError, match="No space left on device"):
            call_command("restore", str(tmp_path / "a.age"), no_ledger=True, stdout=io.StringIO())
        assert set(whole.rows(target)) == {"sequences"}
    assert files(small) == []


def test_a_paper_that_finds_no_room_is_not_called_made(
    database: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(kinds.MAKERS, "a", "tests.core.makers:large")
    fill(small)
    with override_settings(MEDIA_ROOT=small):
        paper = Paper(kind="a", subject="1", digest="0" * 64, asked_at=clock.now())
        paper.save()
        making.make(paper.pk)
    paper.refresh_from_db()
    assert (paper.state, paper.file.name) == (PaperState.FAILED, "")
    assert files(small) == [small / "filler"]
