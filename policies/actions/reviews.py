"""Reviewing a commitment once a term, and saying which priority of the improvement plan it serves."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from core import clock, conflicts
from people.access.guards import require
from people.access.roles import Permission
from people.calendar import academic_year, term_of
from people.models import School, User
from policies.document import Refused
from policies.living import reviewing
from policies.living.reviewing import Step
from policies.models import Commitment, CommitmentReview, Evidence, Priority, Served


@transaction.atomic
def review_commitment(
    *,
    commitment: Commitment,
    status: str,
    seen: str,
    next_step: str,
    next_by: datetime.date | None,
    by: User,
    today: datetime.date,
) -> CommitmentReview:
    """Write down how a commitment is kept this term. Sent twice, it is written once.

    Raises conflicts.Conflict where somebody else reviewed it meanwhile: theirs is corrected, not written over.
    """
    locked = _held(commitment, by, today)
    reviewing.check_review(status=status, seen=seen, step=Step(next_step, next_by), today=today)
    said = _said(status, seen, next_step, next_by)
    found = CommitmentReview.objects.filter(commitment=locked, term=term_of(today).number).first()
    if found is not None:
        if all(getattr(found, name) == value for name, value in said.items()):
            return found
        raise conflicts.Conflict
    review = CommitmentReview(commitment=locked, term=term_of(today).number, by=by, at=clock.now(), **said)
    review.full_clean()
    review.save()
    return review


def review_token(review: CommitmentReview) -> str:
    """What a form about a review was opened on."""
    return conflicts.token(review.status, review.seen, review.next_step, review.next_by)


@transaction.atomic
def correct_review(
    *,
    review: CommitmentReview,
    status: str,
    seen: str,
    next_step: str,
    next_by: datetime.date | None,
    opened_on: str,
    by: User,
    today: datetime.date,
) -> CommitmentReview:
    """Correct this term's review. Its history keeps what it said. Raises conflicts.Conflict and Refused."""
    locked_commitment = _held(review.commitment, by, today)
    locked = CommitmentReview.objects.select_for_update().get(pk=review.pk, commitment=locked_commitment)
    said = _said(status, seen, next_step, next_by)
    if all(getattr(locked, name) == value for name, value in said.items()):
        return locked
    reviewing.check_term(locked.term, today)
    conflicts.check(opened_on=opened_on, now=review_token(locked))
    reviewing.check_review(status=status, seen=seen, step=Step(next_step, next_by), today=today)
    for name, value in said.items():
        setattr(locked, name, value)
    locked.corrected_by, locked.corrected_at = by, clock.now()
    locked.full_clean()
    locked.save()
    return locked


# Priorities -----------------------------------------------------------------------------------------------------------
def priorities_token(priorities: Sequence[Priority]) -> str:
    """What the form of a year's priorities was opened on."""
    return conflicts.token(*((one.place, one.words) for one in priorities))


@transaction.atomic
def set_priorities(
    *, school: School, year: int, words: Sequence[str], opened_on: str, by: User, today: datetime.date
) -> list[Priority]:
    """List the priorities of the improvement plan for an academic year, by their places; an empty place holds none.

    A priority whose words change stays the same one, with the commitments that serve it. One that is cleared goes, and
    its history stays. Raises conflicts.Conflict and Refused.
    """
    require(by, Permission.EVIDENCE_EDIT, school)
    if abs(year - academic_year(today)[0].year) > 1:
        raise Refused("List the priorities of last year, this year or next year.")
    listed = reviewing.cleaned(words)
    School.objects.select_for_update().get(pk=school.pk)
    standing = {one.place: one for one in Priority.objects.filter(school=school, year=year).order_by("place")}
    if {place: one.words for place, one in standing.items()} == listed:
        return list(standing.values())
    conflicts.check(opened_on=opened_on, now=priorities_token(list(standing.values())))
    for place, one in list(standing.items()):
        if place not in listed:
            Served.objects.filter(priority=one).delete()
            one.delete()
            del standing[place]
    for place, line in listed.items():
        one = standing.get(place) or Priority(school=school, year=year, place=place)
        one.words = line
        one.full_clean()
        one.save()
        standing[place] = one
    return [standing[place] for place in sorted(standing)]


@transaction.atomic
def serve_priority(*, commitment: Commitment, year: int, priority: Priority | None, by: User) -> None:
    """Say which priority of a year a commitment serves, or that it serves none."""
    school = _school(commitment)
    require(by, Permission.EVIDENCE_EDIT, school)
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if priority is None:
        Served.objects.filter(commitment=locked, year=year).delete()
        return
    chosen = Priority.objects.select_for_update().filter(pk=priority.pk, school=school, year=year).first()
    if chosen is None:
        raise Refused("That priority is no longer in the list. Choose from the list as it is now.")
    served = Served.objects.filter(commitment=locked, year=year).first() or Served(commitment=locked, year=year)
    served.priority = chosen
    served.full_clean()
    served.save()


# Identity -------------------------------------------------------------------------------------------------------------
@transaction.atomic
def continue_commitment(*, commitment: Commitment, earlier: Commitment, by: User, today: datetime.date) -> int:
    """Say that a commitment is one that the policy held before: all that was written down for that one is now for this.

    For a commitment that was taken out and put in again. Gives back how many lines of evidence came along. What stands
    for this one already (an activity's line, the review of a term, a year's priority) is not written over.
    """
    locked = _held(commitment, by, today)
    before = Commitment.objects.select_for_update().filter(pk=earlier.pk, policy=locked.policy_id).first()
    if before is None or before.in_force_until is None or before.in_force_until > locked.in_force_from:
        raise Refused("Choose a commitment that the policy held before this one.")
    counted = Evidence.objects.standing().filter(commitment=locked, activity__isnull=False).values("activity")
    lines = Evidence.objects.filter(commitment=before).exclude(withdrawn_at__isnull=True, activity__in=counted)
    came = lines.update(commitment=locked)
    terms = CommitmentReview.objects.filter(commitment=locked).values("term")
    CommitmentReview.objects.filter(commitment=before).exclude(term__in=terms).update(commitment=locked)
    years = Served.objects.filter(commitment=locked).values("year")
    Served.objects.filter(commitment=before).exclude(year__in=years).update(commitment=locked)
    return came


# ---------------------------------------------------------------------------------------------------------------------
def _held(commitment: Commitment, by: User, today: datetime.date) -> Commitment:
    """The commitment, locked, where this person leads its school and the policy holds it."""
    require(by, Permission.EVIDENCE_EDIT, _school(commitment))
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if locked.in_force_until is not None and locked.in_force_until <= today:
        raise Refused("The policy does not hold this commitment any more.")
    return locked


def _said(status: str, seen: str, next_step: str, next_by: datetime.date | None) -> dict[str, object]:
    return {"status": status, "seen": seen.strip(), "next_step": next_step.strip(), "next_by": next_by}


def _school(commitment: Commitment) -> School:
    school = commitment.policy.school
    assert school is not None, "only schools adopt"  # noqa: S101
    return school
