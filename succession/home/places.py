"""The schools, trusts and councils where a person holds a role."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from people.access.roles import ROLE_LABELS
from people.access.scoping import Holding
from people.models import Council, School, User


@dataclass(frozen=True, slots=True)
class Place:
    """One school, trust or council, and what the person is there."""

    name: str
    href: str
    role: str


def places_of(user: User) -> list[Place]:
    """Every place where this person holds a role today, by name; a trust's lead gets each of its schools."""
    held = user.holdings
    schools = School.objects.visible_to(user).filter(
        Q(pk__in=[holding.school_id for holding in held if holding.school_id])
        | Q(trust__in=[holding.trust_id for holding in held if holding.trust_id])
    )
    councils = Council.objects.visible_to(user).filter(
        pk__in=[holding.council_id for holding in held if holding.council_id]
    )
    found = [
        Place(school.name, school.get_absolute_url(), _roles(held, school_id=school.pk, trust_id=school.trust_id))
        for school in schools
    ]
    found += [
        Place(council.name, council.get_absolute_url(), _roles(held, council_id=council.pk)) for council in councils
    ]
    trusts = {membership.trust for membership in user.memberships_today if membership.trust is not None}
    found += [Place(trust.name, trust.get_absolute_url(), _roles(held, trust_id=trust.pk)) for trust in trusts]
    return sorted(found, key=lambda place: place.name)


def _roles(held: Iterable[Holding], **organisation: int | None) -> str:
    """The roles held at one of these organisations, in words."""
    words = [
        ROLE_LABELS[holding.role]
        for holding in held
        if any(key is not None and getattr(holding, field) == key for field, key in organisation.items())
    ]
    return ", ".join(words)
