"""The jobs of this package. Each is safe to run twice."""

import datetime
import logging

from django.contrib.sessions.models import Session
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from core import caching, clock, drawing, jobs, mailing, making, reading, rules, sweeping
from core.history.acting import as_job

logger = logging.getLogger(__name__)
# A form sent from a session that is over still says whose it was (core.kept).
_ENDED_SESSIONS_STAY = datetime.timedelta(hours=12)


@app.task(name="core.read_upload", priority=jobs.SOMEBODY_WAITS, task_middleware=[as_job])
def read_upload(preview_id: str) -> None:
    """Read the file of one preview."""
    reading.read(preview_id)


@app.task(name="core.make_paper", priority=jobs.SOMEBODY_WAITS, task_middleware=[as_job])
def make_paper(paper_id: int) -> None:
    """Make one PDF or spreadsheet."""
    making.make(paper_id)


@app.task(name="core.draw_picture", priority=jobs.SOMEBODY_WAITS, task_middleware=[as_job])
def draw_picture(key: str) -> None:
    """Draw one chart."""
    drawing.draw(key)


class _SendAgain(BaseRetryStrategy):
    """A letter that could not be sent is sent again, after a longer wait each time."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:  # noqa: ARG002
        """When; None to give up."""
        wait = rules.wait_before_sending_again(job.attempts + 1)
        return RetryDecision(retry_at=clock.now() + wait) if wait else None


@app.task(name="core.send_letter", retry=_SendAgain(), task_middleware=[as_job])
def send_letter(letter_id: int) -> None:
    """Write and send one letter."""
    mailing.send(letter_id)


@app.periodic(cron="17 * * * *")
@app.task(name="core.sweep", queueing_lock="core.sweep", pass_context=False, task_middleware=[as_job])
def sweep(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """Every hour: remove what ran out: previews with their files, sessions of half a day ago, old letters, counts."""
    now = clock.now()
    sweeping.remove_previews_run_out(now)
    sweeping.remove_old_letters(now)
    caching.remove_run_out()
    Session.objects.filter(expire_date__lt=now - _ENDED_SESSIONS_STAY).delete()


@app.periodic(cron="* * * * *")
@app.task(name="core.retry_stalled", queueing_lock="core.retry_stalled")
async def retry_stalled(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """Every minute: give jobs whose worker died back to the queue.

    Of a job of which only one may wait, and one waits already, the dead worker's is ended: the other does its work. A
    job that cannot be given back, or that was ended meanwhile, keeps none of the others from it.
    """
    for job in await app.job_manager.get_stalled_jobs():
        try:
            await app.job_manager.retry_job(job)
        except UniqueViolation:
            await app.job_manager.finish_job(job, status=Status.ABORTED, delete_job=False)
        except ConnectorException as cause:
            logger.warning("a job of a dead worker was left job=%s cause=%s", job.id, type(cause).__name__)


@app.periodic(cron="47 3 * * *")
@app.task(name="core.forget_jobs", queueing_lock="core.forget_jobs", pass_context=False)
async def forget_jobs(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """Every night: forget jobs that went well a week ago, of which a day makes 1,500, and a month later all others."""
    await app.job_manager.delete_old_jobs(nb_hours=7 * 24)
    hours = int(rules.JOBS_KEPT_FOR.total_seconds() // 3600)
    await app.job_manager.delete_old_jobs(nb_hours=hours, include_failed=True, include_cancelled=True)
