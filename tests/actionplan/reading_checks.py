"""What the tests of reading share: a source from text, and the proof that no word was lost or used twice."""

from collections import Counter

from actionplan.reading import PlanReading, read_plan
from documents.blocks import Line, Source, words


def source_of(text: str, name: str = "plan.txt") -> Source:
    return Source(name, blocks=(), lines=tuple(Line(n, line) for n, line in enumerate(text.split("\n"), start=1)))


def read(text: str, name: str = "plan.txt") -> PlanReading:
    source = source_of(text, name)
    reading = read_plan(source)
    assert_nothing_lost(reading, source)
    return reading


def assert_nothing_lost(reading: PlanReading, source: Source) -> None:
    """Every word stands once in the reading, or was counted as furniture; words mended at a line end count as one."""
    carried = Counter(word for text in reading.texts() for word in words(text))
    carried += Counter(word for item in reading.unplaced for word in words(item.text))
    there = Counter(source.words)
    gained = carried - there
    assert len(source.words) - sum(gained.values()) == reading.words.source, "only mended words may change the count"
    assert sum((there - carried).values()) == reading.words.furniture + 2 * sum(gained.values())
    counted = reading.words
    assert counted.placed + counted.unplaced + counted.furniture == counted.source
    assert not [item for item in reading.unplaced if item.reason.startswith("No field took")]


def rows(reading: PlanReading) -> list[tuple[str | None, str | None]]:
    return [(row.label, row.text) for row in reading.recommendations]


def told(reading: PlanReading) -> list[tuple[str | None, str | None, str | None, str | None]]:
    """Of each row its label, what is recommended, who and when."""
    return [
        (row.label, row.text, row.owners.words if row.owners else None, row.due.words if row.due else None)
        for row in reading.recommendations
    ]
