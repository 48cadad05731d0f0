"""From the rows of a grid to recommendations."""

from collections.abc import Sequence
from functools import lru_cache

from actionplan.reading.cells import Splitter
from actionplan.reading.columns import is_time
from actionplan.reading.decline import says_no
from actionplan.reading.fragments import Cell, Fragment, filled, flow, paragraphs
from actionplan.reading.grids import Grid, Row
from actionplan.reading.labels import name_of, number_of, split_label
from actionplan.reading.names import Role
from actionplan.reading.owners import known_teams, teams
from actionplan.reading.result import Due, Item, Owners, RecommendationReading
from documents.dates import Context, DateWindow, find_dates
from documents.readers.rows import Joiner

_ITEMS = (Role.ACTIONS, Role.MILESTONES, Role.MEASURES)


@lru_cache(maxsize=16_384)  # a cell is asked several times, and a long table says the same in many rows
def _found(
    text: str, context: Context | None = None, row_dates: tuple[DateWindow, ...] = (), *, asked: bool = False
) -> tuple[tuple[DateWindow, ...], tuple[str, ...]]:
    """The dates of a text, and the warnings about them."""
    windows, warnings = find_dates(text, context=context, row_dates=row_dates, asked=asked)
    return tuple(windows), tuple(warnings)


def dates_of(text: str) -> list[DateWindow]:
    """The dates whose year the text gives itself."""
    return [found for found in _found(text)[0] if not found.year_inferred]


