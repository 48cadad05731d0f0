"""Marking what a recommendation asks for, and saying which action serves which ask."""

from collections.abc import Collection, Mapping

from django.db import transaction

from actionplan.actions.holding import held
from actionplan.asks import coverage
from actionplan.models import Action, Ask, Recommendation, Serving
from actionplan.rules import Refused
from core import clock, conflicts
from people.access.guards import require
from people.access.roles import Permission
from people.models import User


@transaction.atomic
def mark_asks(*, recommendation: Recommendation, spans: Collection[tuple[int, int]], by: User) -> list[Ask]:
    """Mark stretches of a recommendation's words as asks, all of them or none. Marking the same again changes nothing.

    Raises Refused where one reaches outside the text, or into an ask that is marked.
    """
    require(by, Permission.PLAN_EDIT, recommendation.review.council)
    locked = held(Recommendation.objects, recommendation.pk)
    marked = [ask.as_rule for ask in Ask.objects.filter(recommendation=locked)]
    here = {(ask.start, ask.end) for ask in marked}
    made = []
    for start, end in dict.fromkeys(spans):
        if (start, end) in here:
            continue
        coverage.check_ask(locked.text, start, end, marked)
        words = locked.text[start:end]
        ask = Ask(recommendation=locked, start=start, end=end, words=words, marked_by=by, marked_at=clock.now())
        ask.full_clean()
        ask.save()
        marked.append(ask.as_rule)
        made.append(ask)
    return made


@transaction.atomic
def remove_ask(*, ask: Ask, by: User) -> None:
    """Take the mark away, with what was said of the actions that serve it."""
    require(by, Permission.PLAN_EDIT, ask.recommendation.review.council)
    Serving.objects.filter(ask=ask).delete()
    Ask.objects.filter(pk=ask.pk).delete()


def token_of(servings: Collection[Serving]) -> str:
    """What a form about the actions of an ask was opened on."""
    return conflicts.token(
        *(f"{one.action_id}:{one.left_out}" for one in sorted(servings, key=lambda it: it.action_id))
    )


@transaction.atomic
def serve(*, ask: Ask, served: Mapping[int, str], opened_on: str, by: User) -> None:
    """Say which actions of its recommendation serve an ask, by their keys, each with what it leaves out of it.

    opened_on: the token of the servings the form was opened on. Raises conflicts.Conflict, Refused.
    """
    require(by, Permission.PLAN_EDIT, ask.recommendation.review.council)
    locked = Ask.objects.select_for_update(of=["self"]).filter(pk=ask.pk).first()
    if locked is None:
        raise Refused("This mark was taken out meanwhile, so there is nothing to say of it.")
    stands = {one.action_id: one for one in Serving.objects.filter(ask=locked)}
    conflicts.check(opened_on=opened_on, now=token_of(list(stands.values())))
    own = set(Action.objects.filter(recommendation=locked.recommendation_id).values_list("pk", flat=True))
    if not set(served) <= own:
        raise Refused("Choose actions of this recommendation.")
    Serving.objects.filter(ask=locked).exclude(action__in=served).delete()
    for action, left_out in served.items():
        one = stands.get(action) or Serving(ask=locked, action_id=action)
        if one.pk and one.left_out == left_out.strip():
            continue
        one.left_out, one.said_by, one.said_at = left_out.strip(), by, clock.now()
        one.full_clean()
        one.save()
