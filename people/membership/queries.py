"""Who holds which role at a place, and who is invited, for those who may grant roles there."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from people.access.granting import SUCCESSORS
from people.access.guards import allows, grantable
from people.access.roles import Permission, Role
from people.models import Council, Invitation, Membership, School, TermOfOffice, Trust, User
from people.models.accounts import MembershipQuerySet

MEMBERS_PAGE = 50
_MOST = 50

Place = School | Trust | Council


@dataclass(frozen=True, slots=True)
class Page:
    """A page of roles, and the key of its last row where more follow."""

    rows: list[Membership]
    after: int | None


def roles_held(user: User, place: Place, today: datetime.date, after: int | None) -> Page:
    """Roles held now or from a day to come, by the person's name. after: the key of the row that stands just above."""
    held = _of(user, place).current(today).order_by("user__name", "pk")
    last = _of(user, place).filter(pk=after).first() if after else None
    if last is not None:
        held = held.filter(Q(user__name__gt=last.user.name) | Q(user__name=last.user.name, pk__gt=last.pk))
    return _page(held)


def roles_ended(user: User, place: Place, today: datetime.date, after: int | None) -> Page:
    """Roles that are over, the latest first. after: the key of the row that stands just above."""
    ended = _of(user, place).ended(today).order_by("-ends_on", "-pk")
    last = _of(user, place).filter(pk=after).first() if after else None
    if last is not None and last.ends_on is not None:
        ended = ended.filter(Q(ends_on__lt=last.ends_on) | Q(ends_on=last.ends_on, pk__lt=last.pk))
    return _page(ended)


def _page(rows: MembershipQuerySet) -> Page:
    found = list(rows[: MEMBERS_PAGE + 1])
    more = len(found) > MEMBERS_PAGE
    return Page(found[:MEMBERS_PAGE], found[MEMBERS_PAGE - 1].pk if more else None)


def _of(user: User, place: Place) -> MembershipQuerySet:
    if not allows(user, Permission.ROLES_GRANT, place):
        return Membership.objects.none()
    return Membership.objects.at(place).with_places().select_related("user", "granted_by", "ended_by")


def membership_of(user: User, place: Place, pk: int) -> Membership | None:
    """One role at this place that this person may end."""
    found = _of(user, place).filter(pk=pk).first()
    return found if found is not None and Role(found.role) in grantable(user, place) else None


def invitations_of(user: User, place: Place, today: datetime.date) -> list[Invitation]:
    """Invitations that nobody has answered yet, the latest first, each with what its sender may do today."""
    if not allows(user, Permission.ROLES_GRANT, place):
        return []
    held = Membership.objects.in_force(today).with_places().order_by("pk")
    found = list(
        Invitation.objects.at(place)
        .unanswered()
        .with_places()
        .prefetch_related(Prefetch("invited_by__memberships", held, to_attr="held_today"))[:_MOST]
    )
    for invitation in found:
        sender = invitation.invited_by
        vars(sender)["memberships_today"] = tuple(vars(sender)["held_today"])
    return found


def invitation_at(user: User, place: Place, pk: int) -> Invitation | None:
    """One invitation to a role at this place that this person may grant."""
    found = Invitation.objects.reaching(user, Permission.ROLES_GRANT).at(place).with_places().filter(pk=pk).first()
    return found if found is not None and Role(found.role) in grantable(user, place) else None


def successors_of(user: User, membership: Membership, today: datetime.date) -> list[Membership]:
    """Roles of those who may follow this administrator, by name."""
    place = membership.organisation
    if Role(membership.role) not in grantable(user, place):
        return []
    kind = str(place._meta.model_name)
    near = Q(**{kind: place}) | (Q(school__trust=place) if kind == "trust" else Q())
    found = Membership.objects.filter(near, role__in=SUCCESSORS[kind], user__is_active=True).in_force(today)
    others = found.exclude(user=membership.user_id).select_related("user").order_by("user__name", "pk")
    return list(others[:_MOST])


def free_places_of(user: User, place: Place, today: datetime.date) -> list[TermOfOffice]:
    """Places on the boards of a school that somebody holds, or will, and that have no account yet."""
    if not isinstance(place, School) or not allows(user, Permission.ROLES_GRANT, place):
        return []
    places = TermOfOffice.objects.filter(body__schools=place, user__isnull=True)
    going_on = places.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    return list(going_on.select_related("body").order_by("name", "pk")[:_MOST])
