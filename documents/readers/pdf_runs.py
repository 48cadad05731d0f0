"""From the letters of a page to runs of words: what stands on one line of writing with no wide gap in it."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .markers import parse_marker
from .pdf_shapes import Box, Glyph
from .pdf_tags import Tag

_WORD_GAP = 0.13  # of the size; a gap so wide parts two words, though no space was set
_WIDE_GAP = 1.5  # of the size; a gap so wide parts two runs
_TAB_GAP = 0.22  # of the size; less than a space, where spaces are not set as letters are
_HAIR = 0.015  # of the size; more than stands within a word that was drawn in parts
_AT_TAB = 0.3  # points
_FEWEST = 2
_FEWEST_APART = 4  # letters
_APART = 1.6  # times the usual room between letters set apart
_ON_LINE = 0.2  # of the size; letters whose lines are no farther apart stand on one
_SMALLER = 0.85
_RAISED = 0.12
_ORDINALS = {"st", "nd", "rd", "th"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word, and where it stands from left to right. `mark`: it is small and raised, as the sign of a note is."""

    text: str
    x0: float
    x1: float
    mark: bool = False


@dataclass(slots=True)
class Run:
    """Words that stand together on a line. `base` is where the line stands; `bold`: all of them are.

    marks: signs of footnotes that were taken out of it. is_close: it begins where other lines go on after a wide gap,
    and itself after hardly any. order: how many letters were drawn on the page before it. tag: what the tags say of it.
    """

    words: list[Word]
    base: float
    size: float
    bold: bool
    marks: list[str] = field(default_factory=list)
    is_close: bool = False
    order: int = 0
    tag: Tag | None = None
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return self.words[-1].x1

    @property
    def top(self) -> float:
        """About where its letters begin, from above."""
        return self.base - self.size * 0.75

    @property
    def bottom(self) -> float:
        """About where its letters end."""
        return self.base + self.size * 0.22

    @property
    def is_sign(self) -> bool:
        """Whether it is a bullet or number that begins an item, and nothing else."""
        if len(self.words) > 1:
            return False
        parsed = parse_marker(self.text)
        return (parsed is not None and not parsed[1]) or self.text in {"o", "l", "n", "q", "v", "u", "Ø", "ü"}

    @property
    def is_bullet(self) -> bool:
        """Whether it is a sign that counts nothing."""
        parsed = parse_marker(self.text)
        return self.is_sign and (parsed is None or not parsed[0].counts)

    @property
    def first_width(self) -> float:
        """How wide its first word is."""
        return self.words[0].x1 - self.words[0].x0


def joined(runs: Sequence[Run]) -> Run:
    """Runs of one line as one."""
    longest = max(runs, key=lambda run: len(run.text))
    said = [run for run in runs if not run.is_sign] or runs
    return Run(
        [word for run in runs for word in run.words],
        longest.base,
        longest.size,
        all(run.bold for run in said),
        [mark for run in runs for mark in run.marks],
        order=runs[0].order,
        tag=next((run.tag for run in runs if run.tag is not None), None),
    )


def lines_of(glyphs: Iterable[Glyph]) -> list[list[Run]]:
    """The lines of writing from above, each with its runs from the left.

    Where several lines go on at one place after a wide gap, as at a tab, another may go on there after hardly any.
    """
    lines = list(_levels(glyphs))
    found = [_runs(line, ()) for line in lines]
    tabs = _tabs(found)
    if tabs:
        found = [_runs(line, tabs) if _meets(line, tabs) else runs for line, runs in zip(lines, found, strict=True)]
    return [runs for runs in found if runs]


