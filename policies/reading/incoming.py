"""A policy on its way in: what is kept of the reading until somebody confirms it. Pure."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from documents import gate, opening
from documents.blocks import shown_lines
from policies.document import MOST_CLAUSES, Document, SectionKind, from_json, to_json
from policies.reading import read_policy, to_document

TOO_MANY = (
    f"This document makes {{count:,}} clauses, and a policy holds at most {MOST_CLAUSES:,}. Bring in a part of it."
)
BLANK_TITLE = "Succession planning policy"


def read(path: str, name: str) -> dict[str, Any]:
    """Read an upload as a policy; run in a child process (core.sandbox).

    Beside the shape that READING promises: `lines` of the source, and `document`, what confirming would save.
    """
    try:
        source = opening.open_file(Path(path), name)
    except gate.Refused as refusal:
        return {"refused": str(refusal), "declined": None}
    reading = read_policy(source)
    result = reading.as_json()
    if reading.declined or reading.refused:
        return result
    document = to_document(reading, new_id=lambda: uuid.uuid4().hex)
    if (count := sum(1 for _ in document.clauses())) > MOST_CLAUSES:
        return {"refused": TOO_MANY.format(count=count), "declined": None}
    lines = [{"number": number, "text": text} for number, text in shown_lines(source)]
    for section, read_section in zip(result["sections"], reading.sections, strict=True):
        section["line"] = read_section.place.first
    return result | {"lines": lines, "document": to_json(document)}


def document_of(result: Mapping[str, Any], kinds: Mapping[int, str]) -> Document:
    """What confirming saves: what was read, each section for what the person says it is for."""
    document = from_json(result["document"])
    sections = tuple(
        replace(section, kind=SectionKind(kinds.get(number, section.kind.value)))
        for number, section in enumerate(document.sections)
    )
    return replace(document, title=document.title or BLANK_TITLE, sections=sections)
