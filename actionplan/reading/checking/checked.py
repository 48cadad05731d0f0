"""A plan as it was read, each row and each thing in it under a key by which a correction names it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, Self, cast

from core.correcting.operations import GONE, Refused
from core.correcting.pieces import Loose, short
from documents.dates import Context, DateWindow, find_dates

Kind = Literal["actions", "milestones", "outcome_measures"]
KINDS: tuple[Kind, ...] = ("actions", "milestones", "outcome_measures")
KIND_WORDS: dict[Kind, str] = {"actions": "action", "milestones": "milestone", "outcome_measures": "outcome measure"}


@dataclass(frozen=True, slots=True)
class Item:
    """An action, a milestone or an outcome measure."""

    key: str
    text: str
    dates: tuple[DateWindow, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One recommendation with what belongs to it; a text that the paper does not give is empty."""

    key: str
    label: str = ""
    text: str = ""
    response: str = ""
    owners: str = ""
    teams: tuple[str, ...] = ()
    actions: tuple[Item, ...] = ()
    milestones: tuple[Item, ...] = ()
    outcome_measures: tuple[Item, ...] = ()
    due: str = ""
    due_dates: tuple[DateWindow, ...] = ()
    status: str = ""
    other: tuple[tuple[str, str], ...] = ()
    place: str = ""
    lines: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return f"recommendation {self.label.rstrip('.:) ')}" if self.label else f"“{short(self.text) or 'no words'}”"

    def items(self, kind: Kind) -> tuple[Item, ...]:
        """Its items of a kind."""
        return cast("tuple[Item, ...]", getattr(self, kind))

    def with_items(self, kind: Kind, items: Iterable[Item]) -> Self:
        """The same with other items of a kind."""
        changes: dict[str, Any] = {kind: tuple(items)}
        return replace(self, **changes)

    def texts(self) -> Iterator[str]:
        """All it says."""
        yield from (self.label, self.text, self.response, self.owners)
        for kind in KINDS:
            yield from (item.text for item in self.items(kind))
        yield from (self.due, self.status)
        yield from (words for _, words in self.other)

    def reading(self) -> dict[str, Any]:
        """The row in the shape that `read_action_plan --json` prints."""
        return {
            "label": self.label or None,
            "text": self.text or None,
            "response": self.response or None,
            "owners": {"words": self.owners, "teams": list(self.teams)} if self.owners or self.teams else None,
            **{kind: [_item_json(item) for item in self.items(kind)] for kind in KINDS},
            "due": {"words": self.due, "dates": _dates_json(self.due_dates)} if self.due or self.due_dates else None,
            "status": self.status or None,
            "other": dict(self.other),
            "place": self.place,
            "lines": list(self.lines) if self.lines else None,
        }


