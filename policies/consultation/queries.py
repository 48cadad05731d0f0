"""What pages ask about consultations and the comments in them.

Functions that take a person ask what they may know; those that take a school alone are for callers who asked.
"""

import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.models import School, User
from policies.consultation import asked
from policies.consultation.rules import Ending, Tally
from policies.models import Comment, Consultation, Version
from policies.owners import Owner, edit_permission
from policies.rules import VersionState

PAGE = 50


def consultation_of(user: User, school: School, key: int) -> Consultation | None:
    """One consultation at a school, with its version, where this person takes part or writes the policy."""
    return next(iter(_one(school=school.pk, key=key)), None) if _may_know(user, school) else None


def running_at(user: User, school: School, today: datetime.date) -> Consultation | None:
    """The consultation that takes words at a school today, where this person takes part or writes the policy."""
    return next(iter(_running(school=school.pk, today=today)), None) if _may_know(user, school) else None


def standing_with(school: School, number: int) -> Consultation | None:
    """The consultation that stands with the version of this number.

    It is the last one on that version or one before it, since a version was adopted, and was not withdrawn.
    """
    adopted = next(iter(_adopted_before(school=school.pk, number=number)), None) or 0
    return next(iter(_latest(school=school.pk, last=number, adopted=adopted)), None)


def own_comments(user: User, consultation: Consultation) -> list[Comment]:
    """What this person said in a consultation and did not take back, in reading order."""
    return _own(consultation=consultation.pk, by=user.pk)


def own_comment(user: User, consultation: Consultation, key: int) -> Comment | None:
    """One of them."""
    return next((one for one in own_comments(user, consultation) if one.pk == key), None)


def comments_page(
    user: User, owner: Owner, consultation: Consultation, after: tuple[int, int] | None, *, unanswered: bool
) -> list[Comment]:
    """A page of what everybody said, in reading order, and one more where there are more, for who writes the policy.

    after: place in reading order and key of the last comment of the page before.
    """
    if not allows(user, edit_permission(owner), owner):
        return []
    order, key = after or (-1, 0)
    every = Comment.objects.standing().filter(consultation=consultation)
    every = every.select_related("by", "answered_by", "board__school")
    if unanswered:
        every = every.filter(answered_at__isnull=True)
    rest = every.filter(Q(order__gt=order) | Q(order=order, pk__gt=key))
    return list(rest.order_by("order", "pk")[: PAGE + 1])


def comment_of(user: User, owner: Owner, consultation: Consultation, key: int) -> Comment | None:
    """One comment, for who writes the policy."""
    if not allows(user, edit_permission(owner), owner):
        return None
    found = Comment.objects.standing().filter(consultation=consultation, pk=key)
    whose = ("board__school", "consultation__version__policy__school", "consultation__version__policy__council")
    return found.select_related("by", "answered_by", *whose).first()


def tally(school: School, consultation: Consultation, today: datetime.date) -> Tally:
    """How a consultation went so far: at most two queries."""
    comments, people, unanswered = next(iter(_counts(consultation=consultation.pk)), (0, 0, 0))
    if consultation.asked is not None:
        now_asked = consultation.asked
    else:
        now_asked = asked.asked_to_comment(school, today, but=consultation.opened_by_id).count()
    return Tally(comments, people, max(now_asked, people), unanswered)


def _may_know(user: User, school: School) -> bool:
    return any(
        allows(user, permission, school) for permission in (Permission.CONSULTATION_COMMENT, Permission.POLICY_EDIT)
    )


def _with_version(found: QuerySet[Consultation]) -> QuerySet[Consultation]:
    return found.select_related("version__policy__school", "opened_by", "ended_by")


@prepared()
def _one(school: int, key: int) -> QuerySet[Consultation]:
    return _with_version(Consultation.objects.filter(version__policy__school=school, pk=key)).order_by("pk")


@prepared()
def _running(school: int, today: datetime.date) -> QuerySet[Consultation]:
    running = Consultation.objects.running().filter(version__policy__school=school, until__gte=today)
    return _with_version(running).defer("version__document").order_by("pk")


@prepared()
def _adopted_before(school: int, number: int) -> QuerySet[Version, int | None]:
    adopted = Version.objects.filter(policy__school=school, state=VersionState.ADOPTED.value, number__lt=number)
    return adopted.order_by().values("policy").annotate(last=Max("number")).values_list("last", flat=True)


@prepared()
def _latest(school: int, last: int, adopted: int) -> QuerySet[Consultation]:
    found = Consultation.objects.filter(
        version__policy__school=school, version__number__lte=last, version__number__gt=adopted
    ).exclude(ending=Ending.WITHDRAWN.value)
    return _with_version(found).defer("version__document").order_by("-opened_at", "-pk")[:1]


@prepared()
def _own(consultation: int, by: int) -> QuerySet[Comment]:
    own = Comment.objects.standing().filter(consultation=consultation, by=by)
    return own.select_related("by", "answered_by").order_by("order", "pk")


@prepared()
def _counts(consultation: int) -> QuerySet[Comment, tuple[Any, ...]]:
    standing = Comment.objects.standing().filter(consultation=consultation).order_by().values("consultation")
    return standing.annotate(
        comments=Count("pk"),
        people=Count("by", distinct=True),
        unanswered=Count("pk", filter=Q(answered_at__isnull=True)),
    ).values_list("comments", "people", "unanswered")
