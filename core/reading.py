"""Reading an upload, in a job: in a child process under limits of memory and time (core.sandbox)."""

from typing import Any

from core import kinds, rules, sandbox
from core.models import Preview


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
        result = sandbox.run(kinds.READERS[preview.kind], upload.file.path, upload.name)
    except sandbox.Failed as failure:
        return rules.PreviewState.TURNED_DOWN, str(failure), None
    turned_down = result.get("refused") or result.get("declined")
    if turned_down:
        return rules.PreviewState.TURNED_DOWN, turned_down, None
    return rules.PreviewState.READY, "", result
