"""What belongs to the pages of a text, not to the plan: headers and footers that stand between its rows."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from actionplan.reading.columns import is_people
from actionplan.reading.fragments import Fragment, clean, is_page_number
from actionplan.reading.grids import squeezed
from actionplan.reading.labels import is_label, split_label
from actionplan.reading.names import is_name
from documents.blocks import Source, words

_PARTED = re.compile(r"\t|\||\s/\s|\S {2,}\S")  # a line cut into cells may be a repeated header, which the layouts know
_NUMBERED = re.compile(
    r"[^\t|]{3,110}\s(?:page\s\d{1,3}\s(?:of|/)\s\d{1,3}|\d{1,3}\s?\|\s?p\s?a\s?g\s?e)", re.IGNORECASE
)
_COUNTED = re.compile(r"(?P<said>\S.*\S)\s{2,}(?P<number>\d{1,3})\s*")
_AGAIN = re.compile(r"\W*\b(?:cont(?:inued|['’]?d|\.)?)\W*$", re.IGNORECASE)
_TOP = 8  # lines; what stands so near the beginning may head every page
_FEWEST = 2  # numbers
_MOST_LINES = 3  # of a header


def furniture_of(source: Source, lines: Sequence[Fragment]) -> set[int]:
    """The numbers of the lines of a text file that head or end its pages; its page numbers the layouts know."""
    if not source.lines:
        return set()
    written = [line for line in lines if not line.is_gap]
    return {
        *_known(source),
        *_numbered(written),
        *_counted(written),
        *_repeated(written),
        *_named(lines),
        *_alone(written),
        *_between(lines),
    }


def _known(source: Source) -> set[int]:
    """Those that the reader of the text knew.

    Lone numbers and names of people are left alone, in a table they may be the number and the owner of a row; and so
    are names of columns.
    """
    apart = set(source.margins)
    texts = ((block.place.first, block.text) for block in source.furniture if block not in apart)
    return {n for n, text in texts if len(words(text)) >= 3 and not (_PARTED.search(text) or _may_be_cell(text))}


def _may_be_cell(text: str) -> bool:
    return is_people(text) or is_name(text)


def _numbered(written: Sequence[Fragment]) -> Iterator[int]:
    """Lines that end with a number that says it is the page's."""
    for line in written:
        if _NUMBERED.fullmatch(clean(line.text)):
            yield line.number


def _counted(written: Sequence[Fragment]) -> Iterator[int]:
    """Lines that are the same but for a number at their end, each one more than the last."""
    found = [
        (match["said"], int(match["number"]), line) for line in written if (match := _COUNTED.fullmatch(line.text))
    ]
    found = [(said, number, line) for said, number, line in found if len(words(said)) >= 3]
    for _, same in groupby(sorted(found, key=lambda one: (one[0], one[1])), key=lambda one: one[0]):
        alike = list(same)
        if len(alike) > 1 and all(two[1] == one[1] + 1 for one, two in pairwise(alike)):
            yield from (line.number for _, _, line in alike)


def _repeated(written: Sequence[Fragment]) -> Iterator[int]:
    """Lines below the number of a page that say again what heads the file."""
    for index, line in enumerate(written):
        is_bare = line.text.strip().isdecimal()
        if not (is_bare or is_page_number(line.text) or _NUMBERED.fullmatch(clean(line.text))):
            continue
        heads = {_key(above) for above in written[: min(index, _TOP)]}
        if is_bare and any(_key(below) in heads for below in written[index + 1 : index + 2]):
            yield line.number
        for below in written[index + 1 : index + 1 + _MOST_LINES]:
            if _key(below) not in heads or split_label(below.text):
                break
            yield below.number


def _alone(written: Sequence[Fragment]) -> Iterator[int]:
    """Numbers alone on their lines that count on to the end of the file, where the rows are labelled otherwise."""
    alone = [line for line in written if line.text.strip().isdecimal()]
    labels = [line for line in written if is_label(line.text) and not line.text.strip().isdecimal()]
    numbers = [int(line.text) for line in alone]
    if len(alone) < _FEWEST or alone[-1] is not written[-1] or len(labels) <= len(alone):
        return
    if all(two == one + 1 for one, two in pairwise(numbers)):
        yield from (line.number for line in alone)


def _between(lines: Sequence[Fragment]) -> Iterator[int]:
    """Numbers alone with room around them, few beside the rows, that count on, each before a row or at the very end.

    The rows have labels that no number alone is taken for: "1." or "R3", not "7".
    """
    opened = sum(_opens_row(line) for line in lines)
    alone = [index for index, line in enumerate(lines) if _is_bare(line)]
    numbers = [int(lines[index].text) for index in alone]
    if not alone or len(alone) * 2 > opened or any(two != one + 1 for one, two in pairwise(numbers)):
        return
    for index in alone:
        below = next((line for line in lines[index + 1 :] if not line.is_gap), None)
        has_room = lines[index - 1].is_gap and (below is None or lines[index + 1].is_gap) if index else False
        if not has_room or not (below is None or _opens_row(below)):
            return
    yield from (lines[index].number for index in alone)


def _is_bare(line: Fragment) -> bool:
    return bool(re.fullmatch(r"\d{1,3}", line.text.strip()))


def _opens_row(line: Fragment) -> bool:
    found = split_label(line.text)
    return found is not None and not _is_bare(line) and not found[0].isdecimal()


def _key(line: Fragment) -> str:
    return squeezed(_AGAIN.sub("", line.text))


def _named(lines: Sequence[Fragment]) -> Iterator[int]:
    """Lines with room around them that begin with what heads the file and end with a number: "Larkfield   Plan   5"."""
    heads = {
        squeezed(line.text) for line in [one for one in lines if not one.is_gap][:_TOP] if len(words(line.text)) > 2
    }
    for above, line, below in zip(lines, lines[1:], [*lines[2:], Fragment(0, "")], strict=False):
        match = _COUNTED.fullmatch(line.text.strip()) if above.is_gap and below.is_gap else None
        if match and squeezed(re.split(r"\s{2,}", match["said"])[0]) in heads:
            yield line.number
