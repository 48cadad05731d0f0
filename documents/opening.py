"""From a file on disk to its `Source`: past the gate, then to the reader of its kind."""

from pathlib import Path

from documents import gate
from documents.blocks import Source
from documents.readers import text


def open_file(path: Path, name: str) -> Source:
    """Open the file at `path`, sent under `name`. Raises gate.Refused with one sentence."""
    try:
        words = gate.open_upload(name, path)
    except OSError as error:
        raise gate.Refused(f"The file cannot be opened: {error.strerror}.") from error
    return text.read(name, words)
