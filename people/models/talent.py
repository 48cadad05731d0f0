"""Talent records: what somebody would like, what was seen of them and by whom, and what comes next.

The person reads all of it. Their head, the school's leads and the trust's lead read it too, and nobody else; a head's
own record is reached by the trust's lead alone. Nobody reads their own here: they do under "My record".
"""

import datetime
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from core import clock
from core.history.tracking import track
from people.access.roles import Permission, Role
from people.access.scoping import Scope, ScopedQuerySet
from people.models.accounts import Membership, User
from people.models.criteria import Criterion
from people.models.organisations import School
from people.models.posts import PostHolder
from people.models.staff import StaffMember
from people.planning.cover import Level
from people.talent import rules as talent


def aims() -> list[tuple[str, str]]:
    """Choices for what somebody would like to lead."""
    return [(key.value, label) for key, label in talent.AIM_LABELS.items()]


def sources() -> list[tuple[str, str]]:
    """Choices for how a record came to be."""
    return [(key.value, label) for key, label in talent.SOURCE_LABELS.items()]


def talent_states() -> list[tuple[str, str]]:
    """Choices for where a record stands."""
    return [(key.value, label) for key, label in talent.TALENT_STATE_LABELS.items()]


def endings() -> list[tuple[str, str]]:
    """Choices for why a record was closed."""
    return [(key.value, label) for key, label in talent.ENDING_LABELS.items()]


def talent_steps() -> list[tuple[str, str]]:
    """Choices for what was done to a record."""
    return [(key.value, label) for key, label in talent.TALENT_STEP_LABELS.items()]


def asked_for_a_second(reader: Any, record: str = "pk") -> Exists:
    """Whether a record's first view still waits for a second, which anybody but its writer may write.

    reader: the key of who would write it. record: the path to the record.
    """
    waits = Q(record=OuterRef(record), answers__isnull=True, second__isnull=True)
    return Exists(TalentView.objects.filter(waits).exclude(by=reader))


def leading(staff: str, today: datetime.date) -> Q:
    """Rows about somebody who heads their school today, by the role they hold or the post. staff: the path to them."""
    user, school, key = (OuterRef(f"{staff}{end}") for end in ("user", "school", "pk"))
    role = Membership.objects.in_force(today).filter(role=Role.HEAD, user=user, school=school)
    post = PostHolder.objects.on(today).filter(staff=key, post__level=Level.HEADSHIP)
    return Q(Exists(role)) | Q(Exists(post))


def readable(user: User, staff: str, today: datetime.date) -> Q:
    """Rows about somebody whose record this person may read, never their own. staff: the path to who it is about."""
    scope = Scope(read=Permission.TALENT_READ, schools=f"{staff}school")
    own = Q(**{f"{staff}user": user.pk})
    others = scope.matching(user.holdings, Permission.TALENT_READ) & ~leading(staff, today)
    return (others | scope.matching(user.holdings, Permission.HEADS_TALENT_EDIT)) & (
        ~own | Q(**{f"{staff}user__isnull": True})
    )


# A key that no history of a school is asked for by: what was written here is read in the record alone.
_OWNER = "'talent:' || (SELECT staff.school_id FROM people_staffmember staff WHERE staff.id = {row}.staff_id)"
_SCOPE = Scope(read=Permission.TALENT_READ, schools="staff__school")


M = TypeVar("M", bound=models.Model)


class AboutSomebody(ScopedQuerySet[M]):
    """Rows of talent records, by who may read them."""

    def visible_to(self, user: User) -> Self:
        """Rows of records that this person may read, and not their own."""
        return self.filter(readable(user, "staff__", clock.today()))


class TalentRecordQuerySet(AboutSomebody["TalentRecord"]):
    """Records, by whether they count."""

    def running(self) -> "TalentRecordQuerySet":
        """Those that were not closed."""
        return self.exclude(state=talent.TalentState.CLOSED)

    def here(self, today: datetime.date) -> "TalentRecordQuerySet":
        """Running records of people who have not left."""
        return self.running().filter(Q(staff__ends_on__isnull=True) | Q(staff__ends_on__gte=today))

    def counted(self, today: datetime.date) -> "TalentRecordQuerySet":
        """Those that count in a pipeline: talent.COUNTED, as SQL."""
        return self.here(today).exclude(state=talent.TalentState.PAUSED).filter(review_by__gte=today)

    def to_review(self, today: datetime.date, soon: datetime.date) -> "TalentRecordQuerySet":
        """Those that lapsed, or lapse by `soon`, unless somebody reviews them."""
        return self.here(today).exclude(state=talent.TalentState.PAUSED).filter(review_by__lte=soon)

    def overdue(self, today: datetime.date) -> "TalentRecordQuerySet":
        """Those that count and whose next step was to be done before today."""
        return self.counted(today).filter(next_step_on__lt=today)

    def due(self, today: datetime.date) -> "TalentRecordQuerySet":
        """Those that lapsed and want a review."""
        return self.here(today).exclude(state=talent.TalentState.PAUSED).filter(review_by__lt=today)


