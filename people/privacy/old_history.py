"""What was written of changes and openings so long ago that it is to go (people.retention.AUDIT).

The application can neither change nor remove it: the owner of the tables does, by `manage.py erase_old_history`. What
is of a school, trust or council with a hold on somebody's data stays whole until the hold ends.
"""

import datetime
from collections.abc import Iterator
from typing import Any, cast

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from pghistory.core import event_models

from core.database.privileges import as_owner
from core.models import Reading
from core.organisations import key_of
from people.models import Hold
from people.privacy.retention import AUDIT, first_kept


def due(today: datetime.date) -> dict[str, int]:
    """How many lines of each kind are due, by what they tell of; nothing for a kind that has none."""
    counted = ((name, lines.count()) for name, lines in _due(today))
    return {name: count for name, count in counted if count}


def erase(today: datetime.date) -> dict[str, int]:
    """Erase them all or, where that fails, none: how many there were of each kind."""
    with as_owner(), transaction.atomic():
        erased = ((name, lines.delete()[0]) for name, lines in _due(today))
        return {name: count for name, count in erased if count}


def last_kept(today: datetime.date) -> datetime.datetime:
    """The first moment of what is still kept on this day."""
    return timezone.make_aware(datetime.datetime.combine(first_kept(today, AUDIT.keep), datetime.time()))


def _due(today: datetime.date) -> Iterator[tuple[str, QuerySet[Any]]]:
    before, held = last_kept(today), _held(today)
    for event in cast("list[Any]", event_models()):
        old = event._base_manager.filter(pgh_created_at__lt=before)
        yield f"changes to {event.pgh_tracked_model._meta.verbose_name_plural}", old.exclude(pgh_organisation__in=held)
    yield "openings of pages", Reading.objects.filter(at__lt=before).exclude(organisation__in=held)


def _held(today: datetime.date) -> list[str]:
    """The keys of the organisations where a hold is in force."""
    held = Hold.objects.in_force(today).select_related("school", "trust", "council")
    # What a school's chair plans, and talent records, stand under keys of their own (people.models).
    return [
        key for hold in held for key in (key_of(hold.controller), f"chair:{hold.school_id}", f"talent:{hold.school_id}")
    ]
