"""The jobs of this package. Each is safe to run twice."""

from procrastinate.contrib.django import app

from core import clock
from people import erasure


@app.periodic(cron="27 * * * *")
@app.task(name="people.sweep", queueing_lock="people.sweep", pass_context=False)
def sweep(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """Every hour: remove the copies of people's data that nobody fetched within a week."""
    erasure.remove_old_packs(clock.now())
