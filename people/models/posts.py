"""Leadership posts, who holds them, and who could: the plan hangs on the post and stays when its holder leaves."""

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.history.tracking import track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models.accounts import User
from people.models.governance import TermOfOffice
from people.models.organisations import School
from people.models.staff import StaffMember
from people.planning import cover


def levels() -> list[tuple[str, str]]:
    """Choices for where a post stands."""
    return [(key.value, label) for key, label in cover.LEVEL_LABELS.items()]


def impacts() -> list[tuple[str, str]]:
    """Choices for what it would mean if nobody held a post."""
    return [(key.value, label) for key, label in cover.IMPACT_LABELS.items()]


def change_sources() -> list[tuple[str, str]]:
    """Choices for how we know that a post may fall vacant."""
    return [(key.value, label) for key, label in cover.CHANGE_SOURCE_LABELS.items()]


def bands() -> list[tuple[str, str]]:
    """Choices for how soon somebody could hold a post."""
    return [(key.value, label) for key, label in cover.BAND_LABELS.items()]


def nomination_states() -> list[tuple[str, str]]:
    """Choices for where a nomination stands."""
    return [(state.value, state.value) for state in cover.NominationState]


def _planned_by(post: str, user: User) -> Q:
    """Rows of posts whose plan this person makes: the chair's are the headship and the board's offices."""
    scope = Scope(read=Permission.COVER_READ, schools=f"{post}school")
    boards = Q(**{f"{post}level__in": sorted(cover.BOARDS)})
    return (boards & scope.matching(user.holdings, Permission.HEADSHIP_EDIT)) | (
        ~boards & scope.matching(user.holdings, Permission.POSTS_EDIT)
    )


def _owner(school: str, level: str) -> str:
    """SQL for whose history a row stands in: what the chair plans is in no history that a head reads."""
    boards = ", ".join(f"'{level}'" for level in sorted(cover.BOARDS))
    return f"CASE WHEN {level} IN ({boards}) THEN 'chair:' ELSE 'school:' END || {school}"


_OF_POST = f"(SELECT {_owner('post.school_id', 'post.level')} FROM people_leadershippost post"  # noqa: S608 (names of our own tables)
_OF_POST += " WHERE post.id = {row}.post_id)"


def _person(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(staff__isnull=False, governor__isnull=True) | Q(staff__isnull=True, governor__isnull=False),
        name=name,
    )


class PostQuerySet(ScopedQuerySet["LeadershipPost"]):
    """Posts, by who plans them."""

    def visible_to(self, user: User) -> "PostQuerySet":
        """Posts whose plan this person makes."""
        return self.filter(_planned_by("", user))

    def open(self) -> "PostQuerySet":
        """Posts that there still are."""
        return self.filter(closed_on__isnull=True)


