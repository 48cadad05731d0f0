"""What waits for whoever writes a school's policy or replies for its board: asked by the home page in one query."""

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
from policies.models import BoardAsked, Draft, HandedPolicy, ModelOffer, Version


@dataclass(frozen=True, slots=True)
class Waiting:
    """Changes of a person's own that are in no version, commitments without a review this term, and an open offer.

    offered: the number of the model version, and of how many parts it was counted on which version of the school.
    asked, until: the consultation in which the council waits for the board's reply about its next model, and its last
    day. handed: the key of a document that the council handed to the school.
    """

    has_draft: bool
    unreviewed: int = 0
    offered: int | None = None
    model_version: int | None = None
    copy: int | None = None
    differing: int | None = None
    clashes: int | None = None
    asked: int | None = None
    until: datetime.date | None = None
    handed: int | None = None

    def is_offered(self, latest: Version) -> bool:
        """Whether the school still has to look at the offer. latest: its latest version."""
        return self.offered is not None and latest.model_version_id not in {None, self.model_version}


def waiting_for(user: User, school: School, today: datetime.date) -> Waiting:
    """What waits at this school for this person, who writes its policy, reviews its commitments or replies for its
    board; the caller asks which of it is theirs. One query.
    """
    term = term_of(today)
    since = today - reviewing.AFTER
    found = _waiting(school=school.pk, editor=user.pk, today=today, since=since, term=term.number)
    for has_draft, count, offer, asked, until, handed in found:
        unreviewed_now = (count or 0) if today >= term.starts_on + reviewing.AFTER else 0
        return Waiting(has_draft, unreviewed_now, asked=asked, until=until, handed=handed, **(offer or {}))
    return Waiting(has_draft=False)


@prepared()
def _waiting(
    school: int, editor: int, today: datetime.date, since: datetime.date, term: int
) -> QuerySet[School, tuple[bool, int | None, dict[str, Any] | None, int | None, datetime.date | None, int | None]]:
    drafts = Draft.objects.filter(policy__school=OuterRef("pk"), editor=editor)
    still_open = ModelOffer.objects.standing().filter(
        policy__school=OuterRef("pk"), version__isnull=True, declined_at__isnull=True
    )
    told = JSONObject(
        offered="model_version__number",
        model_version="model_version_id",
        copy="copy_id",
        differing="differing",
        clashes="clashes",
    )
    offer = Subquery(still_open.order_by("-model_version__number").values(told=told)[:1])
    commitments = unreviewed(today, since, term).filter(policy__school=OuterRef("pk")).order_by()
    count = Subquery(commitments.values("policy").annotate(count=Count("pk")).values("count"))
    asked = BoardAsked.objects.filter(
        school=OuterRef("pk"), reply__isnull=True, consultation__ended_at__isnull=True, consultation__until__gte=today
    ).order_by("-consultation")
    handed = HandedPolicy.objects.waiting().filter(school=OuterRef("pk")).order_by("-pk")
    found = School.objects.filter(pk=school).order_by("pk")
    with_all = found.annotate(
        has_draft=Exists(drafts),
        unreviewed=count,
        offer=offer,
        asked=Subquery(asked.values("consultation")[:1]),
        until=Subquery(asked.values("consultation__until")[:1]),
        handed=Subquery(handed.values("pk")[:1]),
    )
    return with_all.values_list("has_draft", "unreviewed", "offer", "asked", "until", "handed")