@dataclass(frozen=True, slots=True)
class Checked:
    """The whole plan, and the words that stand nowhere in it. `base`: the rest of the reading, as it was kept."""

    title: str
    subtitle: str
    rows: tuple[Row, ...]
    loose: tuple[Loose, ...]
    base: Mapping[str, Any]

    @property
    def undecided(self) -> tuple[Loose, ...]:
        """The words that nobody has placed or set aside yet."""
        return tuple(piece for piece in self.loose if not piece.aside)

    def texts(self) -> Iterator[str]:
        """All it says, what is set aside too."""
        yield from (self.title, self.subtitle)
        for row in self.rows:
            yield from row.texts()
        yield from (piece.text for piece in self.loose)

    def index_of(self, key: str) -> int:
        """Which row this key names. Raises Refused where it is gone."""
        for index, row in enumerate(self.rows):
            if row.key == key:
                return index
        raise Refused(GONE)

    def row(self, key: str) -> Row:
        """The row of this key. Raises Refused where it is gone."""
        return self.rows[self.index_of(key)]

    def find(self, key: str) -> tuple[int, Kind, int]:
        """Which row holds the item of this key, of what kind it is, and where among its like. Raises Refused."""
        for index, row in enumerate(self.rows):
            for kind in KINDS:
                for place, item in enumerate(row.items(kind)):
                    if item.key == key:
                        return index, kind, place
        raise Refused(GONE)

    def item(self, key: str) -> Item:
        """The item of this key. Raises Refused where it is gone."""
        index, kind, place = self.find(key)
        return self.rows[index].items(kind)[place]

    def piece(self, key: str) -> Loose:
        """The loose words of this key. Raises Refused where they are gone."""
        for piece in self.loose:
            if piece.key == key:
                return piece
        raise Refused(GONE)

    def with_row(self, index: int, *rows: Row) -> Self:
        """The same with these rows in the place of one."""
        return replace(self, rows=(*self.rows[:index], *rows, *self.rows[index + 1 :]))

    def with_item(self, key: str, *items: Item) -> Self:
        """The same with these items in the place of one."""
        index, kind, place = self.find(key)
        row = self.rows[index]
        held = row.items(kind)
        return self.with_row(index, row.with_items(kind, (*held[:place], *items, *held[place + 1 :])))

    def dates_in(self, text: str, row: Row, *, asked: bool = False) -> tuple[DateWindow, ...]:
        """The dates of words that were typed into a row: by the year of the paper, else by what the row dates.

        asked: the words stand where a date is asked for.
        """
        context = self.base.get("context_year") or {}
        year = Context.parse(context["year"]) if context.get("year") else None
        beside = [window for window in row.due_dates if not window.year_inferred]
        for kind in KINDS:
            beside += [window for item in row.items(kind) for window in item.dates if not window.year_inferred]
        found, _ = find_dates(text, context=year, row_dates=beside, asked=asked)
        return tuple(found)

    def reading(self) -> dict[str, Any]:
        """The plan in the shape that `read_action_plan --json` prints, and that actionplan.shape takes."""
        unplaced = [{"text": piece.text, "place": piece.place, "reason": piece.reason} for piece in self.undecided]
        return {
            **self.base,
            "title": self.title or None,
            "subtitle": self.subtitle or None,
            "recommendations": [row.reading() for row in self.rows],
            "unplaced": unplaced,
        }


def checked_of(result: Mapping[str, Any]) -> Checked:
    """The plan in a reading that was kept: the shape of `PlanReading.as_json`, with lines where they are known."""
    return Checked(
        title=result["title"] or "",
        subtitle=result.get("subtitle") or "",
        rows=tuple(_row(f"r{number}", row) for number, row in enumerate(result["recommendations"])),
        loose=tuple(
            Loose(f"u{number}", piece["text"], piece["place"], piece.get("reason") or "")
            for number, piece in enumerate(result["unplaced"])
        ),
        base={name: value for name, value in result.items() if name not in {"recommendations", "unplaced", "lines"}},
    )


def _row(key: str, read: Mapping[str, Any]) -> Row:
    owners, due, lines = read.get("owners") or {}, read.get("due") or {}, read.get("lines")
    items = {kind: _items(f"{key}.{kind[0]}", read[kind]) for kind in KINDS}
    return Row(
        key=key,
        label=read.get("label") or "",
        text=read["text"] or "",
        response=read.get("response") or "",
        owners=owners.get("words") or "",
        teams=tuple(owners.get("teams") or ()),
        due=due.get("words") or "",
        due_dates=_dates(due.get("dates") or ()),
        status=read.get("status") or "",
        other=tuple((read.get("other") or {}).items()),
        place=read.get("place") or "",
        lines=(lines[0], lines[1]) if lines else None,
        **items,
    )


def _items(stem: str, items: Iterable[Mapping[str, Any]]) -> tuple[Item, ...]:
    return tuple(Item(f"{stem}{number}", item["text"], _dates(item["dates"])) for number, item in enumerate(items))


def _dates(dates: Iterable[Mapping[str, Any]]) -> tuple[DateWindow, ...]:
    return tuple(
        DateWindow(
            found["words"], _day(found["earliest"]), _day(found["latest"]), found["precision"], found["year_inferred"]
        )
        for found in dates
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _dates_json(dates: Iterable[DateWindow]) -> list[dict[str, Any]]:
    return [dict(found.as_json()) for found in dates]


def _item_json(item: Item) -> dict[str, Any]:
    return {"text": item.text, "dates": _dates_json(item.dates)}
