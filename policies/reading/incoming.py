"""A policy on its way in: what is kept of the reading until somebody confirms it. Pure."""

import uuid
from pathlib import Path
from typing import Any

from documents import gate, opening
from documents.blocks import Place, shown_lines
from policies.document import MOST_CLAUSES, Document
from policies.reading import read_policy

from .blanks import with_school
from .checking import Checked
from .converting import to_sections

TOO_MANY = (
    f"This document makes {{count:,}} clauses, and a policy holds at most {MOST_CLAUSES:,}. Bring in a part of it."
)
BLANK_TITLE = "Succession planning policy"


def read(path: str, name: str) -> dict[str, Any]:
    """Read an upload as a policy; run in a child process (core.sandbox).

    Beside the shape that READING promises: `lines` of the source, and the `lines` of each part and of what stands
    nowhere.
    """
    try:
        source = opening.open_file(Path(path), name)
    except gate.Refused as refusal:
        return {"refused": str(refusal), "declined": None}
    reading = read_policy(source)
    result = reading.as_json()
    if reading.declined or reading.refused:
        return result
    if (count := sum(len(section.body) for section in reading.sections)) > MOST_CLAUSES:
        return {"refused": TOO_MANY.format(count=count), "declined": None}
    lines = [{"number": number, "text": text} for number, text in shown_lines(source)]
    for section, read_section in zip(result["sections"], reading.sections, strict=True):
        section["line"] = read_section.place.first
        for part, body in zip(section["body"], read_section.body, strict=True):
            part["lines"] = _ends(body.place)
    for piece, left in zip(result["unplaced"], reading.unplaced, strict=True):
        piece["lines"] = _ends(left.place)
    return result | {"lines": lines}


def _ends(place: Place) -> list[int]:
    return [place.first, place.last]


def document_of(checked: Checked) -> Document:
    """What confirming saves: what was read, as it is corrected."""
    return Document(
        title=with_school(checked.title, "school") or BLANK_TITLE,
        subtitle=with_school(checked.subtitle, "school"),
        sections=to_sections((section.read() for section in checked.sections), new_id=lambda: uuid.uuid4().hex),
    )
