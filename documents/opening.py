"""From a file on disk to its `Source`: past the gate, then to the reader of its kind."""

from pathlib import Path

from documents import gate
from documents.blocks import Source
from documents.readers import text


def open_file(path: Path, name: str) -> Source:
    """Open the file at `path`, sent under `name`. Raises gate.Refused with one sentence."""
    return text.read(name, gate.open_upload(name, path))
