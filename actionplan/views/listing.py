"""The list of a plan as it stands in its address, for the pages that come back to it, and what its rows lead to."""

import re
from collections.abc import Iterable
from urllib.parse import urlencode

from actionplan.models import ScrutinyReview
from actionplan.outlines.rules import Row
from actionplan.queries import teams_of_member
from actionplan.rules import DateState
from people.access.decorators import SignedInRequest
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council

_KEPT = ("by", "state", "team", "response", "after")
_PLACE = re.compile(r"[a-z0-9-]{1,40}")


def kept(request: SignedInRequest) -> dict[str, str]:
    """What of the address says which part of the list is shown."""
    return {name: request.GET[name] for name in _KEPT if request.GET.get(name)}


def list_address(request: SignedInRequest, review: ScrutinyReview) -> str:
    """The list as it was where somebody came from, at the row that the address names, or at its top."""
    asked, place = kept(request), request.GET.get("at", "")
    at = place if _PLACE.fullmatch(place) else "list"
    return f"{review.get_absolute_url()}{f'?{urlencode(asked)}' if asked else ''}#{at}"


def so_many(rows: Iterable[Row], state: DateState | None) -> int:
    """How many milestones of these recommendations are shown, where those in one state are, or all."""
    return sum(row.states.count(state) if state else len(row.steps) for row in rows)


def updatable(request: SignedInRequest, council: Council, rows: Iterable[Row]) -> set[int]:
    """The keys of those of these recommendations whose milestones this person may update."""
    if not allows(request.user, Permission.PLAN_UPDATE, council):
        return set()
    if allows(request.user, Permission.PLAN_EDIT, council):
        return {row.key for row in rows}
    own = {team.pk for team in teams_of_member(request.user, council)}
    return {row.key for row in rows if not own.isdisjoint(row.teams)}
