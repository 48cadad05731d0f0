"""From a file to what is shown of it: how a child process and the command line read a policy."""

from pathlib import Path
from typing import Any

from documents import gate
from documents.blocks import shown_lines
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
    """Read an upload as a policy: the JSON that `core.reading` keeps.

    Beside the shape that `read_policy --json` prints: `lines` of the source, to be shown beside what was read.
    """
    try:
        source = open_file(Path(path), name)
    except gate.Refused as refused:
        return {"refused": str(refused), "declined": None}
    return read_policy(source).as_json() | {"lines": [[number, text] for number, text in shown_lines(source)]}
