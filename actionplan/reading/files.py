"""From a file to its reading: how the command line reads an action plan."""

from pathlib import Path

from actionplan.reading.plan import read_plan
from actionplan.reading.result import PlanReading
from documents import gate
from documents.opening import open_file


def reading_of(path: Path, name: str) -> PlanReading:
    """Read one file, refused ones too: their reading holds the sentence."""
    try:
        return read_plan(open_file(path, name, gate.EITHER))
    except gate.Refused as refused:
        return PlanReading(name, refused=str(refused))
