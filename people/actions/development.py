"""Development: offering opportunities, asking for one and answering, and recording what people did."""

import datetime
from typing import Any

from django.db import transaction

from core import clock, conflicts, mail
from people.access.guards import require
from people.access.roles import Permission
from people.development import rules as development
from people.development.rules import Kind, Reply, State
from people.models import Activity, Council, Interest, Opportunity, School, StaffMember, User
from people.rules import Refused

OFFERED = ("kind", "title", "what", "when", "places", "ask", "open_until")
RECORDED = (
    *("kind", "title", "staff_id", "people", "programme_id", "mentor_id", "partner", "partner_school"),
    *("starts_on", "ends_on", "done", "mentor_words"),
)


# Opportunities --------------------------------------------------------------------------------------------------------
@transaction.atomic
def publish_opportunity(*, owner: School | Council, by: User, **given: Any) -> Opportunity:
    """Offer something to a school's staff, or to the staff of a council's schools. given: the values of OFFERED.

    Sent twice, it is offered once.
    """
    require(by, Permission.OPPORTUNITY_EDIT, owner)
    type(owner).objects.select_for_update(of=["self"]).get(pk=owner.pk)
    whose = {"school" if isinstance(owner, School) else "council": owner}
    same = Opportunity.objects.filter(closed_at__isnull=True, **whose, **given).first()
    if same is not None:
        return same
    opportunity = Opportunity(published_by=by, published_at=clock.now(), **whose, **given)
    opportunity.full_clean()
    opportunity.save()
    return opportunity


def opportunity_token(opportunity: Opportunity) -> str:
    """What a form about an opportunity was opened on."""
    return conflicts.token(*(getattr(opportunity, name) for name in OFFERED))


@transaction.atomic
def change_opportunity(*, opportunity: Opportunity, opened_on: str, by: User, **given: Any) -> Opportunity:
    """Say otherwise what is offered. Raises conflicts.Conflict, and Refused where it is closed."""
    locked = _open_opportunity(opportunity, by)
    if all(getattr(locked, name) == value for name, value in given.items()):
        return locked
    conflicts.check(opened_on=opened_on, now=opportunity_token(locked))
    for name, value in given.items():
        setattr(locked, name, value)
    locked.full_clean()
    locked.save()
    return locked


@transaction.atomic
def close_opportunity(*, opportunity: Opportunity, by: User) -> Opportunity:
    """Offer it no more. Who asked for it is still to be answered. Sent twice, it closes once."""
    require(by, Permission.OPPORTUNITY_EDIT, opportunity.owner)
    locked = _lock_opportunity(opportunity)
    if locked.closed_at is None:
        locked.closed_at, locked.closed_by = clock.now(), by
        locked.save(update_fields=["closed_at", "closed_by"])
    return locked


# Asking for one -------------------------------------------------------------------------------------------------------
@transaction.atomic
def say_interest(*, opportunity: Opportunity, school: School, words: str, by: User, today: datetime.date) -> Interest:
    """A member of a school's staff would like an opportunity. Said twice, it is said once.

    Raises Refused where it is not offered to them, is open no more, or their account is on no entry of the register.
    """
    require(by, Permission.OPPORTUNITY_READ, school)
    locked = _lock_opportunity(opportunity)
    if locked.school_id != school.pk and locked.council_id != school.council_id:
        raise Refused("This is offered at another school.")
    if not locked.is_open(today):
        raise Refused("This is not open any more.")
    member = _own_entry(school, by, today)
    standing = Interest.objects.filter(opportunity=locked, staff=member).exclude(
        state__in=[Reply.DECLINED, Reply.WITHDRAWN]
    )
    said = standing.first()
    if said is not None:
        return said
    interest = Interest(opportunity=locked, staff=member, words=words.strip(), said_at=clock.now())
    interest.full_clean()
    interest.save()
    return interest


@transaction.atomic
def withdraw_interest(*, interest: Interest, by: User) -> Interest:
    """Somebody takes back that they would like it, while nobody has answered. Sent twice, it is taken back once."""
    require(by, Permission.OPPORTUNITY_READ, interest.staff.school)
    locked = _lock_interest(interest)
    if locked.staff.user_id != by.pk:
        raise Refused("Only whoever said so can take it back.")
    if locked.state == Reply.WITHDRAWN:
        return locked
    _check_waits(locked)
    return _answered(locked, Reply.WITHDRAWN, by)


