"""From the lines of a page to paragraphs: which line goes on from the one above it.

A line that was broken by the margin is one after which the next word had no room. That is told from where the words
stand, and so it holds for every font, for narrow columns and for cells.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .markers import Counters, Kind, parse_marker
from .passages import LABELLED
from .pdf_runs import Run, joined
from .rows import Joiner, begins_lower, is_finished, is_unfinished

_SPACE = 0.25  # of the size
_SLACK = 0.3  # points
_GAP = 1.3  # of the usual distance between lines
_INDENT = 0.6  # of the size
_HANGING = 0.45  # of the size
_SAME_SIZE = 0.07
_NEAR = 5  # lines among which the next of the same column is looked for
_SOFT = "\u00ad"
_RANGE = re.compile(r"\d[-–]\n\d")
_LONGEST_RANGE = 12
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(slots=True)
class Line:
    """One line with the edges of the column in which it stands, and the page. `gap`: room was left above it."""

    runs: list[Run]
    left: float
    right: float
    page: int = 0
    gap: bool = False
    run: Run = field(init=False)

    def __post_init__(self) -> None:
        self.run = joined(self.runs)

    @property
    def text(self) -> str:
        """What it says, its parts held apart by tabs."""
        said: list[str] = []
        for index, run in enumerate(self.runs):
            said.append(run.text)
            if index + 1 < len(self.runs):
                said.append(" " if run.is_sign and index == 0 else "\t")
        return "".join(said)


@dataclass(slots=True)
class Told:
    """A paragraph: its text, its first line and its last, and whether room was left above it.

    level: of the heading that the file says it is, or 0. is_entry: the file says it is a line of a contents page.
    """

    text: str
    first: Line
    last: Line
    bold: bool
    gap: bool
    marks: list[str] = field(default_factory=list)
    level: int = 0
    is_entry: bool = False

    @property
    def size(self) -> float:
        """The size of its letters, in points."""
        return self.first.run.size

    @property
    def indent(self) -> int:
        """How far in it begins, in columns of half a letter's size."""
        return max(round((self.first.run.x0 - self.first.left) / (self.size * 0.5)), 0) if self.size else 0


@dataclass(frozen=True, slots=True)
class Setting:
    """What is usual in a file: the distance of its lines in letters' sizes, its words, its counting signs."""

    leading: float
    joiner: Joiner
    counters: Counters

    def is_gap(self, upper: Run, lower: Run) -> bool:
        """Whether more room stands between two lines than between those of a paragraph."""
        size = max(upper.size, lower.size)
        return lower.base - upper.base > self.leading * size * _GAP


