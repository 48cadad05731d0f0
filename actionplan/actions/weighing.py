"""Saying what an outcome measure is, from where it begins, and what it should reach by when."""

import datetime

from django.db import transaction

from actionplan.actions.holding import held
from actionplan.models import OutcomeMeasure
from actionplan.rules import MeasureKind
from actionplan.weighing import rules
from core import conflicts
from people.access.guards import require
from people.access.roles import Permission
from people.models import User


@transaction.atomic
def weigh_measure(
    *,
    measure: OutcomeMeasure,
    kind: MeasureKind,
    baseline: str,
    target: str,
    due_on: datetime.date | None,
    opened_on: str,
    by: User,
) -> OutcomeMeasure:
    """Say what kind of measure it is, its baseline, its target and the day for it. Its words stay.

    opened_on: the `weighing_token` the form was opened on. Raises conflicts.Conflict, Refused.
    """
    require(by, Permission.PLAN_EDIT, measure.recommendation.review.council)
    locked = held(OutcomeMeasure.objects, measure.pk)
    conflicts.check(opened_on=opened_on, now=locked.weighing_token)
    rules.check_measure(kind=kind, baseline=baseline, target=target, due_on=due_on)
    locked.kind, locked.kind_is_guess = kind.value, False
    locked.baseline, locked.target, locked.due_on = baseline.strip(), target.strip(), due_on
    locked.full_clean()
    locked.save(update_fields=["kind", "kind_is_guess", "baseline", "target", "due_on"])
    return locked
