"""The jobs of this package. Each is safe to run twice."""

from procrastinate.contrib.django import app

from core.history.acting import as_job
from policies import offers


@app.task(name="policies.offer_model", task_middleware=[as_job])
def offer_model(version_id: int) -> None:
    """Offer a new version of a council's model to each school that has a copy of an earlier one."""
    offers.make_offers(version_id)
