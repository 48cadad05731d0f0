"""The council's board of schools: where each stands with its policy."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, School, User
from people.planning.queries import reviews_of
from people.queries import SCHOOLS_PAGE, open_schools_after, school_of
from policies.queries import SchoolStanding, schools_with_policy, standings
from succession.council.chases import latest_by_school
from succession.council.figures import may_know_state
from succession.council.narrowing import asked_for
from succession.models import Chase


@dataclass(frozen=True, slots=True)
class Row:
    """One school."""

    school: School
    standing: SchoolStanding
    cover_reviewed_on: datetime.date | None
    asked: Chase | None


@dataclass(frozen=True, slots=True)
class Board:
    """A page of schools by name, and how many of them all have a policy in force, or are among those chosen."""

    rows: Sequence[Row]
    schools: int
    with_policy: int
    chosen: int | None
    shows_state: bool
    shows_cover: bool
    is_first: bool
    next_after: str

    @property
    def sentence(self) -> str:
        """How many of how many."""
        if self.schools == 1:
            return f"1 open school, which has {'an' if self.with_policy else 'no'} adopted policy."
        return f"{self.with_policy} of {self.schools} open schools have an adopted policy."


def board_of(
    user: User, council: Council, *, after: str, today: datetime.date, filters: Mapping[str, str] | None = None
) -> Board:
    """The page of schools that follows the school with URN `after`. filters: as `asked_for` takes them."""
    if not allows(user, Permission.SCHOOLS_READ, council):
        return Board(
            rows=[],
            schools=0,
            with_policy=0,
            chosen=None,
            shows_state=False,
            shows_cover=False,
            is_first=True,
            next_after="",
        )
    last, chosen = _last(user, council, after), None
    if filters:
        among = School.objects.visible_to(user).filter(asked_for(user, filters, today), council=council).open()
        found, chosen = list(among.after(last)[: SCHOOLS_PAGE + 1]), among.count()
    else:
        found = open_schools_after(council, last)
    rows, more = found[:SCHOOLS_PAGE], found[SCHOOLS_PAGE:]
    now, reviewed = standings(rows, today), reviews_of(user, council, rows)
    asked = latest_by_school(user, council, rows)
    schools, with_policy = schools_with_policy(council, today)
    return Board(
        rows=[Row(school, now[school.pk], reviewed.get(school.pk), asked.get(school.pk)) for school in rows],
        schools=schools,
        with_policy=with_policy,
        chosen=chosen,
        shows_state=may_know_state(user, council),
        shows_cover=allows(user, Permission.COVER_STATE_READ, council),
        is_first=not after,
        next_after=str(rows[-1].urn) if more else "",
    )


def rows_for_file(
    user: User, council: Council, today: datetime.date, filters: Mapping[str, str], most: int
) -> list[Row]:
    """The first so many open schools by name, or of those that the filters ask for."""
    if not allows(user, Permission.SCHOOLS_READ, council):
        return []
    among = School.objects.visible_to(user).filter(asked_for(user, filters, today), council=council).open()
    schools = list(among.after(None)[:most])
    now, reviewed = standings(schools, today), reviews_of(user, council, schools)
    asked = latest_by_school(user, council, schools)
    return [Row(school, now[school.pk], reviewed.get(school.pk), asked.get(school.pk)) for school in schools]


def _last(user: User, council: Council, after: str) -> School | None:
    """The school with this URN, where it is one of the council’s."""
    if not after.isdecimal() or len(after) > 9:
        return None
    last = school_of(user, int(after))
    return last if last is not None and last.council_id == council.pk else None
