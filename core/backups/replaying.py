"""Erasing again, after a restore, whoever was erased since the backup was made."""

import datetime
from collections.abc import Callable

from django.utils import timezone

from core.backups import Refused
from core.backups.making import Header

_ASK = (
    "Whoever was erased after the backup was made would be here again. Give the list of erasures, which is kept apart "
    "from backups, with --ledger FILE. Where there is none, add --no-ledger and erase them again by hand."
)


def when(moment: datetime.datetime) -> str:
    """A moment as it was here."""
    return f"{timezone.localtime(moment):%-d %B %Y at %H:%M}"


def from_ledger(ledger: str, *, without: bool, say: Callable[[str], object]) -> Callable[[Header], None]:
    """What a restore is to call once the rows are there.

    Raises Refused where neither a list nor the will to do without one is given.
    """
    if not without:
        raise Refused(_ASK)

    def warn(header: Header) -> None:
        say(f"Nobody was erased again: erasures after {when(header.moment)} are not known here.")

    return warn
