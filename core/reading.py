"""Which function reads each kind of file, and the reading itself.

An app names its reader in `AppConfig.ready`. The function is run in a child process under limits of memory and time
(core.sandbox) and returns JSON with `refused` and `declined`.
"""

from typing import Any

from core import rules, sandbox
from core.models import Preview

READERS: dict[str, str] = {}


def register(kind: str, *, reader: str) -> None:
    """Say which function reads files of `kind`: "package.module:function", called with (path, name) in a child."""
    READERS[kind] = reader


def read(preview_id: str) -> None:
    """Read the upload of a preview in a child process and keep what was read, or why it was not. Safe to repeat."""
    preview = Preview.objects.select_related("upload").get(pk=preview_id)
    if not preview.is_reading:
        return
    state, sentence, result = _outcome(preview)
    still_reading = Preview.objects.filter(pk=preview.pk, state=rules.PreviewState.READING)
    still_reading.update(state=state, sentence=sentence, result=result)


def _outcome(preview: Preview) -> tuple[rules.PreviewState, str, dict[str, Any] | None]:
    upload = preview.upload
    try:
        result = sandbox.run(READERS[preview.kind], upload.file.path, upload.name)
    except sandbox.Failed as failure:
        return rules.PreviewState.TURNED_DOWN, str(failure), None
    turned_down = result.get("refused") or result.get("declined")
    if turned_down:
        return rules.PreviewState.TURNED_DOWN, turned_down, None
    return rules.PreviewState.READY, "", result
