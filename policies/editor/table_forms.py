"""What people type into the table of a policy: its cells, a row at a time, with rows added and removed."""

from typing import Any

from django import forms
from django.http import QueryDict

from policies.cell_forms import CellsForm, sent_size
from policies.document import Clause
from policies.editor.forms import OtherWordsForm

ADD = "row-add"
REMOVE = "row-remove"
"""The names of the buttons that add a row and remove one: they save nothing, they show the form with other rows."""


class TableForm(CellsForm, OtherWordsForm):
    """The words above a table and its cells."""

    def __init__(self, data: QueryDict | None = None, *args: Any, clause: Clause | None = None, **kwargs: Any) -> None:
        super().__init__(data, *args, clause=clause, **kwargs)
        for name in ("kind", "sub_clauses"):
            self.fields.pop(name, None)
        self.fields["text"].required = False
        self.fields["text"].label = "Words above the table (optional)"
        self.fields["text"].widget = forms.Textarea(attrs={"rows": 2})
        self.hold(clause.rows if clause else ())

    @property
    def full_text(self) -> str:
        """All the words as they were typed, as `Clause.full_text` has them."""
        above = str(self["text"].value() or "").replace("\r\n", "\n")
        return "\n".join([above, *("\t".join(row) for row in self.given_rows)])


def with_other_rows(data: QueryDict) -> QueryDict:
    """What was sent, with a row more at the end, or without the row whose button was pressed."""
    rows, columns = sent_size(data)
    changed = data.copy()
    if ADD in data:
        changed["rows"] = str(rows + 1)
        return changed
    gone = data.get(REMOVE, "")
    if not gone.isdecimal() or len(gone) > 5 or int(gone) >= rows:
        return changed
    for row in range(int(gone), rows - 1):
        for column in range(columns):
            changed[f"cell-{row}-{column}"] = data.get(f"cell-{row + 1}-{column}", "")
    changed["rows"] = str(rows - 1)
    return changed


def row_changed(data: QueryDict) -> int:
    """The place of the row that was added, or that follows the one taken out."""
    gone = data.get(REMOVE, "")
    return sent_size(data)[0] if ADD in data or not gone.isdecimal() or len(gone) > 5 else int(gone)
