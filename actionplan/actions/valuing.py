"""Saying how a measure is valued, what was reported for it, and which schools do not buy a service."""

import datetime
import uuid
from collections.abc import Mapping
from typing import BinaryIO

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actionplan import tasks
from actionplan.actions.holding import held
from actionplan.measures import registry, rules
from actionplan.measures.rules import Way
from actionplan.models import OutcomeMeasure, ReportedItem, ServiceNotBought, Valuation
from actionplan.models.valuing import token_of
from actionplan.queries import teams_of_member
from actionplan.rules import Refused, check_owner
from core import clock, conflicts, jobs, uploads
from core.organisations import key_of
from people.access.guards import allows, require
from people.access.roles import Permission
from people.models import Council, School, User


@transaction.atomic
def choose_valuation(
    *,
    measure: OutcomeMeasure,
    way: Way,
    named: str,
    given: Mapping[str, str],
    service: str,
    opened_on: str,
    by: User,
) -> Valuation:
    """Choose how a measure is valued from now on. What was kept of the choice before stays with that.

    opened_on: the `token_of` what stood when the form was opened. Raises conflicts.Conflict when somebody chose
    meanwhile, Refused where a named measure cannot be asked so.
    """
    require(by, Permission.PLAN_EDIT, measure.recommendation.review.council)
    locked = held(OutcomeMeasure.objects, measure.pk)
    before = Valuation.objects.standing().filter(measure=locked).first()
    conflicts.check(opened_on=opened_on, now=token_of(before))
    if way is Way.COMPUTED:
        asked = registry.named(named)
        if asked is None:
            raise Refused("Choose one of the named measures.", field="named")
        if refusal := asked.refusal(given):
            raise Refused(refusal)
    said = (way.value, named, dict(given), service.strip()) if way is Way.COMPUTED else (way.value, "", {}, "")
    if before is not None:
        if (before.way, before.named, before.given, before.service) == said:
            return before
        before.ended_at = clock.now()
        before.save(update_fields=["ended_at"])
    chosen = Valuation(measure=locked, chosen_by=by, chosen_at=clock.now())
    chosen.way, chosen.named, chosen.given, chosen.service = said
    chosen.full_clean()
    chosen.save()
    if chosen.is_computed:
        jobs.enqueue(tasks.keep_measure, valuation_id=chosen.pk)
    return chosen


def require_report(measure: OutcomeMeasure, *, by: User) -> None:
    """Stop unless this person may report here: an officer for any measure, an action owner for their team's."""
    council = measure.recommendation.review.council
    require(by, Permission.PLAN_UPDATE, council)
    try:
        check_owner(
            is_editor=allows(by, Permission.PLAN_EDIT, council),
            owning=[team.code for team in measure.recommendation.teams.all()],
            own=[team.code for team in teams_of_member(by, council)],
        )
    except Refused as refusal:
        raise PermissionDenied(str(refusal)) from refusal


@transaction.atomic
def report_item(
    *,
    measure: OutcomeMeasure,
    words: str,
    on: datetime.date,
    token: uuid.UUID,
    by: User,
    today: datetime.date,
    link: str = "",
    file: tuple[str, BinaryIO] | None = None,
) -> ReportedItem:
    """Add one dated thing, with what shows it, to a measure that is reported. The same form sent twice adds one.

    file: its name and its bytes. Raises Refused, and documents.gate.Refused for a file that may not be kept.
    """
    locked = held(OutcomeMeasure.objects, measure.pk)
    require_report(locked, by=by)
    rules.check_item(words=words, on=on, has_evidence=bool(link or file), today=today)
    valuation = Valuation.objects.standing().filter(measure=locked).first()
    if valuation is None or valuation.is_computed:
        raise Refused("This measure is not one that is reported. Choose first how it is valued.")
    sent = ReportedItem.objects.filter(token=token).first()
    if sent is not None:
        if (sent.measure_id, sent.by_id) != (locked.pk, by.pk):
            raise Refused("This form was used before. Open it again.")
        return sent
    organisation = key_of(locked.recommendation.review.council)
    kept = uploads.keep_attachment(*file, by=by, organisation=organisation) if file else None
    added = ReportedItem(
        measure=locked,
        on=on,
        words=words.strip(),
        link=link,
        file=kept,
        by=by,
        recorded_at=clock.now(),
        token=token,
    )
    with uploads.kept_with_its_row(kept):
        added.full_clean()
        added.save()
    return added


@transaction.atomic
def withdraw_item(*, item: ReportedItem, reason: str, by: User) -> ReportedItem:
    """Let an item count no more. It stays in the list with the reason. Withdrawn twice, the first reason stays."""
    locked = held(ReportedItem.objects, item.pk)
    require_report(locked.measure, by=by)
    rules.check_reason(reason)
    if locked.withdrawn_at is None:
        locked.withdrawn_by, locked.withdrawn_at, locked.withdrawn_reason = by, clock.now(), reason.strip()
        locked.full_clean()
        locked.save()
    return locked


@transaction.atomic
def record_not_bought(
    *,
    council: Council,
    school: School | None,
    service: str,
    reason: str,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    by: User,
) -> ServiceNotBought:
    """Record that a school does not buy a service of its council, so that measures of it leave the school out.

    school: None where nobody found one.
    """
    require(by, Permission.PLAN_EDIT, council)
    rules.check_not_bought(service=service, reason=reason, starts_on=starts_on, ends_on=ends_on)
    if school is None or school.council_id != council.pk:
        raise Refused("No school of the council has this URN.", field="urn")
    added = ServiceNotBought(
        council=council,
        school=school,
        service=service.strip(),
        reason=reason.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_by=by,
        recorded_at=clock.now(),
    )
    standing = ServiceNotBought.objects.select_for_update().filter(
        school=school, service=added.service, ends_on__isnull=True
    )
    if standing.exists():
        raise Refused("It is recorded already that this school does not buy this service.", field="urn")
    added.full_clean()
    added.save()
    return added


@transaction.atomic
def end_not_bought(*, record: ServiceNotBought, ends_on: datetime.date, opened_on: str, by: User) -> ServiceNotBought:
    """Say until which day a school did not buy a service. Raises conflicts.Conflict when somebody said so meanwhile."""
    require(by, Permission.PLAN_EDIT, record.council)
    locked = ServiceNotBought.objects.select_for_update(of=["self"]).get(pk=record.pk)
    conflicts.check(opened_on=opened_on, now=locked.end_token)
    rules.check_not_bought(service=locked.service, reason=locked.reason, starts_on=locked.starts_on, ends_on=ends_on)
    locked.ends_on = ends_on
    locked.full_clean()
    locked.save()
    return locked
