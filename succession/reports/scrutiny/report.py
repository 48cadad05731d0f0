"""The progress report whole: plans on the day, what changed, what to ask, counts over the earlier reports. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from actionplan.rules import DateState
from documents.charts import Chart
from succession.reports import shape
from succession.reports.scrutiny import changes, figures, pictures, questions
from succession.reports.scrutiny.record import PLACE_LABELS, Asked, Record, Step, places
from succession.reports.scrutiny.wording import how_long, these

TITLE = "Scrutiny progress report"
_DECISION = (
    "Everything in it is open to all who may read it. It speaks of plans; the only people it names are those who "
    "recorded an update."
)


@dataclass(frozen=True, slots=True)
class Progress:
    """What the report holds. points: the counts of the reports issued before it, the oldest first, and its own."""

    record: Record
    changes: changes.Changes
    questions: tuple[questions.Question, ...]
    points: tuple[figures.Point, ...]

    @property
    def open(self) -> Record:
        """What its readers may know: all of it."""
        return self.record

    @property
    def confidential(self) -> None:
        """It has no confidential part."""
        return

    @property
    def decisions(self) -> tuple[str, ...]:
        """What is shown to whom, and what of the day cannot be known."""
        return (_DECISION, *self.record.limits)


def assemble(record: Record, before: Progress | None) -> Progress:
    """The report on a day. before: the one that was issued to the panel last, None for the first."""
    changed = changes.compare(before.record if before else None, record)
    return Progress(
        record=record,
        changes=changed,
        questions=questions.questions(record, changed),
        points=figures.points_with(before.points if before else (), record),
    )


def compare(now: Progress, before: Progress) -> shape.Changes:
    """What is otherwise than in an earlier report, in sentences."""
    return shape.Changes(open=changes.sentences(changes.compare(before.record, now.record)))


def charts(facts: Progress) -> dict[str, Chart]:
    """Its pictures."""
    return pictures.charts(facts.record, facts.points)


def context(facts: Progress) -> dict[str, Any]:
    """What its template shows beside the facts."""
    record = facts.record
    standing = places(record)
    return {
        "record": record,
        "told": facts.changes,
        "unmoved": changes.unmoved(facts.changes),
        "lines": figures.lines(record),
        "questions": facts.questions,
        "places": [(PLACE_LABELS[place], these([one.name for one in asked])) for place, asked in standing.items()],
        "late": sorted(_late(record), key=lambda late: -late.days),
        "done": sorted(_done(record), key=lambda done: done.step.done_on or record.as_at, reverse=True),
        "has_several_plans": len(record.plans) > 1,
    }


@dataclass(frozen=True, slots=True)
class Listed:
    """A milestone in the list of those that are late, or done. how_long: for how long it is late, in words."""

    asked: Asked
    step: Step
    days: int
    how_long: str


def _late(record: Record) -> Iterator[Listed]:
    for asked, step in record.steps():
        if step.state is DateState.LATE:
            days = step.days_late(record.as_at)
            yield Listed(asked, step, days, how_long(days))


def _done(record: Record) -> Iterator[Listed]:
    for asked, step in record.steps():
        if step.state is DateState.DONE:
            yield Listed(asked, step, 0, "")
