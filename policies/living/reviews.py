"""What pages ask about termly reviews, the priorities of the improvement plan, and commitments held before.

Functions that take a person ask what they may know; one that takes a school alone is for callers who asked.
"""

import datetime
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Value

from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.calendar import academic_year, term_of
from people.models import School, User
from policies.document import in_words
from policies.living import reviewing
from policies.models import Commitment, CommitmentReview, Priority, Served
from policies.models.clauses import CommitmentQuerySet
from policies.queries import blanks_of

_MOST_REVIEWS = 30  # ten years of terms
_LIKE = 0.6


@dataclass(frozen=True, slots=True)
class Earlier:
    """A commitment that the policy held once: its words, until when, and how many lines of evidence stand for it.

    is_like: whether its words are much like those of the one it is offered for.
    """

    key: int
    text: str
    held_until: datetime.date
    lines: int
    is_like: bool

    @property
    def pk(self) -> int:
        """Its key, by which a form offers it."""
        return self.key

    @property
    def last_day(self) -> datetime.date:
        """The last day it held."""
        return self.held_until - datetime.timedelta(days=1)


def latest_reviews(user: User, school: School) -> dict[int, CommitmentReview]:
    """The latest review of each commitment of a school, by the commitment's key. One query."""
    if not allows(user, Permission.EVIDENCE_READ, school):
        return {}
    return {review.commitment_id: review for review in _latest(school=school.pk)}


def reviews_of(user: User, school: School, commitment: int) -> list[CommitmentReview]:
    """The reviews of a commitment, latest first, at most ten years of them."""
    if not allows(user, Permission.EVIDENCE_READ, school):
        return []
    return _reviews(school=school.pk, commitment=commitment)


def reviews_due(user: User, school: School, today: datetime.date) -> int:
    """How many commitments wait for their review of this term, for who writes it."""
    term = term_of(today)
    if today < term.starts_on + reviewing.AFTER or not allows(user, Permission.EVIDENCE_EDIT, school):
        return 0
    return sum(_due(school=school.pk, today=today, since=today - reviewing.AFTER, term=term.number))


def unreviewed(today: datetime.date, since: datetime.date, term: int) -> CommitmentQuerySet:
    """Commitments that hold today, and have since a day, without a review in a term or after it; for who asked."""
    reviewed = CommitmentReview.objects.filter(commitment=OuterRef("pk"), term__gte=term)
    found: CommitmentQuerySet = Commitment.objects.filter(~Exists(reviewed), in_force_from__lte=since)
    return found.in_force(today)


def priorities_of(user: User, school: School, year: int) -> list[Priority]:
    """The priorities of a school's improvement plan in an academic year, in their order."""
    return _priorities(school=school.pk, year=year) if allows(user, Permission.EVIDENCE_READ, school) else []


def served_in(user: User, school: School, year: int) -> dict[int, Priority]:
    """The priority that each commitment of a school serves in an academic year, by the commitment's key."""
    return served_by(school, year) if allows(user, Permission.EVIDENCE_READ, school) else {}


def served_by(school: School, year: int) -> dict[int, Priority]:
    """The same, for callers who asked."""
    return {served.commitment_id: served.priority for served in _served(school=school.pk, year=year)}


def this_year(today: datetime.date) -> int:
    """The calendar year in which the academic year of a day began."""
    return academic_year(today)[0].year


def earlier_of(user: User, school: School, commitment: Commitment, text: str) -> list[Earlier]:
    """Commitments that ended by when this one began and whose evidence could be continued: those most like it first."""
    if not allows(user, Permission.EVIDENCE_EDIT, school):
        return []
    facts = blanks_of(school)
    found = [
        Earlier(key, words := in_words(text_, facts), until, lines, _likeness(words, text) >= _LIKE)
        for key, text_, until, lines in _ended(policy=commitment.policy_id, by=commitment.in_force_from)
    ]
    return sorted(found, key=lambda one: (not one.is_like, -_likeness(one.text, text), one.key))


def earlier_commitment(user: User, school: School, key: int) -> Commitment | None:
    """One commitment of a school, held or not, for who leads there."""
    if not allows(user, Permission.EVIDENCE_EDIT, school):
        return None
    return Commitment.objects.filter(policy__school=school, pk=key).select_related("policy__school").first()


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold().split(), other.casefold().split(), autojunk=False).ratio()


# ---------------------------------------------------------------------------------------------------------------------
@prepared()
def _latest(school: int) -> QuerySet[CommitmentReview]:
    found = CommitmentReview.objects.filter(commitment__policy__school=school)
    return found.order_by("commitment_id", "-term").distinct("commitment_id")


@prepared()
def _reviews(school: int, commitment: int) -> QuerySet[CommitmentReview]:
    found = CommitmentReview.objects.filter(commitment__policy__school=school, commitment=commitment)
    return found.select_related("by", "corrected_by").order_by("-term")[:_MOST_REVIEWS]


@prepared()
def _due(school: int, today: datetime.date, since: datetime.date, term: int) -> QuerySet[Commitment, int]:
    waiting = unreviewed(today, since, term).filter(policy__school=school)
    return waiting.order_by().annotate(one=Value(1)).values_list("one", flat=True)


@prepared()
def _priorities(school: int, year: int) -> QuerySet[Priority]:
    return Priority.objects.filter(school=school, year=year).order_by("place")


@prepared()
def _served(school: int, year: int) -> QuerySet[Served]:
    found = Served.objects.filter(commitment__policy__school=school, year=year)
    return found.select_related("priority").order_by("pk")


@prepared()
def _ended(policy: int, by: datetime.date) -> QuerySet[Commitment, tuple[Any, ...]]:
    ended = Commitment.objects.filter(policy=policy, in_force_until__lte=by)
    worded = ended.filter(version__clauses__clause_id=F("clause_id"))
    held = worded.annotate(lines=Count("evidence", distinct=True), looks=Count("reviews", distinct=True))
    return (
        held.exclude(lines=0, looks=0)
        .order_by("-in_force_until", "pk")
        .values_list("pk", "version__clauses__text", "in_force_until", "lines")[:50]
    )
