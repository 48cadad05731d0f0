"""The weekly letter: that it went to somebody, and that somebody does not want it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import Council


class DigestSent(models.Model):
    """The letter of one week to one person was asked for. Written in the transaction that asks for it."""

    scope: ClassVar = Scope(read=Permission.PLAN_EDIT, councils="council")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    week = models.DateField("Monday of the week")
    at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "weekly letter"
        ordering = ["-week", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "council", "week"], name="weekly_letter_goes_to_somebody_once")
        ]

    def __str__(self) -> str:
        return f"letter of {self.week:%-d %B %Y}"


class DigestStop(models.Model):
    """A person does not want the weekly letter of a council."""

    scope: ClassVar = Scope(read=Permission.PLAN_EDIT, councils="council")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "stop of the weekly letter"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["user", "council"], name="weekly_letter_is_stopped_once")]

    def __str__(self) -> str:
        return "the weekly letter is stopped"
