"""A version out for consultation: until when, and what people said about its clauses."""

import datetime
import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock
from core.history.tracking import track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from policies.boards import rules as boards
from policies.consultation import rules as consulting
from policies.models.policies import OF_VERSION, Version

if TYPE_CHECKING:
    from people.models import User

_OF_CONSULTATION = """coalesce((SELECT coalesce('school:' || policy.school_id, 'council:' || policy.council_id)
    FROM policies_consultation out JOIN policies_version version ON version.id = out.version_id
    JOIN policies_policy policy ON policy.id = version.policy_id
    WHERE out.id = {row}.consultation_id), '')"""

_OF_BOARD = Scope(read=Permission.POLICY_SUBMITTED_READ, schools="board__school")


def endings() -> list[tuple[str, str]]:
    """Choices for how a consultation ended."""
    return [(ending.value, label) for ending, label in consulting.ENDING_LABELS.items() if ending.value]


def outcomes() -> list[tuple[str, str]]:
    """Choices for what became of a comment."""
    return [(outcome.value, label) for outcome, label in consulting.OUTCOME_LABELS.items() if outcome.value]


class ConsultationQuerySet(ScopedQuerySet["Consultation"]):
    """Consultations, by who may know of them."""

    def visible_to(self, user: "User") -> "ConsultationQuerySet":
        """Those of schools where this person takes part in consultations, and of policies and models they write."""
        taking_part = Consultation.scope.matching(user.holdings, Permission.CONSULTATION_COMMENT)
        writing = Consultation.scope.matching(user.holdings, Permission.POLICY_EDIT)
        return self.filter(taking_part | writing | Consultation.scope.matching(user.holdings, Permission.MODEL_EDIT))

    def running(self) -> "ConsultationQuerySet":
        """Those that nobody ended and whose last day no job has closed yet."""
        return self.filter(ended_at__isnull=True)


@track(organisation=OF_VERSION)
class Consultation(models.Model):
    """A version out for comment until the end of a day: a school's to its staff and governors, a council's model to
    the boards of its schools.

    asked: of how many people, or of how many schools, written down when it ends, since they come and go. reason: why
    boards were given less time than was said. reminded_at: when the boards that had not replied were last reminded.
    """

    scope: ClassVar = Scope(
        read=Permission.CONSULTATION_COMMENT, schools="version__policy__school", councils="version__policy__council"
    )

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="consultations")
    until = models.DateField("last day")
    question = models.CharField("what to look at", max_length=500, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField("how it ended", max_length=20, choices=endings, blank=True)
    asked = models.PositiveIntegerField("people who were asked", null=True, blank=True)
    reason = models.CharField("why it closed early", max_length=boards.LONGEST_REASON, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(ended_at__isnull=True),
                name="consultation_of_a_version_runs_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ending="", asked__isnull=True)
                | Q(ended_at__isnull=False, asked__isnull=False) & ~Q(ending=""),
                name="consultation_ended_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"consultation on {self.version}"

    def is_open(self, today: datetime.date) -> bool:
        """Whether words are taken: until midnight after its last day, unless it was ended before."""
        return self.ended_at is None and today <= self.until

    @property
    def is_withdrawn(self) -> bool:
        """Whether the school took the version back, so that what was said counts for nothing."""
        return self.ending == consulting.Ending.WITHDRAWN

    @property
    def ended_on(self) -> datetime.date | None:
        """The day on which it ended, where it has."""
        return clock.local(self.ended_at).date() if self.ended_at else None


class CommentQuerySet(ScopedQuerySet["Comment"]):
    """Comments, by who may read them."""

    def visible_to(self, user: "User") -> "CommentQuerySet":
        """Everybody's, for who writes the policy or the model; else what this person said, where they still take part,
        and what the board said of schools where they read what goes to it.
        """
        writes = Comment.scope.matching(user.holdings, Permission.POLICY_EDIT)
        writes |= Comment.scope.matching(user.holdings, Permission.MODEL_EDIT)
        says = Comment.scope.matching(user.holdings, Permission.CONSULTATION_COMMENT)
        of_board = _OF_BOARD.matching(user.holdings, Permission.POLICY_SUBMITTED_READ)
        return self.filter(writes | (says & Q(by=user)) | of_board)

    def standing(self) -> "CommentQuerySet":
        """Those that nobody took back."""
        return self.filter(withdrawn_at__isnull=True)


@track(organisation=_OF_CONSULTATION)
class Comment(models.Model):
    """What one person says about a clause or a whole section, and what became of it.

    board: for which they say it, where a council asked boards about its model. place: the id of the clause or section
    in the version. order: where it stands in it, for sorting. sent_as: the form's own id, so that sending it twice says
    it once. answer_words: what the clause was given, where it was changed.
    """

    scope: ClassVar = Scope(
        read=Permission.POLICY_EDIT,
        schools="consultation__version__policy__school",
        councils="consultation__version__policy__council",
    )

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="comments")
    board = models.ForeignKey("BoardAsked", on_delete=models.PROTECT, related_name="comments", null=True, blank=True)
    place = models.CharField(max_length=64)
    order = models.PositiveIntegerField()
    text = models.TextField("comment", blank=True)
    suggested = models.TextField("other words", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    sent_as = models.UUIDField(default=uuid.uuid4, unique=True)
    corrected_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField("what became of it", max_length=20, choices=outcomes, blank=True)
    reply = models.TextField(blank=True)
    answer_words = models.TextField("words the clause was given", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "order", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") | ~Q(suggested=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=Q(outcome="", answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(outcome=""),
                name="comment_answered_says_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["consultation", "order", "id"], name="comment_in_reading_order")]

    def __str__(self) -> str:
        return (self.text or self.suggested)[:80]

    @property
    def is_answered(self) -> bool:
        """Whether somebody said what becomes of it."""
        return self.answered_at is not None

    @property
    def outcome_label(self) -> str:
        """What became of it, in words."""
        return consulting.OUTCOME_LABELS[consulting.Outcome(self.outcome)]
