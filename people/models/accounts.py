"""Users, and the roles they hold at schools, trusts and councils. Access follows memberships alone."""

import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from core import clock
from core.history.tracking import owner, track
from core.prepared import prepared
from people.access.roles import COUNCIL_ROLES, ROLE_LABELS, SCHOOL_ROLES, TRUST_ROLES, Permission, Role
from people.access.scoping import Holding, Scope, ScopedQuerySet
from people.accounts.rules import normalised
from people.models.organisations import Council, School, Trust


def roles() -> list[tuple[str, str]]:
    """Choices for a role."""
    return [(role.value, label) for role, label in ROLE_LABELS.items()]


class UserManager(BaseUserManager["User"]):
    """Makes users; the email is stored in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user who can sign in with this password, or with none until one is set."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user for the people who run the installation. Reads no school's papers."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this email, in any case."""
        return self.get(email=(username or "").lower())


@track(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """A person who signs in. The email is the name; what they may do follows from their memberships."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    email = models.EmailField("email address", unique=True, max_length=254)
    name = models.CharField("full name", max_length=200)
    is_active = models.BooleanField("can sign in", default=True)
    is_superuser = models.BooleanField("runs the installation", default=False)
    is_demo = models.BooleanField("belongs to the demonstration", default=False, editable=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    class Meta:
        ordering = ["email"]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_is_lower_case"),
            models.CheckConstraint(condition=~Q(name=""), name="user_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, as papers show it."""
        return self.name

    def get_short_name(self) -> str:
        """The name, as the admin greets with it."""
        return self.name

    def set_password(self, raw_password: str | None) -> None:
        """Hash a password, whose letters may be put together in any of the ways that keyboards do."""
        super().set_password(normalised(raw_password) if raw_password else raw_password)

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password."""
        return super().check_password(normalised(raw_password) if raw_password else raw_password)

    @property
    def is_staff(self) -> bool:
        """Whether Django's admin opens."""
        return self.is_superuser

    def has_perm(self, perm: str, obj: object = None) -> bool:  # noqa: ARG002 (the admin asks with an object)
        """Django's own permissions guard only the admin, which is the superuser's."""
        return self.is_active and self.is_superuser

    def has_module_perms(self, app_label: str) -> bool:  # noqa: ARG002 (one answer for every app)
        """See `has_perm`."""
        return self.is_active and self.is_superuser

    @cached_property
    def memberships_today(self) -> tuple["Membership", ...]:
        """The memberships in force today, with their places: access is as of now, asked for once a request."""
        return memberships_of(self.pk, clock.today())

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        """The roles held today, as the access rules read them."""
        return tuple(membership.holding for membership in self.memberships_today)


class MembershipQuerySet(ScopedQuerySet["Membership"]):
    """Memberships, by day and place."""

    def in_force(self, today: datetime.date) -> "MembershipQuerySet":
        """Memberships that hold on this day."""
        return self.current(today).filter(starts_on__lte=today)

    def current(self, today: datetime.date) -> "MembershipQuerySet":
        """Memberships that hold on this day or will."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), stopped_at__isnull=True)

    def ended(self, today: datetime.date) -> "MembershipQuerySet":
        """Memberships that are over: the rest of `current`."""
        return self.filter(Q(ends_on__lt=today) | Q(stopped_at__isnull=False))

    def at(self, organisation: School | Trust | Council) -> "MembershipQuerySet":
        """Memberships held at this organisation."""
        return self.filter(**{str(organisation._meta.model_name): organisation})

    def of_administrators(self) -> "MembershipQuerySet":
        """Memberships that make somebody an administrator of where they are held."""
        return self.filter(Q(role__in=[Role.HEAD, Role.TRUST_LEAD]) | Q(role=Role.OFFICER, is_administrator=True))

    def with_places(self) -> "MembershipQuerySet":
        """With the organisation each is held at."""
        return self.select_related("school__council", "school__trust", "trust", "council")

    def with_clerks(self, today: datetime.date) -> "MembershipQuerySet":
        """With whether the school where each is held has a clerk on this day."""
        clerks = Membership.objects.filter(school=OuterRef("school"), role=Role.CLERK).in_force(today).order_by()
        return self.annotate(school_has_clerk=Exists(clerks))


@track(organisation=owner(school="{row}.school_id", trust="{row}.trust_id", council="{row}.council_id"))
class Membership(models.Model):
    """One role of one person at one school, trust or council, from its first day to its last."""

    scope: ClassVar = Scope(read=Permission.SCHOOL_READ, schools="school", councils="council", trusts="trust")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=roles)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True)
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True)
    is_administrator = models.BooleanField(
        "grants roles at the council",
        default=False,
        help_text="For a council: the officer who invites people and ends roles.",
    )
    starts_on = models.DateField("first day", default=timezone.localdate)
    ends_on = models.DateField("last day", null=True, blank=True)
    # Empty where the role was given in the admin, or by a register.
    granted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="roles_granted", null=True, blank=True, editable=False
    )
    granted_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="roles_ended", null=True, blank=True, editable=False
    )
    ended_at = models.DateTimeField("when its last day was set", null=True, blank=True, editable=False)
    ended_reason = models.CharField(max_length=300, blank=True, editable=False)
    # A role that ended at once holds no more on what is left of its last day.
    stopped_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user", "role", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    school__isnull=False,
                    trust__isnull=True,
                    council__isnull=True,
                    role__in=sorted(role.value for role in SCHOOL_ROLES),
                )
                | Q(
                    school__isnull=True,
                    trust__isnull=False,
                    council__isnull=True,
                    role__in=sorted(role.value for role in TRUST_ROLES),
                )
                | Q(
                    school__isnull=True,
                    trust__isnull=True,
                    council__isnull=False,
                    role__in=sorted(role.value for role in COUNCIL_ROLES),
                ),
                name="membership_role_fits_its_organisation",
                violation_error_message="Choose the one school, trust or council where this role is held.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "school", "trust", "council"],
                condition=Q(ends_on__isnull=True),
                nulls_distinct=False,
                name="membership_is_held_once",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True) | Q(ends_on__isnull=False, ended_at__isnull=False),
                name="membership_stopped_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True) | Q(ended_at__isnull=False), name="membership_ended_by_has_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.organisation}"

    @property
    def organisation(self) -> School | Trust | Council:
        """Where the role is held."""
        place = self.school or self.trust or self.council
        assert place is not None, "the database keeps exactly one"  # noqa: S101
        return place

    @property
    def holding(self) -> Holding:
        """This membership as the access rules read it."""
        return Holding(
            role=Role(self.role),
            school_id=self.school_id,
            trust_id=self.trust_id,
            council_id=self.council_id,
            councils_above=self._councils_above(),
            is_marked=self.is_administrator,
            # Where `with_clerks` did not ask, the school counts as having one, which grants less.
            is_in_stead=self.school_id is not None and not vars(self).get("school_has_clerk", True),
        )

    def _councils_above(self) -> frozenset[int]:
        if self.school is not None:
            return frozenset({self.school.council_id})
        if self.trust is not None:
            return frozenset(school.council_id for school in self.trust.schools.all())
        return frozenset()


def memberships_of(user: int, today: datetime.date) -> tuple[Membership, ...]:
    """The memberships of the person with this key in force on this day, with their places and the person."""
    held = _memberships_of(user=user, today=today)
    if any(membership.trust_id for membership in held):
        models.prefetch_related_objects(held, "trust__schools")
    return tuple(held)


@prepared()
def _memberships_of(user: int, today: datetime.date) -> MembershipQuerySet:
    return (
        Membership.objects.filter(user=user)
        .in_force(today)
        .with_places()
        .with_clerks(today)
        .select_related("user")
        .order_by("pk")
    )
