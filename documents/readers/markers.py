"""The signs that begin an item of a list: bullets of every sort, and numbers or letters that count."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_GLYPHS = "\ufffd❑❏♦∘·•‣⁃◦○●▪▫■□◆◇❖➢➤►▶▸▹✓✔✗✘⦁∙⚫◘★☆→⇒»¨§¤\uf000-\uf0ff"
_GLYPH = re.compile(rf"\s*([{_GLYPHS}])[️\s]*(.*)$")
_DASH = re.compile(r"\s*([-–—‒―*+>])(?:\s+(.*))?$")
# Letters that a symbol font shows as bullets: "l" and "n" in Wingdings, "o" for a ring, "Ø" for an arrow.
_LETTER = re.compile(r"\s*([olnqvuØüàè])\s+(\S.*)$")
_TIGHT = re.compile(r"\s*([-–•*])([A-Za-z]\S*\s.*)$")  # "-To plan ahead"
_NUMBER = re.compile(r"\s*(\(?)(\d{1,3}(?:\.\d{1,3})*)([.):]?\)?)(?:\s+(.*))?$")
_ALPHA = re.compile(r"\s*(\(?)([A-Za-z]|[ivxIVX]{1,5})([.)])(?:\s+(.*))?$")
# "B2. We pay for two places"; without a stop, room or a capital shows where the text begins.
_LETTERED = re.compile(r"\s*([A-Z])(\d{1,2})(?:([.):])\s+|(?:\s{2,}|\t|\s(?=[A-Z])))(\S.*)$")
_ROMANS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv"
_ROMAN = {name: value for value, name in enumerate(_ROMANS.split(), 1)}

_BARE = "# "  # the style of a number without a stop
SUB_BULLETS = frozenset("o○◦–—-▪▫§")


class Kind(StrEnum):
    """What sort of sign begins an item."""

    BULLET = "bullet"
    DASH = "dash"
    LETTER = "letter bullet"  # or a dash with no room behind it: an item only where others begin so
    NUMBER = "number"
    ALPHA = "letter"


@dataclass(frozen=True, slots=True)
class Marker:
    """The sign that begins an item.

    `sign` is as written. `style` is the same for the items of one list. `values` are what a counting sign may count
    (a lone "i" is the first Roman or the ninth letter); the parts of "1.2.3" are `path`.
    """

    kind: Kind
    sign: str
    style: str
    values: tuple[int, ...] = ()
    path: tuple[int, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the sign is a number or letter rather than a bullet."""
        return self.kind in (Kind.NUMBER, Kind.ALPHA)


def parse_marker(line: str) -> tuple[Marker, str] | None:
    """The sign that may begin an item on this line, and the rest; only `Counters.accept` knows whether it does."""
    if found := _GLYPH.match(line):
        return Marker(Kind.BULLET, found[1], found[1]), found[2].rstrip()
    if found := _DASH.match(line):
        return Marker(Kind.DASH, found[1], found[1]), (found[2] or "").rstrip()
    if found := _LETTER.match(line) or _TIGHT.match(line):
        return Marker(Kind.LETTER, found[1], found[1]), found[2].rstrip()
    return _number(line) or _alpha(line) or _lettered(line)


def _lettered(line: str) -> tuple[Marker, str] | None:
    """A number behind the letter of its part; each part counts for itself."""
    found = _LETTERED.match(line)
    if found is None:
        return None
    letter, digits, closing, rest = found.groups(default="")
    return Marker(Kind.ALPHA, f"{letter}{digits}{closing}", f"{letter}#{closing}", (int(digits),)), rest.rstrip()


def _number(line: str) -> tuple[Marker, str] | None:
    found = _NUMBER.match(line)
    if found is None:
        return None
    opening, digits, closing, rest = found.groups()
    path = tuple(int(part) for part in digits.removesuffix(".0").split("."))  # "2.0" is the second part
    if (opening and ")" not in closing) or (rest is None and not closing and len(path) == 1):
        return None
    style = f"{opening}{'#' * len(path)}{closing}" if len(path) == 1 else "#" * len(path)
    style = _BARE if style == "#" and digits.isdigit() else style
    marker = Marker(Kind.NUMBER, f"{opening}{digits}{closing}", style, (path[-1],), path)
    return marker, (rest or "").rstrip()


def _alpha(line: str) -> tuple[Marker, str] | None:
    found = _ALPHA.match(line)
    if found is None:
        return None
    opening, letters, closing, rest = found.groups()
    if opening and closing != ")":
        return None
    case = "A" if letters.isupper() else "a"
    values = []
    if len(letters) == 1:
        values.append(ord(letters.lower()) - ord("a") + 1)
    if letters.lower() in _ROMAN:
        values.append(100 + _ROMAN[letters.lower()])  # Roman numerals count on a scale of their own
    if not values:
        return None
    marker = Marker(Kind.ALPHA, f"{opening}{letters}{closing}", f"{opening}{case}{closing}", tuple(values))
    return marker, (rest or "").rstrip()


@dataclass(frozen=True)
class Counters:
    """Which counting signs and letter bullets stand in a file, so that a lone "A. Smith" or "o" is not an item."""

    values: dict[str, frozenset[int]]
    letters: dict[str, int]
    bare_up_to: int
    """How far numbers without a stop ("1 Aims", "2 Scope") count up from 1 in the order of the file."""

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Counters":
        """Gather the signs of all lines."""
        values: dict[str, set[int]] = {}
        letters: dict[str, int] = {}
        bare = 0
        for line in lines:
            parsed = parse_marker(line)
            if parsed is None:
                continue
            marker, rest = parsed
            values.setdefault(marker.style, set()).update(marker.values)
            if marker.kind is Kind.LETTER:
                letters[marker.sign] = letters.get(marker.sign, 0) + 1
            if marker.style == _BARE and marker.path == (bare + 1,) and rest[:1].isupper():
                bare += 1
        return cls({style: frozenset(found) for style, found in values.items()}, letters, bare)

    def accept(self, marker: Marker, rest: str) -> bool:
        """Whether the sign is one of a row of its like. One of lines that were put together since is not."""
        if marker.kind is Kind.LETTER:
            return self.letters.get(marker.sign, 0) >= 2
        if not marker.counts:
            return True
        if marker.style == _BARE:
            # "5 Parent Governors" is a count, not the fifth item.
            return self.bare_up_to >= 3 and marker.path[0] <= self.bare_up_to and rest[:1].isupper()
        if marker.kind is Kind.NUMBER and (len(marker.path) > 1 or marker.path == (1,)):
            return marker.path[0] > 0
        known = self.values.get(marker.style, frozenset())
        return any(value - 1 in known or value + 1 in known for value in marker.values)
