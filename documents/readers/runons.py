"""Undoing what an extractor ran together: numbered sections, and items with bullets or letters, in one paragraph."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from .headings import OPENERS
from .markers import Kind, Marker, parse_marker
from .passages import Passage
from .runnames import name_before_text, split_names

_BULLETS = "·•▪●➢\uf0b7"
_INLINE_BULLET = re.compile(rf"\s+([{_BULLETS}])\s+(?=\S)")
_INLINE_NUMBER = re.compile(r"(?:(?<=[.;:!?])|^|(?<=[a-z])|(?<=\b\d{4}))\s*\b(\d{1,2})\.(?:\s+(?=[A-Z])|\s*$)")
_INLINE_COUNTS = tuple(
    re.compile(rf"(?:(?<=\s)|(?<=:))({sign})\s+(?=\S)")
    for sign in (r"\([ivx]+\)", r"[ivx]+\)", r"\([a-z]\)", r"[a-z]\)", r"\(\d{1,2}\)", r"\d{1,2}\)")
)
_LEAST_SECTIONS = 3
_CONTROL_LABEL = re.compile(
    r"\b(?:(?:Date|Last|Next|First|Policy) )?"
    r"(?i:approved|agreed|adopted|ratified|reviewed|review|version|author|owner|date)"
    r"(?: (?:by|on|of|date|due|policy|review|next|last|approved|agreed|adopted|issued|governors|and))*:\s"
)


def split_runs(passages: Iterable[Passage]) -> Iterator[Passage]:
    """The passages, in parts where numbered sections or bulleted items were run on in one paragraph."""
    held: Passage | None = None  # a number whose text was broken off
    for group in _groups(passages):
        for piece in _split(group):
            whole = piece
            if held is not None and piece.is_listed:
                yield held
            elif held is not None:
                whole = replace(held, text=piece.text, place=held.place.joined(piece.place))
            held = None
            if whole.marker is not None and not whole.text:
                held = whole
            else:
                yield whole
    if held is not None:
        yield held


def _split(group: Sequence[Passage]) -> Iterator[Passage]:
    """The passages of one group, cut at the names and numbers of parts, then at bullets, then at letters."""
    for part in _split_numbers(list(split_names(group))):
        for piece in _split_bullets(part):
            yield from _split_letters(piece)


def _groups(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    """Passages with no blank line between them, in which a paragraph may have been run on."""
    group: list[Passage] = []
    for passage in passages:
        if passage.after_gap and group:
            yield group
            group = []
        group.append(passage)
    if group:
        yield group


def _split_bullets(passage: Passage) -> Iterator[Passage]:
    signs = list(_INLINE_BULLET.finditer(passage.text))
    if len(signs) < (1 if passage.sign and passage.sign in _BULLETS else 2):
        yield passage
        return
    yield replace(passage, text=passage.text[: signs[0].start()])
    for sign, following in zip(signs, [*signs[1:], None], strict=True):
        text = passage.text[sign.end() : following.start() if following else None]
        yield replace(passage, text=text, marker=Marker(Kind.BULLET, sign[1], sign[1]), after_gap=False, hashes=0)


def _split_letters(passage: Passage) -> Iterator[Passage]:
    """A list run on after a colon, cut at the letters that count its items: "We will: a) train b) pay"."""
    cuts = _counting(passage.text)
    if len(cuts) < 2 or not passage.text[: cuts[0].start()].rstrip().endswith(":"):
        yield passage
        return
    yield replace(passage, text=passage.text[: cuts[0].start()].rstrip())
    for cut, following in zip(cuts, [*cuts[1:], None], strict=True):
        text = passage.text[cut.end() : following.start() if following else None].strip()
        parsed = parse_marker(f"{cut[1]} {text}")
        if parsed is not None:
            yield replace(passage, text=text, marker=parsed[0], indent=passage.indent + 2, after_gap=False, hashes=0)


def _counting(text: str) -> list[re.Match[str]]:
    """The letters, Roman numerals or numbers in brackets that count up from the first, all of one style."""
    for style in _INLINE_COUNTS:
        found: list[re.Match[str]] = []
        for cut in style.finditer(text):
            parsed = parse_marker(f"{cut[1]} x")
            if parsed is not None and {len(found) + 1, len(found) + 101} & set(parsed[0].values):
                found.append(cut)
        if len(found) > 1:
            return found
    return []


def _split_numbers(group: Sequence[Passage]) -> Iterator[Passage]:
    """The passages of one group, cut where the next number of a row 1, 2, 3 stands inside a text."""
    cuts, inside = _cuts(group)
    if inside < 2 or sum(map(len, cuts)) + _begun(group, cuts) < _LEAST_SECTIONS:
        yield from group
        return
    for passage, found in zip(group, cuts, strict=True):
        number = _number_of(passage)
        if number is not None and not found:
            yield from _section(passage, number, passage.text)
            continue
        before = passage.text[: found[0].start()].strip() if found else passage.text
        if before and number is not None:
            yield from _section(passage, number, before)
        elif before and found and passage is group[0]:
            yield from _front(passage, before)
        elif before:
            yield replace(passage, text=before, rows=1 if found else passage.rows)
        for cut, following in zip(found, [*found[1:], None], strict=False):
            yield from _section(
                passage, int(cut[1]), passage.text[cut.end() : following.start() if following else None]
            )


def _front(passage: Passage, text: str) -> Iterator[Passage]:
    """What stands before the first section, cut before each label of when and by whom: "POLICY Reviewed: May 2027"."""
    starts = [0, *(label.start() for label in _CONTROL_LABEL.finditer(text) if label.start())]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], None], strict=True)):
        yield replace(passage, text=text[start:end].strip(), rows=1, after_gap=passage.after_gap or number > 0)


def _numbered_parts(number: int, text: str) -> list[re.Match[str]]:
    """Where the parts 2.1, 2.2 of section 2 begin; none where they do not count up from the first behind its name."""
    found: list[re.Match[str]] = []
    for cut in re.finditer(rf"(?<!\S)({number}\.(\d{{1,2}})\.?)\s+(?=[A-Za-z(])", text):
        if int(cut[2]) == len(found) + 1:
            found.append(cut)
    return found if found and 0 < len(text[: found[0].start()].split()) <= 8 else []


def _cuts(group: Sequence[Passage]) -> tuple[list[list[re.Match[str]]], int]:
    """For each passage the numbers to cut it at, and how many of all stand after the beginning of a text."""
    cuts: list[list[re.Match[str]]] = []
    expected, inside = 1, 0
    for passage in group:
        found = []
        if _number_of(passage) == expected:
            expected += 1
        for cut in _INLINE_NUMBER.finditer(passage.text):
            if int(cut[1]) == expected:
                found.append(cut)
                expected += 1
                inside += cut.start(1) > 0
        cuts.append(found)
    return cuts, inside


def _begun(group: Sequence[Passage], cuts: Sequence[Sequence[re.Match[str]]]) -> int:
    """How many passages begin with a number of the row that their margin put there."""
    return sum(_number_of(passage) is not None for passage, _ in zip(group, cuts, strict=True))


def _number_of(passage: Passage) -> int | None:
    marker = passage.marker
    return marker.path[0] if marker is not None and marker.style == "#." else None


def _section(passage: Passage, number: int, text: str) -> Iterator[Passage]:
    """A run-on section as a heading, which ends where a sentence or its first part begins, and its text."""
    marker = Marker(Kind.NUMBER, f"{number}.", "#.", (number,), (number,))
    text = text.strip()
    parts = _numbered_parts(number, text)
    name = name_before_text(text) if not parts or text[: parts[0].start()].rstrip().endswith(":") else None
    if name:
        yield replace(passage, text=text[:name], marker=marker, rows=1, after_gap=True)
        before = text[name : parts[0].start() if parts else None].strip()
        yield replace(passage, text=before, marker=None, after_gap=True)
    elif parts:
        yield replace(passage, text=text[: parts[0].start()].strip(), marker=marker, rows=1, after_gap=True)
    if parts:
        for cut, following in zip(parts, [*parts[1:], None], strict=True):
            own = text[cut.end() : following.start() if following else None].strip()
            parsed = parse_marker(f"{cut[1]} {own}")
            if parsed is not None:
                yield replace(passage, text=own, marker=parsed[0], rows=1, after_gap=False, hashes=0)
    if parts or name:
        return
    words = text.split(" ")
    for place in range(1, min(len(words), 8)):
        if OPENERS.fullmatch(words[place]) and len(words) - place > 2:
            yield replace(passage, text=" ".join(words[:place]), marker=marker, rows=1, after_gap=True)
            yield replace(passage, text=" ".join(words[place:]), marker=None, after_gap=True)
            return
    yield replace(passage, text=text.strip(), marker=marker, rows=1, after_gap=True)
