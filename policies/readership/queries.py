"""What pages ask about who has read an adopted version.

Functions that take a person ask what they may know.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.models import School, User
from policies.consultation import asked
from policies.models import ReadReceipt, ReadRequest, Version
from policies.readership.rules import Readers

PAGE = 100


@dataclass(frozen=True, slots=True)
class ToRead:
    """A version that somebody is asked to read and has not confirmed."""

    number: int
    by_day: datetime.date | None


def request_for(user: User, school: School, number: int) -> ReadRequest | None:
    """That people are asked to read a version, for those who are asked about policies and those who write them."""
    may_know = any(allows(user, one, school) for one in (Permission.RECEIPT_GIVE, Permission.POLICY_EDIT))
    return next(iter(_request(school=school.pk, number=number)), None) if may_know else None


def receipt_of(user: User, version: Version) -> ReadReceipt | None:
    """This person's own confirmation."""
    return next(iter(_receipt(version=version.pk, user=user.pk)), None)


def to_read(user: User, school: School, number: int) -> ToRead | None:
    """Whether this person is still to confirm that they have read the version in force. At most two queries."""
    if not allows(user, Permission.RECEIPT_GIVE, school):
        return None
    request = next(iter(_request(school=school.pk, number=number)), None)
    if request is None or not is_asked(user, school, request):
        return None
    return (
        None if next(iter(_receipt(version=request.version_id, user=user.pk)), None) else ToRead(number, request.by_day)
    )


def is_asked(user: User, school: School, request: ReadRequest) -> bool:
    """Whether one of this person's roles at the school is among those that were asked."""
    roles = {holding.role for holding in user.holdings if holding.school_id == school.pk}
    return bool(roles & asked.GOVERNING and request.of_governors) or bool(
        roles & (asked.READING - asked.GOVERNING) and request.of_staff
    )


def readers(user: User, school: School, request: ReadRequest, today: datetime.date) -> Readers | None:
    """By how many of how many a version has been confirmed read, for who writes the policy. Two queries."""
    if not allows(user, Permission.POLICY_EDIT, school):
        return None
    people = _asked(school, request, today)
    return Readers(people.filter(_has_read(request)).count(), people.count())


def unread_page(
    user: User, school: School, request: ReadRequest, today: datetime.date, after: int | None = None
) -> list[User]:
    """A page of those who were asked and have not confirmed, by name, and one more where there are more.

    after: the key of the last person of the page before.
    """
    if not allows(user, Permission.POLICY_EDIT, school):
        return []
    unread = _asked(school, request, today).exclude(_has_read(request))
    last = User.objects.filter(pk=after).values_list("name", flat=True).first() if after else None
    if last is not None:
        unread = unread.filter(Q(name__gt=last) | Q(name=last, pk__gt=after))
    return list(unread[: PAGE + 1])


def receipts_page(user: User, school: School, version: Version, before: int | None) -> list[ReadReceipt]:
    """A page of the confirmations of a version, the last first, and one more where there are more."""
    if not allows(user, Permission.POLICY_EDIT, school):
        return []
    found = ReadReceipt.objects.filter(version=version).select_related("user").order_by("-pk")
    return list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])


def _asked(school: School, request: ReadRequest, today: datetime.date) -> QuerySet[User]:
    return asked.asked_to_read(school, today, of_staff=request.of_staff, of_governors=request.of_governors)


def _has_read(request: ReadRequest) -> Exists:
    return Exists(ReadReceipt.objects.filter(version=request.version_id, user=OuterRef("pk")))


@prepared()
def _request(school: int, number: int) -> QuerySet[ReadRequest]:
    found = ReadRequest.objects.filter(version__policy__school=school, version__number=number)
    return found.select_related("version__policy__school", "asked_by").defer("version__document").order_by("pk")


@prepared()
def _receipt(version: int, user: int) -> QuerySet[ReadReceipt]:
    return ReadReceipt.objects.filter(version=version, user=user).order_by("pk")
