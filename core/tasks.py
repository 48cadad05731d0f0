"""The jobs of this package. Each is safe to run twice."""

from django.contrib.sessions.models import Session
from procrastinate.contrib.django import app

from core import clock, making, reading, sweeping
from core.history.acting import as_job


@app.task(name="core.read_upload", task_middleware=[as_job])
def read_upload(preview_id: str) -> None:
    """Read the file of one preview."""
    reading.read(preview_id)


@app.task(name="core.make_paper", task_middleware=[as_job])
def make_paper(paper_id: int) -> None:
    """Make one PDF or spreadsheet."""
    making.make(paper_id)


@app.periodic(cron="17 * * * *")
@app.task(name="core.sweep", queueing_lock="core.sweep", pass_context=False, task_middleware=[as_job])
def sweep(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """Every hour: remove previews that ran out with their files, and sessions that ended."""
    now = clock.now()
    sweeping.remove_previews_run_out(now)
    Session.objects.filter(expire_date__lt=now).delete()


@app.periodic(cron="* * * * *")
@app.task(name="core.retry_stalled", queueing_lock="core.retry_stalled")
async def retry_stalled(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """Every minute: give jobs whose worker died back to the queue."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
