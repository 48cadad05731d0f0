"""What may become of a preview, and the sentences people read when it may not. Pure."""

import datetime
from enum import StrEnum

KEPT_FOR = datetime.timedelta(hours=24)


class PreviewState(StrEnum):
    """Where the reading of an upload stands."""

    READING = "reading"
    READY = "ready"
    TURNED_DOWN = "turned-down"


PREVIEW_STATE_LABELS = {
    PreviewState.READING: "Being read",
    PreviewState.READY: "Ready to check",
    PreviewState.TURNED_DOWN: "Turned down",
}


RUN_OUT = "This preview was kept for 24 hours and has run out. Send the file again."


class Stale(Exception):
    """A preview that cannot be confirmed. Its text is the sentence the person reads."""


class ConfirmedAlready(Stale):
    """A preview that was confirmed, perhaps by the first of two clicks: show what it made."""


def check_confirmable(
    *, state: str, expires_at: datetime.datetime, confirmed_at: datetime.datetime | None, now: datetime.datetime
) -> None:
    """Raise Stale unless what was previewed can still be confirmed."""
    if confirmed_at is not None:
        raise ConfirmedAlready("This has been confirmed already, so nothing was added again.")
    if now >= expires_at:
        raise Stale(RUN_OUT)
    if state != PreviewState.READY:
        raise Stale("This file has not been read yet. Wait until you can see what was read, then confirm.")


def check_unaltered(*, shown: str, previewed: str, stored: str) -> None:
    """Raise Stale unless the digest the page showed, the one of the reading and the one of the stored file agree."""
    if not shown == previewed == stored:
        raise Stale("The file is not the one that was shown to you, so nothing was saved. Send the file again.")


def save_as(*, is_sheet: bool) -> str:
    """What to do about a file that could not be read."""
    return f"Save it again as {'CSV' if is_sheet else 'plain text'} and send that."


class Happened(StrEnum):
    """What became of a row that is tracked."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    # It was there on the day tracking began.
    FOUND = "found"


class PaperState(StrEnum):
    """Where the making of a paper stands."""

    MAKING = "making"
    MADE = "made"
    FAILED = "failed"


PAPER_STATE_LABELS = {
    PaperState.MAKING: "Being made",
    PaperState.MADE: "Made",
    PaperState.FAILED: "Could not be made",
}


class LetterState(StrEnum):
    """What became of a letter."""

    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"


LETTER_STATE_LABELS = {
    LetterState.WAITING: "Waiting to be sent",
    LetterState.SENT: "Sent",
    LetterState.DROPPED: "Not sent: nobody should have it any more",
}

_FIRST_WAIT = datetime.timedelta(seconds=15)
_LONGEST_WAIT = datetime.timedelta(hours=1)
SENT_WITHIN = datetime.timedelta(days=2)


def wait_before_sending_again(failures: int) -> datetime.timedelta | None:
    """How long a letter waits after it could not be sent for the n-th time; None when two days were not enough.

    Twice as long each time, up to an hour, so that a mail server that is away for a day costs no letter.
    """
    doubled = min(_FIRST_WAIT * 2 ** min(failures - 1, 20), _LONGEST_WAIT)
    return doubled if failures <= SENT_WITHIN / _LONGEST_WAIT else None


LETTERS_KEPT_FOR = datetime.timedelta(days=30)
"""How long it is known that a letter was sent. Its words are never kept."""

JOBS_KEPT_FOR = datetime.timedelta(days=30)
"""How long it is known that a job was done."""
