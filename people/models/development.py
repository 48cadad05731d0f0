"""How people grow into leadership: programmes, opportunities, who would like one, and what was done."""

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.history.tracking import owner, track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.development import rules as development
from people.models.accounts import User
from people.models.organisations import Council, School
from people.models.staff import StaffMember

# Whose a row about a member of staff is, for its history.
_OF_STAFF = "(SELECT 'school:' || staff.school_id FROM people_staffmember staff WHERE staff.id = {row}.staff_id)"


def opportunity_kinds() -> list[tuple[str, str]]:
    """Choices for the kind of an opportunity or activity."""
    return [(kind.value, about.label) for kind, about in development.KINDS.items()]


def activity_states() -> list[tuple[str, str]]:
    """Choices for where an activity stands."""
    return [(state.value, label) for state, label in development.STATE_LABELS.items()]


def replies() -> list[tuple[str, str]]:
    """Choices for where somebody's interest stands."""
    return [(reply.value, label) for reply, label in development.REPLY_LABELS.items()]


@track()
class Programme(models.Model):
    """A named programme or qualification, and when there was one: reference data, the same for everybody."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    provider = models.CharField(max_length=200)
    from_year = models.PositiveSmallIntegerField(null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(null=True, blank=True)
    has_ended = models.BooleanField(default=False)
    replaced_by = models.CharField("what came in its place", max_length=200, blank=True)

    class Meta:
        ordering = ["has_ended", "name"]
        constraints = [
            models.CheckConstraint(condition=~Q(key="") & ~Q(name=""), name="programme_has_a_name"),
            models.CheckConstraint(
                condition=Q(from_year__isnull=True) | Q(until_year__isnull=True) | Q(until_year__gte=F("from_year")),
                name="programme_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(until_year__isnull=True) | Q(has_ended=True), name="programme_with_a_last_year_has_ended"
            ),
        ]

    def __str__(self) -> str:
        if not self.has_ended:
            return self.name
        return f"{self.name} (ended {self.until_year})" if self.until_year else f"{self.name} (ended)"


class OpportunityQuerySet(ScopedQuerySet["Opportunity"]):
    """Opportunities, by whom they are offered to and by day."""

    def visible_to(self, user: User) -> "OpportunityQuerySet":
        """Those of schools where this person reads them, and of those schools' councils; those they publish."""
        holdings, read = user.holdings, Permission.OPPORTUNITY_READ
        of_school = Scope(read=read, schools="school").matching(holdings, read)
        of_council = Scope(read=read, schools="council__schools").matching(holdings, read)
        publishes = Opportunity.scope.matching(holdings, Permission.OPPORTUNITY_EDIT)
        return self.filter(of_school | of_council | publishes).distinct()

    def open(self, today: datetime.date) -> "OpportunityQuerySet":
        """Those that somebody can still ask for."""
        return self.filter(Q(open_until__isnull=True) | Q(open_until__gte=today), closed_at__isnull=True)


