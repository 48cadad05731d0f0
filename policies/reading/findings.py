"""What was read in a document, said to the person who checks it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from policies.document import PLACEHOLDERS, ClauseKind, Document, SectionKind, commitments, placeholders


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section as it was read: its number in the document, where it stood, and whether its kind is our guess."""

    number: int
    heading: str
    kind_label: str
    place: str
    first_line: str
    is_guess: bool
    body: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """A sentence that says what was found, the sections with doubtful ones first, and what else to look at."""

    sentence: str
    sections: tuple[ReadSection, ...]
    unplaced: tuple[Mapping[str, Any], ...]
    warnings: tuple[str, ...]


def findings(result: Mapping[str, Any], document: Document, facts: Mapping[str, str]) -> Findings:
    """What to show of a reading; `document` is what confirming would save, `facts` what fills its blanks."""
    sections = tuple(_sections(result, document))
    return Findings(
        sentence=" ".join([*_sentences(result, document), *_filled(document, facts)]),
        sections=tuple(sorted(sections, key=lambda section: not section.is_guess)),
        unplaced=tuple(result["unplaced"]),
        warnings=tuple(result["warnings"]),
    )


def _sections(result: Mapping[str, Any], document: Document) -> Iterable[ReadSection]:
    for number, (read, section) in enumerate(zip(result["sections"], document.sections, strict=True)):
        yield ReadSection(
            number=number,
            heading=section.heading,
            kind_label=section.kind.label,
            place=read["place"],
            first_line=str(read.get("line", "")),
            is_guess=read["kind_is_guess"],
            body=tuple(read["body"]),
        )


def _sentences(result: Mapping[str, Any], document: Document) -> Iterable[str]:
    aims = sum(
        clause.kind is ClauseKind.CLAUSE
        for section in document.sections
        if section.kind is SectionKind.AIMS
        for clause in section.clauses
    )
    blanks = sum(blank["count"] for blank in result["placeholders"])
    counts = [(aims, "aim"), (len(commitments(document)), "commitment"), (blanks, "blank")]
    yield f"We found {_listed([_counted(count, word) for count, word in counts])}."
    left = result["words"]["unplaced"]
    if left == 0:
        yield "Every word is placed."
    else:
        yield f"{_counted(left, 'word')} of {result['words']['source']} could not be placed and will be left out."


def _filled(document: Document, facts: Mapping[str, str]) -> Iterable[str]:
    """What fills the blanks that the product can fill."""
    for name, count in placeholders(document).items():
        if name in facts:
            stand = "stands" if count == 1 else "stand"
            yield f"{_counted(count, 'blank')} {stand} for {PLACEHOLDERS[name]} and will read “{facts[name]}”."


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _listed(parts: list[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
