"""The paper's own table, from what was read in it: its column names, and the words of every row under them. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from actionplan.reading.columns import roles_of
from actionplan.reading.names import Role

# What a column is called where the paper gives it no name.
_NAMES: dict[str, str] = {
    Role.LABEL: "Number",
    Role.TEXT: "Recommendation",
    Role.RESPONSE: "Response",
    Role.ACTIONS: "Actions",
    Role.OWNERS: "By whom",
    Role.MILESTONES: "Milestones",
    Role.MEASURES: "Outcome measures",
    Role.DUE: "By when",
    Role.STATUS: "Status",
}
# Tells a column of the paper's own apart from a meaning of the same name.
_OTHER = "other:"


def table_of(reading: Mapping[str, Any]) -> tuple[list[str], list[list[str]]]:
    """Column names and rows of cells. A cell that stands under no column of the paper gets one, so no word is lost."""
    columns: list[str] = reading["columns"]
    roles = roles_of(columns)
    rows = [_by_key(row, has_label_column=Role.LABEL in roles) for row in reading["recommendations"]]
    keys = [_OTHER + name if role is Role.OTHER else str(role) for name, role in zip(columns, roles, strict=True)]
    names = dict(zip(keys, columns, strict=True))
    for row in rows:
        for key in row:
            names.setdefault(key, _NAMES.get(key) or key.removeprefix(_OTHER))
    return list(names.values()), [[row.get(key, "") for key in names] for row in rows]


def _by_key(row: Mapping[str, Any], *, has_label_column: bool) -> dict[str, str]:
    """The words of a row's cells, by what each is; cells without words are left out."""
    label, text = row.get("label") or "", row["text"] or ""
    cells = {
        Role.LABEL: label if has_label_column else "",
        Role.TEXT: text if has_label_column else f"{label} {text}".strip(),
        Role.RESPONSE: row.get("response") or "",
        Role.ACTIONS: _lines(row["actions"]),
        Role.OWNERS: (row.get("owners") or {}).get("words") or "",
        Role.MILESTONES: _lines(row["milestones"]),
        Role.MEASURES: _lines(row["outcome_measures"]),
        Role.DUE: (row.get("due") or {}).get("words") or "",
        Role.STATUS: row.get("status") or "",
    }
    given = {str(role): words for role, words in cells.items() if words}
    return given | {_OTHER + name: words for name, words in (row.get("other") or {}).items() if words}


def _lines(items: Sequence[Mapping[str, Any]]) -> str:
    return "\n".join(item["text"] for item in items)
