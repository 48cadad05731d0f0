"""Saying who watches: the body that a review is told to, and that of one milestone."""

from collections.abc import Sequence

from django.db import transaction

from actionplan.actions.holding import held
from actionplan.bodies.queries import monitor_token
from actionplan.models import Milestone, ScrutinyReview
from actionplan.rules import Refused
from core import conflicts
from people.access.guards import require
from people.access.roles import Permission
from people.models import Body, User


@transaction.atomic
def set_panel(*, review: ScrutinyReview, body: Body | None, opened_on: str, by: User) -> ScrutinyReview:
    """Say which body of the council a review is told to: it watches all of which nobody says otherwise.

    opened_on: the `monitor_token` the form was opened on. Raises conflicts.Conflict when somebody chose another.
    """
    require(by, Permission.PLAN_EDIT, review.council)
    locked = held(ScrutinyReview.objects, review.pk)
    conflicts.check(opened_on=opened_on, now=monitor_token(locked.panel_id))
    check_body(body, review.council_id)
    locked.panel = body
    locked.full_clean()
    locked.save(update_fields=["panel"])
    return locked


@transaction.atomic
def set_monitor(*, milestone: Milestone, body: Body | None, opened_on: str, by: User) -> Milestone:
    """Say which body of the council watches a milestone; None for the one that its review is told to.

    As `set_panel`.
    """
    council = milestone.recommendation.review.council
    require(by, Permission.PLAN_EDIT, council)
    locked = held(Milestone.objects, milestone.pk)
    conflicts.check(opened_on=opened_on, now=monitor_token(locked.monitored_by_id))
    check_body(body, council.pk)
    keep_monitor([locked], body)
    return locked


def keep_monitor(milestones: Sequence[Milestone], body: Body | None) -> None:
    """Let a body of the milestones' own council watch them, in one statement. For actions that hold them."""
    Milestone.objects.filter(pk__in=[milestone.pk for milestone in milestones]).update(monitored_by=body)
    for milestone in milestones:
        milestone.monitored_by = body


def check_body(body: Body | None, council: int) -> None:
    """Raise Refused unless a body is the council's own."""
    if body is not None and body.council_id != council:
        raise Refused("Choose a body of this council.", field="body")