@track(organisation=owner(school="{row}.school_id", council="{row}.council_id"))
class Opportunity(models.Model):
    """An offer to staff: of one school, or of a council to the staff of its schools."""

    scope: ClassVar = Scope(read=Permission.OPPORTUNITY_READ, schools="school", councils="council")

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="opportunities", null=True, blank=True)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="opportunities", null=True, blank=True)
    kind = models.CharField(max_length=30, choices=opportunity_kinds)
    title = models.CharField(max_length=200)
    what = models.CharField("what it is", max_length=1000)
    when = models.CharField("when it is", max_length=200)
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    ask = models.CharField("whom to ask", max_length=200)
    open_until = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "opportunities"
        ordering = ["-published_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False, council__isnull=True) | Q(school__isnull=True, council__isnull=False),
                name="opportunity_is_of_one_school_or_council",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(what="") & ~Q(when="") & ~Q(ask=""), name="opportunity_says_what_it_is"
            ),
            models.CheckConstraint(condition=Q(places__isnull=True) | Q(places__gt=0), name="opportunity_has_places"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="opportunity_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def owner(self) -> School | Council:
        """Who offers it."""
        whose = self.school or self.council
        assert whose is not None, "the database keeps exactly one"  # noqa: S101
        return whose

    @property
    def about(self) -> development.About:
        """What its kind is."""
        return development.KINDS[development.Kind(self.kind)]

    def is_open(self, today: datetime.date) -> bool:
        """Whether somebody can still ask for it: `open` for one row."""
        return self.closed_at is None and (self.open_until is None or self.open_until >= today)


class ActivityQuerySet(ScopedQuerySet["Activity"]):
    """Activities, by who may know of them and where they stand."""

    def visible_to(self, user: User) -> "ActivityQuerySet":
        """Those of schools whose development this person leads, and their own at schools where they work."""
        own = Activity.scope.matching(user.holdings, Permission.OPPORTUNITY_READ)
        return self.filter(
            Activity.scope.matching(user.holdings, Permission.DEVELOPMENT_EDIT) | (own & Q(staff__user=user))
        )

    def agreed(self) -> "ActivityQuerySet":
        """Those that the school stands behind: recorded by its leaders, or confirmed by them."""
        return self.filter(agreed_at__isnull=False)

    def within(self, first: datetime.date, last: datetime.date) -> "ActivityQuerySet":
        """Those of which some day lies between two days, both included."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first), starts_on__lte=last)


@track(organisation="'school:' || {row}.school_id")
class Activity(models.Model):
    """One person, or a number of people who are not named, takes part in something by which leaders grow.

    What was done is a fact; what the person and the mentor think of it is opinion, and stands apart.
    """

    scope: ClassVar = Scope(read=Permission.DEVELOPMENT_EDIT, schools="school")

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="activities")
    kind = models.CharField(max_length=30, choices=opportunity_kinds)
    title = models.CharField("what it is", max_length=200)
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="activities", null=True, blank=True)
    people = models.PositiveSmallIntegerField("how many take part", null=True, blank=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="activities", null=True, blank=True)
    opportunity = models.ForeignKey(
        Opportunity, on_delete=models.PROTECT, related_name="activities", null=True, blank=True
    )
    mentor = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="activities_led", null=True, blank=True
    )
    partner = models.CharField("host or mentor from elsewhere", max_length=200, blank=True)
    partner_school = models.CharField("school or place", max_length=200, blank=True)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)
    state = models.CharField(max_length=20, choices=activity_states, default=development.State.PLANNED.value)
    stopped_reason = models.CharField("why it stopped", max_length=300, blank=True)
    done = models.CharField("what was done", max_length=1000, blank=True)
    own_words = models.CharField("what the person thinks of it", max_length=1000, blank=True)
    mentor_words = models.CharField("what the host or mentor thinks of it", max_length=1000, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="activity_has_a_title"),
            models.CheckConstraint(
                condition=Q(staff__isnull=False, people__isnull=True) | Q(staff__isnull=True, people__gt=0),
                name="activity_is_of_one_person_or_a_number",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="activity_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(state=development.State.FINISHED.value) | Q(ends_on__isnull=False),
                name="activity_that_is_finished_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_by__isnull=True)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="activity_agreed_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["school", "-starts_on", "-id"], name="activity_of_school")]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> development.About:
        """What its kind is."""
        return development.KINDS[development.Kind(self.kind)]

    @property
    def headcount(self) -> int:
        """How many take part."""
        return self.people or 1

    @property
    def open_line(self) -> str:
        """What may be said of it openly, once it is finished: kind and count, and no name."""
        assert self.ends_on is not None, "the database keeps a last day of what is finished"  # noqa: S101
        return development.open_line(development.Kind(self.kind), people=self.headcount, finished_on=self.ends_on)


class InterestQuerySet(ScopedQuerySet["Interest"]):
    """Who would like an opportunity, by who may know and where it stands."""

    def visible_to(self, user: User) -> "InterestQuerySet":
        """Those of schools whose development this person leads, and their own at schools where they work."""
        own = Interest.scope.matching(user.holdings, Permission.OPPORTUNITY_READ)
        return self.filter(
            Interest.scope.matching(user.holdings, Permission.DEVELOPMENT_EDIT) | (own & Q(staff__user=user))
        )

    def waiting(self) -> "InterestQuerySet":
        """Those that wait for an answer."""
        return self.filter(state=development.Reply.WAITING)


_STANDING = Q(state__in=[development.Reply.WAITING.value, development.Reply.AGREED.value])


@track(organisation=_OF_STAFF)
class Interest(models.Model):
    """Somebody would like to take an opportunity. Their head agrees, and it becomes an activity."""

    scope: ClassVar = Scope(read=Permission.DEVELOPMENT_EDIT, schools="staff__school")

    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT, related_name="interests")
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="interests")
    words = models.CharField("why", max_length=500, blank=True)
    said_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=replies, default=development.Reply.WAITING.value)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField("why not this time", max_length=300, blank=True)
    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="interest", null=True, blank=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["opportunity", "staff"], condition=_STANDING, name="interest_stands_once"),
            models.CheckConstraint(
                condition=Q(state=development.Reply.WAITING.value, decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(state=development.Reply.WAITING.value) & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="interest_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(activity__isnull=False, state=development.Reply.AGREED.value)
                | Q(activity__isnull=True) & ~Q(state=development.Reply.AGREED.value),
                name="interest_agreed_is_an_activity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff}, {self.opportunity}"
