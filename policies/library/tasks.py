"""The jobs of the library's shelf, apart from the others: what writes versions asks for them."""

from procrastinate.contrib.django import app

from core import clock
from core.history.acting import as_job
from people.models import Council
from policies.library import shelving


@app.task(name="policies.count_tags", task_middleware=[as_job])
def count_tags(council_id: int) -> None:
    """Count how a council's schools stand to each tag, after one of them adopted."""
    shelving.count_tags(Council.objects.get(pk=council_id))


@app.task(name="policies.shelve_council", task_middleware=[as_job])
def shelve_council(council_id: int) -> None:
    """Shelve a council's schools anew, after its model gave other tags."""
    shelving.shelve_council(Council.objects.get(pk=council_id), clock.today())


@app.periodic(cron="7 * * * *")
@app.task(name="policies.keep_shelf", queueing_lock="policies.keep_shelf", pass_context=False, task_middleware=[as_job])
def keep_shelf(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """Every hour: shelve the policies whose day has come, and whatever else the library does not hold as it should."""
    shelving.keep_shelf(clock.today())
