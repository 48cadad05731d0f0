"""Clauses as rows, so that questions about every school are SQL, and commitments, so that evidence has its place."""

import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core.history.tracking import track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from policies.document import ClauseKind, Relation, SectionKind
from policies.models.policies import OF_POLICY, Policy, Version, VersionQuerySet


def section_kinds() -> list[tuple[str, str]]:
    """Choices for what a section is for."""
    return [(kind.value, kind.label) for kind in SectionKind]


def clause_kinds() -> list[tuple[str, str]]:
    """Choices for how a clause stands on the page."""
    return [(kind.value, kind.name.replace("_", "-").capitalize()) for kind in ClauseKind]


def relations() -> list[tuple[str, str]]:
    """Choices for where a clause comes from."""
    return [(relation.value, relation.label) for relation in Relation]


class ClauseRowQuerySet(ScopedQuerySet["ClauseRow"]):
    """Clauses, by whoever may read their version."""

    def visible_to(self, user: object) -> "ClauseRowQuerySet":
        """Clauses of the versions this person may read."""
        readable: VersionQuerySet = Version.objects.visible_to(user)  # type: ignore[arg-type]
        return self.filter(version__in=readable)


class ClauseRow(models.Model):
    """One clause of a submitted or adopted version. Written from the document by the action, never changed by hand."""

    scope: ClassVar = Scope(
        read=Permission.POLICY_ADOPTED_READ, schools="version__policy__school", councils="version__policy__council"
    )

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="clauses")
    clause_id = models.CharField(max_length=64)
    kind = models.CharField(max_length=20, choices=clause_kinds)
    section_kind = models.CharField(max_length=20, choices=section_kinds)
    order = models.PositiveIntegerField()
    text = models.TextField()
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    model_clause_id = models.CharField(max_length=64, blank=True)
    model_version_number = models.PositiveIntegerField(null=True, blank=True)
    relation = models.CharField(max_length=20, choices=relations)

    objects = ClauseRowQuerySet.as_manager()

    class Meta:
        ordering = ["version", "order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "clause_id"], name="clause_row_is_once_in_a_version"),
            models.UniqueConstraint(fields=["version", "order"], name="clause_row_order_is_unique_in_a_version"),
        ]
        indexes = [models.Index(fields=["model_clause_id", "relation"], name="clause_row_by_model_clause")]

    def __str__(self) -> str:
        return self.text[:80]


class CommitmentQuerySet(ScopedQuerySet["Commitment"]):
    """Commitments, by day."""

    def in_force(self, today: datetime.date) -> "CommitmentQuerySet":
        """Commitments that bind the school on this day."""
        return self.filter(Q(in_force_until__isnull=True) | Q(in_force_until__gt=today), in_force_from__lte=today)


@track(organisation=OF_POLICY)
class Commitment(models.Model):
    """One clause by which a school binds itself.

    It keeps its identity while its clause stays in the policy, however the wording changes, so that evidence keeps
    pointing at it. `version` holds its present wording.
    """

    scope: ClassVar = Scope(read=Permission.POLICY_ADOPTED_READ, schools="policy__school")

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="commitments")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="commitments")
    clause_id = models.CharField(max_length=64)
    in_force_from = models.DateField()
    in_force_until = models.DateField("first day it no longer holds", null=True, blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["policy", "in_force_from", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "clause_id"],
                condition=Q(in_force_until__isnull=True),
                name="commitment_of_a_clause_holds_once",
            ),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True) | Q(in_force_until__gte=F("in_force_from")),
                name="commitment_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"commitment {self.clause_id} of {self.policy}"
