"""Ending a role, moving its last day, naming a school lead, and marking a council's administrator."""

import datetime

from django.db import transaction

from core import clock
from core.history.acting import because
from people.access.granting import ADMINISTRATORS, SUCCESSORS, is_administrators
from people.access.guards import require, require_grant
from people.access.roles import Permission, Role
from people.actions import keeping
from people.membership import rules
from people.models import Council, Membership, School, Trust, User
from people.rules import Refused

_DAY = datetime.timedelta(days=1)


@transaction.atomic
def end_role(
    *,
    membership: Membership,
    by: User,
    reason: str,
    on: datetime.date | None = None,
    successor: Membership | None = None,
) -> Membership:
    """End a role: at once, or with the last day `on`. Sent twice, it ends once.

    successor: the role of somebody at the same organisation who follows an administrator from the day after.
    Raises Refused where the organisation would be left without an administrator.
    """
    place = membership.organisation
    require_grant(by, Role(membership.role), place)
    follower = keeping.locked_person(successor.user) if successor else None
    ending, today = _locked(membership, place), clock.today()
    if ending.stopped_at is not None or (ending.ends_on is not None and ending.ends_on < today):
        return ending
    if not reason.strip():
        raise Refused("Say why this role ends.")
    last = max(today, ending.starts_on) if on is None else on
    _check_day(ending, last, today)
    if _is_administrators(ending):
        follows = today if on is None else last + _DAY
        instead: list[rules.Days] = [] if on is None else [(ending.starts_on, last)]
        if successor is not None and follower is not None:
            instead.append((follows, _follow(successor, follower, ending, follows, by)))
        keeping.check_kept(place, without=[ending.pk], instead=instead, today=today)
    ending.ends_on, ending.ended_by, ending.ended_at = last, by, clock.now()
    ending.ended_reason = reason.strip()
    ending.stopped_at = clock.now() if on is None else None
    ending.full_clean()
    ending.save()
    return ending


@transaction.atomic
def change_last_day(*, membership: Membership, on: datetime.date | None, by: User) -> Membership:
    """Give a role another last day, or none.

    Raises Refused for one's own role, for one that is over, and where an administrator would be missing.
    """
    place = membership.organisation
    require_grant(by, Role(membership.role), place)
    _refuse_oneself(membership, by)
    changing, today = _locked(membership, place), clock.today()
    _check_goes_on(changing, today)
    _check_day(changing, on, today)
    others = Membership.objects.at(place).current(today).filter(user=changing.user_id, role=changing.role)
    if on is None and others.filter(ends_on__isnull=True).exclude(pk=changing.pk).exists():
        raise Refused(f"{changing.user} holds this role a second time, without a last day. One of the two is enough.")
    if _is_administrators(changing):
        keeping.check_kept(place, without=[changing.pk], instead=[(changing.starts_on, on)], today=today)
    changing.ends_on = on
    changing.ended_by, changing.ended_at, changing.ended_reason = (by, clock.now(), "") if on else (None, None, "")
    changing.full_clean()
    changing.save()
    return changing


@transaction.atomic
def name_lead(*, membership: Membership, by: User) -> Membership:
    """Make a member of staff a school lead from today. Sent twice, it is done once."""
    place = membership.organisation
    require(by, Permission.LEAD_NAME, place)
    _refuse_oneself(membership, by)
    person, today = keeping.locked_person(membership.user), clock.today()
    staff = _locked(membership, place)
    if staff.role != Role.STAFF:
        raise Refused("Only a member of staff can be named a school lead.")
    _check_goes_on(staff, today)
    _check_open(person)
    with because("Named by an administrator, beside their role as staff."):
        return _given(person, Role.SCHOOL_LEAD, place, today, by)


@transaction.atomic
def mark_administrator(*, membership: Membership, by: User) -> Membership:
    """Let an officer invite people and end roles at their council. Sent twice, it is done once."""
    place = membership.organisation
    require_grant(by, Role.OFFICER, place)
    _refuse_oneself(membership, by)
    person = keeping.locked_person(membership.user)
    officer = _locked(membership, place)
    _check_officer(officer)
    _check_open(person)
    officer.is_administrator = True
    officer.save(update_fields=["is_administrator"])
    return officer


