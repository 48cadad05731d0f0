"""Answering whether two dates of a plan clash. Each answer is kept; the latest holds."""

from django.db import transaction

from actionplan.clashes import rules
from actionplan.models import ClashAnswer, PlanDate
from actionplan.models.clashes import as_they_stand, clash_token
from actionplan.rules import Refused
from core import clock, conflicts
from people.access.guards import require
from people.access.roles import Permission
from people.models import User


@transaction.atomic
def answer_clash(
    *, one: PlanDate, other: PlanDate, answer: rules.Answer, words: str, opened_on: str, by: User
) -> ClashAnswer:
    """Say that two dates of a plan clash and what is to be done, or that they do not and why.

    one, other: dates of milestones or measures. opened_on: the pair's `clash_token`. The same form sent twice is one
    answer. Raises conflicts.Conflict when somebody answered or moved a date meanwhile, Refused where it cannot stand.
    """
    require(by, Permission.PLAN_EDIT, one.review.council)
    rules.check_answer(answer=answer, words=words)
    first, second = _held(one, other)
    latest = ClashAnswer.objects.filter(one=first, other=second).order_by("-id").first()
    if latest is not None and _is_sent_again(latest, first, second, answer, words, by):
        return latest
    conflicts.check(opened_on=opened_on, now=clash_token(first, second, latest))
    if first.latest is None or second.latest is None or first.latest == second.latest:
        raise Refused("These two dates no longer end on different days, so there is nothing to answer.")
    given = ClashAnswer(
        review_id=first.review_id,
        one=first,
        other=second,
        one_of_id=_recommendation_of(first),
        other_of_id=_recommendation_of(second),
        answer=answer.value,
        words=words.strip(),
        one_words=first.words,
        one_ends=first.latest,
        other_words=second.words,
        other_ends=second.latest,
        by=by,
        at=clock.now(),
    )
    given.full_clean()
    given.save()
    return given


def _held(one: PlanDate, other: PlanDate) -> tuple[PlanDate, PlanDate]:
    """Both dates, held in the order of their keys, so that two who answer at once wait and do not lock each other."""
    every = PlanDate.objects.select_for_update(of=["self"]).select_related("milestone", "measure")
    found = list(every.filter(pk__in=[one.pk, other.pk], review=one.review_id).order_by("pk"))
    promised = [date for date in found if date.milestone or date.measure]
    if len({_recommendation_of(date) for date in promised}) != 2:
        raise Refused("Two dates clash only where two recommendations of one plan promise something by them.")
    return promised[0], promised[1]


def _recommendation_of(date: PlanDate) -> int:
    promise = date.milestone or date.measure
    assert promise is not None, "only dates of milestones and measures come here"  # noqa: S101 (for the types)
    return promise.recommendation_id


def _is_sent_again(
    latest: ClashAnswer, one: PlanDate, other: PlanDate, answer: rules.Answer, words: str, by: User
) -> bool:
    same = (latest.answer, latest.words, latest.by_id) == (answer.value, words.strip(), by.pk)
    return same and rules.stands(latest.answered_on, as_they_stand(one, other))
