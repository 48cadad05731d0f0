"""What one cell holds: one thing, or several, each perhaps with dates of its own."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from actionplan.reading.fragments import (
    Cell,
    Fragment,
    clean,
    ends_open,
    first_word,
    flow,
    is_function_word,
    looks_capital,
    paragraphs,
    without_bullet,
)
from documents.blocks import words
from documents.readers.rows import Joiner

FindDates = Callable[[str], Sequence[str]]
_INLINE_BULLET = re.compile(r"\s+[•▪◦●■➢✓\uf0b7]\s*")


@dataclass(frozen=True, slots=True)
class Splitter:
    """Cuts cells into items. `dates` gives the words of a text's dates; `wrapped`: line breaks mean nothing."""

    dates: FindDates
    joiner: Joiner
    wrapped: bool
    margin: int

    def items(self, cell: Cell) -> tuple[list[str], list[str]]:
        """The items of the cell in order, and the words that were only bullet signs."""
        signs: list[str] = []
        found: list[str] = []
        for paragraph in paragraphs(cell):
            for lines, sign in self._line_items(paragraph):
                signs += sign
                text = flow(lines, self.joiner)
                found.extend(item for part in _INLINE_BULLET.split(text) for item in self._within(part))
        return [item for item in found if item], signs

    def _line_items(self, paragraph: Cell) -> list[tuple[Cell, list[str]]]:
        """The paragraph cut where a bullet opens a line, or where a line ends that had room for more."""
        groups: list[tuple[list[Fragment], list[str]]] = []
        for fragment in paragraph:
            bullet = without_bullet(fragment.text)
            if bullet is not None:
                groups.append(([Fragment(fragment.number, bullet[0])], bullet[1]))
            elif groups and not self._begins(groups[-1][0][-1].text, fragment.text):
                groups[-1][0].append(fragment)
            else:
                groups.append(([fragment], []))
        return [(tuple(lines), sign) for lines, sign in groups]

    def _begins(self, before: str, text: str) -> bool:
        """Whether a line begins an item of its own."""
        before, text = clean(before), clean(text)
        if self.wrapped or not looks_capital(text) or ends_open(before) or before.endswith((",", "-", "–")):
            return False
        if before.count("(") > before.count(")"):
            return False
        return len(before) + 1 + len(first_word(text)) <= self.margin

    def _within(self, text: str) -> list[str]:
        parts = _by_semicolons(text)
        return [item for part in parts for item in self._by_dates(part)]

    def _by_dates(self, text: str) -> list[str]:
        """The pieces of a text that each have a date of their own, or the whole."""
        spans = _spans(text, self.dates(text))
        if len(spans) < 2:
            return [text]
        cuts = _cuts(text, spans)
        if cuts is None:
            return [text]
        return [part.strip() for part in (text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True))]


def _by_semicolons(text: str) -> list[str]:
    bare = re.sub(r"\([^()]*\)", lambda m: "\0" * len(m[0]), text)
    parts: list[str] = []
    start = 0
    for found in re.finditer(r";(?=\s)|;$", bare):
        parts.append(text[start : found.start()])
        start = found.end()
    parts.append(text[start:])
    parts = [part.strip() for part in parts if part.strip()]
    return parts if any(len(words(part)) > 1 for part in parts) and all(map(words, parts)) else [text.strip()]


def _spans(text: str, found: Sequence[str]) -> list[tuple[int, int]]:
    """Where the dates stand in the text."""
    spans: list[tuple[int, int]] = []
    at = 0
    for date_words in found:
        start = text.find(date_words, at)
        if start < 0:
            return []
        at = start + len(date_words)
        spans.append((start, at))
    return spans


def _cuts(text: str, spans: Sequence[tuple[int, int]]) -> list[int] | None:
    """Where to cut so that every piece has one date and words of its own; None where no cut reads well."""
    options = [_joints(text, one, two) for one, two in pairwise(spans)]
    ends_with_date = not re.search(r"\w", text[spans[-1][1] :])
    starts_with_date = not re.search(r"\w", text[: spans[0][0]])
    chosen: list[int] = []
    for index, joints in enumerate(options):
        start = chosen[-1] if chosen else 0
        good = [
            joint
            for joint in joints
            if _has_own_words(text, start, joint, spans[index])
            and _leaves_words(text, joint, spans, index + 1, options)
        ]
        if not good:
            return None
        chosen.append(_best(text, good, spans[index], spans[index + 1], starts=starts_with_date, ends=ends_with_date))
    return chosen


def _best(text: str, joints: list[int], one: tuple[int, int], two: tuple[int, int], *, starts: bool, ends: bool) -> int:
    """Of several places to cut: the end of a sentence, else by where the cell puts its dates, else the first."""
    for joint in joints:
        if text[:joint].rstrip().endswith((".", ";", "!", "?")) and joint != one[1]:
            return joint
    if starts and not ends and two[0] in joints:
        return two[0]
    after = [joint for joint in joints if not re.search(r"\w", text[one[1] : joint])]
    if ends and not starts and after:
        return after[0]
    return joints[0]


def _joints(text: str, one: tuple[int, int], two: tuple[int, int]) -> list[int]:
    """The places between two dates where an item may end: after a stop, before a capital, beside a date."""
    found: list[int] = []
    for match in re.finditer(r"(?<=\s)\S+", text[: two[0] + 1]):
        at = match.start()
        if at < one[1]:
            continue
        before = text[:at].rstrip()
        last = re.split(r"\s+", before)[-1]
        directly_after = not re.search(r"\w", text[one[1] : at])
        if is_function_word(last) or last.endswith((",", ":", "(")):
            continue
        if directly_after and (last[-1:] in "-–—:" or _runs_on(text, one, match[0])):
            continue
        if match[0].casefold().strip("(") in ("and", "or", "to", "&", "-", "–", "—", "until", "then"):
            continue
        capital = looks_capital(match[0]) and not (last[:1].isupper() and not directly_after and not last.endswith("."))
        if capital or at == two[0] or directly_after or last.endswith((".", ";")):
            found.append(at)
    return found


def _runs_on(text: str, span: tuple[int, int], word: str) -> bool:
    """Whether a small word after a date goes on with the sentence: "in May 2031 following a visit"."""
    return word[0].islower() and (text[span[0]].islower() or is_function_word(word) or word.endswith("ing"))


def _has_own_words(text: str, start: int, end: int, span: tuple[int, int]) -> bool:
    """Whether a piece says something besides its date."""
    rest = words(text[start : span[0]]) + words(text[span[1] : end])
    return len([word for word in rest if not is_function_word(word)]) >= 2


def _leaves_words(
    text: str, joint: int, spans: Sequence[tuple[int, int]], index: int, options: Sequence[Sequence[int]]
) -> bool:
    """Whether what follows a cut can still be cut into pieces with words of their own."""
    ends = options[index] if index < len(spans) - 1 else [len(text)]
    return any(_has_own_words(text, joint, end, spans[index]) for end in ends)
