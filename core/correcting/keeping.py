"""How corrections are kept: a log beside the file, to which lines are added, and which is left and come back to.

Whoever calls has checked that `by` may. An action of an app takes hold of a reading, sees what stands corrected in
it, and adds to its log or takes back the last.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from core import clock, conflicts, previews
from core.correcting.operations import Refused
from core.models import Preview, ReadingCorrection, Upload

_LONGEST = 500
_MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Log:
    """Every correction of one reading, those that were taken back too, in the order in which they were made."""

    upload: uuid.UUID
    lines: tuple[ReadingCorrection, ...]

    @property
    def undone(self) -> set[int]:
        """The keys of the corrections that were taken back."""
        return {line.undoes_id for line in self.lines if line.undoes_id is not None}

    @property
    def standing(self) -> tuple[ReadingCorrection, ...]:
        """Those that stand."""
        undone = self.undone
        return tuple(line for line in self.lines if line.operation is not None and line.pk not in undone)

    @property
    def operations(self) -> list[dict[str, Any]]:
        """What stands, as plain values."""
        return [line.operation for line in self.standing if line.operation is not None]

    @property
    def shown(self) -> tuple[ReadingCorrection, ...]:
        """The last of them, latest first, for a page."""
        return self.lines[: -_MOST_SHOWN - 1 : -1]

    @property
    def hidden(self) -> int:
        """How many are not `shown`."""
        return max(0, len(self.lines) - _MOST_SHOWN)

    @property
    def token(self) -> str:
        """What a page that shows the reading as corrected was opened on."""
        return conflicts.token("corrections", self.upload, self.lines[-1].number if self.lines else 0)


def log_of(upload: Upload) -> Log:
    """The corrections of what was read in a file that the caller has loaded."""
    lines = ReadingCorrection.objects.filter(upload=upload).select_related("made_by").order_by("number")
    return Log(upload.pk, tuple(lines))


def hold(*, preview: Preview, by: AbstractBaseUser, kind: str, organisation: str) -> tuple[Preview, Log]:
    """The preview, locked, with its log. Call inside the transaction that adds to it.

    Raises rules.Stale where it is somebody else's, or can no longer be confirmed and so not be corrected.
    """
    locked = previews.hold(preview=preview, by=by, kind=kind, organisation=organisation)
    return locked, log_of(locked.upload)


def was_sent(log: Log, operations: Sequence[dict[str, Any]], *, opened_on: str) -> bool:
    """Whether these are the last corrections that stand: a form that is sent twice says a thing once.

    Raises conflicts.Conflict where the reading was corrected otherwise since the page was opened.
    """
    if opened_on == log.token:
        return False
    if operations and log.operations[-len(operations) :] == list(operations):
        return True
    raise conflicts.Conflict


def add(log: Log, said: Iterable[tuple[dict[str, Any], str]], *, by: AbstractBaseUser) -> None:
    """Add corrections, each with its sentence. The preview is held."""
    for number, (operation, sentence) in enumerate(said, start=_next(log)):
        _write(log, number, sentence, by=by, operation=operation)


def undo_last(log: Log, *, opened_on: str, by: AbstractBaseUser) -> str:
    """Take back the last correction that stands; what it was. The preview is held.

    Raises conflicts.Conflict where the reading was corrected since the page was opened, Refused where nothing stands.
    """
    conflicts.check(opened_on=opened_on, now=log.token)
    if not log.standing:
        raise Refused("There is no correction to undo.")
    last = log.standing[-1]
    _write(log, _next(log), last.said, by=by, undoes=last)
    return last.said


def _next(log: Log) -> int:
    return log.lines[-1].number + 1 if log.lines else 1


def _write(
    log: Log,
    number: int,
    said: str,
    *,
    by: AbstractBaseUser,
    operation: dict[str, Any] | None = None,
    undoes: ReadingCorrection | None = None,
) -> None:
    line = ReadingCorrection(
        upload_id=log.upload,
        number=number,
        operation=operation,
        undoes=undoes,
        said=said[:_LONGEST],
        made_by_id=by.pk,
        made_at=clock.now(),
    )
    line.clean_fields(exclude={"upload", "undoes", "made_by"})
    line.save()
