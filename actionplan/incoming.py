"""A plan on its way in: what is kept of the reading until somebody confirms it. Pure."""

from pathlib import Path
from typing import Any

from actionplan.reading import read_plan
from documents import gate, opening


def read(path: str, name: str) -> dict[str, Any]:
    """Read an upload as an action plan; run in a child process (core.sandbox).

    Beside the shape that `read_action_plan --json` prints: `lines` of the source, to be shown beside what was read.
    """
    try:
        source = opening.open_file(Path(path), name)
    except gate.Refused as refusal:
        return {"refused": str(refusal), "declined": None}
    lines = [{"number": line.number, "text": line.text} for line in source.lines]
    return read_plan(source).as_json() | {"lines": lines}