@transaction.atomic
def unmark_administrator(*, membership: Membership, by: User) -> Membership:
    """Take back what `mark_administrator` gave: they stay an officer. Raises Refused for the last one."""
    place = membership.organisation
    require_grant(by, Role.OFFICER, place)
    officer = _locked(membership, place)
    _check_officer(officer)
    if officer.is_administrator:
        keeping.check_kept(place, without=[officer.pk], instead=[], today=clock.today())
    officer.is_administrator = False
    officer.save(update_fields=["is_administrator"])
    return officer


def is_last_administrator(membership: Membership, today: datetime.date) -> bool:
    """Whether ending this role needs a successor: what `end_role` would refuse, for its page."""
    if not _is_administrators(membership):
        return False
    others = (
        Membership.objects.at(membership.organisation)
        .current(today)
        .of_administrators()
        .filter(user__is_active=True)
        .exclude(pk=membership.pk)
    )
    days = [(other.starts_on, other.ends_on) for other in others]
    return rules.opens_a_gap([*days, (membership.starts_on, membership.ends_on)], days, today)


# ---------------------------------------------------------------------------------------------------------------------
def _locked(membership: Membership, place: School | Trust | Council) -> Membership:
    """The membership as it is now, at a place where nobody else changes roles meanwhile."""
    keeping.locked(place)
    return Membership.objects.select_for_update(of=["self"]).with_places().select_related("user").get(pk=membership.pk)


def _is_administrators(membership: Membership) -> bool:
    return is_administrators(Role(membership.role), is_marked=membership.is_administrator)


def _check_day(membership: Membership, on: datetime.date | None, today: datetime.date) -> None:
    refusal = rules.last_day_refusal(starts_on=membership.starts_on, ends_on=on, today=today)
    if refusal:
        raise Refused(refusal)


def _check_goes_on(membership: Membership, today: datetime.date) -> None:
    if membership.stopped_at is not None or (membership.ends_on is not None and membership.ends_on < today):
        raise Refused("This role is over. Invite the person again if they are to have it once more.")


def _check_open(person: User) -> None:
    if not person.is_active:
        raise Refused(f"The account of {person} is closed, so they cannot be given a role.")


def _check_officer(membership: Membership) -> None:
    if membership.role != Role.OFFICER:
        raise Refused("Only an officer can be a council’s administrator.")
    _check_goes_on(membership, clock.today())


def _refuse_oneself(membership: Membership, by: User) -> None:
    if membership.user_id == by.pk:
        raise Refused("This is your own role. Somebody else has to give you more, or for longer.")


def _follow(
    successor: Membership, person: User, ending: Membership, day: datetime.date, by: User
) -> datetime.date | None:
    """Make somebody the administrator who follows, from this day on; answer with their last day."""
    place = ending.organisation
    kind = str(place._meta.model_name)
    fits = successor.organisation == place or (kind == "trust" and getattr(successor.school, "trust", None) == place)
    if not fits or Role(successor.role) not in SUCCESSORS[kind] or person.pk == ending.user_id:
        raise Refused("Choose who follows from the list.")
    _check_goes_on(successor, clock.today())
    _check_open(person)
    with because("Follows an administrator whose role ends."):
        if kind == "council":
            successor.is_administrator = True
            successor.save(update_fields=["is_administrator"])
            return successor.ends_on
        return _given(person, ADMINISTRATORS[kind], place, day, by).ends_on


def _given(person: User, role: Role, place: School | Trust | Council, day: datetime.date, by: User) -> Membership:
    """The role of this person at this place from this day on: the one they have, or a new one."""
    held = Membership.objects.at(place).current(day).filter(user=person, role=role, starts_on__lte=day).first()
    if held is not None:
        return held
    given = Membership(
        user=person,
        role=role,
        starts_on=day,
        granted_by=by,
        granted_at=clock.now(),
        **{str(place._meta.model_name): place},
    )
    given.full_clean()
    given.save()
    return given
