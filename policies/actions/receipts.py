"""Asking people to read an adopted version, and keeping that they say they have."""

import datetime

from django.db import transaction

from core import clock, mail
from people.access.guards import require
from people.access.roles import Permission
from people.models import School, User
from policies.consultation import asked
from policies.document import Refused
from policies.models import ReadReceipt, ReadRequest, Version
from policies.readership import rules as receipts
from policies.writing import lock_version

TO_READ = "policies.to-read"


@transaction.atomic
def ask_to_read(
    *,
    version: Version,
    of_staff: bool,
    of_governors: bool,
    by_day: datetime.date | None,
    by: User,
    today: datetime.date,
) -> ReadRequest:
    """Ask the people of a school to read an adopted version; asked again, more of them or by another day.

    Each who has not read it gets a letter when they are first asked.
    """
    school = _school(version)
    require(by, Permission.POLICY_EDIT, school)
    locked = lock_version(version)
    receipts.check_asking(state=locked.state, of_staff=of_staff, of_governors=of_governors, by_day=by_day, today=today)
    request = ReadRequest.objects.select_for_update().filter(version=locked).first()
    before = _unread(request, school, today) if request else set()
    if request is None:
        request = ReadRequest(version=locked)
    request.of_staff, request.of_governors, request.by_day = of_staff, of_governors, by_day
    request.asked_by, request.asked_at = by, clock.now()
    request.full_clean()
    request.save()
    for key in sorted(_unread(request, school, today) - before):
        mail.post(kind=TO_READ, about=f"{locked.pk}:{key}")
    return request


@transaction.atomic
def remind(*, request: ReadRequest, by: User, today: datetime.date) -> int:
    """Write once more to everybody who was asked and has not read it, at most once a day. To how many."""
    school = _school(request.version)
    require(by, Permission.POLICY_EDIT, school)
    locked = ReadRequest.objects.select_for_update().get(pk=request.pk)
    receipts.check_reminder(reminded_on=locked.reminded_on, today=today)
    unread = sorted(_unread(locked, school, today))
    for key in unread:
        mail.post(kind=TO_READ, about=f"{locked.version_id}:{key}")
    locked.reminded_on = today
    locked.save(update_fields=["reminded_on"])
    return len(unread)


@transaction.atomic
def confirm_read(*, version: Version, by: User) -> ReadReceipt:
    """Keep that somebody says they have read a version. Said twice, it is kept once, with its first moment."""
    require(by, Permission.RECEIPT_GIVE, _school(version))
    locked = lock_version(version)
    receipts.check_confirming(is_asked=ReadRequest.objects.filter(version=locked).exists())
    receipt, _ = ReadReceipt.objects.get_or_create(version=locked, user=by, defaults={"read_at": clock.now()})
    return receipt


def _unread(request: ReadRequest, school: School, today: datetime.date) -> set[int]:
    people = asked.asked_to_read(school, today, of_staff=request.of_staff, of_governors=request.of_governors)
    read = ReadReceipt.objects.filter(version=request.version).values_list("user", flat=True)
    return set(people.values_list("pk", flat=True)) - set(read)


def _school(version: Version) -> School:
    school = version.policy.school
    if school is None:
        raise Refused("A model policy is read by whoever looks it up; nobody is asked to confirm that.")
    return school
