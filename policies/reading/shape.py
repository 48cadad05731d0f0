"""What a policy is read into."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from documents.blocks import Place, words
from documents.dates import DateWindow
from policies.document import SectionKind

BodyType = Literal["paragraph", "lead_in", "clause", "table"]


@dataclass(frozen=True, slots=True)
class Body:
    """One paragraph, lead-in, clause with its sub-clauses, or table of a section."""

    type: BodyType
    text: str
    place: Place
    sub_clauses: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def texts(self) -> Iterator[str]:
        """All it says."""
        yield self.text
        yield from self.sub_clauses
        for row in self.rows:
            yield from row

    def texts_in_context(self) -> Iterator[tuple[str, str]]:
        """All it says, each text with what stands before it: a cell's context is the cell on its left."""
        yield "", self.text
        yield from (("", text) for text in self.sub_clauses)
        for row in self.rows:
            yield from zip(("", *row), row, strict=False)

    def as_json(self) -> dict[str, Any]:
        """The shape that the commands print."""
        return {
            "type": self.type,
            "text": self.text,
            "sub_clauses": list(self.sub_clauses),
            "rows": [list(row) for row in self.rows],
            "place": str(self.place),
        }


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A part of the policy. `kind_is_guess` tells that its heading alone does not say what it is."""

    heading: str | None
    level: int
    kind: SectionKind
    kind_is_guess: bool
    place: Place
    body: tuple[Body, ...]

    def texts(self) -> Iterator[str]:
        """All it says, its heading too."""
        yield self.heading or ""
        for part in self.body:
            yield from part.texts()

    def as_json(self) -> dict[str, Any]:
        """The shape that the commands print."""
        return {
            "heading": self.heading,
            "level": self.level,
            "kind": self.kind.value,
            "kind_is_guess": self.kind_is_guess,
            "place": str(self.place),
            "body": [part.as_json() for part in self.body],
        }


@dataclass(frozen=True, slots=True)
class Blank:
    """A place left to be filled in: as first written, what it stands for where that is known, and how often."""

    words: str
    means: str | None
    count: int

    def as_json(self) -> dict[str, Any]:
        """The shape that the commands print."""
        return {"words": self.words, "means": self.means, "count": self.count}


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date of the policy and what it is the date of."""

    label: str
    window: DateWindow

    def as_json(self) -> dict[str, Any]:
        """The shape that the commands print."""
        return {"label": self.label, **self.window.as_json()}


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words that belong to no part of the policy, and why."""

    text: str
    place: Place
    reason: str

    def as_json(self) -> dict[str, Any]:
        """The shape that the commands print."""
        return {"text": self.text, "place": str(self.place), "reason": self.reason}


@dataclass(frozen=True, slots=True)
class WordCount:
    """How many words the source holds and where they went; the last three sum to the first."""

    source: int
    placed: int
    unplaced: int
    furniture: int

    def as_json(self) -> dict[str, int]:
        """The shape that the commands print."""
        return {
            "source": self.source,
            "placed": self.placed,
            "unplaced": self.unplaced,
            "furniture": self.furniture,
        }


@dataclass(frozen=True, slots=True)
class PolicyReading:
    """What was read in one file, or the sentence that says why it was refused or declined."""

    file: str
    words: WordCount
    refused: str | None = None
    declined: str | None = None
    title: str | None = None
    subtitle: str | None = None
    organisation: str | None = None
    organisation_is_own_line: bool = False
    sections: tuple[ReadSection, ...] = ()
    placeholders: tuple[Blank, ...] = ()
    dates: tuple[ReadDate, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    def texts(self) -> Iterator[str]:
        """Every word-carrying field except `unplaced`."""
        yield self.title or ""
        yield self.subtitle or ""
        if self.organisation_is_own_line:
            yield self.organisation or ""
        for section in self.sections:
            yield from section.texts()

    def as_json(self) -> dict[str, Any]:
        """The shape that the commands print, as the contract of reading has it."""
        return {
            "file": self.file,
            "refused": self.refused,
            "declined": self.declined,
            "title": self.title,
            "subtitle": self.subtitle,
            "organisation": self.organisation,
            "sections": [section.as_json() for section in self.sections],
            "placeholders": [blank.as_json() for blank in self.placeholders],
            "dates": [date.as_json() for date in self.dates],
            "unplaced": [left.as_json() for left in self.unplaced],
            "warnings": list(self.warnings),
            "words": self.words.as_json(),
        }

    @classmethod
    def turned_down(
        cls, file: str, *, refused: str | None = None, declined: str | None = None, source_words: int = 0
    ) -> "PolicyReading":
        """The reading of a file that was not read as a policy: one sentence, and nothing made up."""
        return cls(file, WordCount(source_words, 0, source_words, 0), refused=refused, declined=declined)


def word_count(texts: Iterator[str]) -> int:
    """How many words the texts hold."""
    return sum(len(words(text)) for text in texts)
