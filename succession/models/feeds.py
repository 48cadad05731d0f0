"""The link by which a calendar program reads what is a person's own."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet


class CalendarFeed(models.Model):
    """A person's calendar link. nonce: makes its secret, with the installation's key. It goes when it is revoked."""

    scope: ClassVar = Scope(read=Permission.HISTORY_READ, councils="user__memberships__council", many=True)

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calendar_feed")
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"calendar of {self.user}"
