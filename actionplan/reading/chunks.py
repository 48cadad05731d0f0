"""Paragraphs or lines as pieces of a table, and those of them that name its columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from actionplan.reading.fragments import Fragment, letters_are_capitals, looks_capital, said_in
from actionplan.reading.grids import names_a_plan, squeezed
from actionplan.reading.labels import follows, is_label, split_label
from actionplan.reading.names import Role, is_name, kind_of
from documents.blocks import words

_FEWEST = 3  # names that may be said again below the name of a part


@dataclass(frozen=True, slots=True)
class Chunk:
    """A paragraph, or in a file without blank lines a line; `empty` where a hard blank stands for an empty cell.

    leads: the names of the columns are said again directly below it.
    """

    lines: tuple[Fragment, ...]
    empty: bool = False
    leads: bool = False

    @property
    def text(self) -> str:
        """Its lines as one run of text."""
        return said_in(self.lines)


def paragraphs_of(lines: Sequence[Fragment]) -> list[Chunk]:
    """The lines between blank lines, together; a line of nothing but hard blanks is an empty cell."""
    chunks: list[Chunk] = []
    current: list[Fragment] = []
    for line in [*lines, Fragment(0, "")]:
        if line.is_gap:
            if current:
                chunks.append(Chunk(tuple(current)))
            current = []
            if "\u00a0" in line.text:
                chunks.append(Chunk((line,), empty=True))
        else:
            current.append(line)
    return chunks


def single_lines(lines: Sequence[Fragment]) -> list[Chunk]:
    """Each line that holds something, by itself."""
    return [Chunk((line,)) for line in lines if not line.is_gap]


def find_names(chunks: Sequence[Chunk]) -> tuple[int, int] | None:
    """Where the column names begin and end, as the first run of paragraphs that could each head a column."""
    index = 0
    while index < len(chunks):
        end = index
        while end < len(chunks) and _may_be_name(chunks, end, index):
            end += 1
        if end - index > 3 and _stands_apart(chunks[index:end]):
            index += 1
        names = [chunk.text for chunk in chunks[index:end]]
        enough = len(names) >= 3 or (len(names) == 2 and end < len(chunks) and split_label(chunks[end].text))
        if enough and names_a_plan(names):
            return index, _with_unknown_names(chunks, index, end)
        index = max(end, index + 1)
    return None


def begins_late(chunks: Sequence[Chunk], start: int, end: int) -> int:
    """Where the names begin: after the first, if all but that one are said again, which then names a part."""
    said = [squeezed(chunk.text) for chunk in chunks[start:end]]
    rest = [squeezed(chunk.text) for chunk in chunks[end:]]
    for at in range(1, len(rest) - len(said) + 2) if len(said) > _FEWEST else ():
        if rest[at : at + len(said) - 1] == said[1:]:
            return start + (rest[at - 1] != said[0])
    return start


def _stands_apart(names: Sequence[Chunk]) -> bool:
    """Whether a blank line parts the first, a title that sounds like a name, from the others, which stand close."""
    numbers = [chunk.lines[0].number for chunk in names]
    return numbers[1] - numbers[0] > 1 and numbers[-1] - numbers[1] == len(names) - 2


def _may_be_name(chunks: Sequence[Chunk], index: int, first: int) -> bool:
    chunk = chunks[index]
    if chunk.empty or len(chunk.lines) > 2:
        return False
    if is_name(chunk.text) or (index > first and _in_brackets(chunk.text)):
        return True
    between = first < index < len(chunks) - 1 and is_name(chunks[index + 1].text)
    return between and len(words(chunk.text)) <= 4 and looks_capital(chunk.text) and not is_label(chunk.text)


def _in_brackets(text: str) -> bool:
    """Whether it only explains the name above it: "(Accept / Reject)"."""
    return text.startswith("(") and text.endswith(")") and len(words(text)) <= 6


def whole_names(chunks: Sequence[Chunk]) -> list[str]:
    """The names, each with the brackets that follow it."""
    names: list[str] = []
    for chunk in chunks:
        if names and _in_brackets(chunk.text):
            names[-1] = f"{names[-1]} {chunk.text}"
        else:
            names.append(chunk.text)
    return names


def _with_unknown_names(chunks: Sequence[Chunk], start: int, end: int) -> int:
    """Take in last names nobody knows ("Outturn") where the distance from number to number says there are some."""
    labels = [i for i in range(end, len(chunks)) if is_label(chunks[i].text)]
    if not labels or kind_of(chunks[start].text) != Role.LABEL:
        return end
    extra = labels[0] - end
    later = [i for i in labels[1:] if follows(chunks[i].text, chunks[labels[0]].text)]
    unknown = chunks[end : labels[0]]
    short = all(len(words(chunk.text)) <= 4 and not letters_are_capitals(chunk.text) for chunk in unknown)
    if 0 < extra <= 3 and later and later[0] - labels[0] == labels[0] - start and short:
        return labels[0]
    return end
