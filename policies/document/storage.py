"""A policy as plain values for a JSON column, with the number of its schema."""

from collections.abc import Mapping
from typing import Any

from .model import Clause, ClauseKind, Document, ModelClause, Refused, Section, SectionKind

SCHEMA = 1


def to_json(document: Document) -> dict[str, Any]:
    """The document as plain values for a JSON column, with the number of its schema."""
    return {
        "schema": SCHEMA,
        "title": document.title,
        "subtitle": document.subtitle,
        "sections": [
            {
                "id": section.id,
                "kind": section.kind.value,
                "heading": section.heading,
                "level": section.level,
                "clauses": [_clause_to_json(clause) for clause in section.clauses],
            }
            for section in document.sections
        ],
    }


def _clause_to_json(clause: Clause) -> dict[str, Any]:
    origin = clause.model_clause
    return {
        "id": clause.id,
        "kind": clause.kind.value,
        "text": clause.text,
        "sub_clauses": list(clause.sub_clauses),
        "rows": [list(row) for row in clause.rows],
        "model_clause": None if origin is None else {"id": origin.id, "version": origin.version},
        "tags": list(clause.tags),
        "locked": clause.locked,
    }


def from_json(data: Mapping[str, Any]) -> Document:
    """The document that `to_json` wrote. Raises `Refused` for a schema this release does not know."""
    if data.get("schema") != SCHEMA:
        raise Refused(
            f"This policy was saved in form {data.get('schema')}, and this release reads form {SCHEMA}. "
            "Bring the installation up to date."
        )
    return Document(
        title=data["title"],
        subtitle=data["subtitle"],
        sections=tuple(
            Section(
                id=section["id"],
                kind=SectionKind(section["kind"]),
                heading=section["heading"],
                level=section["level"],
                clauses=tuple(_clause_from_json(clause) for clause in section["clauses"]),
            )
            for section in data["sections"]
        ),
    )


def _clause_from_json(data: Mapping[str, Any]) -> Clause:
    origin = data["model_clause"]
    return Clause(
        id=data["id"],
        kind=ClauseKind(data["kind"]),
        text=data["text"],
        sub_clauses=tuple(data["sub_clauses"]),
        rows=tuple(tuple(row) for row in data["rows"]),
        model_clause=None if origin is None else ModelClause(origin["id"], origin["version"]),
        tags=tuple(data["tags"]),
        locked=data["locked"],
    )
