"""The jobs of this package. Each is safe to run twice."""

import datetime

from django.contrib.sessions.models import Session
from procrastinate.contrib.django import app
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from core import clock, mailing, making, reading, rules, sweeping

# A form sent from a session that is over still says whose it was (core.kept).
_ENDED_SESSIONS_STAY = datetime.timedelta(hours=12)


@app.task(name="core.read_upload")
def read_upload(preview_id: str) -> None:
    """Read the file of one preview."""
    reading.read(preview_id)


@app.task(name="core.make_paper")
def make_paper(paper_id: int) -> None:
    """Make one PDF or spreadsheet."""
    making.make(paper_id)


class _SendAgain(BaseRetryStrategy):
    """A letter that could not be sent is sent again, after a longer wait each time."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:  # noqa: ARG002
        """When; None to give up."""
        wait = rules.wait_before_sending_again(job.attempts + 1)
        return RetryDecision(retry_at=clock.now() + wait) if wait else None


@app.task(name="core.send_letter", retry=_SendAgain())
def send_letter(letter_id: int) -> None:
    """Write and send one letter."""
    mailing.send(letter_id)


@app.periodic(cron="17 * * * *")
@app.task(name="core.sweep", queueing_lock="core.sweep", pass_context=False)
def sweep(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """Every hour: remove previews that ran out with their files, old letters, and sessions over for half a day."""
    now = clock.now()
    sweeping.remove_previews_run_out(now)
    sweeping.remove_old_letters(now)
    Session.objects.filter(expire_date__lt=now - _ENDED_SESSIONS_STAY).delete()


@app.periodic(cron="* * * * *")
@app.task(name="core.retry_stalled", queueing_lock="core.retry_stalled")
async def retry_stalled(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """Every minute: give jobs whose worker died back to the queue."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)


@app.periodic(cron="37 3 * * *")
@app.task(name="core.forget_jobs", queueing_lock="core.forget_jobs")
async def forget_jobs(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """Every night: forget jobs that were done, or given up, long ago."""
    await app.job_manager.delete_old_jobs(
        nb_hours=int(rules.JOBS_KEPT_FOR.total_seconds() // 3600), include_failed=True, include_cancelled=True
    )
