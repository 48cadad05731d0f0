"""The jobs of this package. Each is safe to run twice."""

from procrastinate.contrib.django import app

from actionplan.digests import sending
from core import clock
from core.history.acting import as_job


@app.periodic(cron="11 5-20 * * 1")
@app.task(
    name="actionplan.send_digests",
    queueing_lock="actionplan.send_digests",
    pass_context=False,
    task_middleware=[as_job],
)
def send_digests(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """On Mondays: the weekly letters, each once. Again each hour, for what an earlier run was kept from."""
    sending.send(clock.today())
