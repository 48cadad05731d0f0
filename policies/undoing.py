"""A policy that was brought in by mistake: whether its version may still be taken out again."""

from core import clock
from policies import rules
from policies.document import Refused
from policies.models import Consultation, Draft, Version

BROUGHT_IN = "Brought in from "
"""How a version says that it was brought in from a document."""


def check_undo(version: Version) -> None:
    """Raise Refused unless a version can still be taken out again. The caller has scoped it."""
    is_brought_in = version.source_id is not None and version.why.startswith(BROUGHT_IN)
    rules.check_import_undo(is_brought_in=is_brought_in, state=version.state, made_at=version.made_at, now=clock.now())
    later = Version.objects.filter(policy=version.policy_id, number__gt=version.number)
    used = (later, Draft.objects.filter(base=version), Consultation.objects.filter(version=version))
    rules.check_nobody_went_on(went_on=any(rows.exists() for rows in used))


def can_undo(version: Version) -> bool:
    """Whether `check_undo` passes: hides the link that would be refused."""
    try:
        check_undo(version)
    except Refused:
        return False
    return True
