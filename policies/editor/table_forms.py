"""What people type into the table of a policy: its cells, a row at a time, with rows added and removed."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from core.forms import WordsField
from policies.document import LONGEST_CLAUSE, MOST_COLUMNS, MOST_ROWS, Clause, Rows, widened
from policies.editor.forms import OtherWordsForm

ADD = "row-add"
REMOVE = "row-remove"
"""The names of the buttons that add a row and remove one: they save nothing, they show the form with other rows."""


class TableForm(OtherWordsForm):
    """The words above a table and its cells. How many rows and columns were shown comes back with them."""

    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_ROWS + 1)
    columns = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_COLUMNS)

    def __init__(self, data: QueryDict | None = None, *args: Any, clause: Clause | None = None, **kwargs: Any) -> None:
        held = widened(clause.rows) if clause else ()
        self._size = _sent_size(data) if data is not None else (len(held), max(map(len, held), default=0))
        cells = {f"cell-{row}-{column}": cell for row, line in enumerate(held) for column, cell in enumerate(line)}
        size = dict(zip(("rows", "columns"), self._size, strict=True))
        kwargs["initial"] = cells | size | (kwargs.get("initial") or {})
        super().__init__(data, *args, clause=clause, **kwargs)
        for name in ("kind", "sub_clauses"):
            self.fields.pop(name, None)
        self.fields["text"].required = False
        self.fields["text"].label = "Words above the table (optional)"
        self.fields["text"].widget = forms.Textarea(attrs={"rows": 2})
        self._add_cells()

    def _add_cells(self) -> None:
        rows, columns = self._size
        for row in range(rows):
            for column in range(columns):
                self.fields[f"cell-{row}-{column}"] = WordsField(
                    label=self._name_of(row, column),
                    required=False,
                    max_length=LONGEST_CLAUSE,
                    widget=forms.Textarea(attrs={"rows": 2}),
                )

    def _name_of(self, row: int, column: int) -> str:
        """What a cell is called: the head of its column, or its number where there is none."""
        head = str(self[f"cell-0-{column}"].value() or "").strip() if row else ""
        return head[:60] or f"Column {column + 1}"

    def focus_on(self, row: int) -> None:
        """Let the first cell of a row have the focus, or that of the last row where there are fewer."""
        rows, columns = self._size
        if rows and columns:
            self.fields[f"cell-{min(row, rows - 1)}-0"].widget.attrs["autofocus"] = True

    @property
    def lines(self) -> Iterator[tuple[int, str, list[BoundField]]]:
        """The rows to be shown: the place of each, what it is called, and its cells."""
        rows, columns = self._size
        for row in range(rows):
            name = f"Row {row}" if row else "Heads of the columns"
            yield row, name, [self[f"cell-{row}-{column}"] for column in range(columns)]

    @property
    def about(self) -> Iterator[BoundField]:
        """The fields that are not cells."""
        return (field for field in self if not field.name.startswith("cell-"))

    @property
    def given_rows(self) -> Rows:
        """The cells as they were sent, row by row."""
        rows, columns = self._size
        return tuple(
            tuple(str(self[f"cell-{row}-{column}"].value() or "").replace("\r\n", "\n") for column in range(columns))
            for row in range(rows)
        )

    @property
    def full_text(self) -> str:
        """All the words as they were typed, as `Clause.full_text` has them."""
        above = str(self["text"].value() or "").replace("\r\n", "\n")
        return "\n".join([above, *("\t".join(row) for row in self.given_rows)])


def with_other_rows(data: QueryDict) -> QueryDict:
    """What was sent, with a row more at the end, or without the row whose button was pressed."""
    rows, columns = _sent_size(data)
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
    return _sent_size(data)[0] if ADD in data or not gone.isdecimal() or len(gone) > 5 else int(gone)


def _sent_size(data: QueryDict) -> tuple[int, int]:
    """How many rows and columns were sent, within what a table may hold."""
    sizes = ((data.get("rows", ""), MOST_ROWS + 1), (data.get("columns", ""), MOST_COLUMNS))
    rows, columns = (min(int(said), most) if said.isdecimal() and len(said) < 6 else 0 for said, most in sizes)
    return rows, columns
