"""What was staged of a file, as its pages show it: each row by name, each change with what was before."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from core.models import Preview
from people.models import StagedStaff, User
from people.register.columns import FACTS, Column
from people.rules import CONTRACT_LABELS, Contract

PAGE: Final = 50

HEADINGS: Final = {
    "refused": "Cannot be brought in",
    "changed": "Change",
    "new": "New",
    "absent": "On the register and not in this file",
}
"""The sorts of row that are shown, in order: what stands in the way comes first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact about somebody that a file changes, in words."""

    fact: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One row as a page shows it."""

    row: StagedStaff
    changes: Sequence[Change]
    leaves: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one sort: at most PAGE, with the key of the last where there are more."""

    state: str
    heading: str
    count: int
    rows: Sequence[Shown]
    after: int | None


def section_of(user: User, preview: Preview, state: str, after: int = 0) -> Section:
    """The rows of one sort of a preview that this person made, from after a key on."""
    mine = StagedStaff.objects.visible_to(user).filter(preview=preview, state=state, pk__gt=after)
    found = list(mine.order_by("pk")[: PAGE + 1])
    return Section(
        state=state,
        heading=HEADINGS[state],
        count=(preview.result or {})["counts"][state],
        rows=[_shown(row) for row in found[:PAGE]],
        after=found[PAGE - 1].pk if len(found) > PAGE else None,
    )


def _shown(row: StagedStaff) -> Shown:
    changes = changes_of(row)
    return Shown(row, changes, any(change.fact == FACTS[Column.END] for change in changes))


def changes_of(row: StagedStaff) -> list[Change]:
    """What a row changes, where it changes anything."""
    was = row.was or {}
    found = []
    for column in Column if was else ():
        before, after = _in_words(column, _stored(column, was[column.value])), _in_words(column, getattr(row, column))
        if before != after:
            found.append(Change(FACTS[column], before, after))
    return found


def _stored(column: Column, value: Any) -> Any:
    """A value as the database's JSON holds it."""
    if value is None or column not in (Column.START, Column.END, Column.FTE):
        return value
    return Decimal(str(value)) if column is Column.FTE else datetime.date.fromisoformat(value)


def _in_words(column: Column, value: Any) -> str:
    if value in ("", None):
        return "not given"
    if column is Column.CONTRACT:
        return CONTRACT_LABELS[Contract(value)]
    if isinstance(value, datetime.date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def sentence_of(counts: dict[str, int]) -> str:
    """What a file would do, in one sentence."""
    parts = [
        _many(counts["new"], "person is new", "people are new"),
        _many(counts["changed"], "changes", "change"),
        _many(counts["same"], "stays as it is", "stay as they are"),
        _many(counts["refused"], "row cannot be brought in", "rows cannot be brought in"),
    ]
    said = [part for part in parts if part]
    return f"{', '.join(said[:-1])} and {said[-1]}." if len(said) > 1 else f"{said[0]}."


def _many(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}" if count else ""