@track(organisation=_OWNER)
class TalentRecord(models.Model):
    """One person's record: their aim in their own words, needs, the next step, and until when it holds unreviewed."""

    scope: ClassVar = _SCOPE

    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="talent_records")
    source = models.CharField("how it came to be", max_length=20, choices=sources)
    state = models.CharField(max_length=20, choices=talent_states, default=talent.TalentState.OPEN.value)
    aim = models.CharField("would like to lead", max_length=20, choices=aims, blank=True)
    aspiration = models.TextField("in their own words", max_length=1000, blank=True)
    needs = models.TextField("what would help", max_length=1000, blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    next_step_on = models.DateField("by when", null=True, blank=True)
    next_step_owner = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="next_steps_owned", null=True, blank=True
    )
    review_by = models.DateField()
    reviewed_on = models.DateField(null=True, blank=True)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    ending = models.CharField("why it was closed", max_length=20, choices=endings, blank=True)

    objects = TalentRecordQuerySet.as_manager()

    class Meta:
        ordering = ["staff__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["staff"],
                condition=~Q(state=talent.TalentState.CLOSED.value),
                name="talent_record_is_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=talent.TalentState.CLOSED.value) & ~Q(ending="")
                | ~Q(state=talent.TalentState.CLOSED.value) & Q(ending=""),
                name="talent_record_closed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(next_step="") | Q(next_step="", next_step_on__isnull=True, next_step_owner__isnull=True),
                name="talent_next_step_is_said",
            ),
        ]

    def __str__(self) -> str:
        return f"the record of {self.staff}"

    def condition(self, today: datetime.date) -> talent.TalentCondition:
        """What it is today."""
        return talent.condition(self.state, review_by=self.review_by, left_on=self.staff.ends_on, today=today)


class TalentLogQuerySet(AboutSomebody["TalentLog"]):
    """Lines of logs, by who may read the record."""


@track(organisation=_OWNER)
class TalentLog(models.Model):
    """One thing done to a record: who, when and why, in words that the person may read. by: empty for the register."""

    scope: ClassVar = _SCOPE

    record = models.ForeignKey(TalentRecord, on_delete=models.PROTECT, related_name="log")
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=20, choices=talent_steps)
    state = models.CharField("state after it", max_length=20, choices=talent_states)
    words = models.TextField("why", max_length=1000, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField()

    objects = TalentLogQuerySet.as_manager()

    class Meta:
        verbose_name = "line of a talent record's log"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_step_display()}, {self.record}"


class TalentEvidenceQuerySet(AboutSomebody["TalentEvidence"]):
    """Evidence, by who may read the record."""


@track(organisation=_OWNER)
class TalentEvidence(models.Model):
    """Something that happened, and apart from it what somebody makes of it."""

    scope: ClassVar = _SCOPE

    record = models.ForeignKey(TalentRecord, on_delete=models.PROTECT, related_name="evidence")
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("when it happened")
    fact = models.TextField("what happened", max_length=1000)
    opinion = models.TextField("what its writer makes of it", max_length=1000, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("when it was written")

    objects = TalentEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence in talent records"
        ordering = ["-on", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(fact=""), name="talent_evidence_holds_a_fact")]

    def __str__(self) -> str:
        return f"evidence in {self.record}"


class TalentViewQuerySet(AboutSomebody["TalentView"]):
    """Views, by who may read the record."""


@track(organisation=_OWNER)
class TalentView(models.Model):
    """What somebody thinks of a person's way to lead; a second view answers a first, and somebody else writes it."""

    scope: ClassVar = _SCOPE

    record = models.ForeignKey(TalentRecord, on_delete=models.PROTECT, related_name="views")
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(max_length=1000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answers = models.OneToOneField("self", on_delete=models.PROTECT, related_name="second", null=True, blank=True)
    answers_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = TalentViewQuerySet.as_manager()

    class Meta:
        verbose_name = "view in a talent record"
        verbose_name_plural = "views in talent records"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="talent_view_says_something"),
            models.CheckConstraint(
                condition=Q(answers__isnull=True, answers_by__isnull=True)
                | Q(answers__isnull=False, answers_by__isnull=False) & ~Q(by=F("answers_by")),
                name="talent_second_view_is_another_persons",
            ),
        ]

    def __str__(self) -> str:
        return f"a view in {self.record}"


class CorrectionQuerySet(AboutSomebody["Correction"]):
    """Corrections, by who may read the record."""


@track(organisation=_OWNER)
class Correction(models.Model):
    """Somebody asks for what is held about them at a school to be put right, and is answered."""

    scope: ClassVar = _SCOPE

    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="corrections")
    words = models.TextField("what is to be put right", max_length=1000)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="correction_says_what"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="correction_is_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"a correction asked for by {self.staff}"


class IntentionQuerySet(ScopedQuerySet["Intention"]):
    """What heads say of their own headship, by who may read it."""

    def visible_to(self, user: User) -> "IntentionQuerySet":
        """One's own, and those told to a chair whose headship one plans."""
        return self.filter(Intention.scope.matching(user.holdings, Permission.HEADSHIP_EDIT) | Q(by=user))


@track(organisation="'chair:' || {row}.school_id")
class Intention(models.Model):
    """What a head says of their own headship: between which days they may leave it. Told to the chair and vice-chair.

    It comes from the head's own words alone, and goes when they take it back.
    """

    scope: ClassVar = Scope(read=Permission.HEADSHIP_EDIT, schools="school")

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="intentions")
    earliest = models.DateField("at the earliest")
    latest = models.DateField("at the latest")
    words = models.CharField("more about it", max_length=500, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = IntentionQuerySet.as_manager()

    class Meta:
        ordering = ["school", "by"]
        constraints = [
            models.UniqueConstraint(fields=["school", "by"], name="intention_is_one_of_each_head"),
            models.CheckConstraint(condition=Q(latest__gte=F("earliest")), name="intention_has_its_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"what {self.by} intends"
