"""Criteria for spotting leadership: written in a draft, proposed, agreed at a meeting; a council's set is published."""

import datetime
from collections.abc import Collection, Iterable

from django.db import transaction

from core import clock, conflicts
from people.access.guards import allows, require
from people.access.roles import Permission, Role
from people.actions.meetings import record_meeting_held
from people.models import (
    Body,
    Council,
    CriteriaVersion,
    Criterion,
    CriterionStandard,
    Meeting,
    Membership,
    School,
    Standard,
    User,
)
from people.rules import MeetingStatus, Refused
from people.talent import criteria as rules
from people.talent.criteria import CriteriaState, CriteriaStep

Place = School | Council


@transaction.atomic
def begin_criteria(*, place: Place, by: User) -> CriteriaVersion:
    """Begin a draft: a copy of what is agreed, or an empty one. Where there is a draft already, that one.

    Raises Refused while a version is with the governing board.
    """
    require(by, Permission.CRITERIA_EDIT, place)
    _lock_place(place)
    worked_on = _worked_on(place)
    if worked_on is not None:
        rules.after(CriteriaStep.EDIT, worked_on.state)
        return worked_on
    return _draft(place, CriteriaVersion.objects.of(place).agreed().first(), by)


@transaction.atomic
def take_council_criteria(*, school: School, by: User) -> CriteriaVersion:
    """Begin a draft with the whole of the council's set, to be changed or proposed as it is.

    Raises Refused where the council has published none, or where other criteria are being written.
    """
    require(by, Permission.CRITERIA_EDIT, school)
    _lock_place(school)
    council = CriteriaVersion.objects.of(school.council).agreed().first()
    if council is None:
        raise Refused("The council has not published a set of criteria yet.")
    worked_on = _worked_on(school)
    if worked_on is not None:
        rules.after(CriteriaStep.EDIT, worked_on.state)
        if worked_on.based_on_id == council.pk:
            return worked_on
        raise Refused("You are writing criteria already. Discard that draft first.")
    return _draft(school, council, by)


@transaction.atomic
def write_criterion(
    *,
    version: CriteriaVersion,
    criterion: Criterion | None,
    heading: str,
    description: str,
    standards: Collection[Standard],
    opened_on: str,
    by: User,
) -> Criterion:
    """Write a criterion into a draft, or change one. Sent twice, it is written once.

    criterion: the one to change, or None for one more. opened_on: its criterion_token, or "".
    Raises conflicts.Conflict where somebody else changed it after the form was opened, and Refused for a heading taken.
    """
    locked = _locked(version, CriteriaStep.EDIT, by)
    heading, description = heading.strip(), description.strip()
    others = Criterion.objects.filter(version=locked).exclude(pk=criterion.pk if criterion else 0)
    alike = others.filter(heading__iexact=heading).first()
    if alike is not None:
        is_repeated = criterion is None and _says(alike, heading, description, standards)
        if is_repeated:
            return alike
        raise Refused(f"“{alike.heading}” is among the criteria already. Change that one.")
    if criterion is None:
        held = others.order_by("-position")
        rules.check_room(held.count())
        last = held.first()
        written = Criterion(version=locked, position=last.position + 1 if last else 1)
    else:
        written = Criterion.objects.select_for_update(of=["self"]).get(pk=criterion.pk, version=locked)
        if _says(written, heading, description, standards):
            return written
        conflicts.check(opened_on=opened_on, now=criterion_token(written))
    written.heading, written.description = heading, description
    written.full_clean()
    written.save()
    CriterionStandard.objects.filter(criterion=written).exclude(standard__in=standards).delete()
    there = set(CriterionStandard.objects.filter(criterion=written).values_list("standard", flat=True))
    CriterionStandard.objects.bulk_create(
        CriterionStandard(criterion=written, standard=standard) for standard in standards if standard.pk not in there
    )
    return written


def criterion_token(criterion: Criterion) -> str:
    """What a form about a criterion was opened on."""
    return conflicts.token(criterion.heading, criterion.description, sorted(_standards_of(criterion)))


@transaction.atomic
def remove_criterion(*, criterion: Criterion, by: User) -> CriteriaVersion:
    """Take a criterion out of a draft. Sent twice, it is out once."""
    locked = _locked(criterion.version, CriteriaStep.EDIT, by)
    Criterion.objects.filter(pk=criterion.pk, version=locked).delete()
    return locked


