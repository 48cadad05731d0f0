"""Who owns what, who is there to do it, and what was handed back: for callers that asked who may know."""

import datetime
from collections.abc import Collection
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from actionplan import rules
from actionplan.models import HandBack, Milestone, PlanDate, Recommendation, Team, TeamMember, UpdateEvidence
from core import conflicts
from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import COUNCIL_ROLES, GRANTS, Permission
from people.models import Council, Membership, User

EDITING = sorted(role.value for role in COUNCIL_ROLES if Permission.PLAN_EDIT in GRANTS[role])
UPDATING = sorted(role.value for role in COUNCIL_ROLES if Permission.PLAN_UPDATE in GRANTS[role])
MOST = 200
MOST_WAITING = 50


class HandedBack(NamedTuple):
    """Something that waits for an officer's answer: by which team, of which recommendation, since when."""

    key: int
    team: str
    recommendation: str
    at: datetime.datetime


class LeftLying(NamedTuple):
    """A team in which nobody is left, though something of its own is due."""

    key: int
    code: str


def officers_of(council: Council, today: datetime.date) -> list[User]:
    """Those who keep the council's plans, with an open account and a role today."""
    held = Membership.objects.in_force(today).filter(council=council, role__in=EDITING)
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")[:MOST])


def owners_token(recommendation: Recommendation) -> str:
    """What a form about the owners of a recommendation was opened on."""
    owning = Recommendation.teams.through.objects.filter(recommendation=recommendation)
    return conflicts.token(*sorted(owning.values_list("team", flat=True)))


def teams_of(user: User, council: Council) -> list[Team]:
    """The council's teams by code, for who may read its plans; at most 200."""
    return list(Team.objects.visible_to(user).filter(council=council).order_by("code", "pk")[:MOST])


def here(members: QuerySet[TeamMember], today: datetime.date) -> QuerySet[TeamMember]:
    """Those members who can still act: with an open account, and a role at the council today that updates plans."""
    held = Membership.objects.in_force(today).filter(
        user=OuterRef("user"), council=OuterRef("team__council"), role__in=UPDATING
    )
    return members.filter(Exists(held), user__is_active=True)


def keys_here(members: Collection[TeamMember], today: datetime.date) -> set[int]:
    """The keys of those of these members who can still act."""
    rows = TeamMember.objects.filter(pk__in=[member.pk for member in members])
    return set(here(rows, today).values_list("pk", flat=True))


def teams_with_nobody(council: Council, today: datetime.date) -> list[Team]:
    """Teams that own something of a plan and have nobody who can act, by code; for who edits the plans."""
    return _with_nobody(council=council.pk, today=today, roles=UPDATING)


def waiting(council: Council, today: datetime.date) -> tuple[list[HandedBack], list[LeftLying]]:
    """What teams handed back and nobody answered, the longest waiting first, and teams left with something due.

    In one query, for who edits the plans; at most 50 of the one and 200 of the other.
    """
    ((handed, lying),) = _waiting(council=council.pk, today=today, roles=UPDATING)
    return (
        [
            HandedBack(
                said["key"],
                said["team"],
                rules.name_of(said["label"], said["position"]),
                datetime.datetime.fromisoformat(said["at"]),
            )
            for said in handed
        ],
        [LeftLying(said["key"], said["code"]) for said in lying],
    )


def hand_backs_of(recommendation: Recommendation) -> list[HandBack]:
    """All that was ever handed back of a recommendation, the latest first; at most 50."""
    return _hand_backs_of(recommendation=recommendation.pk)


def evidence_of(user: User, council: Council, update: int) -> UpdateEvidence | None:
    """What is shown for an update, where this person may read the plan it belongs to."""
    if not allows(user, Permission.PLAN_READ, council):
        return None
    mine = UpdateEvidence.objects.visible_to(user).select_related("file")
    return mine.filter(update=update, update__milestone__recommendation__review__council=council).first()


def evidence_by_update(updates: Collection[int]) -> dict[int, UpdateEvidence]:
    """What is shown for updates that the caller may read, by the key of the update."""
    return {shown.update_id: shown for shown in _evidence(updates=list(updates))}


@prepared(updates="bigint")
def _evidence(updates: Collection[int]) -> QuerySet[UpdateEvidence]:
    return UpdateEvidence.objects.filter(update__in=updates).select_related("file").order_by("pk")


def _empty(council: int, today: datetime.date, roles: Collection[str]) -> QuerySet[Team]:
    held = Membership.objects.in_force(today).filter(
        user=OuterRef("user"), council=OuterRef("team__council"), role__in=roles
    )
    there = TeamMember.objects.filter(Exists(held), team=OuterRef("pk"), user__is_active=True)
    owned = Recommendation.teams.through.objects.filter(team=OuterRef("pk"))
    return Team.objects.filter(Exists(owned), ~Exists(there), council=council)


@prepared(roles="text")
def _with_nobody(council: int, today: datetime.date, roles: Collection[str]) -> QuerySet[Team]:
    return _empty(council, today, roles).order_by("code", "pk")[:MOST]


@prepared(roles="text")
def _waiting(council: int, today: datetime.date, roles: Collection[str]) -> QuerySet[Council, tuple[Any, ...]]:
    handed = HandBack.objects.open().filter(recommendation__review__council=council).order_by("at", "pk")
    of_row = {"label": "recommendation__label", "position": "recommendation__position"}
    come = PlanDate.objects.known().filter(Q(earliest__isnull=True) | Q(earliest__lte=today))
    due = Milestone.objects.not_done().filter(
        Exists(come.filter(milestone=OuterRef("pk"))), recommendation__teams=OuterRef("pk")
    )
    lying = _empty(council, today, roles).filter(Exists(due)).order_by("code", "pk")
    annotations: dict[str, Any] = {
        "handed": ArraySubquery(
            handed.values(said=JSONObject(key="pk", team="team__code", at="at", **of_row))[:MOST_WAITING]
        ),
        "lying": ArraySubquery(lying.values(said=JSONObject(key="pk", code="code"))[:MOST]),
    }
    return Council.objects.filter(pk=council).order_by().annotate(**annotations).values_list(*annotations)


@prepared()
def _hand_backs_of(recommendation: int) -> QuerySet[HandBack]:
    found = HandBack.objects.filter(recommendation=recommendation).order_by("-at", "-pk")
    return found.select_related("team", "given_to", "by", "answered_by", "milestone")[:50]
