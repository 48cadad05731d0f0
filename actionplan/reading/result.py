"""What reading an action plan gives, in the shape that the page shows and the command prints."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from documents.blocks import words
from documents.dates import DateWindow


@dataclass(frozen=True, slots=True)
class Item:
    """An action, a milestone or an outcome measure, with the dates its words give."""

    text: str
    dates: tuple[DateWindow, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The item as printed."""
        return {"text": self.text, "dates": [found.as_json() for found in self.dates]}


@dataclass(frozen=True, slots=True)
class Owners:
    """Who is named, as written and team by team. No words where the recommendation's own sentence says it."""

    words: str
    teams: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The owners as printed."""
        return {"words": self.words, "teams": list(self.teams)}


@dataclass(frozen=True, slots=True)
class Due:
    """What stands where the paper asks for a date. No words where the recommendation's own sentence says it."""

    words: str
    dates: tuple[DateWindow, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The due date as printed."""
        return {"words": self.words, "dates": [found.as_json() for found in self.dates]}


@dataclass(frozen=True, slots=True)
class RecommendationReading:
    """One row of the plan. None where the paper gives nothing."""

    label: str | None
    text: str | None
    response: str | None
    owners: Owners | None
    actions: tuple[Item, ...]
    milestones: tuple[Item, ...]
    outcome_measures: tuple[Item, ...]
    due: Due | None
    status: str | None
    other: dict[str, str]
    place: str
    lines: tuple[int, int] | None = None
    """The first and last number of what it was read from, as the file is shown beside its reading."""

    def texts(self) -> Iterator[str]:
        """Every text of the row that carries words of the source."""
        yield from (text for text in (self.label, self.text, self.response, self.status) if text)
        yield from (item.text for item in (*self.actions, *self.milestones, *self.outcome_measures))
        if self.owners:
            yield self.owners.words
        if self.due:
            yield self.due.words
        yield from self.other.values()

    def as_json(self) -> dict[str, Any]:
        """The row as printed."""
        return {
            "label": self.label,
            "text": self.text,
            "response": self.response,
            "owners": self.owners and self.owners.as_json(),
            "actions": [item.as_json() for item in self.actions],
            "milestones": [item.as_json() for item in self.milestones],
            "outcome_measures": [item.as_json() for item in self.outcome_measures],
            "due": self.due and self.due.as_json(),
            "status": self.status,
            "other": dict(self.other),
            "place": self.place,
        }


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words that belong to no row, where they stand, and why they were left there."""

    text: str
    place: str
    reason: str

    def as_json(self) -> dict[str, str]:
        """The words as printed."""
        return {"text": self.text, "place": self.place, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class ContextYear:
    """The year the paper is about: "2014/15", "2024" or "2019-2023", and the words that say so."""

    words: str | None
    year: str
    guess: bool

    def as_json(self) -> dict[str, Any]:
        """The year as printed."""
        return {"words": self.words, "year": self.year, "guess": self.guess}


@dataclass(frozen=True, slots=True)
class WordCount:
    """How many words the file has, and where they went: the last three sum to the first."""

    source: int = 0
    placed: int = 0
    unplaced: int = 0
    furniture: int = 0

    def as_json(self) -> dict[str, int]:
        """The counts as printed."""
        return {"source": self.source, "placed": self.placed, "unplaced": self.unplaced, "furniture": self.furniture}


@dataclass(frozen=True, slots=True)
class PlanReading:
    """An action plan as read from a file; where `declined` says why not, the lists but `unplaced` are empty."""

    file: str
    refused: str | None = None
    declined: str | None = None
    title: str | None = None
    subtitle: str | None = None
    organisation: str | None = None
    context_year: ContextYear | None = None
    columns: tuple[str, ...] = ()
    recommendations: tuple[RecommendationReading, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    warnings: tuple[str, ...] = ()
    words: WordCount = field(default_factory=WordCount)

    def texts(self) -> Iterator[str]:
        """Every text that carries words of the source, the unplaced ones left out."""
        yield from (text for text in (self.title, self.subtitle, self.organisation) if text)
        yield from self.columns
        for recommendation in self.recommendations:
            yield from recommendation.texts()

    def as_json(self) -> dict[str, Any]:
        """The reading as `read_action_plan --json` prints it."""
        return {
            "file": self.file,
            "refused": self.refused,
            "declined": self.declined,
            "title": self.title,
            "subtitle": self.subtitle,
            "organisation": self.organisation,
            "context_year": self.context_year and self.context_year.as_json(),
            "columns": list(self.columns),
            "recommendations": [recommendation.as_json() for recommendation in self.recommendations],
            "unplaced": [item.as_json() for item in self.unplaced],
            "warnings": list(self.warnings),
            "words": self.words.as_json(),
        }


def counted(reading: PlanReading, source: list[str], furniture: list[str]) -> PlanReading:
    """The reading with its words counted against those of the file.

    Words that no field took are put into `unplaced`, so that none is ever lost. A word broken at a line end and
    mended counts as one.
    """
    placed = [word for text in reading.texts() for word in words(text)]
    unplaced = [word for item in reading.unplaced for word in words(item.text)]
    out = Counter(placed) + Counter(unplaced) + Counter(furniture)
    lost, mended = _without_mended(Counter(source) - out, out - Counter(source))
    if lost:
        missed = [word for word in source if lost[word] > 0 and not lost.subtract([word])]
        found = Unplaced(" ".join(missed), "", "No field took these words: check the rows beside the file.")
        reading = replace(reading, unplaced=(*reading.unplaced, found))
        unplaced += missed
    count = WordCount(len(source) - mended, len(placed), len(unplaced), len(furniture))
    return replace(reading, words=count)


def _without_mended(lost: Counter[str], gained: Counter[str]) -> tuple[Counter[str], int]:
    """The lost words without those that came back joined, and how many were joined."""
    mended = 0
    for word in gained.elements():
        for cut in range(1, len(word)):
            head, tail = word[:cut], word[cut:]
            if lost[head] > 0 and lost[tail] > (head == tail):
                lost.subtract([head, tail])
                mended += 1
                break
    return +lost, mended
