"""What was read in a paper, as it would be saved: from the JSON of `actionplan.reading` to rows. Pure.

The reading keeps every word where it stood. Here "N/A" becomes nothing, a plain "Agreed" becomes a response, and each
row keeps the words of its cells, so that the paper's own table prints back.
"""

import datetime
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actionplan import rules, table
from actionplan.rules import MeasureKind, Response, Window
from documents.blocks import words
from documents.dates import DateWindow

LABEL_LENGTH = 60
TITLE_LENGTH = 300
TEAM_LENGTH = 200
# Characters that no sentence needs and that can hide or reverse others, and the one PostgreSQL cannot store.
_UNSAFE = re.compile("[\x00\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date as written, and our reading of it."""

    words: str
    window: Window
    precision: str
    year_inferred: bool

    @property
    def reading(self) -> str:
        """What stands in brackets behind the words."""
        return rules.reading_of(self.words, self.window, self.precision, year_inferred=self.year_inferred)


@dataclass(frozen=True, slots=True)
class Item:
    """One action, milestone or measure of a row."""

    text: str
    dates: tuple[ReadDate, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One recommendation with what belongs to it. `number` counts from 1 in the paper's order."""

    number: int
    label: str
    text: str
    response: Response
    response_reason: str
    response_words: str
    owner_words: str
    teams: tuple[str, ...]
    actions: tuple[Item, ...]
    milestones: tuple[Item, ...]
    measures: tuple[Item, ...]
    due_words: str
    due: tuple[ReadDate, ...]
    status_words: str
    cells: tuple[str, ...]
    place: str
    lines: tuple[int, int] | None
    """The first and last line of the file, as it is shown, that it was read from."""

    @property
    def name(self) -> str:
        """What the row is called in a sentence: "2a", or its number where the paper gives none."""
        return self.label.rstrip(".:) ") or str(self.number)

    @property
    def suggests_a_decline(self) -> bool:
        """Whether it reads as turned down without saying so."""
        return rules.suggests_a_decline(
            response=self.response,
            has_teams=bool(self.teams),
            milestones=len(self.milestones),
            measures=len(self.measures),
        )

    def dates(self) -> Iterator[ReadDate]:
        """Every date of the row."""
        yield from self.due
        for item in (*self.actions, *self.milestones, *self.measures):
            yield from item.dates


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A plan as it would be saved."""

    title: str
    subtitle: str
    context_words: str
    context_year: str
    context_is_guess: bool
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    warnings: tuple[str, ...]
    unplaced: tuple[tuple[str, str], ...]

    @property
    def teams(self) -> list[str]:
        """The codes of the teams that own something, in the paper's order."""
        return list(dict.fromkeys(team for row in self.rows for team in row.teams))

    @property
    def has_milestones(self) -> bool:
        """Whether there is any step that can be open or late."""
        return any(row.milestones for row in self.rows)

    @property
    def has_inferred_years(self) -> bool:
        """Whether the year of any date is our reading."""
        return any(date.year_inferred for row in self.rows for date in row.dates())

    @property
    def fingerprint(self) -> str:
        """The same for the same plan in another order of rows or another width of lines."""
        content = sorted(" ".join(words(" ".join((row.label, *row.cells)))) for row in self.rows)
        return hashlib.sha256("\n".join(content).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one row cannot be saved as it stands."""

    where: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}"


def plan_of(reading: Mapping[str, Any]) -> ReadPlan:
    """The plan in a reading, which has the shape that `read_action_plan --json` prints."""
    columns, cells = table.table_of(reading)
    context = reading.get("context_year") or {}
    return ReadPlan(
        title=reading["title"] or "",
        subtitle=reading.get("subtitle") or "",
        context_words=context.get("words") or "",
        context_year=context.get("year") or "",
        context_is_guess=bool(context.get("guess")),
        columns=tuple(columns),
        rows=tuple(
            _row(number, row, row_cells)
            for number, (row, row_cells) in enumerate(zip(reading["recommendations"], cells, strict=True), start=1)
        ),
        warnings=tuple(reading["warnings"]),
        unplaced=tuple((piece["text"], piece["place"]) for piece in reading["unplaced"]),
    )


def _row(number: int, row: Mapping[str, Any], cells: Sequence[str]) -> Row:
    owners, due = row.get("owners") or {}, row.get("due") or {}
    response, reason = rules.read_response(row.get("response") or "")
    return Row(
        number=number,
        label=row.get("label") or "",
        text=row["text"] or "",
        response=response,
        response_reason=reason,
        response_words=row.get("response") or "",
        owner_words=owners.get("words") or "",
        teams=tuple(dict.fromkeys(team for team in owners.get("teams", []) if not rules.is_no_answer(team))),
        actions=_items(row["actions"]),
        milestones=_items(row["milestones"]),
        measures=_items(row["outcome_measures"]),
        due_words=due.get("words") or "",
        due=_dates(due.get("dates", [])),
        status_words=row.get("status") or "",
        cells=tuple(cells),
        place=row.get("place") or "",
        lines=tuple(row["lines"]) if row.get("lines") else None,
    )


def _items(items: Sequence[Mapping[str, Any]]) -> tuple[Item, ...]:
    return tuple(Item(item["text"], _dates(item["dates"])) for item in items if not rules.is_no_answer(item["text"]))


def _dates(dates: Sequence[Mapping[str, Any]]) -> tuple[ReadDate, ...]:
    return tuple(
        ReadDate(
            date["words"],
            Window(_day(date["earliest"]), _day(date["latest"])),
            date["precision"],
            date["year_inferred"],
        )
        for date in dates
    )


def dates_of(windows: Sequence[DateWindow]) -> tuple[ReadDate, ...]:
    """Dates as a reading holds them, as they would be saved."""
    return _dates([window.as_json() for window in windows])


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


# What stands in the way ----------------------------------------------------------------------------------------------
def problems(plan: ReadPlan) -> list[Problem]:
    """Every reason why this plan cannot be saved, row by row; one is enough for nothing to be saved."""
    found = [Problem("The title", sentence) for sentence in _of_text(plan.title, TITLE_LENGTH)]
    for row in plan.rows:
        name = row.name if len(row.label) <= LABEL_LENGTH else str(row.number)
        where = f"Recommendation {name}" + (f" ({row.place})" if row.place else "")
        found += [Problem(where, sentence) for sentence in _of_row(row)]
    return found


def _of_row(row: Row) -> Iterator[str]:
    if not row.text.strip():
        yield "it has no words that say what is recommended."
    if len(row.label) > LABEL_LENGTH:
        yield f"its number is longer than {LABEL_LENGTH} characters."
    for team in row.teams:
        if len(team) > TEAM_LENGTH:
            yield f"the name of a team is longer than {TEAM_LENGTH} characters."
    for date in row.dates():
        first, last = date.window.earliest, date.window.latest
        if first and last and first > last:
            yield f"the date “{date.words}” ends before it starts."
    if any(_UNSAFE.search(cell) for cell in (row.label, *row.cells)):
        yield "it holds characters that cannot be seen. Type the row again without them."


def _of_text(text: str, longest: int) -> Iterator[str]:
    if len(text) > longest:
        yield f"it is longer than {longest} characters."
    if _UNSAFE.search(text):
        yield "it holds characters that cannot be seen. Type it again without them."


# Sentences about a plan ----------------------------------------------------------------------------------------------
def found_sentence(plan: ReadPlan, *, every_word_placed: bool) -> str:
    """What was found, first thing on the page that shows it."""
    actions, milestones, measures = (
        sum(len(getattr(row, kind)) for row in plan.rows) for kind in ("actions", "milestones", "measures")
    )
    dates = [date for row in plan.rows for date in row.dates()]
    ours = sum(date.year_inferred for date in dates)
    placed = "Every word is placed" if every_word_placed else "The words we could not place are listed below"
    reading = (
        f"; {rules.count(ours, 'date')} of {len(dates)} {'is' if ours == 1 else 'are'} our reading." if ours else "."
    )
    return (
        f"We found {rules.count(len(plan.rows), 'recommendation')} with {rules.count(actions, 'action')}, "
        f"{rules.count(milestones, 'milestone')}, {rules.count(measures, 'outcome measure')} and "
        f"{rules.count(len(dates), 'date')}. {placed}{reading}"
    )


def measure_kind(text: str) -> MeasureKind:
    """Our guess at what a measure is; only the plainest case is guessed."""
    return MeasureKind.MONITORING if rules.only_names_a_monitor(text) else MeasureKind.NOT_RECORDED
