"""The actions about reviews of commitments, the priorities they serve, and the public page."""

import datetime

from policies.actions import publishing, reviews
from policies.models import Commitment
from tests.action_rows.scene import Call, Row, Scene
from tests.builders import (
    make_commitment_review,
    make_evidence_line,
    make_priority,
    make_publication,
    make_served,
)
from tests.policies.cast import TODAY

SAID = {"status": "kept", "seen": "All do", "next_step": "Go on", "next_by": datetime.date(2027, 1, 15)}
AUTUMN = 2026 * 3


def review_commitment(s: Scene) -> Call:
    held = _commitments(s)[0]
    return lambda: reviews.review_commitment(commitment=held, by=s.cast.head, today=TODAY, **SAID)


def correct_review(s: Scene) -> Call:
    standing = make_commitment_review(_commitments(s)[0], term=AUTUMN)
    opened_on = reviews.review_token(standing)
    return lambda: reviews.correct_review(review=standing, opened_on=opened_on, by=s.cast.head, today=TODAY, **SAID)


def set_priorities(s: Scene) -> Call:
    """One is new, one changes, and one that a commitment served goes."""
    standing = [make_priority(s.cast.school, place=place, words=f"Priority {place}") for place in (1, 2)]
    make_served(_commitments(s)[0], priority=standing[1])
    opened_on = reviews.priorities_token(standing)
    return lambda: reviews.set_priorities(
        school=s.cast.school, year=2026, words=["Reading", "", "New"], opened_on=opened_on, by=s.cast.head, today=TODAY
    )


def serve_priority(s: Scene) -> Call:
    held, chosen = _commitments(s)[0], make_priority(s.cast.school)
    return lambda: reviews.serve_priority(commitment=held, year=2026, priority=chosen, by=s.cast.head)


def continue_commitment(s: Scene) -> Call:
    """With evidence, a review and a priority."""
    new, before = _commitments(s)[:2]
    Commitment.objects.filter(pk=before.pk).update(in_force_from="2019-01-01", in_force_until="2020-01-01")
    make_evidence_line(before)
    make_commitment_review(before)
    make_served(before)
    return lambda: reviews.continue_commitment(commitment=new, earlier=before, by=s.cast.head, today=TODAY)


def publish_policy(s: Scene) -> Call:
    assert s.world.adopted
    return lambda: publishing.publish_policy(school=s.cast.school, by=s.cast.head, today=TODAY)


def unpublish_policy(s: Scene) -> Call:
    make_publication(s.cast.school)
    return lambda: publishing.unpublish_policy(school=s.cast.school, by=s.cast.head)


def _commitments(s: Scene) -> list[Commitment]:
    assert s.world.adopted
    return list(Commitment.objects.filter(policy__school=s.cast.school).select_related("policy__school"))


ROWS: dict[str, Row] = {
    f"policies.actions.reviews.{row.__name__}": row
    for row in (review_commitment, correct_review, set_priorities, serve_priority, continue_commitment)
}
ROWS |= {f"policies.actions.publishing.{row.__name__}": row for row in (publish_policy, unpublish_policy)}