@transaction.atomic
def agree_interest(
    *,
    interest: Interest,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    mentor_id: int | None,
    partner: str,
    partner_school: str,
    by: User,
    today: datetime.date,
) -> Activity:
    """The head agrees: what somebody asked for becomes their activity, and they are told. Sent twice, it is one.

    Raises Refused where it was answered otherwise, every place is taken, or somebody left.
    """
    require(by, Permission.DEVELOPMENT_EDIT, interest.staff.school)
    offered = _lock_opportunity(interest.opportunity)
    locked = _lock_interest(interest)
    if locked.activity is not None:
        return locked.activity
    _check_waits(locked)
    taken = Interest.objects.filter(opportunity=offered, state=Reply.AGREED).count()
    if offered.places is not None and taken >= offered.places:
        raise Refused(
            f"Every place is taken: {offered.places} of {offered.places}. Say “not this time”, or add a place."
        )
    activity = _new_activity(
        locked.staff.school,
        by,
        today,
        kind=offered.kind,
        title=offered.title,
        opportunity=offered,
        staff_id=locked.staff_id,
        mentor_id=mentor_id,
        partner=partner,
        partner_school=partner_school,
        starts_on=starts_on,
        ends_on=ends_on,
        agreed_by=by,
        agreed_at=clock.now(),
    )
    locked.activity = activity
    _answered(locked, Reply.AGREED, by)
    return activity


@transaction.atomic
def decline_interest(*, interest: Interest, reason: str, by: User) -> Interest:
    """Not this time, with a reason that the person reads. Sent twice, it is said once."""
    require(by, Permission.DEVELOPMENT_EDIT, interest.staff.school)
    locked = _lock_interest(interest)
    if locked.state == Reply.DECLINED:
        return locked
    _check_waits(locked)
    if not reason.strip():
        raise Refused("Say why not, in a sentence. The person reads it.")
    locked.reason = reason.strip()
    return _answered(locked, Reply.DECLINED, by)


# Activities -----------------------------------------------------------------------------------------------------------
@transaction.atomic
def add_activity(*, school: School, state: State, by: User, today: datetime.date, **given: Any) -> Activity:
    """Record an activity. given: the values of RECORDED. Sent twice, it is recorded once."""
    require(by, Permission.DEVELOPMENT_EDIT, school)
    return _new_activity(school, by, today, state=state.value, agreed_by=by, agreed_at=clock.now(), **given)


@transaction.atomic
def add_own_activity(*, school: School, own_words: str, by: User, today: datetime.date, **given: Any) -> Activity:
    """Somebody records what they did themselves and have finished; it counts once the head has confirmed it.

    given: as for `add_activity`, but for who takes part and what a mentor thinks. Sent twice, it is recorded once.
    """
    require(by, Permission.OPPORTUNITY_READ, school)
    member = _own_entry(school, by, today)
    finished = State.FINISHED.value
    return _new_activity(school, by, today, state=finished, staff_id=member.pk, own_words=own_words.strip(), **given)


@transaction.atomic
def agree_activity(*, activity: Activity, by: User) -> Activity:
    """The head confirms what somebody recorded of themself. Sent twice, it is confirmed once."""
    locked = _locked_activity(activity, by)
    if locked.agreed_at is None:
        locked.agreed_at, locked.agreed_by = clock.now(), by
        locked.save(update_fields=["agreed_at", "agreed_by"])
    return locked


def activity_token(activity: Activity) -> str:
    """What a form about an activity was opened on."""
    return conflicts.token(*(getattr(activity, name) for name in RECORDED))


@transaction.atomic
def change_activity(*, activity: Activity, opened_on: str, by: User, today: datetime.date, **given: Any) -> Activity:
    """Say otherwise what an activity is, or write what was done. given: values of RECORDED.

    Raises conflicts.Conflict where somebody changed it after the form was opened.
    """
    locked = _locked_activity(activity, by)
    if all(getattr(locked, name) == value for name, value in given.items()):
        return locked
    conflicts.check(opened_on=opened_on, now=activity_token(locked))
    for name, value in given.items():
        setattr(locked, name, value)
    _check(locked, today)
    locked.full_clean()
    locked.save()
    return locked


@transaction.atomic
def move_activity(
    *,
    activity: Activity,
    state: State,
    by: User,
    today: datetime.date,
    ends_on: datetime.date | None = None,
    reason: str = "",
) -> Activity:
    """Say that an activity is under way, finished (on its last day) or stopped (why). Sent twice, it moves once."""
    locked = _locked_activity(activity, by)
    if locked.state == state:
        return locked
    development.check_step(State(locked.state), state, reason=reason)
    locked.state = state.value
    locked.stopped_reason = reason.strip() if state is State.STOPPED else ""
    if ends_on is not None:
        locked.ends_on = ends_on
    if state is State.FINISHED and locked.ends_on is None:
        raise Refused("Enter the last day, like 18 December 2026.")
    _check(locked, today)
    locked.full_clean()
    locked.save()
    return locked


