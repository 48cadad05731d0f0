"""The agenda of a meeting, its papers, that they were issued, and what was decided.

Who may know of a confidential item is asked of succession.meetings.access; `visible_to` here gives what everybody may
see who may read of the meeting: open items of agendas that are out, without those that somebody is shut out of.
"""

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.history.tracking import track
from core.models import Upload
from people.access.roles import Permission
from people.access.scoping import M, Scope, ScopedQuerySet
from people.models import Meeting, TermOfOffice
from people.rules import MeetingStatus
from succession.meetings import rules
from succession.meetings.rules import Outcome

if TYPE_CHECKING:
    from people.models import User


def item_kinds() -> list[tuple[str, str]]:
    """Choices for what an item is on the agenda for."""
    return [(key.value, label) for key, label in rules.ITEM_KIND_LABELS.items()]


def decides() -> list[tuple[str, str]]:
    """Choices for what there is to decide."""
    return [(key.value, label) for key, label in rules.DECIDES_LABELS.items()]


def audiences() -> list[tuple[str, str]]:
    """Choices for who may know of a confidential item."""
    return [(key.value, label) for key, label in rules.AUDIENCE_LABELS.items()]


def outcomes() -> list[tuple[str, str]]:
    """Choices for what became of an item."""
    return [(key.value, label) for key, label in rules.OUTCOME_LABELS.items()]


def _scope(path: str) -> Scope:
    return Scope(
        read=Permission.MEETING_READ,
        schools=f"{path}meeting__body__schools",
        councils=f"{path}meeting__body__council",
        many=True,
    )


def _open_to_all(item: str) -> Q:
    """Rows of open items whose agenda is out, or whose meeting was held."""
    is_out = Q(**{f"{item}meeting__agenda_issue__isnull": False}) | Q(
        **{f"{item}meeting__status": MeetingStatus.HELD.value}
    )
    return is_out & Q(**{f"{item}is_confidential": False, f"{item}exclusions__isnull": True})


# A confidential item's words stand in no history that others read: its page shows who wrote what.
_OF_MEETING = "'agenda:' || {row}.meeting_id"
_OF_ITEM = """coalesce((SELECT 'agenda:' || item.meeting_id
    FROM succession_agendaitem item WHERE item.id = {row}.item_id), '')"""
_OF_BODY = """coalesce((SELECT 'body:' || meeting.body_id
    FROM people_meeting meeting WHERE meeting.id = {row}.meeting_id), '')"""


class AgendaItemQuerySet(ScopedQuerySet["AgendaItem"]):
    """Items, by who may know of them."""

    def visible_to(self, user: "User") -> "AgendaItemQuerySet":
        """What everybody may see who may read of the meeting."""
        return self.reaching(user, Permission.MEETING_READ).filter(_open_to_all(""))


