"""Where each school of a council stands, for the counts of its dashboard and the lists behind them.

A council's schools are some hundreds: where each stands is fetched in four queries, however many there are, and counted
here by the same rules by which the school's own pages say it.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, School, User
from people.planning import queries as cover_queries
from people.queries import open_school_keys
from policies.queries import Stand, stands
from policies.rules import REVIEW_NOTICE
from policies.standings.rules import STANDING_LABELS, Standing

A_YEAR = datetime.timedelta(days=365)
NOT_ADOPTED = "not-adopted"
NOT_ADOPTED_LABEL = "None adopted yet"


# The standings in few words, for a picture.
SHORT_LABELS = {
    Standing.UNCHANGED.value: "Model, unchanged",
    Standing.CHANGED.value: "Model, changed",
    Standing.OWN_WITH_CORE.value: "Own, with core clauses",
    Standing.OWN.value: "Own, without core clauses",
    Standing.LAPSED.value: "Past its review date",
    Standing.AHEAD.value: "Takes effect later",
    Standing.IN_DRAFT.value: "In draft",
    Standing.NONE.value: "No policy yet",
    NOT_ADOPTED: NOT_ADOPTED_LABEL,
}


class ReviewDue(StrEnum):
    """When the policy in force is to be reviewed."""

    PAST = "past"
    SOON = "soon"
    LATER = "later"


REVIEW_DUE_LABELS = {
    ReviewDue.PAST: "Past its review date",
    ReviewDue.SOON: f"Due within {REVIEW_NOTICE.days} days",
    ReviewDue.LATER: "Due later",
}


class CoverLook(StrEnum):
    """Whether a school has looked at the cover of each of its own posts within a year."""

    LOOKED = "looked"
    NOT_LOOKED = "not-looked"


COVER_LOOK_LABELS = {
    CoverLook.LOOKED: "Looked at within a year",
    CoverLook.NOT_LOOKED: "Not looked at within a year",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """By the key of each open school: its standing, when its review is due, and whether its cover was looked at.

    Who may not know what is not adopted yet is told of all such schools alike; looks is None for who may not know it.
    """

    standings: Mapping[int, str]
    reviews: Mapping[int, ReviewDue]
    looks: Mapping[int, CoverLook] | None


def facts_of(user: User, council: Council, today: datetime.date) -> Facts:
    """What this person may know of where the council's schools stand. Four queries, or three."""
    if not allows(user, Permission.SCHOOLS_READ, council):
        return Facts({}, {}, None)
    keys = open_school_keys(council)
    now = stands(council, keys, today)
    reviewed = cover_queries.reviews_in(user, council)
    knows_state = may_know_state(user, council)
    return Facts(
        standings={key: _standing(stand, knows_state=knows_state) for key, stand in now.items()},
        reviews={key: _due(stand.review_due_on, today) for key, stand in now.items() if stand.review_due_on},
        looks=None if reviewed is None else {key: _look(reviewed.get(key), today) for key in keys},
    )


def may_know_state(user: User, council: Council) -> bool:
    """Whether this person may know, at any school of the council, of what is not adopted."""
    return allows(user, Permission.POLICY_STATE_READ, School(council=council))


def standing_labels(*, knows_state: bool) -> dict[str, str]:
    """The standings that somebody can be told of, in their order, with their words."""
    if knows_state:
        return {standing.value: label for standing, label in STANDING_LABELS.items()}
    adopted = {standing.value: label for standing, label in STANDING_LABELS.items() if standing not in _UNADOPTED}
    return adopted | {NOT_ADOPTED: NOT_ADOPTED_LABEL}


_UNADOPTED = frozenset({Standing.AHEAD, Standing.IN_DRAFT, Standing.NONE})


def _standing(stand: Stand, *, knows_state: bool) -> str:
    return NOT_ADOPTED if stand.standing in _UNADOPTED and not knows_state else stand.standing.value


def _due(day: datetime.date, today: datetime.date) -> ReviewDue:
    if day < today:
        return ReviewDue.PAST
    return ReviewDue.SOON if day - REVIEW_NOTICE <= today else ReviewDue.LATER


def _look(since: datetime.date | None, today: datetime.date) -> CoverLook:
    return CoverLook.LOOKED if since is not None and since >= today - A_YEAR else CoverLook.NOT_LOOKED