def own_words_token(activity: Activity) -> str:
    """What the form for somebody's own words was opened on."""
    return conflicts.token(activity.own_words)


@transaction.atomic
def write_own_words(*, activity: Activity, words: str, opened_on: str, by: User) -> Activity:
    """Somebody writes what they think of their own activity. Raises conflicts.Conflict: two windows may be open."""
    require(by, Permission.OPPORTUNITY_READ, activity.school)
    locked = _lock_activity(activity)
    if locked.staff is None or locked.staff.user_id != by.pk:
        raise Refused("These are the words of whoever took part.")
    if locked.own_words == words.strip():
        return locked
    conflicts.check(opened_on=opened_on, now=own_words_token(locked))
    locked.own_words = words.strip()
    locked.full_clean()
    locked.save(update_fields=["own_words"])
    return locked


# ---------------------------------------------------------------------------------------------------------------------
def _own_entry(school: School, by: User, today: datetime.date) -> StaffMember:
    """This person's entry on the school's register. Raises Refused where there is none, or they have left."""
    member = StaffMember.objects.select_for_update(of=["self"]).filter(school=school, user=by).first()
    if member is None or (member.ends_on is not None and member.ends_on < today):
        raise Refused(
            "Your account is not on the school’s register of staff yet. Ask the headteacher to add it there, then come "
            "back."
        )
    return member


def _new_activity(school: School, by: User, today: datetime.date, **given: Any) -> Activity:
    School.objects.select_for_update(of=["self"]).get(pk=school.pk)
    said = {name: value for name, value in given.items() if name not in {"agreed_by", "agreed_at"}}
    same = Activity.objects.filter(school=school, recorded_by=by, **said).first()
    if same is not None:
        return same
    activity = Activity(school=school, recorded_by=by, recorded_at=clock.now(), **given)
    _check(activity, today)
    activity.full_clean()
    activity.save()
    return activity


def _check(activity: Activity, today: datetime.date) -> None:
    """Raise Refused where an activity cannot be so."""
    development.check_who(Kind(activity.kind), is_person=activity.staff_id is not None, people=activity.people)
    development.check_window(activity.starts_on, activity.ends_on)
    development.check_finished(State(activity.state), activity.starts_on, activity.ends_on, today)
    named = [key for key in (activity.staff_id, activity.mentor_id) if key is not None]
    here = StaffMember.objects.filter(school=activity.school_id, pk__in=named)
    if here.count() != len(set(named)):
        raise Refused("Choose somebody from the list.")
    if activity.staff_id is not None and activity.staff_id == activity.mentor_id:
        raise Refused("Nobody is their own host or mentor. Choose somebody else.")


def _open_opportunity(opportunity: Opportunity, by: User) -> Opportunity:
    require(by, Permission.OPPORTUNITY_EDIT, opportunity.owner)
    locked = _lock_opportunity(opportunity)
    if locked.closed_at is not None:
        raise Refused("This is not offered any more. Offer it anew.")
    return locked


def _lock_opportunity(opportunity: Opportunity) -> Opportunity:
    found = Opportunity.objects.select_for_update(of=["self"]).select_related("school", "council")
    return found.get(pk=opportunity.pk)


def _lock_interest(interest: Interest) -> Interest:
    found = Interest.objects.select_for_update(of=["self"]).select_related("staff__school", "activity")
    return found.get(pk=interest.pk)


def _check_waits(interest: Interest) -> None:
    if interest.state != Reply.WAITING:
        raise Refused(f"This was answered already: {development.REPLY_LABELS[Reply(interest.state)].lower()}.")


def _answered(interest: Interest, state: Reply, by: User) -> Interest:
    interest.state, interest.decided_by, interest.decided_at = state.value, by, clock.now()
    interest.full_clean()
    interest.save()
    if state is not Reply.WITHDRAWN and interest.staff.user_id is not None:
        mail.post(kind="people.interest-answered", about=interest.pk)
    return interest


def _lock_activity(activity: Activity) -> Activity:
    found = Activity.objects.select_for_update(of=["self"]).select_related("school", "staff")
    return found.get(pk=activity.pk)


def _locked_activity(activity: Activity, by: User) -> Activity:
    require(by, Permission.DEVELOPMENT_EDIT, activity.school)
    return _lock_activity(activity)
