"""From a file to what is shown of it: how a child process and the command line read a policy."""

from pathlib import Path
from typing import Any

from documents import gate
from documents.opening import open_file

from .reader import read_policy
from .shape import PolicyReading


def reading_of(path: Path, name: str) -> PolicyReading:
    """Read one file, refused ones too: their reading holds the sentence."""
    try:
        return read_policy(open_file(path, name))
    except gate.Refused as refused:
        return PolicyReading.turned_down(name, refused=str(refused))


def read_upload(path: str, name: str) -> dict[str, Any]:
    """Read an upload as a policy; the JSON that `core.reading` keeps."""
    return reading_of(Path(path), name).as_json()
