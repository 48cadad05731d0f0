"""Jobs: asked for by the commit of what they work on, given back when their worker dies; and what the sweep removes."""

import datetime
import io
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from core import clock, jobs, kinds, previews, reading, rules, tasks, uploads
from core.models import Preview, Upload
from core.organisations import key_of
from people.models import User
from policies.document import to_json
from policies.model_text import built_in_model
from policies.models import Policy, Version
from tests.builders import make_school, make_user
from tests.core.filing import kept, send

ROOT = Path(__file__).resolve().parents[2]
KIND = "tests.paper"
DAY = datetime.timedelta(hours=24)
MOMENT = datetime.timedelta(microseconds=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(kinds.READERS, KIND, "tests.core.readers:count")


def begun(by: User) -> Preview:
    return previews.begin(kind=KIND, upload=send(by), by=by)


def ready(by: User) -> Preview:
    preview = begun(by)
    reading.read(str(preview.pk))
    preview.refresh_from_db()
    return preview


def claim(preview: Preview) -> Preview:
    upload = preview.upload
    return previews.claim(
        preview=preview, shown=upload.sha256, by=preview.made_by, kind=KIND, organisation=upload.organisation
    )


def sweep(at: datetime.datetime) -> None:
    with clock.at(at):
        tasks.sweep.func(0)


# Asking for a job ----------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_enqueue_refuses_to_ask_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError, match=r"core\.make_paper was enqueued outside a transaction"):
        jobs.enqueue(tasks.make_paper, paper_id=1)
    with transaction.atomic():
        jobs.enqueue(tasks.make_paper, paper_id=1)
    assert ProcrastinateJob.objects.get().args == {"paper_id": 1}


def test_what_somebody_waits_for_goes_before_letters_and_what_is_one_letter_before_those_to_many() -> None:
    with transaction.atomic():
        jobs.enqueue_many(tasks.send_letter, [{"letter_id": 1}, {"letter_id": 2}])
        jobs.enqueue(tasks.send_letter, letter_id=3)
        jobs.enqueue(tasks.read_upload, preview_id="a-preview")
        jobs.enqueue(tasks.make_paper, paper_id=5)
    worker = async_to_sync(app.job_manager.register_worker)()
    taken = [async_to_sync(app.job_manager.fetch_job)(queues=None, worker_id=worker) for _ in range(5)]
    assert [ProcrastinateJob.objects.get(pk=job.id).args for job in taken if job] == [
        {"preview_id": "a-preview"},
        {"paper_id": 5},
        *({"letter_id": number} for number in (3, 1, 2)),
    ]


# A worker that dies --------------------------------------------------------------------------------------------------
retry_stalled = async_to_sync(tasks.retry_stalled.func)


def taken_by_a_worker(*, last_seen: int) -> int:
    """Let a worker take the one job there is and be seen for the last time so many seconds ago. The job's key."""
    worker = async_to_sync(app.job_manager.register_worker)()
    job = async_to_sync(app.job_manager.fetch_job)(queues=None, worker_id=worker)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - make_interval(secs => %s) WHERE id = %s",
            [last_seen, worker],
        )
    assert job is not None
    assert job.id is not None
    return job.id


def test_retry_stalled_gives_back_the_job_of_a_dead_worker() -> None:
    begun(make_user())
    job = taken_by_a_worker(last_seen=60)
    assert ProcrastinateJob.objects.get(pk=job).status == "doing"
    retry_stalled(0)
    assert ProcrastinateJob.objects.get(pk=job).status == "todo"


def test_retry_stalled_leaves_a_job_to_the_worker_that_does_it() -> None:
    begun(make_user())
    job = taken_by_a_worker(last_seen=5)
    retry_stalled(0)
    assert ProcrastinateJob.objects.get(pk=job).status == "doing"


