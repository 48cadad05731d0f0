"""Removing what nobody can ask for any more."""

import datetime
import logging
import uuid

from django.db import transaction
from django.db.models import ProtectedError

from core import rules, uploads
from core.models import Letter, Preview

logger = logging.getLogger(__name__)


def remove_previews_run_out(now: datetime.datetime) -> None:
    """Remove each preview that ran out unconfirmed, its upload and the file. What something was made from stays."""
    for key in Preview.objects.run_out(now).values_list("pk", flat=True):
        try:
            _remove(key, now)
        except (ProtectedError, OSError) as cause:
            logger.warning("a preview that ran out was left preview=%s cause=%s", key, type(cause).__name__)


def remove_old_letters(now: datetime.datetime) -> None:
    """Forget letters that were sent or dropped long ago. One that waits stays."""
    Letter.objects.filter(ended_at__lt=now - rules.LETTERS_KEPT_FOR).delete()


@transaction.atomic
def _remove(key: uuid.UUID, now: datetime.datetime) -> None:
    """Remove one, unless somebody is confirming it at this moment: a claim that began in time holds the lock."""
    locked = Preview.objects.run_out(now).select_for_update(skip_locked=True).filter(pk=key).first()
    if locked is None:
        return
    uploads.remove(locked.upload)
