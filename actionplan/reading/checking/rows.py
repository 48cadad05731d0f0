"""What can be said of a recommendation: its words, who owns it, where it begins and ends; and of the title."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from core.correcting.operations import GONE, Operation, Refused
from core.correcting.pieces import cut, joined, short

from .checked import KINDS, Checked, Row

LONGEST_NAME = 300
LONGEST_LABEL = 60
LONGEST_TEXT = 20_000
LONGEST_TEAM = 200
FIELDS = {
    "label": "number",
    "text": "recommendation",
    "response": "response",
    "owners": "words for its owners",
    "due": "words for when it is due",
    "status": "status",
}


@dataclass(frozen=True, slots=True)
class RetypeName(Operation[Checked]):
    """Another title or subtitle."""

    name: ClassVar[str] = "name"
    which: str
    words: str

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002 (it makes nothing)
        """The plan, called so."""
        if self.which not in {"title", "subtitle"}:
            raise Refused(GONE)
        if len(self.words) > LONGEST_NAME:
            raise Refused(f"A title holds at most {LONGEST_NAME} letters.")
        changed: dict[str, Any] = {self.which: self.words.strip()}
        return replace(reading, **changed)

    def said(self, reading: Checked) -> str:  # noqa: ARG002
        """To what."""
        return f"The {self.which} is retyped: “{short(self.words)}”."


@dataclass(frozen=True, slots=True)
class RetypeField(Operation[Checked]):
    """Other words for one field of a row. Those for when it is due are read again as a date."""

    name: ClassVar[str] = "field"
    key: str
    field: str
    words: str

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002
        """The row, in these words."""
        if self.field not in FIELDS:
            raise Refused(GONE)
        words = self.words.strip()
        longest = LONGEST_LABEL if self.field == "label" else LONGEST_TEXT
        if len(words) > longest:
            raise Refused(f"Shorten this to {longest:,} letters.")
        if self.field == "text" and not words:
            raise Refused("Type the words of the recommendation, or set it aside.")
        index = reading.index_of(self.key)
        changes: dict[str, Any] = {self.field: words}
        if self.field == "due":
            changes["due_dates"] = reading.dates_in(words, reading.rows[index], asked=True) if words else ()
        return reading.with_row(index, replace(reading.rows[index], **changes))

    def said(self, reading: Checked) -> str:
        """Which, and to what."""
        whose = reading.row(self.key).name
        return f"The {FIELDS[self.field]} of {whose} is retyped: “{short(self.words) or 'nothing'}”."


@dataclass(frozen=True, slots=True)
class Owners(Operation[Checked]):
    """The teams that own a recommendation. The paper's words for them stay as they are."""

    name: ClassVar[str] = "owners"
    key: str
    teams: tuple[str, ...]

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002
        """The row, owned by these."""
        teams = tuple(dict.fromkeys(team.strip() for team in self.teams if team.strip()))
        if any(len(team) > LONGEST_TEAM for team in teams):
            raise Refused(f"The name of a team holds at most {LONGEST_TEAM} letters.")
        index = reading.index_of(self.key)
        return reading.with_row(index, replace(reading.rows[index], teams=teams))

    def said(self, reading: Checked) -> str:
        """Which teams."""
        return f"The owners of {reading.row(self.key).name}: {short(', '.join(self.teams)) or 'nobody'}."


@dataclass(frozen=True, slots=True)
class SplitRow(Operation[Checked]):
    """A recommendation in two: the second begins with these words. What belongs to it stays with the first."""

    name: ClassVar[str] = "split-row"
    key: str
    before: str

    def applied(self, reading: Checked, fresh: str) -> Checked:
        """The two."""
        index = reading.index_of(self.key)
        row = reading.rows[index]
        _, head, tail = cut((row.text,), self.before)
        return reading.with_row(index, replace(row, text=head), Row(fresh, text=tail, place=row.place, lines=row.lines))

    def said(self, reading: Checked) -> str:
        """Where."""
        return f"A recommendation is split off {reading.row(self.key).name} before “{short(self.before)}”."


@dataclass(frozen=True, slots=True)
class JoinRow(Operation[Checked]):
    """A recommendation goes on with the one before it, with all that belongs to it."""

    name: ClassVar[str] = "join-row"
    key: str

    def applied(self, reading: Checked, fresh: str) -> Checked:  # noqa: ARG002
        """The two as one."""
        index = reading.index_of(self.key)
        if index == 0:
            raise Refused("There is no recommendation before the first.")
        one, other = reading.rows[index - 1], reading.rows[index]
        names = dict.fromkeys(name for name, _ in (*one.other, *other.other))
        held, more = dict(one.other), dict(other.other)
        whole = replace(
            one,
            text=joined(one.text, other.label, other.text),
            response=joined(one.response, other.response),
            owners=joined(one.owners, other.owners),
            teams=tuple(dict.fromkeys((*one.teams, *other.teams))),
            due=joined(one.due, other.due),
            due_dates=(*one.due_dates, *other.due_dates),
            status=joined(one.status, other.status),
            other=tuple((name, joined(held.get(name, ""), more.get(name, ""))) for name in names),
            lines=_both(one.lines, other.lines),
        )
        for kind in KINDS:
            whole = whole.with_items(kind, (*one.items(kind), *other.items(kind)))
        return reading.with_row(index).with_row(index - 1, whole)

    def said(self, reading: Checked) -> str:
        """Which."""
        return f"{_capital(reading.row(self.key).name)} is joined to the one before it."


def _both(one: tuple[int, int] | None, other: tuple[int, int] | None) -> tuple[int, int] | None:
    """The lines of both."""
    if not (one and other):
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
