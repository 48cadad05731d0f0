"""Which column each piece belongs to, when a file gives pieces in order but not their columns.

The cheapest path through the columns, row after row, is taken (Viterbi): a piece pays for standing where it does
not fit, a column pays for being skipped, and section names between rows and words after the table have a state of
their own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from actionplan.reading.columns import is_code, is_people, is_time
from actionplan.reading.decisions import is_judgement
from actionplan.reading.fragments import Cell, letters_are_capitals, looks_capital
from actionplan.reading.labels import is_label, split_label
from actionplan.reading.names import Role
from documents.blocks import words

SKIPPED_COLUMN = 1.6
NEW_LABEL = -2.0
_DECISION = re.compile(
    r"((partly|partially|not|fully)?\s*(agreed?|accept(ed)?|approved?|reject(ed)?|declined?|noted|supported)"
    r"( in (part|principle))?|yes|no|in part|y|n|partly|partially)\W*",
    re.IGNORECASE,
)
_KEY = re.compile(r"(rag )?(key|legend|glossary|notes?|abbreviations|acronyms)( to .*)?\s*:?", re.IGNORECASE)
_DATE = re.compile(r"(?<!\bto )\bdates?\b", re.IGNORECASE)
_SHORT_NAME = re.compile(
    r"priorit|cost|budget|area|ward|risk|origin|source|category|theme|portfolio|directorate|type", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the alignment sees it: what it is for and what it is called."""

    role: Role
    name: str = ""

    @property
    def asks_date(self) -> bool:
        """Whether it is called a date, as "Progress to date" is not."""
        return bool(_DATE.search(self.name))

    @property
    def is_short(self) -> bool:
        """Whether its cells are a few words each, so that two pieces in one cell are unlikely."""
        if self.role == Role.OTHER:
            return bool(_SHORT_NAME.search(self.name)) or self.asks_date
        return self.role in (Role.LABEL, Role.OWNERS, Role.DUE, Role.STATUS)


@dataclass(frozen=True, slots=True)
class Piece:
    """What is placed as a whole: `stay` is the price of sharing the last piece's cell, `leave` of moving on.

    leads: the names of the columns are said again below it, as below the name of a section.
    """

    fragments: Cell
    text: str
    stay: float = 0.8
    leave: float = 0.0
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What can be seen of a piece without knowing its column."""

    length: int
    label: bool
    labelled: bool
    people: bool
    time: bool
    heading: bool
    text: str
    odd: bool = False
    leads: bool = False

    @classmethod
    def at(cls, piece: Piece) -> "Look":
        """Look at a piece."""
        text = piece.text
        length = len(words(text))
        label = is_label(text)
        heading = (
            length > 0 and not label and (letters_are_capitals(text) or text.rstrip().endswith(":") or length <= 6)
        )
        stops = text.rstrip().endswith((".", ",", ";"))
        head = split_label(text)
        return cls(
            length,
            label,
            bool(head and head[1]),
            is_people(text),
            is_time(text),
            heading and looks_capital(text) and not stops,
            text,
            leads=piece.leads,
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a piece went: `row` counts from 0, no `column` is a section name, or `after` the table."""

    row: int
    column: int | None
    after: bool = False


def price(column: Column, look: Look, *, labelled: bool) -> float:
    """What it costs to read a piece that looks so in this column."""
    if look.length == 0 and look.text.strip() == "":
        return {Role.LABEL: 1.5, Role.TEXT: 2.0}.get(column.role, 0.4)
    match column.role:
        case Role.LABEL:
            return 4.0 if not look.label else 1.5 if look.odd else 0.0
        case Role.TEXT:
            return _price_of_text(look, labelled=labelled)
        case Role.OWNERS:
            return _price_of_owner(look)
        case Role.DUE:
            return _price_of_time(look)
        case Role.STATUS:
            return 0.0 if is_judgement(look.text) else 0.6 if look.length <= 12 else 0.9
        case Role.OTHER:
            return _price_of_other(column, look)
        case _:
            return _price_of_sentence(column.role, look)


