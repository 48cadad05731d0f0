"""Reading an upload, in a job: in a child process under limits of memory and time (core.sandbox)."""

import logging
from typing import Any

from django.db import DataError, transaction

from core import kinds, rules, sandbox
from core.models import Preview
from documents import gate

logger = logging.getLogger(__name__)


def read(preview_id: str) -> None:
    """Read the upload of a preview in a child process and keep what was read, or why it was not. Safe to repeat."""
    preview = Preview.objects.select_related("upload").get(pk=preview_id)
    if not preview.is_reading:
        return
    state, sentence, result = _outcome(preview)
    still_reading = Preview.objects.filter(pk=preview.pk, state=rules.PreviewState.READING)
    try:
        with transaction.atomic():
            # Of two workers that read the same, when one was thought dead, the second finds it done.
            if not still_reading.select_for_update().exists():
                return
            if result is not None and preview.kind in kinds.KEEPERS:
                result = kinds.named(kinds.KEEPERS[preview.kind])(preview, result)
                if sentence := result.get("refused", ""):
                    state, result = rules.PreviewState.TURNED_DOWN, None
            still_reading.update(state=state, sentence=sentence, result=result)
    except DataError:
        # The database's words would quote the file's, so they are not logged.
        logger.error("a reading could not be kept preview=%s", preview.pk)  # noqa: TRY400
        save_as = rules.save_as(is_sheet=gate.is_sheet(preview.upload.name))
        sentence = f"We could not keep what was read in this file. {save_as}"
        still_reading.update(state=rules.PreviewState.TURNED_DOWN, sentence=sentence)


def _outcome(preview: Preview) -> tuple[rules.PreviewState, str, dict[str, Any] | None]:
    upload = preview.upload
    try:
        save_as = rules.save_as(is_sheet=gate.is_sheet(preview.upload.name))
        result = sandbox.run(kinds.READERS[preview.kind], upload.file.path, upload.name, save_as=save_as)
    except sandbox.Failed as failure:
        return rules.PreviewState.TURNED_DOWN, str(failure), None
    turned_down = result.get("refused") or result.get("declined")
    if turned_down:
        return rules.PreviewState.TURNED_DOWN, turned_down, None
    return rules.PreviewState.READY, "", result