def _tabs(lines: Iterable[Sequence[Run]]) -> list[float]:
    """Where several lines go on after a wide gap."""
    starts = sorted(run.x0 for runs in lines for run in runs[1:])
    groups: list[list[float]] = []
    for x in starts:
        if groups and x - groups[-1][0] <= 2 * _AT_TAB:
            groups[-1].append(x)
        else:
            groups.append([x])
    return [group[len(group) // 2] for group in groups if len(group) >= _FEWEST]


def _meets(line: Iterable[Glyph], tabs: Sequence[float]) -> bool:
    return any(letter.begins and _is_at(letter.x0, tabs) for letter in line)


def _is_at(x: float, tabs: Sequence[float]) -> bool:
    at = bisect_left(tabs, x - _AT_TAB)
    return at < len(tabs) and tabs[at] <= x + _AT_TAB


def turned_run(text: str, box: Box, size: float) -> Run:
    """Writing that runs another way, as a run that stands where it begins."""
    words = text.split()
    width = box.x1 - box.x0
    return Run([Word(word, box.x0, box.x0 + width) for word in words], box.y0 + size * 0.75, size, bold=False)


def _levels(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The letters of each line. Small raised letters belong to the line that they are raised from."""
    levels: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: one.base):
        if levels and glyph.base - levels[-1][-1].base <= _ON_LINE * max(min(glyph.size, levels[-1][-1].size), 1):
            levels[-1].append(glyph)
        else:
            levels.append([glyph])
    merged: list[list[Glyph]] = []
    for level in levels:
        above = merged[-1] if merged else None
        if above is not None and _is_raised(above, level):
            _mark(above)
            merged[-1] = above + level
        elif above is not None and _is_raised(level, above):
            merged[-1] = above + level  # sunk
        else:
            merged.append(level)
    return merged


def _is_raised(marks: Sequence[Glyph], line: Sequence[Glyph]) -> bool:
    """Whether the letters are small ones, raised from or sunk beneath the larger ones beside which they stand."""
    small, large = max(one.size for one in marks), max(one.size for one in line)
    apart = abs(line[0].base - marks[0].base)
    if small > large * _SMALLER or not _RAISED * large <= apart <= 0.65 * large:
        return False
    return all(
        any(abs(one.x1 - mark.x0) < large or abs(mark.x1 - one.x0) < large for one in line if not one.is_space)
        for mark in marks
        if not mark.is_space
    )


def _mark(level: Iterable[Glyph]) -> None:
    for glyph in level:
        glyph.mark = True


def _runs(line: Sequence[Glyph], tabs: Sequence[float]) -> list[Run]:
    """The runs of a line. tabs: where other lines go on after a wide gap."""
    ordered = sorted(line, key=lambda one: one.x0)
    letters = [one for one in ordered if not one.is_space]
    if not letters:
        return []
    spaces = [(one.x0 + one.x1) / 2 for one in ordered if one.is_space]
    gaps = sorted(two.x0 - one.x1 for one, two in pairwise(letters))
    # Letters that are all set apart are no words of one letter.
    spread = max(gaps[len(gaps) // 2], 0) if len(gaps) > 4 else 0
    runs: list[list[list[Glyph]]] = [[[letters[0]]]]
    close: set[int] = set()
    at = 0
    for last, letter in pairwise(letters):
        gap = letter.x0 - last.x1
        size = max(last.size, letter.size)
        while at < len(spaces) and spaces[at] <= (last.x0 + last.x1) / 2:
            at += 1
        spaced = at < len(spaces) and spaces[at] < (letter.x0 + letter.x1) / 2
        least, most = _HAIR * size + spread, (_WIDE_GAP if spaces else _TAB_GAP) * size + spread
        is_close = letter.begins and not spaced and least < gap < most
        if gap > _WIDE_GAP * size + spread or _parts_blocks(last, letter):
            runs.append([[letter]])
        elif is_close and _is_at(letter.x0, tabs):
            close.add(len(runs))
            runs.append([[letter]])
        elif spaced or gap > _WORD_GAP * size + spread or _parts_mark(last, letter, letters):
            runs[-1].append([letter])
        else:
            runs[-1][-1].append(letter)
    return [_run(_closed_up(words), is_close=index in close) for index, words in enumerate(runs)]


def _closed_up(words: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """The words of a run; letters set apart with a space between each two, "A I M S", are the words that they make."""
    if len(words) < _FEWEST_APART or any(len(word) > 1 or not word[0].text.isalpha() for word in words):
        return list(words)
    letters = [word[0] for word in words]
    gaps = [two.x0 - one.x1 for one, two in pairwise(letters)]
    usual = sorted(gaps)[len(gaps) // 2]
    made = [[letters[0]]]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        if gap > usual * _APART:
            made.append([letter])
        else:
            made[-1].append(letter)
    return made


def _parts_blocks(last: Glyph, letter: Glyph) -> bool:
    """Whether the tags say that another paragraph begins between two letters."""
    return last.tag is not None and letter.tag is not None and last.tag.block != letter.tag.block


def _parts_mark(last: Glyph, letter: Glyph, letters: Sequence[Glyph]) -> bool:
    """Whether a raised sign begins or ends between two letters, so that it is no part of the word."""
    if last.mark == letter.mark:
        return False
    raised = "".join(one.text for one in letters if one.mark).casefold()
    return not any(raised.startswith(end) for end in _ORDINALS)


def _run(words: Sequence[Sequence[Glyph]], *, is_close: bool) -> Run:
    letters = [letter for word in words for letter in word]
    plain = [letter for letter in letters if not letter.mark] or letters
    weight: dict[float, int] = {}
    for letter in plain:
        size = round(letter.size * 2) / 2
        weight[size] = weight.get(size, 0) + 1
    size = max(weight, key=lambda found: weight[found])
    said = [letter for letter in plain if letter.text.isalnum()] or plain
    return Run(
        [
            Word(
                "".join(letter.text for letter in word),
                min(letter.x0 for letter in word),
                max(letter.x1 for letter in word),
                all(letter.mark for letter in word),
            )
            for word in words
        ],
        base=max(plain, key=lambda letter: letter.size).base,
        size=size,
        bold=all(letter.bold for letter in said),
        is_close=is_close,
        order=min(letter.order for letter in letters),
        tag=next((letter.tag for letter in letters if letter.tag is not None), None),
    )
