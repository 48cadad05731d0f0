"""The jobs of this package. Each is safe to run twice."""

from procrastinate.contrib.django import app

from core import clock
from core.history.acting import as_job
from people.actions import registers, second_steps, talent
from people.planning import counting
from people.privacy import erasure


@app.periodic(cron="*/5 * * * *")
@app.task(
    name="people.reset_second_steps",
    queueing_lock="people.reset_second_steps",
    pass_context=False,
    task_middleware=[as_job],
)
def reset_second_steps(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """Every five minutes: take away the second steps whose reset has waited its day."""
    second_steps.carry_out_due(clock.now())


@app.periodic(cron="27 * * * *")
@app.task(name="people.sweep", queueing_lock="people.sweep", pass_context=False, task_middleware=[as_job])
def sweep(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """Every hour: remove the copies of people's data that nobody fetched within a week, and files of staff a day on."""
    now = clock.now()
    erasure.remove_old_packs(now)
    registers.remove_files(now)


@app.periodic(cron="41 3 * * *")
@app.task(
    name="people.close_leavers",
    queueing_lock="people.close_leavers",
    pass_context=False,
    task_middleware=[as_job],
)
def close_leavers(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """Every night: close the talent records of those who have left."""
    talent.close_leavers(clock.today())


@app.periodic(cron="41 2 * * *")
@app.task(name="people.count_cover", queueing_lock="people.count_cover", pass_context=False, task_middleware=[as_job])
def count_cover(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """Every night: count the cover of those councils that have no count of this term yet."""
    counting.count_cover(clock.today())
