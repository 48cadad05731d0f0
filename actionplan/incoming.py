"""A plan on its way in: what is kept of the reading until somebody confirms it. Pure."""

from pathlib import Path
from typing import Any

from actionplan.reading import read_plan
from documents import gate, opening
from documents.blocks import shown_lines


def read(path: str, name: str) -> dict[str, Any]:
    """Read an upload as an action plan; run in a child process (core.sandbox).

    Beside the shape that `read_action_plan --json` prints: `lines` of the source, to be shown beside what was read.
    """
    try:
        source = opening.open_file(Path(path), name, gate.EITHER)
    except gate.Refused as refusal:
        return {"refused": str(refusal), "declined": None}
    reading = read_plan(source)
    result = reading.as_json()
    for row, read_row in zip(result["recommendations"], reading.recommendations, strict=True):
        row["lines"] = read_row.lines
    return result | {"lines": [{"number": number, "text": text} for number, text in shown_lines(source)]}
