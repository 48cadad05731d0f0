"""What pages ask about a council's model that went out to boards: for a school what it was asked and its board said,
for the council who has replied.

Functions that take a person ask what they may know.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, School, User
from policies.boards.rules import Chosen, Counts, Stance
from policies.models import BoardAsked, BoardReply, Comment, Consultation, Version
from policies.models.consultations import ConsultationQuerySet

PAGE = 50

# The school's side --------------------------------------------------------------------------------------------------


def asked_of(user: User, school: School, consultation: int) -> BoardAsked | None:
    """That a school's board was asked in a consultation, with the version, where this person reads what goes to it."""
    if not allows(user, Permission.POLICY_SUBMITTED_READ, school):
        return None
    return next(iter(_asked(school=school.pk, consultation=consultation)), None)


def latest_asked(user: User, school: School) -> BoardAsked | None:
    """What the school's board was asked last, without the version's text, for the same people."""
    if not allows(user, Permission.POLICY_SUBMITTED_READ, school):
        return None
    return next(iter(_latest_asked(school=school.pk)), None)


def comments_of(asked: BoardAsked) -> list[Comment]:
    """What the board said of clauses and did not take back, in reading order. For callers who asked."""
    board = BoardAsked.objects.of_board(asked)
    found = Comment.objects.standing().filter(board__in=board, consultation=asked.consultation_id)
    found = found.select_related("by", "answered_by", "board__school", "consultation__version__policy__council")
    return list(found.order_by("order", "pk"))


def comment_of(asked: BoardAsked, key: int) -> Comment | None:
    """One of them."""
    return next((one for one in comments_of(asked) if one.pk == key), None)


def replies_of(asked: BoardAsked) -> list[BoardReply]:
    """All that the board replied, the latest first. For callers who asked."""
    found = BoardReply.objects.filter(asked__in=BoardAsked.objects.of_board(asked))
    return list(found.select_related("by", "meeting__body", "asked__school").order_by("-pk"))


def schools_of(asked: BoardAsked) -> list[School]:
    """The schools for which the board replies, by name. For callers who asked."""
    return [one.school for one in BoardAsked.objects.of_board(asked).select_related("school").order_by("school__name")]


def published_since(out: Consultation) -> Version | None:
    """The first version of the model that was published after the draft that went out: from then on answers show."""
    later = Version.objects.filter(policy=out.version.policy_id, number__gt=out.version.number, state="adopted")
    return later.defer("document").order_by("number").first()


def published_before(out: Consultation) -> Version | None:
    """The version of the model that schools could take when the draft went out: what the draft is compared with."""
    earlier = Version.objects.filter(policy=out.version.policy_id, number__lt=out.version.number, state="adopted")
    # Withdrawn since or not, it is what the boards knew.
    return earlier.order_by("-number").first()


# The council's side -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which schools a list shows: by what their boards said, and by some letters of the school's name."""

    chosen: Chosen = Chosen.ALL
    name: str = ""


def consultation_of(user: User, council: Council, key: int) -> Consultation | None:
    """One consultation of boards on a council's model, for who writes the model."""
    if not allows(user, Permission.MODEL_EDIT, council):
        return None
    return _of(council).filter(pk=key).first()


def running_of(user: User, council: Council, today: datetime.date) -> Consultation | None:
    """The one that takes replies today."""
    if not allows(user, Permission.MODEL_EDIT, council):
        return None
    return next(iter(_running(council=council.pk, today=today)), None)


def last_of(user: User, council: Council, since: int) -> Consultation | None:
    """The last one on a version after the one of this number, which is the one that was published last."""
    if not allows(user, Permission.MODEL_EDIT, council):
        return None
    return _of(council).filter(version__number__gt=since).defer("version__document").first()


def by_version(user: User, council: Council) -> dict[int, Consultation]:
    """The last consultation on each version of the model, by the version's key."""
    if not allows(user, Permission.MODEL_EDIT, council):
        return {}
    found = _of(council).defer("version__document").order_by("opened_at", "pk")
    return {one.version_id: one for one in found}


def counts(out: Consultation) -> Counts:
    """How far it is. Two queries, however many schools. For callers who asked."""
    asked = BoardAsked.objects.filter(consultation=out).order_by().values_list("reply__stance").annotate(n=Count("pk"))
    by_stance: dict[str | None, int] = dict(asked)
    comments = Comment.objects.standing().filter(consultation=out)
    said = comments.aggregate(every=Count("pk"), unanswered=Count("pk", filter=Q(answered_at__isnull=True)))
    stances = {Stance(stance): number for stance, number in by_stance.items() if stance}
    return Counts(sum(by_stance.values()), stances, said["every"], said["unanswered"])


def page(out: Consultation, narrowed: Narrowed, after: int | None, most: int = PAGE) -> list[BoardAsked]:
    """A page of the schools that were asked, by name, and one more where there are more. For callers who asked.

    after: the key of the last row of the page before.
    """
    found = _narrowed(out, narrowed)
    last = found.filter(pk=after).values_list("school__name", flat=True).first() if after else None
    if last is not None:
        found = found.filter(Q(school__name__gt=last) | Q(school__name=last, pk__gt=after))
    said = Exists(Comment.objects.standing().filter(board=OuterRef("pk")))
    found = found.select_related("school", "body", "reply__by", "reply__meeting__body").annotate(has_comments=said)
    return list(found.order_by("school__name", "pk")[: most + 1])


def _narrowed(out: Consultation, narrowed: Narrowed) -> QuerySet[BoardAsked]:
    found = BoardAsked.objects.filter(consultation=out)
    if narrowed.name:
        found = found.filter(school__name__icontains=narrowed.name)
    if narrowed.chosen is Chosen.REPLIED:
        return found.filter(reply__isnull=False)
    if narrowed.chosen is Chosen.WAITING:
        return found.filter(reply__isnull=True)
    return found.filter(reply__stance=narrowed.chosen.value) if narrowed.chosen else found


@prepared()
def _running(council: int, today: datetime.date) -> QuerySet[Consultation]:
    return _of(council).running().filter(until__gte=today).defer("version__document")[:1]


def _of(council: Council | int) -> ConsultationQuerySet:
    found = Consultation.objects.filter(version__policy__council=council)
    return found.select_related("version__policy__council", "opened_by", "ended_by").order_by("-opened_at", "-pk")


@prepared()
def _asked(school: int, consultation: int) -> QuerySet[BoardAsked]:
    return _with_consultation(BoardAsked.objects.filter(school=school, consultation=consultation)).order_by("pk")


@prepared()
def _latest_asked(school: int) -> QuerySet[BoardAsked]:
    found = _with_consultation(BoardAsked.objects.filter(school=school))
    return found.defer("consultation__version__document").order_by("-consultation")[:1]


def _with_consultation(found: QuerySet[BoardAsked]) -> QuerySet[BoardAsked]:
    whose = ("consultation__version__policy__council", "consultation__opened_by", "consultation__ended_by")
    return found.select_related("school__council", "body", "reply__by", "reply__meeting__body", *whose)