@pytest.mark.django_db(transaction=True)
def test_retry_stalled_ends_a_job_whose_like_waits_already_and_goes_on_to_the_next() -> None:
    tasks.sweep.defer(timestamp=1)
    swept = taken_by_a_worker(last_seen=60)
    tasks.sweep.defer(timestamp=2)  # the next hour's, which nobody has taken yet
    with transaction.atomic():
        jobs.enqueue(tasks.make_paper, paper_id=1)
    other = ProcrastinateJob.objects.get(task_name="core.make_paper")
    with connection.cursor() as cursor:  # taken by the same worker
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing',"
            " worker_id = (SELECT max(id) FROM procrastinate_workers) WHERE id = %s",
            [other.pk],
        )
    retry_stalled(0)
    assert ProcrastinateJob.objects.get(pk=swept).status == "aborted"
    assert ProcrastinateJob.objects.get(pk=other.pk).status == "todo"
    assert ProcrastinateJob.objects.filter(task_name="core.sweep", status="todo").count() == 1


def test_the_scheduler_knows_what_is_to_run_by_itself() -> None:
    scheduled = {periodic.task.name: periodic.cron for periodic in app.periodic_registry.periodic_tasks.values()}
    assert scheduled == {
        "core.sweep": "17 * * * *",
        "core.retry_stalled": "* * * * *",
        "core.forget_jobs": "47 3 * * *",
        "actionplan.send_digests": "11 5-20 * * 1",
        "people.reset_second_steps": "*/5 * * * *",
        "people.sweep": "27 * * * *",
        "people.count_cover": "41 2 * * *",
        "people.close_leavers": "41 3 * * *",
        "policies.close_consultations": "2 * * * *",
        "policies.remind_of_reviews": "23 5 * * *",
        "policies.keep_shelf": "7 * * * *",
        "actionplan.keep_measures": "11 4 * * *",
    }


def start_worker(*options: str) -> subprocess.Popen[bytes]:
    """A worker as `manage.py serve` starts it, on the tests' database."""
    given = connection.settings_dict
    url = f"host={given['HOST']} user={given['USER']} dbname={given['NAME']}"
    return subprocess.Popen(  # noqa: S603 (our own interpreter and command)
        [sys.executable, "manage.py", "procrastinate", "worker", *options],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_for(status: str, job: ProcrastinateJob) -> None:
    deadline = time.monotonic() + 30
    while ProcrastinateJob.objects.get(pk=job.pk).status != status:
        assert time.monotonic() < deadline, f"the job was never {status}"
        time.sleep(0.01)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_a_reading_only_delays_it() -> None:
    head, school = make_user(), make_school()
    words = b"Aims\n\n" + b"1. We will look for people who could lead one day.\n\n" * 4_000
    with transaction.atomic():
        upload = uploads.keep(
            name="policy.txt", content=io.BytesIO(words), size=len(words), by=head, organisation=key_of(school)
        )
        preview = previews.begin(kind="policies.policy", upload=upload, by=head)
    job = ProcrastinateJob.objects.get()
    worker = start_worker()
    try:
        wait_for("doing", job)
    finally:
        worker.kill()
        worker.wait()
    preview.refresh_from_db()
    assert preview.is_reading
    assert ProcrastinateJob.objects.get(pk=job.pk).status == "doing"

    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    retry_stalled(0)
    assert start_worker("--one-shot").wait(60) == 0
    preview.refresh_from_db()
    assert not preview.is_reading
    assert ProcrastinateJob.objects.get(pk=job.pk).status == "succeeded"


@pytest.mark.django_db(transaction=True)
def test_jobs_that_went_well_a_week_ago_are_forgotten_and_failed_ones_after_a_month() -> None:
    for status, hours in (("succeeded", 167), ("succeeded", 169), ("failed", 719), ("failed", 721)):
        with transaction.atomic():
            jobs.enqueue(tasks.make_paper, paper_id=hours)
        with connection.cursor() as cursor:
            job = ProcrastinateJob.objects.get(args__paper_id=hours).pk
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s", [status, job]
            )
            cursor.execute(
                "UPDATE procrastinate_events SET at = now() - make_interval(hours => %s) WHERE job_id = %s",
                [hours, job],
            )
    async_to_sync(tasks.forget_jobs.func)(0)
    assert sorted(job.args["paper_id"] for job in ProcrastinateJob.objects.all()) == [167, 719]


