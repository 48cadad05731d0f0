"""Writing a school's register of staff by hand: somebody comes, changes, leaves."""

import datetime
from typing import Any

from django.db import transaction

from core import clock, conflicts
from people.access.guards import require
from people.access.roles import Permission
from people.models import Membership, School, StaffMember, User
from people.privacy.standing_in import kept_user
from people.rules import Refused

FIELDS = ("name", "job_title", "contract", "fte", "starts_on", "ends_on", "reference", "user_id")


def staff_token(member: StaffMember) -> str:
    """What a form about somebody was opened on."""
    return conflicts.token(*(getattr(member, name) for name in FIELDS))


@transaction.atomic
def add_staff(*, school: School, by: User, **given: Any) -> StaffMember:
    """Put somebody on the register. given: the values of FIELDS. Sent twice, they are put there once.

    Raises Refused where somebody of this name is in this job already, or has this reference.
    """
    require(by, Permission.STAFF_EDIT, school)
    School.objects.select_for_update(of=["self"]).get(pk=school.pk)
    alike = StaffMember.objects.filter(
        school=school, name=given["name"], job_title=given["job_title"], reference=given["reference"], ends_on=None
    ).first()
    if alike is not None:
        if all(getattr(alike, name) == value for name, value in given.items()):
            return alike
        raise Refused(f"{given['name']} is on the register in this job already. Open their entry to change it.")
    _check_reference(school, given["reference"])
    _check_account(school, given["user_id"])
    member = StaffMember(school=school, **given)
    member.full_clean()
    member.save()
    return member


@transaction.atomic
def change_staff(*, member: StaffMember, opened_on: str, by: User, **given: Any) -> StaffMember:
    """Change what the register says of somebody; a last day makes them a leaver from the day after.

    Raises conflicts.Conflict where somebody else changed it after the form was opened, Refused for another's reference.
    """
    require(by, Permission.STAFF_EDIT, member.school)
    locked = StaffMember.objects.select_for_update(of=["self"]).select_related("school", "user").get(pk=member.pk)
    given["user_id"] = kept_user(locked, given["user_id"])
    if all(getattr(locked, name) == value for name, value in given.items()):
        return locked
    conflicts.check(opened_on=opened_on, now=staff_token(locked))
    _check_reference(locked.school, given["reference"], but=locked.pk)
    _check_account(locked.school, given["user_id"], but=locked)
    for name, value in given.items():
        setattr(locked, name, value)
    locked.full_clean()
    locked.save()
    return locked


@transaction.atomic
def record_leaving(*, member: StaffMember, on: datetime.date, by: User) -> StaffMember:
    """Say which day is somebody's last: the posts that they hold end with it, and what they were nominated for stays.

    Raises Refused for a day before their first.
    """
    require(by, Permission.STAFF_EDIT, member.school)
    locked = StaffMember.objects.select_for_update(of=["self"]).select_related("school").get(pk=member.pk)
    if locked.starts_on is not None and on < locked.starts_on:
        raise Refused(f"Their first day was {locked.starts_on:%-d %B %Y}. Enter a later last day.")
    locked.ends_on = on
    locked.full_clean()
    locked.save()
    for held in locked.posts_held.select_for_update().filter(ends_on__isnull=True):
        held.ends_on = max(on, held.starts_on)
        held.save(update_fields=["ends_on"])
    return locked


def _check_reference(school: School, reference: str, but: int = 0) -> None:
    other = StaffMember.objects.filter(school=school, reference=reference).exclude(pk=but).first()
    if reference and other is not None:
        raise Refused(f"{other.name} has the reference {reference} already. Give each person their own.")


def _check_account(school: School, user_id: int | None, but: StaffMember | None = None) -> None:
    """Raise Refused for an account that has no role at the school, unless it was theirs already, or is another's."""
    if user_id is None or (but is not None and but.user_id == user_id):
        return
    if not Membership.objects.at(school).current(clock.today()).filter(user=user_id).exists():
        raise Refused("Choose an account from the list.")
    other = StaffMember.objects.filter(school=school, user=user_id).first()
    if other is not None:
        raise Refused(f"That account is {other.name}’s on this register already.")