def _price_of_text(look: Look, *, labelled: bool) -> float:
    if look.label:
        return 1.0 if labelled else 3.0
    short = 2.5 if look.time and look.length <= 4 else 1.0 if look.length < 3 else 0.5 if look.people else 0.0
    return short + (2.5 if labelled and not look.labelled else 0.0)


def _price_of_owner(look: Look) -> float:
    if look.people or is_code(look.text):
        return 0.0
    if look.length <= 6 and not look.text.rstrip().endswith(".") and not look.time and not look.label:
        return 0.6
    return 2.5 + (1.0 if look.length > 12 else 0.0)


def _price_of_time(look: Look) -> float:
    if look.time:
        return 0.0 if look.length <= 6 else 0.5
    return 1.2 if look.length <= 6 and not look.people and not look.label else 3.0


def _price_of_other(column: Column, look: Look) -> float:
    if column.asks_date:
        return 0.0 if look.time else 2.0
    if column.is_short:
        return 0.1 if look.length <= 3 else 1.5
    return 0.3 if look.length <= 4 else 0.4


def _price_of_sentence(role: Role, look: Look) -> float:
    if role == Role.RESPONSE and _DECISION.fullmatch(look.text.strip()):
        return 0.0
    if look.label:
        return 2.0
    if look.time and look.length <= 3:
        return 0.5 if role == Role.MILESTONES else 1.2
    if look.people and look.length <= 5:
        return 0.9
    return 0.6 if look.length < 3 else 0.0


class _Path:
    """The states of one alignment: the columns, then the section name, then the end of the table."""

    def __init__(self, columns: Sequence[Column], *, one_row: bool, labelled: bool) -> None:
        self.columns, self.labelled, self.one_row = columns, labelled, one_row
        self.section, self.after = len(columns), len(columns) + 1
        self.count = len(columns) if one_row else len(columns) + 2
        self.names = {column.name.casefold() for column in columns if column.name}

    def step(self, before: int, now: int, piece: Piece, look: Look) -> float | None:
        """The price of going from one state to the next; None where there is no way."""
        width = len(self.columns)
        if before == self.after:
            return 0.0 if now == self.after else None
        if now in (self.section, self.after):
            left = 0.0 if before >= width else self._left_out(before)
            return left + (1.0 if now == self.after else 0.0)
        if before == self.section:
            return self._skipped_first(now)
        if now == before:
            return self._share(self.columns[now], piece, look)
        if now > before:
            return piece.leave + (now - before - 1) * SKIPPED_COLUMN
        return None

    def wrap(self, before: int, now: int, piece: Piece) -> float | None:
        """The price of beginning a new row."""
        if self.one_row or before >= len(self.columns) or now >= len(self.columns) or now > 1:
            return None
        return piece.leave + self._left_out(before) + self._skipped_first(now)

    def _skipped_first(self, now: int) -> float:
        """The price of a row that begins lower than its first column; in a numbered table the number is seldom lost."""
        return now * (2 * SKIPPED_COLUMN if self.columns[0].role == Role.LABEL else SKIPPED_COLUMN)

    @staticmethod
    def _price_of_section(look: Look) -> float:
        """The price of reading a piece as the name of a section: capitals or a colon speak for it, length against."""
        if not look.text.strip():
            return 0.5
        if look.leads and not look.label:
            return 0.3
        if not look.heading:
            return 6.0
        if letters_are_capitals(look.text) or look.text.rstrip().endswith(":"):
            return 0.8
        return (1.2 if look.people else 1.0) + (0.7 if look.length > 3 else 0.0)

    def _explains(self, text: str) -> bool:
        """Whether the words belong to a key under the table, which says what each column means."""
        name, colon, _ = text.partition(":")
        return not self.one_row and (
            bool(colon and name.strip().casefold() in self.names) or bool(_KEY.fullmatch(text))
        )

    @staticmethod
    def _share(column: Column, piece: Piece, look: Look) -> float:
        """The price of a second piece in the cell."""
        if column.is_short and price(column, look, labelled=False) >= 0.5:
            return piece.stay * 3.0
        if column.role == Role.DUE and look.length > 1:
            return piece.stay * 1.7  # a second date, not the year of the first
        return piece.stay * {Role.TEXT: 1.5, Role.LABEL: 1.5, Role.RESPONSE: 1.2}.get(column.role, 1.0)

    def _left_out(self, before: int) -> float:
        """The price of ending a row early; a row of nothing but its number is common enough."""
        if before == 0 and self.columns[0].role == Role.LABEL:
            return 1.5 * SKIPPED_COLUMN
        return (len(self.columns) - 1 - before) * SKIPPED_COLUMN

    def stand(self, now: int, look: Look, *, opens: bool) -> float:
        """The price of standing there."""
        explains = self._explains(look.text)
        if explains and now != self.section:
            return 0.0 if now == self.after else 4.0
        if now == self.section:
            return self._price_of_section(look)
        if now == self.after:
            return 1.5 if look.label or look.time or look.people else 0.7 if look.text.strip() else 0.1
        column = self.columns[now]
        cost = price(column, look, labelled=self.labelled and opens)
        numbered = look.label and not look.odd if column.role == Role.LABEL else look.labelled
        return cost + NEW_LABEL if opens and numbered and column.role in (Role.LABEL, Role.TEXT) else cost