@transaction.atomic
def move_criterion(*, criterion: Criterion, up: bool, opened_on: str, by: User) -> CriteriaVersion:
    """Let a criterion of a draft change places with the one above it, or below. Sent twice, it is moved once.

    opened_on: the order_token of what was shown. Raises conflicts.Conflict where the order is another by now, and
    Refused at the ends.
    """
    locked = _locked(criterion.version, CriteriaStep.EDIT, by)
    every = list(Criterion.objects.select_for_update(of=["self"]).filter(version=locked).order_by("position", "pk"))
    conflicts.check(opened_on=opened_on, now=order_token(every))
    places = {one.pk: one for one in every}
    order = rules.moved([(one.pk, one.heading) for one in every], criterion.pk, up=up)
    for position, key in enumerate(order, 1):
        if places[key].position != position:
            places[key].position = position
            places[key].save(update_fields=["position"])
    return locked


def order_token(shown: Iterable[Criterion]) -> str:
    """What buttons that move a criterion were shown on."""
    return conflicts.token(*(one.pk for one in shown))


@transaction.atomic
def discard_criteria(*, version: CriteriaVersion, by: User) -> None:
    """Throw a draft away, with what stands in it. What is agreed stays."""
    _locked(version, CriteriaStep.DISCARD, by).delete()


@transaction.atomic
def propose_criteria(*, version: CriteriaVersion, by: User) -> CriteriaVersion:
    """Put a school's draft before its governing board. Sent twice by the same person, it is proposed once.

    Raises Refused where it is empty, or where a criterion rests on no standard.
    """
    require(by, Permission.CRITERIA_EDIT, version.place)
    if version.school is None:
        raise Refused("A council publishes its set; it is not proposed to a board.")
    locked = _lock(version)
    if locked.state == CriteriaState.PROPOSED and locked.proposed_by_id == by.pk:
        return locked
    locked.state = rules.after(CriteriaStep.PROPOSE, locked.state).value
    _check_whole(locked)
    locked.proposed_by, locked.proposed_at = by, clock.now()
    locked.full_clean()
    locked.save()
    return locked


@transaction.atomic
def take_back_criteria(*, version: CriteriaVersion, by: User) -> CriteriaVersion:
    """Take proposed criteria back, to change them. Sent twice, they are taken back once."""
    require(by, Permission.CRITERIA_EDIT, version.place)
    locked = _lock(version)
    if locked.state == CriteriaState.DRAFT:
        return locked
    locked.state = rules.after(CriteriaStep.TAKE_BACK, locked.state).value
    locked.proposed_by = locked.proposed_at = None
    locked.full_clean()
    locked.save()
    return locked


@transaction.atomic
def publish_criteria(*, version: CriteriaVersion, by: User) -> CriteriaVersion:
    """Publish a council's set, for its schools to take. What schools have agreed stays theirs. Sent twice, it is once.

    Raises Refused as propose_criteria.
    """
    require(by, Permission.CRITERIA_EDIT, version.place)
    if version.council is None:
        raise Refused("A school’s criteria are agreed at a meeting of its governing board.")
    locked = _lock(version)
    if locked.state == CriteriaState.ADOPTED:
        return locked
    locked.state = rules.after(CriteriaStep.PUBLISH, locked.state).value
    _check_whole(locked)
    locked.adopted_on, locked.recorded_by, locked.recorded_at = clock.today(), by, clock.now()
    locked.full_clean()
    locked.save()
    return locked


def check_recorder(*, version: CriteriaVersion, by: User, today: datetime.date) -> None:
    """Refuse whoever may not record that a school's proposed criteria were agreed."""
    school = version.place
    clerks = Membership.objects.in_force(today).filter(school=school.pk, role=Role.CLERK)
    rules.check_recorder(
        is_proposer=version.proposed_by_id == by.pk,
        is_clerk=any(holding.role is Role.CLERK and holding.school_id == school.pk for holding in by.holdings),
        school_has_clerk=clerks.exists(),
    )