@track(organisation=_owner("{row}.school_id", "{row}.level"))
class LeadershipPost(models.Model):
    """A post that a school plans for. The plan stays with it, whoever holds it."""

    scope: ClassVar = Scope(read=Permission.COVER_READ, schools="school")

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=200)
    level = models.CharField(max_length=20, choices=levels)
    impact = models.CharField("if nobody held it for a term", max_length=20, choices=impacts)
    reviewed_on = models.DateField("cover last looked at", null=True, blank=True)
    closed_on = models.DateField("there is no such post since", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="post_has_a_title"),
            models.UniqueConstraint(
                fields=["school"],
                condition=Q(level=cover.Level.HEADSHIP.value, closed_on__isnull=True),
                name="post_headship_is_one",
                violation_error_message="The headship is here already.",
            ),
            models.UniqueConstraint(
                fields=["school", "title"],
                condition=Q(closed_on__isnull=True),
                name="post_title_is_unique_in_its_school",
                violation_error_message="There is a post with this title already. Two alike need two titles.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_boards(self) -> bool:
        """Whether its plan is the chair's."""
        return cover.Level(self.level) in cover.BOARDS


class OfPostQuerySet(ScopedQuerySet["PostHolder"]):
    """Holders, by who plans the post and by day."""

    def visible_to(self, user: User) -> "OfPostQuerySet":
        """Holders of posts whose plan this person makes."""
        return self.filter(_planned_by("post__", user))

    def on(self, today: datetime.date) -> "OfPostQuerySet":
        """Those who hold the post on this day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today)


@track(organisation=_OF_POST)
class PostHolder(models.Model):
    """Somebody holds a post from a day on: a member of staff or, for the board's offices, a governor.

    With it stands between which days they may leave it, and how we know: that goes with them, and never comes from age.
    """

    scope: ClassVar = Scope(read=Permission.COVER_READ, schools="post__school")

    post = models.ForeignKey(LeadershipPost, on_delete=models.PROTECT, related_name="holders")
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="posts_held", null=True, blank=True)
    governor = models.ForeignKey(
        TermOfOffice, on_delete=models.PROTECT, related_name="posts_held", null=True, blank=True
    )
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)
    changes_from = models.DateField("may leave it from", null=True, blank=True)
    changes_until = models.DateField("at the latest", null=True, blank=True)
    change_source = models.CharField("how we know", max_length=20, choices=change_sources, blank=True)
    change_reason = models.CharField("more about it", max_length=300, blank=True)

    objects = OfPostQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            _person("holder_is_one_person"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="holder_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(changes_from__isnull=True, changes_until__isnull=True, change_source="", change_reason="")
                | Q(changes_from__isnull=False, changes_until__gte=F("changes_from")) & ~Q(change_source=""),
                name="holder_change_has_days_and_a_source",
            ),
            models.UniqueConstraint(
                fields=["post", "staff", "governor"],
                condition=Q(ends_on__isnull=True),
                nulls_distinct=False,
                name="holder_holds_a_post_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} as {self.post}"

    @property
    def person(self) -> StaffMember | TermOfOffice:
        """Who holds it."""
        return _one(self.staff, self.governor)


class NominationQuerySet(ScopedQuerySet["Nomination"]):
    """Nominations, by who plans the post and by state."""

    def visible_to(self, user: User) -> "NominationQuerySet":
        """Nominations to posts whose plan this person makes, and what they proposed themself."""
        return self.filter(_planned_by("post__", user) | Q(nominated_by=user, state=cover.NominationState.PROPOSED))

    def standing(self) -> "NominationQuerySet":
        """Those that have not ended."""
        return self.exclude(state=cover.NominationState.ENDED)


@track(organisation=_OF_POST)
class Nomination(models.Model):
    """Somebody could hold a post: how soon, and why. The person may read it."""

    scope: ClassVar = Scope(read=Permission.COVER_READ, schools="post__school")

    post = models.ForeignKey(LeadershipPost, on_delete=models.PROTECT, related_name="nominations")
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="nominations", null=True, blank=True)
    governor = models.ForeignKey(
        TermOfOffice, on_delete=models.PROTECT, related_name="nominations", null=True, blank=True
    )
    band = models.CharField("how soon", max_length=20, choices=bands)
    reason = models.CharField("why", max_length=500)
    state = models.CharField(max_length=20, choices=nomination_states, default=cover.NominationState.AGREED.value)
    nominated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    nominated_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField("why it ended", max_length=300, blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["band", "id"]
        constraints = [
            _person("nomination_is_of_one_person"),
            models.CheckConstraint(condition=~Q(reason=""), name="nomination_says_why"),
            models.CheckConstraint(
                condition=Q(state=cover.NominationState.ENDED.value, ended_at__isnull=False, ended_by__isnull=False)
                | ~Q(state=cover.NominationState.ENDED.value) & Q(ended_at__isnull=True, ended_by__isnull=True),
                name="nomination_ended_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["post", "staff", "governor", "band"],
                condition=~Q(state=cover.NominationState.ENDED.value),
                nulls_distinct=False,
                name="nomination_is_made_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"

    @property
    def person(self) -> StaffMember | TermOfOffice:
        """Who is nominated."""
        return _one(self.staff, self.governor)


def _one(staff: StaffMember | None, governor: TermOfOffice | None) -> StaffMember | TermOfOffice:
    person = staff or governor
    assert person is not None, "the database keeps exactly one"  # noqa: S101
    return person
