"""The versions of a policy as lists and notices show them: of sixty versions a page needs a line each, and no text.

Who may read which is asked of `policies.queries.readable_states`, as for their text.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.prepared import prepared
from people.access.guards import allows
from people.models import School, User
from policies.models import Draft, Version
from policies.owners import edit_permission
from policies.queries import readable_states
from policies.rules import Condition, VersionState, condition


@dataclass(frozen=True, slots=True)
class Listed:
    """A version in a list: what it is today, since when and until when it holds, and who saved it with which words.

    is_by_draft_minute: whether the minutes of the meeting that adopted it are a draft.
    """

    key: int
    number: int
    state: VersionState
    condition: Condition
    effective_on: datetime.date | None
    review_due_on: datetime.date | None
    is_by_draft_minute: bool
    made_by: str
    made_at: datetime.datetime
    why: str


class _Row(NamedTuple):
    """What is asked of each version, in this order."""

    key: int
    number: int
    state: str
    why: str
    made_at: datetime.datetime
    made_by: str
    effective_on: datetime.date | None
    adoption: int | None
    review_due_on: datetime.date | None
    minutes_approved_in: int | None

    def has_taken_effect(self, today: datetime.date) -> bool:
        return self.effective_on is not None and self.effective_on <= today


def listed(user: User, school: School, today: datetime.date) -> list[Listed]:
    """The versions of a school's policy that this person may read, latest first; at most 200. One query."""
    rows = [_Row(*row) for row in _listed(school=school.pk, states=readable_states(user, school))]
    # Who reads one adopted version reads them all. Of those that took effect on one day the one recorded later holds.
    taken_effect = (row for row in rows if row.has_taken_effect(today))
    in_force = max(taken_effect, key=lambda row: (row.effective_on, row.adoption), default=None)
    return [_as_listed(row, in_force, today) for row in rows]


def _as_listed(row: _Row, in_force: _Row | None, today: datetime.date) -> Listed:
    is_superseded = row is not in_force and row.has_taken_effect(today)
    return Listed(
        key=row.key,
        number=row.number,
        state=VersionState(row.state),
        condition=condition(row.state, review_due_on=row.review_due_on, is_superseded=is_superseded, today=today),
        effective_on=row.effective_on,
        review_due_on=row.review_due_on,
        is_by_draft_minute=row.adoption is not None and row.minutes_approved_in is None,
        made_by=row.made_by,
        made_at=row.made_at,
        why=row.why,
    )


@prepared(states="text")
def _listed(school: int, states: Collection[str]) -> QuerySet[Version, tuple[Any, ...]]:
    found = Version.objects.filter(policy__school=school, state__in=states).order_by("-number")
    own = ("pk", "number", "state", "why", "made_at", "made_by__name")
    adopted = ("adoption__effective_on", "adoption", "adoption__review_due_on")
    return found.values_list(*own, *adopted, "adoption__meeting__minutes_approved_in")[:200]


def latest_and_ahead(user: User, school: School, today: datetime.date) -> tuple[list[Version], bool]:
    """The latest version that this person may read, and those whose adoption is still to take effect; latest first.

    Without their text; and whether this person has changes that are saved as no version yet. One query.
    """
    found = _latest_and_ahead(school=school.pk, states=readable_states(user, school), today=today, editor=user.pk)
    has_draft = any(vars(version)["has_draft"] for version in found)
    return found, has_draft and allows(user, edit_permission(school), school)


@prepared(states="text")
def _latest_and_ahead(school: int, states: Collection[str], today: datetime.date, editor: int) -> QuerySet[Version]:
    readable = Version.objects.filter(policy__school=school, state__in=states)
    latest = readable.order_by("-number").values("pk")[:1]
    found = readable.filter(Q(pk__in=latest) | Q(adoption__effective_on__gt=today))
    own = Draft.objects.filter(policy=OuterRef("policy"), editor=editor)
    with_names = found.select_related("made_by", "submitted_by", "adoption").defer("document")
    return with_names.annotate(has_draft=Exists(own)).order_by("-number")
