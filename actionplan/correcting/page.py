"""What the correcting page of a plan shows: some of its recommendations, each beside the lines it was read from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actionplan import shape
from actionplan.correcting.forms import PlaceForm, PlanForm, forms_of_item, forms_of_row
from actionplan.reading.checking import Checked, Item, Row
from actionplan.reading.checking.checked import KINDS, Kind
from actionplan.shape import ReadDate, ReadPlan
from core.correcting.beside import MOST_LETTERS, MOST_LINES, SourceLine, most_loose
from core.correcting.pieces import Loose, short

MOST_ROWS = 20
_LONGEST_SHOWN = 1_500
_HEADS: dict[Kind, str] = {"actions": "Actions", "milestones": "Milestones", "outcome_measures": "Outcome measures"}


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An action, milestone or measure with its dates, and its forms where it is open."""

    item: Item
    dates: Sequence[ReadDate]
    forms: Sequence[PlanForm]
    is_first: bool

    @property
    def name(self) -> str:
        """What it is called for those who listen."""
        return short(self.item.text)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A recommendation as it would be saved, its items by kind, and the lines it was read from."""

    row: Row
    read: shape.Row
    items: Sequence[tuple[str, Sequence[ShownItem]]]
    lines: Sequence[SourceLine]
    forms: Sequence[PlanForm]
    is_first: bool


@dataclass(frozen=True, slots=True)
class ShownLoose:
    """Words that stand nowhere, and the form that places them; None where there is no recommendation."""

    piece: Loose
    form: PlanForm | None


@dataclass(slots=True)
class Asked:
    """Which stretch of a plan the page is asked for: which row or item is open or near, or the number of a page."""

    at: str = ""
    near: str = ""
    page: int = 0
    failed: PlanForm | None = None
    """A form that was sent and could not be taken, to be shown again with what was typed."""


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The page: `number` of `count` stretches of the plan, and the lines that no recommendation was read from."""

    rows: Sequence[ShownRow]
    loose: Sequence[ShownLoose]
    loose_more: int
    outside: Sequence[SourceLine]
    outside_more: int
    number: int
    count: int
    forms: Sequence[PlanForm]
    """The forms of the row that is open."""


def check_page(result: Mapping[str, Any], reading: Checked, plan: ReadPlan, asked: Asked) -> CheckPage:
    """The page that is asked for; the first where it is asked for none there is. plan: the reading as it is saved."""
    pages = _stretches(reading)
    sought = _row_of(reading, asked.at or asked.near)
    number = next((n for n, page in enumerate(pages, start=1) if sought in page), 0)
    number = number or (asked.page if 1 <= asked.page <= len(pages) else 1)
    rows = [_shown(place, reading, plan, result["lines"], asked) for place in pages[number - 1]]
    outside = _outside(reading, result["lines"])
    undecided = reading.undecided
    return CheckPage(
        rows=rows,
        loose=[
            ShownLoose(piece, _place(piece, reading, asked)) for piece in undecided[: most_loose(len(reading.rows))]
        ],
        loose_more=max(0, len(undecided) - most_loose(len(reading.rows))),
        outside=outside[:MOST_LINES],
        outside_more=max(0, len(outside) - MOST_LINES),
        number=number,
        count=len(pages),
        forms=[form for row in rows for form in row.forms],
    )


def _stretches(reading: Checked) -> list[list[int]]:
    """The rows in pages: as many on each as MOST_ROWS, and no more letters than a page holds."""
    pages: list[list[int]] = [[]]
    letters = 0
    for place, row in enumerate(reading.rows):
        if len(pages[-1]) >= MOST_ROWS or (pages[-1] and letters > MOST_LETTERS):
            pages.append([])
            letters = 0
        pages[-1].append(place)
        letters += sum(map(len, row.texts()))
    return pages


def _row_of(reading: Checked, key: str) -> int:
    """The place of the row that this key names, or that holds the item it names; -1 for none."""
    for place, row in enumerate(reading.rows):
        if row.key == key or any(item.key == key for kind in KINDS for item in row.items(kind)):
            return place
    return -1


def _shown(place: int, reading: Checked, plan: ReadPlan, lines: Sequence[Mapping[str, Any]], asked: Asked) -> ShownRow:
    row = reading.rows[place]
    return ShownRow(
        row=row,
        read=plan.rows[place],
        items=[
            (_HEADS[kind], [_item(item, n == 0, reading, asked) for n, item in enumerate(row.items(kind))])
            for kind in KINDS
        ],
        lines=_lines(row, lines),
        forms=_failed(asked, row.key, forms_of_row(row.key, reading)) if asked.at == row.key else (),
        is_first=place == 0,
    )


def _item(item: Item, is_first: bool, reading: Checked, asked: Asked) -> ShownItem:
    forms = _failed(asked, item.key, forms_of_item(item.key, reading)) if asked.at == item.key else ()
    return ShownItem(item, shape.dates_of(item.dates), forms, is_first)


def _failed(asked: Asked, key: str, forms: list[PlanForm]) -> list[PlanForm]:
    """The forms, with the one that could not be taken as it was sent."""
    failed = asked.failed
    if failed is None or failed.key != key:
        return forms
    return [failed if (form.op, form.more) == (failed.op, failed.more) else form for form in forms]


def _place(piece: Loose, reading: Checked, asked: Asked) -> PlanForm | None:
    if not reading.rows:
        return None
    failed = asked.failed
    if isinstance(failed, PlaceForm) and failed.key == piece.key:
        return failed
    return PlaceForm(key=piece.key, reading=reading)


def _lines(row: Row, lines: Sequence[Mapping[str, Any]]) -> list[SourceLine]:
    """The lines a row was read from, the first of many."""
    if row.lines is None:
        return []
    first, last = row.lines
    held = [line for line in lines if first <= line["number"] <= last][:MOST_LINES]
    return [SourceLine(line["number"], _short(line["text"])) for line in held]


def _outside(reading: Checked, lines: Sequence[Mapping[str, Any]]) -> list[SourceLine]:
    """The lines that no row was read from."""
    taken = set(_numbers(reading))
    return [
        SourceLine(line["number"], _short(line["text"]))
        for line in lines
        if line["number"] not in taken and line["text"].strip()
    ]


def _numbers(reading: Checked) -> Iterator[int]:
    for row in reading.rows:
        if row.lines:
            yield from range(row.lines[0], row.lines[1] + 1)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
