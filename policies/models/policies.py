"""A policy, its versions, and the drafts in which people change it."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.history.tracking import owner, track
from core.models import Upload
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import Council, School
from policies import rules
from policies.document import Document, from_json, to_json

if TYPE_CHECKING:
    from people.models import User

# Whose a row is, for its history.
OF_POLICY = """coalesce((SELECT coalesce('school:' || policy.school_id, 'council:' || policy.council_id)
    FROM policies_policy policy WHERE policy.id = {row}.policy_id), '')"""
OF_VERSION = """coalesce((SELECT coalesce('school:' || policy.school_id, 'council:' || policy.council_id)
    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id
    WHERE version.id = {row}.version_id), '')"""
_SCOPE = Scope(read=Permission.POLICY_ADOPTED_READ, schools="school", councils="council")
_OF_POLICY = Scope(read=Permission.POLICY_ADOPTED_READ, schools="policy__school", councils="policy__council")


def version_states() -> list[tuple[str, str]]:
    """Choices for the state of a version."""
    return [(state.value, label) for state, label in rules.VERSION_STATE_LABELS.items()]


def _of(owner: School | Council) -> Q:
    """What belongs to the policy of this school or council."""
    return Q(policy__school=owner) if isinstance(owner, School) else Q(policy__council=owner)


class PolicyQuerySet(ScopedQuerySet["Policy"]):
    """Policies, by who may see them."""

    def visible_to(self, user: "User") -> "PolicyQuerySet":
        """Policies of schools where the person reads what is adopted, and model policies of their councils."""
        return self.filter(
            _SCOPE.matching(user.holdings, Permission.POLICY_ADOPTED_READ)
            | _SCOPE.matching(user.holdings, Permission.MODEL_READ)
        )


@track(organisation=owner(school="{row}.school_id", council="{row}.council_id"))
class Policy(models.Model):
    """The succession planning policy of one school, or the model policy of one council."""

    scope: ClassVar = _SCOPE

    school = models.OneToOneField(School, on_delete=models.PROTECT, related_name="policy", null=True, blank=True)
    council = models.OneToOneField(
        Council, on_delete=models.PROTECT, related_name="model_policy", null=True, blank=True
    )

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "policies"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False, council__isnull=True) | Q(school__isnull=True, council__isnull=False),
                name="policy_belongs_to_one_school_or_council",
            )
        ]

    def __str__(self) -> str:
        return f"Policy of {self.owner}"

    @property
    def owner(self) -> School | Council:
        """Whose policy it is."""
        owner = self.school or self.council
        assert owner is not None, "the database keeps exactly one"  # noqa: S101
        return owner


class VersionQuerySet(ScopedQuerySet["Version"]):
    """Versions, by who may see them and what they are."""

    def visible_to(self, user: "User") -> "VersionQuerySet":
        """Versions whose text this person may read: it depends on the state."""
        adopted, waiting = Q(state="adopted"), Q(state__in=rules.WAITING)
        out, at_school = Q(state="in_consultation"), Q(state__in=("draft", "in_consultation"))
        return self.filter(
            (adopted & _OF_POLICY.matching(user.holdings, Permission.POLICY_ADOPTED_READ))
            | (adopted & _OF_POLICY.matching(user.holdings, Permission.MODEL_READ))
            | (waiting & _OF_POLICY.matching(user.holdings, Permission.POLICY_SUBMITTED_READ))
            | (out & _OF_POLICY.matching(user.holdings, Permission.CONSULTATION_COMMENT))
            | (at_school & _OF_POLICY.matching(user.holdings, Permission.POLICY_DRAFT_READ))
            | (at_school & _OF_POLICY.matching(user.holdings, Permission.MODEL_EDIT))
        )

    def of(self, owner: School | Council) -> "VersionQuerySet":
        """Versions of the policy of this school or council, latest first."""
        return self.filter(_of(owner)).order_by("-number")

    def published(self) -> "VersionQuerySet":
        """Versions of models that schools can take: published, and not withdrawn."""
        return self.filter(state=rules.VersionState.ADOPTED, policy__council__isnull=False, withdrawal__isnull=True)

    def waiting(self) -> "VersionQuerySet":
        """Versions that wait for a governing board."""
        return self.filter(state__in=rules.WAITING)

    def out(self) -> "VersionQuerySet":
        """Versions that are out for consultation."""
        return self.filter(state=rules.VersionState.CONSULTATION)

    def with_people(self) -> "VersionQuerySet":
        """With what a list of versions names: who made and submitted each, and its adoption."""
        return self.select_related("made_by", "submitted_by", "adoption__meeting__body", "adoption__recorded_by")


@track(organisation=OF_POLICY)
class Version(models.Model):
    """A policy as it stood at a save point.

    Its document, number, author and lineage never change: a trigger in the database keeps them. Its state moves on.
    """

    scope: ClassVar = _OF_POLICY

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    state = models.CharField(max_length=20, choices=version_states, default=rules.VersionState.DRAFT.value)
    why = models.CharField("what changed", max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    base = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    model_version = models.ForeignKey("self", on_delete=models.PROTECT, related_name="copies", null=True, blank=True)
    source = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="versions", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    comments = models.TextField("what the governing board asked for", blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["policy", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="version_number_is_unique_in_its_policy"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_numbers_count_from_one"),
            models.UniqueConstraint(
                fields=["policy"],
                condition=Q(state__in=["submitted", "recommended"]),
                name="version_one_is_with_the_board",
            ),
            models.UniqueConstraint(
                fields=["policy"],
                condition=Q(state="in_consultation"),
                name="version_one_is_out_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=rules.VersionState.SUBMITTED.value)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="version_submitted_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state=rules.VersionState.RECOMMENDED.value)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="version_recommended_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(base__isnull=True) | ~Q(base=F("id")), name="version_is_not_its_own_base"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def text(self) -> Document:
        """The policy itself."""
        return from_json(self.document)

    @property
    def was_returned(self) -> bool:
        """Whether it is a draft again because the governing board asked for changes."""
        return self.state == rules.VersionState.DRAFT and self.returned_at is not None


class DraftQuerySet(ScopedQuerySet["Draft"]):
    """Drafts: each is seen by its editor alone until it is saved as a version."""

    def visible_to(self, user: "User") -> "DraftQuerySet":
        """The person's own drafts, of policies they may still change."""
        scope: Scope = Draft.scope
        own_school = scope.matching(user.holdings, Permission.POLICY_EDIT)
        return self.filter(own_school | scope.matching(user.holdings, Permission.MODEL_EDIT), editor=user)

    def of(self, owner: School | Council) -> "DraftQuerySet":
        """Drafts of the policy of this school or council."""
        return self.filter(_of(owner))


class Draft(models.Model):
    """What one editor has changed since the version it began from. Saved at each change, for them alone."""

    scope: ClassVar = Scope(read=Permission.POLICY_EDIT, schools="policy__school", councils="policy__council")

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="drafts")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    base = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    document = models.JSONField()
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["policy", "editor"]
        constraints = [models.UniqueConstraint(fields=["policy", "editor"], name="draft_is_one_for_each_editor")]

    def __str__(self) -> str:
        return f"draft of {self.editor} from {self.base}"

    @property
    def text(self) -> Document:
        """The policy as the editor has it."""
        return from_json(self.document)

    def hold(self, document: Document, saved_at: Any) -> None:
        """Take `document` as what the editor has now."""
        self.document = to_json(document)
        self.saved_at = saved_at
