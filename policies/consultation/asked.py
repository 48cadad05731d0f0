"""Who is asked about a school's policy: the people of its staff and its board, by the roles they hold today.

For actions and jobs, and for pages that have asked who may know.
"""

import datetime
from collections.abc import Collection

from django.db.models import QuerySet

from people.access.roles import GRANTS, SCHOOL_ROLES, Permission, Role
from people.models import Membership, School, User

COMMENTING = frozenset(role for role in SCHOOL_ROLES if Permission.CONSULTATION_COMMENT in GRANTS[role])
READING = frozenset(role for role in SCHOOL_ROLES if Permission.RECEIPT_GIVE in GRANTS[role])
GOVERNING = frozenset({Role.GOVERNOR, Role.CHAIR, Role.VICE_CHAIR})
REMINDED = frozenset({Role.HEAD, Role.CLERK})
"""Who is told that a review comes near."""


def people_of(school: School, roles: Collection[Role], today: datetime.date) -> QuerySet[User]:
    """The people with an open account who hold one of these roles at a school today, by name."""
    held = Membership.objects.in_force(today).filter(school=school, role__in=[role.value for role in roles])
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name", "pk")


def asked_to_comment(school: School, today: datetime.date, *, but: int) -> QuerySet[User]:
    """Those whom a consultation asks: all who may comment, but whoever opened it."""
    return people_of(school, COMMENTING, today).exclude(pk=but)


def asked_to_read(school: School, today: datetime.date, *, of_staff: bool, of_governors: bool) -> QuerySet[User]:
    """Those who are asked to read an adopted version."""
    roles = (READING - GOVERNING if of_staff else frozenset()) | (GOVERNING if of_governors else frozenset())
    return people_of(school, roles, today)
