"""What the report reads of the board: who has a place, until when, and how many places there are.

For an action that has asked whether it may.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from core.prepared import prepared
from people.models import Body, School, TermOfOffice
from people.rules import (
    GOVERNOR_CATEGORY_LABELS,
    OFFICE_LABELS,
    BodyKind,
    GovernorCategory,
    Office,
)
from succession.reports.personnel.record import Board, Places, Seat
from succession.reports.rules import Part
from succession.reports.tokens import Names, Subject, SubjectKind


def governing(school: School, body: Body) -> Body:
    """The board of which terms of office are told: the body itself, the one it is a committee of, or the school's."""
    if body.kind != BodyKind.COMMITTEE:
        return body
    if body.parent is not None:
        return body.parent
    return next(iter(_boards(school=school.pk)), body)


def terms_of(board: Body, body: Body, day: datetime.date) -> list[TermOfOffice]:
    """The places that are held on a day on the board and on the body itself."""
    return _terms(bodies=[board.pk, body.pk], day=day)


def seats_of(board: Body, body: Body, terms: Collection[TermOfOffice], names: Names) -> Iterable[Seat]:
    """Who has a place on the board, each once, and who is on its committee without having one."""
    on_board = [term for term in terms if term.body_id == board.pk]
    committee = [term for term in terms if term.body_id == body.pk != board.pk]
    held, sits = {_person(term) for term in on_board}, {_person(term) for term in committee}
    shown = on_board + [term for term in committee if _person(term) not in held]
    for term in sorted(shown, key=lambda term: (term.name.casefold(), term.pk)):
        yield Seat(
            key=term.pk,
            name=names.mark(Part.OPEN, Subject(SubjectKind.TERM, term.pk), term.name),
            category=GOVERNOR_CATEGORY_LABELS[GovernorCategory(term.category)],
            office=OFFICE_LABELS[Office(term.office)] if term.office else "",
            starts_on=term.starts_on,
            ends_on=term.ends_on,
            is_on_committee=_person(term) in sits,
        )


def board_of(board: Body, terms: Collection[TermOfOffice]) -> Board:
    """The places of a board by category: how many there are and how many are held."""
    held = Counter(term.category for term in terms if term.body_id == board.pk)
    return Board(
        name=board.name,
        places=tuple(
            Places(GOVERNOR_CATEGORY_LABELS[category], held[category.value], total)
            for category, total in board.places.items()
            if total or held[category.value]
        ),
    )


def _person(term: TermOfOffice) -> object:
    """The same for the same human being, by their account or, where none is known, their name."""
    return term.user_id or " ".join(term.name.casefold().split())


@prepared()
def _boards(school: int) -> QuerySet[Body]:
    found = Body.objects.filter(schools=school, kind__in=[BodyKind.GOVERNING_BOARD.value, BodyKind.TRUST_BOARD.value])
    return found.order_by("pk")[:1]


@prepared(bodies="bigint")
def _terms(bodies: Collection[int], day: datetime.date) -> QuerySet[TermOfOffice]:
    return TermOfOffice.objects.filter(body__in=bodies).in_force(day).order_by("name", "pk")[:200]
