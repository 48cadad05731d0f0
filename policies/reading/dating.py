"""The dates a policy gives for itself: in its title, its control lines, and sentences on approval and review."""

import re
from collections.abc import Iterator, Sequence

from documents.dates import DateWindow, find_dates
from policies.document import SectionKind

from .lines import is_control_label
from .shape import Body, ReadDate, ReadSection

_LABELS: tuple[tuple[str, str], ...] = (
    ("policy", r"date of (?:the )?policy|policy date"),
    (
        "next review",
        (
            r"next (?:review|update)|(?:review|update) due|due (?:for|to be) review|be reviewed|review date|review by"
            r"|for review|\b(?:look(?:ed)? at|considered|revisited)\b[^.]*\bagain|be (?:revisited|renewed|revised)"
            r"|review[^.]*\bnext(?: (?:is|due|falls))?\s*$"
        ),
    ),
    ("last review", r"last review|reviewed|previous review|review(?:ed)? on"),
    ("review", r"review"),
    ("approved", r"approv"),
    ("adopted", r"adopt"),
    ("ratified", r"ratif"),
    ("agreed", r"agreed"),
    ("effective", r"effective|in force|takes effect|comes into"),
    ("developed", r"develop|drawn up|written|produced|prepared|created"),
    ("issued", r"issue|publish|version"),
    ("updated", r"updat|revis|amend"),
    ("signed", r"sign"),
    ("discussed", r"discuss|consult"),
)
_LABEL_PATTERNS = tuple((label, re.compile(pattern, re.IGNORECASE)) for label, pattern in _LABELS)
# Outside the control lines: "this policy was reviewed on", "approved by the governors on".
_OF_POLICY = re.compile(
    r"\b(?:policy|document|plan|statement|guidance|scheme|charter|strategy|framework|handbook|procedure|it)\b[^.]*"
    r"\b(?:approv|adopt|ratif|agreed|review|updat|revis|develop|written|effect|looked at again|renewed)"
    r"|\b(?:review\w*|look at) (?:this|the|our) (?:policy|plan|statement)\b"
    r"|\b(?:approved|adopted|ratified|reviewed|agreed) (?:by|at)\b"
    r"|\b(?:last|next|previous(?:ly)?) review(?:ed)?\b|\breview (?:date|due)\b"
    r"|^\W*(?:to be|due (?:for|to be)|for) review|\bnext update\b",
    re.IGNORECASE,
)
_ASKS_WHEN = re.compile(r"\bwhen\b.*\?", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_CUT = re.compile(r"(?<=:)\s*|\s{2,}")


def label_of(text: str) -> str | None:
    """What a date is the date of, from the words before it."""
    for label, pattern in _LABEL_PATTERNS:
        if pattern.search(text):
            return "review" if label == "next review" else label
    return None


def read_dates(title: str | None, sections: Sequence[ReadSection]) -> tuple[tuple[ReadDate, ...], tuple[str, ...]]:
    """The policy's own dates in order, and warnings about those that cannot be."""
    warnings: list[str] = []
    dates = [ReadDate("in title", window) for window in _found(title or "", warnings)]
    for section in sections:
        dates.extend(_of_section(section, warnings))
    return tuple(dates), tuple(warnings)


def _found(text: str, warnings: list[str], row_dates: Sequence[DateWindow] = ()) -> list[DateWindow]:
    found, cautions = find_dates(text, row_dates=row_dates)
    warnings.extend(cautions)
    return [window for window in found if window.earliest or window.latest or row_dates]


def _of_section(section: ReadSection, warnings: list[str]) -> Iterator[ReadDate]:
    known: list[DateWindow] = []
    waiting: list[str] = []  # labels whose values stand further on
    is_control = section.kind is SectionKind.CONTROL
    named = label_of(section.heading or "")
    asked = named if _ASKS_WHEN.search(section.heading or "") else None
    for part in section.body:
        dates = _of_rows(part, known, warnings) if part.type == "table" else []
        if part.type != "table":
            dates = _after_labels(part.text, waiting, warnings) if is_control and waiting else []
            dates = dates or [
                date
                for text in part.texts()
                for date in _of_text(text, is_control, warnings, is_reviewed=named == "review", asked=asked)
            ]
            waiting = (_labels(part.text) if is_control and not dates else []) or waiting
        known.extend(date.window for date in dates)
        yield from dates


def _of_rows(part: Body, known: Sequence[DateWindow], warnings: list[str]) -> list[ReadDate]:
    dates: list[ReadDate] = []
    header = part.rows[0] if part.rows else ()
    if header and len(header) > 2 and not any(_found(cell, []) for cell in header):
        for row in part.rows[1:]:
            for name, cell in zip(header, row, strict=False):
                if re.search(r"date|review|approv|when", name, re.IGNORECASE):
                    label = label_of(name) or _plain(name)
                    dates.extend(ReadDate(label, window) for window in _found(cell, warnings))
        return dates
    above = ""  # a row "Date" belongs to the row above it, "Approved by"
    for row in part.rows:
        if len(row) >= 2 and (is_control_label(row[0]) or label_of(row[0])):
            beside = [*known, *(date.window for date in dates)]
            label = label_of(row[0]) or label_of(above) or _plain(row[0])
            above = row[0] if label_of(row[0]) else above
            dates.extend(ReadDate(label, window) for window in _found(" ".join(row[1:]), warnings, beside[-1:]))
    return dates


def _of_text(
    text: str, is_control: bool, warnings: list[str], *, is_reviewed: bool, asked: str | None
) -> Iterator[ReadDate]:
    """Dates in sentences that say what happened then; a control line may leave that unsaid, and so may an answer.

    is_reviewed: whether they stand under a name that says review, where what is reviewed may be called by any name:
    "The objectives are reviewed, next in May 2030". asked: of what the name that they stand under asks the date.
    """
    for sentence in _SENTENCE.split(text):
        label = label_of(sentence) or asked
        if label is None and not is_control:
            continue
        if is_control or label == asked or (is_reviewed and "review" in str(label)) or _OF_POLICY.search(sentence):
            found = _found(sentence, warnings)
            yield from (ReadDate(_nearest(sentence, window.words) or label or "policy", window) for window in found)


def _nearest(sentence: str, words: str) -> str | None:
    """The label of the words between the last date and this one."""
    before = sentence[: sentence.find(words)]
    return label_of(re.split(r"[;,]|\band\b", before)[-1]) or label_of(before)


def _labels(text: str) -> list[str]:
    """The labels on a line that holds several of them and no value, nor blanks to be filled in by hand."""
    if re.search(r"[_.…]{3,}", text):
        return []
    return [
        part
        for part in re.split(r":\s*|(?<=[a-z])\s(?=Next |Last |Date )", text)
        if label_of(part) or "date" in part.casefold()
    ]


def _after_labels(text: str, labels: Sequence[str], warnings: list[str]) -> list[ReadDate]:
    """Dates that stand together after their labels stood together, when there is one for each."""
    found = _found(text, warnings)
    if len(found) != len(labels):
        return []
    return [ReadDate(label_of(label) or _plain(label), window) for label, window in zip(labels, found, strict=True)]


def _plain(label: str) -> str:
    return " ".join(label.strip().removesuffix(":").split()).casefold()
