"""What an officer answered where two dates of a plan may clash."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from actionplan.clashes import rules
from actionplan.models.dates import PlanDate
from actionplan.models.recommendations import Recommendation
from actionplan.models.reviews import OF_REVIEW, ScrutinyReview
from core import conflicts
from core.history.tracking import track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet


def answers() -> list[tuple[str, str]]:
    """Choices for whether two promises clash."""
    return [(key.value, label) for key, label in rules.ANSWER_LABELS.items()]


class ClashAnswerQuerySet(ScopedQuerySet["ClashAnswer"]):
    """Answers, by the pair of dates they are of."""

    def latest_of_each(self) -> "ClashAnswerQuerySet":
        """The latest answer of each pair."""
        return self.order_by("one_id", "other_id", "-id").distinct("one_id", "other_id")

    def standing(self) -> "ClashAnswerQuerySet":
        """Those after which no other was given of the same pair."""
        later = self.model._default_manager.filter(one=OuterRef("one"), other=OuterRef("other"), id__gt=OuterRef("id"))
        return self.filter(~Exists(later))

    def confirmed(self) -> "ClashAnswerQuerySet":
        """Those by which two dates clash, as long as they end on different days."""
        return self.filter(answer=rules.Answer.CONFIRMED.value).exclude(one__latest=F("other__latest"))


@track(organisation=OF_REVIEW)
class ClashAnswer(models.Model):
    """Whether two dates of a plan clash, as an officer saw it. Never changed: another mind is another answer."""

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="review__council")

    review = models.ForeignKey(ScrutinyReview, on_delete=models.PROTECT, related_name="clash_answers")
    # The lower key first, so that a pair is one pair whichever way round it was found.
    one = models.ForeignKey(PlanDate, on_delete=models.PROTECT, related_name="+", verbose_name="one date")
    other = models.ForeignKey(PlanDate, on_delete=models.PROTECT, related_name="+", verbose_name="the other date")
    # Kept beside the dates, so that the page of a recommendation finds its own by an index.
    one_of = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="+")
    other_of = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=answers)
    words = models.TextField("what is to be done, or why they do not clash")
    # The dates as they stood then: an answer holds no longer than they do.
    one_words = models.TextField("one date, as it stood")
    one_ends = models.DateField("its last day")
    other_words = models.TextField("the other date, as it stood")
    other_ends = models.DateField("the other's last day")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ClashAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["one", "other", "-id"], name="clash_answer_latest_of_pair")]
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="clash_answer_names_a_pair_once"),
            models.CheckConstraint(condition=~Q(one_of=F("other_of")), name="clash_answer_is_of_two_rows"),
            models.CheckConstraint(condition=~Q(words=""), name="clash_answer_says_why"),
            models.CheckConstraint(condition=~Q(one_ends=F("other_ends")), name="clash_answer_is_of_two_days"),
        ]

    def __str__(self) -> str:
        return f"{self.get_answer_display()}: {self.one_words} and {self.other_words}"

    @property
    def pair(self) -> tuple[int, int]:
        """The keys of both dates."""
        return self.one_id, self.other_id

    @property
    def is_confirmed(self) -> bool:
        """Whether it was said that they clash."""
        return self.answer == rules.Answer.CONFIRMED

    @property
    def answered_on(self) -> list[rules.AnsweredOn]:
        """Both dates as they stood when it was given."""
        return [(self.one_words, self.one_ends), (self.other_words, self.other_ends)]


def as_they_stand(one: PlanDate, other: PlanDate) -> list[rules.AnsweredOn]:
    """Both dates as they stand now, to compare with `ClashAnswer.answered_on`."""
    return [(date.words, date.latest) for date in (one, other)]


def clash_token(one: PlanDate, other: PlanDate, latest: ClashAnswer | None) -> str:
    """What a form about a pair was opened on: its latest answer, and both dates."""
    return conflicts.token(latest.pk if latest else "none", *as_they_stand(one, other))
