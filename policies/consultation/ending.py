"""How a consultation ends, whoever ends it. Only actions call this; they have asked who may."""

from core import clock
from people.models import User
from policies import rules
from policies.consultation import asked
from policies.consultation.rules import Ending
from policies.models import Consultation, Version
from policies.rules import Step


def end(
    version: Version, consultation: Consultation, ending: Ending, by: User | None, *, reason: str = ""
) -> Consultation:
    """End a consultation whose version is locked. version, consultation: the same that the caller asked about."""
    consultation.ending, consultation.ended_by, consultation.ended_at = ending.value, by, clock.now()
    consultation.asked, consultation.reason = _how_many_asked(version, consultation), reason
    consultation.full_clean()
    consultation.save()
    version.state = rules.after(Step.WITHDRAW if ending is Ending.WITHDRAWN else Step.CLOSE, version.state)
    version.save(update_fields=["state"])
    return consultation


def _how_many_asked(version: Version, consultation: Consultation) -> int:
    """How many people a school asked, whoever of them said something and left; how many schools a council did."""
    if version.policy.school is None:
        return consultation.boards.count()
    said = set(consultation.comments.standing().values_list("by", flat=True))
    people = asked.asked_to_comment(version.policy.school, clock.today(), but=consultation.opened_by_id)
    return len(said | set(people.values_list("pk", flat=True)))
