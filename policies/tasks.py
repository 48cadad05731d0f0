"""The jobs of this package. Each is safe to run twice."""

from procrastinate.contrib.django import app

from core import clock
from core.history.acting import as_job
from policies import reminders
from policies.actions import consultations
from policies.boards import asking
from policies.library.tasks import count_tags, keep_shelf, shelve_council
from policies.offers import queries as offers

__all__ = [
    "ask_boards",
    "close_consultations",
    "count_tags",
    "keep_shelf",
    "offer_model",
    "remind_boards",
    "remind_of_reviews",
    "shelve_council",
    "tell_boards",
]


@app.task(name="policies.offer_model", task_middleware=[as_job])
def offer_model(version_id: int) -> None:
    """Offer a new version of a council's model to each school that has a copy of an earlier one."""
    offers.make_offers(version_id)


@app.task(name="policies.ask_boards", task_middleware=[as_job])
def ask_boards(consultation_id: int) -> None:
    """Ask the board of each open school of a council about its model, and write to those who reply for it."""
    asking.ask(consultation_id)


@app.task(name="policies.remind_boards", task_middleware=[as_job])
def remind_boards(consultation_id: int) -> None:
    """Write again for each board that has not replied."""
    asking.remind(consultation_id)


@app.task(name="policies.tell_boards", task_middleware=[as_job])
def tell_boards(version_id: int) -> None:
    """Tell the boards that said something about a draft of this model version what became of it."""
    asking.tell(version_id)


@app.periodic(cron="2 * * * *")
@app.task(
    name="policies.close_consultations",
    queueing_lock="policies.close_consultations",
    pass_context=False,
    task_middleware=[as_job],
)
def close_consultations(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """Every hour, and so just after midnight whatever the time of year: end consultations whose last day has passed."""
    consultations.close_over(clock.today())


@app.periodic(cron="23 5 * * *")
@app.task(
    name="policies.remind_of_reviews",
    queueing_lock="policies.remind_of_reviews",
    pass_context=False,
    task_middleware=[as_job],
)
def remind_of_reviews(timestamp: int) -> None:  # noqa: ARG001 (the scheduler passes the time it was due)
    """Every morning: remind heads and clerks of reviews that come near."""
    reminders.remind(clock.today())
