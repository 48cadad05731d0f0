"""From a file to what is shown of it: how a child process and the command line read an action plan."""

from pathlib import Path
from typing import Any

from actionplan.reading.plan import read_plan
from actionplan.reading.result import PlanReading
from documents import gate
from documents.opening import open_file


def reading_of(path: Path, name: str) -> PlanReading:
    """Read one file, refused ones too: their reading holds the sentence."""
    try:
        return read_plan(open_file(path, name))
    except gate.Refused as refused:
        return PlanReading(name, refused=str(refused))


def read_upload(path: str, name: str) -> dict[str, Any]:
    """Read an upload as an action plan; the JSON that `core.reading` keeps."""
    return reading_of(Path(path), name).as_json()
