"""Keeping a file as it came, and handing it back as an attachment."""

import hashlib
import io
import logging
from typing import BinaryIO

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files import File
from django.db import transaction
from django.http import FileResponse, Http404

from core import clock
from core.models import Upload
from documents import gate

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
        try:
            upload.full_clean()
            upload.save()
        except BaseException:
            upload.file.delete(save=False)
            raise
    return upload


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
