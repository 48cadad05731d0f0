"""The teams that own actions, and who is in them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from core import conflicts
from core.history.tracking import owner, track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import Council, User


class TeamQuerySet(ScopedQuerySet["Team"]):
    """Teams, by who is in them."""

    def of_member(self, user: User | int) -> "TeamQuerySet":
        """The teams this person is in."""
        return self.filter(memberships__user=user)


@track(organisation=owner(council="{row}.council_id"))
class Team(models.Model):
    """Who is to do something, by the code or name the papers use: SIS, Comms, Governor Services."""

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="council")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="teams")
    code = models.CharField("as the papers call it", max_length=200)
    name = models.CharField("full name", max_length=200, blank=True)
    # The recommendation it was asked for as an owner of, where a queryset asks so.
    owns: int

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["code", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(code=""), name="team_has_a_code"),
            models.CheckConstraint(condition=~Q(code__iregex=r"^\s*n\s*/?\s*a\.?\s*$"), name="team_is_somebody"),
            models.UniqueConstraint("council", Lower("code"), name="team_code_is_unique_in_its_council"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """The page of its members."""
        return reverse("actionplan:team", kwargs={"code": self.council.code, "team_id": self.pk})

    @property
    def in_full(self) -> str:
        """What it is called where a page first speaks of it: "SIS, School Improvement Service"."""
        return f"{self.code}, {self.name}" if self.name else self.code

    @property
    def naming_token(self) -> str:
        """What a form about its full name was opened on."""
        return conflicts.token(self.name)


@track(
    organisation="""coalesce((SELECT 'council:' || team.council_id
    FROM actionplan_team team WHERE team.id = {row}.team_id), '')"""
)
class TeamMember(models.Model):
    """A person in a team: they may update what it owns, as long as their role at the council lasts."""

    scope: ClassVar = Scope(read=Permission.PLAN_READ, councils="team__council")

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="team_memberships")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["team", "user"]
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="team_member_is_in_a_team_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.team}"
