"""Files people gave us, what was read in them before anything is saved, and what is made and sent in jobs."""

import datetime
import uuid
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import rules
from core.history.tracking import track


def generated_name(upload: "Upload", filename: str) -> str:
    """Where a file is kept: never under the name it came with."""
    return f"uploads/{upload.pk.hex[:2]}/{upload.pk.hex}{PurePath(filename).suffix.lower()}"


def preview_states() -> list[tuple[str, str]]:
    """Choices for the state of a preview."""
    return [(state.value, label) for state, label in rules.PREVIEW_STATE_LABELS.items()]


class UploadQuerySet(models.QuerySet["Upload"]):
    """Uploads, by who may have them."""

    def visible_to(self, user: Any) -> "UploadQuerySet":
        """Files this person sent. What became of a file is reached through the page of what was made from it."""
        return self.filter(uploaded_by=user)


@track(organisation="{row}.organisation")
class Upload(models.Model):
    """One file as it came, under a generated name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.CharField(max_length=40)
    name = models.CharField(max_length=255)
    file = models.FileField(upload_to=generated_name, max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="uploads")
    uploaded_at = models.DateTimeField()

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "id"]
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="upload_is_not_empty")]

    def __str__(self) -> str:
        return self.name


class Reading(models.Model):
    """Somebody opened a confidential page: who, what kind of page about what, whose, and when. Never what it said.

    The application's role may add lines and read them, and change none (core.database.privileges).
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    organisation = models.CharField(max_length=40)
    at = models.DateTimeField()
    request = models.CharField("reference of the request", max_length=20)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["organisation", "-at", "-id"], name="reading_of_organisation")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class PreviewQuerySet(models.QuerySet["Preview"]):
    """Previews, by who may have them."""

    def visible_to(self, user: Any) -> "PreviewQuerySet":
        """A preview is seen and confirmed by the person who made it, and by nobody else."""
        return self.filter(made_by=user).select_related("upload")

    def run_out(self, now: datetime.datetime) -> "PreviewQuerySet":
        """Previews that nobody confirmed in time, and that nobody can confirm any more."""
        return self.filter(confirmed_at__isnull=True, expires_at__lte=now)

    def unfinished(self, now: datetime.datetime) -> "PreviewQuerySet":
        """Previews that can still be confirmed, or are being read, without what was read in them; the latest first."""
        waiting = self.exclude(state=rules.PreviewState.TURNED_DOWN).filter(confirmed_at=None, expires_at__gt=now)
        return waiting.defer("result").order_by("-made_at")[:10]


class Preview(models.Model):
    """What was read in an upload, shown for confirmation. Nothing else is saved until it is confirmed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    organisation = models.CharField(max_length=40)
    upload = models.OneToOneField(Upload, on_delete=models.CASCADE, related_name="preview")
    state = models.CharField(max_length=20, choices=preview_states, default=rules.PreviewState.READING.value)
    sentence = models.CharField("why it was turned down", max_length=500, blank=True)
    result = models.JSONField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="previews")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = PreviewQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=rules.PreviewState.READY.value, result__isnull=False, sentence="")
                | Q(state=rules.PreviewState.READING.value, result__isnull=True, sentence="")
                | (Q(state=rules.PreviewState.TURNED_DOWN.value, result__isnull=True) & ~Q(sentence="")),
                name="preview_is_read_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(state=rules.PreviewState.READY.value),
                name="preview_confirmed_was_ready",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.upload}"

    @property
    def is_ready(self) -> bool:
        """Whether it can be looked at and confirmed."""
        return self.state == rules.PreviewState.READY

    @property
    def is_reading(self) -> bool:
        """Whether the file is still being read."""
        return self.state == rules.PreviewState.READING

    def has_run_out(self, now: datetime.datetime) -> bool:
        """Whether nobody confirmed it in time, so that its pages say so and show no more: `run_out` of one row."""
        return self.confirmed_at is None and now >= self.expires_at


class ReadingCorrectionQuerySet(models.QuerySet["ReadingCorrection"]):
    """Corrections of readings, by who may have them."""

    def visible_to(self, user: Any) -> "ReadingCorrectionQuerySet":
        """Corrections of what was read in files that this person sent."""
        return self.filter(upload__uploaded_by=user)


class ReadingCorrection(models.Model):
    """One thing that a person said about what was read in a file, or that they took the last such thing back.

    Lines are added and none is changed: the application's role may not (core.database.privileges). They stay as long
    as the file, and so as long as what was made from it.
    """

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="corrections", db_index=False)
    number = models.PositiveIntegerField()
    operation = models.JSONField(null=True, blank=True)
    undoes = models.OneToOneField("self", on_delete=models.CASCADE, related_name="undone_by", null=True)
    said = models.CharField("what it did, in a sentence", max_length=500)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = ReadingCorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["upload", "number"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="correction_has_its_number"),
            models.CheckConstraint(
                condition=Q(operation__isnull=False, undoes__isnull=True)
                | Q(operation__isnull=True, undoes__isnull=False),
                name="correction_corrects_or_undoes",
            ),
        ]

    def __str__(self) -> str:
        return self.said


def paper_states() -> list[tuple[str, str]]:
    """Choices for the state of a paper."""
    return [(state.value, label) for state, label in rules.PAPER_STATE_LABELS.items()]


def paper_name(paper: "Paper", filename: str) -> str:
    """Where a paper is kept, under its number."""
    return f"papers/{paper.pk}{PurePath(filename).suffix.lower()}"


class Paper(models.Model):
    """A PDF or spreadsheet made once from a row as it stood, and kept. `digest` is the hash of what it shows."""

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=20, choices=paper_states, default=rules.PaperState.MAKING.value)
    filename = models.CharField(max_length=255, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    file = models.FileField(upload_to=paper_name, max_length=200, blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "digest"], name="paper_is_made_once"),
            models.CheckConstraint(
                condition=~Q(state=rules.PaperState.MADE.value) | ~Q(file=""), name="paper_made_has_a_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def is_ready(self) -> bool:
        """Whether it is made and its file is where it was put: a folder of files can be lost while the rows stay."""
        return self.state == rules.PaperState.MADE and self.file.storage.exists(str(self.file.name))


def letter_states() -> list[tuple[str, str]]:
    """Choices for the state of a letter."""
    return [(state.value, label) for state, label in rules.LETTER_STATE_LABELS.items()]


class Letter(models.Model):
    """A letter to be sent by mail: of which kind and about what. It is written when it is sent, and not kept."""

    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=80)
    state = models.CharField(max_length=20, choices=letter_states, default=rules.LetterState.WAITING.value)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(state="waiting"), name="letter_waiting"),
            models.Index(fields=["-ended_at"], name="letter_ended"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=rules.LetterState.WAITING.value, ended_at__isnull=True)
                | (~Q(state=rules.LetterState.WAITING.value) & Q(ended_at__isnull=False)),
                name="letter_ends_when_it_waits_no_more",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"


class Backup(models.Model):
    """That the installation was backed up, when and how large: what the status page tells. The file lies elsewhere."""

    key = models.UUIDField(unique=True, editable=False)
    taken_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    made_by = models.CharField(max_length=100)
    checked_at = models.DateTimeField("read whole with its secret key", null=True, blank=True)

    class Meta:
        ordering = ["-taken_at", "-id"]

    def __str__(self) -> str:
        return f"backup of {self.taken_at:%Y-%m-%d %H:%M}"
