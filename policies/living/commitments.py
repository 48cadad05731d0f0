"""What pages and reports ask about the commitments of a school's policy and their evidence.

Functions that take a person ask what they may know; those that take a school alone are for callers who asked.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from core import clock
from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.calendar import term_of
from people.models import Activity, School, User
from policies.document import in_words
from policies.living.evidence import Quiet, quiet
from policies.models import Commitment, Evidence
from policies.queries import blanks_of

EVIDENCE_PAGE = 50
_NEWEST = 2**62  # a key beyond every key: the first page


@dataclass(frozen=True, slots=True)
class Held:
    """A commitment that binds a school today, with its words, how quiet it is and how many lines stand for it."""

    key: int
    clause_id: str
    text: str
    in_force_from: datetime.date
    quiet: Quiet
    evidence: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How a school keeps its commitments: how many there are, were evidenced this term, are quiet for 1 and 2 terms."""

    commitments: int
    this_term: int
    quiet: int
    quiet_longer: int


def commitments_of(school: School, today: datetime.date) -> list[Held]:
    """The commitments in force at a school, the quietest first, then in the order of the policy. One query."""
    facts = blanks_of(school)
    held = [
        Held(key, clause, in_words(text, facts), since, quiet(last=last, in_force_from=since, today=today), count)
        for key, clause, since, text, _place, last, count in _commitments(school=school.pk, today=today)
    ]
    return sorted(held, key=lambda one: (-one.quiet.terms, one.quiet.last or datetime.date.min))


def quiet_commitments(school: School, today: datetime.date) -> list[Held]:
    """Those for which nothing was written down for a whole term or more."""
    return [held for held in commitments_of(school, today) if held.quiet.is_quiet]


def counts_of(held: Sequence[Held], today: datetime.date) -> Counts:
    """The counts of some commitments, which is all that a council is told."""
    terms, now = [one.quiet.terms for one in held], term_of(today)
    this_term = sum(one.quiet.last is not None and term_of(one.quiet.last) == now for one in held)
    return Counts(len(held), this_term, sum(count >= 1 for count in terms), sum(count >= 2 for count in terms))


def evidence_since(school: School, first: datetime.date, last: datetime.date) -> list[Evidence]:
    """Evidence that stands and was done, or was written down, between two days, both included, the latest first.

    What was written down late is not lost to a report that tells of the time since another. At most 1,000 lines.
    """
    return _since(school=school.pk, first=first, last=last, moment=clock.midnight(first))


# For those who ask ----------------------------------------------------------------------------------------------------
def commitment_of(user: User, school: School, key: int, today: datetime.date) -> tuple[Commitment, Held] | None:
    """One commitment in force at a school, as a row and with its words, where this person reads commitments."""
    if not allows(user, Permission.COMMITMENTS_READ, school):
        return None
    held = next((one for one in commitments_of(school, today) if one.key == key), None)
    row = next(iter(_commitment(school=school.pk, key=key)), None) if held else None
    return (row, held) if row is not None and held is not None else None


def evidence_page(user: User, school: School, commitment: int, before: int | None = None) -> list[Evidence]:
    """A page of a commitment's evidence, withdrawn lines too, the last added first, and one more where there are more.

    All of it for who reads evidence; else what this person added themselves, where they may add any.
    """
    key = before or _NEWEST
    if allows(user, Permission.EVIDENCE_READ, school):
        return _evidence(school=school.pk, commitment=commitment, before=key)
    if allows(user, Permission.EVIDENCE_ADD, school):
        return _own_evidence(school=school.pk, commitment=commitment, before=key, by=user.pk)
    return []


def evidence_of(user: User, school: School, key: int) -> Evidence | None:
    """One line of evidence at a school, where this person may read it."""
    found = next(iter(_one(school=school.pk, key=key)), None)
    if found is None or allows(user, Permission.EVIDENCE_READ, school):
        return found
    return found if found.by_id == user.pk and allows(user, Permission.EVIDENCE_ADD, school) else None


def evidence_from(user: User, activity: Activity) -> list[Evidence]:
    """What an activity became evidence for, withdrawn lines too, for who leads development at its school."""
    return _from(activity=activity.pk) if allows(user, Permission.DEVELOPMENT_EDIT, activity.school) else []


# ---------------------------------------------------------------------------------------------------------------------
@prepared()
def _commitments(school: int, today: datetime.date) -> QuerySet[Commitment, tuple[Any, ...]]:
    stands = Q(evidence__isnull=False, evidence__withdrawn_at__isnull=True)
    # A commitment's present words are those of its clause in the version that holds it.
    worded = Commitment.objects.filter(policy__school=school, version__clauses__clause_id=F("clause_id"))
    names = ("pk", "clause_id", "in_force_from", "version__clauses__text", "version__clauses__order")
    found = worded.in_force(today).order_by("version__clauses__order", "pk").values_list(*names)
    return found.annotate(last=Max("evidence__on", filter=stands), count=Count("evidence", filter=stands))


@prepared()
def _commitment(school: int, key: int) -> QuerySet[Commitment]:
    return Commitment.objects.filter(policy__school=school, pk=key).select_related("policy__school").order_by("pk")


@prepared()
def _since(school: int, first: datetime.date, last: datetime.date, moment: datetime.datetime) -> QuerySet[Evidence]:
    told = Q(on__gte=first) | Q(added_at__gte=moment)
    standing = Evidence.objects.filter(told, commitment__policy__school=school, on__lte=last).standing()
    return standing.order_by("-on", "-pk")[:1000]


def _lines() -> QuerySet[Evidence]:
    people = ("by", "corrected_by", "withdrawn_by", "file", "activity", "commitment__policy__school")
    return Evidence.objects.select_related(*people)


@prepared()
def _evidence(school: int, commitment: int, before: int) -> QuerySet[Evidence]:
    found = _lines().filter(commitment__policy__school=school, commitment=commitment, pk__lt=before)
    return found.order_by("-pk")[: EVIDENCE_PAGE + 1]


@prepared()
def _own_evidence(school: int, commitment: int, before: int, by: int) -> QuerySet[Evidence]:
    found = _lines().filter(commitment__policy__school=school, commitment=commitment, pk__lt=before, by=by)
    return found.order_by("-pk")[: EVIDENCE_PAGE + 1]


@prepared()
def _one(school: int, key: int) -> QuerySet[Evidence]:
    return _lines().filter(commitment__policy__school=school, pk=key).order_by("pk")


@prepared()
def _from(activity: int) -> QuerySet[Evidence]:
    return _lines().filter(activity=activity).order_by("pk")[:100]
