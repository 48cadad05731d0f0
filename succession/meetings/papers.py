"""The kinds of paper that an item can have beside a file: references to what is kept elsewhere in the product.

A kind is registered in `SuccessionConfig.ready`:

    register(PaperKind(slug="policy", ...))
"""

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from people.models import Meeting, User

FILE = "file"
"""The kind of a paper that is a file of its own."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Something that can be put on an agenda: the key of its row, and what it is called there."""

    subject: str
    title: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """What a meeting adopted: a paper's subject, at which meeting, with which minute.

    effective_on, review_due_on: given for kinds that ask for days.
    """

    subject: str
    meeting: Meeting
    minute_reference: str
    effective_on: datetime.date | None
    review_due_on: datetime.date | None
    by: User
    today: datetime.date


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper.

    slug: the short word that the database keeps. label: what it is, on the form. offered: what of this kind somebody
    may put on the agenda of a meeting, at most 50. addresses: where each of these subjects is read; a page there asks
    who may. adopt: puts it into force as the meeting decided, asking and refusing for itself; None where there is
    nothing to adopt. asks_days: whether what is adopted has a first day and a day of review of its own. refused: what
    adopting raises, with a sentence.
    """

    slug: str
    label: str
    offered: Callable[[User, Meeting], list[Offered]]
    addresses: Callable[[Collection[str]], Mapping[str, str]]
    adopt: Callable[[Adoption], object] | None = None
    asks_days: bool = False
    refused: type[Exception] = Exception


_KINDS: dict[str, PaperKind] = {}


def register(kind: PaperKind) -> None:
    """Let a kind of paper be put on agendas."""
    _KINDS[kind.slug] = kind


def kinds() -> list[PaperKind]:
    """Every kind of paper but files, in the order of registration."""
    return list(_KINDS.values())


def kind_of(slug: str) -> PaperKind | None:
    """The kind with this short word; None for a file, or a word that nobody registered."""
    return _KINDS.get(slug)


def offered_to(by: User, meeting: Meeting) -> list[tuple[PaperKind, list[Offered]]]:
    """What this person may put on the agenda of a meeting, kind by kind; kinds with nothing to offer are left out."""
    found = [(kind, kind.offered(by, meeting)) for kind in kinds()]
    return [(kind, rows) for kind, rows in found if rows]


def addresses_of(papers: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Where papers are read, by kind and subject: one question for each kind that is among them."""
    found: dict[tuple[str, str], str] = {}
    for kind in kinds():
        subjects = [subject for slug, subject in papers if slug == kind.slug]
        if subjects:
            found |= {(kind.slug, subject): href for subject, href in kind.addresses(subjects).items()}
    return found
