"""Undoing what an extractor ran together: numbered sections, and items with bullets or letters, in one paragraph."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from .headings import OPENERS
from .markers import Kind, Marker, parse_marker
from .passages import Passage
from .rows import begins_lower, ends_sentence
from .runnames import name_before_text, split_names

_BULLETS = "·•▪●➢\uf0b7"
_INLINE_BULLET = re.compile(rf"\s+([{_BULLETS}])\s+(?=\S)")
_INLINE_NUMBER = re.compile(
    r"(?:(?<=[.;:!?])|^|(?<=[a-z])|(?<=[A-Z]{2})|(?<=\b\d{4}))\s*\b(\d{1,2})\.(?:\s+(?=[A-Z])|\s*$)"
)
_INLINE_COUNTS = tuple(
    re.compile(rf"(?:(?<=\s)|(?<=:))({sign})\s+(?=\S)")
    for sign in (r"\([ivx]+\)", r"[ivx]+\)", r"\([a-z]\)", r"[a-z]\)", r"\(\d{1,2}\)", r"\d{1,2}\)")
)
_LEAST_SECTIONS = 3
_LONGEST_NAME = 8  # words
_CONTROL_LABEL = re.compile(
    r"\b(?:(?:Date|Last|Next|First|Policy) )?"
    r"(?i:approved|agreed|adopted|ratified|reviewed|review|version|author|owner|date)"
    r"(?: (?:by|on|of|date|due|policy|review|next|last|approved|agreed|adopted|issued|governors|and))*:\s"
)


def split_runs(passages: Iterable[Passage]) -> Iterator[Passage]:
    """The passages, in parts where numbered sections or bulleted items were run on in one paragraph."""
    held: Passage | None = None  # a number whose text was broken off
    after = 0  # the last number at which a paragraph was cut; the next paragraph may count on from it
    for group in _groups(passages):
        parts, after = _split_numbers(list(split_names(group)), after)
        for piece in _split(parts):
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


def _split(parts: Iterable[Passage]) -> Iterator[Passage]:
    """The passages of one group, cut at the names and numbers of its parts, cut at bullets, then at letters."""
    for part in parts:
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


def _split_numbers(group: Sequence[Passage], after: int) -> tuple[list[Passage], int]:
    """The passages of one group, cut where the next number of a row 1, 2, 3 stands inside a text, and the last number.

    after: the number that the group counts on from where it begins with the next one.
    """
    goes_on = after > 0 and _begins_with(group[0], after + 1)
    cuts, inside = _cuts(group, after + 1 if goes_on else 1)
    if not goes_on and (inside < 2 or sum(map(len, cuts)) + _begun(group, cuts) < _LEAST_SECTIONS):
        return list(group), after
    pieces = list(_pieces(group, cuts))
    sections = [piece for piece in pieces if isinstance(piece, _Section)]
    named = goes_on or sum(section.is_named for section in sections) * 2 > len(sections)
    parts = [part for piece in pieces for part in _parts_of(piece, among_named=named)]
    return parts, max(section.number for section in sections) if named else 0


def _begins_with(passage: Passage, number: int) -> bool:
    found = _INLINE_NUMBER.match(passage.text)
    return _number_of(passage) == number or bool(found and int(found[1]) == number)


def _pieces(group: Sequence[Passage], cuts: Sequence[Sequence[re.Match[str]]]) -> "Iterator[Passage | _Section]":
    """What stands before the first number and between the others, and the sections."""
    for passage, found in zip(group, cuts, strict=True):
        number = _number_of(passage)
        if number is not None and not found:
            yield _Section(passage, number, passage.text)
            continue
        before = passage.text[: found[0].start()].strip() if found else passage.text
        if before and number is not None:
            yield _Section(passage, number, before)
        elif before and found and passage is group[0]:
            yield from _front(passage, before)
        elif before:
            yield replace(passage, text=before, rows=1 if found else passage.rows)
        for cut, following in zip(found, [*found[1:], None], strict=False):
            text = passage.text[cut.end() : following.start() if following else None].strip()
            yield _Section(passage, int(cut[1]), text)


def _parts_of(piece: "Passage | _Section", *, among_named: bool) -> Iterator[Passage]:
    if isinstance(piece, _Section):
        yield from _section(piece, among_named=among_named)
    else:
        yield piece


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


def _cuts(group: Sequence[Passage], expected: int) -> tuple[list[list[re.Match[str]]], int]:
    """For each passage the numbers to cut it at, and how many of all stand after the beginning of a text.

    expected: the first number.
    """
    cuts: list[list[re.Match[str]]] = []
    inside = 0
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


@dataclass(frozen=True, slots=True)
class _Section:
    """A run-on section: the passage it stood in, its number, and what stands behind that."""

    passage: Passage
    number: int
    text: str

    @property
    def is_named(self) -> bool:
        """Whether its name and its text can be told apart by the words alone."""
        text = self.text
        return bool(_numbered_parts(self.number, text) or name_before_text(text) or _opener(text.split(" ")))


def _section(section: _Section, *, among_named: bool) -> Iterator[Passage]:
    """A run-on section as a heading, which ends where a sentence or its first part begins, and its text.

    among_named: whether it stands among sections with a name, and so has one itself.
    """
    number, text = section.number, section.text.strip()
    marker = Marker(Kind.NUMBER, f"{number}.", "#.", (number,), (number,))
    passage = replace(section.passage, rows=1, after_gap=True)
    parts = _numbered_parts(number, text)
    if parts:
        yield from _named_parts(passage, marker, text, parts)
    elif name := name_before_text(text):
        yield replace(passage, text=text[:name], marker=marker)
        yield replace(passage, text=text[name:].strip(), marker=None, rows=section.passage.rows)
    else:
        words = text.split(" ")
        place = _opener(words) or (_sentence_start(words) if among_named else 0)
        yield replace(passage, text=" ".join(words[:place] if place else words), marker=marker)
        if place:
            yield replace(passage, text=" ".join(words[place:]), marker=None, rows=section.passage.rows)


def _named_parts(passage: Passage, marker: Marker, text: str, parts: Sequence[re.Match[str]]) -> Iterator[Passage]:
    """The name of a section, what introduces its parts where something does, and these: "3. Aims 3.1 We ..."."""
    before = text[: parts[0].start()].strip()
    name = name_before_text(text) if before.endswith(":") else None
    yield replace(passage, text=text[:name] if name else before, marker=marker)
    if name:
        yield replace(passage, text=before[name:].strip(), marker=None)
    for cut, following in zip(parts, [*parts[1:], None], strict=True):
        own = text[cut.end() : following.start() if following else None].strip()
        parsed = parse_marker(f"{cut[1]} {own}")
        if parsed is not None:
            yield replace(passage, text=own, marker=parsed[0], after_gap=False, hashes=0)


def _opener(words: Sequence[str]) -> int:
    """Where, behind a name, a word stands that begins a sentence; 0 where none does, or one has ended before it."""
    places = range(1, min(len(words) - 2, _LONGEST_NAME))
    place = next((place for place in places if OPENERS.fullmatch(words[place])), 0)
    return 0 if any(ends_sentence(word) for word in words[:place]) else place


def _sentence_start(words: Sequence[str]) -> int:
    """Where, behind a name, a word with a capital and one without follow each other; 0 where none do."""
    places = range(1, min(len(words) - 2, _LONGEST_NAME))
    return next((place for place in places if words[place][:1].isupper() and begins_lower(words[place + 1])), 0)
