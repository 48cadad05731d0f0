"""A date as a paper wrote it, and the window we read in it."""

import datetime
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Func, Q

from actionplan import rules
from actionplan.models.reviews import OF_REVIEW
from actionplan.rules import Window
from actionplan.slippage.rules import Written, moved_sentence
from core import conflicts
from core.history.tracking import track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet

if TYPE_CHECKING:
    from actionplan.models.changes import DateChange
    from actionplan.models.recommendations import Recommendation

# The four things that may own a date.
_OWNERS = ("recommendation", "action", "milestone", "measure")


def precisions() -> list[tuple[str, str]]:
    """Choices for how finely a date says when."""
    return [(precision.value, precision.value) for precision in rules.Precision]


def _exactly_one_owner() -> Q:
    """The condition that one of the four owners is set and the others are not."""
    found = Q()
    for owner in _OWNERS:
        found |= Q(**{f"{other}__isnull": other != owner for other in _OWNERS})
    return found


class PlanDateQuerySet(ScopedQuerySet["PlanDate"]):
    """Dates, by what they say on a day: `actionplan.rules.window_state` in SQL."""

    def of_recommendation(self, recommendation: "Recommendation | int") -> "PlanDateQuerySet":
        """Every date of one recommendation: its own, and those of its actions, milestones and measures."""
        return self.filter(
            Q(recommendation=recommendation)
            | Q(action__recommendation=recommendation)
            | Q(milestone__recommendation=recommendation)
            | Q(measure__recommendation=recommendation)
        )

    def known(self) -> "PlanDateQuerySet":
        """Dates that a calendar can hold."""
        return self.filter(Q(earliest__isnull=False) | Q(latest__isnull=False))

    def not_ended(self, today: datetime.date) -> "PlanDateQuerySet":
        """Dates whose last day has not passed."""
        return self.known().filter(Q(latest__isnull=True) | Q(latest__gte=today))

    def open(self, today: datetime.date) -> "PlanDateQuerySet":
        """Dates whose first day has come and whose last has not passed."""
        return self.not_ended(today).filter(Q(earliest__isnull=True) | Q(earliest__lte=today))

    def due_soon(self, today: datetime.date) -> "PlanDateQuerySet":
        """Open dates in the last days that they allow."""
        # PostgreSQL takes a number from a day; Django would make a moment of it.
        from_then = Func(
            F("latest"), template=f"(%(expressions)s - {rules.DUE_SOON_DAYS})", output_field=models.DateField()
        )
        return self.open(today).filter(latest__isnull=False).alias(soon_from=from_then).filter(soon_from__lte=today)


@track(organisation=OF_REVIEW)
class PlanDate(models.Model):
    """One date of a plan: its words, the first and last day they allow, and whether the year is our reading.

    It belongs to exactly one action, milestone or measure, or to a recommendation whose paper has a column for when.
    """

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="review__council")

    # Kept beside the owner, so that whose a date is takes one join and "what is due when" one index.
    review = models.ForeignKey("actionplan.ScrutinyReview", on_delete=models.PROTECT, related_name="dates")
    recommendation = models.ForeignKey(
        "actionplan.Recommendation", on_delete=models.PROTECT, related_name="due_dates", null=True, blank=True
    )
    action = models.ForeignKey(
        "actionplan.Action", on_delete=models.PROTECT, related_name="dates", null=True, blank=True
    )
    milestone = models.ForeignKey(
        "actionplan.Milestone", on_delete=models.PROTECT, related_name="dates", null=True, blank=True
    )
    measure = models.ForeignKey(
        "actionplan.OutcomeMeasure", on_delete=models.PROTECT, related_name="dates", null=True, blank=True
    )
    position = models.PositiveSmallIntegerField()
    words = models.TextField("as written")
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=20, choices=precisions)
    year_inferred = models.BooleanField("the year is our reading", default=False)

    objects = PlanDateQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["review", "latest"], name="plan_date_by_last_day")]
        constraints = [
            models.CheckConstraint(condition=_exactly_one_owner(), name="plan_date_belongs_to_one_thing"),
            models.CheckConstraint(condition=~Q(words=""), name="plan_date_keeps_its_words"),
            models.CheckConstraint(
                condition=Q(earliest__isnull=True) | Q(latest__isnull=True) | Q(latest__gte=F("earliest")),
                name="plan_date_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(precision__in=[rules.Precision.CONDITION.value, rules.Precision.NONE.value])
                | Q(earliest__isnull=True, latest__isnull=True),
                name="plan_date_without_a_day_has_none",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def window(self) -> Window:
        """The first and last day, as the rules take them."""
        return Window(self.earliest, self.latest)

    @property
    def reading(self) -> str:
        """What stands in brackets behind the words."""
        return rules.reading_of(self.words, self.window, self.precision, year_inferred=self.year_inferred)

    @property
    def written(self) -> Written:
        """The date as the rules of changes take it."""
        return Written(self.words, self.window, self.precision, self.year_inferred)

    @cached_property
    def moves(self) -> "Sequence[DateChange]":
        """What was changed in it, the oldest first. A page of many dates asks once: `slippage.queries.with_moves`."""
        return list(self.changes.all())

    @property
    def moved(self) -> str:
        """What stands beside it where it has moved: "moved twice, first agreed 31 March 2015"."""
        return moved_sentence([change.move for change in self.moves], self.written) if self.moves else ""

    @property
    def token(self) -> str:
        """What a form about it was opened on."""
        return conflicts.token(self.words, self.earliest, self.latest)


def deciding_of(dates: Iterable[PlanDate], today: datetime.date) -> PlanDate | None:
    """The date that makes what has them open, not yet or late on a day; the last where no calendar holds any."""
    dates = list(dates)
    open_or_next = [date for date in dates if date.window.is_known and not date.window.has_ended(today)]
    soonest = sorted(open_or_next, key=lambda date: (date.latest or datetime.date.max, date.position))
    return next(iter(soonest or dates[-1:]), None)
