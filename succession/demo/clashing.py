"""What the demonstration's officer answered where dates of the plan may clash."""

import datetime

from actionplan.actions.clashes import answer_clash
from actionplan.clashes.rules import Answer
from actionplan.models import PlanDate, ScrutinyReview
from actionplan.models.clashes import clash_token
from core import clock
from people.models import User
from succession.demo.moments import days_before, moment

_TRAINED = "Every school has a policy on recruitment"
# How each promise begins that may clash with that one, and what the officer says of it.
ANSWERS = (
    (
        "By",
        Answer.CONFIRMED,
        "Both count the schools with a policy. Ask the panel in spring which of the two days it holds us to.",
    ),
    (
        "Model policy sent",
        Answer.DISMISSED,
        "One is about sending out the model, the other about people sent on the course.",
    ),
)


def tell(review: ScrutinyReview, officer: User, today: datetime.date) -> None:
    """One suggestion is confirmed and one dismissed, once every date has moved where it moves."""
    other = PlanDate.objects.get(review=review, measure__text__startswith=_TRAINED)
    with clock.at(moment(days_before(today, 2))):
        for opening, answer, words in ANSWERS:
            dates = PlanDate.objects.filter(review=review).exclude(pk=other.pk).select_related("review__council")
            one = next(date for date in dates.order_by("pk") if _begins(date, opening))
            opened_on = clash_token(one, other, None)
            answer_clash(one=one, other=other, answer=answer, words=words, opened_on=opened_on, by=officer)


def _begins(date: PlanDate, opening: str) -> bool:
    promised = date.milestone or date.measure
    return promised is not None and promised.text.startswith(opening) and promised.recommendation.name == "1"
