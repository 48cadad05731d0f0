"""What was read in a document, said to the person who checks it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.correcting.pieces import Loose
from documents.blocks import words
from policies.document import PLACEHOLDERS, ClauseKind, Document, SectionKind, commitments, placeholders

from .blanks import read_blanks
from .checking import Checked, CheckedSection, checked_of
from .reader import guesses


@dataclass(frozen=True, slots=True)
class Findings:
    """A sentence that says what was found, and what else to look at: what is our guess, and what stands nowhere."""

    sentence: str
    doubtful: tuple[CheckedSection, ...]
    undecided: tuple[Loose, ...]
    aside: tuple[Loose, ...]
    warnings: tuple[str, ...]


def findings(result: Mapping[str, Any], checked: Checked, document: Document, facts: Mapping[str, str]) -> Findings:
    """What to show of a reading as it is corrected; `document` is what confirming saves, `facts` what fills its blanks.

    result: the reading as it was kept.
    """
    return Findings(
        sentence=" ".join([*_sentences(checked, document), *_filled(document, facts)]),
        doubtful=tuple(section for section in checked.sections if section.kind_is_guess),
        undecided=checked.undecided,
        aside=tuple(piece for piece in checked.loose if piece.aside),
        warnings=tuple(_warnings(result, checked)),
    )


def _warnings(result: Mapping[str, Any], checked: Checked) -> Iterable[str]:
    """What the reader warned of; of guesses only what is still one."""
    at_first = guesses(section.read() for section in checked_of(result).sections)
    yield from guesses(section.read() for section in checked.sections)
    yield from (warning for warning in result["warnings"] if warning not in at_first)


def _sentences(checked: Checked, document: Document) -> Iterable[str]:
    aims = sum(
        clause.kind is ClauseKind.CLAUSE
        for section in document.sections
        if section.kind is SectionKind.AIMS
        for clause in section.clauses
    )
    blanks = sum(blank.count for blank in read_blanks(checked.texts_in_context()))
    counts = [(aims, "aim"), (len(commitments(document)), "commitment"), (blanks, "blank")]
    yield f"We found {_listed([_counted(count, word) for count, word in counts])}."
    left = sum(len(words(piece.text)) for piece in checked.undecided)
    aside = sum(len(words(piece.text)) for piece in checked.loose if piece.aside)
    if left:
        stand = "stands" if left == 1 else "stand"
        yield f"{_counted(left, 'word')} of the document {stand} nowhere yet: place each piece, or set it aside."
    elif aside:
        yield f"Every word is placed, or set aside by you ({_counted(aside, 'word')})."
    else:
        yield "Every word is placed."


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
