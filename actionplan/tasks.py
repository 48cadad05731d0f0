"""The jobs of this package. Each is safe to run twice."""

from procrastinate.contrib.django import app

from actionplan.digests import sending
from actionplan.measures import keeping
from actionplan.returns import sending as returns
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


@app.task(name="actionplan.keep_measure", task_middleware=[as_job])
def keep_measure(valuation_id: int) -> None:
    """Begin the line of one measure whose counting was just chosen."""
    keeping.keep_one(valuation_id, clock.today())


@app.periodic(cron="11 4 * * *")
@app.task(
    name="actionplan.keep_measures",
    queueing_lock="actionplan.keep_measures",
    pass_context=False,
    task_middleware=[as_job],
)
def keep_measures(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """Every night, after cover was counted: keep what each computed measure was yesterday."""
    keeping.keep_all(clock.today())


@app.task(name="actionplan.tell_schools", task_middleware=[as_job])
def tell_schools(request_id: int) -> None:
    """Write to each school that is asked a question."""
    returns.tell(request_id)


@app.task(name="actionplan.remind_schools", task_middleware=[as_job])
def remind_schools(request_id: int) -> None:
    """Write again to each school that has not answered it."""
    returns.remind(request_id)