@track(organisation=_OF_MEETING, exclude=["key"])
class AgendaItem(models.Model):
    """One item of an agenda. key: of the form that added it, so that one sent twice adds one."""

    scope: ClassVar = _scope("")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=rules.LONGEST_TITLE)
    kind = models.CharField(max_length=20, choices=item_kinds)
    decides = models.CharField("what there is to decide", max_length=20, choices=decides, blank=True)
    presenter = models.CharField("who presents it", max_length=200, blank=True)
    is_confidential = models.BooleanField(default=False)
    audience = models.CharField("who may know of it", max_length=20, choices=audiences, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="agenda_item_has_a_title"),
            models.CheckConstraint(
                condition=Q(is_confidential=True) & ~Q(audience="") | Q(is_confidential=False, audience=""),
                name="agenda_item_confidential_has_an_audience",
            ),
            models.CheckConstraint(
                condition=Q(kind=rules.ItemKind.DECISION.value) & ~Q(decides="")
                | Q(kind=rules.ItemKind.INFORMATION.value, decides=""),
                name="agenda_item_for_decision_says_what",
            ),
            models.UniqueConstraint(
                fields=["meeting", "position"],
                deferrable=models.Deferrable.DEFERRED,
                name="agenda_item_has_its_own_place",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def to_decide(self) -> str:
        """What there is to decide, in words; empty for an item for information."""
        return rules.DECIDES_LABELS[rules.Decides(self.decides)] if self.decides else ""


class OfItemQuerySet(ScopedQuerySet[M]):
    """Rows of an item, by who may know of it."""

    def visible_to(self, user: "User") -> "OfItemQuerySet[M]":
        """What everybody may see who may read of the meeting."""
        return self.reaching(user, Permission.MEETING_READ).filter(_open_to_all("item__"))


@track(organisation=_OF_ITEM)
class ItemExclusion(models.Model):
    """A member of the body who is kept out of an item: it is about them, or they have an interest in it."""

    scope: ClassVar = _scope("item__")

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="exclusions")
    term = models.ForeignKey(TermOfOffice, on_delete=models.PROTECT, related_name="exclusions")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ["item", "id"]
        constraints = [models.UniqueConstraint(fields=["item", "term"], name="exclusion_is_made_once")]

    def __str__(self) -> str:
        return f"{self.term} is not part of an item"


@track(organisation=_OF_ITEM, exclude=["key"])
class AgendaPaper(models.Model):
    """A paper of an item: a file that was sent, or a reference to something kept elsewhere in the product.

    kind: a kind of paper of succession.meetings.papers, "file" for one that was sent. subject: the key of what is
    referred to.
    """

    scope: ClassVar = _scope("item__")

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="papers")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=rules.LONGEST_TITLE)
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=40, blank=True)
    upload = models.OneToOneField(Upload, on_delete=models.PROTECT, related_name="agenda_paper", null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ["item", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="agenda_paper_has_a_title"),
            models.CheckConstraint(
                condition=Q(upload__isnull=False, subject="") | Q(upload__isnull=True) & ~Q(subject=""),
                name="agenda_paper_is_a_file_or_a_reference",
            ),
            models.UniqueConstraint(
                fields=["item", "kind", "subject"], condition=~Q(subject=""), name="agenda_paper_is_put_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OfMeetingQuerySet(ScopedQuerySet["AgendaIssue"]):
    """That agendas were issued: no secret to whoever may read of the meeting."""


@track(organisation=_OF_BODY)
class AgendaIssue(models.Model):
    """The agenda and papers of a meeting went out: on which day, by whom, for which day of meeting.

    first_for: the day on which the meeting was to be then; it may have been moved since. late_reason, moved_reason: why
    the papers went out, or the meeting was moved, knowingly with less notice than the body gives.
    """

    scope: ClassVar = _scope("")

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="agenda_issue")
    issued_on = models.DateField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    first_for = models.DateField("day of the meeting when the papers went out")
    late_reason = models.CharField("why it gave less notice", max_length=rules.LONGEST_REASON, blank=True)
    moved_reason = models.CharField("why its new day gives less", max_length=rules.LONGEST_REASON, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(first_for__gte=F("issued_on")), name="agenda_issue_precedes_meeting")
        ]

    def __str__(self) -> str:
        return f"agenda of {self.meeting}"


@track(organisation=_OF_ITEM)
class Decision(models.Model):
    """What a meeting decided on an item. Its minute reference is a draft's until the minutes are approved."""

    scope: ClassVar = _scope("item__")

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=20, choices=outcomes)
    words = models.TextField("what was decided", max_length=rules.LONGEST_WORDS, blank=True)
    minute_reference = models.CharField(max_length=rules.LONGEST_REFERENCE)
    adopted = models.BooleanField("put a policy or criteria into force", default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ["item", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(minute_reference=""), name="decision_has_a_minute_reference"),
            models.CheckConstraint(
                condition=Q(adopted=False) | Q(outcome=Outcome.AGREED.value), name="decision_adopts_what_was_agreed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, minute {self.minute_reference}"
