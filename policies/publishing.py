"""What a school shows to everybody: its adopted policy, from when its head has published it.

Nothing else of a school is read here. Whoever asks is nobody we know.
"""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from core.prepared import prepared
from people.models import School
from policies.models import Adoption, Publication


@dataclass(frozen=True, slots=True)
class Published:
    """A published policy. now: the adoption in force. earlier: those before it, the latest first."""

    school: School
    now: Adoption
    earlier: tuple[Adoption, ...]

    def adoption(self, number: int) -> Adoption | None:
        """The adoption of the version with this number, of those that are or were in force."""
        return next((one for one in (self.now, *self.earlier) if one.version.number == number), None)


def published(urn: int, today: datetime.date) -> Published | None:
    """The published policy of the school with this number; None where it shows none."""
    if not 0 < urn < 2**31:
        return None
    found = _adoptions(urn=urn, today=today)
    if not found:
        return None
    school = found[0].version.policy.school
    assert school is not None, "it was found by its school"  # noqa: S101
    return Published(school, found[0], tuple(found[1:]))


def status_of(found: Published, adoption: Adoption) -> str:
    """What everybody is told of how an adoption came to be, and whether it still holds."""
    body, on = adoption.meeting.body, adoption.meeting.on
    until = "" if adoption == found.now else " It is no longer in force."
    return f"Adopted by {body} on {on:%-d %B %Y}. In force from {adoption.effective_on:%-d %B %Y}.{until}"


def publication_of(school: School) -> Publication | None:
    """Since when a school shows its policy, and who decided it; for callers who may read the policy."""
    return next(iter(_publications(school=school.pk)), None)


@prepared()
def _adoptions(urn: int, today: datetime.date) -> QuerySet[Adoption]:
    shown = Adoption.objects.filter(
        version__policy__school__urn=urn,
        version__policy__school__publications__isnull=False,
        version__policy__school__publications__ended_at__isnull=True,
        effective_on__lte=today,
    )
    named = shown.select_related("version__policy__school__council", "meeting__body")
    return named.order_by("-effective_on", "-pk")[:50]


@prepared()
def _publications(school: int) -> QuerySet[Publication]:
    return Publication.objects.standing().filter(school=school).select_related("by").order_by("pk")