def may_record(*, version: CriteriaVersion, by: User, today: datetime.date) -> bool:
    """Whether this person is the one to record it: shows the button and the need."""
    if version.state != CriteriaState.PROPOSED or not allows(by, Permission.ADOPTION_RECORD, version.place):
        return False
    try:
        check_recorder(version=version, by=by, today=today)
    except Refused:
        return False
    return True


@transaction.atomic
def adopt_criteria(
    *, version: CriteriaVersion, meeting: Meeting, minute_reference: str, by: User, today: datetime.date
) -> CriteriaVersion:
    """Record that the body of `meeting` agreed to a school's proposed criteria there. Those before are superseded.

    Never by whoever proposed them; by the clerk, or where there is none by the chair. Sent twice by the same person, it
    is recorded once. Raises Refused.
    """
    require(by, Permission.ADOPTION_RECORD, version.place)
    school = version.school
    if school is None:
        raise Refused("A council publishes its set; it is not agreed at a meeting.")
    locked = _lock(version)
    if locked.state == CriteriaState.ADOPTED and locked.recorded_by_id == by.pk:
        return locked
    state = rules.after(CriteriaStep.ADOPT, locked.state)
    check_recorder(version=locked, by=by, today=today)
    held = Meeting.objects.select_for_update(of=["self"]).select_related("body").get(pk=meeting.pk)
    rules.check_meeting(
        on=held.on,
        today=today,
        is_cancelled=held.status == MeetingStatus.CANCELLED,
        decides=Body.objects.deciding_for(school).filter(pk=held.body_id).exists(),
    )
    rules.check_minute(minute_reference)
    if held.status != MeetingStatus.HELD:
        held = record_meeting_held(meeting=held, by=by, today=today)
    locked.state, locked.meeting, locked.minute_reference = state.value, held, minute_reference.strip()
    locked.adopted_on, locked.recorded_by, locked.recorded_at = held.on, by, clock.now()
    locked.full_clean()
    locked.save()
    return locked


# ---------------------------------------------------------------------------------------------------------------------
def _lock_place(place: Place) -> None:
    type(place)._default_manager.select_for_update(of=["self"]).get(pk=place.pk)


def _worked_on(place: Place) -> CriteriaVersion | None:
    return CriteriaVersion.objects.of(place).exclude(state=CriteriaState.ADOPTED).first()


def _draft(place: Place, source: CriteriaVersion | None, by: User) -> CriteriaVersion:
    latest = CriteriaVersion.objects.of(place).first()
    version = CriteriaVersion(
        school=place if isinstance(place, School) else None,
        council=place if isinstance(place, Council) else None,
        number=latest.number + 1 if latest else 1,
        based_on=source,
        made_by=by,
        made_at=clock.now(),
    )
    version.full_clean()
    version.save()
    for one in source.criteria.prefetch_related("rests_on") if source else ():
        copied = Criterion.objects.create(
            version=version, position=one.position, heading=one.heading, description=one.description
        )
        CriterionStandard.objects.bulk_create(
            CriterionStandard(criterion=copied, standard_id=rest.standard_id) for rest in one.rests_on.all()
        )
    return version


def _locked(version: CriteriaVersion, step: CriteriaStep, by: User) -> CriteriaVersion:
    """The version as it is now, once `by` may take this step with it."""
    require(by, Permission.CRITERIA_EDIT, version.place)
    locked = _lock(version)
    rules.after(step, locked.state)
    return locked


def _lock(version: CriteriaVersion) -> CriteriaVersion:
    found = CriteriaVersion.objects.select_for_update(of=["self"]).select_related("school__council", "council")
    locked = found.filter(pk=version.pk).first()
    if locked is None:
        raise Refused("That draft was discarded. Begin another.")
    return locked


def _check_whole(version: CriteriaVersion) -> None:
    every = Criterion.objects.filter(version=version).prefetch_related("rests_on")
    rules.check_whole([(one.heading, len(one.rests_on.all())) for one in every])


def _standards_of(criterion: Criterion) -> list[int]:
    return list(CriterionStandard.objects.filter(criterion=criterion).values_list("standard", flat=True))


def _says(criterion: Criterion, heading: str, description: str, standards: Collection[Standard]) -> bool:
    return (criterion.heading, criterion.description) == (heading, description) and (
        sorted(_standards_of(criterion)) == sorted(standard.pk for standard in standards)
    )
