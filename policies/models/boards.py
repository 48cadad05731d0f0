"""A council's model out to the boards of its schools: whom it asked, and what each board replied."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.history.tracking import track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import Body, Meeting, School
from policies.boards import rules
from policies.models.consultations import Consultation

if TYPE_CHECKING:
    from people.models import User

_OF_ASKED = """coalesce((SELECT 'school:' || asked.school_id FROM policies_boardasked asked
    WHERE asked.id = {row}.asked_id), '')"""


def stances() -> list[tuple[str, str]]:
    """Choices for what a board says."""
    return [(stance.value, label) for stance, label in rules.STANCE_LABELS.items()]


class BoardAskedQuerySet(ScopedQuerySet["BoardAsked"]):
    """Whom a council asked, by who may know of it."""

    def visible_to(self, user: "User") -> "BoardAskedQuerySet":
        """Those of schools where this person reads what goes to the board, and of councils whose model they write."""
        reading = BoardAsked.scope.matching(user.holdings, Permission.POLICY_SUBMITTED_READ)
        return self.filter(reading | BoardAsked.scope.matching(user.holdings, Permission.MODEL_EDIT))

    def of_board(self, asked: "BoardAsked") -> "BoardAskedQuerySet":
        """The rows of the same board: one for each school it governs, or the school's own where it has no board."""
        if asked.body_id is None:
            return self.filter(pk=asked.pk)
        return self.filter(consultation=asked.consultation_id, body=asked.body_id)


class BoardAsked(models.Model):
    """That the board of a school was asked what it thinks of its council's model. A job writes it.

    body: the governing board then; None for a school without one in the product. reply: what the board says now; the
    schools of one board have the same. reminded_at, told_at: when letters went, so that each goes once.
    """

    scope: ClassVar = Scope(
        read=Permission.POLICY_SUBMITTED_READ, schools="school", councils="consultation__version__policy__council"
    )

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="boards")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    reply = models.ForeignKey("BoardReply", on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = BoardAskedQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "id"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "school"], name="board_is_asked_once_for_a_school"),
        ]
        indexes = [
            models.Index(fields=["school", "-consultation"], name="board_asked_of_a_school"),
            models.Index(fields=["consultation", "body"], name="board_asked_by_board"),
        ]

    def __str__(self) -> str:
        return f"board of {self.school} asked"


class BoardReplyQuerySet(ScopedQuerySet["BoardReply"]):
    """What boards replied, by who may read it."""

    def visible_to(self, user: "User") -> "BoardReplyQuerySet":
        """Those of schools where this person reads what goes to the board, and to councils whose model they write."""
        reading = BoardReply.scope.matching(user.holdings, Permission.POLICY_SUBMITTED_READ)
        return self.filter(reading | BoardReply.scope.matching(user.holdings, Permission.MODEL_EDIT))


@track(organisation=_OF_ASKED)
class BoardReply(models.Model):
    """What a board says of the model as a whole. Never changed: another reply takes its place, and it stays.

    asked: of the school from whose page it was sent. meeting: at which the board decided on it, where it did.
    """

    scope: ClassVar = Scope(
        read=Permission.POLICY_SUBMITTED_READ,
        schools="asked__school",
        councils="asked__consultation__version__policy__council",
    )

    asked = models.ForeignKey(BoardAsked, on_delete=models.PROTECT, related_name="replies")
    stance = models.CharField("what the board says", max_length=20, choices=stances)
    words = models.TextField("in its words", blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = BoardReplyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "board replies"
        ordering = ["asked", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(stance=""), name="board_reply_says_something")]

    def __str__(self) -> str:
        return f"{self.stance_label}, {self.by}"

    @property
    def stance_label(self) -> str:
        """What the board says, in words."""
        return rules.STANCE_LABELS[rules.Stance(self.stance)]