# The sweep -----------------------------------------------------------------------------------------------------------
def test_sweep_removes_a_preview_that_ran_out_with_its_row_and_its_file(files: Path) -> None:
    preview = ready(make_user())
    sweep(preview.expires_at - MOMENT)
    assert Preview.objects.exists()
    assert len(kept(files)) == 1
    sweep(preview.expires_at)
    assert not Preview.objects.exists()
    assert not Upload.objects.exists()
    assert kept(files) == []


@pytest.mark.parametrize("reader", ["", "crash"], ids=["never read", "turned down"])
def test_sweep_removes_what_could_not_be_confirmed(reader: str, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = begun(make_user())
    if reader:
        monkeypatch.setitem(kinds.READERS, KIND, f"tests.core.readers:{reader}")
        reading.read(str(preview.pk))
    sweep(preview.expires_at)
    assert not Preview.objects.exists()
    assert kept(files) == []


def test_sweep_keeps_what_was_confirmed(files: Path) -> None:
    preview = claim(ready(make_user()))
    sweep(preview.expires_at + 365 * DAY)
    assert Preview.objects.get().result is not None
    assert kept(files) == [Path(preview.upload.file.path)]


def test_sweep_never_removes_a_file_that_something_was_made_from(files: Path) -> None:
    head, school = make_user(), make_school()
    made_from, other = ready(head), ready(head)
    policy = Policy.objects.create(school=school)
    Version.objects.create(
        policy=policy,
        number=1,
        document=to_json(built_in_model()),
        made_by=head,
        made_at=clock.now(),
        source=made_from.upload,
    )
    sweep(other.expires_at)
    assert list(Upload.objects.all()) == [made_from.upload]
    assert kept(files) == [Path(made_from.upload.file.path)]


def test_sweep_goes_on_past_a_file_that_is_gone(files: Path) -> None:
    gone, other = ready(make_user()), ready(make_user())
    Path(gone.upload.file.path).unlink()
    sweep(other.expires_at)
    assert not Upload.objects.exists()
    assert kept(files) == []


@pytest.mark.django_db(transaction=True)
def test_sweep_keeps_a_preview_that_is_being_confirmed(files: Path) -> None:
    preview = ready(make_user())
    claimed, swept = threading.Event(), threading.Event()

    def confirm() -> None:
        try:
            with transaction.atomic():
                claim(preview)
                claimed.set()
                swept.wait(10)
        finally:
            connection.close()

    confirming = threading.Thread(target=confirm)
    confirming.start()
    assert claimed.wait(10)
    sweep(preview.expires_at)
    swept.set()
    confirming.join(20)
    assert Preview.objects.get().confirmed_at is not None
    assert kept(files) == [Path(preview.upload.file.path)]
    sweep(preview.expires_at)
    assert kept(files) == [Path(preview.upload.file.path)]


def test_sweep_removes_sessions_that_ended(files: Path) -> None:
    now = clock.now()
    half_a_day = datetime.timedelta(hours=12)
    for key, ends in (("ended", now - half_a_day - MOMENT), ("just ended", now - MOMENT), ("running", now + MOMENT)):
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    sweep(now)
    assert {session.session_key for session in Session.objects.all()} == {"just ended", "running"}


def test_a_preview_kept_for_24_hours_is_what_the_sweep_and_the_rules_agree_on(files: Path) -> None:
    preview = ready(make_user())
    for moment in (preview.expires_at - MOMENT, preview.expires_at):
        is_swept = Preview.objects.run_out(moment).exists()
        try:
            rules.check_confirmable(
                state=preview.state, expires_at=preview.expires_at, confirmed_at=preview.confirmed_at, now=moment
            )
        except rules.Stale:
            assert is_swept
        else:
            assert not is_swept
