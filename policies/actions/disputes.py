"""A school disputes how its policy is labelled; its council answers, and the label is what the council decided."""

from django.db import transaction

from core import clock, mail
from people.access.guards import require
from people.access.roles import Permission
from people.models import School, User
from policies.document import Refused
from policies.models import Adoption, StandingDispute
from policies.standings.rules import Lineage, check_answer, check_dispute

ANSWERED = "policies.standing-answered"
"""The kind of letter that tells a school what was decided."""


@transaction.atomic
def dispute_standing(*, adoption: Adoption, said: str, reason: str, by: User) -> StandingDispute:
    """Say that an adopted policy should be labelled otherwise. Sent twice by the same person, it is said once.

    said: a value of Lineage. Raises Refused where the council has not answered yet what was said before.
    """
    require(by, Permission.POLICY_EDIT, _school(adoption))
    locked = Adoption.objects.select_for_update().get(pk=adoption.pk)
    waiting = StandingDispute.objects.waiting().filter(adoption=locked).first()
    if waiting is not None and waiting.raised_by_id == by.pk and waiting.reason == reason.strip():
        return waiting
    if waiting is not None:
        raise Refused("The council has not answered what the school said before. It answers that first.")
    check_dispute(said=Lineage(said), now=locked.relation, reason=reason)
    dispute = StandingDispute(
        adoption=locked,
        worked_out=locked.lineage,
        said=said,
        reason=reason.strip(),
        raised_by=by,
        raised_at=clock.now(),
    )
    dispute.full_clean()
    dispute.save()
    return dispute


@transaction.atomic
def answer_dispute(*, dispute: StandingDispute, settled: str, words: str, by: User) -> StandingDispute:
    """Decide how a policy is labelled, and tell its school. Sent twice by the same person, it is decided once."""
    adoption = Adoption.objects.select_for_update().get(pk=dispute.adoption_id)
    require(by, Permission.MODEL_EDIT, _school(adoption).council)
    locked = StandingDispute.objects.select_for_update().get(pk=dispute.pk)
    if locked.answered_at is not None:
        if locked.answered_by_id == by.pk and locked.settled == settled:
            return locked
        raise Refused("This was answered already. Here is what was decided.")
    check_answer(said=Lineage(locked.said), settled=Lineage(settled), words=words)
    locked.settled, locked.answer = settled, words.strip()
    locked.answered_by, locked.answered_at = by, clock.now()
    locked.full_clean()
    locked.save()
    if adoption.lineage != settled:
        adoption.lineage = settled
        adoption.save(update_fields=["lineage"])
    mail.post(kind=ANSWERED, about=f"{locked.pk}:{locked.raised_by_id}")
    return locked


def _school(adoption: Adoption) -> School:
    school = adoption.version.policy.school
    assert school is not None, "only schools adopt"  # noqa: S101
    return school
