"""Invitations: a letter that lets one person take up one role at one organisation, once."""

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from core.history.tracking import owner, track
from people.access.roles import COUNCIL_ROLES, SCHOOL_ROLES, TRUST_ROLES, Permission, Role
from people.access.scoping import Scope, ScopedQuerySet
from people.membership import rules
from people.models.accounts import Membership, User, roles
from people.models.governance import TermOfOffice
from people.models.organisations import Council, School, Trust


class InvitationQuerySet(ScopedQuerySet["Invitation"]):
    """Invitations, by place and by what became of them."""

    def at(self, organisation: School | Trust | Council) -> "InvitationQuerySet":
        """Invitations to a role at this organisation."""
        return self.filter(**{str(organisation._meta.model_name): organisation})

    def unanswered(self) -> "InvitationQuerySet":
        """Invitations that were neither accepted nor withdrawn, those that ran out included."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def with_places(self) -> "InvitationQuerySet":
        """With the organisation of each, and who sent it."""
        return self.select_related("school__council", "trust", "council", "invited_by", "term")


@track(
    organisation=owner(school="{row}.school_id", trust="{row}.trust_id", council="{row}.council_id"),
    exclude=["nonce", "token_hash"],
)
class Invitation(models.Model):
    """What one person is offered: a role at one school, trust or council. Its letter holds a link that works once.

    The link's token is made from the key and the nonce with the installation's secret, and never stored: a letter that
    is sent twice by accident holds the same link, and a copy of the database holds none.
    """

    scope: ClassVar = Scope(read=Permission.ROLES_GRANT, schools="school", councils="council", trusts="trust")

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=roles)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="invitations", null=True, blank=True)
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="invitations", null=True, blank=True)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="invitations", null=True, blank=True)
    is_administrator = models.BooleanField(default=False)
    # The role begins when it is accepted, or on this day where that is later.
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    # The place on a board that goes with the role: it is given its account when the invitation is accepted.
    term = models.ForeignKey(TermOfOffice, on_delete=models.PROTECT, related_name="invitations", null=True, blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations_sent")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    # Each sending has a nonce of its own, so that the link before is dead.
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    sendings = models.PositiveSmallIntegerField(default=1)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="invitations_accepted", null=True, blank=True
    )
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="invitations", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="invitations_withdrawn", null=True, blank=True
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="invitation_email_is_lower_case"),
            models.CheckConstraint(condition=~Q(name=""), name="invitation_has_a_name"),
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
                name="invitation_role_fits_its_organisation",
            ),
            models.CheckConstraint(
                condition=Q(is_administrator=False) | Q(role=Role.OFFICER.value),
                name="invitation_of_an_administrator_is_an_officers",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True, membership__isnull=True)
                | Q(
                    accepted_at__isnull=False,
                    accepted_by__isnull=False,
                    membership__isnull=False,
                    withdrawn_at__isnull=True,
                ),
                name="invitation_accepted_made_a_membership",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="invitation_withdrawn_says_by_whom",
            ),
            models.UniqueConstraint(
                fields=["email", "role", "school", "trust", "council"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="invitation_is_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display()}, {self.organisation}"

    @property
    def organisation(self) -> School | Trust | Council:
        """Where the role is."""
        place = self.school or self.trust or self.council
        assert place is not None, "the database keeps exactly one"  # noqa: S101
        return place

    def state(self, now: datetime.datetime) -> rules.InvitationState:
        """What became of it."""
        return rules.invitation_state(
            is_accepted=self.accepted_at is not None,
            is_withdrawn=self.withdrawn_at is not None,
            expires_at=self.expires_at,
            now=now,
        )
