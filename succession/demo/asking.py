"""What the demonstration's plan asks for, what is done about it, and what two of its measures are to show."""

import datetime

from actionplan.actions import asks, weighing
from actionplan.asks.coverage import find
from actionplan.models import OutcomeMeasure, Recommendation, ScrutinyReview
from actionplan.rules import MeasureKind
from core import clock
from people.models import User
from succession.demo.moments import days_before, moment

# For each recommendation its asks: the words, and how the actions that serve them begin and what they leave out.
ASKS: dict[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "1": (("agrees a model succession policy with schools", {"Write": ""}), ("shared principles and help", {})),
    "4": (
        ("heads and governors are offered refresher training", {"Cost": "", "Add": ""}),
        ("at sensible intervals", {}),
    ),
    "6": (
        (
            "what holds women and people from ethnic minority backgrounds back",
            {"Commission": "Asks nobody who has left teaching"},
        ),
    ),
}
BROUGHT_IN = 180


def tell(review: ScrutinyReview, officer: User, today: datetime.date) -> None:
    """The officer marks what three recommendations ask for, and says what two measures are to show."""
    with clock.at(moment(days_before(today, BROUGHT_IN))):
        for row in review.recommendations.all():
            for words, served in ASKS.get(row.name, ()):
                _mark(row, words, served, officer)
        _weigh(review, "1", officer, kind=MeasureKind.OUTCOME, baseline="3 of 12 schools when the review began")
        _weigh(review, "2a", officer, kind=MeasureKind.OUTPUT, baseline="")


def _mark(row: Recommendation, words: str, served: dict[str, str], officer: User) -> None:
    (ask,) = asks.mark_asks(recommendation=row, spans=[find(row.text, words)], by=officer)
    keys = {
        action.pk: left_out
        for action in row.actions.all()
        for beginning, left_out in served.items()
        if action.text.startswith(beginning)
    }
    asks.serve(ask=ask, served=keys, opened_on=asks.token_of([]), by=officer)


def _weigh(review: ScrutinyReview, name: str, officer: User, *, kind: MeasureKind, baseline: str) -> None:
    measures = OutcomeMeasure.objects.filter(recommendation__review=review, recommendation__label=f"{name}.")
    measure = measures.select_related("recommendation__review__council").get()
    weighing.weigh_measure(
        measure=measure,
        kind=kind,
        baseline=baseline,
        target="",
        due_on=None,
        opened_on=measure.weighing_token,
        by=officer,
    )
