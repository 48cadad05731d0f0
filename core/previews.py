"""What was read in an upload, before anything is saved: begin, then confirm once."""

from typing import BinaryIO

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from core import clock, jobs, kinds, rules, tasks, uploads
from core.models import Preview, Upload


@transaction.atomic
def begin(*, kind: str, upload: Upload, by: AbstractBaseUser) -> Preview:
    """Start reading an upload. The preview is ready, or turned down with a sentence, when the job has run."""
    now = clock.now()
    preview = Preview(
        kind=kind,
        organisation=upload.organisation,
        upload=upload,
        made_by_id=by.pk,
        made_at=now,
        expires_at=now + rules.KEPT_FOR,
    )
    preview.full_clean()
    preview.save()
    jobs.enqueue(tasks.read_upload, preview_id=str(preview.pk))
    return preview


@transaction.atomic
def send(*, kind: str, name: str, content: BinaryIO, size: int, by: AbstractBaseUser, organisation: str) -> Preview:
    """Keep a file and ask for it to be read: both, or neither with no file left. The caller has checked that `by` may.

    Raises gate.Refused with the sentence to show.
    """
    among = kinds.ENDINGS[kind]
    upload = uploads.keep(name=name, content=content, size=size, by=by, organisation=organisation, among=among)
    with uploads.kept_with_its_row(upload):
        return begin(kind=kind, upload=upload, by=by)


def claim(*, preview: Preview, shown: str, by: AbstractBaseUser, kind: str, organisation: str) -> Preview:
    """Take a preview for the one confirmation it is good for. Call inside the transaction that saves its content.

    shown: the SHA-256 that the page the person confirmed on was carrying.
    Raises rules.Stale when it is somebody else's, another kind or place, expired, altered or already confirmed.
    """
    locked = hold(preview=preview, by=by, kind=kind, organisation=organisation)
    rules.check_unaltered(shown=shown, previewed=locked.upload.sha256, stored=uploads.digest(locked.upload))
    locked.confirmed_at = clock.now()
    locked.save(update_fields=["confirmed_at"])
    return locked


def hold(*, preview: Preview, by: AbstractBaseUser, kind: str, organisation: str) -> Preview:
    """A preview that can still be confirmed, locked until the transaction ends.

    Raises rules.Stale when it is somebody else's, another kind or place, expired or already confirmed.
    """
    locked = Preview.objects.select_for_update(of=["self"]).select_related("upload").get(pk=preview.pk)
    if locked.made_by_id != by.pk or locked.kind != kind or locked.organisation != organisation:
        raise rules.Stale("This preview was made by somebody else or for another place. Send the file again.")
    rules.check_confirmable(
        state=locked.state, expires_at=locked.expires_at, confirmed_at=locked.confirmed_at, now=clock.now()
    )
    return locked