def leading_of(pairs: Iterable[tuple[Run, Run]]) -> float:
    """The usual distance of lines, in sizes of their letters. pairs: lines of which one stands under the other."""
    found = sorted(
        (lower.base - upper.base) / lower.size
        for upper, lower in pairs
        if lower.size and abs(upper.size - lower.size) < 0.3 and 0.9 <= (lower.base - upper.base) / lower.size <= 2.6
    )
    return found[len(found) // 10] if found else 1.2


def stacked(rows: Sequence[Sequence[Run]]) -> Iterator[tuple[Run, Run]]:
    """The first run of each line with what stands next under it; a line beside it, in another column, does not."""
    for index, row in enumerate(rows):
        upper = row[0]
        below = (run for lower in rows[index + 1 : index + _NEAR] for run in lower)
        under = next((run for run in below if run.x0 < upper.x1 and run.x1 > upper.x0), None)
        if under is not None:
            yield upper, under


def paragraphs(lines: Sequence[Line], setting: Setting) -> list[Told]:
    """The paragraphs that lines make, one under the other."""
    told: list[Told] = []
    for line in lines:
        if told and goes_on(told[-1], line, setting):
            add(told[-1], line, setting)
        else:
            told.append(Told(line.text, line, line, line.run.bold, line.gap, list(line.run.marks)))
    return told


def add(told: Told, line: Line, setting: Setting) -> None:
    """Let the paragraph go on with the line."""
    if told.text.endswith(_SOFT):
        told.text = told.text[:-1] + line.text
    elif _is_cut(told, line, setting) or _is_range(told, line):
        told.text += line.text
    else:
        told.text = setting.joiner.join(told.text, line.text)
    told.last = line
    told.bold = told.bold and line.run.bold
    told.marks += line.run.marks


def _is_range(told: Told, line: Line) -> bool:
    """Whether the years or numbers from which and up to which something counts were parted."""
    return bool(_RANGE.search(f"{told.text[-_LONGEST_RANGE:]}\n{line.text[:1]}"))


def _is_cut(told: Told, line: Line, setting: Setting) -> bool:
    """Whether a known word was cut without a hyphen, because it is broader than its cell."""
    last = told.last.run
    if len(last.words) > 1 or told.last.right - last.x1 > last.size or not _LONG_WORD.fullmatch(last.text):
        return False
    rest = line.run.words[0].text.strip(".,;:")
    is_one = rest[:1].isalpha() and rest[0].isupper() == last.text[-1].isupper()
    return is_one and (last.text + rest).casefold() in setting.joiner.known


def goes_on(told: Told, line: Line, setting: Setting, *, turned: bool = False) -> bool:
    """Whether the line goes on with the paragraph. turned: it begins another page or column."""
    last = told.last
    if not turned and (line.gap or _are_apart(last.run, line.run, setting)):
        return False
    if not _is_alike(told, line) or _begins_item(told, line, setting):
        return False
    if LABELLED.match(line.text) and not is_unfinished(last.text):
        return False  # "Lead: ..." begins a line of its own, however full the one above
    lower = begins_lower(line.text)
    if lower and (last.text.endswith((_SOFT, "-")) or not is_finished(last.text)):
        return True
    if _is_range(told, line):
        return True
    if turned:
        return not is_finished(last.text) and not has_room(last, line)
    if has_room(last, line):
        return False
    return not (is_finished(last.text) and (_is_indented(told, line) or _is_back(told, line)))


def _are_apart(upper: Run, lower: Run, setting: Setting) -> bool:
    """Whether more room stands between two lines, or the tags of the file say that they are of two paragraphs."""
    parted = upper.tag is not None and lower.tag is not None and upper.tag.block != lower.tag.block
    return parted or setting.is_gap(upper, lower) or lower.base <= upper.base


def _is_indented(told: Told, line: Line) -> bool:
    """Whether the line begins farther in than the paragraph did, as the first line of another does."""
    return line.run.x0 > told.first.run.x0 + line.run.size * _INDENT and parse_marker(told.text) is None


def _is_back(told: Told, line: Line) -> bool:
    """Whether the line begins beneath the sign of an item whose text stands farther in."""
    run = told.first.run
    parsed = parse_marker(told.text)
    if parsed is None or len(run.words) < 2 or run.words[0].text != parsed[0].sign:
        return False
    sign, text = run.words[:2]
    return text.x0 - sign.x1 > run.size * _HANGING and line.run.x0 < text.x0 - run.size * _HANGING


def _is_alike(told: Told, line: Line) -> bool:
    """Whether the line is set as the paragraph is, and both are whole lines."""
    last = told.last
    if abs(last.run.size - line.run.size) > max(_SAME_SIZE * last.run.size, 0.26):
        return False
    if last.run.bold != line.run.bold and (told.bold or line.run.bold) and not _is_mixed(told, line):
        return False
    return len(line.runs) == 1 and (len(last.runs) == 1 or last.runs[0].is_sign)


def _is_mixed(told: Told, line: Line) -> bool:
    """Whether words in bold stand within the paragraph, so that a line of them is no heading."""
    return not told.bold and not has_room(told.last, line) and not is_finished(told.text)


def has_room(line: Line, following: Line) -> bool:
    """Whether the first word of `following` would have had room on `line`."""
    run = line.run
    needed = _space(run, following.run) + following.run.first_width
    before, after = run.x0 - line.left, line.right - run.x1
    if before > 4 and abs(before - after) < 4:  # set in the middle
        return run.x1 - run.x0 + needed <= line.right - line.left
    return run.x1 + needed <= line.right + _SLACK


def _space(run: Run, following: Run) -> float:
    """How much room a space takes: the least between two words of the lines, where they have several."""
    gaps = [two.x0 - one.x1 for words in (run.words, following.words) for one, two in pairwise(words)]
    usual = run.size * _SPACE
    return max(min(gaps, default=usual), usual)


def _begins_item(told: Told, line: Line, setting: Setting) -> bool:
    parsed = parse_marker(line.text)
    if parsed is None:
        return False
    marker, rest = parsed
    if marker.kind is Kind.BULLET:
        return True
    if not setting.counters.accept(marker, rest):
        return False
    wrapped = not is_finished(told.last.text) and not has_room(told.last, line)
    if marker.kind is Kind.DASH:
        return not (wrapped and begins_lower(rest) and len(line.runs) == 1 and parse_marker(told.text) is None)
    return not (wrapped and line.run.x0 > told.first.run.x0 + line.run.size * _INDENT)
