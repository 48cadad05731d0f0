"""Bringing a school's register of staff in from a file: sent, confirmed as it was shown, and for a day undone."""

import datetime
from collections.abc import Sequence
from typing import BinaryIO

from django.db import transaction

from core import clock, previews, rules, uploads
from core.history.acting import because
from core.models import Preview
from core.organisations import key_of
from people.access.guards import require
from people.access.roles import Permission
from people.models import School, User
from people.register import merging
from people.rules import Refused

KIND = "people.register"
_UNDONE = "undone"


class ChangedMeanwhile(Refused):
    """Entries that somebody changed after the file was read. Nothing was saved."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            "The register was changed after this file was read, so nothing was saved. Send the file again."
        )
        self.names = names


@transaction.atomic
def send_register(*, school: School, name: str, content: BinaryIO, size: int, by: User) -> Preview:
    """Keep a file and have it read beside the register. Nothing is changed until `save_register`.

    Raises documents.gate.Refused with the sentence to show.
    """
    require(by, Permission.STAFF_EDIT, school)
    return previews.send(kind=KIND, name=name, content=content, size=size, by=by, organisation=key_of(school))


@transaction.atomic
def save_register(*, school: School, preview: Preview, shown: str, leaving_out: bool, by: User) -> Preview:
    """Save what was previewed: who is new, and what changed. Once.

    shown: the SHA-256 that the page the person confirmed on was carrying. leaving_out: whether they chose to leave out
    the rows that cannot be brought in. Raises core.rules.Stale when the preview cannot be confirmed, ChangedMeanwhile
    when the register is not what it was, Refused when rows stand in the way or nothing would change.
    """
    require(by, Permission.STAFF_EDIT, school)
    # One at a time; whoever adds somebody by hand waits as well.
    locked = School.objects.select_for_update(of=["self"]).get(pk=school.pk)
    claimed = previews.claim(preview=preview, shown=shown, by=by, kind=KIND, organisation=key_of(school))
    counts = (claimed.result or {})["counts"]
    if not counts["new"] and not counts["changed"]:
        raise Refused("The file changes nothing on the register, so there is nothing to save.")
    if counts["refused"] and not leaving_out:
        raise Refused("Nothing was saved: some rows cannot be brought in. Mend them, or choose to leave them out.")
    changed = merging.clashes(claimed, locked)
    if changed:
        raise ChangedMeanwhile(changed)
    with because("The register was brought in from a file."):
        merging.merge(claimed, locked)
    return claimed


@transaction.atomic
def undo_register(*, school: School, preview: Preview, by: User) -> tuple[int, int]:
    """Put back what a file changed and take out whom it added, but for what was used since. How many of each.

    Raises Refused when it was not saved, is undone already, or a day has passed.
    """
    require(by, Permission.STAFF_EDIT, school)
    School.objects.select_for_update(of=["self"]).get(pk=school.pk)
    mine = Preview.objects.filter(kind=KIND, organisation=key_of(school), made_by=by)
    locked = mine.select_for_update(of=["self"]).filter(pk=preview.pk).first()
    refusal = undo_refusal(locked, clock.now())
    if locked is None or refusal:
        raise Refused(refusal)
    with because("The register that was brought in from a file was taken out again."):
        done = merging.undo(locked)
    locked.result = {**(locked.result or {}), _UNDONE: done}
    locked.save(update_fields=["result"])
    return done


def undo_refusal(preview: Preview | None, now: datetime.datetime) -> str:
    """Why what was saved cannot be undone, or nothing."""
    if preview is None or preview.confirmed_at is None:
        return "This file was not saved, so there is nothing to undo."
    if is_undone(preview):
        return "This has been undone already."
    if now >= preview.confirmed_at + rules.KEPT_FOR:
        return "It was saved more than 24 hours ago, so it stays. Change the entries by hand."
    return ""


def is_undone(preview: Preview) -> bool:
    """Whether what was saved was taken out again."""
    return _UNDONE in (preview.result or {})


def remove_files(now: datetime.datetime) -> None:
    """Remove each file that was brought in a day ago, with what was staged of it: nobody can undo it any more."""
    for key in Preview.objects.filter(kind=KIND, confirmed_at__lte=now - rules.KEPT_FOR).values_list("pk", flat=True):
        with transaction.atomic():
            locked = Preview.objects.select_for_update(skip_locked=True, of=["self"]).filter(pk=key).first()
            if locked is not None:
                uploads.remove(locked.upload)
