"""Erasing again, after a restore, whoever was erased since the backup was made.

Who is erased and how is another package's to know: it registers its function (core.kinds), which is given the file of
the ledger and gives back what became of each erasure. It runs in the restored database, beside the restored files,
before either is used.
"""

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils import timezone

from core.backups import Refused
from core.backups.making import Header
from core.kinds import ERASURES, named


class Replayed(Protocol):
    """What became of the erasures of a ledger: the numbers of people."""

    erased: Sequence[int]
    erased_before: Sequence[int]
    unknown: Sequence[int]


def when(moment: datetime.datetime) -> str:
    """A moment as it was here."""
    return f"{timezone.localtime(moment):%-d %B %Y at %H:%M}"


def from_ledger(ledger: str, *, without: bool, say: Callable[[str], object]) -> Callable[[Header], None]:
    """What a restore is to call once the rows are there. With no file named, the installation's own is taken.

    Raises Refused where there is neither a ledger nor the will to do without one.
    """
    own = getattr(settings, "ERASURE_LEDGER", None)
    path = Path(ledger) if ledger else own
    if without:
        return lambda header: _warn(header, say)
    if path is None or not path.is_file():
        missing = f"There is no {path}. " if ledger else ""
        raise Refused(
            f"{missing}Whoever was erased after the backup was made would be here again. Give the list of erasures, "
            "which is kept apart from backups, with --ledger FILE. Where it is lost, add --no-ledger and erase them by "
            "hand."
        )
    if not ERASURES:
        raise Refused("This release erases nobody by a list: add --no-ledger.")
    return lambda header: _replay(header, path, say)


def _warn(header: Header, say: Callable[[str], object]) -> None:
    say(
        f"Nobody was erased again. Erasures after {when(header.moment)}, when the backup was made, are not known here: "
        "ask each school, trust and council whom they erased since."
    )


def _replay(header: Header, path: Path, say: Callable[[str], object]) -> None:
    try:
        found: Replayed = named(ERASURES[0])(path)
    except Exception as error:
        raise Refused(f"The list of erasures could not be followed, so nothing was restored: {error}") from error
    last = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
    say(
        f"{_people(found.erased)} erased again, {len(found.erased_before)} had been erased before the backup, and "
        f"{len(found.unknown)} in the list are not in the backup. The list was last written on {when(last)}: an "
        "erasure after that is not known here."
    )
    if last < header.moment:
        say(f"The list is older than the backup, of {when(header.moment)}: see whether there is a newer one.")


def _people(numbers: Sequence[int]) -> str:
    return "One person was" if len(numbers) == 1 else f"{len(numbers)} people were"
