"""What waits for whoever writes a school's policy: asked by the home page in one query."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from core.prepared import prepared
from people.calendar import term_of
from people.models import School, User
from policies.living import reviewing
from policies.living.reviews import unreviewed
from policies.models import Draft, ModelOffer, Policy, Version


@dataclass(frozen=True, slots=True)
class Waiting:
    """Changes of a person's own that are in no version, commitments without a review this term, and an open offer.

    offered: the number of the model version, and of how many parts it was counted on which version of the school.
    """

    has_draft: bool
    unreviewed: int = 0
    offered: int | None = None
    model_version: int | None = None
    copy: int | None = None
    differing: int | None = None
    clashes: int | None = None

    def is_offered(self, latest: Version) -> bool:
        """Whether the school still has to look at the offer. latest: its latest version."""
        return self.offered is not None and latest.model_version_id not in {None, self.model_version}


def waiting_for(user: User, school: School, today: datetime.date) -> Waiting:
    """What waits for this person, who writes the policy of this school and reviews its commitments. One query."""
    term = term_of(today)
    since = today - reviewing.AFTER
    found = _waiting(school=school.pk, editor=user.pk, today=today, since=since, term=term.number)
    for has_draft, count, offer in found:
        is_time = today >= term.starts_on + reviewing.AFTER
        return Waiting(has_draft, (count or 0) if is_time else 0, **(offer or {}))
    return Waiting(has_draft=False)


@prepared()
def _waiting(
    school: int, editor: int, today: datetime.date, since: datetime.date, term: int
) -> QuerySet[Policy, tuple[bool, int | None, dict[str, Any] | None]]:
    drafts = Draft.objects.filter(policy=OuterRef("pk"), editor=editor)
    still_open = ModelOffer.objects.standing().filter(
        policy=OuterRef("pk"), version__isnull=True, declined_at__isnull=True
    )
    told = JSONObject(
        offered="model_version__number",
        model_version="model_version_id",
        copy="copy_id",
        differing="differing",
        clashes="clashes",
    )
    offer = Subquery(still_open.order_by("-model_version__number").values(told=told)[:1])
    commitments = unreviewed(today, since, term).filter(policy=OuterRef("pk")).order_by()
    count = Subquery(commitments.values("policy").annotate(count=Count("pk")).values("count"))
    found = Policy.objects.filter(school=school).order_by("pk")
    with_all = found.annotate(has_draft=Exists(drafts), unreviewed=count, offer=offer)
    return with_all.values_list("has_draft", "unreviewed", "offer")