class Recorder:
    """Makes recommendations of rows. `stated` is the year the paper says it is for, `guessed` what its dates imply."""

    def __init__(
        self,
        grid: Grid,
        roles: Sequence[Role],
        joiner: Joiner,
        *,
        margin: int,
        stated: Context | None,
        guessed: Context | None,
    ) -> None:
        self.grid, self.roles, self.joiner = grid, roles, joiner
        self.stated, self.guessed = stated, guessed
        self.warnings: list[str] = []
        self.signs: list[str] = []
        self.row_name = ""
        self.teams: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.columns: dict[Role, list[int]] = {}
        for index, role in enumerate(roles):
            self.columns.setdefault(role, []).append(index)
        self.counted: int | None = None
        owners = [flow(row.cells[i], self.joiner) for row in self.grid.rows for i in self._columns(Role.OWNERS)]
        self.known = known_teams(owners)
        self.splitter = Splitter(self._date_words, joiner, grid.wrapped, margin)

    def _columns(self, role: Role) -> list[int]:
        return self.columns.get(role, [])

    def _date_words(self, text: str) -> list[str]:
        return [found.words for found in _found(text, self.stated or self.guessed)[0]]

    def recommendations(self) -> list[RecommendationReading]:
        """Every row as a recommendation."""
        return [self._recommendation(number, row) for number, row in enumerate(self.grid.rows, start=1)]

    def _recommendation(self, number: int, row: Row) -> RecommendationReading:
        label, text = self._label_and_text(row)
        place = self.grid.place_of(row.fragments)
        self.row_name = name_of(label, str(number))
        items = {role: self._items(row, role) for role in _ITEMS}
        due = self._flow(row, Role.DUE)
        dated = dates_of(due) if due else []
        dated += [
            found
            for own in (Role.MILESTONES, Role.MEASURES, Role.ACTIONS)
            for item in items[own]
            for found in dates_of(item)
        ]
        dated_items = {role: tuple(Item(item, self._dates(item, dated)) for item in items[role]) for role in _ITEMS}
        reading = RecommendationReading(
            label=label,
            text=text,
            response=self._flow(row, Role.RESPONSE),
            owners=self._owners(row),
            actions=dated_items[Role.ACTIONS],
            milestones=dated_items[Role.MILESTONES],
            outcome_measures=dated_items[Role.MEASURES],
            due=Due(due, self._due(row, due, dated)) if due else self._due_said(row, dated),
            status=self._flow(row, Role.STATUS),
            other=self._others(row),
            place=str(place or ""),
            lines=(place.first, place.last) if place else None,
        )
        self._warn(reading)
        return reading

    def _cell(self, row: Row, role: Role) -> Cell:
        for column in self.columns.get(role, ()):
            if filled(row.cells[column]):
                return row.cells[column]
        return ()

    def _flow(self, row: Row, role: Role) -> str | None:
        return flow(self._cell(row, role), self.joiner) or None

    def _label_and_text(self, row: Row) -> tuple[str | None, str | None]:
        label, text = self._flow(row, Role.LABEL), self._flow(row, Role.TEXT)
        if label is None and text:
            found = split_label(text, after=self.counted)
            if found:
                self.counted = number_of(found[0])
                return found[0], found[1] or None
        return label, text

    def _items(self, row: Row, role: Role) -> list[str]:
        items, signs = self.splitter.items(self._cell(row, role))
        self.signs += signs
        return items

    def _owners(self, row: Row) -> Owners | None:
        cell = self._cell(row, Role.OWNERS)
        if not filled(cell):
            return Owners("", self._teams((Fragment(0, row.said.who),))) if row.said else None
        return Owners(flow(cell, self.joiner), self._teams(cell))

    def _teams(self, cell: Cell) -> tuple[str, ...]:
        key = tuple(fragment.text for fragment in cell)
        if key not in self.teams:
            self.teams[key] = tuple(teams(cell, self.known, self.joiner, wrapped=self.grid.wrapped))
        return self.teams[key]

    def _others(self, row: Row) -> dict[str, str]:
        found: dict[str, str] = {}
        for column in sorted([*self._columns(Role.OTHER), *self._said_again(row)]):
            text = flow(row.cells[column], self.joiner)
            if text:
                name = self.grid.names[column] or f"Column {column + 1}"
                found[name if name not in found else f"{name} ({column + 1})"] = text
        return found

    def _said_again(self, row: Row) -> list[int]:
        """The columns for what a column before them has said of the row already, as a second number."""
        again = [columns for role, columns in self.columns.items() if role != Role.OTHER and len(columns) > 1]
        return [column for columns in again for column in [c for c in columns if filled(row.cells[c])][1:]]

    def _dates(self, text: str, dated: Sequence[DateWindow], *, asked: bool = False) -> tuple[DateWindow, ...]:
        """The dates of a text: by the year the paper states, else by what its row dates, else by the guessed year."""
        found, warnings = _found(text, self.stated, tuple(dated), asked=asked)
        if self.stated is None and self.guessed is not None and any(_is_open(window) for window in found):
            guesses, cautions = _found(text, self.guessed, tuple(dated), asked=asked)
            if [guess.words for guess in guesses] == [own.words for own in found]:
                warnings = cautions
                found = tuple(guess if _is_open(own) else own for own, guess in zip(found, guesses, strict=True))
        self.warnings.extend(f"{self.row_name}: {warning}" for warning in warnings)
        return found

    def _due(self, row: Row, text: str, dated: Sequence[DateWindow]) -> tuple[DateWindow, ...]:
        """The dates of a cell that asks for them. Where it has one below the other, none is read into the next."""
        parts = [flow(part, self.joiner) for part in paragraphs(self._cell(row, Role.DUE))]
        if len(parts) > 1 and all(dates_of(part) or is_time(part) for part in parts):
            return tuple(found for part in parts for found in self._dates(part, dated, asked=True))
        return self._dates(text, dated, asked=True)

    def _due_said(self, row: Row, dated: Sequence[DateWindow]) -> Due | None:
        """By when the row's own sentence says, whose words stay in it."""
        if not row.said or not row.said.when:
            return None
        return Due("", tuple(found for words in row.said.when for found in self._dates(words, dated, asked=True)))

    def _warn(self, reading: RecommendationReading) -> None:
        name = self.row_name
        others = [item.text for item in (*reading.milestones, *reading.outcome_measures)]
        others += [
            words for words in (reading.owners and reading.owners.words, reading.due and reading.due.words) if words
        ]
        action = " ".join(item.text for item in reading.actions)
        if reading.response is None and action and says_no(action, others):
            self.warnings.append(
                f"{name} seems to say that the council will not act: record its response as declined, with the reason."
            )
        if reading.text is None:
            self.warnings.append(f"{name} gives no recommendation: write it in.")


def _is_open(window: DateWindow) -> bool:
    return window.earliest is None and window.latest is None and window.precision not in ("condition", "none")
