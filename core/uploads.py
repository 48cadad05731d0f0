"""Keeping a file as it came, and handing it back as an attachment."""

import hashlib
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files import File
from django.db import transaction
from django.http import FileResponse, Http404

from core import clock
from core.models import Upload
from documents import attachments, gate

logger = logging.getLogger(__name__)

PASTED = "pasted.txt"
"""The name under which words are kept that were pasted."""


class Gone(Http404):
    """The row of an upload is here and its file is not. The text is the name that the file came with."""


def keep(
    *,
    name: str,
    content: BinaryIO,
    size: int,
    by: AbstractBaseUser,
    organisation: str,
    among: tuple[str, ...] = gate.EXTENSIONS,
) -> Upload:
    """Store a file that the gate lets in; whoever calls has checked that `by` may. among: the endings that are taken.

    Raises gate.Refused with the sentence to show.
    """
    gate.check_name_and_size(name, size, among)
    data = content.read()
    upload = Upload(
        organisation=organisation,
        name=name,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_by_id=by.pk,
        uploaded_at=clock.now(),
    )
    with transaction.atomic():
        upload.file.save(name, File(io.BytesIO(data)), save=False)
        with kept_with_its_row(upload):
            upload.full_clean()
            upload.save()
    return upload


def keep_attachment(name: str, content: BinaryIO, *, by: AbstractBaseUser, organisation: str) -> Upload:
    """Store a file that is handed on as it came: what its name says, and nothing that runs when somebody opens it.

    Whoever calls has checked that `by` may. Raises gate.Refused with the sentence to show.
    """
    data = content.read(gate.MAX_BYTES + 1)
    attachments.check(name, data)
    among = attachments.EXTENSIONS
    return keep(name=name, content=io.BytesIO(data), size=len(data), by=by, organisation=organisation, among=among)


@contextmanager
def kept_with_its_row(upload: Upload | None) -> Iterator[None]:
    """Leave no file behind where what it is kept for is not saved: its row goes with the transaction."""
    try:
        yield
    except BaseException:
        if upload is not None:
            upload.file.delete(save=False)
        raise


def pasted_words(upload: Upload) -> str:
    """The words of a document that was pasted, to be mended and sent again; empty for one that came as a file."""
    if upload.name != PASTED:
        return ""
    try:
        with upload.file.storage.open(str(upload.file.name)) as stored:
            return str(stored.read().decode(errors="replace"))
    except FileNotFoundError:
        return ""


def digest(upload: Upload) -> str:
    """The SHA-256 of the bytes that are stored now; empty where the file is gone."""
    try:
        with upload.file.storage.open(str(upload.file.name)) as stored:
            return hashlib.file_digest(stored, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def remove(upload: Upload) -> None:
    """Remove a file with its row, and the preview of what was read in it. Call inside a transaction.

    Raises ProtectedError where something was made from it and is still here.
    """
    upload.delete()
    # Last, and before the commit: a file that cannot be removed keeps its row, so that it can be found again.
    upload.file.delete(save=False)


def as_attachment(upload: Upload) -> FileResponse:
    """The file as it came, to be saved and never shown in the page. The caller has checked who asks.

    Raises Gone, which is answered by a page.
    """
    try:
        stored = upload.file.open("rb")
    except FileNotFoundError as error:
        logger.error("the file of an upload is gone upload=%s", upload.pk)  # noqa: TRY400 (its path says no more)
        raise Gone(upload.name) from error
    return FileResponse(stored, as_attachment=True, filename=upload.name, content_type="application/octet-stream")
