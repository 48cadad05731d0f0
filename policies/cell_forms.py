"""The cells of a table as fields of a form: a row at a time, each named by the head of its column."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from core.forms import WordsField
from policies.document import LONGEST_CLAUSE, MOST_COLUMNS, MOST_ROWS, Rows, widened


class CellsForm(forms.Form):
    """The cells of a table. How many rows and columns were shown comes back with them."""

    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_ROWS + 1)
    columns = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_COLUMNS)

    def hold(self, held: Rows) -> None:
        """Give every cell a field: of what was sent, or of the rows `held` where nothing was."""
        wide = widened(held)
        self._size = sent_size(self.data) if self.is_bound else (len(wide), max(map(len, wide), default=0))
        cells = {f"cell-{row}-{column}": cell for row, line in enumerate(wide) for column, cell in enumerate(line)}
        rows, columns = self._size
        self.initial = {**cells, "rows": rows, "columns": columns, **self.initial}
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


def sent_size(data: Mapping[str, Any]) -> tuple[int, int]:
    """How many rows and columns were sent, within what a table may hold."""
    sizes = ((data.get("rows", ""), MOST_ROWS + 1), (data.get("columns", ""), MOST_COLUMNS))
    rows, columns = (min(int(said), most) if said.isdecimal() and len(said) < 6 else 0 for said, most in sizes)
    return rows, columns
