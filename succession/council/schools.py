"""The council's board of schools: where each stands with its policy."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, School, User
from people.models.organisations import SchoolQuerySet
from policies.models import Adoption
from policies.queries import SchoolStanding, standings

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One school."""

    school: School
    standing: SchoolStanding


@dataclass(frozen=True, slots=True)
class Board:
    """A page of schools by name, and how many of them all have a policy in force."""

    rows: Sequence[Row]
    schools: int
    with_policy: int
    shows_state: bool
    is_first: bool
    next_after: str

    @property
    def sentence(self) -> str:
        """How many of how many."""
        if self.schools == 1:
            return f"1 open school, which has {'an' if self.with_policy else 'no'} adopted policy."
        return f"{self.with_policy} of {self.schools} open schools have an adopted policy."


def board_of(user: User, council: Council, *, after: str, today: datetime.date) -> Board:
    """The page of schools that follows the school with URN `after`."""
    visible = School.objects.visible_to(user).filter(council=council).open()
    page = list(_following(visible, after)[: PAGE + 1])
    rows, more = page[:PAGE], page[PAGE:]
    found = standings(rows, today)
    adopted = Adoption.objects.visible_to(user).filter(version__policy__school__in=visible, effective_on__lte=today)
    return Board(
        rows=[Row(school, found[school.pk]) for school in rows],
        schools=visible.count(),
        with_policy=adopted.values("version__policy").distinct().count(),
        shows_state=bool(rows) and allows(user, Permission.POLICY_STATE_READ, rows[0]),
        is_first=not after,
        next_after=str(rows[-1].urn) if more else "",
    )


def _following(visible: SchoolQuerySet, after: str) -> SchoolQuerySet:
    """Schools after the named one, by name then URN; all of them where it names none."""
    last = visible.filter(urn=int(after)).first() if after.isdecimal() and len(after) < 10 else None
    if last is None:
        return visible
    return visible.filter(Q(name__gt=last.name) | Q(name=last.name, urn__gt=last.urn))
