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
from succession.council.figures import NOT_ADOPTED_LABEL, may_know_state
from succession.council.narrowing import asked_for
from succession.models import Chase


@dataclass(frozen=True, slots=True)
class Row:
    """One school: where its policy stands in words, and what is on its way, as far as the reader is told of it."""

    school: School
    policy: str
    next_state: str
    in_force_since: datetime.date | None
    review_due_on: datetime.date | None
    cover_reviewed_on: datetime.date | None
    asked: Chase | None


@dataclass(frozen=True, slots=True)
class Board:
    """A page of schools by name, and how many of them all have a policy in force, or are among those chosen."""

    rows: Sequence[Row]
    schools: int
    with_policy: int
    chosen: int | None
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
    schools, with_policy = schools_with_policy(council, today)
    return Board(
        rows=_rows(user, council, rows, today),
        schools=schools,
        with_policy=with_policy,
        chosen=chosen,
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
    return _rows(user, council, schools, today)


def _rows(user: User, council: Council, schools: Sequence[School], today: datetime.date) -> list[Row]:
    """Each of these schools as this person is told of it."""
    now, reviewed = standings(schools, today), reviews_of(user, council, schools)
    asked, knows_state = latest_by_school(user, council, schools), may_know_state(user, council)
    return [_row(one, now[one.pk], reviewed.get(one.pk), asked.get(one.pk), knows_state=knows_state) for one in schools]


def _row(
    school: School, now: SchoolStanding, reviewed: datetime.date | None, asked: Chase | None, *, knows_state: bool
) -> Row:
    held = now.adoption
    return Row(
        school=school,
        policy=now.standing.label if held or knows_state else NOT_ADOPTED_LABEL,
        next_state=now.next_state.value if now.next_state and knows_state else "",
        in_force_since=held.effective_on if held else None,
        review_due_on=held.review_due_on if held else None,
        cover_reviewed_on=reviewed,
        asked=asked,
    )


def _last(user: User, council: Council, after: str) -> School | None:
    """The school with this URN, where it is one of the council’s."""
    if not after.isdecimal() or len(after) > 9:
        return None
    last = school_of(user, int(after))
    return last if last is not None and last.council_id == council.pk else None
