"""A plan on its way in: what is kept of the reading until somebody confirms it. Pure."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from actionplan.reading import read_plan
from documents import gate, opening
from documents.blocks import Source, Table


def read(path: str, name: str) -> dict[str, Any]:
    """Read an upload as an action plan; run in a child process (core.sandbox).

    Beside the shape that `read_action_plan --json` prints: `lines` of the source, to be shown beside what was read.
    """
    try:
        source = opening.open_file(Path(path), name, gate.EITHER)
    except gate.Refused as refusal:
        return {"refused": str(refusal), "declined": None}
    return read_plan(source).as_json() | {"lines": [{"number": n, "text": text} for n, text in _lines(source)]}


def _lines(source: Source) -> Iterator[tuple[int, str]]:
    """The lines of a text as they stand; of a sheet its rows, each cell on a line."""
    for line in source.lines:
        yield line.number, line.text
    for block in () if source.lines else source.blocks:
        if isinstance(block, Table):
            yield block.place.first, "\n".join(cell for row in block.rows for cell in row if cell)