def align(
    pieces: Sequence[Piece], columns: Sequence[Column], *, one_row: bool = False, labelled: bool = False
) -> tuple[list[Placed], float]:
    """The cheapest placing of the pieces, and its price. `labelled`: every recommendation opens with its number."""
    if not pieces:
        return [], 0.0
    path = _Path(columns, one_row=one_row, labelled=labelled)
    looks = _without_odd_numbers([Look.at(piece) for piece in pieces])
    costs = [
        path.stand(s, looks[0], opens=True) + (0 if s >= len(columns) else s * SKIPPED_COLUMN)
        for s in range(path.count)
    ]
    trail: list[list[tuple[int, bool]]] = []
    for piece, look in zip(pieces[1:], looks[1:], strict=True):
        costs, came = _advance(path, costs, piece, look)
        trail.append(came)
    return _walk_back(path, costs, trail), min(costs)


def _without_odd_numbers(looks: list[Look]) -> list[Look]:
    """The looks, with a bare number that has no neighbour among the others ("75", a percentage) marked as odd."""
    numbers = {int(look.text) for look in looks if look.label and look.text.isdecimal()}
    return [
        replace(look, odd=True)
        if look.label and look.text.isdecimal() and not {int(look.text) - 1, int(look.text) + 1} & {0, *numbers}
        else look
        for look in looks
    ]


def _advance(path: _Path, costs: list[float], piece: Piece, look: Look) -> tuple[list[float], list[tuple[int, bool]]]:
    new_costs, came = [], []
    for now in range(path.count):
        best, origin = float("inf"), (0, False)
        going_on, opening = path.stand(now, look, opens=False), path.stand(now, look, opens=True)
        for before in range(path.count):
            step, wrap = path.step(before, now, piece, look), path.wrap(before, now, piece)
            stands = opening if before == path.section else going_on
            if now == before and now < len(path.columns):
                stands = max(0.0, min(going_on, 0.5))  # a piece that shares a cell need not look like the whole cell
            if step is not None and costs[before] + step + stands < best:
                best, origin = costs[before] + step + stands, (before, before == path.section and now < path.section)
            if wrap is not None and costs[before] + wrap + opening < best:
                best, origin = costs[before] + wrap + opening, (before, True)
        new_costs.append(best)
        came.append(origin)
    return new_costs, came


def _walk_back(path: _Path, costs: list[float], trail: list[list[tuple[int, bool]]]) -> list[Placed]:
    state = min(range(path.count), key=lambda s: costs[s])
    states, opens = [state], []
    for came in reversed(trail):
        state, opened = came[state]
        states.append(state)
        opens.append(opened)
    states.reverse()
    opens.reverse()
    row, placed = 0 if states[0] < len(path.columns) else -1, []
    for state, opened in zip(states, [False, *opens], strict=True):
        row += opened
        placed.append(Placed(row, state if state < len(path.columns) else None, after=state == path.after))
    return placed
