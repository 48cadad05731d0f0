"""The library: whether a school shares its policy, and the clauses in force as they are searched and counted."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Func, GeneratedField

from core.history.tracking import track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import Council, School
from policies.models.clauses import relations
from policies.models.policies import OF_POLICY, Policy, Version

_SEARCHED = 100_000
"""Letters of a clause that are searched. PostgreSQL refuses to make a vector of more than a megabyte."""


@track(organisation=OF_POLICY)
class Sharing(models.Model):
    """Whether a school lets the other schools of its council read its adopted policy. Without a row it does not."""

    scope: ClassVar = Scope(read=Permission.POLICY_ADOPTED_READ, schools="policy__school")

    policy = models.OneToOneField(Policy, on_delete=models.PROTECT, related_name="sharing")
    is_shared = models.BooleanField("other schools may read it", default=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"sharing of {self.policy}"


class ShelvedText(models.Model):
    """The words of clauses in force at a council's schools, once, however many schools have them.

    `policies.library.shelving` writes it. Where schools take the council's model most clauses say the same, and what is
    searched is a small part of what stands there. key: a digest of all that makes it one. text: with the school's own
    name where a blank was. digest: of the words before that, so that the same clause of many schools is told once.
    tags: the clause's own and, where it comes from the model, those that the model as it is published now gives it.
    held, held_shared: how many clauses say it, and how many of them in policies that are shared. tokens: what a search
    is narrowed by, kept in the vector so that one index answers all.
    """

    scope: ClassVar = Scope(read=Permission.POLICY_ADOPTED_READ, councils="council")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=32)
    text = models.TextField()
    digest = models.CharField(max_length=32)
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    held = models.PositiveIntegerField(default=0)
    held_shared = models.PositiveIntegerField(default=0)
    tokens = ArrayField(models.TextField(), default=list)
    search = GeneratedField(
        expression=Func(
            template=f"(to_tsvector('english'::regconfig, left(text, {_SEARCHED})) || array_to_tsvector(tokens))",
            output_field=SearchVectorField(),
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["council", "key"], name="shelved_text_stands_once")]
        indexes = [
            GinIndex(fields=["search"], name="shelved_text_search", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class ShelvedClause(models.Model):
    """One clause of a policy in force, as the library finds it by its words. `policies.library.shelving` writes it."""

    scope: ClassVar = Scope(read=Permission.POLICY_ADOPTED_READ, schools="school")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="shelved_clauses")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    words = models.ForeignKey(ShelvedText, on_delete=models.PROTECT, related_name="clauses", db_index=False)
    clause_id = models.CharField(max_length=64)
    order = models.PositiveIntegerField()
    heading = models.TextField(blank=True)
    relation = models.CharField(max_length=20, choices=relations)
    model_clause_id = models.CharField(max_length=64, blank=True)
    is_shared = models.BooleanField(default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["school", "order"]
        constraints = [models.UniqueConstraint(fields=["school", "order"], name="shelved_clause_order_is_unique")]
        indexes = [
            # The first schools that have some words, and of those that share it: thousands may have them.
            models.Index(fields=["words", "school", "is_shared"], name="shelved_clause_words"),
        ]

    def __str__(self) -> str:
        return f"clause {self.clause_id} of {self.school}"


class SchoolTags(models.Model):
    """How a school's policy in force stands to each tag. `policies.library.shelving` writes it with the clauses.

    stands: `policies.tagging.rules.stand` for each tag of which it has a clause; or UNKNOWN alone where none of its
    clauses comes from the model and none has a tag, so that nothing is known of what they are about.
    """

    scope: ClassVar = Scope(read=Permission.POLICY_ADOPTED_READ, schools="school")

    school = models.OneToOneField(School, on_delete=models.PROTECT, related_name="+", primary_key=True)
    stands = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "tags of schools"
        ordering = ["school"]

    def __str__(self) -> str:
        return f"tags of {self.school}"


class TagCount(models.Model):
    """How many of a council's schools stand how to each tag, as counted at a moment: no page counts them anew.

    open_schools: all of them that are open, with a policy or without. counts: by tag, by
    `policies.tagging.rules.Presence`, a number of schools. unknown: schools of whose clauses none comes
    from the model and none has a tag, so that nothing is known of what they are about.
    """

    scope: ClassVar = Scope(read=Permission.SCHOOLS_READ, councils="council")

    council = models.OneToOneField(Council, on_delete=models.PROTECT, related_name="tag_count")
    counted_at = models.DateTimeField()
    open_schools = models.PositiveIntegerField(default=0)
    schools = models.PositiveIntegerField("schools with a policy in force")
    unknown = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["council"]

    def __str__(self) -> str:
        return f"clauses by tag at {self.council}"
